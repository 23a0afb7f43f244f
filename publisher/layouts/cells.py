"""An item without a heading: the cell of a page in which its text stands, under the usual labels.

A crawler may keep of a page nothing but the cell with the text: background, proposal and decision,
without title, § and body; or an export may have put title and case number above them. What an
earlier body decided may stand in the same cell; the last decision is the current one.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.items.deciders import deciding_body
from publisher.items.heading import Heading
from publisher.items.parts import split_parts
from publisher.items.reading import ItemReading, read_handling, read_item
from publisher.items.stretches import Unopened
from publisher.labels import Label
from publisher.layouts.evidence import is_told
from publisher.layouts.unopened import split_at_decisions
from publisher.meetings.numbered_openings import read_numbered_opening
from publisher.model import Found

# What may stand above the labels takes no more lines than these.
_MOST_LINES_ABOVE = 8
_SENTENCE_ENDS = (".", ":", ";", ",")
_FIRST = frozenset(
    {
        Label.BACKGROUND,
        Label.PROPOSAL,
        Label.DECISION,
        Label.HANDLING,
        Label.VOTES,
        Label.PREPARERS,
        Label.PRESENTER,
    }
)


class CellReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from a cell.

    Attributes:
        reading: The item.
        body: Who decided, where the decision names it as its subject.
    """

    reading: ItemReading
    body: Found[str] | None


def is_cell(blocks: Sequence[Block], readers: Readers) -> bool:
    """Whether lines are the cell of an item: labelled from the first line on, or nearly.

    Args:
        blocks: The lines.
        readers: As `is_told` takes them.

    Returns:
        True if something is proposed or decided in them in the words of minutes, and either the
        first line is a label, or both are there, once, under a title.
    """
    if not is_told(blocks, readers):
        return False
    parts = list(split_parts(blocks, readers.words))
    if parts[0].heading is not None:
        return parts[0].label in _FIRST
    labels = [part.label for part in parts]
    both = labels.count(Label.PROPOSAL) == labels.count(Label.DECISION) == 1
    return both and len(parts[0].blocks) <= _MOST_LINES_ABOVE


def read_cell(blocks: Sequence[Block], readers: Readers) -> CellReading:
    """Read a cell.

    Args:
        blocks: Lines that `is_cell` has accepted.
        readers: Labels, phrases and laws; the table has the pattern ``decided`` of a verb in the
            tense in which decisions are told, and may have ``case``.

    Returns:
        The item.
    """
    heading, rest = _heading(blocks, readers)
    before, handlings = split_at_decisions(rest, readers.words)
    earlier = [
        Unopened(body=None, date=None, section=None, blocks=lines) for lines in handlings[:-1]
    ]
    own = handlings[-1] if handlings else ()
    readings = [read_handling(one, readers) for one in earlier]
    return CellReading(
        reading=read_item([*before, *own], heading, readers, readings),
        body=None if earlier else _deciding_body(own, readers),
    )


def _heading(blocks: Sequence[Block], readers: Readers) -> tuple[Heading, Sequence[Block]]:
    """Title and case number, if they stand above the first label."""
    labelled = (i for i, block in enumerate(blocks) if readers.words.labels.match(block.text))
    first = next(labelled, len(blocks))
    above: Sequence[Block] = blocks[:first]
    case = title = None
    if above:
        opening = read_numbered_opening((), above[0], above, readers)
        if opening.title is not None and not opening.title.value.endswith(_SENTENCE_ENDS):
            case, title, above = opening.case, opening.title, opening.rest
    return Heading(
        body=None,
        day=None,
        section=None,
        case_number=case.number if case else None,
        classification=case.classification if case else None,
        title=title,
        length=0,
    ), (*above, *blocks[first:])


def _deciding_body(blocks: Sequence[Block], readers: Readers) -> Found[str] | None:
    """The subject of the decision."""
    for part in split_parts(blocks, readers.words):
        if part.label is Label.DECISION:
            verb = readers.words.patterns["decided"]
            return deciding_body(part.blocks, verb, readers.phrases)
    return None
