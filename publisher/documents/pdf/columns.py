"""The order in which the rows of a page are read, and how far apart they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter

import msgspec

from publisher.documents.pdf.rows import Row

# Measures in sizes of the type.
_USUAL_SPACING = 1.2
_LEAST_SPACING = 0.9
_MOST_SPACING = 1.9  # lines further apart are single ones, each a paragraph
_SAME_SPACING = 1.08
_SPACING_SHARE = 0.1
_CLEARLY_LARGER = 1.3

_FROM, _TO = 0.35, 0.65  # of the width of the text: where a second column may begin
_GUTTER = 0.7  # sizes of the type
_EDGE_POINTS = 2.0
_FEWEST_ROWS = 6
_PROSE_SHARE = 0.35  # of lines that begin with a small letter, as nearly no row of a table does
_SINGLE_SHARE = 0.8  # of lines without a gap
_HEADING_ROWS = 2


class Stretch(msgspec.Struct, frozen=True):
    """Rows that are read one after the other.

    Attributes:
        rows: From top to bottom, at least one.
        is_apart: Whether the first stands clearly apart from what is read before; None if one
            cannot see it, at the top of a page or column.
    """

    rows: Sequence[Row]
    is_apart: bool | None


def measure_spacing(rows: Sequence[Row]) -> float:
    """Tell how far apart lines of one paragraph are.

    Args:
        rows: Of a page, from top to bottom.

    Returns:
        The smallest distance of baselines that occurs again and again, in sizes of the type.
    """
    distances = sorted(
        distance
        for row, below in pairwise(rows)
        if _LEAST_SPACING <= (distance := measure_distance(row, below)) <= _MOST_SPACING
    )
    enough = max(2, round(_SPACING_SHARE * len(rows)))
    for index, distance in enumerate(distances[: 1 - enough]):
        if distances[index + enough - 1] <= _SAME_SPACING * distance:
            return distance
    return _USUAL_SPACING


def measure_distance(row: Row, below: Row) -> float:
    """The distance of two baselines, in sizes of the type."""
    size = (row.size + below.size) / 2
    return (below.baseline - row.baseline) / size if size > 0 else 0.0


def is_apart(row: Row, below: Row, spacing: float) -> bool:
    """Whether the distance of two rows is clearly larger than between lines of a paragraph."""
    return measure_distance(row, below) > _CLEARLY_LARGER * spacing


def read_columns(rows: Sequence[Row], spacing: float) -> list[Stretch]:
    """Put rows in the order in which they are read.

    Args:
        rows: Of a page, from top to bottom.
        spacing: See `measure_spacing`.

    Returns:
        The rows in stretches, a new one wherever a column begins or ends.
    """
    edge = _find_second_column(rows)
    if edge is None:
        return [Stretch(rows, None)] if rows else []
    stretches: list[Stretch] = []
    rest: list[Row] = []
    for is_parted, run in groupby(rows, key=lambda row: _is_parted(row, edge)):
        band = list(run)
        heading = _heading_length(band, spacing) if is_parted else len(band)
        left, right = _sides(band[heading:], edge)
        rest += band[:heading]
        if is_parted and _is_prose(left) and _is_prose(right):
            stretches += [Stretch(rest, None), Stretch(left, None), Stretch(right, None)]
            rest = []
        else:
            rest += band[heading:]
    stretches.append(Stretch(rest, None))
    return _measure([stretch for stretch in stretches if stretch.rows], spacing)


def _measure(stretches: Sequence[Stretch], spacing: float) -> list[Stretch]:
    """Tell of each stretch that is below all before it how far it stands apart from them."""
    measured: list[Stretch] = []
    lowest: Row | None = None
    for stretch in stretches:
        first, last = stretch.rows[0], stretch.rows[-1]
        if lowest is None or first.baseline <= lowest.baseline:
            measured.append(stretch)
        else:
            measured.append(Stretch(stretch.rows, is_apart(lowest, first, spacing)))
        lowest = last if lowest is None or last.baseline > lowest.baseline else lowest
    return measured


def _find_second_column(rows: Sequence[Row]) -> float | None:
    """Where cells begin again and again about the middle of a page, in points."""
    first = min((row.left for row in rows), default=0.0)
    width = max((row.right for row in rows), default=0.0) - first
    counts = Counter(
        round(cell.left / _EDGE_POINTS)
        for row in rows
        for cell in row.cells
        if _FROM * width <= cell.left - first <= _TO * width
    )
    edge, count = max(counts.items(), key=itemgetter(1), default=(0, 0))
    return edge * _EDGE_POINTS if count >= _FEWEST_ROWS else None


def _is_parted(row: Row, edge: float) -> bool:
    """Whether every cell of a row stands in one column."""
    gutter = edge - _GUTTER * row.size
    return all(cell.right <= gutter or cell.left >= edge - _EDGE_POINTS for cell in row.cells)


def _heading_length(band: Sequence[Row], spacing: float) -> int:
    """How many rows stand above two columns, such as a letterhead of two cells."""
    for length, (row, below) in enumerate(pairwise(band[: _HEADING_ROWS + 1]), start=1):
        if is_apart(row, below, spacing):
            return length
    return 0


def _sides(rows: Sequence[Row], edge: float) -> tuple[list[Row], list[Row]]:
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        for side, cells in enumerate(
            (
                tuple(cell for cell in row.cells if cell.left < edge - _EDGE_POINTS),
                tuple(cell for cell in row.cells if cell.left >= edge - _EDGE_POINTS),
            )
        ):
            if cells:
                sides[side].append(Row(cells, row.size))
    return sides


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether rows are lines of running text: many of them begin in the middle of a sentence."""
    if len(rows) < _FEWEST_ROWS:
        return False
    small = sum(row.cells[0].text[0].islower() for row in rows)
    single = sum(len(row.cells) == 1 for row in rows)
    return small >= _PROSE_SHARE * len(rows) and single >= _SINGLE_SHARE * len(rows)
