"""What is noted beside names: hours, §§, whose place somebody took, and a political group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from publisher.finnish.groups import PrintedGroup, group_finder
from publisher.finnish.times import PrintedTime, parse_time
from publisher.meetings.beside_sections import Stretch, read_sections
from publisher.meetings.words import AttendanceWords

_MASK = ","
# A time behind its word: klo 18.12.
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d\d)?$")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something noted beside a name; positions count in the text of the line.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        arrived: When somebody came.
        left: When somebody went.
        is_interval: Whether these are from when to when somebody was there, late or not.
        sections: At which §§ somebody was there; one that begins or ends with a word for coming or
            going may be put together with others.
        has_sections: Whether it is §§, or hours for which somebody was away.
        is_absent: Whether it says that somebody was not there.
        member: Where the name of the member stands in whose place somebody came.
        group: The political group.
    """

    start: int
    end: int
    arrived: PrintedTime | None = None
    left: PrintedTime | None = None
    is_interval: bool = False
    sections: tuple[Stretch, ...] = ()
    has_sections: bool = False
    is_absent: bool = False
    member: tuple[int, int] | None = None
    group: PrintedGroup | None = None


def find_notes(text: str, start: int, end: int, words: AttendanceWords) -> list[Note]:
    """Find what is noted in a stretch of a line.

    Args:
        text: The line.
        start: Where the stretch begins.
        end: Where it ends.
        words: Know how it is printed.

    Returns:
        The notes, none of which overlap: of two that do, the one that is looked for first counts.
    """
    found: list[Note] = []
    for note in _all(text, start, end, words):
        if not any(note.start < other.end and other.start < note.end for other in found):
            found.append(note)
    return found


def _all(text: str, start: int, end: int, words: AttendanceWords) -> Iterator[Note]:
    for pattern in words.beside.deputies:
        for match in pattern.finditer(text, start, end):
            yield Note(start=match.start(), end=match.end(), member=match.span("member"))
    yield from _sections(text, start, end, words)
    for match in words.beside.away.finditer(text, start, end):
        yield Note(start=match.start(), end=match.end(), has_sections=True)
    for match in words.beside.absent.finditer(text, start, end):
        yield Note(start=match.start(), end=match.end(), is_absent=True)
    yield from _clocks(text, start, end, words)
    for group in group_finder().find(text[:end], start):
        yield Note(start=group.start, end=group.end, group=group)


def _sections(text: str, start: int, end: int, words: AttendanceWords) -> Iterator[Note]:
    for match in words.beside.sections.printed.finditer(text, start, end):
        times = (_time(match, "time") or _time(match, "time_after")) if match["verb"] else None
        yield Note(
            start=match.start(),
            end=match.end(),
            arrived=times if match["came"] else None,
            left=times if match["went"] else None,
            sections=read_sections(match, words.beside.sections),
            has_sections=True,
        )


def _time(match: re.Match[str], group: str) -> PrintedTime | None:
    hour = _HOUR.search(match[group]) if match[group] else None
    return None if hour is None else parse_time(hour[0], match.start(group) + hour.start())


def _clocks(text: str, start: int, end: int, words: AttendanceWords) -> Iterator[Note]:
    """When people came and went; of places that overlap, the first pattern counts."""
    for match in words.between.finditer(text, start, end):
        yield Note(
            start=match.start(),
            end=match.end(),
            arrived=_time(match, "time"),
            left=_time(match, "until"),
            is_interval=True,
        )
    for pattern in words.arrived:
        for match in pattern.finditer(text, start, end):
            yield Note(start=match.start(), end=match.end(), arrived=_time(match, "time"))
    for pattern in words.left:
        for match in pattern.finditer(text, start, end):
            yield Note(start=match.start(), end=match.end(), left=_time(match, "time"))


def mask(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A text with commas in the place of what is known, so that the rest keeps its position."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(places):
        pieces.extend((text[position:start], _MASK * (end - start)))
        position = end
    return "".join([*pieces, text[position:]])
