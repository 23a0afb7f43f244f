"""Who checks the minutes, by the front page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.finnish.people import parse_name_list
from publisher.items.parts import cut
from publisher.meetings.attendance import Names
from publisher.meetings.checkers import read_checkers
from publisher.meetings.front_lines import FrontSection
from publisher.meetings.people_lists import Listed, PeopleSection, read_people
from publisher.meetings.words import FrontHeading, MeetingWords
from publisher.model.people import Attendance, PersonInRole, Presence
from publisher.phrases import Phrases
from publisher.proceedings.decisions import in_role

_NOTED = "when and where the minutes are checked"
_SIGNED = "who signed the minutes"
# A meeting chooses two; a single one on the page has lost the other.
_FEWEST = 2
# A name between commas, without the blanks around it.
_PIECE = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_CHECKS = frozenset({Presence.MEMBER, Presence.DEPUTY})


class ListedCheckers(msgspec.Struct, frozen=True, kw_only=True):
    """Who checks the minutes, and what became of the lines that say so."""

    checkers: tuple[PersonInRole, ...]
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


def read_listed_checkers(
    sections: Sequence[FrontSection],
    names: Names,
    attendance: Sequence[Attendance],
    words: MeetingWords,
    phrases: Phrases,
) -> ListedCheckers:
    """Read the names under the heading of the checkers.

    Args:
        sections: Of the front page.
        names: How names are printed on it.
        attendance: Who was there.
        words: Know what else stands beside the names.
        phrases: Know titles.

    Returns:
        The checkers. If there is only one, a member whose name alone has slipped under the next
        heading, which is about the display of the minutes, is another: the columns of signatures
        come out of a PDF in that order, and who displays minutes is no member.
    """
    known = frozenset(one.person.name for one in attendance if one.person.name)
    reader = _Reader(names, attendance, words, phrases)
    for section in sections:
        if section.heading is FrontHeading.CHECKERS:
            reader.read(section)
    if not reader.found:
        reader.find_chosen(block for section in sections for block in section.blocks)
    if len(reader.found) == _FEWEST - 1:
        members = {one.person.name for one in attendance if one.presence in _CHECKS}
        slipped = _slipped(sections, words, phrases)
        reader.add(one for one in slipped if names.full(one.entry, known) in members)
    return ListedCheckers(
        checkers=tuple(sorted(reader.found.values(), key=lambda person: person.span)),
        unused=tuple(reader.unused),
        ignored=tuple(reader.ignored),
    )


class _Reader:
    """Reads one section after the other.

    Attributes:
        found: The checkers by name.
        unused: The lines that could not be read.
        ignored: The lines that are left out, and why.
    """

    def __init__(
        self,
        names: Names,
        attendance: Sequence[Attendance],
        words: MeetingWords,
        phrases: Phrases,
    ) -> None:
        self.found: dict[str, PersonInRole] = {}
        self.unused: list[Block] = []
        self.ignored: list[tuple[Block, str]] = []
        self._names = names
        self._known = frozenset(one.person.name for one in attendance if one.person.name)
        self._checking = [
            one.person.name
            for one in attendance
            if one.presence in _CHECKS
            and one.person.name
            and not words.checking.signs.search(one.person.title or "")
        ]
        self._words = words
        self._phrases = phrases

    def read(self, section: FrontSection) -> None:
        """Add the people of a section: chosen in a sentence, or listed by name."""
        listed: list[Block] = []
        for block in section.blocks:
            chosen = self._chosen(block)
            if chosen:
                self.found.update((person.name or "", person) for person in chosen)
            elif self._words.checking.noted.fullmatch(block.text):
                self.ignored.append((block, _NOTED))
            else:
                listed.append(block)
        lists = [PeopleSection(heading=section.heading, blocks=tuple(listed))]
        reading = read_people(lists, self._words, self._phrases)
        for block in reading.unused:
            known = self._known_people(block)
            self.found.update((person.name or "", person) for person in known)
            if not known:
                self.unused.append(block)
        self.add(reading.people)
        if not self.found:
            self._find(section.blocks)

    def _find(self, blocks: Sequence[Block]) -> None:
        """Add the members who are named among other words, if there are two."""
        named = [
            PersonInRole(name=name, title=None, span=cut(block, at, at + len(name)).span)
            for block in blocks
            for name in self._checking
            if (at := block.text.find(name)) >= 0
        ]
        if len(named) == _FEWEST:
            self.found.update((person.name or "", person) for person in named)
            starts = [person.span.start for person in named]
            self.unused = [block for block in self.unused if not _holds(block, starts)]
            self.ignored = [pair for pair in self.ignored if not _holds(pair[0], starts)]

    def find_chosen(self, blocks: Iterable[Block]) -> None:
        """Add those whom a sentence anywhere on the page says to have been chosen."""
        for block in blocks:
            chosen = read_checkers(Excerpt([block]), self._phrases, self._known)
            self.found.update((person.name or "", person) for person in chosen)

    def _known_people(self, block: Block) -> list[PersonInRole]:
        """The people of a line of names parted by commas, all of whom were there; else nobody."""
        found: list[PersonInRole] = []
        for piece in _PIECE.finditer(block.text):
            words = piece[0].split()
            orders = (" ".join(words), " ".join([*words[1:], *words[:1]]))
            name = next((order for order in orders if order in self._known), None)
            if name is None:
                return []
            span = cut(block, *piece.span()).span
            found.append(PersonInRole(name=name, title=None, span=span))
        return found

    def _chosen(self, block: Block) -> tuple[PersonInRole, ...]:
        """The people of a sentence, in which the word for the checkers may be the heading's."""
        excerpt = Excerpt([block])
        if verb := self._words.checking.named.match(excerpt.text):
            people = parse_name_list(excerpt.text[verb.end() :], self._phrases, verb.end())
            return tuple(in_role(person, excerpt) for person in people)
        return read_checkers(excerpt, self._phrases, self._known)

    def add(self, people: Iterable[Listed]) -> None:
        """Add people, but not those whose role shows that they only sign."""
        for one in people:
            name = self._names.full(one.entry, self._known)
            if name in self.found or self._words.checking.signs.search(one.text):
                self.ignored.extend((block, _SIGNED) for block in one.lines.blocks)
            else:
                self.found[name] = PersonInRole(name=name, title=one.title, span=one.span)


def _holds(block: Block, starts: Sequence[int]) -> bool:
    return any(block.span.start <= start < block.span.end for start in starts)


def _slipped(
    sections: Iterable[FrontSection], words: MeetingWords, phrases: Phrases
) -> Iterator[Listed]:
    """The names that stand alone on a line under the heading after that of the checkers."""
    for section, after in pairwise(sections):
        if (section.heading, after.heading) == (FrontHeading.CHECKERS, FrontHeading.DISPLAY):
            lists = [PeopleSection(heading=after.heading, blocks=after.blocks)]
            people = read_people(lists, words, phrases).people
            yield from (one for one in people if one.title is None)
