"""Labels in the margin: lines of text from rows, with each label before the text that it is for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from publisher.documents.pdf.columns import Stretch, is_apart, measure_distance
from publisher.documents.pdf.hyphens import join, mend
from publisher.documents.pdf.rows import Cell, Row

# Measures in sizes of the type.
_ALIGNED = 0.5
_LETTER_WIDTH = 0.5
_SHORTEST = 20.0  # of a line of running text that is full
_CLEARLY_LARGER = 1.3
_WIDEST = 0.4  # of the width of the text, for a label
_FEWEST_LABELS = 3
_APART_SHARE = 0.7
_MOST_PIECES = 6  # of a label
_BREAKS = ("-", "/")  # what a label may break after


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of text.

    Attributes:
        text: Its cells, parted by tabs.
        left: Where its last cell begins.
        size: Of its largest type.
        room: How much is free between its end and the right edge of the text; infinite if it is
            too short to be a line of running text.
        is_apart: Whether it stands clearly apart from the line before; None where a column or a
            page begins, so that nobody can see it.
        is_row: Whether it begins with a label or is a row of a table: it continues no line.
    """

    text: str
    left: float
    size: float
    room: float
    is_apart: bool | None
    is_row: bool

    def is_full_before(self, word: str) -> bool:
        """Whether a word would not have had room on this line."""
        return _is_full(self.room, word, self.size)


class _Label(msgspec.Struct):
    """A label that may go on in the rows below.

    Attributes:
        index: Its place among the rows that come out.
        cell: Its words so far.
        pieces: How many rows they come from.
        bottom: The last of these rows.
        text_left: Where the text beside it begins; None if there is none.
    """

    index: int
    cell: Cell
    pieces: int
    bottom: Row
    text_left: float | None


class _Placed(msgspec.Struct):
    """A row that comes out.

    Attributes:
        row: The row.
        is_apart: As in `Line`.
        is_row: As in `Line`.
    """

    row: Row
    is_apart: bool | None
    is_row: bool


def read_lines(stretch: Stretch, spacing: float) -> list[Line]:
    """Make lines of a stretch of rows.

    Args:
        stretch: The rows.
        spacing: Between lines of a paragraph, in sizes of the type.

    Returns:
        The lines in the order in which they are read.
    """
    # What stands beyond running text, as the number of a page, is not its edge.
    margin = max((row.right for row in stretch.rows if _is_long(row)), default=math.inf)
    return [
        Line(
            text=placed.row.text,
            left=placed.row.cells[-1].left,
            size=placed.row.size,
            room=_measure_room(placed.row, margin),
            is_apart=placed.is_apart,
            is_row=placed.is_row,
        )
        for placed in _Reader(stretch, spacing).read()
    ]


class _Reader:
    """Puts every label together in the row in which it begins."""

    def __init__(self, stretch: Stretch, spacing: float) -> None:
        self._stretch = stretch
        self._spacing = spacing
        self._left = min(row.left for row in stretch.rows)
        self._right = max(row.right for row in stretch.rows)
        self._labels_are_apart = _are_labels_apart(stretch.rows, spacing)
        self._placed: list[_Placed] = []
        self._label: _Label | None = None

    def read(self) -> list[_Placed]:
        """The rows, without those that only go on with a label."""
        rows = self._stretch.rows
        for index, row in enumerate(rows):
            above = rows[index - 1] if index else None
            label = self._label
            if label is not None and self._goes_on(label, row):
                self._extend(label, row)
                continue
            if label is None or not _is_beside(label, row):
                self._label = self._open(row, rows[index + 1 : index + _MOST_PIECES])
            elif label.text_left is None:
                label.text_left = row.left
            apart = is_apart(above, row, self._spacing) if above else self._stretch.is_apart
            self._placed.append(_Placed(row, apart, len(row.cells) > 1))
        return self._placed

    def _open(self, row: Row, below: Sequence[Row]) -> _Label | None:
        """The label that a row begins with.

        If there is no text beside it, it has to be seen to go on, and beside text.
        """
        cell = row.cells[0]
        text_left = row.cells[1].left if len(row.cells) > 1 else None
        is_narrow = cell.right - cell.left < _WIDEST * (self._right - self._left)
        if not cell.text[0].isalpha() or not is_narrow:
            return None
        if text_left is None and not (
            cell.text.endswith(_BREAKS) and any(row.cells[-1].left > cell.right for row in below)
        ):
            return None
        return _Label(len(self._placed), cell, 1, row, text_left)

    def _goes_on(self, label: _Label, row: Row) -> bool:
        """Whether the first cell of a row goes on with a label."""
        cell = row.cells[0]
        if label.pieces == _MOST_PIECES or abs(cell.left - label.cell.left) > _ALIGNED * row.size:
            return False
        if measure_distance(label.bottom, row) > _CLEARLY_LARGER * self._spacing:
            return False
        if label.text_left is not None and cell.right >= label.text_left:
            return False
        return self._reads_on(label, row)

    def _reads_on(self, label: _Label, row: Row) -> bool:
        """Whether the words of a cell go on with those of a label."""
        before, after = label.cell.text, row.cells[0].text
        if before.endswith("/") or mend(before.split(" ")[-1], after.split(" ")[0]):
            return True
        if not before[0].isupper() or not after[0].islower():
            return False
        is_alone = len(row.cells) == 1 or label.pieces > 1
        return is_alone or self._labels_are_apart or self._text_goes_on(row.cells[1])

    def _text_goes_on(self, cell: Cell) -> bool:
        """Whether a cell goes on with the text of the row above: there was no room for its word."""
        row = self._placed[-1].row
        word = cell.text.split(" ")[0]
        return _is_full(_measure_room(row, self._right), word, row.size)

    def _extend(self, label: _Label, row: Row) -> None:
        cell, *rest = row.cells
        text = join(label.cell.text, cell.text)
        right = max(label.cell.right, cell.right)
        label.cell = Cell(text, label.cell.left, right, label.cell.baseline)
        label.pieces += 1
        label.bottom = row
        placed = self._placed[label.index]
        beside = placed.row.cells[1:]
        if rest and label.text_left is None:
            label.text_left = rest[0].left
            beside, rest = tuple(rest), []
            placed.is_row = True
        placed.row = msgspec.structs.replace(placed.row, cells=(label.cell, *beside))
        if rest:
            text_row = msgspec.structs.replace(row, cells=tuple(rest))
            self._placed.append(_Placed(text_row, is_apart=False, is_row=False))


def _are_labels_apart(rows: Sequence[Row], spacing: float) -> bool:
    """Whether every label has a blank line before it, so that what has none goes on with one.

    In a table, such as of members and their roles, many rows begin with a small letter.
    """
    count = apart = small = 0
    for above, row in pairwise(rows):
        if len(row.cells) == 1 or above.cells[0].text.endswith(_BREAKS):
            continue
        has_gap = is_apart(above, row, spacing)
        is_label = row.cells[0].text[0].isupper()
        count += is_label
        apart += is_label and has_gap
        small += not is_label and not has_gap
    return apart >= max(_FEWEST_LABELS, _APART_SHARE * count) and 2 * small <= apart


def _is_beside(label: _Label, row: Row) -> bool:
    """Whether a row is text beside a label."""
    if label.text_left is None:
        return row.left > label.cell.right
    return row.left >= label.text_left - _ALIGNED * row.size


def _is_full(room: float, word: str, size: float) -> bool:
    """Whether a line has no room for a word more."""
    return room < (len(word) + 1) * _LETTER_WIDTH * size


def _measure_room(row: Row, margin: float) -> float:
    return margin - row.right if _is_long(row) else math.inf


def _is_long(row: Row) -> bool:
    """Whether the last text of a row is long enough to be running text."""
    text = row.cells[-1]
    return text.right - text.left >= _SHORTEST * row.size
