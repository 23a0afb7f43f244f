"""How many §§ each month has, as columns of a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# So many months back: two years and the month itself, so that a month meets those of years before.
_MONTHS = 25
# Units of the drawing: of a column with the space beside it, and of the highest one.
_STEP, _HEIGHT = 24, 96


def months_chart(counts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """The last months, each with a column.

    Args:
        counts: Months as ``2026-04`` with their §§, in order; those without any may be left out.

    Returns:
        The columns from the oldest to the newest, the month with most §§ (the newest of several),
        and the measures of the drawing; no columns if there is no month with any.
    """
    if not counts:
        return {"columns": []}
    known = dict(counts)
    shown = list(_last_months(counts[-1][0], max(1, _span(counts[0][0], counts[-1][0]))))
    highest = max(known.get(month, 0) for month in shown)
    columns = [
        {
            "month": int(month[5:]),
            "year": int(month[:4]),
            "count": known.get(month, 0),
            "x": place * _STEP,
            "height": round(known.get(month, 0) * _HEIGHT / highest),
        }
        for place, month in enumerate(shown)
    ]
    most = max(columns, key=lambda column: (column["count"], column["x"]))
    size: Mapping[str, int] = {"width": len(columns) * _STEP, "full": _HEIGHT}
    return {"columns": columns, "most": most, **size}


def _span(first: str, last: str) -> int:
    """How many months there are from one to another, both counted, but no more than are shown."""
    return min(_MONTHS, _number(last) - _number(first) + 1)


def _last_months(last: str, count: int) -> Iterator[str]:
    for number in range(_number(last) - count + 1, _number(last) + 1):
        yield f"{number // 12:04d}-{number % 12 + 1:02d}"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
