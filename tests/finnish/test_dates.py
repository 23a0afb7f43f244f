"""Days as minutes write them."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.finnish.dates import infer_day, parse_day
from tests.quality.extracting import readers

READ = [
    ("3.2.2025", dt.date(2025, 2, 3)),
    ("03.02.2025", dt.date(2025, 2, 3)),
    ("29.2.2024", dt.date(2024, 2, 29)),
    ("31.12.1999", dt.date(1999, 12, 31)),
]
REFUSED = [
    "29.2.2025",
    "31.4.2025",
    "0.1.2025",
    "3.2.25",
    "3.2.",
    "2025-02-03",
    "3.2.2025 klo 9",
    "",
]

# day, month, weekday, the text with the years, and what follows
INFERRED = [
    (13, 6, "tiistaina", "30.9.2023 ja 31.7.2023", dt.date(2023, 6, 13)),
    (13, 6, "Tiistaina", "30.9.2023", dt.date(2023, 6, 13)),
    (13, 6, "tisdagen", "den 30.9.2023", dt.date(2023, 6, 13)),
    (13, 6, "keskiviikkona", "30.9.2023", None),
    (13, 6, "tiistaina", "vuosille 2023–2025", None),
    (13, 6, "tiistaina", "1.1.2017 ja 1.1.2023", None),
    (13, 6, "tiistaina", "1.1.2017, 1.1.2023 ja 2.2.2023", dt.date(2023, 6, 13)),
    (29, 2, "torstaina", "1.1.2023", None),
    (29, 2, "torstaina", "1.1.2024", dt.date(2024, 2, 29)),
    (13, 6, "huomenna", "30.9.2023", None),
]


@pytest.mark.parametrize(("text", "day"), READ)
def test_reads_a_day_with_its_year(text: str, day: dt.date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(("day", "month", "weekday", "text", "expected"), INFERRED)
def test_a_year_follows_from_weekday_and_text_or_is_left_open(
    day: int, month: int, weekday: str, text: str, expected: dt.date | None
) -> None:
    assert infer_day(day, month, weekday, text, readers().phrases) == expected


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(READ), len(REFUSED), len(INFERRED)) == (4, 8, 10)
