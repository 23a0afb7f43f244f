"""Where a pattern matches in a text, asked many times or a few."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_MANY = 20
_WINDOW = 80


class Places:
    """The matches of one pattern in one text.

    A few questions are answered by a search in the neighbourhood, many by one search of all of the
    text, so that a text in which everything looks private takes no longer than it is long.
    """

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._asked = 0
        self._starts: list[int] = []
        self._ends: list[int] = []

    def within(self, first: int, last: int) -> bool:
        """Whether a match begins and ends between two positions."""
        if self._is_asked_often():
            index = bisect_left(self._starts, first)
            return index < len(self._starts) and self._ends[index] <= last
        return self._pattern.search(self._text, first, last) is not None

    def around(self, start: int, end: int) -> bool:
        """Whether a match holds a run of characters, or is it."""
        if self._is_asked_often():
            index = bisect_right(self._starts, start) - 1
            return index >= 0 and self._ends[index] >= end
        first = max(start - _WINDOW, 0)
        matches = self._pattern.finditer(self._text, first, end + _WINDOW)
        return any(match.start() <= start and end <= match.end() for match in matches)

    def _is_asked_often(self) -> bool:
        self._asked += 1
        if self._asked == _MANY:
            spans = [match.span() for match in self._pattern.finditer(self._text)]
            self._starts = [start for start, _ in spans]
            self._ends = [end for _, end in spans]
        return self._asked >= _MANY
