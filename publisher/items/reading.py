"""From the lines of an item to the item: every part read, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec

from publisher.documents.document import Block, Span
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.amounts import read_amounts
from publisher.items.grounds import with_provision
from publisher.items.heading import Heading
from publisher.items.mentions import once, read_attachments, read_citations
from publisher.items.remedies import read_appeal
from publisher.items.sorting import SortedLines, sort_lines
from publisher.items.stretches import Stretch, Unopened
from publisher.model import (
    Citation,
    Decision,
    Found,
    Handling,
    Item,
    Outcome,
    PersonInRole,
    Place,
    Proposal,
)
from publisher.phrases import Phrases
from publisher.proceedings.decisions import (
    read_checked,
    read_listed_recusals,
    read_manner,
    read_recusals,
    read_temporary_chair,
)
from publisher.proceedings.dissents import read_dissents
from publisher.proceedings.motions import read_motions
from publisher.proceedings.outcomes import after_discussion, read_outcome
from publisher.proceedings.votes import read_votes


class ItemReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from the lines of one item.

    Attributes:
        item: What they say.
        unused: The lines that nobody could place.
        ignored: The lines that are left out, and why.
    """

    item: Item
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


class HandlingReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from the lines of one earlier handling; as `ItemReading`."""

    handling: Handling
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


def read_item(
    blocks: Iterable[Block],
    heading: Heading,
    readers: Readers,
    earlier: Iterable[HandlingReading] = (),
) -> ItemReading:
    """Read an item whose heading has been read.

    Args:
        blocks: The lines of the current handling after its heading, without page furniture.
        heading: What the heading says.
        readers: Labels, phrases and laws.
        earlier: The handlings before this one, as read.

    Returns:
        The item, and the lines that are not in it.
    """
    before = tuple(earlier)
    lines = sort_lines(blocks, readers)
    day = heading.day.value if heading.day else None
    preparation, proposal = Excerpt(lines.preparation), Excerpt(lines.proposal)
    decision = Excerpt(lines.decision)
    places = (
        (Place.PREPARATION, preparation),
        (Place.PROPOSAL, proposal),
        (Place.DECISION, decision),
    )
    parts = _parts(lines, day, readers)
    item = Item(
        **parts,
        title=heading.title,
        section=heading.section,
        case_number=heading.case_number,
        classification=heading.classification,
        earlier=tuple(reading.handling for reading in before),
        attachments=once(
            [
                *lines.attachments,
                *read_attachments(preparation, lines.preparation, readers.phrases),
                *read_attachments(proposal, (), readers.phrases),
                *read_attachments(decision, (), readers.phrases),
            ]
        ),
        background_material=tuple(lines.background_material),
        notified=tuple(lines.notified),
        appeal=read_appeal(Excerpt(lines.appeal), readers.phrases),
        citations=(
            *title_citations(heading.title, day, readers),
            *(
                c
                for place, text in places
                for c in read_citations(text, place, day, readers.laws, readers.phrases)
            ),
        ),
        amounts=tuple(
            amount
            for place, text in places
            for amount in read_amounts(text, place, readers.phrases)
        ),
        tells_of_deputies=bool(parts["recusals"]) and _tells_of_deputies(lines, readers.phrases),
    )
    return ItemReading(
        item=item,
        unused=(*(block for reading in before for block in reading.unused), *lines.unused),
        ignored=(*(pair for reading in before for pair in reading.ignored), *lines.ignored),
    )


def read_handling(stretch: Stretch | Unopened, readers: Readers) -> HandlingReading:
    """Read an earlier handling.

    Args:
        stretch: Its opening and its lines, without page furniture.
        readers: Labels and phrases.

    Returns:
        The handling, with the lines that are not in it. What it was told, whom it was sent to and
        how it could be appealed are left out: they are the business of its own minutes.
    """
    lines = sort_lines(stretch.blocks, readers)
    handling = Handling(
        **_parts(lines, stretch.date.value if stretch.date else None, readers),
        body=stretch.body,
        date=stretch.date,
        section=stretch.section,
    )
    listed = [one.title for one in (*lines.attachments, *lines.background_material)]
    left_out = [found.span for found in (*listed, *lines.notified)]
    reason = "attachments and recipients of an earlier handling"
    return HandlingReading(
        handling=handling,
        unused=tuple(lines.unused),
        ignored=(
            *lines.ignored,
            *((block, reason) for block in stretch.blocks if _holds(block, left_out)),
            *((block, "appeal instructions of an earlier handling") for block in lines.appeal),
        ),
    )


def _holds(block: Block, spans: Iterable[Span]) -> bool:
    """Whether any of some characters stand in a line."""
    return any(one.start < block.span.end and block.span.start < one.end for one in spans)


def _parts(lines: SortedLines, day: dt.date | None, readers: Readers) -> dict[str, Any]:
    """What every handling has, by the names of `Handling`."""
    phrases = readers.phrases
    proposal, decision = Excerpt(lines.proposal), Excerpt(lines.decision)
    discussion = Excerpt(lines.discussion)
    narrative = Excerpt(sorted([*lines.discussion, *lines.decision], key=_place))
    motions, votes = read_motions(narrative, read_votes(narrative, phrases), phrases)
    recusals = read_recusals(narrative, phrases)
    recusals = recusals or read_listed_recusals(Excerpt(lines.recused), phrases)
    outcome = read_outcome(decision, proposal or None, phrases, votes, motions)
    return {
        "preparers": tuple(lines.preparers),
        "presenter": lines.presenter,
        "preparation": _found(Excerpt(lines.preparation)),
        "proposal": _proposal(proposal, lines.proposer),
        "counter_proposals": motions,
        "votes": votes,
        "discussion": _found(discussion),
        "decision": _decision(decision, after_discussion(outcome, discussion, phrases), phrases),
        "recusals": tuple(with_provision(recusal, day, readers) for recusal in recusals),
        "temporary_chair": read_temporary_chair(narrative, phrases),
        "dissents": read_dissents(narrative, phrases),
    }


def _tells_of_deputies(lines: SortedLines, phrases: Phrases) -> bool:
    texts = (lines.discussion, lines.decision, lines.recused)
    return any(phrases.deputy.search(Excerpt(text).prose) for text in texts)


def _place(block: Block) -> int:
    return block.span.start


def title_citations(
    title: Found[str] | None, day: dt.date | None, readers: Readers
) -> tuple[Citation, ...]:
    """Read the laws that a title names."""
    if title is None:
        return ()
    line = Excerpt([Block(text=title.value, span=title.span, paragraph=0)])
    return tuple(read_citations(line, Place.TITLE, day, readers.laws, readers.phrases))


def _found(excerpt: Excerpt) -> Found[str] | None:
    return Found(excerpt.prose, excerpt.span()) if excerpt else None


def _proposal(text: Excerpt, proposer: PersonInRole | None) -> Proposal | None:
    found = _found(text)
    return Proposal(text=found, proposer=proposer) if found else None


def _decision(text: Excerpt, outcome: Found[Outcome] | None, phrases: Phrases) -> Decision | None:
    found = _found(text)
    if found is None:
        return None
    return Decision(
        text=found,
        outcome=outcome,
        checked_at_meeting=read_checked(text, phrases),
        manner=read_manner(text, phrases),
    )
