"""What the title of a page for reading PDFs says of the meeting whose minutes it shows.

The title is the beginning of the PDF as its own text layer has it, so that it often keeps what the
transcript below it has lost: *KASKIRANNAN KUNTA. Pöytäkirja. Kunnanhallitus. Aika Tiistai 5.4.2016
klo 18.00*. A day in it is that of the meeting only if a word or a time beside it says so: it may as
well be the day on which the minutes were checked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.dates import find_days
from publisher.items.parts import cut
from publisher.meetings.front_heads import PageHead, read_heads
from publisher.meetings.words import meeting_words
from publisher.model import Found

_SENTENCE = re.compile(r"(?:(?!\.\s).)+\.?")
# What stands beside a day to say what day it is.
_BESIDE = 40


class PageTitle(msgspec.Struct, frozen=True, kw_only=True):
    """What a title says.

    Attributes:
        head: Whose meeting, and which.
        day: When; None if the title names several days, or does not say what day it is.
    """

    head: PageHead
    day: Found[dt.date] | None


def read_page_title(above: Sequence[Block], readers: Readers) -> PageTitle:
    """Read the lines above a transcript.

    Args:
        above: The lines.
        readers: The table has the patterns ``day_behind``, of what stands before the day of a
            meeting, and ``day_before``, of what stands behind it.

    Returns:
        What they say; nothing if there are none.
    """
    days = {day.value: day for day in _days(above, readers)}
    pieces = [piece for block in above for piece in _pieces(block)]
    return PageTitle(
        head=read_heads(pieces, meeting_words(), readers.phrases),
        day=next(iter(days.values())) if len(days) == 1 else None,
    )


def _pieces(block: Block) -> Iterator[Block]:
    """The sentences of a line, each without its full stop."""
    for match in _SENTENCE.finditer(block.text):
        text = match[0].strip().rstrip(".")
        if text:
            start = match.start() + match[0].index(text)
            yield cut(block, start, start + len(text))


def _days(above: Sequence[Block], readers: Readers) -> Iterator[Found[dt.date]]:
    patterns = readers.words.patterns
    for block in above:
        for day in find_days(block.text):
            before = block.text[max(0, day.start - _BESIDE) : day.start]
            after = block.text[day.end : day.end + _BESIDE]
            said = patterns["day_behind"].search(before) or patterns["day_before"].match(after)
            if said and day.value is not None:
                yield Found(day.value, cut(block, day.start, day.end).span)
