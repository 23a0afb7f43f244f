"""The front page of the minutes of a meeting: when, where, who, and which items.

It stands before the first § proper. Its headings are much the same in all systems, since they go
back to the printed forms of the unions of municipalities; how they are laid out differs: a label
and its value on one line, on two, in cells of a table, or run together by a converter of PDF.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from publisher.documents.document import Block, Span
from publisher.finnish.people import is_body
from publisher.items.parts import cut
from publisher.meetings.afterwards import read_checked, read_mode, read_posted
from publisher.meetings.attendance import Names, read_attendance
from publisher.meetings.contents import read_contents
from publisher.meetings.front_heads import PageHead, agreed, read_heads
from publisher.meetings.front_lines import FrontSection, split_front
from publisher.meetings.front_times import read_day, read_hours
from publisher.meetings.listed_checkers import read_listed_checkers
from publisher.meetings.people_lists import PeopleReading, PeopleSection, read_people
from publisher.meetings.places import Places
from publisher.meetings.words import FrontHeading, MeetingWords, meeting_words
from publisher.model import Found
from publisher.model.meeting import Meeting
from publisher.model.people import Attendance
from publisher.phrases import Phrases

_PEOPLE: Final = frozenset(
    {
        None,
        FrontHeading.MEMBERS,
        FrontHeading.PRESENT,
        FrontHeading.DEPUTIES,
        FrontHeading.OTHERS,
        FrontHeading.ABSENT,
    }
)
# The front page of a council of eighty takes 400 lines; what is far longer has no front page only.
_MOST_LINES: Final = 2000
# A few words that hold no figure and end no sentence.
_PLACE_NAME: Final = re.compile(r"[^\W\d_a-z][^\d.:;!?]{2,60}")
# What is longer is no number of a meeting.
_LONGEST_NUMBER: Final = 12
_HEAD: Final = "page furniture: the head of a page"
_LABEL: Final = "heading of the front page"
_REPEATED: Final = "says again what stands elsewhere on the front page"
_NOTED: Final = "what else is noted beside names"
_LEFT_OUT: Final = {
    FrontHeading.CONTENTS: "the list of items",
    FrontHeading.SIGNATURES: "who signed the minutes",
    FrontHeading.DISPLAY: "when and where the minutes are on display",
    FrontHeading.EXTRACT: "who attests an extract",
    FrontHeading.QUORUM: "says that the meeting was lawful and had a quorum",
    FrontHeading.CALL: "when the call was made",
}


class FrontPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a front page says.

    Attributes:
        meeting: Times, place, people, numbers of the items.
        body: As printed; None if the page names several equally often.
        date: The day of the meeting; None if it is missing, wrong, or contradicts another one.
        organization: As printed.
        unused: The lines that could not be read for certain.
        ignored: The lines that are left out, and why.
    """

    meeting: Meeting
    body: Found[str] | None
    date: Found[dt.date] | None
    organization: Found[str] | None
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


def read_front_page(blocks: Sequence[Block], phrases: Phrases) -> FrontPage:
    """Read the front page of minutes, or of the call to a meeting.

    Args:
        blocks: The lines before the first item.
        phrases: Know titles and the names of bodies.

    Returns:
        What the page says. Every line is evidence of a value, unused or ignored.
    """
    page = _Page(blocks[:_MOST_LINES], meeting_words(), phrases).read()
    return msgspec.structs.replace(page, unused=(*page.unused, *blocks[_MOST_LINES:]))


class _Page:
    """The lines of a front page, sorted by what they are."""

    def __init__(self, blocks: Sequence[Block], words: MeetingWords, phrases: Phrases) -> None:
        self._blocks = blocks
        self._words = words
        self._phrases = phrases
        self._head: PageHead = read_heads(blocks, words, phrases)
        self._ignored = [(block, _HEAD) for block in self._head.lines]
        heads = {block.span for block in self._head.lines}
        left = self._without_captions(block for block in blocks if block.span not in heads)
        self._sections = [
            msgspec.structs.replace(one, blocks=tuple(self._without_captions(one.blocks)))
            for one in split_front(left, words)
        ]
        for section in self._sections:
            reason = _LEFT_OUT.get(section.heading) if section.heading else None
            self._ignored.extend((block, _LABEL) for block in section.labels)
            if reason is not None:
                self._ignored.extend((block, reason) for block in section.blocks)

    def _without_captions(self, blocks: Iterable[Block]) -> list[Block]:
        left: list[Block] = []
        for block in blocks:
            reason = _reason(block, self._words)
            if reason is None:
                left.append(block)
            else:
                self._ignored.append((block, reason))
        return left

    def read(self) -> FrontPage:
        number, body = self._number(), self._body()
        place = self._place()
        hours = read_hours(self._sections)
        date = read_day(self._sections, self._head.date)
        day = date.value if date else None
        people = read_people(self._lists(), self._words, self._phrases)
        names = Names(people.people, self._words)
        attendance = read_attendance(
            people.people,
            names,
            self._words,
            self._head.body.value if self._head.body else None,
            (hours[0].value if hours[0] else None, hours[1].value if hours[1] else None),
        )
        checkers = read_listed_checkers(
            self._sections, names, attendance, self._words, self._phrases
        )
        meeting = Meeting(
            number=number or self._head.number,
            starts=hours[0],
            ends=hours[1],
            place=place,
            attendance=attendance,
            unread_people=bool(people.unused),
            mode=read_mode(place, self._words.holding),
            checkers=checkers.checkers,
            checked=read_checked(self._sections, day, self._words.holding),
            posted=read_posted(self._sections, day, self._words.holding),
            contents=read_contents(list(self._lines(FrontHeading.CONTENTS))),
        )
        page = FrontPage(
            meeting=meeting,
            body=body or self._head.body,
            date=date,
            organization=self._head.organization,
            unused=(*people.unused, *checkers.unused),
            ignored=(
                *checkers.ignored,
                *((block, _LABEL) for block in people.captions),
                *_repeated(people, attendance),
            ),
        )
        return self._with_all_lines(page)

    def _with_all_lines(self, page: FrontPage) -> FrontPage:
        """A page on which every line is evidence of a value, unused or ignored."""
        values = Places(_spans(page))
        ignored = [
            *page.ignored,
            *(
                (one, why)
                for one, why in self._ignored
                if why == _HEAD or not values.meet(one.span)
            ),
        ]
        named = (block.span for block in (*page.unused, *(block for block, _ in ignored)))
        known = Places([*_spans(page), *named])
        left = [block for block in self._blocks if not known.meet(block.span)]
        return msgspec.structs.replace(page, unused=(*page.unused, *left), ignored=tuple(ignored))

    def _lines(self, *headings: FrontHeading) -> Iterator[Block]:
        for section in self._sections:
            if section.heading in headings:
                yield from section.blocks

    def _lists(self) -> Iterator[PeopleSection]:
        """The lists of people; before the first of them somebody may have signed a call."""
        listed = any(one.heading is not None and one.heading in _PEOPLE for one in self._sections)
        for section in self._sections:
            if section.heading in _PEOPLE and (listed or section.heading is not None):
                yield PeopleSection(heading=section.heading, blocks=section.blocks)

    def _body(self) -> Found[str] | None:
        """The body under its heading, as printed."""
        first = (section.blocks[0] for section in self._with(FrontHeading.BODY))
        found = [Found(" ".join(block.text.split()), block.span) for block in first]
        return agreed([one for one in found if is_body(one.value, self._phrases)])

    def _number(self) -> Found[str] | None:
        """The number of the meeting, without what stands behind it on the line."""
        found = []
        for section in self._with(FrontHeading.NUMBER):
            match = self._words.page.number.match(section.blocks[0].text)
            block = cut(section.blocks[0], *match.span("number")) if match else section.blocks[0]
            found.append(Found(" ".join(block.text.split()), block.span))
        return agreed([one for one in found if len(one.value) <= _LONGEST_NUMBER])

    def _with(self, *headings: FrontHeading) -> Iterator[FrontSection]:
        return (one for one in self._sections if one.heading in headings and one.blocks)

    def _place(self) -> Found[str] | None:
        """A place is no longer than a line, unless that goes on behind a comma."""
        found = []
        for section in self._with(FrontHeading.PLACE):
            lines = section.blocks[:1]
            for block in section.blocks[1:]:
                if not lines[-1].text.endswith(",") and not block.text[:1].islower():
                    break
                lines = (*lines, block)
            text = " ".join(" ".join(block.text for block in lines).split())
            found.append(Found(text, Span(lines[0].span.start, lines[-1].span.end)))
        return agreed(found or list(self._unheaded_places()))

    def _unheaded_places(self) -> Iterator[Found[str]]:
        """The line below that of the time, if it is as short as the name of a place."""
        for section in self._with(FrontHeading.TIME):
            below = section.blocks[1:]
            if len(below) == 1 and _PLACE_NAME.fullmatch(below[0].text):
                yield Found(" ".join(below[0].text.split()), below[0].span)


def _reason(block: Block, words: MeetingWords) -> str | None:
    return next(
        (reason for pattern, reason in words.ignored if pattern.fullmatch(block.text)), None
    )


def _repeated(
    people: PeopleReading, attendance: Iterable[Attendance]
) -> Iterator[tuple[Block, str]]:
    """The lines that say nothing new of people, or go on behind what they say."""
    said = Places(_of_people(attendance))
    for one in people.people:
        blocks = [block for block in one.lines.blocks if not said.meet(block.span)]
        reason = _REPEATED if len(blocks) == len(one.lines.blocks) else _NOTED
        yield from ((block, reason) for block in blocks)


def _of_people(attendance: Iterable[Attendance]) -> Iterator[Span]:
    for one in attendance:
        yield one.person.span
        ends = (end for stretch in one.sections for end in (stretch.first, stretch.last))
        yield from (value.span for value in (one.arrived, one.left, *ends) if value is not None)
        yield from (part.span for part in (one.deputy_for, one.person.group) if part is not None)


def _spans(page: FrontPage) -> Iterator[Span]:
    """Where the values of a page stand."""
    meeting = page.meeting
    places = (meeting.number, meeting.place, meeting.checked, meeting.posted)
    values = (page.body, page.date, page.organization, *places)
    times = (meeting.starts, meeting.ends, *meeting.contents)
    yield from (value.span for value in (*values, *times) if value is not None)
    yield from (person.span for person in meeting.checkers)
    yield from _of_people(meeting.attendance)
