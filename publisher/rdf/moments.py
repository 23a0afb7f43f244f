"""Times of day in Finland as literals."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

_TIME_ZONE = "Europe/Helsinki"


def moment(day: dt.date, hour: dt.time) -> str:
    """A time of day in Finland, with its offset (xsd:dateTime; RFC 3339).

    Examples:
        >>> moment(dt.date(2026, 5, 6), dt.time(17, 30))
        '2026-05-06T17:30:00+03:00'
    """
    return dt.datetime.combine(day, hour, ZoneInfo(_TIME_ZONE)).isoformat()
