"""The list of what a meeting decided (*päätöstiedote*), which Helsinki puts out before the minutes.

Seen from 2013 on: organisation, body, number, time and place of the meeting, then every item with
its number on the agenda, its title with links, and what was decided. There is no § and no case
number. Who presents the items that follow stands alone above them. In scope: the whole list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.finnish.dates import parse_day
from publisher.finnish.languages import language_of
from publisher.finnish.name_words import is_title
from publisher.finnish.people import is_body
from publisher.finnish.times import parse_time
from publisher.items.heading import Heading
from publisher.items.parts import cut
from publisher.items.reading import ItemReading, read_item
from publisher.layouts.headed import by_headings
from publisher.meetings.checkers import with_checkers
from publisher.model import DocumentKind, Found, Meeting, Minutes, PersonInRole

NAME = "paatostiedote"

# The front of a list never takes more lines than these.
_FRONT_LINES = 25
_MOST_PRESENTER_WORDS = 5
_ORDER = "number on the agenda"
_LINKS = "links to the pages of the item"


class _Front(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the first item of a list, and the items.

    Attributes:
        organization: As printed.
        body: As printed.
        day: Of the meeting.
        meeting: Its number, when it began and where.
        entries: The items in order.
    """

    organization: Found[str] | None
    body: Found[str]
    day: Found[dt.date] | None
    meeting: Meeting
    entries: tuple[_Entry, ...]


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a list.

    Attributes:
        start: Where its number stands among the lines.
        title: Its title, without the links.
        marks: What stands around the title: number and links.
        begins: Where the lines after the title begin.
    """

    start: int
    title: Block
    marks: tuple[tuple[Block, str], ...]
    begins: int


def _read_front(blocks: Sequence[Block], readers: Readers) -> _Front | None:
    """Read what says that this is a list; None if it says no body, or no item follows."""
    patterns = readers.words.patterns
    lines = blocks[:_FRONT_LINES]
    announced = _first(lines, patterns["announced"])
    if announced is None:
        return None
    entries = tuple(_entries(blocks, readers))
    body = next((block for block in lines if is_body(block.text, readers.phrases)), None)
    if body is None or not entries:
        return None
    time, place = _first(lines, patterns["time"]), _first(lines, patterns["place"])
    organization = _first(lines, patterns["organization"])
    day = _group(time, "date")
    parsed = None if day is None else parse_day(day.value)
    return _Front(
        organization=_group(organization, "organization"),
        body=Found(body.text, body.span),
        day=None if day is None or parsed is None else Found(parsed, day.span),
        meeting=Meeting(
            number=_group(announced, "number"), starts=_clock(time), place=_group(place, "place")
        ),
        entries=entries,
    )


def _entries(blocks: Sequence[Block], readers: Readers) -> Iterator[_Entry]:
    """Read the titles with links, whose numbers stand before them or on the line above."""
    patterns = readers.words.patterns
    for index, block in enumerate(blocks):
        match = patterns["entry"].fullmatch(block.text)
        if match is None:
            continue
        above = blocks[index - 1 : index]
        if any(patterns["order"].fullmatch(line.text) for line in above):
            start, number, begin = index - 1, above[0], 0
        elif match["order"] is not None:
            start, number, begin = index, cut(block, *match.span("order")), match.start("title")
        else:
            continue
        links = cut(block, match.end("title"), len(block.text))
        yield _Entry(
            start=start,
            title=cut(block, begin, match.end("title")),
            marks=((number, _ORDER), (links, _LINKS)),
            begins=index + 1,
        )


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether a list of decisions is announced, with a body and items below."""
    return _read_front(_content(document, readers), readers) is not None


def _content(document: SourceDocument, readers: Readers) -> list[Block]:
    return [block for block in document.blocks if readers.words.ignores(block.text) is None]


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the decisions of a list."""
    front = _read_front(_content(document, readers), readers)
    assert front is not None  # noqa: S101  (`recognises` has found it)
    headed = by_headings(readers)
    blocks = _content(document, readers)
    ends = [*(entry.start for entry in front.entries[1:]), len(blocks)]
    presenter = _presenter_above(blocks[: front.entries[0].start], readers)
    readings: list[ItemReading] = []
    for entry, end in zip(front.entries, ends, strict=True):
        lines = blocks[entry.begins : end]
        following = None if end == len(blocks) else _presenter_above(lines, readers)
        own = lines[:-1] if following is not None else lines
        reading = read_item(own, _heading(entry.title), headed)
        item = msgspec.structs.replace(reading.item, presenter=presenter)
        readings.append(msgspec.structs.replace(reading, item=item))
        presenter = following or presenter
    items = tuple(reading.item for reading in readings)
    minutes = Minutes(
        kind=DocumentKind.DIGEST,
        language=language_of(document.text, readers.phrases),
        organization=front.organization,
        body=front.body,
        date=front.day,
        items=items,
        meeting=with_checkers(front.meeting, items, readers.phrases),
    )
    left_out = [(block, readers.words.ignores(block.text)) for block in document.blocks]
    return Extraction(
        minutes=minutes,
        unused=(
            *_unplaced(blocks[: front.entries[0].start], minutes),
            *(block for reading in readings for block in reading.unused),
        ),
        ignored=(
            *((block, reason) for block, reason in left_out if reason is not None),
            *(mark for entry in front.entries for mark in entry.marks),
            *(pair for reading in readings for pair in reading.ignored),
        ),
    )


def _unplaced(lines: Sequence[Block], minutes: Minutes) -> Iterator[Block]:
    """The lines above the first item that say nothing of the meeting."""
    meeting = minutes.meeting or Meeting()
    found = (minutes.organization, minutes.body, minutes.date, meeting.number, meeting.place)
    presenter = minutes.items[0].presenter
    spans = [one.span for one in (*found, presenter) if one is not None]
    for line in lines:
        if not any(line.span.start <= one.start and one.end <= line.span.end for one in spans):
            yield line


def _presenter_above(lines: Sequence[Block], readers: Readers) -> PersonInRole | None:
    """Whoever presents the items that follow: a title alone in the last line."""
    if not lines:
        return None
    text = Excerpt(lines[-1:])
    words = text.text.split()
    alone = len(lines) == 1 or lines[-2].paragraph != lines[-1].paragraph
    if not alone or len(words) > _MOST_PRESENTER_WORDS or not is_title(words[-1], readers.phrases):
        return None
    return PersonInRole(name=None, title=text.text, span=text.span())


def _clock(line: tuple[Block, re.Match[str]] | None) -> Found[dt.time] | None:
    printed = _group(line, "time")
    time = None if printed is None else parse_time(printed.value)
    return None if printed is None or time is None else Found(time.value, printed.span)


def _first(lines: Sequence[Block], pattern: re.Pattern[str]) -> tuple[Block, re.Match[str]] | None:
    return next(
        ((block, match) for block in lines if (match := pattern.fullmatch(block.text))), None
    )


def _group(line: tuple[Block, re.Match[str]] | None, group: str) -> Found[str] | None:
    if line is None or line[1][group] is None:
        return None
    text = Excerpt([cut(line[0], *line[1].span(group))])
    return Found(text.text, text.span())


def _heading(title: Block) -> Heading:
    return Heading(title=Found(Excerpt([title]).text, title.span))
