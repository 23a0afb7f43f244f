"""From the lines of an item to the item: every part read, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Label, Readers
from publisher.finnish.laws import LawReader
from publisher.finnish.people import parse_people, parse_person
from publisher.items.decisions import (
    in_role,
    read_checked,
    read_outcome,
    read_recusals,
    read_temporary_chair,
)
from publisher.items.heading import Heading
from publisher.items.mentions import once, read_amounts, read_attachments, read_citations
from publisher.items.parts import Part, split_parts
from publisher.model import (
    Citation,
    Decision,
    Found,
    Item,
    PersonInRole,
    Place,
    Proposal,
)
from publisher.phrases import Phrases


class _Sorted:
    """The lines of an item, sorted by what they are."""

    def __init__(self) -> None:
        self.preparation: list[Block] = []
        self.proposal: list[Block] = []
        self.decision: list[Block] = []
        self.recusal: list[Block] = []
        self.attachments: list[Block] = []
        self.preparers: list[PersonInRole] = []
        self.presenter: PersonInRole | None = None
        self.proposer: PersonInRole | None = None
        self.unused: list[Block] = []


def read_item(
    blocks: Iterable[Block], heading: Heading, readers: Readers
) -> tuple[Item, tuple[Block, ...]]:
    """Read an item whose heading has been read.

    Args:
        blocks: The lines after the heading, without page furniture.
        heading: What the heading says.
        readers: Labels, phrases and laws.

    Returns:
        The item, and the lines that could not be placed.
    """
    lines = _Sorted()
    for part in split_parts(blocks, readers.words):
        _sort(part, lines, readers.phrases)
    day = heading.day.value if heading.day else None
    preparation, proposal = Excerpt(lines.preparation), Excerpt(lines.proposal)
    decision = Excerpt(lines.decision)
    narrative = Excerpt([*lines.recusal, *lines.decision])
    places = (
        (Place.PREPARATION, preparation),
        (Place.PROPOSAL, proposal),
        (Place.DECISION, decision),
    )
    item = Item(
        title=heading.title,
        section=heading.section,
        case_number=heading.case_number,
        classification=heading.classification,
        preparers=tuple(lines.preparers),
        presenter=lines.presenter,
        preparation=_found(preparation),
        proposal=_proposal(proposal, lines.proposer),
        decision=_decision(decision, proposal, readers.phrases),
        recusals=read_recusals(narrative, readers.phrases),
        temporary_chair=read_temporary_chair(narrative, readers.phrases),
        attachments=once(
            attachment
            for text, own in (
                (preparation, lines.preparation + lines.attachments),
                (proposal, []),
                (decision, []),
            )
            for attachment in read_attachments(text, own, readers.phrases)
        ),
        citations=(
            *title_citations(heading.title, day, readers.laws),
            *(c for place, text in places for c in read_citations(text, place, day, readers.laws)),
        ),
        amounts=tuple(
            amount
            for place, text in places
            for amount in read_amounts(text, place, readers.phrases)
        ),
    )
    return item, tuple(lines.unused)


def title_citations(
    title: Found[str] | None, day: dt.date | None, laws: LawReader
) -> tuple[Citation, ...]:
    """Read the laws that a title names."""
    if title is None:
        return ()
    line = Excerpt([Block(text=title.value, span=title.span, paragraph=0)])
    return tuple(read_citations(line, Place.TITLE, day, laws))


def _sort(part: Part, lines: _Sorted, phrases: Phrases) -> None:
    """Put the lines of a part where its label says; what a label does not claim is background."""
    match part.label:
        case Label.PREPARERS:
            _sort_preparers(part, lines, phrases)
        case Label.PRESENTER:
            lines.presenter, rest = _leading_person(part.blocks, phrases)
            lines.preparation.extend(rest)
        case Label.PROPOSAL:
            _sort_proposal(part, lines, phrases)
        case Label.DECISION:
            lines.decision.extend(part.blocks)
        case Label.RECUSAL | Label.HANDLING:
            lines.recusal.extend(part.blocks)
        case Label.ATTACHMENTS:
            _sort_attachments(part, lines)
        case Label.BACKGROUND_MATERIAL | Label.NOTIFICATION | Label.APPEAL:
            lines.unused.extend(part.blocks)
        case Label.BACKGROUND | None:
            heading = [part.heading] if part.heading else []
            lines.preparation.extend([*heading, *part.blocks])


def _sort_preparers(part: Part, lines: _Sorted, phrases: Phrases) -> None:
    """People and contact details up to the first line that says anything else."""
    for index, block in enumerate(part.blocks):
        people = parse_people(block.text, phrases)
        if people is None:
            lines.preparation.extend(part.blocks[index:])
            return
        excerpt = Excerpt([block])
        squeezed = parse_people(excerpt.text, phrases) or []
        lines.preparers.extend(in_role(person, excerpt) for person in squeezed)


def _sort_proposal(part: Part, lines: _Sorted, phrases: Phrases) -> None:
    """The proposer stands in brackets after the label, or alone on the first line."""
    proposer, rest = _leading_person(part.blocks, phrases)
    if part.qualifier is not None:
        qualifier = Excerpt([part.qualifier])
        person = parse_person(qualifier.text, phrases)
        lines.proposer = in_role(person, qualifier) if person else None
    lines.proposer = lines.proposer or proposer
    lines.proposal.extend(rest)


def _leading_person(
    blocks: Sequence[Block], phrases: Phrases
) -> tuple[PersonInRole | None, Sequence[Block]]:
    """Somebody who stands alone on the first line, and the other lines."""
    if not blocks:
        return None, blocks
    excerpt = Excerpt(blocks[:1])
    people = parse_people(excerpt.text.rstrip(":"), phrases)
    if not people or len(people) != 1:
        return None, blocks
    return in_role(people[0], excerpt), blocks[1:]


def _sort_attachments(part: Part, lines: _Sorted) -> None:
    lines.attachments.extend(part.blocks)


def _found(excerpt: Excerpt) -> Found[str] | None:
    return Found(excerpt.text, excerpt.span()) if excerpt else None


def _proposal(text: Excerpt, proposer: PersonInRole | None) -> Proposal | None:
    found = _found(text)
    return Proposal(text=found, proposer=proposer) if found else None


def _decision(text: Excerpt, proposal: Excerpt, phrases: Phrases) -> Decision | None:
    found = _found(text)
    if found is None:
        return None
    return Decision(
        text=found,
        outcome=read_outcome(text, proposal or None, phrases),
        checked_at_meeting=read_checked(text, phrases),
    )
