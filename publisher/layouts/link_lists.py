"""The links to attachments above an item.

The page of an item begins with the links to its attachments and background material, each under its
label. In a text crawled from the page the label may be lost, and bars of the table remain:
*Karttaote |*, *Liite1 | Karttaote |*. Some pages mark the links with a sign and a date:
*# 240422 Karttaote*.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.items.heading import HEADING_LINES
from publisher.items.listed import read_listed
from publisher.items.mentions import once
from publisher.items.parts import cut
from publisher.items.stretches import read_opening
from publisher.labels import Label
from publisher.model import Attachment, Found, Item

_EDGE = "| \t"
# An opening, a title, a case number.
_HEADING_PARTS = 3
_LISTS = frozenset({Label.ATTACHMENTS, Label.BACKGROUND_MATERIAL})


class LinkLists(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above an item.

    Attributes:
        attachments: Documents attached to it.
        background_material: Documents that the body had but that are not attached.
        lines: The links with their labels.
        rest: The lines after them.
    """

    attachments: tuple[Attachment, ...]
    background_material: tuple[Attachment, ...]
    lines: tuple[Block, ...]
    rest: tuple[Block, ...]


def has_bar(block: Block) -> bool:
    """Whether a line ends in the bar of a table's cell."""
    return block.text.endswith("|")


def without_bars(block: Block) -> Block:
    """A line without the bars of the table's cells around it."""
    text = block.text.strip(_EDGE)
    start = len(block.text) - len(block.text.lstrip(_EDGE))
    return cut(block, start, start + len(text)) if text else block


def read_links(blocks: Sequence[Block], readers: Readers, *, title_above_number: bool) -> LinkLists:
    """Read the links above an item.

    Args:
        blocks: The lines of the item, with their bars.
        readers: Know the labels. Of the system's own patterns, ``marked_link`` is a link with a
            sign, ``case_number`` and ``classification`` are lines that end the links.
        title_above_number: Whether the title may stand above the case number.

    Returns:
        The links, and the lines after them; those that may be the heading without their bars.
    """
    found: dict[Label, list[Attachment]] = {label: [] for label in _LISTS}
    index = 0
    while index < len(blocks):
        line = without_bars(blocks[index])
        match = readers.words.labels.match(line.text)
        if match is not None and match.label in _LISTS:
            end = _end(blocks, index, readers)
            if title_above_number and _has_title_last(blocks, end, readers):
                end = max(end - 1, index + 1)
            links = [
                cut(line, match.end, len(line.text)),
                *map(without_bars, blocks[index + 1 : end]),
            ]
            titles = [link for link in links if link.text]
            found[match.label].extend(read_listed(titles, readers.phrases))
            index = end
        elif link := _bare_link(blocks[index], readers):
            found[Label.ATTACHMENTS].append(link)
            index += 1
        else:
            break
    return LinkLists(
        attachments=tuple(found[Label.ATTACHMENTS]),
        background_material=tuple(found[Label.BACKGROUND_MATERIAL]),
        lines=tuple(blocks[:index]),
        rest=(
            *map(without_bars, blocks[index : index + HEADING_LINES]),
            *blocks[index + HEADING_LINES :],
        ),
    )


def with_links(item: Item, links: LinkLists) -> Item:
    """Add the links above an item; a document that the item names itself counts once."""
    return msgspec.structs.replace(
        item,
        attachments=once([*item.attachments, *links.attachments]),
        background_material=once([*item.background_material, *links.background_material]),
    )


def _end(blocks: Sequence[Block], label: int, readers: Readers) -> int:
    """Where a list ends: with the paragraph under its label, or before a label or a number."""
    paragraph = blocks[min(label + 1, len(blocks) - 1)].paragraph
    for index in range(label + 1, len(blocks)):
        line = without_bars(blocks[index])
        if (
            line.paragraph != paragraph
            or readers.words.labels.match(line.text)
            or _is_section(line, readers)
            or _is_numbered(line, readers)
        ):
            return index
    return len(blocks)


def _has_title_last(blocks: Sequence[Block], end: int, readers: Readers) -> bool:
    """Whether the last line of a list is the title: without a blank line nothing else parts it.

    Where a § alone follows the numbers, the title stands below that; it may also stand between
    the line that opens the handling and the case number.
    """
    if end == len(blocks) or has_bar(blocks[end - 1]):
        return False
    if any(_is_section(line, readers) for line in blocks[end : end + HEADING_LINES]):
        return False
    if not _is_numbered(blocks[end], readers) or _stands_between(
        blocks[end : end + _HEADING_PARTS], readers
    ):
        return False
    return blocks[end - 1].paragraph == blocks[end].paragraph


def _stands_between(lines: Sequence[Block], readers: Readers) -> bool:
    """Whether the second of three lines is a title between an opening and a case number."""
    return (
        len(lines) == _HEADING_PARTS
        and read_opening(without_bars(lines[0]), readers.phrases) is not None
        and not _is_numbered(lines[1], readers)
        and any(pattern.fullmatch(lines[2].text) for pattern in readers.phrases.case_number)
    )


def _is_section(block: Block, readers: Readers) -> bool:
    return any(pattern.fullmatch(block.text) for pattern in readers.phrases.section)


def _is_numbered(block: Block, readers: Readers) -> bool:
    """Whether a line is a case number, or opens a handling."""
    line, phrases = without_bars(block), readers.phrases
    own = (readers.words.patterns.get(name) for name in ("case_number", "classification"))
    numbers = (*phrases.case_number, *filter(None, own))
    is_case = any(pattern.fullmatch(line.text) for pattern in numbers)
    return is_case or read_opening(line, phrases) is not None


def _bare_link(block: Block, readers: Readers) -> Attachment | None:
    """A link without a label above it: with bars after it, or with a sign before it."""
    marked = readers.words.patterns.get("marked_link")
    if marked is not None and (match := marked.fullmatch(block.text)):
        title = cut(block, *match.span("title"))
        return Attachment(title=Found(title.text, title.span), number=match["number"])
    if not has_bar(block):
        return None
    line = without_bars(block)
    before, _, after = line.text.partition("|")
    labels = (pattern.fullmatch(before.strip()) for pattern in readers.phrases.attachment_labels)
    label = next(filter(None, labels), None)
    if label is None or not after:
        return Attachment(title=Found(line.text, line.span), number=None)
    title = cut(line, len(line.text) - len(after.lstrip()), len(line.text))
    return Attachment(title=Found(title.text, title.span), number=label["number"])
