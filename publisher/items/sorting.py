"""The lines of a handling, sorted by what their labels say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.finnish.name_words import is_title
from publisher.finnish.people import is_body, parse_people, parse_person
from publisher.finnish.people_lines import parse_people_lines
from publisher.items.listed import listed_lines, read_listed, read_run
from publisher.items.parts import Part, cut, split_parts
from publisher.labels import Label
from publisher.model import Attachment, Found, PersonInRole
from publisher.phrases import Phrases
from publisher.proceedings.decisions import in_role

# What may stand before the first word of a point: 1. hyväksyy …
_POINT: Final = re.compile(r"(?:[-–•]\s+)?(?:(?:\d{1,2}|[a-z])[.)]?\s+)?")
# Who presents or proposes, with title and contact details, takes no more.
_LONGEST_PERSON: Final = 200
# A line that is shorter is a name, a title or a number, whatever it ends in.
_SENTENCE_CHARACTERS: Final = 40
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
        recused: What of the discussion stands under the label of the recusals.
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
        self.recused: list[Block] = []
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
        the appeal instructions. A converter may have torn the titles of the attachments from their
        label; then they are the first line of the background.
    """
    lines = SortedLines()
    before: Part | None = None
    parts = list(split_parts(blocks, readers.words))
    for part in parts:
        if part.label is Label.PRESENTER and _is_empty_proposal(before):
            lines.proposal.extend(_take_presenter(part, lines, readers.phrases))
        else:
            _sort(part, lines, readers.phrases)
        before = part
    if any(part.label is Label.ATTACHMENTS for part in parts):
        _take_torn_attachments(lines)
    return lines


def _take_torn_attachments(lines: SortedLines) -> None:
    """Read the attachments in the first line of the background, if none stand under their label."""
    if not lines.attachments and lines.preparation:
        lines.attachments.extend(read_run(lines.preparation[0]))
        del lines.preparation[: bool(lines.attachments)]


def _is_empty_proposal(part: Part | None) -> bool:
    """Whether a label of a proposal is followed by who presents it, and then by its text."""
    return part is not None and part.label is Label.PROPOSAL and not part.blocks


def _sort(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """Put the lines of a part where its label says; what a label does not claim is background."""
    if part.label in _TOLD:
        lines.discussion.extend(part.blocks)
        lines.recused.extend(part.blocks if part.label is Label.RECUSAL else ())
    elif part.label is Label.VOTES:
        lines.discussion.extend([*_heading(part), *part.blocks])
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
    """Whom to ask, up to an attachment, or a sentence that does not say how to reach somebody."""
    for index, block in enumerate(part.blocks):
        told = _is_sentence(block.text) and not _reaches(block.text, phrases)
        if told or _names_attachment(block, phrases):
            lines.preparation.extend(part.blocks[index:])
            return
        lines.ignored.append((block, _CONTACTS))


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE_CHARACTERS and text.endswith((".", ":", "!", "?"))


def _names_attachment(block: Block, phrases: Phrases) -> bool:
    """Whether a line is an attachment, or the label of one (*LIITE 1*)."""
    text = Excerpt([block]).text
    patterns = (*phrases.attachment_labels, *phrases.attachment_lines)
    return any(pattern.fullmatch(text) for pattern in patterns)


def _reaches(text: str, phrases: Phrases) -> bool:
    """Whether a line says how to reach somebody."""
    words = {word.strip(".,:;()").casefold() for word in text.split()}
    return "@" in text or not phrases.contact_words.isdisjoint(words)


def _sort_notified(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """One recipient, or several, a line."""
    excerpts = (Excerpt([block]) for block in part.blocks)
    lines.notified.extend(Found(excerpt.text, excerpt.span()) for excerpt in excerpts)


def _sort_presenter(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """Somebody alone on the first line."""
    lines.preparation.extend(_take_presenter(part, lines, phrases))


def _take_presenter(part: Part, lines: SortedLines, phrases: Phrases) -> Sequence[Block]:
    """Note who presents, if nobody was named before, and give the other lines."""
    presenter, rest = _leading_person(part.blocks, phrases)
    if presenter is not None and lines.presenter is not None:
        lines.unused.extend(part.blocks[:1])
    lines.presenter = lines.presenter or presenter
    return rest


def _sort_preparers(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """People and contact details up to the first line that says anything else."""
    excerpt = Excerpt(part.blocks)
    found = parse_people_lines(excerpt.text, phrases)
    lines.preparers.extend(in_role(person, excerpt) for person in found.people)
    end = excerpt.span(0, found.end).end
    taken = sum(block.span.start < end for block in part.blocks) if found.lines else 0
    lines.preparation.extend(part.blocks[taken:])
    for block in part.blocks[:taken]:
        if parse_people(Excerpt([block]).text, phrases) == []:
            lines.ignored.append((block, _CONTACTS))


def _sort_proposal(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """The proposer stands beside the label, or on the first line, alone or before a colon."""
    proposer = None if part.qualifier is None else _named_by_label(part.qualifier, phrases)
    rest: Sequence[Block] = part.blocks
    if proposer is None:
        proposer, rest = _leading_person(_without_colon(part.blocks, phrases), phrases)
    lines.proposer = proposer or lines.proposer
    told = _begin_of_story(rest, phrases)
    lines.proposal.extend(rest[:told])
    lines.discussion.extend(rest[told:])


def _begin_of_story(blocks: Sequence[Block], phrases: Phrases) -> int:
    """Where what happened in the meeting begins below the proposal, without a label."""
    story = phrases.decisions.story
    begins = (i for i, one in enumerate(blocks) if i and story.fullmatch(one.text))
    return next(begins, len(blocks))


def _named_by_label(qualifier: Block, phrases: Phrases) -> PersonInRole | None:
    excerpt = Excerpt([qualifier])
    person = parse_person(excerpt.text, phrases)
    return in_role(person, excerpt) if person else _leading_person([qualifier], phrases)[0]


def _leading_person(
    blocks: Sequence[Block], phrases: Phrases
) -> tuple[PersonInRole | None, Sequence[Block]]:
    """Somebody, or a body, alone on the first line, and the other lines."""
    if not blocks or len(blocks[0].text) > _LONGEST_PERSON:
        return None, blocks
    excerpt = Excerpt(blocks[:1])
    people = parse_people(excerpt.text.rstrip(":"), phrases)
    if people and len(people) == 1:
        return in_role(people[0], excerpt), blocks[1:]
    if (surname := _titled_surname(excerpt, phrases)) is not None:
        return surname, blocks[1:]
    person = parse_person(excerpt.text.rstrip(":"), phrases)
    if person is not None and person.name is None and not _goes_on(blocks[1:2]):
        return in_role(person, excerpt), blocks[1:]
    if is_body(excerpt.text, phrases) and not _goes_on(blocks[1:2]):
        title = excerpt.text.rstrip(" .:")
        return PersonInRole(name=None, title=title, span=excerpt.span(0, len(title))), blocks[1:]
    return None, blocks


def _without_colon(blocks: Sequence[Block], phrases: Phrases) -> Sequence[Block]:
    """The lines, the first one as two if it is somebody with a title, a colon, and a text.

    A title before a name is that of somebody who is proposed (*Puheenjohtaja: Aino Aalto*).
    """
    colon = blocks[0].text.find(": ") if blocks else -1
    if not 0 < colon <= _LONGEST_PERSON:
        return blocks
    person = parse_person(Excerpt([cut(blocks[0], 0, colon)]).text, phrases)
    end = len(blocks[0].text)
    text = cut(blocks[0], end - len(blocks[0].text[colon + 1 :].lstrip()), end)
    if person is None or person.title is None or parse_people(Excerpt([text]).text, phrases):
        return blocks
    return (cut(blocks[0], 0, colon + 1), text, *blocks[1:])


def _titled_surname(line: Excerpt, phrases: Phrases) -> PersonInRole | None:
    """A title and a surname before a colon, and nothing else (*Rehtori Mallinen:*)."""
    words = line.text.split()
    if len(words) != 2 or not line.text.endswith(":") or not is_title(words[0], phrases):
        return None
    surname = words[1].rstrip(":")
    if not surname.istitle():
        return None
    return PersonInRole(name=surname, title=words[0], span=line.span(0, len(line.text) - 1))


def _goes_on(blocks: Sequence[Block]) -> bool:
    """Whether a line goes on with a sentence, or with the points of one."""
    return any(_POINT.sub("", block.text, count=1)[:1].islower() for block in blocks)


def _sort_attachments(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """The titles under the label; what follows them is background."""
    listed = listed_lines(part.blocks)
    lines.attachments.extend(read_listed(listed, phrases))
    lines.preparation.extend(part.blocks[len(listed) :])


def _sort_background_material(part: Part, lines: SortedLines, phrases: Phrases) -> None:
    """The titles under the label; what follows them is background."""
    listed = listed_lines(part.blocks)
    lines.background_material.extend(read_listed(listed, phrases))
    lines.preparation.extend(part.blocks[len(listed) :])


_SORTERS: Final[Mapping[Label | None, Callable[[Part, SortedLines, Phrases], None]]] = {
    Label.PREPARERS: _sort_preparers,
    Label.PRESENTER: _sort_presenter,
    Label.PROPOSAL: _sort_proposal,
    Label.ATTACHMENTS: _sort_attachments,
    Label.BACKGROUND_MATERIAL: _sort_background_material,
    Label.NOTIFICATION: _sort_notified,
    Label.MORE_INFORMATION: _sort_contacts,
}
