"""People over several lines: names, then how to reach them, then their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.finnish.name_words import is_unit
from publisher.finnish.people import NamedPerson, parse_people, parse_person
from publisher.phrases import Phrases

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BETWEEN_TITLES = re.compile(r"(?<!-),")
# A title or a list may go on behind the end of a line, once.
_MOST_JOINED = 2


class PeopleLines(msgspec.Struct, frozen=True):
    """The people at the beginning of a text.

    Attributes:
        people: In order.
        lines: How many lines that are not blank name them, or say how to reach them.
        end: Where the last of these ends.
    """

    people: tuple[NamedPerson, ...]
    lines: int
    end: int


def parse_people_lines(text: str, phrases: Phrases) -> PeopleLines:
    """Read the people at the beginning of a text.

    Each may take a line (*Minna Mallinen, rehtori, minna@…*) or several: the name, the address, the
    title. Several people may share each of these lines: *A, B*, then their addresses, then their
    titles in the same order.

    Args:
        text: Lines parted by newlines.
        phrases: Knows titles, conjunctions and words such as *puh*.

    Returns:
        The people up to the first line that says anything else, with positions in the whole text.
        A title that may belong to several of them is left, with all that follows.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    people: list[NamedPerson] = []
    index = 0
    while index < len(lines):
        used = _read_lines(text, lines[index : index + _MOST_JOINED], people, phrases)
        if not used:
            break
        index += used
    return PeopleLines(tuple(people), index, lines[index - 1][1] if index else 0)


def _read_lines(
    text: str, lines: Sequence[tuple[int, int]], people: list[NamedPerson], phrases: Phrases
) -> int:
    """Add the people of the first line, or of two that are one; how many lines that takes."""
    start, end = lines[0]
    for used, (_, last) in enumerate(lines, start=1):
        found = parse_people(text[start:last], phrases)
        if found is not None and all(_on_one_line(person, text[start:last]) for person in found):
            people.extend(_moved(person, start) for person in found)
            return used
        if used == 1 and _add_titles(text, lines[0], people, phrases):
            return 1
    if is_unit(text[start:end].strip()) and len(lines) == _MOST_JOINED:
        follows = parse_people(text[slice(*lines[1])], phrases)
        return 1 if follows else 0
    return 0


def _on_one_line(person: NamedPerson, text: str) -> bool:
    """Whether a name is printed without the end of a line in it."""
    return person.name is None or person.name in text


def _moved(person: NamedPerson, offset: int) -> NamedPerson:
    return msgspec.structs.replace(person, start=person.start + offset, end=person.end + offset)


def _add_titles(
    text: str, line: tuple[int, int], people: list[NamedPerson], phrases: Phrases
) -> bool:
    """Give the people without a title those of a line, if there is one for each of them."""
    titles = list(_titles(text, line, phrases))
    first = len(people) - _without_title(people)
    open_people = people[first:]
    if not titles or None in titles or len(titles) != len(open_people):
        return False
    people[first:] = [
        msgspec.structs.replace(person, title=title.title, end=title.end)
        for person, title in zip(open_people, titles, strict=True)
        if title is not None
    ]
    return True


def _without_title(people: Sequence[NamedPerson]) -> int:
    """How many people at the end have no title yet."""
    count = 0
    for person in reversed(people):
        if person.title is not None:
            break
        count += 1
    return count


def _titles(text: str, line: tuple[int, int], phrases: Phrases) -> Iterator[NamedPerson | None]:
    """The titles of a line that holds nothing else; None for what is none."""
    start = line[0]
    for comma in [*_BETWEEN_TITLES.finditer(text, *line), None]:
        end = comma.start() if comma else line[1]
        person = parse_person(text[start:end], phrases, start)
        yield person if person is not None and person.name is None else None
        start = comma.end() if comma else end
