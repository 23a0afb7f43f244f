"""The text of a document, cut where the innermost thing that was read from it changes."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from publisher.documents.document import Block, SourceDocument, Span


class Fate(StrEnum):
    """What became of a run of characters, or of a line."""

    VALUE = "value"
    LABEL = "label"
    IGNORED = "ignored"
    UNUSED = "unused"
    SILENT = "silent"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A run of characters that gave a value, was left out, or could not be placed.

    Attributes:
        span: The characters.
        fate: What became of them.
        number: Of the value; 0 for what gave none.
        reason: Why they were left out.
    """

    span: Span
    fate: Fate
    number: int = 0
    reason: str = ""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of one line that have the same innermost mark.

    Attributes:
        text: The characters.
        mark: The innermost mark; None if there is none.
        begins: The numbers of the values whose characters begin here.
    """

    text: str
    mark: Mark | None
    begins: tuple[int, ...]


def cut_lines(
    document: SourceDocument, marks: Iterable[Mark]
) -> Iterator[tuple[Block, tuple[Segment, ...]]]:
    """Cut every line at the marks, in a time that grows with the lines and marks.

    Of marks that lie in or across each other the innermost is the one that begins last, and of
    those the one that ends first. So a line that was left out is told from the text around it,
    and a value inside that line from the line.

    Args:
        document: Whose lines.
        marks: In any order; one that is later in it is inside another one of the same characters.

    Returns:
        Each line with its segments, whose texts make up the line.
    """
    cutter = _Cutter(document.text, marks)
    for block in document.blocks:
        yield block, tuple(cutter.cut(block.span))


class _Cutter:
    """Goes through a text from its beginning to its end, once.

    The marks that have begun are a heap with the innermost one on top. One that ends below others
    stays there until they have ended, which changes nothing: only the top is ever looked at.
    """

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        numbered = enumerate(marks)
        self._text = text
        self._waiting = sorted(
            ((mark.span.start, -mark.span.end, order, mark) for order, mark in numbered),
            key=lambda one: one[:3],
            reverse=True,
        )
        self._begun: list[tuple[int, int, int, Mark]] = []

    def cut(self, line: Span) -> Iterator[Segment]:
        position = line.start
        while position < line.end:
            begins = tuple(self._begin(position))
            mark = self._innermost(position)
            end = line.end if mark is None else min(line.end, mark.span.end)
            if self._waiting:
                end = min(end, self._waiting[-1][0])
            yield Segment(text=self._text[position:end], mark=mark, begins=begins)
            position = end

    def _begin(self, position: int) -> Iterator[int]:
        """Let every mark begin whose place has come; these are the numbers of values."""
        while self._waiting and self._waiting[-1][0] <= position:
            start, end, order, mark = self._waiting.pop()
            heapq.heappush(self._begun, (-start, -end, -order, mark))
            if mark.number:
                yield mark.number

    def _innermost(self, position: int) -> Mark | None:
        while self._begun and self._begun[0][3].span.end <= position:
            heapq.heappop(self._begun)
        return self._begun[0][3] if self._begun else None
