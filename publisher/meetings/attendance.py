"""Who was at a meeting and who was not, by the lists on the front page of its minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

import msgspec

from publisher.finnish.name_words import PARTICLES
from publisher.finnish.times import PrintedTime
from publisher.meetings.beside_sections import Stretch
from publisher.meetings.deputies import Members
from publisher.meetings.name_lists import Entry
from publisher.meetings.people_lists import Lines, Listed
from publisher.meetings.words import AttendanceWords, FrontHeading, MeetingWords
from publisher.model import Found
from publisher.model.people import Attendance, Group, PersonInRole, Presence, SectionRange

_ALWAYS = {
    FrontHeading.DEPUTIES: Presence.DEPUTY,
    FrontHeading.OTHERS: Presence.OTHER,
    FrontHeading.ABSENT: Presence.ABSENT,
}
_OF_BODY = frozenset({Presence.MEMBER, Presence.DEPUTY})
_TWO_WORDS = 2


def given_name_first(person: PersonInRole, words: MeetingWords) -> PersonInRole:
    """Turn round a name whose last words are known given names, and its first one is not.

    Args:
        person: Somebody as printed, as *Mallinen Minna*.
        words: Know given names.

    Returns:
        The same with the given name first; as it was where the order cannot be told.
    """
    surname, *given = (person.name or "").split() or [""]
    if not given or words.is_given(surname) or not all(map(words.is_given, given)):
        return person
    return msgspec.structs.replace(person, name=" ".join((*given, surname)))


class Names:
    """Brings names into one order: given name first."""

    def __init__(self, people: Iterable[Listed], words: MeetingWords) -> None:
        given_first = surname_first = 0
        for one in people:
            if len(one.entry.name) == _TWO_WORDS and one.entry.surname is None:
                first, second = (words.is_given(word.text) for word in one.entry.name)
                given_first += first and not second
                surname_first += second and not first
        self._words = words
        # Some surnames are given names too, but never most of them.
        self._surname_first = surname_first > 2 * given_first

    def full(self, entry: Entry, known: Collection[str] = ()) -> str:
        """A name, given name first where that can be told.

        Args:
            entry: Somebody on a list.
            known: Names in that order; one that is the same name decides.
        """
        printed = " ".join(word.text for word in entry.name)
        turned = self._turned(entry)
        if entry.surname is not None or (turned in known and printed not in known):
            return turned
        first, last = (self._words.is_given(entry.name[index].text) for index in (0, -1))
        as_printed = printed in known or not self._surname_first or (first and not last)
        return printed if as_printed else turned

    def _turned(self, entry: Entry) -> str:
        """The words from the first given name on, then those before it."""
        words = [word.text for word in entry.name]
        begins = 2 if words[0] in PARTICLES else 1
        given = (i for i in range(begins, len(words)) if self._words.is_given(words[i]))
        first = begins if entry.surname else next(given, begins)
        return " ".join([*words[first:], *words[:first]])


def read_attendance(
    people: Sequence[Listed],
    names: Names,
    words: MeetingWords,
    body: str | None,
    hours: tuple[dt.time | None, dt.time | None],
) -> tuple[Attendance, ...]:
    """Tell who was there, and how.

    Args:
        people: Everybody on the lists.
        names: How names are printed in them.
        words: Know roles, given names and the cases of surnames.
        body: Whose meeting it was: a list of all who were there may name the chair of another one.
        hours: When the meeting began and ended: somebody who was there all the time came and went
            with the others.

    Returns:
        Each person once, in the order of the lists; twice whom they name as there and as absent.
    """
    members = Members([names.full(one.entry) for one in people], words)
    found: dict[tuple[str, bool], Attendance] = {}
    for one in people:
        presence = _presence(one, words.people, body)
        if presence is None:
            continue
        name = names.full(one.entry)
        key = (name, presence is Presence.ABSENT)
        person = PersonInRole(name=name, title=one.title, span=one.span, group=_group(one))
        entry = one.entry
        late = entry.arrived if _differs(entry.arrived, hours[0], entry) else None
        early = entry.left if _differs(entry.left, hours[1], entry) else None
        attendance = Attendance(
            person=person,
            presence=presence,
            arrived=_found(late, one.lines),
            left=_found(early, one.lines),
            sections=tuple(_range(stretch, one.lines) for stretch in entry.sections),
            unclear=entry.unclear,
            deputy_for=members.of(one) if presence is Presence.DEPUTY else None,
        )
        found[key] = _together(found[key], attendance) if key in found else attendance
    return tuple(found.values())


def _together(first: Attendance, again: Attendance) -> Attendance:
    """Somebody whom the lists name twice: as the one has it that prints a role, else the first."""
    kept = again if first.person.title is None and again.person.title is not None else first
    presences = {first.presence, again.presence}
    differs = not presences.isdisjoint(_OF_BODY) and _said(first) != _said(again)
    return msgspec.structs.replace(kept, contradicted=first.contradicted or differs)


def _said(one: Attendance) -> tuple[object, ...]:
    """How and when somebody was there, wherever it is printed."""
    times = [time and time.value for time in (one.arrived, one.left)]
    ends = [end and end.value for each in one.sections for end in (each.first, each.last)]
    return one.presence, times, ends, one.unclear


def _differs(time: PrintedTime | None, usual: dt.time | None, entry: Entry) -> bool:
    if time is None or (entry.is_interval and usual is None):
        return False
    return time.value != usual


def _found(time: PrintedTime | None, lines: Lines) -> Found[dt.time] | None:
    return None if time is None else Found(time.value, lines.span(time.start, time.end))


def _range(stretch: Stretch, lines: Lines) -> SectionRange:
    span = lines.span(stretch.start, stretch.end)
    first, last = (
        None if number is None else Found(number, span) for number in (stretch.first, stretch.last)
    )
    return SectionRange(
        first=first,
        last=last,
        first_in_part=stretch.first_in_part,
        last_in_part=stretch.last_in_part,
    )


def _group(one: Listed) -> Group | None:
    printed = one.entry.group
    if printed is None:
        return None
    return Group(
        text=one.lines.text[slice(*printed.group)],
        party=printed.party,
        span=one.lines.span(*printed.group),
    )


def _presence(one: Listed, words: AttendanceWords, body: str | None) -> Presence | None:
    """How somebody took part; None for a deputy who was not called."""
    is_deputy = one.entry.member is not None or bool(words.deputy.search(one.text))
    if one.entry.present is False:
        return None if is_deputy or one.heading is FrontHeading.DEPUTIES else Presence.ABSENT
    if one.heading in _ALWAYS:
        return _ALWAYS[one.heading]
    if is_deputy:
        return Presence.DEPUTY
    if one.title is None:
        return Presence.MEMBER
    if words.member.search(one.text):
        return Presence.OTHER if _of_another(one.text, words, body) else Presence.MEMBER
    among_members = one.heading is FrontHeading.MEMBERS and not words.official.search(one.text)
    return Presence.MEMBER if among_members else Presence.OTHER


def _of_another(text: str, words: AttendanceWords, body: str | None) -> bool:
    """Whether a role is one in another body than the one that meets."""
    if body is None:
        return False
    pairs = ((words.council_role, words.council), (words.board_role, words.board))
    return any(role.search(text) and not own.search(body) for role, own in pairs)
