"""What a front page says of the minutes after the meeting, and of how the meeting was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from publisher.documents.document import Block
from publisher.finnish.dates import find_days
from publisher.meetings.front_lines import FrontSection
from publisher.meetings.words import FrontHeading, HoldingWords
from publisher.model import Found, MeetingMode

# Minutes are checked and posted within weeks; a day further off is another one's.
_LONGEST = dt.timedelta(days=90)


def read_posted(
    sections: Iterable[FrontSection], meeting: dt.date | None, words: HoldingWords
) -> Found[dt.date] | None:
    """The day from which the minutes are on the public network (kuntalaki 140 §).

    Args:
        sections: Of the front page.
        meeting: The day of the meeting.
        words: What a network is called.

    Returns:
        The day, or the first of a period; None if they are displayed in another place, since only
        the network counts, or if the day is not one of the weeks after the meeting.
    """
    shown = [one for one in sections if one.heading is FrontHeading.DISPLAY]
    if not any(words.network.search(block.text) for one in shown for block in _lines(one)):
        return None
    days = _days(block for one in shown for block in _lines(one))
    return days[0] if days and _is_after(days[0], meeting) else None


def read_checked(
    sections: Iterable[FrontSection], meeting: dt.date | None, words: HoldingWords
) -> Found[dt.date] | None:
    """The day on which the minutes were checked.

    Args:
        sections: Of the front page.
        meeting: The day of the meeting.
        words: What is said of a day that is only planned.

    Returns:
        The day; None if there are several, or if it is only the last on which they can be checked.
    """
    told = [one for one in sections if one.heading is FrontHeading.CHECKERS]
    lines = [block for one in told for block in _lines(one)]
    if any(words.planned.search(block.text) for block in lines):
        return None
    days = _days(lines)
    alone = len({day.value for day in days}) == 1
    return days[0] if alone and _is_after(days[0], meeting) else None


def read_mode(place: Found[str] | None, words: HoldingWords) -> Found[MeetingMode] | None:
    """How the members took part (kuntalaki 98-100 §), as the place of the meeting says it."""
    if place is None:
        return None
    modes = (mode for mode, pattern in words.modes if pattern.search(place.value))
    mode = next(modes, None)
    return Found(mode, place.span) if mode else None


def _lines(section: FrontSection) -> Sequence[Block]:
    return (*section.labels, *section.blocks)


def _days(blocks: Iterable[Block]) -> list[Found[dt.date]]:
    """Every day that some lines print; the whole line says what the day is, and is its evidence."""
    return [
        Found(day.value, block.span)
        for block in blocks
        for day in find_days(block.text)
        if day.value is not None
    ]


def _is_after(day: Found[dt.date], meeting: dt.date | None) -> bool:
    return meeting is not None and meeting <= day.value <= meeting + _LONGEST
