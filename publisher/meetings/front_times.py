"""When a meeting was held, as its front page says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from publisher.documents.document import Block
from publisher.finnish.dates import find_days
from publisher.finnish.times import PrintedTime, find_hours, parse_time
from publisher.items.parts import cut
from publisher.meetings.front_lines import FrontSection
from publisher.meetings.words import FrontHeading
from publisher.model import Found


def read_day(
    sections: Sequence[FrontSection], of_heads: Found[dt.date] | None
) -> Found[dt.date] | None:
    """The day beside the time.

    Args:
        sections: Of the front page.
        of_heads: The day in the heads of the pages, for where there is none beside the time.

    Returns:
        The day; None if it is not in the calendar, or if there are several.
    """
    found: list[Found[dt.date]] = []
    printed = False
    for block in _lines(sections, FrontHeading.TIME, FrontHeading.DATE, FrontHeading.STARTS):
        for day in find_days(block.text):
            printed = True
            if day.value is None:
                return None
            found.append(Found(day.value, cut(block, day.start, day.end).span))
    if not printed:
        return of_heads
    return found[0] if len({one.value for one in found}) == 1 else None


def read_hours(
    sections: Sequence[FrontSection],
) -> tuple[Found[dt.time] | None, Found[dt.time] | None]:
    """When the meeting began and ended; None where the page contradicts itself."""
    starts: list[Found[dt.time]] = []
    ends: list[Found[dt.time]] = []
    for block in _lines(sections, FrontHeading.TIME):
        hours = find_hours(block.text)
        starts.extend(_times(block, hours.starts))
        ends.extend(_times(block, hours.ends))
    for block in _lines(sections, FrontHeading.STARTS):
        starts.extend(_times(block, parse_time(block.text) or find_hours(block.text).starts))
    for block in _lines(sections, FrontHeading.ENDS):
        ends.extend(_times(block, parse_time(block.text) or find_hours(block.text).starts))
    return _only(starts), _only(ends)


def _lines(sections: Sequence[FrontSection], *headings: FrontHeading) -> Iterator[Block]:
    return (block for one in sections if one.heading in headings for block in one.blocks)


def _times(block: Block, time: PrintedTime | None) -> Iterator[Found[dt.time]]:
    if time is not None:
        yield Found(time.value, cut(block, time.start, time.end).span)


def _only(found: Sequence[Found[dt.time]]) -> Found[dt.time] | None:
    return found[0] if len({one.value for one in found}) == 1 else None
