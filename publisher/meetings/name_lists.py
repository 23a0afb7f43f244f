"""A line of a list of people: names, what each does there, and when each came and went.

One line may hold one person or many; a converter of PDF runs whole columns together without a sign
between two people (*Ilpo Esimerkki, puheenjohtaja Simo Malli Samuli Koe*). A line is read in whole
or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TypeVar

import msgspec

from publisher.finnish.groups import PrintedGroup
from publisher.finnish.name_words import Word, is_initial
from publisher.finnish.times import PrintedTime
from publisher.meetings.beside_names import Note, find_notes, mask
from publisher.meetings.beside_sections import Stretch, may_be_of_role, put_together
from publisher.meetings.joined_names import split_names
from publisher.meetings.name_runs import Run, RunFinder
from publisher.meetings.words import AttendanceWords, MeetingWords
from publisher.phrases import Phrases

T = TypeVar("T")

_DIGIT = re.compile(r"\d")
# The longest column of a council, run together, has 4,000 characters.
_MOST_CHARACTERS = 10_000
# No role has more words.
_MOST_ROLE_WORDS = 8
# Fewer people may as well be one of two names and another of three.
_FEWEST_IN_COLUMN = 3
# Of so many given names in a column, one at least is known.
_MOST_UNKNOWN = 2


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on a list; positions count in the text of the line.

    Attributes:
        name: The words of the name in the order in which they are printed.
        surname: Where a comma parts it from the given names (*Mallinen, Minna*), the surname,
            which is then the first word; None if the order is open.
        roles: Where what somebody does there is printed.
        start: Where what is said of the person begins.
        end: Where it ends.
        arrived: When somebody came.
        left: When somebody went.
        is_interval: Whether these are from when to when somebody was there, late or not.
        present: By the mark before the name, or by a word behind it; None if there is none.
        sections: At which §§ somebody was there.
        unclear: Whether numbers beside the name do not tell at which §§ somebody was there.
        member: Where the name of the member stands in whose place a deputy came.
        group: The political group.
    """

    name: tuple[Word, ...]
    surname: Word | None = None
    roles: tuple[tuple[int, int], ...] = ()
    start: int = 0
    end: int = 0
    arrived: PrintedTime | None = None
    left: PrintedTime | None = None
    is_interval: bool = False
    present: bool | None = None
    sections: tuple[Stretch, ...] = ()
    unclear: bool = False
    member: tuple[int, int] | None = None
    group: PrintedGroup | None = None


class NameLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of a list says.

    Attributes:
        entries: The people in order.
        role: Where a role stands that is all that the line holds; otherwise None.
    """

    entries: tuple[Entry, ...]
    role: tuple[int, int] | None = None


def read_name_line(text: str, words: MeetingWords, phrases: Phrases) -> NameLine | None:
    """Read a line of a list of people.

    Args:
        text: The line, or several that are one.
        words: Know what is printed beside names.
        phrases: Know what titles look like.

    Returns:
        The people; None if the line says anything else, or could be read in more than one way.
        Deputies behind a box may have no mark, nor may people before or behind a cross.
    """
    if len(text) > _MOST_CHARACTERS:
        return None
    marks = [
        *((match, True) for match in words.people.checked.finditer(text)),
        *((match, False) for match in words.people.unchecked.finditer(text)),
    ]
    if not marks:
        return _Reader(text, words, phrases).read(0, len(text))
    marks.sort(key=lambda mark: mark[0].start())
    first = marks[0][0]
    before = _before(first, text, words, phrases)
    if before is None:
        return None
    ends = [*(mark.start() for mark, _ in marks[1:]), len(text)]
    entries = list(before)
    for (mark, present), end in zip(marks, ends, strict=True):
        line = _Reader(text, words, phrases).read(mark.end(), end)
        if line is None or not line.entries:
            return None
        is_cross = mark[0].isalpha()
        if not is_cross and not _are_deputies(line.entries[1:], text, words.people):
            return None
        entries.append(msgspec.structs.replace(line.entries[0], present=present))
        entries.extend(line.entries[1:])
    return NameLine(entries=tuple(entries))


def _before(
    mark: re.Match[str], text: str, words: MeetingWords, phrases: Phrases
) -> tuple[Entry, ...] | None:
    """Who stands before the first mark of a line: only before a cross, and without one."""
    if not text[: mark.start()].strip():
        return ()
    if not mark[0].isalpha():
        return None
    line = _Reader(text, words, phrases).read(0, mark.start())
    return None if line is None or not line.entries else line.entries


def _are_deputies(entries: Iterable[Entry], text: str, words: AttendanceWords) -> bool:
    return all(words.deputy.search(text, entry.start, entry.end) for entry in entries)


class _Reader:
    """Reads a stretch of a line."""

    def __init__(self, text: str, words: MeetingWords, phrases: Phrases) -> None:
        self._text = text
        self._words = words
        self._finder = RunFinder(words, phrases)

    def read(self, start: int, end: int) -> NameLine | None:
        people = self._words.people
        if absent := people.beside.instead.search(self._text, start, end):
            return self._instead(absent, start, end)
        notes = find_notes(self._text, start, end, people)
        masked = mask(self._text[:end], ((note.start, note.end) for note in notes))
        has_numbers = False
        for remark in people.remarks:
            places = [match.span() for match in remark.finditer(masked, start)]
            has_numbers = has_numbers or any(_DIGIT.search(masked, *place) for place in places)
            masked = mask(masked, places)
        runs = self._finder.find(masked, start)
        if runs is None:
            return None
        if len(runs) == 1 and runs[0].is_role:
            return None if notes else NameLine(entries=(), role=runs[0].place)
        entries = self._assemble(runs)
        if entries is None:
            return None
        whole = [msgspec.structs.replace(entry, unclear=has_numbers) for entry in entries]
        return _with_notes(whole, notes, self._text[:end], people)

    def _instead(self, absent: re.Match[str], start: int, end: int) -> NameLine | None:
        """A member who was not there, and the deputy who came instead."""
        member = self.read(start, absent.start())
        deputy = self.read(absent.end(), end)
        if member is None or deputy is None or len(deputy.entries) != 1 or not member.entries:
            return None
        away = msgspec.structs.replace(member.entries[-1], present=False)
        came = msgspec.structs.replace(
            deputy.entries[0],
            roles=(absent.span("role"), *deputy.entries[0].roles),
            start=absent.start("role"),
            member=(away.name[0].start, away.name[-1].end),
        )
        return NameLine(entries=(*member.entries[:-1], away, came))

    def _assemble(self, runs: Sequence[Run]) -> list[Entry] | None:
        """The people with their roles, which stand behind each, or all of them before."""
        if runs and runs[0].is_single:
            return self._with_comma(runs)
        if not self._finder.are_names(runs) or any(map(_is_column, runs)):
            return None
        entries: list[Entry] = []
        pending: tuple[tuple[int, int], ...] = ()
        for index, run in enumerate(runs):
            if run.is_role and runs[0].is_role and index + 1 < len(runs):
                pending = (*pending, run.place)
            elif run.is_role and entries:
                roles = (*entries[-1].roles, run.place)
                entries[-1] = msgspec.structs.replace(entries[-1], roles=roles)
            else:
                names = None if run.is_role else split_names(run.words, self._words.is_given)
                if names is None:
                    return None
                entries.append(Entry(name=names[0], roles=pending))
                entries.extend(Entry(name=name) for name in names[1:])
                pending = ()
        return entries

    def _with_comma(self, runs: Sequence[Run]) -> list[Entry] | None:
        """A surname, its given names behind a comma, and roles."""
        surname, *rest = runs
        if len(rest) > 1 and not any(run.is_role for run in rest):
            return self._column(runs)
        if not rest or rest[0].is_role or not all(run.is_role for run in rest[1:]):
            return None
        given = rest[0].words
        if not all(self._words.is_given(word.text) or is_initial(word.text) for word in given):
            return None
        name = (*surname.words, *given)
        roles = tuple(run.place for run in rest[1:])
        return [Entry(name=name, surname=surname.words[0], roles=roles)]

    def _column(self, runs: Sequence[Run]) -> list[Entry] | None:
        """People whose given names stand behind commas: *Malli, Anna Esimerkki, Bo Koe, Eva*.

        Most of the given names must be known.
        """
        entries: list[Entry] = []
        surname: tuple[Word, ...] = runs[0].words
        for index, run in enumerate(runs[1:], 1):
            is_last = index + 1 == len(runs)
            known = list(takewhile(lambda word: self._words.is_given(word.text), run.words))
            count = len(run.words) if is_last else max(1, min(len(known), len(run.words) - 1))
            if (not is_last and len(run.words) < count + 1) or len(surname) != 1:
                return None
            entries.append(Entry(name=(*surname, *run.words[:count]), surname=surname[0]))
            surname = run.words[count:]
        if len(entries) < _FEWEST_IN_COLUMN:
            return None
        given = [self._words.is_given(entry.name[1].text) for entry in entries]
        return entries if sum(given) * _MOST_UNKNOWN >= len(given) else None


def _is_column(run: Run) -> bool:
    """Whether a run is a whole column of roles, none of which can be told from the next."""
    return run.is_role and len(run.words) > _MOST_ROLE_WORDS


def _with_notes(
    entries: Sequence[Entry], notes: Iterable[Note], text: str, words: AttendanceWords
) -> NameLine | None:
    """The entries with their extent, each note at the last person before it."""
    starts = [min([entry.name[0].start, *(place[0] for place in entry.roles)]) for entry in entries]
    ends = [*starts[1:], len(text)][: len(starts)]
    whole = list(entries)
    beside: list[list[Note]] = [[] for _ in entries]
    for note in sorted(notes, key=lambda note: note.start):
        index = next((i for i in reversed(range(len(starts))) if starts[i] < note.start), None)
        if index is not None:
            beside[index].append(note)
        elif note.has_sections:  # above a name they may be of the item that the line is about
            whole = [msgspec.structs.replace(entry, unclear=True) for entry in whole]
        else:
            return None
    return NameLine(
        entries=tuple(
            _noted(msgspec.structs.replace(entry, start=first, end=last), noted, text, words)
            for entry, first, last, noted in zip(whole, starts, ends, beside, strict=True)
        )
    )


def _noted(entry: Entry, notes: Sequence[Note], text: str, words: AttendanceWords) -> Entry:
    """Somebody with what is noted beside the name; what is said twice counts the last time."""
    stretches = [stretch for note in notes for stretch in note.sections]
    sections = put_together(stretches)
    is_open = any(note.has_sections and not note.sections for note in notes)
    roles = (may_be_of_role(text, entry.start, one, words.beside.sections) for one in stretches)
    unclear = entry.unclear or sections is None or is_open or any(roles)
    return msgspec.structs.replace(
        entry,
        arrived=_last(note.arrived for note in notes),
        left=_last(note.left for note in notes),
        is_interval=any(note.is_interval for note in notes),
        sections=() if unclear else sections,
        unclear=unclear,
        present=False if any(note.is_absent for note in notes) else entry.present,
        member=_last(note.member for note in notes),
        group=_last(note.group for note in notes),
    )


def _last(values: Iterable[T | None]) -> T | None:
    """The last of some values that there is."""
    return next((value for value in reversed(list(values)) if value is not None), None)
