"""Which meetings of a body came before and after each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator


class Neighbours:
    """The meetings of every body in the order of their days, which end their IRIs."""

    def __init__(self, meetings: Iterable[str]) -> None:
        """Put meetings in order.

        Args:
            meetings: The IRIs of all that have a page.
        """
        self._days: dict[str, list[str]] = {}
        for iri in sorted(meetings):
            body, _, day = iri.rpartition("/")
            self._days.setdefault(body, []).append(day)

    def of(self, meeting: str) -> tuple[str | None, str | None]:
        """The meetings before and after a day, None where there is none.

        Args:
            meeting: Its IRI; it need not be one of them.
        """
        body, _, day = meeting.rpartition("/")
        days = self._days.get(body, [])
        at = bisect_left(days, day)
        after = at + 1 if days[at : at + 1] == [day] else at
        before = f"{body}/{days[at - 1]}" if at else None
        return before, f"{body}/{days[after]}" if after < len(days) else None

    def beside(self, meetings: Iterable[str]) -> Iterator[str]:
        """The meetings before and after each of some, as far as there are any."""
        for meeting in meetings:
            yield from filter(None, self.of(meeting))
