"""The headers and footers of pages: what is printed in the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

_MOST_LINES = 12  # at one edge of a page
_HEADER_ENDS, _FOOTER_BEGINS = 0.25, 0.8  # of the height of a page
_FEWEST_PAGES = 2
_NEIGHBOURS = 2  # pages before and after
_PAGES_IN_A_ROW = 3
_SAME_PLACE = 0.005  # of the height of a page

_FIGURES = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_SECTION = "§"


class PrintedLine(msgspec.Struct, frozen=True):
    """A line of a page.

    Attributes:
        text: Its words.
        place: How far down it stands, from 0 at the top to 1 at the bottom.
    """

    text: str
    place: float


_Key = tuple[str, int]  # what a line has in common with those that repeat it, and about where
_Edge = Sequence[Sequence[_Key]]  # the keys of the lines of a page, from one edge inward


def find_furniture(pages: Sequence[Sequence[PrintedLine]]) -> list[tuple[int, int]]:
    """Tell how many lines of each page are its header and its footer.

    A header is the lines from the top of a page, as long as each is in the same place on half of
    the pages (not counting the first, which may be a cover) or on three of the pages around. So it
    is with a footer from the bottom. Figures may differ from page to page, with two exceptions. A
    line of nothing else has to be the same, or to count the pages. And a line with a section sign
    has to be the same: the heading of an item is often the first line of a page.

    Args:
        pages: The lines of each page, from top to bottom.

    Returns:
        For every page, the number of lines of its header and of its footer; together they are no
        more than the page has. There are none if a document has one page, since nothing is
        repeated, nor if nothing else were left of it.

    Examples:
        >>> first = [PrintedLine("Lautakunta 1 (2)", 0.1), PrintedLine("Asia", 0.15)]
        >>> second = [PrintedLine("Lautakunta 2 (2)", 0.1), PrintedLine("jatkuu.", 0.15)]
        >>> find_furniture([first, second])
        [(1, 0), (1, 0)]
    """
    headers = _count(
        [
            [_keys(line, page) for line in lines[:_MOST_LINES] if line.place <= _HEADER_ENDS]
            for page, lines in enumerate(pages)
        ]
    )
    footers = _count(
        [
            [_keys(line, page) for line in lines[:-_MOST_LINES:-1] if line.place >= _FOOTER_BEGINS]
            for page, lines in enumerate(pages)
        ]
    )
    found = [
        (header, min(footer, len(lines) - header))
        for lines, header, footer in zip(pages, headers, footers, strict=True)
    ]
    if any(sum(edges) < len(lines) for lines, edges in zip(pages, found, strict=True)):
        return found
    return [(0, 0)] * len(pages)


def _count(edges: Sequence[_Edge]) -> list[int]:
    """How many lines from the edge of each page are repeated in the same place on others."""
    seen: dict[_Key, set[int]] = defaultdict(set)
    for page, edge in enumerate(edges):
        for keys in edge:
            for key in keys:
                seen[key].add(page)
    repeated = (
        [_is_repeated(keys, page, seen, len(edges)) for keys in edge]
        for page, edge in enumerate(edges)
    )
    return [[*each, False].index(False) for each in repeated]


def _keys(line: PrintedLine, page: int) -> tuple[_Key, ...]:
    place = round(line.place / _SAME_PLACE)
    return tuple((text, place) for text in _common(" ".join(line.text.split()).casefold(), page))


def _common(text: str, page: int) -> tuple[str, ...]:
    """What a line has in common with those that repeat it."""
    if _SECTION in text:
        return (text,)
    if _LETTER.search(text):
        return (_FIGURES.sub("#", text),)
    figures = _FIGURES.search(text)
    if figures is None:
        return (text,)
    number = int(figures[0][-9:]) - page
    return text, f"{text[: figures.start()]}#{number}{text[figures.end() :]}"


def _is_repeated(
    keys: Sequence[_Key], page: int, seen: Mapping[_Key, set[int]], count: int
) -> bool:
    """Whether one of the keys is seen on enough pages, there or a little higher or lower."""
    around = range(page - _NEIGHBOURS, page + _NEIGHBOURS + 1)
    for text, place in keys:
        pages = [seen.get((text, near), set()) for near in (place - 1, place, place + 1)]
        total = sum(map(len, pages))
        if total >= _FEWEST_PAGES and 2 * total >= count - 1:
            return True
        if sum(len(some.intersection(around)) for some in pages) >= _PAGES_IN_A_ROW:
            return True
    return False
