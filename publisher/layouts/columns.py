"""A form in two columns: labels on the left, their values on the right.

A PDF gives a row as one line, label and value parted by a tab, and the other lines of the value
without a label. A label that does not fit into its column is broken over lines, and then each of
them may have a line of the value beside it: *Täytäntöönpano-⇥Ote: kirjasto*, *tiedot⇥Ote: museo*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.items.parts import cut

_GAP = re.compile(r"\s*\t\s*|\s{2,}|$")
# A label is no longer, and broken over no more lines.
_LONGEST_PIECE = 60
_MOST_PIECES = 4


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A label and its value.

    Attributes:
        name: The label, put together.
        pieces: Its pieces, one from each line.
        value: The lines beside and below it.
    """

    name: str
    pieces: tuple[Block, ...]
    value: tuple[Block, ...]


def read_columns(
    blocks: Sequence[Block], is_label: Callable[[str], bool]
) -> tuple[tuple[Block, ...], tuple[Column, ...]]:
    """Find the labels of a form.

    Args:
        blocks: Its lines.
        is_label: Tells whether a text is a label, whatever its case.

    Returns:
        The lines before the first label, and each label with the lines up to the next one.
    """
    before: list[Block] = []
    columns: list[Column] = []
    position = 0
    while position < len(blocks):
        column = _read_label(blocks[position : position + _MOST_PIECES], is_label)
        if column is not None:
            columns.append(column)
            position += len(column.pieces)
            continue
        if columns:
            last = columns[-1]
            columns[-1] = msgspec.structs.replace(last, value=(*last.value, blocks[position]))
        else:
            before.append(blocks[position])
        position += 1
    return tuple(before), tuple(columns)


def _read_label(blocks: Sequence[Block], is_label: Callable[[str], bool]) -> Column | None:
    """The label in the first line, or in the first lines, the most that make one."""
    cells = [_part(block) for block in blocks]
    for count in range(len(cells), 0, -1):
        pieces = [first for first, _ in cells[:count]]
        if not all(_may_be_label(piece.text) for piece in pieces):
            continue
        name = next((name for name in _names(pieces) if is_label(name)), None)
        if name is not None:
            value = tuple(rest for _, rest in cells[:count] if rest.text)
            return Column(name=name, pieces=tuple(pieces), value=value)
    return None


def _may_be_label(text: str) -> bool:
    return text[:1].isalpha() and len(text) <= _LONGEST_PIECE


def _part(block: Block) -> tuple[Block, Block]:
    """The first cell of a line, and what follows it."""
    gap = _GAP.search(block.text)
    assert gap is not None  # noqa: S101  (there is an end)
    return cut(block, 0, gap.start()), cut(block, gap.end(), len(block.text))


def _names(pieces: Sequence[Block]) -> tuple[str, ...]:
    """What a label may be that is broken so: a hyphen joins two pieces, and may have been lost."""
    texts = [piece.text for piece in pieces]
    joined = " ".join(texts).replace("- ", "")
    glued = re.sub(r"(?<=\w)-(?=[a-z])", "", joined)
    return tuple(dict.fromkeys((joined.rstrip(":"), glued.rstrip(":"), "".join(texts).rstrip(":"))))
