"""The lines of a handling in which labels, numbers and codes are glued to their text.

A page sets them apart by columns and types; its text does not: *PäätösEhdotus hyväksyttiin*,
*Liite 1Kartta*, *aoMaakuntaliitto*. Who prepared and who proposes stand on lines of their own,
which end in a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.finnish.people import is_body, parse_people, parse_person
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.model import Attachment, Found, PersonInRole
from publisher.proceedings.decisions import in_role

_COMMA = re.compile(r",\s*")
# So many units of the organisation stand before those who prepared a matter there.
_MOST_UNITS = 2
# A line that names who proposes is no longer.
_PROPOSER_CHARACTERS = 120


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line, or two, that name an attachment.

    Attributes:
        attachment: With its number.
        is_material: Whether it is background material.
        blocks: The lines.
    """

    attachment: Attachment
    is_material: bool
    blocks: tuple[Block, ...]


class GluedText(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a handling, taken apart.

    Attributes:
        blocks: The lines as other systems print them: a label alone, and below the label of a
            proposal who proposes.
        preparers: Who prepared the matter.
        presenter: Who presented it in place of another one.
        notified: Whom the decision is sent to, each after the code of what for.
        entries: The attachments that the text names on lines of their own.
        sent: The lines of those to whom it is sent.
        inner: The headings of such lines inside the proposal, to which these belong.
    """

    blocks: tuple[Block, ...]
    preparers: tuple[PersonInRole, ...]
    presenter: PersonInRole | None
    notified: tuple[Found[str], ...]
    entries: tuple[Entry, ...]
    sent: tuple[Block, ...]
    inner: tuple[Block, ...]


def read_glued(blocks: Sequence[Block], readers: Readers) -> GluedText:
    """Take the lines of one handling apart.

    Args:
        blocks: The lines after the one that opens it.
        readers: Know labels and people; their table has the patterns ``label``, ``preparers``,
            ``undated``, ``presenter``, ``recipient`` and ``next_recipient``, those of
            `read_entries`, and ``spaced_label`` for a text in which no label is glued, nor on a
            line of its own.

    Returns:
        The lines that are left, and what was read from the others.
    """
    entries, lines = read_entries(blocks, readers.words.patterns)
    taken = _Taken()
    parted = list(_unglue(lines, readers.words.patterns["label"]))
    if not any(_is_decided(block, readers) for block in parted):
        parted = list(_unglue(lines, readers.words.patterns["spaced_label"]))
    ends = [i for i, block in enumerate(parted) if _label(block, readers) is Label.DECISION]
    for index, block in enumerate(parted):
        taken.take(block, readers, decided=not ends or index > ends[-1])
    return GluedText(
        blocks=tuple(taken.blocks),
        preparers=tuple(taken.preparers),
        presenter=taken.presenter,
        notified=tuple(taken.notified),
        entries=entries,
        sent=tuple(taken.sent),
        inner=tuple(taken.inner),
    )


class _Taken:
    """The lines of a handling so far, without those that were read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.preparers: list[PersonInRole] = []
        self.presenter: PersonInRole | None = None
        self.notified: list[Found[str]] = []
        self.sent: list[Block] = []
        self.inner: list[Block] = []
        self._label: Label | None = None

    def take(self, block: Block, readers: Readers, *, decided: bool) -> None:
        """Read one line, or keep it.

        Args:
            block: The line.
            readers: As `read_glued` has them.
            decided: Whether no decision follows: before it, a proposal may say whom parts of it
                are sent to.
        """
        label = _label(block, readers)
        if label is Label.NOTIFICATION and self._label is Label.PROPOSAL and not decided:
            self.inner.append(block)
        elif label is not None:
            self._label = label
            proposed = label is Label.PROPOSAL and self._ends_with_proposer(readers)
            self.blocks.insert(len(self.blocks) - proposed, block)
        elif recipients := self._recipients(block, readers):
            self.notified.extend(recipients)
            self.sent.append(block)
        elif people := self._preparers(block, readers):
            self.preparers.extend(people)
        elif presenter := _presenter(block, readers):
            self.presenter = presenter
        else:
            self.blocks.append(block)

    def _preparers(self, block: Block, readers: Readers) -> list[PersonInRole]:
        """People before a day, or several before a colon where the text begins, each once."""
        patterns = readers.words.patterns
        if match := patterns["preparers"].fullmatch(block.text):
            people = _people(cut(block, *match.span("people")), readers)
            return [person for person in people if _is_new(person, self.preparers)]
        begins = self._label in {None, Label.BACKGROUND}
        match = patterns["undated"].fullmatch(block.text) if begins else None
        people = _people(cut(block, *match.span("people")), readers) if match else []
        named = len(people) > 1 and all(person.title and person.name for person in people)
        return people if named else []

    def _recipients(self, block: Block, readers: Readers) -> tuple[Found[str], ...]:
        is_list = self._label is Label.NOTIFICATION
        return _read_recipients(block, readers.words.patterns) if is_list else ()

    def _ends_with_proposer(self, readers: Readers) -> bool:
        """Whether the last line names one person, or a body, before a colon."""
        text = self.blocks[-1].text if self.blocks else ""
        if not text.endswith(":") or len(text) > _PROPOSER_CHARACTERS:
            return False
        people = parse_people(text.rstrip(" :"), readers.phrases)
        return bool(people and len(people) == 1) or is_body(text, readers.phrases)


def _label(block: Block, readers: Readers) -> Label | None:
    match = readers.words.labels.match(block.text)
    return match.label if match else None


def _is_decided(block: Block, readers: Readers) -> bool:
    return _label(block, readers) in {Label.PROPOSAL, Label.DECISION}


def _people(block: Block, readers: Readers) -> list[PersonInRole]:
    """The people of a list, before whom one or two units may stand that they belong to."""
    starts = [0, *(match.end() for match in _COMMA.finditer(block.text))]
    for start in starts[: _MOST_UNITS + 1]:
        line = Excerpt([cut(block, start, len(block.text))])
        people = parse_people(line.text, readers.phrases)
        if people and (not start or people[0].title is not None):
            return [in_role(person, line) for person in people]
    return []


def _is_new(person: PersonInRole, others: Iterable[PersonInRole]) -> bool:
    return all(person.name != other.name for other in others)


def _presenter(block: Block, readers: Readers) -> PersonInRole | None:
    match = readers.words.patterns["presenter"].fullmatch(block.text)
    if match is None:
        return None
    line = Excerpt([cut(block, *match.span("person"))])
    person = parse_person(line.text, readers.phrases)
    return None if person is None else in_role(person, line)


def _unglue(blocks: Iterable[Block], label: re.Pattern[str]) -> Iterator[Block]:
    """The lines, with a label that is glued to its text as a line of its own before it."""
    for block in blocks:
        if match := label.match(block.text):
            rest = block.text[match.end() :].lstrip()
            yield cut(block, 0, match.end())
            yield cut(block, len(block.text) - len(rest), len(block.text))
        else:
            yield block


def _read_recipients(
    block: Block, patterns: Mapping[str, re.Pattern[str]]
) -> tuple[Found[str], ...]:
    """The recipients on a line, in which one may be glued to the next; none if it has no code."""
    starts = [0, *(match.start() for match in patterns["next_recipient"].finditer(block.text))]
    pieces = [
        cut(block, start, end)
        for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True)
    ]
    return tuple(
        Found(f"{match['code']} {match['recipient']}", piece.span)
        for piece in pieces
        if (match := patterns["recipient"].fullmatch(piece.text))
    )


def read_entries(
    blocks: Sequence[Block], patterns: Mapping[str, re.Pattern[str]]
) -> tuple[tuple[Entry, ...], tuple[Block, ...]]:
    """Read the lines that name attachments.

    Args:
        blocks: Lines.
        patterns: ``listed`` and ``inline`` with the groups ``kind``, ``number`` and ``title``;
            ``alone`` without a title, which is on the next line; ``material`` for the kind of
            background material.

    Returns:
        The attachments, their titles without a full stop at the end, and the other lines.
    """
    entries: list[Entry] = []
    others: list[Block] = []
    position = 0
    while position < len(blocks):
        entry = _read_entry(blocks[position : position + 2], patterns)
        if entry is None:
            others.append(blocks[position])
        else:
            entries.append(entry)
        position += 1 if entry is None else len(entry.blocks)
    return tuple(entries), tuple(others)


def _read_entry(blocks: Sequence[Block], patterns: Mapping[str, re.Pattern[str]]) -> Entry | None:
    text = blocks[0].text
    if match := patterns["listed"].fullmatch(text) or patterns["inline"].fullmatch(text):
        lines, title = blocks[:1], cut(blocks[0], match.start("title"), len(text))
    elif len(blocks) > 1 and (match := patterns["alone"].fullmatch(text)):
        lines, title = blocks, blocks[1]
    else:
        return None
    excerpt = Excerpt([cut(title, 0, len(title.text.rstrip(" .")))])
    return Entry(
        attachment=Attachment(title=Found(excerpt.text, excerpt.span()), number=match["number"]),
        is_material=bool(patterns["material"].fullmatch(match["kind"])),
        blocks=tuple(lines),
    )
