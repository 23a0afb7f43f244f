"""The headings of the items of a meeting, whose system is not known.

A list of contents prints the same lines as the items do, an item may name the § of other decisions,
and a page may repeat the heading of its item. So the headings of the items are those whose numbers
go on from each other, and between which something is proposed or decided.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers, Words
from publisher.labels import Label
from publisher.meetings.numbering_shapes import NumberedHeading, Shape, read_headings

# These look like much else, so that one of them alone says nothing.
_WEAK: Final = frozenset({Shape.BARE, Shape.ABBREVIATION})
_FEWEST_WEAK = 2
# If a front page proves that they are those of a meeting.
_FEWEST_PROVEN = 1
# So many numbers in a row may have lost their heading.
_MOST_MISSING = 4
# A list of items breaks off at a gap in its numbers, and so many lines later the items begin.
_MOST_BETWEEN = 50
# As often the head of a page is printed, but no title.
_REPEATED = 3
_FEWEST_DECIDED = 0.2
_DECIDES = frozenset({Label.PROPOSAL, Label.DECISION})


class Numbering(msgspec.Struct, frozen=True, kw_only=True):
    """The headings of the items.

    Attributes:
        headings: In order; none if there are no items.
        repeated: The lines that repeat the heading of their item.
        shape: Of the headings; None if there are none.
        decided: How many of the items hold a proposal or a decision.
    """

    headings: tuple[NumberedHeading, ...] = ()
    repeated: tuple[Block, ...] = ()
    shape: Shape | None = None
    decided: int = 0

    def is_likely(self) -> bool:
        """Whether they head the items of a meeting, and not the § of rules or of a law.

        Of a list of § with titles, as rules have them, hardly any is a proposal or a decision. No
        rules print the time of a meeting with their numbers.
        """
        if self.shape is Shape.WITH_TIME and len(self.headings) > 1:
            return True
        return self.decided > 0 and self.decided >= _FEWEST_DECIDED * len(self.headings)


class _Chain(msgspec.Struct, frozen=True):
    """Headings whose numbers go on from each other, from the last one back.

    Attributes:
        last: Which heading is the last one.
        first: The number of the first one.
        before: The others.
        decided: How many of them hold a proposal or a decision.
        next_to: How many of them have the number after that of the one before.
    """

    last: int
    first: int
    before: _Chain | None
    decided: int
    next_to: int


def find_numbering(
    blocks: Sequence[Block],
    readers: Readers,
    shapes: Iterable[Shape] = tuple(Shape),
    *,
    is_proven: bool = False,
) -> Numbering:
    """Find the headings of the items of a meeting.

    Args:
        blocks: All lines, without page furniture.
        readers: As `read_headings` takes them, with the labels.
        shapes: Those that the headings may have.
        is_proven: Whether it is known that the lines are those of a meeting, so that a single item
            may be told of.

    Returns:
        The headings of the shape that has the most items with a proposal or a decision; of two
        that have as many, the one that begins first.
    """
    before = _count_labels(blocks, readers.words)
    fewest = _FEWEST_PROVEN if is_proven else _FEWEST_WEAK
    found = [
        _number(shape, list(read_headings(shape, blocks, readers)), blocks, before, fewest)
        for shape in shapes
    ]
    usable = [one for one in found if one.headings]
    return max(usable, key=lambda one: (one.decided, -one.headings[0].index), default=Numbering())


def _count_labels(blocks: Sequence[Block], words: Words) -> list[int]:
    """How many labels of proposals and decisions stand before each line, and in all."""
    labels = (words.labels.match(block.text) for block in blocks)
    decides = (match is not None and match.label in _DECIDES for match in labels)
    return [0, *accumulate(decides)]


def _number(
    shape: Shape,
    found: Sequence[NumberedHeading],
    blocks: Sequence[Block],
    before: Sequence[int],
    fewest: int,
) -> Numbering:
    """The numbering of one shape: the longest way through its lines, counted in decided items."""
    candidates, repeated = _once(shape, found, before)
    chain = _best_chain(candidates, before)
    if chain is None:
        return Numbering()
    headings = [candidates[index] for index in _indices(chain)]
    if shape in _WEAK and min(len(headings), chain.decided) < fewest:
        return Numbering()
    chosen = {_key(heading) for heading in headings}
    return Numbering(
        headings=tuple(headings),
        repeated=tuple(
            blocks[one.index]
            for one in repeated
            if one.index > headings[0].index and _key(one) in chosen
        ),
        shape=shape,
        decided=chain.decided,
    )


def _indices(chain: _Chain) -> list[int]:
    """Which headings are in a chain, in order."""
    found = []
    link: _Chain | None = chain
    while link is not None:
        found.append(link.last)
        link = link.before
    return found[::-1]


def _once(
    shape: Shape, found: Sequence[NumberedHeading], before: Sequence[int]
) -> tuple[list[NumberedHeading], list[NumberedHeading]]:
    """Each heading once: without the heads of pages, and without what repeats the one before.

    A line that opens a handling is repeated on every page. Of two other lines with the same number,
    one after the other, the second repeats the first if something is decided between them;
    otherwise the first one is the last line of a list.
    """
    titles = (one.title.text.casefold() for one in found if one.title is not None)
    counts = Counter(titles) if shape in _WEAK else Counter[str]()
    kept: list[NumberedHeading] = []
    repeated: list[NumberedHeading] = []
    opened: set[tuple[int, dt.date | None]] = set()
    for one in found:
        key = _key(one)
        if one.title is not None and counts[one.title.text.casefold()] >= _REPEATED:
            continue
        if shape is Shape.OPENING and key in opened:
            repeated.append(one)
            continue
        if kept and kept[-1].number.value == one.number.value:
            if before[one.index] > before[kept[-1].index]:
                repeated.append(one)
                continue
            kept.pop()
        kept.append(one)
        opened.add(key)
    return kept, repeated


def _key(heading: NumberedHeading) -> tuple[int, dt.date | None]:
    return heading.number.value, heading.date.value if heading.date else None


def _best_chain(found: Sequence[NumberedHeading], before: Sequence[int]) -> _Chain | None:
    """The chain with the most decided items; of those with as many, the one that ends last."""
    best: dict[int, _Chain] = {}
    for index, one in enumerate(found):
        number = one.number.value
        chain = _Chain(index, number, None, 0, 0)
        for previous in range(number - _MOST_MISSING, number):
            if previous in best:
                longer = _longer(best[previous], index, found, before)
                chain = max(chain, longer, key=_rank)
        if number not in best or _rank(chain) >= _rank(best[number]):
            best[number] = chain
    ends = [
        msgspec.structs.replace(chain, decided=chain.decided + _decides_last(chain, found, before))
        for chain in best.values()
    ]
    return max(ends, key=lambda chain: (*_rank(chain), chain.last), default=None)


def _decides_last(chain: _Chain, found: Sequence[NumberedHeading], before: Sequence[int]) -> bool:
    """Whether something is decided below the last heading, before its numbers begin again."""
    last = found[chain.last]
    after = found[chain.last + 1 : chain.last + 1 + _MOST_BETWEEN]
    again = (one.index for one in after if chain.first <= one.number.value <= last.number.value)
    return before[next(again, len(before) - 1)] > before[last.index]


def _longer(
    chain: _Chain, index: int, found: Sequence[NumberedHeading], before: Sequence[int]
) -> _Chain:
    first, second = found[chain.last], found[index]
    decided = before[second.index] > before[first.index]
    follows = second.number.value == first.number.value + 1
    return _Chain(index, chain.first, chain, chain.decided + decided, chain.next_to + follows)


def _rank(chain: _Chain) -> tuple[int, int]:
    return chain.decided, chain.next_to
