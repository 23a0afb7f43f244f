"""The terms of councils."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.settings import Kind
from publisher.web.council_terms import CouncilTerm, read_council_terms

# A day, the kind of organisation, and the first and last day of the term in which it falls.
CASES: list[tuple[str, Kind, tuple[str, str] | None]] = [
    ("2008-12-31", "municipality", None),
    ("2012-12-31", "municipality", ("2009-01-01", "2012-12-31")),
    ("2017-05-31", "municipality", ("2013-01-01", "2017-05-31")),
    ("2017-06-01", "municipality", ("2017-06-01", "2021-07-31")),
    ("2021-08-01", "municipality", ("2021-08-01", "2025-05-31")),
    ("2026-09-07", "municipality", ("2025-06-01", "2029-05-31")),
    ("2029-06-01", "municipality", None),
    ("2022-02-28", "county", None),
    ("2022-03-01", "county", ("2022-03-01", "2025-05-31")),
    ("2025-06-01", "county", ("2025-06-01", "2029-05-31")),
]


@pytest.mark.parametrize(("day", "kind", "days"), CASES)
def test_a_day_falls_in_one_term(day: str, kind: Kind, days: tuple[str, str] | None) -> None:
    expected = None if days is None else CouncilTerm(*map(dt.date.fromisoformat, days))
    assert read_council_terms().of(dt.date.fromisoformat(day), kind) == expected
