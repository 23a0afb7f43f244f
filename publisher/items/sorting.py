"""The lines of a handling, sorted by what their labels say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.finnish.people import is_body, parse_people, parse_person
from publisher.items.decisions import in_role
from publisher.items.mentions import read_listed
from publisher.items.parts import Part, split_parts
from publisher.labels import Label
from publisher.model import Attachment, Found, PersonInRole
from publisher.phrases import Phrases

_CONTACTS: Final = "contact details"
_EARLIER: Final = "names an earlier handling"
# What parts tell of the handling beside the decision.
_TOLD: Final = frozenset({Label.RECUSAL, Label.HANDLING, Label.DISSENT, Label.NOTE})


class SortedLines:
    """The lines of a handling, sorted by what they are.

    Attributes:
        preparation: The background, with the labels inside it.
        proposal: The proposal, without its label and proposer.
        discussion: What happened in the meeting before the decision.
        decision: The decision, without its label.
        appeal: Appeal instructions, with their label.
        attachments: What stands under the label of the attachments.
        background_material: What stands under the label of the background material.
        notified: Whom the decision is sent to.
        preparers: Who prepared the matter.
        presenter: Who presented it.
        proposer: Who is named beside the label of the proposal.
        unused: The lines that nobody could place.
        ignored: The lines that are left out, and why.
    """

    def __init__(self) -> None:
        self.preparation: list[Block] = []
        self.proposal: list[Block] = []
        self.discussion: list[Block] = []
        self.decision: list[Block] = []
        self.appeal: list[Block] = []
        self.attachments: list[Attachment] = []
        self.background_material: list[Attachment] = []
        self.notified: list[Found[str]] = []
        self.preparers: list[PersonInRole] = []
        self.presenter: PersonInRole | None = None
        self.proposer: PersonInRole | None = None
        self.unused: list[Block] = []
        self.ignored: list[tuple[Block, str]] = []


def sort_lines(blocks: Iterable[Block], readers: Readers) -> SortedLines:
    """Sort the lines after the heading of a handling by their labels.

    Args:
        blocks: The lines, without page furniture.
        readers: Know labels and phrases.

    Returns:
        Every line in exactly one place; the words of a label are in none but the background and
        the appeal instructions.
    """
    lines = SortedLines()
    for part in split_parts(blocks, readers.words):
        _sort(part, lines, readers.phrases)
    return lines


def _sort(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """Put the lines of a part where its label says; what a label does not claim is background."""
    if part.label in _TOLD:
        lines.discussion.extend(part.blocks)
    elif part.label is Label.DECISION:
        lines.decision.extend(part.blocks)
    elif part.label is Label.APPEAL:
        lines.appeal.extend([*_heading(part), *part.blocks])
    elif part.label is Label.HISTORY:
        lines.ignored.extend((block, _EARLIER) for block in part.blocks)
    else:
        _SORTERS.get(part.label, _sort_background)(part, lines, phrases)


def _heading(part: Part) -> list[Block]:
    return [part.heading] if part.heading else []


def _sort_background(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """The background keeps its labels, which part it."""
    lines.preparation.extend([*_heading(part), *part.blocks])


def _sort_contacts(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """Whom to ask: nothing that belongs to the matter."""
    lines.ignored.extend((block, _CONTACTS) for block in part.blocks)


def _sort_notified(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """One recipient, or several, a line."""
    excerpts = (Excerpt([block]) for block in part.blocks)
    lines.notified.extend(Found(excerpt.text, excerpt.span()) for excerpt in excerpts)


def _sort_presenter(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """Somebody alone on the first line."""
    lines.presenter, rest = _leading_person(part.blocks, phrases)
    lines.preparation.extend(rest)


def _sort_preparers(part: Part, lines: SortedLines, phrases: Phrases) -> None:
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


def _sort_proposal(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """The proposer stands beside the label, or alone on the first line."""
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


def _sort_attachments(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """One title a line, up to the first sentence."""
    listed = _listed(part)
    lines.attachments.extend(read_listed(listed, phrases))
    lines.preparation.extend(part.blocks[len(listed) :])


def _sort_background_material(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """One title a line, up to the first sentence."""
    listed = _listed(part)
    lines.background_material.extend(read_listed(listed, phrases))
    lines.preparation.extend(part.blocks[len(listed) :])


def _listed(part: Part) -> list[Block]:
    return list(takewhile(lambda block: not block.text.endswith("."), part.blocks))


_SORTERS: Final[Mapping[Label | None, Callable[[Part, SortedLines, Phrases], None]]] = {
    Label.PREPARERS: _sort_preparers,
    Label.PRESENTER: _sort_presenter,
    Label.PROPOSAL: _sort_proposal,
    Label.ATTACHMENTS: _sort_attachments,
    Label.BACKGROUND_MATERIAL: _sort_background_material,
    Label.NOTIFICATION: _sort_notified,
    Label.MORE_INFORMATION: _sort_contacts,
}
