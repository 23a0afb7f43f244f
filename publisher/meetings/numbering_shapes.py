"""The lines that may be headings of items, by the shape in which they print the number.

Seen as *§ 5 Title*, *57 § TITLE*, *118 TITLE*, *§ 4, STST 2014-03-17 17:00*, *Kvalt 31* under the
title, and as body, day and § on a line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.dates import parse_written_day
from publisher.finnish.people import is_body
from publisher.items.parts import cut
from publisher.items.stretches import read_opening
from publisher.model import Found


class Shape(StrEnum):
    """How a heading prints the number of its item."""

    SIGN_FIRST = "sign-first"
    SIGN_LAST = "sign-last"
    WITH_TIME = "with-time"
    OPENING = "opening"
    BARE = "bare"
    ABBREVIATION = "abbreviation"


_TITLE = r"(?P<title>(?:[^\W_]|[\"“”'’»(/*-](?=\S)).*)"
_PATTERNS: Final = {
    Shape.SIGN_FIRST: re.compile(
        rf"(?:#{{1,6}}\s)?§\s?(?P<section>\d{{1,4}})(?:\.?\s+{_TITLE}|\.?)"
    ),
    Shape.SIGN_LAST: re.compile(rf"(?P<section>\d{{1,4}})\s?§(?:\s+{_TITLE})?"),
    Shape.WITH_TIME: re.compile(
        r"(?:§\s?)?(?P<section>\d{1,4}),\s(?P<body>[^\W\d_]{2,12})"
        r"\s(?:(?P<date>\d{4}-\d{2}-\d{2})\s?)?(?:\d{1,2})?:\d{2}"
    ),
    Shape.BARE: re.compile(rf"(?P<section>\d{{1,4}})\s+{_TITLE}"),
    Shape.ABBREVIATION: re.compile(r"(?P<body>[^\W\d_]{1,21})\s(?:§\s?)?(?P<section>\d{1,4})"),
}
_FIGURE = re.compile(r"\d")
# A title of one word in capitals is not shorter.
_SHORTEST_TITLE = 5
# What is longer is no heading, but a sentence that begins with a number; so is what ends as a
# sentence does and has more words.
_LONGEST_HEADING = 300
_MOST_WORDS = 6
_LONGEST_ABBREVIATION = 12
# Behind or before a word alone these are years: Talousarvio 2014.
_YEARS = range(1900, 2100)


class NumberedHeading(msgspec.Struct, frozen=True, kw_only=True):
    """A line that may be the heading of an item.

    Attributes:
        index: Which line.
        number: Of the §.
        title: What stands after the number; None if nothing does.
        body: Whose item it is, where the line says so.
        date: When the meeting was, likewise.
    """

    index: int
    number: Found[int]
    title: Block | None = None
    body: Found[str] | None = None
    date: Found[dt.date] | None = None


def read_headings(
    shape: Shape, blocks: Sequence[Block], readers: Readers
) -> Iterator[NumberedHeading]:
    """Read every line that has a shape.

    Args:
        shape: The shape.
        blocks: All lines, without page furniture.
        readers: Know what opens a handling; the table may have the patterns ``page_number``, of
            what follows a title in a list of contents, and ``no_body``, of words that stand before
            a number and are no bodies.

    Yields:
        The headings in order.
    """
    for index, block in enumerate(blocks):
        if len(block.text) > _LONGEST_HEADING or not _FIGURE.search(block.text):
            continue
        reads_opening = shape is Shape.OPENING
        heading = (
            _read_opening(index, block, readers)
            if reads_opening
            else _read_match(shape, index, block, readers)
        )
        if heading is not None and _may_be(shape, heading, readers):
            yield heading


def is_in_capitals(text: str) -> bool:
    """Whether a line is printed in capitals, as old minutes print titles."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _SHORTEST_TITLE


def _read_opening(index: int, block: Block, readers: Readers) -> NumberedHeading | None:
    stretch = read_opening(block, readers.phrases)
    if stretch is None:
        return None
    return NumberedHeading(
        index=index, number=stretch.section, body=stretch.body, date=stretch.date
    )


def _read_match(shape: Shape, index: int, block: Block, readers: Readers) -> NumberedHeading | None:
    match = _PATTERNS[shape].fullmatch(block.text)
    if match is None:
        return None
    groups = match.groupdict()
    day = parse_written_day(groups["date"]) if groups.get("date") else None
    body = groups.get("body")
    return NumberedHeading(
        index=index,
        number=Found(int(match["section"]), cut(block, *match.span("section")).span),
        title=_title(block, match, readers) if groups.get("title") else None,
        body=Found(body, cut(block, *match.span("body")).span) if body else None,
        date=None if day is None else Found(day, cut(block, *match.span("date")).span),
    )


def _title(block: Block, match: re.Match[str], readers: Readers) -> Block:
    """The title without the number of the page that follows it in a list of contents."""
    start, end = match.span("title")
    page = readers.words.patterns.get("page_number")
    if page is not None and (tail := page.search(block.text, start)):
        end = tail.start()
    return cut(block, start, start + len(block.text[start:end].rstrip()))


def _may_be_body(text: str, readers: Readers) -> bool:
    """Whether a word may be a body, abbreviated or in full."""
    excluded = readers.words.patterns.get("no_body")
    if not text[:1].isupper() or (excluded is not None and excluded.fullmatch(text)):
        return False
    return len(text) <= _LONGEST_ABBREVIATION or is_body(text, readers.phrases)


def _may_be(shape: Shape, heading: NumberedHeading, readers: Readers) -> bool:
    """Whether what stands beside the number may stand in a heading."""
    title = heading.title.text if heading.title else ""
    is_year = heading.number.value in _YEARS
    if shape is Shape.BARE:
        return is_in_capitals(title) and not is_year
    if shape is Shape.ABBREVIATION:
        return not is_year and _may_be_body(heading.body.value if heading.body else "", readers)
    is_prose = title.endswith((".", ":", ";", ",")) and len(title.split()) > _MOST_WORDS
    return not title[:1].islower() and not is_prose
