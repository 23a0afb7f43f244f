"""The minutes of a whole meeting: front page, items, and what stands after the last one.

The list of items at the front prints the same ``§ n`` lines as the items themselves, an item may
list the § numbers of other decisions, and pages about appeal at the end are headed by the numbers
of the items that they belong to. So an item begins at a heading whose number follows the one
before, and only after the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec

from publisher.documents.document import Block
from publisher.items.parts import cut
from publisher.model import Found

_HEADING = re.compile(r"§\s?(?P<section>\d{1,4})\b(?![,.§/])(?P<rest>.*)")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
# The numbers of the items that a page about appeal belongs to: §50, §51, §53.
_NUMBERS = re.compile(r"§\s?\d{1,4}(?:\s*(?:,|-|–)\s*§?\s?\d{1,4})*")
_SIGNED_NUMBER = re.compile(r"§\s?(\d{1,4})\b(?![,.§/])")
_NUMBER = re.compile(r"\d{1,4}")
_RANGE = re.compile(r"§?\s?(\d{1,4})\s*[-–]\s*§?\s?(\d{1,4})")
# What is longer is no heading, but a sentence that begins with a §.
_LONGEST_HEADING = 300
_MOST_IN_RANGE = 500
# So many numbers in a row may have lost their heading.
_MOST_MISSING = 4


_FIRST_WORDS = 2

# A line that may head an item: which one, and what it says.
_Heading = tuple[int, re.Match[str]]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one item of a meeting.

    Attributes:
        prelude: The lines before the heading that belong to it, such as a list of handlings.
        number: Of the §.
        heading: The line with the number.
        title: What stands on that line after the number; None if nothing does.
        blocks: The lines after it.
    """

    prelude: tuple[Block, ...]
    number: Found[int]
    heading: Block
    title: Block | None
    blocks: tuple[Block, ...]


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of the minutes of a meeting.

    Attributes:
        front: Before the first item.
        sections: The items in order.
    """

    front: tuple[Block, ...]
    sections: tuple[Section, ...]


def split_meeting(
    blocks: Sequence[Block], is_prelude: Callable[[Block], bool] = lambda _: False
) -> Meeting:
    """Part the lines of minutes at the headings of their items.

    Args:
        blocks: All lines, without page furniture.
        is_prelude: Whether a line, if it stands just above a heading, belongs to that item.

    Returns:
        The parts. Without any heading, all lines are the front.
    """
    chosen = _run(list(_headings(blocks)), blocks)
    starts = [_with_prelude(blocks, index, is_prelude) for index, _ in chosen]
    ends = [*starts[1:], len(blocks)][: len(starts)]
    return Meeting(
        front=tuple(blocks[: starts[0]] if starts else blocks),
        sections=tuple(
            _section(blocks, slice(start, end), index, match)
            for start, end, (index, match) in zip(starts, ends, chosen, strict=True)
        ),
    )


def _with_prelude(
    blocks: Sequence[Block], heading: int, is_prelude: Callable[[Block], bool]
) -> int:
    start = heading
    while start and is_prelude(blocks[start - 1]):
        start -= 1
    return start


def _headings(blocks: Sequence[Block]) -> Iterator[_Heading]:
    """The lines that may head an item.

    Inside an item, the § of an officer's decision stands below a day alone.
    """
    inside = False
    for index, block in enumerate(blocks):
        if inside and _DAY.fullmatch(blocks[index - 1].text):
            continue
        if len(block.text) <= _LONGEST_HEADING and (match := _HEADING.fullmatch(block.text)):
            inside = True
            yield index, match


def _run(headings: Sequence[_Heading], blocks: Sequence[Block]) -> list[_Heading]:
    """The headings of the items: those after the list whose numbers go on from each other."""
    start = _end_of_list([int(match["section"]) for _, match in headings])
    listed = frozenset(number for _, match in headings[:start] for number in _all_numbers(match))
    chosen: list[_Heading] = []
    last = None
    for heading in _with_titles(headings[:start], headings[start:], blocks):
        number = int(heading[1]["section"])
        follows = last is None or last < number <= last + _MOST_MISSING
        if follows and (not listed or number in listed):
            chosen.append(heading)
            last = number
    return chosen


def _with_titles(
    listed: Sequence[_Heading], headings: Sequence[_Heading], blocks: Sequence[Block]
) -> list[_Heading]:
    """The headings without those that have another title than the list gives to their number.

    That holds only for a number under whose title another heading stands: a list may shorten the
    titles of its items.
    """
    titles = {match["section"]: _title_words((index, match), blocks) for index, match in listed}
    found = [
        (
            heading,
            bool(words := titles.get(heading[1]["section"]))
            and words == _title_words(heading, blocks),
        )
        for heading in headings
    ]
    certain = {heading[1]["section"] for heading, is_listed in found if is_listed}
    return [
        heading for heading, is_listed in found if is_listed or heading[1]["section"] not in certain
    ]


def _title_words(heading: _Heading, blocks: Sequence[Block]) -> list[str]:
    """The first words after a number, on its line or on the next one."""
    index, match = heading
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return (match["rest"].split() or following.split())[:_FIRST_WORDS]


def _all_numbers(match: re.Match[str]) -> Iterator[int]:
    """The number of a heading, and of others that a converter put on the same line."""
    yield from (int(other) for other in _SIGNED_NUMBER.findall(match[0]))


def _end_of_list(numbers: Sequence[int]) -> int:
    """Where the items begin among the headings: where the numbers of the list begin again.

    Returns:
        An index; 0 if there is no list.
    """
    for index in range(1, len(numbers)):
        before = numbers[:index]
        again = numbers[index] in before[:_MOST_MISSING]
        if again and all(one < other for one, other in pairwise(before)):
            return index
    return 0


def _section(blocks: Sequence[Block], own: slice, index: int, match: re.Match[str]) -> Section:
    heading = blocks[index]
    rest = match["rest"].strip(" .:\t")
    title = None
    if rest:
        begin = heading.text.index(rest, match.start("rest"))
        title = cut(heading, begin, begin + len(rest))
    return Section(
        prelude=tuple(blocks[own.start : index]),
        number=Found(int(match["section"]), cut(heading, *match.span("section")).span),
        heading=heading,
        title=title,
        blocks=tuple(blocks[index + 1 : own.stop]),
    )


def read_numbers(text: str) -> tuple[int, ...] | None:
    """Read a line that holds nothing but the numbers of items.

    Args:
        text: For example ``§50, §51, §53`` or ``§ 50-53``.

    Returns:
        The numbers; None if the line says anything else.

    Examples:
        >>> read_numbers("§50, §52-54")
        (50, 52, 53, 54)
        >>> read_numbers("§ 50 Seuraava kokous") is None
        True
    """
    if not _NUMBERS.fullmatch(text.strip(" .:")):
        return None
    numbers: list[int] = []
    for part in text.split(","):
        if match := _RANGE.search(part):
            first, last = int(match[1]), int(match[2])
            numbers.extend(range(first, min(last, first + _MOST_IN_RANGE) + 1))
        else:
            numbers.extend(int(number) for number in _NUMBER.findall(part))
    return tuple(numbers)
