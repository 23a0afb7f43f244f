"""When the time for an appeal runs out, by the law and by the calendar."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import holidays
import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


class Others(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds of whoever has no line of its own."""

    kind: str


class Deadlines(msgspec.Struct, frozen=True, kw_only=True):
    """The table of `mappings/deadlines.toml`.

    Attributes:
        deemed_notice: Days from the posting of minutes to notice of them.
        period: Days from notice to the end of the time for an appeal, by kind of appeal.
        of_body: How decisions are appealed of bodies of a sort, by its code.
        of_others: How those of everybody else are.
    """

    deemed_notice: int
    period: Mapping[str, int]
    of_body: Mapping[str, str]
    of_others: Others

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

    def retention_end(
        self, kind: str | None, classification: str, counted_from: dt.date
    ) -> dt.date:
        """The last day on which personal data of a decision may stay on the network.

        They must leave it when the time for an appeal ends (kuntalaki 140 § 1 mom.,
        hyvinvointialuelaki 145 § 1 mom.).

        Args:
            kind: How the minutes say that the decision is appealed; None if they do not.
            classification: What sort of body or office decided, by its code.
            counted_from: When the minutes were put on the public network; where that is not known,
                a day that is surely not later.

        Returns:
            The last day of the time for that appeal. A decision without any, such as one that may
            not be appealed (136 and 141 §), has the time of decisions of its body.

        Raises:
            TableError: If the table gives no days for that.
        """
        usual = self.of_body.get(classification, self.of_others.kind)
        end = (kind and self.end(kind, counted_from)) or self.end(usual, counted_from)
        if end is None:
            message = f"mappings/deadlines.toml: {usual!r} needs a period of days under [period]"
            raise TableError(message)
        return end


def today_in_finland() -> dt.date:
    """The day that it is now in Finland, where what has to leave does so at midnight."""
    return dt.datetime.now(ZoneInfo("Europe/Helsinki")).date()


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
