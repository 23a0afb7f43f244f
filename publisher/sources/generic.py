"""Minutes of no system that is known, read by the labels that all systems have in common.

Asked last. Seen as the content cell of a web page, without anything around it; as the minutes or
the call of a whole meeting from a municipality's own pages, by whatever shape its § are headed; as
both in one file; and as the text that a converter made of a PDF, a page a line, with signs and
figures lost. What is certain is read, and the rest is left open: no day is taken from prose, and
what no label announces is an inference of low confidence. Out of scope: prose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument, Span
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.items.reading import ItemReading
from publisher.labels import Label
from publisher.layouts.cells import is_cell, read_cell
from publisher.layouts.evidence import is_told
from publisher.layouts.page_titles import PageTitle
from publisher.layouts.plain_lines import PlainLines, read_plain_lines
from publisher.layouts.unlabelled import read_unlabelled
from publisher.meetings.front_page import read_front_page
from publisher.meetings.front_proof import says_minutes
from publisher.meetings.numbered_meetings import (
    NumberedMeeting,
    plain_body,
    read_numbered_meeting,
)
from publisher.meetings.numbering import Numbering, find_numbering
from publisher.meetings.numbering_shapes import Shape
from publisher.model import DocumentKind, Found, Item, Meeting, Minutes

NAME = "generic"

# Of an agenda, hardly any item has a decision, and then one that is quoted.
_MOST_QUOTED = 0.5
# What the document is stands among its first lines.
_KIND_LINES = 60
_BELOW = "signatures"
_INVITED = "names somebody who is called to the meeting"
_QUOTED = "tells of an earlier handling, and not of which"


class _Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from the lines."""

    kind: DocumentKind
    items: tuple[Item, ...]
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]
    organization: Found[str] | None = None
    body: Found[str] | None = None
    date: Found[dt.date] | None = None
    meeting: Meeting | None = None


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether something is proposed or decided in it, in the words of minutes."""
    known = _with_owners(readers)
    lines = read_plain_lines(document, known)
    numbering = find_numbering(lines.blocks, known, is_proven=lines.has_front)
    return bool(lines.blocks) and (
        _is_meeting(lines, numbering, known)
        or _read_front(lines, known) is not None
        or is_cell(lines.blocks, known)
        or read_unlabelled(lines.blocks, known) is not None
    )


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read a meeting, or a single item."""
    known = _with_owners(readers)
    reading = _read(read_plain_lines(document, known), known)
    minutes = Minutes(
        kind=reading.kind,
        language=language_of(document.text, readers.phrases),
        organization=reading.organization,
        body=reading.body,
        date=reading.date,
        items=reading.items,
        meeting=reading.meeting,
    )
    return Extraction(minutes=minutes, unused=reading.unused, ignored=reading.ignored)


def _with_owners(readers: Readers) -> Readers:
    """The readers with the labels that name whose text follows, as this table has them."""
    patterns = readers.words.patterns
    shared = [pair for pair in readers.words.labels.owned if pair[1] is not Label.DECISION]
    deciding = ("deciding", "deciding_sv", "deciding_short")
    labels = msgspec.structs.replace(
        readers.words.labels,
        owned=(*shared, *((patterns[name], Label.DECISION) for name in deciding)),
        owned_marks=(*readers.words.labels.owned_marks, ":"),
    )
    words = msgspec.structs.replace(readers.words, labels=labels)
    return msgspec.structs.replace(readers, words=words)


def _read(lines: PlainLines, readers: Readers) -> _Reading:
    """What the lines of a document say."""
    numbering = find_numbering(lines.blocks, readers, is_proven=lines.has_front)
    if _is_meeting(lines, numbering, readers):
        return _read_meeting(lines, numbering, readers)
    front = _read_front(lines, readers)
    if front is not None:
        return front
    if is_cell(lines.blocks, readers):
        cell = read_cell(lines.blocks, readers)
        return _single(cell.reading, cell.body, lines)
    unlabelled = read_unlabelled(lines.blocks, readers)
    assert unlabelled is not None  # noqa: S101  (`recognises` has read it)
    return _single(unlabelled.reading, unlabelled.body, lines)


def _is_meeting(lines: PlainLines, numbering: Numbering, readers: Readers) -> bool:
    """Whether a text has numbered items, and proves that they are those of a meeting."""
    if not numbering.is_likely():
        return False
    if lines.has_front or numbering.shape is Shape.WITH_TIME:
        return True
    return is_told(lines.blocks[numbering.headings[0].index :], readers)


def _single(reading: ItemReading, body: Found[str] | None, lines: PlainLines) -> _Reading:
    decided = reading.item.decision is not None or reading.item.discussion is not None
    return _Reading(
        kind=DocumentKind.MINUTES_ITEM if decided else DocumentKind.AGENDA_ITEM,
        items=(reading.item,),
        unused=reading.unused,
        ignored=(*lines.ignored, *reading.ignored),
        body=body,
    )


# Meetings -----------------------------------------------------------------------------------------


def _read_meeting(lines: PlainLines, numbering: Numbering, readers: Readers) -> _Reading:
    blocks, below = _without_signatures(lines.blocks, numbering, readers)
    meeting = read_numbered_meeting(blocks, numbering, readers)
    kind = _kind(meeting, blocks[: numbering.headings[0].index], readers)
    items, quoted = meeting.items, list[Block]()
    said, invited = meeting.meeting(), list[Block]()
    if kind in {DocumentKind.AGENDA, DocumentKind.AGENDA_ITEM}:
        items = tuple(msgspec.structs.replace(item, decision=None) for item in items)
        quoted = _decision_lines(meeting.items, blocks)
        said, invited = _without_people(said, blocks)
    else:
        said = meeting.held(readers.phrases)
    return _Reading(
        kind=kind,
        items=items,
        unused=meeting.unused,
        ignored=(
            *lines.ignored,
            *meeting.ignored,
            *((block, _BELOW) for block in below),
            *((block, _QUOTED) for block in quoted),
            *((block, _INVITED) for block in invited),
        ),
        organization=meeting.front.organization or lines.title.head.organization,
        body=meeting.body or lines.title.head.body,
        date=meeting.date or lines.title.day,
        meeting=_numbered(said, lines.title),
    )


def _read_front(lines: PlainLines, readers: Readers) -> _Reading | None:
    """A front page or a call alone: the document breaks off before its first item is told.

    Returns:
        What it says of the meeting; None if it is no front page, or says nothing.
    """
    if not lines.has_front:
        return None
    front = read_front_page(lines.blocks, readers.phrases)
    is_minutes = front.meeting.ends is not None or says_minutes(lines.blocks, lines.above)
    called = _without_people(front.meeting, lines.blocks)
    said, invited = (front.meeting, []) if is_minutes else called
    meeting = _numbered(said, lines.title)
    if meeting is None:
        return None
    return _Reading(
        kind=DocumentKind.MINUTES if is_minutes else DocumentKind.AGENDA,
        items=(),
        unused=front.unused,
        ignored=(*lines.ignored, *front.ignored, *((block, _INVITED) for block in invited)),
        organization=front.organization or lines.title.head.organization,
        body=plain_body(front.body) or lines.title.head.body,
        date=front.date or lines.title.day,
        meeting=meeting,
    )


def _without_signatures(
    blocks: Sequence[Block], numbering: Numbering, readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """The lines up to the signatures under the last item, and the signatures."""
    pattern = readers.words.patterns["signatures"]
    last = numbering.headings[-1].index
    signed = (i for i in range(last + 1, len(blocks)) if pattern.fullmatch(blocks[i].text))
    end = next(signed, len(blocks))
    return blocks[:end], blocks[end:]


def _kind(meeting: NumberedMeeting, front: Sequence[Block], readers: Readers) -> DocumentKind:
    """What it is: a document that decides nothing is an agenda, unless it says it is minutes."""
    decided = sum(item.decision is not None for item in meeting.items)
    said = meeting.meeting()
    whole = len(meeting.items) > 1 or (said is not None and said.starts is not None)
    if _says(front, "minutes", readers) or (decided and not _says(front, "agenda", readers)):
        return DocumentKind.MINUTES if whole else DocumentKind.MINUTES_ITEM
    if decided > _MOST_QUOTED * len(meeting.items):
        return DocumentKind.MINUTES if whole else DocumentKind.MINUTES_ITEM
    return DocumentKind.AGENDA if whole else DocumentKind.AGENDA_ITEM


def _says(front: Sequence[Block], kind: str, readers: Readers) -> bool:
    pattern = readers.words.patterns[kind]
    return any(pattern.fullmatch(block.text) for block in front[:_KIND_LINES])


def _decision_lines(items: Sequence[Item], blocks: Sequence[Block]) -> list[Block]:
    spans = [item.decision.text.span for item in items if item.decision is not None]
    return _lines_at(spans, blocks)


def _lines_at(spans: Sequence[Span], blocks: Sequence[Block]) -> list[Block]:
    return [
        block
        for block in blocks
        if any(span.start < block.span.end and block.span.start < span.end for span in spans)
    ]


def _without_people(
    meeting: Meeting | None, blocks: Sequence[Block]
) -> tuple[Meeting | None, list[Block]]:
    """A meeting that is still to come, to which people are called; and the lines that name them."""
    if meeting is None:
        return None, []
    called = [one.person.span for one in meeting.attendance]
    spans = [*called, *(one.span for one in meeting.checkers)]
    kept = msgspec.structs.replace(meeting, attendance=(), checkers=())
    return _or_none(kept), _lines_at(spans, blocks)


def _numbered(meeting: Meeting | None, title: PageTitle) -> Meeting | None:
    """A meeting with the number that only the title of the page has."""
    said = meeting or Meeting()
    return _or_none(msgspec.structs.replace(said, number=said.number or title.head.number))


def _or_none(meeting: Meeting) -> Meeting | None:
    """None instead of a meeting of which nothing is said."""
    return None if meeting == Meeting() else meeting
