"""CaseM (CloudNC): the web page of an item, and the minutes of a meeting as text or PDF.

Seen in municipalities and wellbeing services counties. A web page opens with *<Body>, kokous
d.m.yyyy*. The minutes of a meeting have a front page, and every item opens with the list of its
handlings, ``§ n``, title and case number; each handling opens with *<Body>, dd.mm.yyyy, § n*, the
oldest first. Items cut out of minutes look the same without the front page. In scope: all of these,
also as the Markdown of a converter, which loses some of the openings. Out of scope: the answers of
the open interface, which are a system of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import takewhile

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.extraction import Extraction, Readers
from publisher.finnish.dates import parse_day
from publisher.finnish.languages import language_of
from publisher.items.deciders import deciding_body
from publisher.items.parts import cut, split_parts
from publisher.items.reading import read_handling
from publisher.items.stretches import Unopened
from publisher.labels import Label
from publisher.layouts.unopened import split_at_decisions
from publisher.meetings.appeals import attach, split_appeals, unattached
from publisher.meetings.attendance import given_name_first
from publisher.meetings.checkers import with_checkers
from publisher.meetings.front_page import FrontPage, read_front_page
from publisher.meetings.page_headers import PageHeader, read_page_headers, text_lines
from publisher.meetings.sections import SectionReading, join_interrupted, read_section
from publisher.meetings.splitting import Meeting as SplitMeeting
from publisher.meetings.splitting import Section, split_meeting
from publisher.meetings.torn_numbers import find_torn_numbers
from publisher.meetings.words import meeting_words
from publisher.model import DocumentKind, Found, Item, Meeting, Minutes

NAME = "casem"

# The heading of a web page stands among its first lines.
_WEB_LINES = 12
_HEADER_LINES = 20
_HEADER = "page furniture: the header of a page"
_TORN = "number of a list, torn from its line"
_ABOVE = "page furniture: above the page's heading"


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether it is headed as a web page of CaseM, or its pages or item as the minutes of CaseM."""
    found = _web_heading(document.blocks, readers)
    if found is not None:
        return bool(split_meeting(document.blocks[found[0] + 1 :]).sections)
    patterns = readers.words.patterns
    if _is_cut_out(document.blocks, readers):
        return bool(_read_pages(document.blocks, readers).meeting.sections)
    if any(patterns["foreign"].fullmatch(block.text) for block in document.blocks[:_HEADER_LINES]):
        return False
    if not any(patterns["kind"].search(block.text) for block in document.blocks):
        return False
    paged = _read_pages(document.blocks, readers)
    header = paged.header
    return (
        header.organization is not None
        and header.body is not None
        and (header.number is not None or _is_call(document.blocks, header, readers))
        and bool(paged.meeting.sections)
    )


def _is_cut_out(blocks: Sequence[Block], readers: Readers) -> bool:
    """Whether it begins as an item does, with the list of its handlings above the §."""
    reference = readers.words.patterns["reference"]
    listed = list(takewhile(lambda block: reference.match(block.text), blocks))
    if not listed:
        return False
    sections = split_meeting(blocks, lambda block: block in listed).sections
    return bool(sections) and sections[0].prelude == tuple(listed)


def _is_call(blocks: Sequence[Block], header: PageHeader, readers: Readers) -> bool:
    """Whether it is a call, which bears no number, with what only CaseM prints above an item."""
    own = [readers.words.patterns[name] for name in ("reference", "own_case")]
    return header.is_agenda and any(
        pattern.fullmatch(block.text) for block in blocks for pattern in own
    )


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read a web page, or the minutes of a meeting, or items cut out of them."""
    found = _web_heading(document.blocks, readers)
    if found is not None:
        return _read_page(document, readers, *found)
    return _read_minutes(document, readers)


def _web_heading(blocks: Sequence[Block], readers: Readers) -> tuple[int, re.Match[str]] | None:
    for index, block in enumerate(blocks[:_WEB_LINES]):
        if match := readers.words.patterns["heading"].fullmatch(block.text):
            return index, match
    return None


# Web pages ----------------------------------------------------------------------------------------


def _read_page(
    document: SourceDocument, readers: Readers, index: int, match: re.Match[str]
) -> Extraction:
    line = document.blocks[index]
    after = document.blocks[index + 1 :]
    ignored = [(block, readers.words.ignores(block.text)) for block in after]
    meeting = split_meeting([block for block, reason in ignored if reason is None])
    sections = join_interrupted(meeting.sections, readers.words)
    readings = [_read_section(section, readers) for section in sections]
    day = parse_day(match["date"].replace("-", "."))
    minutes = Minutes(
        kind=_kind_of_page(after, [reading.item for reading in readings], readers),
        language=language_of(document.text, readers.phrases),
        organization=None,
        body=Found(match["body"], cut(line, *match.span("body")).span),
        date=None if day is None else Found(day, cut(line, *match.span("date")).span),
        items=tuple(_with_names(reading.item) for reading in readings),
    )
    return Extraction(
        minutes=minutes,
        unused=(*meeting.front, *(block for reading in readings for block in reading.unused)),
        ignored=(
            *((block, _ABOVE) for block in document.blocks[:index]),
            *((block, reason) for block, reason in ignored if reason is not None),
            *(pair for reading in readings for pair in reading.ignored),
        ),
    )


def _read_section(section: Section, readers: Readers) -> SectionReading:
    """Read the item of a page, which may tell what another body decided before the current one."""
    patterns = readers.words.patterns
    before, handlings = split_at_decisions(section.blocks, readers.words)
    if not handlings:
        return read_section(section, readers, case=patterns["case"])
    *others, own = handlings
    quoted = [read_handling(_quoted(blocks, readers), readers) for blocks in others]
    return read_section(
        msgspec.structs.replace(section, blocks=(*before, *own)),
        readers,
        case=patterns["case"],
        quoted=quoted,
    )


def _with_names(item: Item) -> Item:
    """An item with its names given name first, if the presenter shows that the page turns them."""
    words = meeting_words()
    presenter = item.presenter and given_name_first(item.presenter, words)
    if presenter == item.presenter:
        return item
    return msgspec.structs.replace(
        item,
        presenter=presenter,
        recusals=tuple(
            msgspec.structs.replace(one, person=given_name_first(one.person, words))
            for one in item.recusals
        ),
    )


def _quoted(blocks: tuple[Block, ...], readers: Readers) -> Unopened:
    """An earlier handling, of which nothing but the words of its decision tells whose it is."""
    decisions = (part for part in split_parts(blocks, readers.words))
    decided = next((part.blocks for part in decisions if part.label is Label.DECISION), ())
    body = deciding_body(decided, readers.words.patterns["decided"], readers.phrases)
    return Unopened(body=body, date=None, section=None, blocks=blocks)


def _kind_of_page(blocks: Sequence[Block], items: Sequence[Item], readers: Readers) -> DocumentKind:
    """An agenda, if there is a proposal and nothing that only minutes say."""
    several = len(items) > 1
    minuted = readers.words.patterns["minuted"]
    told = any(item.decision or item.discussion for item in items)
    if told or any(minuted.fullmatch(block.text) for block in blocks):
        return DocumentKind.MINUTES if several else DocumentKind.MINUTES_ITEM
    if any(item.proposal for item in items):
        return DocumentKind.AGENDA if several else DocumentKind.AGENDA_ITEM
    return DocumentKind.MINUTES if several else DocumentKind.MINUTES_ITEM


# Minutes of a meeting -----------------------------------------------------------------------------


class _Pages(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of minutes, taken apart.

    Attributes:
        header: What their headers say.
        torn: Numbers of lists that stand alone, torn from their lines.
        meeting: The other lines.
    """

    header: PageHeader
    torn: tuple[Block, ...]
    meeting: SplitMeeting


def _read_pages(blocks: Sequence[Block], readers: Readers) -> _Pages:
    header = read_page_headers(blocks, readers)
    reference = readers.words.patterns["reference"]
    text = text_lines(blocks, header, readers)
    torn = tuple(find_torn_numbers(text))
    places = {block.span for block in torn}
    meeting = split_meeting(
        [block for block in text if block.span not in places],
        lambda block: bool(reference.match(block.text)),
    )
    return _Pages(header=header, torn=torn, meeting=meeting)


def _read_minutes(document: SourceDocument, readers: Readers) -> Extraction:
    paged = _read_pages(document.blocks, readers)
    header, meeting = paged.header, paged.meeting
    reference = readers.words.patterns["reference"]
    sections = meeting.sections
    last, groups = split_appeals(sections[-1], readers.words)
    readings = [read_section(section, readers, reference) for section in (*sections[:-1], last)]
    front = read_front_page(meeting.front, readers.phrases)
    items = attach([reading.item for reading in readings], groups, readers.phrases)
    minutes = Minutes(
        kind=_kind(header, len(readings)),
        language=language_of(document.text, readers.phrases),
        organization=header.organization or front.organization,
        body=_body(header, readings) or front.body,
        date=_date(header, front, readings),
        items=items,
        meeting=_meeting(front, header, items, readers) if meeting.front else None,
    )
    return Extraction(
        minutes=minutes,
        unused=(
            *front.unused,
            *(block for reading in readings for block in reading.unused),
            *unattached(items, groups),
        ),
        ignored=(
            *((block, _HEADER) for block in header.lines),
            *((block, _TORN) for block in paged.torn),
            *front.ignored,
            *(pair for reading in readings for pair in reading.ignored),
        ),
    )


def _meeting(
    front: FrontPage, header: PageHeader, items: Sequence[Item], readers: Readers
) -> Meeting:
    """What the front page says, with the number on the pages and whom the meeting chose."""
    whole = with_checkers(front.meeting, items, readers.phrases)
    return msgspec.structs.replace(whole, number=whole.number or header.number)


def _kind(header: PageHeader, items: int) -> DocumentKind:
    if header.is_agenda:
        return DocumentKind.AGENDA if items > 1 else DocumentKind.AGENDA_ITEM
    return DocumentKind.MINUTES if items > 1 else DocumentKind.MINUTES_ITEM


def _body(header: PageHeader, readings: Sequence[SectionReading]) -> Found[str] | None:
    """The body that a current handling names, or else the pages."""
    return next((one.body for one in readings if one.body is not None), header.body)


def _date(
    header: PageHeader, front: FrontPage, readings: Sequence[SectionReading]
) -> Found[dt.date] | None:
    """The day that a current handling names, or else the front page, or else the pages.

    The day on the pages of a call is that of the call.
    """
    handled = next((one.date for one in readings if one.date is not None), None)
    return handled or front.date or (None if header.is_agenda else header.date)
