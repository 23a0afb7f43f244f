"""Days as minutes write them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import msgspec

from publisher.phrases import Phrases, compile_pattern, read_date_words

# dd.mm.yyyy or d.m.yyyy with full stops (the Finnish way, as the EU's Finnish style guide has it).
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
# Municipalities have had minutes since the decree of 1865; any other year is a mistake of writing.
_FIRST_YEAR = 1865
_LAST_YEAR = 2099


class PrintedDay(msgspec.Struct, frozen=True):
    """A day with its year, and where it stands in the text.

    Attributes:
        value: None if the calendar does not have it, or not in our time.
        start: Where it begins.
        end: Where it ends.
    """

    value: dt.date | None
    start: int
    end: int


class _Forms(msgspec.Struct, frozen=True):
    """The ways to print a day, and the numbers of the months."""

    patterns: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]


def parse_day(text: str) -> dt.date | None:
    """Read a day with its year.

    Args:
        text: Nothing but the day: ``6.12.2026``, or ``06.12.2026`` with zeros.

    Returns:
        The day; None for other texts, for days that the calendar does not have, and for years that
        can only be a mistake (*3.4.3023*).

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


def parse_written_day(text: str) -> dt.date | None:
    """Read a day with its year in any of the ways in which it is printed.

    Args:
        text: Nothing but the day: ``den 6 december 2026``, ``6. joulukuuta 2026``, ``06-12-2026``.

    Returns:
        The day; None as `parse_day` has it.

    Examples:
        >>> parse_written_day("den 6 december 2026")
        datetime.date(2026, 12, 6)
    """
    found = find_days(text)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0].value if whole else None


def find_days(text: str) -> list[PrintedDay]:
    """Find every day that is printed with its year.

    Args:
        text: Any text.

    Returns:
        The days in order, also those that the calendar does not have; none overlapping.
    """
    forms = _forms()
    matches = [match for pattern in forms.patterns for match in pattern.finditer(text)]
    found: list[PrintedDay] = []
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if not found or found[-1].end <= match.start():
            found.append(PrintedDay(_printed(match, forms.months), *match.span()))
    return found


def _printed(match: re.Match[str], months: Mapping[str, int]) -> dt.date | None:
    groups = match.groupdict()
    month = months[groups["name"].casefold()] if "name" in groups else int(groups["month"])
    return _day(int(groups["year"]), month, int(groups["day"]))


@cache
def _forms() -> _Forms:
    table = read_date_words()
    months = table.month_numbers()
    words = f"(?i:{'|'.join(months)})"
    patterns = (pattern.replace("{months}", words) for pattern in table.written)
    return _Forms(tuple(map(compile_pattern, patterns)), months)


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
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
