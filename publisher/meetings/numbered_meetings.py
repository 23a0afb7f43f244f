"""A meeting of an unknown system: its front page, and its numbered items."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.meetings.appeals import AppealGroup, attach, split_appeals, unattached
from publisher.meetings.checkers import with_checkers
from publisher.meetings.front_page import FrontPage, read_front_page
from publisher.meetings.numbered import NumberedItem, read_numbered, split_numbered
from publisher.meetings.numbering import Numbering
from publisher.meetings.splitting import Section
from publisher.model import Found, Item, Meeting
from publisher.phrases import Phrases

_NO_NAME = re.compile(r"[\d/:]")
_Value = TypeVar("_Value", str, dt.date)


class NumberedMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from the lines of a meeting.

    Attributes:
        front: What stands before the first item.
        body: Who met, as the front page says, or else all items that say it.
        date: When, likewise.
        items: In the order of the document.
        unused: The lines that nobody could place.
        ignored: The lines that are left out, and why.
    """

    front: FrontPage
    body: Found[str] | None
    date: Found[dt.date] | None
    items: tuple[Item, ...]
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]

    def meeting(self) -> Meeting | None:
        """What the front page says; None if it says nothing of time, place and people."""
        return _said(self.front.meeting)

    def held(self, phrases: Phrases) -> Meeting | None:
        """The same of a meeting that was held: with those whom a decision chose to check."""
        return _said(with_checkers(self.front.meeting, self.items, phrases))


def _said(meeting: Meeting) -> Meeting | None:
    return None if meeting == Meeting() else meeting


def read_numbered_meeting(
    blocks: Sequence[Block], numbering: Numbering, readers: Readers
) -> NumberedMeeting:
    """Read a meeting.

    Args:
        blocks: All lines, without page furniture.
        numbering: Of these lines; it has headings.
        readers: As `read_numbered` takes them.

    Returns:
        Front page and items.
    """
    lines, items = split_numbered(blocks, numbering, readers)
    front = read_front_page(lines, readers.phrases)
    last, groups = _without_appeals(items[-1], readers)
    readings = [read_numbered(item, readers) for item in (*items[:-1], last)]
    whole = attach([reading.item for reading in readings], groups, readers.phrases)
    return NumberedMeeting(
        front=front,
        body=plain_body(front.body) or _agreed(reading.body for reading in readings),
        date=front.date or _agreed(reading.date for reading in readings),
        items=whole,
        unused=(
            *front.unused,
            *(block for reading in readings for block in reading.unused),
            *unattached(whole, groups),
        ),
        ignored=(
            *front.ignored,
            *((block, "repeats the heading of an item") for block in numbering.repeated),
            *(pair for reading in readings for pair in reading.ignored),
        ),
    )


def plain_body(body: Found[str] | None) -> Found[str] | None:
    """The name of a body, if it may be one.

    Args:
        body: As a front page has it: a converter may have glued the head of a page to it.

    Returns:
        The same; None if there is anything in it that no name has.
    """
    return None if body is None or _NO_NAME.search(body.value) else body


def _agreed(said: Iterable[Found[_Value] | None]) -> Found[_Value] | None:
    """What all items say that say anything; None if they say different things."""
    found = [one for one in said if one is not None]
    return found[0] if len({one.value for one in found}) == 1 else None


def _without_appeals(
    item: NumberedItem, readers: Readers
) -> tuple[NumberedItem, tuple[AppealGroup, ...]]:
    """The last item without the pages about appeal that follow it."""
    section = Section(
        prelude=item.above,
        number=item.heading.number,
        heading=item.line,
        title=item.heading.title,
        blocks=item.blocks,
    )
    kept, groups = split_appeals(section, readers.words)
    return msgspec.structs.replace(item, blocks=kept.blocks), groups
