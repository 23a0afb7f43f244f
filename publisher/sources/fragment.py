"""A § alone: title, case number, *body day §*, then the text with its labels.

Seen as the content cells of Dynasty and other web pages, saved without the page around them, in
the minutes of many municipalities. Mostly it tells one handling; where it tells several, each is
opened by *body day §*, and the one of the latest day is the current one. In scope: all of these.
Out of scope: whole meetings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.items.heading import HEADING_LINES, Heading, read_heading
from publisher.items.reading import read_item
from publisher.items.stacks import Opening, find_openings, split_stack
from publisher.items.stretches import Stretch
from publisher.items.titles import repeated_lines
from publisher.layouts.glued_labels import part_labels
from publisher.layouts.owners import read_owned_handling, with_owner
from publisher.layouts.secrecy import with_secrecy
from publisher.model import DocumentKind, Minutes

NAME = "fragment"

_OPENS = "opens a handling"
_REPEATED = "says the § again"


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether one of the first lines is a heading with body, day and §, below no list of them."""
    return not _is_listed(document.blocks, readers) and any(
        any(readers.phrases.handling.full_matches(block.text))
        for block in document.blocks[:HEADING_LINES]
    )


def _is_listed(blocks: Sequence[Block], readers: Readers) -> bool:
    """Whether nothing but a list of handlings stands above a § alone."""
    listed = readers.words.patterns["listed"]
    below = next((i for i, one in enumerate(blocks) if not listed.fullmatch(one.text)), 0)
    sections = (pattern.fullmatch(blocks[below].text) for pattern in readers.phrases.section)
    return below > 0 and any(sections)


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read a bare item."""
    blocks = tuple(part_labels(document.blocks, readers))
    openings = find_openings(blocks, readers.phrases)
    first = read_heading(blocks[: openings[1].index] if openings[1:] else blocks, readers)
    openings = _with_heading(openings, first, blocks)
    current = max(openings, key=_day_and_place, default=None)
    heading = _of_current(first, current)
    stack = split_stack(blocks, openings, current, first.length, readers)
    earlier = [read_owned_handling(one, readers) for one in stack.earlier]
    reading = read_item(stack.own, heading, readers, earlier)
    item = with_owner(reading.item, stack.own, readers)
    repeated = repeated_lines(blocks[: first.length], heading)
    minutes = Minutes(
        kind=DocumentKind.MINUTES_ITEM,
        language=language_of(document.text, readers.phrases),
        organization=None,
        body=heading.body,
        date=heading.day,
        items=(with_secrecy(item, readers.words),),
    )
    return Extraction(
        minutes=minutes,
        unused=reading.unused,
        ignored=(
            *((block, _OPENS) for block in stack.openings if not _tells(block, heading)),
            *((block, _REPEATED) for block in repeated if block not in stack.openings),
            *reading.ignored,
        ),
    )


def _with_heading(
    openings: Sequence[Opening], heading: Heading, blocks: Sequence[Block]
) -> tuple[Opening, ...]:
    """The openings with that of the heading, which may name a body by words that no other has."""
    if heading.body is None or heading.section is None:
        return tuple(openings)
    section = heading.section.span
    index = next(i for i, block in enumerate(blocks) if section.end <= block.span.end)
    if any(one.index == index for one in openings):
        return tuple(openings)
    stretch = Stretch(
        opening=blocks[index],
        body=heading.body,
        date=heading.day,
        section=heading.section,
        blocks=(),
    )
    return tuple(sorted([*openings, Opening(index, stretch)], key=lambda one: one.index))


def _day_and_place(opening: Opening) -> tuple[dt.date, int]:
    day = opening.stretch.date if opening.stretch else None
    return (day.value if day else dt.date.min, opening.index)


def _of_current(heading: Heading, current: Opening | None) -> Heading:
    """The heading with body, day and § of the current handling."""
    if current is None or current.stretch is None:
        return heading
    stretch = current.stretch
    return msgspec.structs.replace(
        heading, body=stretch.body, day=stretch.date, section=stretch.section
    )


def _tells(block: Block, heading: Heading) -> bool:
    """Whether the § of the current handling was read from a line."""
    section = heading.section.span if heading.section else None
    return (
        section is not None and block.span.start <= section.start and section.end <= block.span.end
    )
