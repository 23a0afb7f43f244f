"""The list of a matter's handlings above an item, one cell of a table after the other.

Each handling is three cells, body, § and day, the current one last. As text they are lines of their
own or, in a row, parted by tabs or blanks: *Kaupunginhallitus*, *§ 6*, *31.10.2017*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.dates import parse_day
from publisher.items.parts import cut
from publisher.items.stretches import Stretch, read_opening
from publisher.layouts.item_pages import ItemPage, is_same_meeting
from publisher.model import Found
from publisher.phrases import Phrases

# The list stands among the first lines, above the text.
_MOST_LINES = 80
_CELLS = 3
_LONGEST_BODY = 90
_CELL = re.compile(r"[^\t|]+")


class HandlingCells(msgspec.Struct, frozen=True, kw_only=True):
    """The list of handlings.

    Attributes:
        earlier: The handlings before that of the page, without lines of their own.
        lines: The lines that list handlings.
        rest: The other lines.
    """

    earlier: tuple[Stretch, ...]
    lines: tuple[Block, ...]
    rest: tuple[Block, ...]


def read_cells(page: ItemPage, readers: Readers) -> HandlingCells:
    """Read the list of handlings above an item.

    Args:
        page: The page; bars of a table may stand around the cells.
        readers: Know what a § looks like.

    Returns:
        The handlings, and the lines that are no part of the list.
    """
    found: list[Stretch] = []
    taken: set[int] = set()
    for index in range(min(len(page.lines), _MOST_LINES)):
        if index in taken:
            continue
        for lines in (page.lines[index : index + 1], page.lines[index : index + _CELLS]):
            stretch = _row(lines, readers.phrases)
            if stretch is not None:
                found.append(stretch)
                taken.update(range(index, index + len(lines)))
                break
    return HandlingCells(
        earlier=tuple(one for one in found if not is_same_meeting(page, one.date, one.section)),
        lines=tuple(page.lines[index] for index in sorted(taken)),
        rest=tuple(block for index, block in enumerate(page.lines) if index not in taken),
    )


def _cells(lines: Sequence[Block]) -> Iterator[Block]:
    for line in lines:
        for match in _CELL.finditer(line.text):
            text = match[0].strip()
            if text:
                start = match.end() - len(match[0].lstrip())
                yield cut(line, start, start + len(text))


def _row(lines: Sequence[Block], phrases: Phrases) -> Stretch | None:
    """A handling that lines list: the § stands before the day, as in no line that opens one."""
    cells = _handling(list(_cells(lines)), phrases)
    if cells is not None or len(lines) > 1:
        return cells
    opening = read_opening(lines[0], phrases)
    listed = opening and opening.date and opening.section.span < opening.date.span
    return opening if listed else None


def _handling(cells: Sequence[Block], phrases: Phrases) -> Stretch | None:
    """Three cells with body, § and day, and nothing else."""
    if len(cells) != _CELLS:
        return None
    body, number, date = cells
    section = next((m for p in phrases.section if (m := p.fullmatch(number.text))), None)
    day = parse_day(date.text)
    if section is None or day is None or not _may_name_body(body.text):
        return None
    return Stretch(
        opening=body,
        body=Found(body.text, body.span),
        date=Found(day, date.span),
        section=Found(int(section["section"]), cut(number, *section.span("section")).span),
        blocks=(),
    )


def _may_name_body(text: str) -> bool:
    return len(text) <= _LONGEST_BODY and text[:1].isupper() and not re.search(r"[\d§]", text)
