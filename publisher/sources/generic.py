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
from publisher.finnish.dates import parse_written_day
from publisher.finnish.languages import language_of
from publisher.items.parts import cut
from publisher.items.reading import ItemReading
from publisher.labels import Label
from publisher.layouts.cells import is_cell, read_cell
from publisher.layouts.evidence import is_told
from publisher.layouts.glued_labels import part_labels
from publisher.layouts.page_lines import cut_page_lines
from publisher.layouts.unlabelled import read_unlabelled
from publisher.meetings.numbered_meetings import NumberedMeeting, read_numbered_meeting
from publisher.meetings.numbering import Numbering, find_numbering
from publisher.meetings.numbering_shapes import Shape
from publisher.meetings.repeated_heads import find_repeated_heads
from publisher.model import DocumentKind, Found, Item, Meeting, Minutes

NAME = "generic"

# Of an agenda, hardly any item has a decision, and then one that is quoted.
_MOST_QUOTED = 0.5
# What the document is stands among its first lines.
_KIND_LINES = 60
_ABOVE = "page furniture: above the text"
_BELOW = "signatures"
_HEAD = "page furniture: the head of a page"
_INVITED = "names somebody who is called to the meeting"
_QUOTED = "tells of an earlier handling, and not of which"


class _Lines(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a document.

    Attributes:
        blocks: Those of the text.
        day: Of the meeting, where the title of the page says it.
        ignored: Those around the text.
    """

    blocks: tuple[Block, ...]
    day: Found[dt.date] | None
    ignored: tuple[tuple[Block, str], ...]


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
    blocks = _lines(document, known).blocks
    return bool(blocks) and (
        _is_meeting(blocks, find_numbering(blocks, known), known)
        or is_cell(blocks, known)
        or read_unlabelled(blocks, known) is not None
    )


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read a meeting, or a single item."""
    known = _with_owners(readers)
    reading = _read(_lines(document, known), known)
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


def _read(lines: _Lines, readers: Readers) -> _Reading:
    """What the lines of a document say."""
    numbering = find_numbering(lines.blocks, readers)
    if _is_meeting(lines.blocks, numbering, readers):
        return _read_meeting(lines, numbering, readers)
    if is_cell(lines.blocks, readers):
        cell = read_cell(lines.blocks, readers)
        return _single(cell.reading, cell.body, lines)
    unlabelled = read_unlabelled(lines.blocks, readers)
    assert unlabelled is not None  # noqa: S101  (`recognises` has read it)
    return _single(unlabelled.reading, unlabelled.body, lines)


def _is_meeting(blocks: Sequence[Block], numbering: Numbering, readers: Readers) -> bool:
    """Whether a text has numbered items, and proves that they are those of a meeting."""
    if not numbering.is_likely():
        return False
    first = numbering.headings[0].index
    return numbering.shape is Shape.WITH_TIME or is_told(blocks[first:], readers)


def _single(reading: ItemReading, body: Found[str] | None, lines: _Lines) -> _Reading:
    decided = reading.item.decision is not None or reading.item.discussion is not None
    return _Reading(
        kind=DocumentKind.MINUTES_ITEM if decided else DocumentKind.AGENDA_ITEM,
        items=(reading.item,),
        unused=reading.unused,
        ignored=(*lines.ignored, *reading.ignored),
        body=body,
    )


# Lines --------------------------------------------------------------------------------------------


def _lines(document: SourceDocument, readers: Readers) -> _Lines:
    above, text = _without_page(document.blocks, readers)
    reasons = [(block, _furniture(block, readers)) for block in text]
    kept = [block for block, reason in reasons if reason is None]
    pages = cut_page_lines(kept, readers)
    heads = find_repeated_heads(pages.blocks, readers.phrases)
    spans = {block.span for block in heads}
    lines = (block for block in pages.blocks if block.span not in spans)
    return _Lines(
        blocks=tuple(part_labels(lines, readers)),
        day=_titled_day(above, readers),
        ignored=(
            *((block, _ABOVE) for block in above),
            *((block, reason) for block, reason in reasons if reason is not None),
            *pages.ignored,
            *((block, _HEAD) for block in heads),
        ),
    )


def _furniture(block: Block, readers: Readers) -> str | None:
    return "page furniture" if block.furniture else readers.words.ignores(block.text)


def _without_page(
    blocks: Sequence[Block], readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """The lines of a page for reading PDFs, and those of the text."""
    pattern = readers.words.patterns["transcript"]
    start = next((i + 1 for i, block in enumerate(blocks) if pattern.fullmatch(block.text)), 0)
    return blocks[:start], blocks[start:]


def _titled_day(above: Sequence[Block], readers: Readers) -> Found[dt.date] | None:
    """The day in the title of the page, if it has but one."""
    found: list[Found[dt.date]] = []
    for block in above:
        for match in readers.words.patterns["titled_day"].finditer(block.text):
            group = "date" if match["date"] else "date2"
            day = parse_written_day(match[group])
            if day is not None:
                found.append(Found(day, cut(block, *match.span(group)).span))
    return found[0] if len({one.value for one in found}) == 1 else None


# Meetings -----------------------------------------------------------------------------------------


def _read_meeting(lines: _Lines, numbering: Numbering, readers: Readers) -> _Reading:
    blocks, below = _without_signatures(lines.blocks, numbering, readers)
    meeting = read_numbered_meeting(blocks, numbering, readers)
    kind = _kind(meeting, blocks[: numbering.headings[0].index], readers)
    items, quoted = meeting.items, list[Block]()
    said, invited = meeting.meeting(), list[Block]()
    if kind in {DocumentKind.AGENDA, DocumentKind.AGENDA_ITEM}:
        items = tuple(msgspec.structs.replace(item, decision=None) for item in items)
        quoted = _decision_lines(meeting.items, blocks)
        said, invited = _without_people(said, blocks)
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
        organization=meeting.front.organization,
        body=meeting.body,
        date=meeting.date or lines.day,
        meeting=said,
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
    return (None if kept == Meeting() else kept), _lines_at(spans, blocks)
