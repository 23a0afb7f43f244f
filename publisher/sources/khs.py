"""Helsinki before Ahjo: an item of an agenda of 2005.

It opens with its number alone, the title in capitals, and the abbreviation of the body. Who
proposes stands in letters before the proposal, which is in the potential mood (*KJ
Kaupunginhallitus päättänee …*). Nothing was decided yet, and no day is printed. In scope: one item.
Out of scope: the agenda of a whole meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.items.heading import Heading
from publisher.items.parts import cut
from publisher.items.reading import read_item
from publisher.layouts.glued_labels import part_labels
from publisher.model import DocumentKind, Found, Item, Minutes, PersonInRole

NAME = "khs"

# An opening, and the title in it, never take more lines than these.
_OPENING_LINES = 12
_MOST_TITLE_LINES = 4
_ORDER = "number on the agenda"


class _Opening(msgspec.Struct, frozen=True, kw_only=True):
    """The opening of an item.

    Attributes:
        order: The line with its number.
        title: The lines of the title.
        body: The line that names the body, with what it says.
        rest: The lines after it, without labels glued to their text.
        proposer: The one of them that says who proposes.
    """

    order: Block
    title: tuple[Block, ...]
    body: tuple[Block, re.Match[str]]
    rest: tuple[Block, ...]
    proposer: Block


def _read_opening(blocks: Sequence[Block], readers: Readers) -> _Opening | None:
    """Read number, title in capitals and body; None unless a proposal with letters follows."""
    patterns = readers.words.patterns
    lines = blocks[:_OPENING_LINES]
    body = next((i for i, b in enumerate(lines) if patterns["body"].fullmatch(b.text)), None)
    if body is None:
        return None
    start = next((i for i in range(body) if patterns["order"].fullmatch(lines[i].text)), body)
    title = tuple(lines[start + 1 : body])
    if not 0 < len(title) <= _MOST_TITLE_LINES or not all(b.text.isupper() for b in title):
        return None
    rest = tuple(part_labels(blocks[body + 1 :], readers))
    proposer = _find_proposer(rest, readers)
    if proposer is None:
        return None
    match = patterns["body"].fullmatch(lines[body].text)
    assert match is not None  # noqa: S101  (the line was found by it)
    return _Opening(
        order=lines[start],
        title=title,
        body=(lines[body], match),
        rest=rest,
        proposer=proposer,
    )


def _find_proposer(blocks: Sequence[Block], readers: Readers) -> Block | None:
    """The line with the letters of who proposes, if a proposal stands on it or on the next one."""
    patterns = readers.words.patterns
    for index, block in enumerate(blocks):
        if patterns["proposer"].fullmatch(block.text) and any(
            patterns["potential"].search(line.text) for line in blocks[index : index + 2]
        ):
            return block
    return None


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether number, title in capitals and body are followed by a proposal with letters."""
    return _read_opening(document.blocks, readers) is not None


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read an item of an agenda."""
    opening = _read_opening(document.blocks, readers)
    assert opening is not None  # noqa: S101  (`recognises` has found it)
    reading = read_item(opening.rest, _heading(opening), readers)
    minutes = Minutes(
        kind=DocumentKind.AGENDA_ITEM,
        language=language_of(document.text, readers.phrases),
        organization=None,
        body=_group(opening, "body"),
        date=None,
        items=(_with_proposer(reading.item, opening.proposer, readers),),
    )
    above = document.blocks[: document.blocks.index(opening.order)]
    return Extraction(
        minutes=minutes,
        unused=(*above, *reading.unused),
        ignored=((opening.order, _ORDER), *reading.ignored),
    )


def _with_proposer(item: Item, line: Block, readers: Readers) -> Item:
    """The letters before the proposal say who proposes."""
    match = readers.words.patterns["proposer"].fullmatch(line.text)
    if item.proposal is None or match is None:
        return item
    span = cut(line, *match.span("code")).span
    proposer = PersonInRole(name=None, title=match["code"], span=span)
    return msgspec.structs.replace(
        item, proposal=msgspec.structs.replace(item.proposal, proposer=proposer)
    )


def _heading(opening: _Opening) -> Heading:
    """The title, and the case number, of which the abbreviation of the body is a part."""
    title = Excerpt(opening.title)
    line = opening.body[0]
    has_case = opening.body[1]["case"] is not None
    return Heading(
        body=None,
        day=None,
        section=None,
        case_number=Found(line.text, line.span) if has_case else None,
        classification=None,
        title=Found(" ".join(title.text.split()), title.span()),
        length=0,
    )


def _group(opening: _Opening, group: str) -> Found[str]:
    line, match = opening.body
    return Found(match[group], cut(line, *match.span(group)).span)
