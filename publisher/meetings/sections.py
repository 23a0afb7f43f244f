"""One § of the minutes of a meeting: title, case number, its handlings, the current one last."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import takewhile

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers, Words
from publisher.items.heading import Heading, read_case_number
from publisher.items.reading import HandlingReading, read_handling, read_item
from publisher.items.stretches import Stretch, read_opening, split_handlings
from publisher.labels import Label
from publisher.meetings.histories import read_references, restore
from publisher.meetings.splitting import Section
from publisher.model import Found, Item

# A title takes no more lines than these.
_MOST_TITLE_LINES = 4
# A line below a title that ends so announces what follows.
_LEADS_ON = ":"


class SectionReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from a §.

    Attributes:
        item: What it says.
        body: Whose handling the current one is, where the item itself says so.
        date: When, likewise.
        unused: The lines that nobody could place.
        ignored: The lines that are left out, and why.
    """

    item: Item
    body: Found[str] | None
    date: Found[dt.date] | None
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


def read_section(
    section: Section,
    readers: Readers,
    reference: re.Pattern[str] | None = None,
    *,
    case: re.Pattern[str] | None = None,
    quoted: Sequence[HandlingReading] = (),
) -> SectionReading:
    """Read a § of the minutes of a meeting.

    Args:
        section: Its lines, without page furniture.
        readers: Labels, phrases and laws.
        reference: Matches a handling in the list above the heading, if the system prints one.
        case: Matches a case number of a shape that only this system prints.
        quoted: Earlier handlings that are told of without an opening, already read.

    Returns:
        The item. The current handling is the one that bears its number; what stands before it are
        earlier ones.
    """
    title, rest = _title(section, readers, case)
    number, rest = read_case_number(rest, readers.phrases, case)
    before, found = split_handlings(rest, readers)
    listed = read_references(section.prelude, reference) if reference else ()
    handlings = restore(listed, found, readers.words) if found else listed
    current = _current(handlings, section)
    earlier = tuple(one for one in handlings if one is not current)
    heading = Heading(
        body=None if current is None else current.body,
        day=None if current is None else current.date,
        section=section.number,
        case_number=number.number,
        classification=number.classification,
        title=title,
        length=0,
    )
    own = current.blocks if current is not None else ()
    readings = [*quoted, *(read_handling(stretch, readers) for stretch in earlier)]
    reading = read_item([*before, *own], heading, readers, readings)
    return SectionReading(
        item=reading.item,
        body=heading.body,
        date=heading.day,
        unused=reading.unused,
        ignored=(
            *((block, "lists the handlings of the matter") for block in section.prelude),
            *((one.opening, "opens a handling") for one in found),
            *reading.ignored,
        ),
    )


def join_interrupted(sections: Sequence[Section], words: Words) -> tuple[Section, ...]:
    """Join what a line that looks like a heading parts in the middle of an item.

    The text of an item may speak of another § on a line of its own. Then what stands above that
    line has a proposal and no decision, and what stands below has a decision and no proposal.

    Args:
        sections: As the lines were parted at their headings.
        words: Know the labels.

    Returns:
        The sections of the items.
    """
    joined: list[Section] = []
    for section in sections:
        above = _labels(joined[-1].blocks, words) if joined else frozenset()
        below = _labels(section.blocks, words)
        begun = Label.PROPOSAL in above and Label.DECISION not in above
        if begun and Label.DECISION in below and Label.PROPOSAL not in below:
            lines = (*section.prelude, section.heading, *section.blocks)
            joined[-1] = msgspec.structs.replace(joined[-1], blocks=(*joined[-1].blocks, *lines))
        else:
            joined.append(section)
    return tuple(joined)


def _labels(blocks: Sequence[Block], words: Words) -> frozenset[Label]:
    matches = (words.labels.match(block.text) for block in blocks)
    return frozenset(match.label for match in matches if match is not None)


def _current(handlings: Sequence[Stretch], section: Section) -> Stretch | None:
    """The last handling, if it bears the number of the §."""
    if not handlings or handlings[-1].section.value != section.number.value:
        return None
    return handlings[-1]


def _title(
    section: Section, readers: Readers, case: re.Pattern[str] | None
) -> tuple[Found[str] | None, Sequence[Block]]:
    """The title: after the number, or the lines below it that are one paragraph.

    What stands between the number of the § and that of the case is the title, whatever parts it.
    """
    first = [section.title] if section.title is not None else []
    above_case = _above_case(section.blocks[: _MOST_TITLE_LINES - len(first) + 1], readers, case)
    paragraph = section.heading.paragraph
    lines: list[Block] = []
    for block in takewhile(lambda block: _may_be_title(block, readers, case), section.blocks):
        begun = bool(first or lines) and len(lines) >= above_case
        if begun and (block.paragraph != paragraph or block.text.endswith(_LEADS_ON)):
            break
        if len(first) + len(lines) == _MOST_TITLE_LINES:
            break
        lines.append(block)
        paragraph = block.paragraph
    excerpt = Excerpt([*first, *lines])
    if not excerpt:
        return None, section.blocks
    title = Found(" ".join(excerpt.text.split()), excerpt.span())
    return title, section.blocks[len(lines) :]


def _above_case(blocks: Sequence[Block], readers: Readers, case: re.Pattern[str] | None) -> int:
    """How many lines stand above the case number; 0 if there is none, or a label above it."""
    title = list(takewhile(lambda block: _may_be_title(block, readers, case), blocks))
    below = blocks[len(title) : len(title) + 1]
    return len(title) if read_case_number(below, readers.phrases, case)[0].number else 0


def _may_be_title(block: Block, readers: Readers, case: re.Pattern[str] | None) -> bool:
    return (
        readers.words.labels.match(block.text) is None
        and read_opening(block, readers.phrases) is None
        and not read_case_number([block], readers.phrases, case)[0].number
    )
