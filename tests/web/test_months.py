"""The columns of months on the front page."""

from __future__ import annotations

from typing import Any

import pytest

from publisher.web.months import months_chart


def told(chart: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    return [(one["year"], one["month"], one["count"], one["height"]) for one in chart["columns"]]


def test_a_month_without_any_has_no_column_and_a_place() -> None:
    chart = months_chart([("2025-11", 4), ("2026-02", 8)])
    assert told(chart) == [(2025, 11, 4, 48), (2025, 12, 0, 0), (2026, 1, 0, 0), (2026, 2, 8, 96)]
    assert [one["x"] for one in chart["columns"]] == [0, 24, 48, 72]
    assert (chart["width"], chart["full"]) == (96, 96)
    assert chart["most"]["count"] == 8


def test_of_several_with_most_the_newest_is_named() -> None:
    most = months_chart([("2026-01", 3), ("2026-02", 3), ("2026-03", 1)])["most"]
    assert (most["year"], most["month"]) == (2026, 2)


@pytest.mark.parametrize(("first", "shown"), [("2026-04", 1), ("2024-04", 25), ("2019-01", 25)])
def test_shows_two_years_back_at_most(first: str, shown: int) -> None:
    chart = months_chart(sorted({(first, 5), ("2026-04", 5)}))
    assert len(chart["columns"]) == shown
    assert told(chart)[-1][:2] == (2026, 4)


def test_nothing_is_drawn_of_nothing() -> None:
    assert months_chart([]) == {"columns": []}
