"""When the time for an appeal runs out, by the law and by the calendar."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping

import holidays
import msgspec

from publisher.assets import asset_dir, read_toml

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


class Deadlines(msgspec.Struct, frozen=True, kw_only=True):
    """The table of `mappings/deadlines.toml`.

    Attributes:
        deemed_notice: Days from the posting of minutes to notice of them.
        period: Days from notice to the end of the time for an appeal, by kind of appeal.
    """

    deemed_notice: int
    period: Mapping[str, int]

    def days(self, kind: str) -> int | None:
        """How many days an appeal may take; None for a kind without a period, as a prohibition."""
        return self.period.get(kind)

    def end(self, kind: str, posted: dt.date) -> dt.date | None:
        """The last day for an appeal.

        Args:
            kind: Of the appeal, as ``rectification``.
            posted: When the minutes were put on the public network.

        Returns:
            The day: notice is deemed given some days after the posting (kuntalaki 140 § 3 mom.),
            its day is not counted (määräaikalaki 150/1930, 2 §), and a last day that is a Saturday,
            a holiday, or the eve of Christmas or Midsummer moves to the next working day (5 §).
            None for a kind that has no period.
        """
        days = self.days(kind)
        if days is None:
            return None
        return next_working_day(posted + dt.timedelta(days=self.deemed_notice + days))


def next_working_day(day: dt.date) -> dt.date:
    """The day itself, or the first one after it that is no day off (150/1930, 5 §)."""
    while day.weekday() >= _SATURDAY or day in _days_off(day.year):
        day += _DAY
    return day


@functools.cache
def _days_off(year: int) -> frozenset[dt.date]:
    """The Finnish holidays of a year, with the eves of Christmas and of Midsummer."""
    return frozenset(holidays.country_holidays("FI", years=year))


def read_deadlines() -> Deadlines:
    """Read `mappings/deadlines.toml`.

    Returns:
        The whole table.

    Raises:
        TableError: If it is missing or damaged.
    """
    return read_toml(asset_dir("mappings") / "deadlines.toml", Deadlines)
