"""The lists of people on the front page of minutes, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from publisher.documents.document import Block, Span
from publisher.items.parts import cut
from publisher.meetings.name_lists import Entry, NameLine, read_name_line
from publisher.meetings.name_runs import RunFinder
from publisher.meetings.words import AttendanceWords, FrontHeading, MeetingWords
from publisher.phrases import Phrases

# How a line begins that goes on from the one before: poistui | 18.11, (varajäsen), 15 § aikana,
# § 5-9 and, of a list of §§ that is broken, 7-9.
_NUMBERS = r"\d{1,4}(?:\s?[-‐‑–—−]\s?\d{1,4})?"
_CONTINUES = re.compile(
    rf"[(§]|\d{{1,2}}[.:]\d\d\b|\d{{1,4}}\s?§|{_NUMBERS}(?:,\s?{_NUMBERS})*\s?(?:[§)]|$)"
)
_TWO_COLUMNS = 2
# As much of a line must be people, if it is parted to be read.
_MOST_READ = 0.66
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
# A cross before the name of whoever was there: then those without one were not.
_CROSS = re.compile(r"(?:^|.*\s)[xX]\s+[^\W\d_a-z]")
# A column of crosses that stands before the names, so that none can be told whose it is.
_CROSSES = re.compile(r"(?<!\S)[xX]\s+[xX](?!\S)")


class PeopleSection(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a list of people.

    Attributes:
        heading: What it is a list of; None before the first heading, where people stand only
            under their roles (*Puheenjohtaja*).
        blocks: The lines.
    """

    heading: FrontHeading | None
    blocks: tuple[Block, ...]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on a list.

    Attributes:
        heading: Of the list.
        entry: What the line says.
        title: The role as printed.
        text: What the line says of the person and nobody else.
        lines: The line.
        span: Where name and role stand.
    """

    heading: FrontHeading | None
    entry: Entry
    title: str | None
    text: str
    lines: Lines
    span: Span


class PeopleReading(msgspec.Struct, frozen=True, kw_only=True):
    """What lists of people say.

    Attributes:
        people: Everybody, in order.
        unused: The lines that could not be read.
        captions: The lines that head columns.
    """

    people: tuple[Listed, ...]
    unused: tuple[Block, ...]
    captions: tuple[Block, ...] = ()


class Lines:
    """Some lines as one text that still knows where every character stands.

    Attributes:
        blocks: The lines.
        text: The lines as they are printed, parted by newlines.
    """

    __slots__ = ("blocks", "text")

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self.text = "\n".join(block.text for block in blocks)

    def span(self, start: int, end: int) -> Span:
        """The characters of the document that a run of the text stands for."""
        return Span(self._origin(start), self._origin(end - 1) + 1)

    def _origin(self, position: int) -> int:
        for block in self.blocks:
            if position <= len(block.text):
                return block.span.start + position
            position -= len(block.text) + 1
        return self.blocks[-1].span.end


def read_people(
    sections: Iterable[PeopleSection], words: MeetingWords, phrases: Phrases
) -> PeopleReading:
    """Read lists of people.

    Args:
        sections: The lists in order.
        words: Know what stands beside names.
        phrases: Know titles.

    Returns:
        The people of all lists, and the lines that could not be read for certain.
    """
    people: list[Listed] = []
    unused: list[Block] = []
    captions: list[Block] = []
    for section in sections:
        reader = _SectionReader(section, words, phrases)
        people.extend(reader.people)
        unused.extend(reader.unused)
        captions.extend(reader.captions)
    return PeopleReading(people=tuple(people), unused=tuple(unused), captions=tuple(captions))


class _SectionReader:
    """Reads one list: a role on a line of its own is that of the person before, or of those after.

    Attributes:
        people: Who is on it.
        unused: The lines that could not be read.
        captions: The line that heads its columns, if there is one.
    """

    def __init__(self, section: PeopleSection, words: MeetingWords, phrases: Phrases) -> None:
        self.people: list[Listed] = []
        self.unused: list[Block] = []
        self.captions: list[Block] = []
        self._heading = section.heading
        self._words = words
        self._phrases = phrases
        self._role: tuple[Lines, tuple[int, int], Sequence[Block]] | None = None
        self._roles_first = section.heading is None
        self._is_crossed = any(_CROSS.match(block.text) for block in section.blocks)
        if any(_CROSSES.search(block.text) for block in section.blocks):
            self.unused.extend(section.blocks)
            return
        above, below = self._at_caption(section.blocks)
        for blocks in _joined(above, words.people):
            self._read(blocks)
        for block in below:
            self._read([block])
        self._drop_role()

    def _at_caption(self, blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
        """The lines above and below one that heads columns; only crosses tell who of two came."""
        columns = self._words.people.beside.columns
        places = [i for i, block in enumerate(blocks) if columns.fullmatch(block.text)]
        if len(places) != 1 or not self._is_crossed:
            return blocks, ()
        self.captions.append(blocks[places[0]])
        return blocks[: places[0]], blocks[places[0] + 1 :]

    def _read(self, blocks: Sequence[Block]) -> None:
        lines = Lines(blocks)
        line = read_name_line(lines.text, self._words, self._phrases)
        if len(blocks) > 1 and (line is None or (self._role and self._is_role(blocks[-1]))):
            for block in blocks:
                self._read([block])
        elif line is None and (parted := self._parted(blocks[0])):
            for block in parted:
                self._read([block])
        elif line is None or (self._heading is None and self._role is None and line.role is None):
            self.unused.extend(blocks)
        elif line.role is not None:
            self._keep_role(lines, line.role, blocks)
        else:
            self._keep(lines, line)

    def _parted(self, block: Block) -> list[Block]:
        """A line parted where a name follows a role; empty if not most of its parts can be read."""
        starts = RunFinder(self._words, self._phrases).starts_after_roles(block.text)
        pieces = [
            cut(block, start, start + len(block.text[start:end].rstrip()))
            for start, end in pairwise([0, *starts, len(block.text)])
        ]
        lines = [read_name_line(piece.text, self._words, self._phrases) for piece in pieces]
        read = sum(line is not None and line.role is None for line in lines)
        begins = self._begins_with_name(pieces[0]) if lines[0] is None else lines[0].role is None
        is_list = bool(starts) and begins and read >= _MOST_READ * len(pieces)
        return pieces if is_list else []

    def _begins_with_name(self, block: Block) -> bool:
        return any(self._words.is_given(word) for word in _LETTERS.findall(block.text))

    def _is_role(self, block: Block) -> bool:
        line = read_name_line(block.text, self._words, self._phrases)
        return line is not None and line.role is not None

    def _keep_role(self, lines: Lines, role: tuple[int, int], blocks: Sequence[Block]) -> None:
        before = self.people[-1] if self.people else None
        if before is not None and before.title is None and not self._roles_first:
            self.people[-1] = msgspec.structs.replace(
                before,
                title=squeeze(lines.text[slice(*role)]),
                text=f"{before.text}\n{lines.text}",
                span=Span(before.span.start, lines.span(*role).end),
            )
            return
        self._drop_role()
        self._roles_first = self._roles_first or not self.people
        self._role = (lines, role, blocks)

    def _drop_role(self) -> None:
        """A role without anybody under it."""
        if self._role is not None:
            self.unused.extend(self._role[2])
        self._role = None

    def _keep(self, lines: Lines, line: NameLine) -> None:
        for printed in self._paired(line.entries):
            entry = printed
            if self._is_crossed and entry.present is None:
                entry = msgspec.structs.replace(entry, present=False)
            places = [*entry.roles, *((word.start, word.end) for word in entry.name)]
            span = lines.span(min(places)[0], max(end for _, end in places))
            text = lines.text[entry.start : entry.end]
            title = _title(lines.text, entry.roles)
            if self._role is not None and title is None:
                over, place, _ = self._role
                title = squeeze(over.text[slice(*place)])
                text = f"{title}\n{text}"
                span = Span(over.span(*place).start, span.end)
            self.people.append(
                Listed(
                    heading=self._heading,
                    entry=entry,
                    title=title,
                    text=text,
                    lines=lines,
                    span=span,
                )
            )
        self._role = None

    def _paired(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """The people of a line; below a heading of two columns the second is the deputy."""
        if not self.captions or len(entries) != _TWO_COLUMNS:
            return entries
        member, deputy = entries
        place = (member.name[0].start, member.name[-1].end)
        return member, msgspec.structs.replace(deputy, member=place)


def _joined(blocks: Sequence[Block], words: AttendanceWords) -> Iterator[list[Block]]:
    """The lines, those together that are one."""
    group: list[Block] = []
    for block in blocks:
        if group and not _goes_on(group[-1].text, block.text, words):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _goes_on(line: str, after: str, words: AttendanceWords) -> bool:
    if after[:1].islower() or _CONTINUES.match(after) or line.count("(") > line.count(")"):
        return True
    return any(match.end() == len(line) for match in words.goes_on.finditer(line))


def _title(text: str, roles: Sequence[tuple[int, int]]) -> str | None:
    """The roles as printed, with the commas between them."""
    if not roles:
        return None
    whole = squeeze(text[roles[0][0] : roles[-1][1]])
    alone = ", ".join(squeeze(text[start:end]) for start, end in roles)
    return whole if whole == alone else alone


def squeeze(text: str) -> str:
    """A text with single blanks."""
    return " ".join(text.split())
