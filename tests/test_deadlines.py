"""When the time for an appeal runs out: the law's arithmetic and the Finnish calendar."""

from __future__ import annotations

import csv
import datetime as dt
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
