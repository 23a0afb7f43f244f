"""Pages about appeal at the end of minutes, each for several items (*muutoksenhakuohjeet*).

A group opens with the name of the instructions and a line with the numbers of its items
(*Muutoksenhakukielto / §50, §51, §53*). It holds section signs, days and addresses of its own, none
of which is the item's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Words
from publisher.items.remedies import read_appeal
from publisher.labels import Label
from publisher.meetings.splitting import Section, read_numbers
from publisher.model import Appeal, Item
from publisher.phrases import Phrases


class AppealGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Instructions and the items that they are for.

    Attributes:
        numbers: Of the items.
        blocks: All lines of the group.
    """

    numbers: tuple[int, ...]
    blocks: tuple[Block, ...]


def split_appeals(section: Section, words: Words) -> tuple[Section, tuple[AppealGroup, ...]]:
    """Take the pages about appeal from the lines of the last item.

    Args:
        section: The last item of a meeting.
        words: Know the labels of appeal.

    Returns:
        The item without them, and the groups in order.
    """
    starts = list(_starts(section.blocks, words))
    if not starts:
        return section, ()
    ends = [start for start, _ in starts[1:]] + [len(section.blocks)]
    groups = tuple(
        AppealGroup(numbers=numbers, blocks=section.blocks[start:end])
        for (start, numbers), end in zip(starts, ends, strict=True)
    )
    kept = section.blocks[: starts[0][0]]
    return msgspec.structs.replace(section, blocks=kept), groups


def _starts(blocks: Sequence[Block], words: Words) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Where groups begin: at a label of appeal above a line of numbers."""
    for index, block in enumerate(blocks):
        numbers = read_numbers(block.text)
        if numbers is None or not index:
            continue
        match = words.labels.match(blocks[index - 1].text)
        if match is not None and match.label is Label.APPEAL:
            yield index - 1, numbers


def attach(
    items: Sequence[Item], groups: Sequence[AppealGroup], phrases: Phrases
) -> tuple[Item, ...]:
    """Give every item the instructions that are for it and that it has not itself.

    Args:
        items: Of the meeting.
        groups: Its pages about appeal.
        phrases: Know the kinds of appeal.

    Returns:
        The items in the same order.
    """
    appeals = dict(_appeals(groups, phrases))
    return tuple(_with_appeal(item, appeals) for item in items)


def _appeals(groups: Sequence[AppealGroup], phrases: Phrases) -> Iterator[tuple[int, Appeal]]:
    for group in groups:
        appeal = read_appeal(Excerpt(group.blocks), phrases)
        if appeal is not None:
            yield from ((number, appeal) for number in group.numbers)


def _with_appeal(item: Item, appeals: Mapping[int, Appeal]) -> Item:
    if item.appeal is not None or item.section is None:
        return item
    return msgspec.structs.replace(item, appeal=appeals.get(item.section.value))


def unattached(items: Sequence[Item], groups: Sequence[AppealGroup]) -> tuple[Block, ...]:
    """The lines of groups that no item has.

    Args:
        items: As `attach` gave them.
        groups: The pages about appeal.

    Returns:
        The lines, in order.
    """
    taken = {item.appeal.text.span for item in items if item.appeal is not None}
    return tuple(
        block
        for group in groups
        if Excerpt(group.blocks).span() not in taken
        for block in group.blocks
    )
