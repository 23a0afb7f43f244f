"""The header above an item: organisation, kind, number, page, body and day, a cell each.

The cells are lines of their own, or stand on a line parted by tabs or runs of blanks. Organisation
and body have no form that tells them apart from a title; the cells around them have, and the
organisation comes first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Words
from publisher.finnish.dates import parse_day
from publisher.finnish.people import is_body
from publisher.items.parts import cut
from publisher.model import Found
from publisher.phrases import Phrases

_CELL = re.compile(r"\S+(?: \S+)*")
_HEADER_LINES = 20
# The cells that have a form; without the first two there is no header.
_FORMS = ("kind", "number", "page", "order", "day")


class CellHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What a header says.

    Attributes:
        lines: Its lines; none if there is no header.
        organization: As printed.
        body: As printed.
        day: Of the meeting.
        number: Of the meeting, as printed.
        is_agenda: Whether it calls itself an agenda.
    """

    lines: tuple[Block, ...] = ()
    organization: Found[str] | None = None
    body: Found[str] | None = None
    day: Found[dt.date] | None = None
    number: Found[str] | None = None
    is_agenda: bool = False


def read_cell_header(blocks: Sequence[Block], words: Words, phrases: Phrases) -> CellHeader:
    """Read the header at the top of an item.

    Args:
        blocks: The first lines of the document.
        words: Their table has the patterns ``kind``, ``agenda``, ``number``, ``page``, ``order``
            and ``day``, each for a whole cell.
        phrases: Know bodies.

    Returns:
        The header; one without lines if kind and number are not both among the first lines.
    """
    cells = [(i, cell) for i, block in enumerate(blocks[:_HEADER_LINES]) for cell in _cells(block)]
    forms = [(index, cell, _form(cell, words)) for index, cell in cells]
    known = {form: cell for _, cell, form in reversed(forms) if form}
    if "kind" not in known or "number" not in known:
        return CellHeader()
    length = max(index for index, _, form in forms if form) + 1
    names = [cell for index, cell, form in forms if index < length and form is None]
    return CellHeader(
        lines=tuple(blocks[:length]),
        organization=_found(
            next((cell for cell in names if not is_body(cell.text, phrases)), None)
        ),
        body=_found(next((cell for cell in names if is_body(cell.text, phrases)), None)),
        day=_day(known.get("day")),
        number=_found(known["number"]),
        is_agenda=words.patterns["agenda"].fullmatch(known["kind"].text) is not None,
    )


def _cells(block: Block) -> Iterator[Block]:
    return (cut(block, *match.span()) for match in _CELL.finditer(block.text))


def _form(cell: Block, words: Words) -> str | None:
    return next((form for form in _FORMS if words.patterns[form].fullmatch(cell.text)), None)


def _found(cell: Block | None) -> Found[str] | None:
    return None if cell is None else Found(cell.text, cell.span)


def _day(cell: Block | None) -> Found[dt.date] | None:
    day = None if cell is None else parse_day(cell.text)
    return None if cell is None or day is None else Found(day, cell.span)
