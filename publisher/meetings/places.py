"""Which characters of a document are spoken for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from publisher.documents.document import Span


class Places:
    """Some stretches of a document, those that touch each other as one.

    Args:
        spans: The stretches in any order.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def meet(self, span: Span) -> bool:
        """Whether any of them shares a character with another stretch."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start
