"""What of an act a text cites: chapters, sections, subsections and items, with their ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import msgspec

from publisher.phrases.laws import ProvisionWords
from publisher.statutes import squeeze

# A range of more sections than this is a slip of the pen, of which only the ends are read.
_LONGEST_RANGE = 60
# A provision that stands before the name of its act takes no more characters.
_LONGEST_BEFORE = 120
# The word between them takes no more, with its blanks.
_LONGEST_GAP = 8
_FIRST = re.compile(r"(?<![\w.,/–-])(?=\d|§)")
_NUMBER = re.compile(r"(?P<number>\d+)(?P<letter>[a-z]?)")


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """One provision that a text names; every number is without blanks.

    Attributes:
        chapter: The chapter (*luku*); None if none is named.
        section: The section (*pykälä*); None if only the chapter is named.
        subsection: The subsection (*momentti*); None if none is named.
        item: The item (*kohta*); None if none is named.
        unprinted: Whether it only follows from a range: 28 § of *27–30 §*.
    """

    chapter: str | None = None
    section: str | None = None
    subsection: str | None = None
    item: str | None = None
    unprinted: bool = False


class Reading(NamedTuple):
    """What was read beside a name.

    Attributes:
        provisions: In the order of the text.
        start: Where the first of them begins.
        end: Where the last of them ends.
        number: The number of the act as ``410/2015``; None if it is not printed.
    """

    provisions: tuple[Provision, ...]
    start: int
    end: int
    number: str | None


class _Listed(NamedTuple):
    """A number of a list, and whether it only follows from a range."""

    number: str
    unprinted: bool = False


class _Group(NamedTuple):
    """The provisions with one sign, where they end, and where the next ones may begin."""

    provisions: list[Provision]
    end: int
    resumes: int


class ProvisionReader:
    """Reads the provisions beside the name of an act."""

    def __init__(self, words: ProvisionWords) -> None:
        self._words = words

    def after(self, text: str, place: int) -> Reading:
        """Read what follows a name.

        Args:
            text: A text.
            place: Where the name ends.

        Returns:
            The provisions, and the number of the act; it ends at the name if there is neither.
        """
        number = None
        end = place
        if match := self._words.act_number.match(text, place):
            end = match.end()
            number = match["number"] or match["number2"]
        provisions, last = self._provisions(text, end, before=False)
        return Reading(provisions, place, last if provisions else end, number)

    def before(self, text: str, place: int) -> Reading:
        """Read what stands before a name with a word between: *28 § 1 mom. i förvaltningslagen*.

        Args:
            text: A text.
            place: Where the name begins.

        Returns:
            As `after`.
        """
        first = max(place - _LONGEST_BEFORE, 0)
        if gap := self._words.before_name.search(text, max(place - _LONGEST_GAP, 0), place):
            for match in _FIRST.finditer(text, first, gap.start()):
                if self._words.name_before.search(text, first, match.start()):
                    continue
                provisions, end = self._provisions(text, match.start(), before=True)
                if provisions and end == gap.start():
                    return Reading(provisions, match.start(), place, None)
        return Reading((), place, place, None)

    def _provisions(
        self, text: str, place: int, *, before: bool
    ) -> tuple[tuple[Provision, ...], int]:
        """The provisions from a place on, which may be before their name, and where they end."""
        found: list[Provision] = []
        end, position = place, place
        chapters: tuple[str | None, ...] = (None,)
        while True:
            if match := self._words.chapters.match(text, position):
                chapters = tuple(one.number for one in self._listed(match["list"]))
                end = position = match.end()
            group = self._sections(text, position, chapters[-1])
            if group is not None:
                if found and not before and self._words.name_after.match(text, group.end):
                    return tuple(found), end
                found += group.provisions
                end, position = group.end, group.resumes
            elif match is not None:
                found += (Provision(chapter=chapter) for chapter in chapters)
            else:
                return tuple(found), end
            again = self._words.again.match(text, position)
            if again is None:
                return tuple(found), end
            position = again.end()

    def _sections(self, text: str, place: int, chapter: str | None) -> _Group | None:
        """Sections with one sign, and what of them is named; None if there are none."""
        match = self._words.sections.match(text, place)
        if match is None:
            return None
        listed = list(self._listed(match["list"] or match["list2"]))
        if len(listed) == 1 and "." in listed[0].number:
            section, subsection = listed[0].number.split(".")
            items, end = self._items(text, match.end(), subsection)
        else:
            section = listed[0].number
            items, end = self._subsections(text, match.end())
        resumes = end
        if not items:
            end = match.start("ending") if match["ending"] else match.end()
        if len(listed) > 1 or not items:
            sections = [
                Provision(chapter=chapter, section=number, unprinted=unprinted)
                for number, unprinted in listed
                if "." not in number
            ]
            return _Group(sections, end, resumes)
        provisions = [
            Provision(
                chapter=chapter, section=section, subsection=subsection, item=item, unprinted=inner
            )
            for subsection, item, inner in items
        ]
        return _Group(provisions, end, resumes)

    def _subsections(
        self, text: str, place: int
    ) -> tuple[list[tuple[str | None, str | None, bool]], int]:
        """The subsections and items of a section, and where they end."""
        found: list[tuple[str | None, str | None, bool]] = []
        end = place
        while match := self._words.subsections.match(text, end):
            subsections = list(self._listed(match["list"]))
            end = match.end()
            if len(subsections) == 1:
                items, end = self._items(text, end, subsections[0].number)
                found += items
            else:
                found += ((number, None, unprinted) for number, unprinted in subsections)
        return (found, end) if found else self._items(text, place, None)

    def _items(
        self, text: str, place: int, subsection: str | None
    ) -> tuple[list[tuple[str | None, str | None, bool]], int]:
        """The items of a subsection; the subsection itself if it is named and no item is."""
        match = self._words.items.match(text, place)
        if match is None:
            return ([(subsection, None, False)] if subsection else []), place
        pairs = product([subsection], self._listed(match["list"]))
        return [(above, one.number, one.unprinted) for above, one in pairs], match.end()

    def _listed(self, text: str) -> Iterator[_Listed]:
        """The numbers of a list, with those that its ranges hold."""
        before = ""
        for match in self._words.numbers.finditer(text):
            letter = match["letter"]
            number = f"{before.rstrip('abcdefghijklmnopqrstuvwxyz')}{letter}" if letter else ""
            number = number or squeeze(match["number"])
            if before and (letter or match["to"]):
                yield from (_Listed(one, unprinted=True) for one in _between(before, number))
            yield _Listed(number)
            before = number


def _between(first: str, last: str) -> Iterator[str]:
    """The numbers inside a range: 28 and 29 of 27–30, 17 and 18 of 16–18 a, 27b of 27a–27c."""
    start, end = _NUMBER.fullmatch(first), _NUMBER.fullmatch(last)
    if start is None or end is None:
        return
    low, high = int(start["number"]), int(end["number"])
    if not start["letter"] and low < high <= low + _LONGEST_RANGE:
        yield from (str(number) for number in range(low + 1, high + bool(end["letter"])))
    elif low == high and end["letter"]:
        after = ord(start["letter"]) + 1 if start["letter"] else ord("a")
        yield from (f"{low}{chr(letter)}" for letter in range(after, ord(end["letter"])))
