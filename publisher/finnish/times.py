"""Times of day as minutes write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

import msgspec

from publisher.phrases import read_date_words

_TIME = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")
# Between the two times of a range.
_DASH = r"\s{0,3}[-–—]\s{0,3}"
_MOST_TIMES = 2
# A converter has lost the hour in which a meeting began: :00-21:03, klo - 21.03.
_AFTER_DASH = re.compile(r"[-–—]\s{0,3}$")


class PrintedTime(msgspec.Struct, frozen=True):
    """A time of day, and where it stands in the text."""

    value: dt.time
    start: int
    end: int


class Hours(msgspec.Struct, frozen=True):
    """When something began and ended; None where a text does not say."""

    starts: PrintedTime | None
    ends: PrintedTime | None


def parse_time(text: str, start: int = 0) -> PrintedTime | None:
    """Read a time of day.

    Args:
        text: Nothing but the time: ``17:05``, ``17.05``, or ``17``.
        start: Where it stands; added to the positions.

    Returns:
        The time; None for other texts, and for what the clock does not have.

    Examples:
        >>> parse_time("17.05").value
        datetime.time(17, 5)
        >>> parse_time("25.00") is None
        True
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    try:
        value = dt.time(int(match[1]), int(match[2] or 0))
    except ValueError:
        return None
    return PrintedTime(value, start, start + len(text))


def find_times(text: str) -> list[PrintedTime]:
    """Find every time of day.

    Hours and minutes may be parted by a colon or a full stop. A full stop alone may also part a day
    from a month, and a number alone may be anything, so that these count only after a word such as
    *klo*, or as the other half of a range.

    Args:
        text: Any text.

    Returns:
        The times in order. What the clock does not have (*klo 25.00*) is none.

    Examples:
        >>> [str(time.value) for time in find_times("21.11.2024, klo 16:30 - 18.14")]
        ['16:30:00', '18:14:00']
        >>> find_times("1.1.-20.10.2024")
        []
    """
    found: list[PrintedTime] = []
    for match in _pattern().finditer(text):
        found.extend(_times(match))
    return found


def find_hours(text: str) -> Hours:
    """Find when something began and ended.

    Args:
        text: What stands under a label such as *Aika*.

    Returns:
        A single time is the beginning, or the end if it stands behind a dash; two are beginning
        and end. If there are more, only the first one is certain.

    Examples:
        >>> find_hours("klo 9-11.30").ends.value
        datetime.time(11, 30)
    """
    times = find_times(text)
    if len(times) > _MOST_TIMES:
        return Hours(times[0], None)
    first, second = [*times, None, None][:_MOST_TIMES]
    if first is not None and second is None and _AFTER_DASH.search(text[: first.start]):
        return Hours(None, first)
    if first is not None and second is not None and second.value < first.value:
        return Hours(first, None)
    return Hours(first, second)


def _times(match: re.Match[str]) -> Iterator[PrintedTime]:
    for hour, minute in (("h1", "m1"), ("h2", "m2")):
        if match[hour] is None:
            continue
        try:
            value = dt.time(int(match[hour]), int(match[minute] or 0))
        except ValueError:
            continue
        last = minute if match[minute] is not None else hour
        yield PrintedTime(value, match.start(hour), match.end(last))


@cache
def _pattern() -> re.Pattern[str]:
    r"""A time after a word, a range, or hours and minutes with a colon.

    A number that goes on (*12.05.2003*, *3,5*) is none.
    """
    clock = "|".join(read_date_words().clock)
    word = rf"(?<!\w)(?i:{clock})\.?:?\s{{0,3}}"
    begins, ends = r"(?<![\d.:,/])", r"(?![\d:/%]|[.,]\d)"

    def time(number: int, separator: str, minutes: str = "") -> str:
        return rf"(?P<h{number}>\d{{1,2}})(?:{separator}(?P<m{number}>\d\d)){minutes}{ends}"

    second = rf"(?:{_DASH}(?:{word})?{time(2, '[.:]', '?')})"
    # Named groups must be one each, so that the word before the first time is what is optional.
    return re.compile(
        rf"(?:{word}(?=\d)|{begins}(?=\d{{1,2}}:\d\d{ends}|\d{{1,2}}\.\d\d{_DASH}\d{{1,2}}[.:]\d\d{ends}))"
        rf"{time(1, '[.:]', '?')}{second}?"
    )
