"""The page of one meeting that lists its items, each with § and title.

Seen at Turku: body, day and kind of the documents on one line, then when the meeting was held and
where, and a table of the items that leads to their pages. Nothing of what was decided is there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.finnish.dates import parse_day
from publisher.finnish.times import parse_time
from publisher.items.parts import cut
from publisher.model import DocumentKind, Found, Item, Meeting

# What stands above the items takes no more lines.
_TOP_LINES = 15
_ABOVE = "page furniture: above the table"

Patterns = Mapping[str, re.Pattern[str]]


class MeetingList(msgspec.Struct, frozen=True, kw_only=True):
    """What such a page says.

    Attributes:
        kind: Minutes or an agenda, as a whole.
        body: As printed.
        day: Of the meeting.
        meeting: When and where it was held, and its §§.
        items: Their § and title, and nothing else.
        unused: The lines that nobody could place.
        ignored: The lines that are left out, and why.
    """

    kind: DocumentKind
    body: Found[str]
    day: Found[dt.date] | None
    meeting: Meeting
    items: tuple[Item, ...]
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


def read_meeting_list(blocks: Sequence[Block], patterns: Patterns) -> MeetingList | None:
    """Read the list of the items of a meeting.

    Args:
        blocks: All lines.
        patterns: ``list_title`` with the groups ``body``, ``date`` and ``kind``; ``list_time`` with
            ``starts``, ``ends`` and ``place``; ``list_item`` with ``section`` and ``title``;
            ``list_agenda`` for the kind of an agenda, and ``list_idle`` for the other lines above
            and below the items.

    Returns:
        What it says; None if no line says whose meeting it is, or no item follows.
    """
    top = [
        (index, match)
        for index, block in enumerate(blocks[:_TOP_LINES])
        if (match := patterns["list_title"].fullmatch(block.text))
    ]
    rows = [(block, match) for block in blocks if (match := _item(block, patterns))]
    if not top or not rows:
        return None
    index, title = top[0]
    times = _first(blocks, patterns["list_time"])
    items = tuple(_read_item(block, match) for block, match in rows)
    used = {blocks[index].span, *(block.span for block, _ in rows)}
    used |= {times[0].span} if times else set()
    others = [block for block in blocks[index + 1 :] if block.span not in used]
    idle = [block for block in others if patterns["list_idle"].fullmatch(block.text)]
    day = parse_day(title["date"])
    is_agenda = patterns["list_agenda"].fullmatch(title["kind"]) is not None
    return MeetingList(
        kind=DocumentKind.AGENDA if is_agenda else DocumentKind.MINUTES,
        body=_group(blocks[index], title, "body"),
        day=None if day is None else Found(day, _group(blocks[index], title, "date").span),
        meeting=_read_meeting(times, items),
        items=items,
        unused=tuple(block for block in others if block not in idle),
        ignored=tuple((block, _ABOVE) for block in (*blocks[:index], *idle)),
    )


def _item(block: Block, patterns: Patterns) -> re.Match[str] | None:
    return patterns["list_item"].fullmatch(block.text)


def _first(blocks: Sequence[Block], pattern: re.Pattern[str]) -> tuple[Block, re.Match[str]] | None:
    top = blocks[:_TOP_LINES]
    return next(((one, match) for one in top if (match := pattern.fullmatch(one.text))), None)


def _group(block: Block, match: re.Match[str], name: str) -> Found[str]:
    excerpt = Excerpt([cut(block, *match.span(name))])
    return Found(excerpt.text, excerpt.span())


def _read_item(block: Block, match: re.Match[str]) -> Item:
    number = _group(block, match, "section")
    return Item(title=_group(block, match, "title"), section=Found(int(number.value), number.span))


def _read_meeting(line: tuple[Block, re.Match[str]] | None, items: Sequence[Item]) -> Meeting:
    contents = tuple(item.section for item in items if item.section is not None)
    if line is None:
        return Meeting(contents=contents)
    return Meeting(
        starts=_clock(*line, "starts"),
        ends=_clock(*line, "ends"),
        place=_group(*line, "place") if line[1]["place"] else None,
        contents=contents,
    )


def _clock(block: Block, match: re.Match[str], name: str) -> Found[dt.time] | None:
    time = parse_time(match[name]) if match[name] else None
    return None if time is None else Found(time.value, _group(block, match, name).span)
