"""Where the marks of a chart stand: its last column drawn over its first.

Widths are in hundredths of the drawing, so that a chart fits every screen and its text keeps its
size. What the marks are called is for the template, in the language of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from publisher.examples.answers import Answer

_ROW, _BAR_TOP = 44, 22
_HEIGHT, _MARGIN, _SIDE = 200, 24, 6
_MONTHS = 12


def chart(answer: Answer) -> dict[str, Any] | None:
    """The chart of an answer.

    Returns:
        Its ``kind``, ``height`` in pixels, ``marks`` with their cells, of which columns (``of``)
        these are, the ``top`` one of them, whether it is the ``only`` one so high, and the
        segments of a line (``lines``); None if there is nothing to draw.
    """
    pairs = [(row[0], row[-1]) for row in answer.rows if row[-1]["kind"] == "number"]
    if not answer.example.chart or not pairs:
        return None
    # With two columns that name a bar, such as an act and its section, both are told.
    named = [row[:-1] for row in answer.rows if row[-1]["kind"] == "number"]
    values = [Decimal(value["value"]) for _, value in pairs]
    top = values.index(max(values))
    of = [
        name
        for name, cell in zip(answer.columns[:-1], answer.rows[0], strict=False)
        if cell["kind"] != "date"
    ]
    only = values.count(values[top]) == 1
    if answer.example.chart == "bars":
        drawn = _bars(values)
    else:
        drawn = _line([str(first["value"]) for first, _ in pairs], values)
    marks = [
        {**mark, "named": names, "value": value}
        for mark, names, (_, value) in zip(drawn["marks"], named, pairs, strict=True)
    ]
    return {
        **drawn,
        "marks": marks,
        "top": marks[top],
        "only": only,
        "of": of,
        "kind": answer.example.chart,
    }


def _bars(values: Sequence[Decimal]) -> dict[str, Any]:
    largest = max(values) or Decimal(1)
    marks = [
        {"y": number * _ROW, "bar": number * _ROW + _BAR_TOP, "width": _percent(value / largest)}
        for number, value in enumerate(values)
    ]
    return {"marks": marks, "height": len(values) * _ROW, "lines": []}


def _line(months: Sequence[str], values: Sequence[Decimal]) -> dict[str, Any]:
    """Months as points; a line between two only if no month is missing between them."""
    places = [int(month[:4]) * _MONTHS + int(month[5:7]) for month in months]
    whole = max(places[-1] - places[0], 1)
    largest = max(values) or Decimal(1)
    marks = [
        {
            "x": _percent(
                Decimal(_SIDE + (100 - 2 * _SIDE) * (place - places[0]) / Decimal(whole)) / 100
            ),
            "y": round(_HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * value / largest),
        }
        for place, value in zip(places, values, strict=True)
    ]
    lines = [
        {"x1": a["x"], "y1": a["y"], "x2": b["x"], "y2": b["y"]}
        for a, b, here, there in zip(marks, marks[1:], places, places[1:], strict=False)
        if there - here == 1
    ]
    return {"marks": marks, "height": _HEIGHT, "base": _HEIGHT - _MARGIN, "lines": lines}


def _percent(share: Decimal) -> str:
    return f"{share * 100:.2f}%"
