"""Days as minutes write them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from publisher.phrases import Phrases

# dd.mm.yyyy or d.m.yyyy with full stops (the Finnish way, as the EU's Finnish style guide has it).
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def parse_day(text: str) -> dt.date | None:
    """Read a day with its year.

    Args:
        text: Nothing but the day: ``6.12.2026``, or ``06.12.2026`` with zeros.

    Returns:
        The day; None for other texts and for days that the calendar does not have.

    Examples:
        >>> parse_day("6.12.2026")
        datetime.date(2026, 12, 6)
        >>> parse_day("31.11.2026") is None
        True
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    return _day(int(match[3]), int(match[2]), int(match[1]))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def infer_day(day: int, month: int, weekday: str, text: str, phrases: Phrases) -> dt.date | None:
    """Find the year of a day that is printed with its weekday and without its year.

    The year is one that the text prints in a full date, and in which the day falls on that
    weekday. If several do, the one printed most often; if they are printed equally often, none.

    Args:
        day: Of the month.
        month: 1 to 12.
        weekday: As printed.
        text: Where the years are looked for.
        phrases: Knows the weekdays.

    Returns:
        The day, or None if the text leaves the year open.
    """
    number = phrases.weekdays.get(weekday.casefold())
    if number is None:
        return None
    years = Counter(int(match["year"]) for match in phrases.full_date.finditer(text))
    candidates = {
        year: count
        for year, count in years.items()
        if (found := _day(year, month, day)) is not None and found.isoweekday() == number
    }
    if not candidates:
        return None
    most = max(candidates.values())
    best = [year for year, count in candidates.items() if count == most]
    return _day(best[0], month, day) if len(best) == 1 else None
