"""The minutes pages of Turku (ah.turku.fi): one item, all of its handlings one after the other.

Seen as pages and as text crawled from them, which glues what the page puts side by side: a table
with one row for each handling (body, §, day, number of the item), the case number with its classes,
the title, the summary, then each handling under an abbreviation and its § (*Kh § 57*), with labels
glued to their text; at the end the attachments by handling. The last row of the table is the
current handling. The page of a meeting lists its items. In scope: one item per page, and the page
of one meeting. Out of scope: lists of meetings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.items.heading import Heading, read_case_number
from publisher.items.reading import HandlingReading, read_handling, read_item
from publisher.items.stretches import Unopened
from publisher.labels import Label
from publisher.layouts.glued import Entry, GluedText, read_entries, read_glued
from publisher.layouts.handling_tables import Row, RowTexts, Table, read_table, split_by_rows
from publisher.layouts.meeting_lists import read_meeting_list
from publisher.model import Attachment, DocumentKind, Found, Item, Minutes

NAME = "turku"

_replace = msgspec.structs.replace
# A title takes no more lines than these, and no line of it is as long as prose.
_TITLE_LINES = 3
_PROSE_CHARACTERS = 200
# What follows the head of the list of attachments.
_BELOW_HEAD = ("opening", "listed", "alone")
_ABOVE = "page furniture: above the table"
_CELLS = "heads and numbers of the table"
_OPENING = "opens a handling"
_TABLED = "names the meeting that tabled the matter"
_NAMED = "names an attachment"
_HEAD = "heads the attachments of a handling"
_OF_EARLIER = "attachments and recipients of an earlier handling"
_EMPTY = "a summary that is not there"
_INNER = "heads recipients inside the proposal"


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether a table of handlings stands among the first lines, or a meeting lists its items."""
    patterns = readers.words.patterns
    return (
        read_table(document.blocks, patterns) is not None
        or read_meeting_list(document.blocks, patterns) is not None
    )


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the page of one item, or that of a meeting."""
    table = read_table(document.blocks, readers.words.patterns)
    return _read_list(document, readers) if table is None else _read_item(document, table, readers)


def _read_list(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the page of a meeting."""
    listed = read_meeting_list(document.blocks, readers.words.patterns)
    assert listed is not None  # noqa: S101  (`recognises` has found it)
    minutes = Minutes(
        kind=listed.kind,
        language=language_of(document.text, readers.phrases),
        organization=None,
        body=listed.body,
        date=listed.day,
        items=listed.items,
        meeting=listed.meeting,
    )
    return Extraction(minutes=minutes, unused=listed.unused, ignored=listed.ignored)


def _read_item(document: SourceDocument, table: Table, readers: Readers) -> Extraction:
    """Read the page of one item."""
    last = len(table.rows) - 1
    heading = _read_heading(table.below, table.rows[last], readers)
    filled, empty = _part_empty(table.below[heading.length :], readers)
    lines, listed = _part_list(filled, readers)
    texts, lists = (
        split_by_rows(one, table.rows, readers.words.patterns) for one in (lines, listed)
    )
    before, unparted = _part_unopened(texts, table.rows, readers)
    glued = read_glued([*before, *texts.lines.get(last, ())], readers)
    own_list = [*lists.before, *lists.lines.get(last, ())]
    entries, others = read_entries(own_list, readers.words.patterns)
    earlier = [
        _read_earlier(row, texts.lines.get(index, ()), readers)
        for index, row in enumerate(table.rows[:last])
    ]
    reading = read_item(glued.blocks, heading, readers, earlier)
    minutes = Minutes(
        kind=DocumentKind.MINUTES_ITEM if heading.section else DocumentKind.AGENDA_ITEM,
        language=language_of(document.text, readers.phrases),
        organization=table.organization,
        body=heading.body,
        date=heading.day,
        items=(_complete(reading.item, glued, entries),),
    )
    is_head = readers.words.patterns["head"].fullmatch
    of_earlier = [block for index, one in lists.lines.items() if index != last for block in one]
    left_out = {
        _ABOVE: table.above,
        _CELLS: table.idle,
        _OPENING: texts.openings.values(),
        _TABLED: (*texts.tabled, *lists.tabled),
        _NAMED: [
            *(block for entry in glued.entries for block in entry.blocks),
            *(block for entry in entries for block in entry.blocks[:-1]),
        ],
        _HEAD: [*filter(lambda block: is_head(block.text), others), *lists.openings.values()],
        _OF_EARLIER: of_earlier,
        _EMPTY: empty,
        _INNER: glued.inner,
    }
    return Extraction(
        minutes=minutes,
        unused=(*reading.unused, *unparted, *(one for one in others if not is_head(one.text))),
        ignored=(
            *((block, reason) for reason, blocks in left_out.items() for block in blocks),
            *reading.ignored,
        ),
    )


def _read_heading(blocks: Sequence[Block], row: Row, readers: Readers) -> Heading:
    """Case number and title: the lines up to what cannot be one, or only one of them."""
    case, rest = read_case_number(blocks, readers.phrases)
    title = rest[: _title_length(rest[: _TITLE_LINES + 1], readers)]
    excerpt = Excerpt(title)
    return Heading(
        body=row.body,
        day=row.day,
        section=row.section,
        case_number=case.number,
        classification=case.classification,
        title=Found(" ".join(excerpt.text.split()), excerpt.span()) if excerpt else None,
        length=len(blocks) - len(rest) + len(title),
    )


def _title_length(blocks: Sequence[Block], readers: Readers) -> int:
    for index, block in enumerate(blocks):
        if _begins_text(block, readers):
            return index
        if index and (block.text.endswith((".", ":")) or len(block.text) >= _PROSE_CHARACTERS):
            return 1
    return min(1, len(blocks))


def _begins_text(block: Block, readers: Readers) -> bool:
    patterns = readers.words.patterns
    return (
        readers.words.labels.match(block.text) is not None
        or patterns["label"].match(block.text) is not None
        or patterns["opening"].fullmatch(block.text) is not None
    )


def _part_empty(
    blocks: Sequence[Block], readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the summary that is only a stroke from the other lines."""
    is_empty = readers.words.patterns["empty"].fullmatch
    lengths = [n for n in (1, 2) if is_empty(Excerpt(blocks[:n]).text)]
    return (blocks[lengths[0] :], blocks[: lengths[0]]) if lengths else (blocks, ())


# The handlings -----------------------------------------------------------------------------------


def _part_list(
    blocks: Sequence[Block], readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the list of attachments at the end of the page from the text."""
    patterns = readers.words.patterns
    begins = [
        index
        for index, (block, following) in enumerate(pairwise(blocks))
        if patterns["head"].fullmatch(block.text)
        and any(patterns[name].fullmatch(following.text) for name in _BELOW_HEAD)
    ]
    end = begins[0] if begins else len(blocks)
    return blocks[:end], blocks[end:]


def _part_unopened(
    texts: RowTexts, rows: Sequence[Row], readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the background from what several handlings say without a line that opens any."""
    if len(rows) == 1 or texts.openings:
        return texts.before, ()
    ends = (i for i, block in enumerate(texts.before) if _decides(block, readers))
    end = next(ends, len(texts.before))
    return texts.before[:end], texts.before[end:]


def _decides(block: Block, readers: Readers) -> bool:
    glued = readers.words.patterns["label"].match(block.text)
    label = readers.words.labels.match(glued[0] if glued else block.text)
    return label is not None and label.label in {Label.PROPOSAL, Label.DECISION}


def _read_earlier(row: Row, blocks: Sequence[Block], readers: Readers) -> HandlingReading:
    glued = read_glued(blocks, readers)
    told = Unopened(body=row.body, date=row.day, section=row.section, blocks=glued.blocks)
    reading = read_handling(told, readers)
    left_out = [*glued.inner, *(block for entry in glued.entries for block in entry.blocks)]
    return HandlingReading(
        handling=_replace(
            reading.handling,
            preparers=(*glued.preparers, *reading.handling.preparers),
            presenter=glued.presenter or reading.handling.presenter,
        ),
        unused=reading.unused,
        ignored=(
            *((block, _OF_EARLIER) for block in (*left_out, *glued.sent)),
            *reading.ignored,
        ),
    )


def _complete(item: Item, glued: GluedText, listed: Sequence[Entry]) -> Item:
    """The item with what was read from lines that only this system has."""
    numbers = {(one.is_material, one.attachment.number) for one in listed}
    named = [
        one for one in glued.entries if (one.is_material, one.attachment.number) not in numbers
    ]
    attached = [one.attachment for one in (*listed, *named) if not one.is_material]
    materials = [one.attachment for one in (*listed, *named) if one.is_material]
    return _replace(
        item,
        preparers=(*glued.preparers, *item.preparers),
        presenter=glued.presenter or item.presenter,
        attachments=(*attached, *_others(item.attachments, attached)),
        background_material=(*materials, *item.background_material),
        notified=(*glued.notified, *item.notified),
    )


def _others(found: Sequence[Attachment], listed: Sequence[Attachment]) -> Iterator[Attachment]:
    """The attachments that are not listed, not even under a title that goes on."""
    titles = [one.title.value.casefold() for one in listed]
    for one in found:
        if not any(title.startswith(one.title.value.casefold()) for title in titles):
            yield one
