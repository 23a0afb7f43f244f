"""What stands on one baseline of a page, cut into cells at gaps much wider than a blank."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

import msgspec

from publisher.documents.pdf.words import Word

# Measures in sizes of the type.
_SAME_BASELINE = 0.35
_OVERPRINT = 0.2  # how far apart two words are that are printed over each other
_JOINED = 0.15  # a narrower gap is none, if the file has no blank there
_SURE_GAP = 2.5  # wider than any blank of justified text
_WIDE_GAP = 1.5  # wider than a blank, if another one of the line is not
_ALIGNED_GAP = 0.75  # the same, if what follows is aligned with other lines
_TIMES_A_BLANK = 1.8
_EVEN = 1.2  # as much as the gaps of a justified line may differ, however wide they are
_FEWEST_EVEN = 3

_CLOSE = 0.9  # below that, two baselines may belong to one row
_SMALL = 0.8  # of the size beside it: a raised or lowered sign
_RAISED = 0.7
_RAISED_A_LITTLE = 0.1
_LOWERED = 0.35
_MOST_SIGNS = 20  # of one line
_BESIDE = 0.6  # how far apart the baselines of two cells of one row may be

_EDGE_POINTS = 2.0
_EDGE_ROWS = 3  # so many rows make an edge that others are aligned with

# What an item of a list begins with: a figure, 1. or 1) or (1), a. or a), a dash, a bullet.
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.)]|\d{1,2}|[-–—•·∙▪■●○◦*]|o")
_TEXT = re.compile(r"[\"'”(]?[^\W\d_]")

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_left = attrgetter("left")
_baseline = attrgetter("baseline")


class Cell(msgspec.Struct, frozen=True):
    """Words with no more than blanks between them; places are those of `Word`."""

    text: str
    left: float
    right: float
    baseline: float


class Row(msgspec.Struct, frozen=True):
    """What stands on one line, or so little higher or lower that it belongs to it.

    Attributes:
        cells: At least one, from left to right.
        size: Of its largest type.
    """

    cells: tuple[Cell, ...]
    size: float

    @property
    def baseline(self) -> float:
        """That of the last cell, whose text goes on below."""
        return self.cells[-1].baseline

    @property
    def text(self) -> str:
        """The cells, parted by tabs."""
        return "\t".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where the first cell begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the last cell ends."""
        return self.cells[-1].right


def build_rows(words: Iterable[Word]) -> list[Row]:
    """Put words on their lines.

    Args:
        words: Those of a page that run in one direction, in any order.

    Returns:
        The rows from top to bottom.
    """
    lines = [
        _without_overprint(sorted(line, key=_left))
        for line in _with_neighbours(_group(sorted(words, key=_baseline)))
    ]
    edges = _find_edges(lines)
    return [_row(line, edges) for line in lines]


def _row(line: Sequence[Word], edges: frozenset[int]) -> Row:
    size = _size(line)
    return Row(_join_marks(_cut(line, size, edges)), size)


def _group(words: Iterable[Word]) -> list[list[Word]]:
    """Part words, which come in the order of their baselines, into lines."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    lowest = -math.inf
    for word in words:
        if word.baseline > lowest:
            line = []
            lines.append(line)
            lowest = word.baseline + _SAME_BASELINE * word.size
        line.append(word)
    return lines


def _with_neighbours(lines: list[list[Word]]) -> list[list[Word]]:
    """Put what stands beside a line into it: small raised or lowered signs, and other cells."""
    joined: list[list[Word]] = []
    for line in lines:
        above = joined[-1] if joined and _is_close(joined[-1][0], line[0]) else None
        if above and (_belongs(above, line, _RAISED) or _is_beside(above, line)):
            joined[-1] = line + above
        elif above and _belongs(line, above, _LOWERED):
            joined[-1] = above + line
        else:
            joined.append(line)
    return joined


def _is_close(word: Word, below: Word) -> bool:
    """Whether two lines may be one, by a word of each; of nearly all lines it can be told so."""
    return below.baseline - word.baseline < _CLOSE * max(word.size, below.size)


def _is_beside(above: Sequence[Word], line: Sequence[Word]) -> bool:
    """Whether two lines are too close to be two, and all of one is to the left of the other."""
    size = min(above[0].size, line[0].size)
    if line[0].baseline - above[0].baseline > _BESIDE * size:
        return False
    first, second = sorted((above, line), key=lambda words: min(word.left for word in words))
    return max(word.right for word in first) < min(word.left for word in second)


def _belongs(small: Sequence[Word], line: Sequence[Word], farthest: float) -> bool:
    """Whether all words of a line are signs on the other line, above or below its baseline."""
    if len(small) > _MOST_SIGNS:
        return False
    size = _size(line)
    distance = abs(small[0].baseline - line[0].baseline)
    if distance > farthest * size or _size(small) > _SMALL * size:
        return False
    slack = _OVERPRINT * size
    return all(
        sign.left >= word.right - slack or sign.right <= word.left + slack
        for sign in small
        for word in line
    )


def _without_overprint(line: Sequence[Word]) -> list[Word]:
    """Leave out words that are printed over the same word."""
    kept = [line[0]]
    for word in line[1:]:
        if word.text != kept[-1].text or word.left - kept[-1].left > _OVERPRINT * word.size:
            kept.append(word)
    return kept


def _find_edges(lines: Iterable[Sequence[Word]]) -> frozenset[int]:
    """Where several lines begin, or words after a gap that may be wide."""
    counts: Counter[int] = Counter()
    for line in lines:
        size = _size(line)
        lefts = {_edge(line[0].left)}
        lefts.update(
            _edge(word.left)
            for before, word in pairwise(line)
            if word.left - before.right > _ALIGNED_GAP * size
        )
        counts.update(lefts)
    return frozenset(edge for edge, count in counts.items() if count >= _EDGE_ROWS)


def _size(line: Sequence[Word]) -> float:
    return max(word.size for word in line)


def _edge(left: float) -> int:
    return round(left / _EDGE_POINTS)


def _cut(line: Sequence[Word], size: float, edges: frozenset[int]) -> list[Cell]:
    """Part a line into cells."""
    gaps = [(word.left - before.right) / size for before, word in pairwise(line)]
    least = min(gaps) if len(gaps) > 1 else 0.0
    is_even = len(gaps) >= _FEWEST_EVEN and max(gaps) <= _EVEN * least
    cells: list[Cell] = []
    first, pieces = line[0], [line[0].text]
    for before, word, gap in zip(line, line[1:], gaps, strict=False):
        if gap > _ALIGNED_GAP and not is_even and _is_wide(gap, least, word, edges):
            cells.append(Cell("".join(pieces), first.left, before.right, first.baseline))
            first, pieces = word, [word.text]
        else:
            pieces.append(_join(before, word, gap))
    cells.append(Cell("".join(pieces), first.left, line[-1].right, first.baseline))
    return cells


def _is_wide(gap: float, least: float, word: Word, edges: frozenset[int]) -> bool:
    """Whether a gap parts two cells; the least gap of the line tells how wide its blanks are."""
    if gap > _SURE_GAP:
        return True
    stands_out = gap > _TIMES_A_BLANK * least
    edge = _edge(word.left)
    is_aligned = not edges.isdisjoint((edge - 1, edge, edge + 1))
    if gap > _WIDE_GAP:
        return stands_out or is_aligned
    return stands_out and is_aligned


def _join(before: Word, word: Word, gap: float) -> str:
    """A word as it follows another; a raised figure must not become part of a number."""
    rise = before.baseline - word.baseline
    if gap > _JOINED or (word.spaced and abs(rise) < _RAISED_A_LITTLE * word.size):
        return f" {word.text}"
    is_raised = rise > _RAISED_A_LITTLE * word.size and word.size < _SMALL * before.size
    return word.text.translate(_SUPERSCRIPTS) if is_raised else word.text


def _join_marks(cells: list[Cell]) -> tuple[Cell, ...]:
    """Put what the last text of a row is numbered with before it."""
    if len(cells) > 1 and _MARK.fullmatch(cells[-2].text) and _TEXT.match(cells[-1].text):
        mark, text = cells[-2:]
        cells[-2:] = [Cell(f"{mark.text} {text.text}", mark.left, text.right, text.baseline)]
    return tuple(cells)
