"""When the time for an appeal runs out: the law's arithmetic and the Finnish calendar."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.deadlines import next_working_day, read_deadlines

VECTORS = Path(__file__).parents[2] / "shared" / "finland" / "deadline_vectors.csv"

# Posted on, the last day for a request for review, the last day for an appeal.
PERIODS = [
    ("2026-05-12", "2026-06-02", "2026-06-18"),
    # The fourteenth day is Good Friday; Easter Monday is a holiday too.
    ("2026-03-13", "2026-04-07", "2026-04-20"),
    # Midsummer's eve falls on the last day.
    ("2027-06-04", "2027-06-28", "2027-07-12"),
    # So does Christmas Eve, and three days off follow it.
    ("2025-12-03", "2025-12-29", "2026-01-09"),
    # A Saturday, and the day of independence.
    ("2025-11-15", "2025-12-08", "2025-12-22"),
    # May Day.
    ("2025-04-10", "2025-05-02", "2025-05-19"),
]


@pytest.mark.parametrize(("posted", "review", "appeal"), PERIODS)
def test_a_period_begins_with_deemed_notice_and_ends_on_a_working_day(
    posted: str, review: str, appeal: str
) -> None:
    deadlines, day = read_deadlines(), dt.date.fromisoformat(posted)
    assert str(deadlines.end("rectification", day)) == review
    assert str(deadlines.end("municipal-appeal", day)) == appeal
    assert deadlines.end("administrative-appeal", day) == deadlines.end("municipal-appeal", day)


def test_the_table_is_as_long_as_it_was() -> None:
    assert len(PERIODS) == 6


def test_what_cannot_be_appealed_has_no_period() -> None:
    deadlines = read_deadlines()
    assert deadlines.days("prohibited") is None
    assert deadlines.end("prohibited", dt.date(2026, 5, 12)) is None


def test_a_working_day_stays_as_it_is() -> None:
    assert next_working_day(dt.date(2026, 5, 12)) == dt.date(2026, 5, 12)


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors of time limits are not at ../shared")
def test_the_vectors_that_a_reader_of_the_law_computed() -> None:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 9
    deadlines = read_deadlines()
    for row in rows:
        posted = dt.date.fromisoformat(row["published_on_web"])
        notice = dt.timedelta(days=deadlines.deemed_notice)
        assert str(posted + notice) == row["deemed_notice_plus7"]
        assert str(deadlines.end("rectification", posted)) == row["oikaisuvaatimus_last_day"]
        assert (
            str(deadlines.end("municipal-appeal", posted))
            == row["kunnallis_or_aluevalitus_last_day"]
        )


def _days(first: int, last: int) -> Iterator[dt.date]:
    day = dt.date(first, 1, 1)
    while day.year <= last:
        yield day
        day += dt.timedelta(days=1)


def _is_off(day: dt.date) -> bool:
    """A day off as the law says it (150/1930, 5 §), by arithmetic and without the library."""
    year = day.year
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, of_month = divmod(h + ell - 7 * ((a + 11 * h + 22 * ell) // 451) + 114, 31)
    easter = dt.date(year, month, of_month + 1)
    moving = {easter + dt.timedelta(days=days) for days in (-2, 0, 1, 39, 49)}
    midsummer = next(date for n in range(20, 27) if (date := dt.date(year, 6, n)).weekday() == 5)
    fixed = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)}
    return (
        day.weekday() >= 5
        or (day.month, day.day) in fixed
        or day in moving
        or day == midsummer - dt.timedelta(days=1)
    )


def test_the_clock_over_fifty_years() -> None:
    """No period is too short, none ends on a day off, and none is longer than days off make it."""
    deadlines, seen = read_deadlines(), 0
    kinds = {"rectification": 14, "municipal-appeal": 30}
    before = dict.fromkeys(kinds, dt.date.min)
    for posted in _days(2017, 2066):
        for kind, days in kinds.items():
            end = deadlines.end(kind, posted)
            assert end is not None
            earliest = posted + dt.timedelta(days=7 + days)
            assert not _is_off(end)
            passed_over = (earliest + dt.timedelta(days=n) for n in range((end - earliest).days))
            assert all(map(_is_off, passed_over))
            assert end >= before[kind]
            before[kind] = end
            seen += 1
    assert seen == 2 * 18_262


@pytest.mark.parametrize(
    ("kind", "classification", "end"),
    [
        ("rectification", "lautakunta", "2026-06-02"),
        ("municipal-appeal", "lautakunta", "2026-06-18"),
        (None, "lautakunta", "2026-06-02"),
        (None, "hallitus", "2026-06-02"),
        (None, "viranhaltija", "2026-06-02"),
        (None, "valtuusto", "2026-06-18"),
        ("prohibited", "valtuusto", "2026-06-18"),
        ("prohibited", "hallitus", "2026-06-02"),
        ("rectification", "valtuusto", "2026-06-02"),
    ],
)
def test_personal_data_stay_as_long_as_the_decision_can_be_appealed(
    kind: str | None, classification: str, end: str
) -> None:
    found = read_deadlines().retention_end(kind, classification, dt.date(2026, 5, 12))
    assert str(found) == end
