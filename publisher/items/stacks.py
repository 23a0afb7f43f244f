"""The handlings of a matter on one page: which lines belong to the current one, and which do not.

A page tells every handling that led to this one. Mostly they are stacked, the oldest first, each
opened by body, day and §; the one with the day and § of the page is the current one. Or the current
one comes first, and the others follow it under *Päätöshistoria*. A handling may begin by quoting
one of years before, or all that led to it: then its own proposal follows the decision that it
quotes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers, Words
from publisher.items.stretches import Stretch, read_opening
from publisher.labels import Label
from publisher.phrases import Phrases

# What stands at the end of a page and concerns the page's own handling.
_LAST = frozenset({Label.NOTIFICATION, Label.APPEAL})
_DECIDED = frozenset({Label.PROPOSAL, Label.DECISION})
# A handling quotes no more of them.
_MOST_QUOTED = 20
# Labels with which a handling goes on after it has quoted another one.
_FIRST = frozenset({Label.PREPARERS, Label.PRESENTER, Label.PROPOSAL})


class Opening(msgspec.Struct, frozen=True):
    """A line that opens a handling.

    Attributes:
        index: Which line.
        stretch: What it says; None if it opens the current handling without saying its §.
    """

    index: int
    stretch: Stretch | None


class Stack(msgspec.Struct, frozen=True, kw_only=True):
    """The handlings of a matter.

    Attributes:
        own: The lines of the current handling.
        earlier: The others, with their lines, in the order of the text.
        openings: Lines that open a handling, or say its § again.
    """

    own: tuple[Block, ...]
    earlier: tuple[Stretch, ...]
    openings: tuple[Block, ...]


def find_openings(blocks: Sequence[Block], phrases: Phrases) -> tuple[Opening, ...]:
    """Find the lines that open a handling; one with which a sentence goes on opens none."""
    return tuple(
        Opening(index, stretch)
        for index, block in enumerate(blocks)
        if (stretch := read_opening(block, phrases)) is not None
        and not _goes_on(block, blocks[index + 1 : index + 2])
    )


def _goes_on(block: Block, following: Sequence[Block]) -> bool:
    return any(line.paragraph == block.paragraph and line.text[0].islower() for line in following)


def split_stack(
    blocks: Sequence[Block],
    openings: Sequence[Opening],
    current: Opening | None,
    start: int,
    readers: Readers,
) -> Stack:
    """Share the lines out among the handlings.

    Args:
        blocks: All lines of the matter.
        openings: As `find_openings` gives them.
        current: The one of them that opens the current handling, if any does.
        start: Where the lines after the heading begin; openings may stand in the heading.
        readers: Know labels and phrases.

    Returns:
        Every line after the heading in one place, and the lines of the openings.
    """
    begin = max(start, current.index + 1) if current else start
    history = _history(blocks, openings, begin, readers.words)
    if current is None and not _is_told(blocks[begin:history], readers.words):
        history = None  # it stands above the current handling
    if history is not None:
        openings = [one for one in openings if one.index >= history or one.index < begin]
    texts = [
        [*blocks[start : openings[0].index if openings else len(blocks)]],
        *_texts(blocks, openings, start),
    ]
    repeated = [blocks[one.index] for one in openings]
    for one, text in zip(openings, texts[1:], strict=True):
        repeated.extend(_section_again(one, text, readers.phrases))
    place = openings.index(current) + 1 if current else 0
    if history is None:
        _close_quotations(openings, texts, readers.words, is_unopened=current is None)
    elif place < len(openings):
        texts[place] += _part_off(texts[-1], _end_of_history(texts[-1], readers.words))
    own = texts[0]
    earlier: list[Stretch] = []
    for one, text in zip(openings, texts[1:], strict=True):
        if one.stretch is None or _opens_again(one.stretch, current):
            own.extend(text)
        else:
            earlier.append(msgspec.structs.replace(one.stretch, blocks=tuple(text)))
    return Stack(own=tuple(own), earlier=tuple(_once(earlier)), openings=tuple(repeated))


def _once(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The handlings without those that are only named where another line opens them with text."""
    told = [one for one in stretches if one.blocks]
    for one in stretches:
        if one.blocks or not any(_is_same(one, other) for other in told):
            yield one


def _texts(
    blocks: Sequence[Block], openings: Sequence[Opening], start: int
) -> Iterator[list[Block]]:
    """The lines after each opening and after the heading, up to the next opening."""
    for number, one in enumerate(openings, start=1):
        end = openings[number].index if number < len(openings) else len(blocks)
        yield [*blocks[max(one.index + 1, start) : end]]


def _history(
    blocks: Sequence[Block], openings: Sequence[Opening], begin: int, words: Words
) -> int | None:
    """Where the handlings under the label of the history begin, after the current one."""
    opened = {one.index for one in openings}
    return next(
        (
            index + 1
            for index, label in _labels(blocks, words)
            if index >= begin and label is Label.HISTORY and index + 1 in opened
        ),
        None,
    )


def _is_told(blocks: Sequence[Block], words: Words) -> bool:
    """Whether lines tell a handling: what was proposed or decided."""
    return any(label in _DECIDED for _, label in _labels(blocks, words))


def _section_again(opening: Opening, text: list[Block], phrases: Phrases) -> list[Block]:
    """Part off a first line that says nothing but the § of the opening."""
    if opening.stretch is None or not text:
        return []
    matches = (pattern.fullmatch(text[0].text) for pattern in phrases.section)
    match = next(filter(None, matches), None)
    if match is None or int(match["section"]) != opening.stretch.section.value:
        return []
    return [text.pop(0)]


def _part_off(text: list[Block], index: int) -> list[Block]:
    """Take the lines from an index on out of a text."""
    rest = text[index:]
    del text[index:]
    return rest


def _end_of_history(text: Sequence[Block], words: Words) -> int:
    """Where the last handling of a history ends: before the recipients and appeal of the page."""
    return next((index for index, label in _labels(text, words) if label in _LAST), len(text))


def _close_quotations(
    openings: Sequence[Opening], texts: Sequence[list[Block]], words: Words, *, is_unopened: bool
) -> None:
    """Give the lines after a quoted handling back to the one that quotes it.

    A handling quotes those that stand after it and are older. If it has neither proposal nor
    decision before the first of them, its own proposal is the one that follows a decision.

    Args:
        openings: In the order of the text.
        texts: The lines before the first opening, and those after each.
        words: Know the labels.
        is_unopened: Whether no line opens the current handling. Then the lines before the first
            opening are its own, and so may be the last ones.
    """
    for index in range(len(openings), 0, -1):
        may_be_last = is_unopened and index == len(openings)
        by = _quoting(openings, index) or (0 if may_be_last else None)
        if by is None or _is_told(texts[by], words):
            continue
        texts[by].extend(_part_off(texts[index], _end_of_quotation(texts[index], words)))


def _quoting(openings: Sequence[Opening], index: int) -> int | None:
    """Which text quotes a handling: the nearest one above that is newer."""
    quoted = _day(openings[index - 1])
    if quoted is None:
        return None
    above = range(index - 1, max(index - 1 - _MOST_QUOTED, 0), -1)
    days = ((number, _day(openings[number - 1])) for number in above)
    return next((number for number, day in days if day is None or day > quoted), None)


def _day(opening: Opening) -> dt.date | None:
    return opening.stretch.date.value if opening.stretch and opening.stretch.date else None


def _end_of_quotation(text: Sequence[Block], words: Words) -> int:
    """Where a quoted handling ends: after its decision, if another proposal follows it."""
    labels = list(_labels(text, words))
    proposed = max((i for i, label in labels if label is Label.PROPOSAL), default=0)
    decided = [i for i, label in labels if label is Label.DECISION and i < proposed]
    if not decided:
        return len(text)
    return next(i for i, label in labels if i > decided[-1] and label in _FIRST)


def _labels(blocks: Sequence[Block], words: Words) -> Iterator[tuple[int, Label]]:
    for index, block in enumerate(blocks):
        if (match := words.labels.match(block.text)) is not None:
            yield index, match.label


def with_listed(listed: Sequence[Stretch], found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Put the handlings of a list and those of the text together.

    Args:
        listed: Handlings of which only body, day and § are printed.
        found: Handlings with their lines.

    Returns:
        Each handling once, those of the list first and with its name of the body.
    """
    left = list(found)
    whole: list[Stretch] = []
    for reference in listed:
        told = next((one for one in left if _is_same(one, reference)), None)
        if told is None:
            whole.append(reference)
        else:
            left.remove(told)
            whole.append(msgspec.structs.replace(told, body=reference.body))
    return (*whole, *left)


def _opens_again(stretch: Stretch, current: Opening | None) -> bool:
    """Whether an opening is that of the current handling, which may be printed twice."""
    return (
        current is not None and current.stretch is not None and _is_same(stretch, current.stretch)
    )


def _is_same(one: Stretch, other: Stretch) -> bool:
    days = (one.date and one.date.value, other.date and other.date.value)
    return one.section.value == other.section.value and days[0] == days[1]
