"""The header of a form: the kind of document and the organisation in capitals.

Seen at the end of Swedish pages, and at the top of each page: *PROTOKOLL 3/2024*, the day, the
organisation, the body and the case number, each on a line of its own, in any order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers, Words
from publisher.finnish.dates import parse_day
from publisher.finnish.people import is_body
from publisher.items.heading import CaseNumber, read_case_number
from publisher.model import Found, Inference, Reason

# No header takes more lines, before and after the kind of document.
_MOST_LINES = 6


class CapitalHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What the header says; what it does not say is None.

    Attributes:
        organization: In ordinary letters.
        body: As printed.
        date: The day on it.
        case: The case number.
        is_agenda: Whether the document calls itself a call or an agenda.
        lines: Its lines.
    """

    organization: Found[str] | None = None
    body: Found[str] | None = None
    date: Found[dt.date] | None = None
    case: CaseNumber | None = None
    is_agenda: bool = False
    lines: tuple[Block, ...] = ()


def read_capital_header(blocks: Sequence[Block], readers: Readers) -> CapitalHeader | None:
    """Find the header around the line that names the kind of document.

    Args:
        blocks: All lines of a document.
        readers: The table has the patterns ``kind``, ``agenda``, ``day``, ``page`` and
            ``capitals``, and the ordinary letters of words such as *STAD* as base forms.

    Returns:
        The first one, with the lines of all; None if no line is a kind of document beside the name
        of an organisation.
    """
    found = [
        _read_around(blocks, index, kind["kind"], readers)
        for index, block in enumerate(blocks)
        if (kind := readers.words.patterns["kind"].fullmatch(block.text))
    ]
    headers = [header for header in found if header.organization is not None]
    if not headers:
        return None
    lines = tuple(line for header in headers for line in header.lines)
    return msgspec.structs.replace(headers[0], lines=lines)


def _read_around(blocks: Sequence[Block], index: int, kind: str, readers: Readers) -> CapitalHeader:
    """The header around one line."""
    is_agenda = readers.words.patterns["agenda"].fullmatch(kind) is not None
    header = CapitalHeader(is_agenda=is_agenda, lines=(blocks[index],))
    below = _with_lines(header, blocks[index + 1 : index + 1 + _MOST_LINES], readers)
    return _with_lines(below, blocks[max(0, index - _MOST_LINES) : index][::-1], readers)


def _with_lines(header: CapitalHeader, blocks: Sequence[Block], readers: Readers) -> CapitalHeader:
    """The header with what the first lines add to it, up to one that is none of its lines."""
    for block in blocks:
        said = _read_line(block, header, readers)
        if said is None:
            break
        header = msgspec.structs.replace(said, lines=(*header.lines, block))
    return header


def _read_line(block: Block, header: CapitalHeader, readers: Readers) -> CapitalHeader | None:
    """The header with what one line says; None if a header holds no such line, or has it."""
    patterns, replace = readers.words.patterns, msgspec.structs.replace
    if patterns["page"].fullmatch(block.text):
        return header
    if header.organization is None and patterns["capitals"].fullmatch(block.text):
        return replace(header, organization=_in_small_letters(block, readers.words))
    if header.date is None and (day := patterns["day"].fullmatch(block.text)):
        value = parse_day(day["date"])
        return None if value is None else replace(header, date=Found(value, block.span))
    if header.body is None and is_body(block.text, readers.phrases):
        return replace(header, body=_body(block))
    case, rest = read_case_number([block], readers.phrases)
    return None if rest or header.case is not None else replace(header, case=case)


def _in_small_letters(block: Block, words: Words) -> Found[str]:
    """A name printed in capitals as it is written in text (*Björknäs stad*)."""
    names = [words.base_forms.get(word) or _capitalised(word) for word in block.text.split()]
    return Found(" ".join(names), block.span, Inference(Reason.BASE_FORM))


def _body(block: Block) -> Found[str]:
    if not block.text.isupper():
        return Found(block.text, block.span)
    return Found(block.text.capitalize(), block.span, Inference(Reason.BASE_FORM))


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
