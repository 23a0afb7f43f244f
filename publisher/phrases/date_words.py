"""The words of days and times, from `mappings/phrases/dates.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from publisher.assets import asset_dir, read_toml


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table.

    Attributes:
        weekdays: The words for each, Monday first.
        full_date: The pattern of a day with its year.
        months: The words for each, January first.
        written: The patterns of the ways to print a day; ``{months}`` stands for the months.
        clock: Words before a time of day.
    """

    weekdays: tuple[tuple[str, ...], ...]
    full_date: str
    months: tuple[tuple[str, ...], ...]
    written: tuple[str, ...]
    clock: tuple[str, ...]

    def weekday_numbers(self) -> Mapping[str, int]:
        """The weekdays by their words; Monday is 1 (ISO 8601)."""
        return _numbered(self.weekdays)

    def month_numbers(self) -> Mapping[str, int]:
        """The months by their words; January is 1."""
        return _numbered(self.months)


@cache
def read_date_words() -> DateWords:
    """Read the table.

    Raises:
        TableError: If it is missing or damaged.
    """
    return read_toml(asset_dir("mappings") / "phrases" / "dates.toml", DateWords)


def _numbered(names: tuple[tuple[str, ...], ...]) -> Mapping[str, int]:
    return {word: number for number, words in enumerate(names, start=1) for word in words}
