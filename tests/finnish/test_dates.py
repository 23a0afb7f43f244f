"""Days as minutes write them."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.finnish.dates import find_days, infer_day, parse_day, parse_written_day
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
    "3.4.3023",
    "3.4.1023",
    "",
]
WRITTEN = [
    ("3.2.2025", dt.date(2025, 2, 3)),
    ("3. 2. 2025", dt.date(2025, 2, 3)),
    ("03-02-2025", dt.date(2025, 2, 3)),
    ("2025-02-03", dt.date(2025, 2, 3)),
    ("den 3 februari 2025", dt.date(2025, 2, 3)),
    ("3 februari 2025", dt.date(2025, 2, 3)),
    ("den 26 januari 2015", dt.date(2015, 1, 26)),
    ("26. tammikuuta 2015", dt.date(2015, 1, 26)),
    ("26 tammikuuta 2015", dt.date(2015, 1, 26)),
    ("26 päivänä tammikuuta 2015", dt.date(2015, 1, 26)),
    ("tammikuun 26. päivänä 2015", dt.date(2015, 1, 26)),
    ("1 Maj 2014", dt.date(2014, 5, 1)),
    ("31. joulukuuta 1999", dt.date(1999, 12, 31)),
    ("den 30 februari 2025", None),
    ("31-04-2025", None),
    ("3023-04-03", None),
    ("den 3 april 3023", None),
    ("tammikuuta 2015", None),
    ("26. tammikuuta", None),
    ("torstaina 3.2.2025", None),
    ("1-2-3-2025", None),
    ("", None),
]
# A text, and the days in it with what is printed of each.
FOUND = [
    (
        "Torsdagen den 29 januari 2015, kl. 19.30",
        [("den 29 januari 2015", dt.date(2015, 1, 29))],
    ),
    (
        "26.1.2015 ja 27.1.2015.",
        [("26.1.2015", dt.date(2015, 1, 26)), ("27.1.2015", dt.date(2015, 1, 27))],
    ),
    ("Aika 3.4.3023 klo 17", [("3.4.3023", None)]),
    ("2015-01-22 16:00", [("2015-01-22", dt.date(2015, 1, 22))]),
    ("ajalla 1.7. – 31.12.2018", [("31.12.2018", dt.date(2018, 12, 31))]),
    ("kiinteistö 123-456-7-8, 13/2025, 1.1.23", []),
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


@pytest.mark.parametrize(("text", "day"), WRITTEN)
def test_reads_a_day_in_any_of_its_forms(text: str, day: dt.date | None) -> None:
    assert parse_written_day(text) == day


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_days_where_they_stand(text: str, expected: list[tuple[str, dt.date | None]]) -> None:
    days = find_days(text)
    assert [(text[day.start : day.end], day.value) for day in days] == expected


@pytest.mark.parametrize("piece", ["1.", "1-", "den ", "1 maj ", "2025-", "tammikuun 1 "])
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    assert find_days(piece * (100_000 // len(piece))) is not None


@pytest.mark.parametrize(("day", "month", "weekday", "text", "expected"), INFERRED)
def test_a_year_follows_from_weekday_and_text_or_is_left_open(
    day: int, month: int, weekday: str, text: str, expected: dt.date | None
) -> None:
    assert infer_day(day, month, weekday, text, readers().phrases) == expected


def test_the_tables_are_as_long_as_they_were() -> None:
    tables = (READ, REFUSED, WRITTEN, FOUND, INFERRED)
    assert [len(table) for table in tables] == [4, 10, 22, 6, 10]
