"""What was read from a document, side by side with the document."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from publisher.documents.document import SourceDocument, Span
from publisher.explaining.lines import Line, read_lines
from publisher.explaining.marking import Fate, Mark
from publisher.explaining.values import Value, values_of
from publisher.extraction import Extraction
from publisher.labels import Labels
from publisher.model import Item, Minutes


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A value in the list of values.

    Attributes:
        number: Which one it is, from 1, in the order in which they are shown.
        value: The value.
        first: Where in `Explanation.lines` its characters begin; None if it has none.
        last: Where they end.
    """

    number: int
    value: Value
    first: int | None
    last: int | None


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Values that belong together.

    Attributes:
        item: The item that they are about; None for those of the whole document.
        entries: In the order of the document.
    """

    item: Item | None
    entries: tuple[Entry, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from a document and what was not.

    Attributes:
        document: The document.
        system: The name of the source system that read it.
        minutes: What it says.
        groups: The values of the whole document, then those of each item.
        lines: Every line that is not blank.
    """

    document: SourceDocument
    system: str
    minutes: Minutes
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]

    def counts(self) -> Mapping[Fate, int]:
        """How many lines had each fate; the numbers add up to all lines."""
        found = Counter(line.fate for line in self.lines)
        return {fate: found[fate] for fate in Fate}


def explain(
    document: SourceDocument, extraction: Extraction, *, system: str, labels: Labels
) -> Explanation:
    """Lay a document and what was read from it side by side.

    Args:
        document: The document.
        extraction: What was read from it.
        system: Who read it.
        labels: The labels of that system.

    Returns:
        The explanation, with the values numbered from 1.
    """
    groups = _groups(extraction.minutes)
    numbered = enumerate((value for _, values in groups for value in values), start=1)
    marks = [
        *(_marks(extraction)),
        *(
            Mark(span=value.span, fate=Fate.VALUE, number=number)
            for number, value in numbered
            if value.span is not None
        ),
    ]
    lines = read_lines(document, marks, labels)
    return Explanation(
        document=document,
        system=system,
        minutes=extraction.minutes,
        groups=tuple(_entries(groups, lines)),
        lines=lines,
    )


def _groups(minutes: Minutes) -> list[tuple[Item | None, list[Value]]]:
    """The values of the document and those of each item, in the order of the document."""
    of_document: list[Value] = []
    of_items: list[list[Value]] = [[] for _ in minutes.items]
    for value in values_of(minutes):
        step = value.steps[0]
        is_of_item = step.field == "items" and step.index is not None
        (of_items[step.index or 0] if is_of_item else of_document).append(value)
    pairs = [(None, of_document), *zip(minutes.items, of_items, strict=True)]
    return [(item, sorted(values, key=_order)) for item, values in pairs]


def _order(value: Value) -> tuple[bool, int, int]:
    """What stands first comes first, and what contains others before them."""
    if value.span is None:
        return True, 0, 0
    return False, value.span.start, -value.span.end


def _marks(extraction: Extraction) -> Iterator[Mark]:
    """What was left out and what could not be placed."""
    for block in extraction.unused:
        yield Mark(span=block.span, fate=Fate.UNUSED)
    for block, reason in extraction.ignored:
        yield Mark(span=block.span, fate=Fate.IGNORED, reason=reason)


def _entries(
    groups: Iterable[tuple[Item | None, Sequence[Value]]], lines: Sequence[Line]
) -> Iterator[Group]:
    starts = [line.block.span.start for line in lines]
    numbers = itertools.count(1)
    for item, values in groups:
        entries = []
        for value in values:
            first, last = _place(value.span, starts)
            entries.append(Entry(number=next(numbers), value=value, first=first, last=last))
        yield Group(item=item, entries=tuple(entries))


def _place(span: Span | None, starts: Sequence[int]) -> tuple[int | None, int | None]:
    """Between which lines a run of characters stands."""
    if span is None or not starts:
        return None, None
    last = max(span.start, span.end - 1)
    return max(bisect_right(starts, span.start) - 1, 0), max(bisect_right(starts, last) - 1, 0)
