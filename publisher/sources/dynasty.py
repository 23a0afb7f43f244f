"""Innofactor Dynasty: the web page of one item (``DREQUEST.PHP?page=meetingitem``).

Seen on oncloudos.com and on municipalities' own hosts, in Finnish and Swedish, as pages and as
text crawled from them: a banner with the organisation's name, addresses of feeds, the body, the
line *Pöytäkirja dd.mm.yyyy/Pykälä N*, navigation, then the item with labels padded to a column.
In scope: items of minutes. Out of scope: items of agendas, which are left to a later reader, and
stacks of earlier handlings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.extraction import Extraction, Readers
from publisher.finnish.dates import parse_day
from publisher.finnish.languages import language_of
from publisher.items.heading import Heading, read_heading
from publisher.items.parts import cut
from publisher.items.reading import read_item
from publisher.model import DocumentKind, Found, Minutes

NAME = "dynasty"

# The page's own heading stands among its first lines.
_PAGE_HEADING_LINES = 20
_REPEATED = "repeats the page's heading"
_ABOVE_HEADING = "page furniture: above the body's name"


class _Page(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says around the item."""

    organization: Found[str] | None
    body: Found[str]
    day: Found[dt.date] | None
    section: Found[int]
    item: tuple[Block, ...]
    furniture: tuple[tuple[Block, str], ...]


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether the line with day and § of a Dynasty page stands among the first ones."""
    return _find_heading(document.blocks, readers) is not None


def _find_heading(blocks: Sequence[Block], readers: Readers) -> tuple[int, re.Match[str]] | None:
    pattern = readers.words.patterns["heading"]
    for index, block in enumerate(blocks[:_PAGE_HEADING_LINES]):
        if index and (match := pattern.fullmatch(block.text)):
            return index, match
    return None


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the page of one item."""
    page = _read_page(document.blocks, readers)
    inner = read_heading(page.item, readers)
    heading: Heading = msgspec.structs.replace(
        inner, body=page.body, day=page.day, section=page.section
    )
    reading = read_item(page.item[inner.length :], heading, readers)
    minutes = Minutes(
        kind=DocumentKind.MINUTES_ITEM,
        language=language_of(document.text, readers.phrases),
        organization=page.organization,
        body=page.body,
        date=page.day,
        items=(reading.item,),
    )
    repeated = _repeated(page.item[: inner.length], inner)
    return Extraction(
        minutes=minutes,
        unused=reading.unused,
        ignored=(*page.furniture, *repeated, *reading.ignored),
    )


def _repeated(opening: Sequence[Block], heading: Heading) -> tuple[tuple[Block, str], ...]:
    """The lines of an item's opening that say the § or the body again."""
    said = [found.span for found in (heading.title, heading.case_number) if found is not None]
    return tuple(
        (block, _REPEATED)
        for block in opening
        if not any(span.start < block.span.end and block.span.start < span.end for span in said)
    )


def _read_page(blocks: Sequence[Block], readers: Readers) -> _Page:
    found = _find_heading(blocks, readers)
    assert found is not None  # noqa: S101  (`recognises` has found it)
    index, match = found
    line, body = blocks[index], blocks[index - 1]
    day = parse_day(match["date"])
    lines = [(block, readers.words.ignores(block.text)) for block in blocks[index + 1 :]]
    return _Page(
        organization=_organization(blocks[:index], readers),
        body=Found(body.text, body.span),
        day=None if day is None else Found(day, cut(line, *match.span("date")).span),
        section=Found(int(match["section"]), cut(line, *match.span("section")).span),
        item=tuple(block for block, reason in lines if reason is None),
        furniture=(
            *((block, _ABOVE_HEADING) for block in blocks[: index - 1]),
            *((block, reason) for block, reason in lines if reason is not None),
        ),
    )


def _organization(blocks: Sequence[Block], readers: Readers) -> Found[str] | None:
    """The name in the banner: after its last word, or in the next cell of the same table."""
    for block in blocks:
        if match := readers.words.patterns["banner"].fullmatch(block.text):
            if not match["organization"]:
                return None
            name = cut(block, *match.span("organization"))
            return Found(" ".join(name.text.split()), name.span)
    return None
