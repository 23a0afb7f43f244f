"""The numbered items of a meeting of an unknown system, each from its heading to the next one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.items.heading import Heading
from publisher.items.parts import cut
from publisher.items.reading import read_handling, read_item
from publisher.items.stacks import Opening, Stack, find_openings, split_stack, with_listed
from publisher.items.stretches import read_opening
from publisher.labels import Label
from publisher.meetings.numbered_openings import read_numbered_opening
from publisher.meetings.numbering import Numbering
from publisher.meetings.numbering_shapes import NumberedHeading, Shape, is_in_capitals
from publisher.meetings.sections import SectionReading
from publisher.model import Found

_REPEATS = "repeats the heading of an item"
_OPENS = "opens a handling"
_LISTED = "lists the handlings of the matter"
# A body and a number, as they stand under a title: Kvalt 31.
_UNDER_TITLE = re.compile(r"[^\W\d_]+\s(?:§\s?)?\d{1,4}")
_SENTENCE_ENDS = (".", ":", ";", ",")
_LONGEST_TITLE = 200


class NumberedItem(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of an item.

    Attributes:
        heading: The line with the number, as read.
        line: The same as printed.
        above: The lines above it that belong to the item: its title, or a list of handlings.
        blocks: The lines below it.
        again: Lines among them that said again, at the head of a page, what stands above.
    """

    heading: NumberedHeading
    line: Block
    above: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    again: tuple[Block, ...] = ()


def split_numbered(
    blocks: Sequence[Block], numbering: Numbering, readers: Readers
) -> tuple[tuple[Block, ...], tuple[NumberedItem, ...]]:
    """Part lines at the headings of their items.

    Args:
        blocks: All lines, without page furniture.
        numbering: Of these lines; it has headings.
        readers: Know what opens a handling.

    Returns:
        The lines before the first item, and the items.
    """
    repeated = {block.span for block in numbering.repeated}
    starts = list(_starts(blocks, numbering, readers))
    ends = [*starts[1:], len(blocks)]
    items = []
    for heading, start, end in zip(numbering.headings, starts, ends, strict=True):
        above = tuple(blocks[start : heading.index])
        said = {block.text for block in above}
        below = [block for block in blocks[heading.index + 1 : end] if block.span not in repeated]
        items.append(
            NumberedItem(
                heading=heading,
                line=blocks[heading.index],
                above=above,
                blocks=tuple(block for block in below if block.text not in said),
                again=tuple(block for block in below if block.text in said),
            )
        )
    return tuple(blocks[: starts[0]]), tuple(items)


def _starts(blocks: Sequence[Block], numbering: Numbering, readers: Readers) -> Iterator[int]:
    """Where the lines above each heading begin that belong to its item."""
    before = -1
    for heading in numbering.headings:
        start = heading.index
        if numbering.shape is Shape.ABBREVIATION:
            start = _title_above(blocks, start, before, readers)
        elif numbering.shape is Shape.OPENING:
            while start - 1 > before and read_opening(blocks[start - 1], readers.phrases):
                start -= 1
        before = heading.index
        yield start


def _title_above(blocks: Sequence[Block], heading: int, before: int, readers: Readers) -> int:
    """Where the title above a heading begins: lines in capitals, or one line by itself."""
    start = heading
    while start - 1 > before and is_in_capitals(blocks[start - 1].text):
        start -= 1
    if start < heading or heading - 1 <= before:
        return start
    line = blocks[heading - 1]
    apart = blocks[heading].paragraph != line.paragraph
    is_label = readers.words.labels.match(line.text) is not None
    ends = line.text.endswith(_SENTENCE_ENDS) or len(line.text) > _LONGEST_TITLE
    return heading if is_label or ends or not apart else heading - 1


def read_numbered(item: NumberedItem, readers: Readers) -> SectionReading:
    """Read an item.

    Args:
        item: Its lines, without page furniture.
        readers: Labels, phrases and laws; the table may have the patterns ``case`` of a case
            number with the groups ``case`` and perhaps ``class``, and ``again`` of a line that
            says the § of the item again, with the groups ``body``, ``section`` and ``rest``, and
            ``no_body`` of words that are no bodies.

    Returns:
        The item. Its current handling is the last one that bears its number, or else what the text
        tells outside the handlings that it quotes.
    """
    readers = _with_own_mark(item, readers)
    printed = item.heading.title
    openings = [read_opening(block, readers.phrases) for block in item.above]
    listed = [one for one in openings if one is not None]
    first = [*item.above, *([printed] if printed else [])]
    titles = first if not listed else ()
    above_only = _UNDER_TITLE.fullmatch(item.line.text) is not None
    opening = read_numbered_opening(
        titles, item.line, item.blocks, readers, may_follow=not above_only
    )
    stack = _stack(opening.rest, item, readers)
    body = item.heading.body or stack.body
    date = item.heading.date or stack.date
    heading = Heading(
        body=body,
        day=date,
        section=item.heading.number,
        case_number=opening.case.number,
        classification=opening.case.classification,
        title=opening.title,
        length=0,
    )
    told = with_listed(listed, stack.stack.earlier)
    earlier = [read_handling(stretch, readers) for stretch in told]
    own: tuple[Block, ...] = stack.stack.own
    others: tuple[Block, ...] = ()
    if above_only and not (told or item.again or stack.again):
        own, others = _first_matter(own, readers)
    reading = read_item(own, heading, readers, earlier)
    return SectionReading(
        item=reading.item,
        body=body,
        date=date,
        unused=(*reading.unused, *others),
        ignored=(
            *((block, _REPEATS) for block in (*item.again, *stack.again)),
            *((block, _OPENS) for block in stack.stack.openings),
            *((stretch.opening, _LISTED) for stretch in listed),
            *reading.ignored,
        ),
    )


def _first_matter(
    blocks: Sequence[Block], readers: Readers
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part off what begins below the decision, if something is proposed there again.

    Where titles stand above a body and a number, those of the next matter are not always told from
    text, and what a lower body proposed and decided in it stands above its number.
    """
    matches = ((index, readers.words.labels.match(one.text)) for index, one in enumerate(blocks))
    labels = [(index, match.label) for index, match in matches if match is not None]
    decided = next((index for index, label in labels if label is Label.DECISION), len(blocks))
    again = any(label is Label.PROPOSAL and index > decided for index, label in labels)
    end = decided + 1 if again else len(blocks)
    return tuple(blocks[:end]), tuple(blocks[end:])


def _with_own_mark(item: NumberedItem, readers: Readers) -> Readers:
    """The readers for an item below whose text body and number stand again, before the decision.

    Seen where the heading names the body and the time of the meeting (*45, KST 2011-03-07 18:00*):
    *KST 45* parts what was decided from what was prepared.
    """
    if item.heading.body is None:
        return readers
    mark = f"{item.heading.body.value} {item.heading.number.value}"
    if item.line.text == mark or sum(block.text == mark for block in item.blocks) != 1:
        return readers
    pattern = re.compile(rf"(?P<owner>{re.escape(item.heading.body.value)}) \d+$")
    labels = msgspec.structs.replace(
        readers.words.labels,
        owned=((pattern, Label.DECISION), *readers.words.labels.owned),
        owned_marks=(mark, *readers.words.labels.owned_marks),
    )
    words = msgspec.structs.replace(readers.words, labels=labels)
    return msgspec.structs.replace(readers, words=words)


# Handlings ----------------------------------------------------------------------------------------


class _Stacked(msgspec.Struct, frozen=True, kw_only=True):
    """The handlings of an item.

    Attributes:
        stack: Their lines.
        body: Of the current one, where a line says so.
        date: Likewise.
        again: The lines that say the § again.
    """

    stack: Stack
    body: Found[str] | None
    date: Found[dt.date] | None
    again: tuple[Block, ...]


def _stack(blocks: Sequence[Block], item: NumberedItem, readers: Readers) -> _Stacked:
    lines, again = _without_again(blocks, item.heading.number.value, readers)
    openings = find_openings(lines, readers.phrases)
    current = _current(openings, item)
    stretch = current.stretch if current else None
    return _Stacked(
        stack=split_stack(lines, openings, current, 0, readers),
        body=stretch.body if stretch else None,
        date=stretch.date if stretch else None,
        again=again,
    )


def _current(openings: Sequence[Opening], item: NumberedItem) -> Opening | None:
    """The last handling with the number of the item, and with its day if that is known."""
    number, day = item.heading.number.value, item.heading.date
    own = [
        one
        for one in openings
        if one.stretch is not None
        and one.stretch.section.value == number
        and (day is None or one.stretch.date is None or one.stretch.date.value == day.value)
    ]
    return own[-1] if own else None


def _without_again(
    blocks: Sequence[Block], number: int, readers: Readers
) -> tuple[list[Block], tuple[Block, ...]]:
    """Take out what says the § of the item again, at the beginning of a line (*KHALL § 91*)."""
    patterns = readers.words.patterns
    pattern, excluded = patterns.get("again"), patterns.get("no_body")
    kept: list[Block] = []
    again: list[Block] = []
    for block in blocks:
        match = pattern.fullmatch(block.text) if pattern is not None else None
        names = match is not None and (not excluded or not excluded.fullmatch(match["body"]))
        if match is None or not names or int(match["section"]) != number:
            kept.append(block)
            continue
        start = match.start("rest") if match["rest"] else len(block.text)
        again.append(cut(block, 0, start))
        if match["rest"]:
            kept.append(cut(block, start, len(block.text)))
    return kept, tuple(again)
