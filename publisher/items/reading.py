"""From the lines of an item to the item: every part read, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

import msgspec

from publisher.documents.document import Block, Span
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.finnish.laws import LawReader
from publisher.finnish.people import is_body, parse_people, parse_person
from publisher.items.decisions import (
    in_role,
    read_checked,
    read_outcome,
    read_recusals,
    read_temporary_chair,
)
from publisher.items.heading import Heading
from publisher.items.mentions import (
    once,
    read_amounts,
    read_attachments,
    read_citations,
    read_listed,
)
from publisher.items.parts import Part, split_parts
from publisher.labels import Label
from publisher.model import (
    Attachment,
    Citation,
    Decision,
    Found,
    Item,
    PersonInRole,
    Place,
    Proposal,
)
from publisher.phrases import Phrases

# What parts are left out, and why.
_CONTACTS: Final = "contact details"
_LEFT_OUT: Final[Mapping[Label | None, str]] = {
    Label.BACKGROUND_MATERIAL: "background material, which is no attachment",
    Label.NOTIFICATION: "whom the decision is sent to",
    Label.APPEAL: "appeal instructions",
    Label.MORE_INFORMATION: _CONTACTS,
}
# What parts tell of the handling beside the decision.
_TOLD: Final = frozenset({Label.RECUSAL, Label.HANDLING, Label.DISSENT, Label.NOTE})


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


class _Sorted:
    """The lines of an item, sorted by what they are."""

    def __init__(self) -> None:
        self.preparation: list[Block] = []
        self.proposal: list[Block] = []
        self.decision: list[Block] = []
        self.handling: list[Block] = []
        self.attachments: list[Attachment] = []
        self.preparers: list[PersonInRole] = []
        self.presenter: PersonInRole | None = None
        self.proposer: PersonInRole | None = None
        self.unused: list[Block] = []
        self.ignored: list[tuple[Block, str]] = []

    def keep(self, part: Part) -> None:
        """Add the lines of a part to the background, with their heading."""
        heading = [part.heading] if part.heading else []
        self.preparation.extend([*heading, *part.blocks])

    def leave_out(self, part: Part, reason: str) -> None:
        """Note that the lines of a part are known, and that nothing is read from them."""
        self.ignored.extend((block, reason) for block in part.blocks)


def read_item(blocks: Iterable[Block], heading: Heading, readers: Readers) -> ItemReading:
    """Read an item whose heading has been read.

    Args:
        blocks: The lines after the heading, without page furniture.
        heading: What the heading says.
        readers: Labels, phrases and laws.

    Returns:
        The item, and the lines that are not in it.
    """
    lines = _Sorted()
    for part in split_parts(blocks, readers.words):
        _sort(part, lines, readers.phrases)
    day = heading.day.value if heading.day else None
    preparation, proposal = Excerpt(lines.preparation), Excerpt(lines.proposal)
    decision = Excerpt(lines.decision)
    narrative = Excerpt([*lines.handling, *lines.decision])
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
            [
                *lines.attachments,
                *read_attachments(preparation, lines.preparation, readers.phrases),
                *read_attachments(proposal, (), readers.phrases),
                *read_attachments(decision, (), readers.phrases),
            ]
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
    told = [*(recusal.person.span for recusal in item.recusals), *_spans(item.temporary_chair)]
    lines.unused.extend(block for block in lines.handling if not _holds(block, told))
    return ItemReading(item=item, unused=tuple(lines.unused), ignored=tuple(lines.ignored))


def _spans(person: PersonInRole | None) -> Iterator[Span]:
    if person is not None:
        yield person.span


def _holds(block: Block, spans: Iterable[Span]) -> bool:
    return any(block.span.start <= span.start and span.end <= block.span.end for span in spans)


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
    if part.label in _LEFT_OUT:
        lines.leave_out(part, _LEFT_OUT[part.label])
    elif part.label in _TOLD:
        lines.handling.extend(part.blocks)
    elif part.label is Label.DECISION:
        lines.decision.extend(part.blocks)
    elif part.label is Label.HISTORY:
        lines.unused.extend(part.blocks)
    else:
        _SORTERS.get(part.label, _sort_background)(part, lines, phrases)


def _sort_background(part: Part, lines: _Sorted, phrases: Phrases) -> None:
    """The background keeps its labels, which part it."""
    lines.keep(part)


def _sort_presenter(part: Part, lines: _Sorted, phrases: Phrases) -> None:
    """Somebody alone on the first line."""
    lines.presenter, rest = _leading_person(part.blocks, phrases)
    lines.preparation.extend(rest)


def _sort_preparers(part: Part, lines: _Sorted, phrases: Phrases) -> None:
    """People and contact details up to the first line that says anything else."""
    for index, block in enumerate(part.blocks):
        excerpt = Excerpt([block])
        people = parse_people(excerpt.text, phrases)
        if people is None:
            lines.preparation.extend(part.blocks[index:])
            return
        lines.preparers.extend(in_role(person, excerpt) for person in people)
        if not people:
            lines.ignored.append((block, _CONTACTS))


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
    """Somebody, or a body, alone on the first line, and the other lines."""
    if not blocks:
        return None, blocks
    excerpt = Excerpt(blocks[:1])
    people = parse_people(excerpt.text.rstrip(":"), phrases)
    if people and len(people) == 1:
        return in_role(people[0], excerpt), blocks[1:]
    goes_on = len(blocks) > 1 and blocks[1].text[:1].islower()
    if is_body(excerpt.text, phrases) and not goes_on:
        title = excerpt.text.rstrip(" .:")
        return PersonInRole(name=None, title=title, span=excerpt.span(0, len(title))), blocks[1:]
    return None, blocks


def _sort_attachments(part: Part, lines: _Sorted, phrases: Phrases) -> None:
    """One title a line, up to the first sentence."""
    listed = list(takewhile(lambda block: not block.text.endswith("."), part.blocks))
    lines.attachments.extend(read_listed(listed, phrases))
    lines.preparation.extend(part.blocks[len(listed) :])


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


_SORTERS: Final[Mapping[Label | None, Callable[[Part, _Sorted, Phrases], None]]] = {
    Label.PREPARERS: _sort_preparers,
    Label.PRESENTER: _sort_presenter,
    Label.PROPOSAL: _sort_proposal,
    Label.ATTACHMENTS: _sort_attachments,
}
