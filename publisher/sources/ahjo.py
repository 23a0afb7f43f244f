"""Ahjo, the case management of Helsinki: one decision, as HTML or as text made from it.

The interface gives the bare decision: ``§ n``, title, case number (*HEL 2025-000123 T 00 00 02*),
then the parts under their headings with the decision first. It prints neither organisation nor day,
and the body only as the subject of the decision. The static pages of ``hel.fi/static`` print a
header above it: organisation, *Pöytäkirja*, number of the meeting, page, body, presenter and order
on the agenda, day. In scope: both, of decisions and of proposals, with the handlings before them.
Out of scope: the pages of ``paatokset.hel.fi``, which are a system of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.items.heading import Heading
from publisher.items.parts import cut
from publisher.labels import Label
from publisher.layouts.cell_header import CellHeader, read_cell_header
from publisher.layouts.decision_first import read_headed
from publisher.layouts.headed import HeadedPart, by_headings, split_headed
from publisher.model import DocumentKind, Found, Meeting, Minutes

NAME = "ahjo"

# An opening never takes more lines than these, nor a title.
_OPENING_LINES = 30
_MOST_TITLE_LINES = 4
# What may stand between the case number and the first heading, as a reference.
_MOST_LINES_AFTER_CASE = 3
_HEADER = "page furniture: header of the page"
_REPEATED = "repeats the title"
_FIRST_PARTS = frozenset({Label.DECISION, Label.PROPOSAL, Label.HANDLING})


class _Opening(msgspec.Struct, frozen=True, kw_only=True):
    """The lines before the first heading.

    Attributes:
        header: The header of the page; without lines if there is none.
        heading: §, title and case number.
        secrecy: The lines that say why the matter is secret.
        after: The lines after the case number that are none of these.
        repeated: The lines that say the title again.
        unused: The lines that nobody could place.
        length: How many lines there are.
    """

    header: CellHeader
    heading: Heading
    secrecy: tuple[Block, ...]
    after: tuple[Block, ...]
    repeated: tuple[Block, ...]
    unused: tuple[Block, ...]
    length: int


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether an opening with § and case number is followed by the decision or the proposal.

    Matters of form have no case number: then the headings after the decision must be Ahjo's, which
    names no preparer.
    """
    headed = by_headings(readers)
    opening = _read_opening(_content(document, readers), headed)
    if opening is None:
        return False
    parts = split_headed(_content(document, readers)[opening.length :], headed)
    if parts[0].label not in _FIRST_PARTS:
        return False
    if opening.heading.case_number is not None:
        return _is_in_order(opening)
    prepared = any(
        (match := readers.words.labels.match(block.text)) and match.label is Label.PREPARERS
        for block in document.blocks
    )
    return not prepared and _has_own_headings(opening, parts)


def _is_in_order(opening: _Opening) -> bool:
    """Whether the § stands above the case number, and nothing of another system below it."""
    case, section = opening.heading.case_number, opening.heading.section
    if case is None or section is None:
        return not opening.after
    return section.span < case.span and len(opening.after) <= _MOST_LINES_AFTER_CASE


def _has_own_headings(opening: _Opening, parts: Sequence[HeadedPart]) -> bool:
    labels = [part.label for part in parts]
    return (
        opening.heading.section is not None
        and opening.heading.title is not None
        and labels[0] is Label.DECISION
        and Label.PRESENTER in labels
        and Label.MORE_INFORMATION in labels
    )


def _content(document: SourceDocument, readers: Readers) -> list[Block]:
    return [block for block in document.blocks if readers.words.ignores(block.text) is None]


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read one decision, or a proposal for one."""
    headed = by_headings(readers)
    blocks = _content(document, readers)
    opening = _read_opening(blocks, headed)
    assert opening is not None  # noqa: S101  (`recognises` has found it)
    lines = [*opening.secrecy, *blocks[opening.length :]]
    header = opening.header
    heading = msgspec.structs.replace(opening.heading, day=header.day)
    reading = read_headed(lines, heading, headed)
    is_agenda = header.is_agenda or reading.is_proposal
    minutes = Minutes(
        kind=DocumentKind.AGENDA_ITEM if is_agenda else DocumentKind.MINUTES_ITEM,
        language=reading.language,
        organization=header.organization,
        body=header.body or reading.body,
        date=header.day,
        items=(msgspec.structs.replace(reading.item, secret=bool(opening.secrecy)),),
        meeting=Meeting(number=header.number) if header.number else None,
    )
    ignored = [(block, readers.words.ignores(block.text)) for block in document.blocks]
    return Extraction(
        minutes=minutes,
        unused=(*opening.unused, *opening.after, *reading.unused),
        ignored=(
            *((block, reason) for block, reason in ignored if reason is not None),
            *((block, _HEADER) for block in header.lines),
            *((block, _REPEATED) for block in opening.repeated),
            *reading.ignored,
        ),
    )


# Opening ------------------------------------------------------------------------------------------


def _read_opening(blocks: Sequence[Block], readers: Readers) -> _Opening | None:
    """Read the lines up to the first heading; None if there are too many, or none."""
    labels = readers.words.labels
    length = next(
        (i for i, block in enumerate(blocks[:_OPENING_LINES]) if labels.match(block.text)), 0
    )
    if not length:
        return None
    header = read_cell_header(blocks[:length], readers.words, readers.phrases)
    patterns = readers.words.patterns
    lines = blocks[len(header.lines) : length]
    secrecy = tuple(block for block in lines if patterns["secret"].fullmatch(block.text))
    lines = [block for block in lines if block not in secrecy]
    section = _first(lines, readers.phrases.section)
    case = _first(lines, [patterns["case"]])
    before = lines[: section[0]] if section else []
    end = case[0] if case else len(lines)
    between = lines[section[0] + 1 if section else 0 : end]
    title = _once(between) or _once(before)
    if len(title) > _MOST_TITLE_LINES:
        return None
    said = {_squeeze(block) for block in title}
    others = [block for block in (*before, *between) if block not in title]
    return _Opening(
        header=header,
        heading=_heading(section, case, title, lines),
        secrecy=secrecy,
        after=tuple(lines[end + 1 :]),
        repeated=tuple(block for block in others if _squeeze(block) in said),
        unused=tuple(block for block in others if _squeeze(block) not in said),
        length=length,
    )


def _first(
    lines: Sequence[Block], patterns: Sequence[re.Pattern[str]]
) -> tuple[int, re.Match[str]] | None:
    """The first line that one of the patterns matches, with its place."""
    for index, block in enumerate(lines):
        for pattern in patterns:
            if match := pattern.fullmatch(block.text):
                return index, match
    return None


def _once(lines: Sequence[Block]) -> list[Block]:
    """The lines, each text once."""
    found: dict[str, Block] = {}
    for block in lines:
        found.setdefault(_squeeze(block), block)
    return list(found.values())


def _squeeze(block: Block) -> str:
    return " ".join(block.text.split())


def _heading(
    section: tuple[int, re.Match[str]] | None,
    case: tuple[int, re.Match[str]] | None,
    title: Sequence[Block],
    lines: Sequence[Block],
) -> Heading:
    excerpt = Excerpt(title)
    number = _group(section, "section", lines)
    return Heading(
        body=None,
        day=None,
        section=None if number is None else Found(int(number.value), number.span),
        case_number=_group(case, "case", lines),
        classification=_group(case, "class", lines),
        title=Found(" ".join(excerpt.text.split()), excerpt.span()) if excerpt else None,
        length=0,
    )


def _group(
    line: tuple[int, re.Match[str]] | None, group: str, lines: Sequence[Block]
) -> Found[str] | None:
    if line is None or line[1][group] is None:
        return None
    index, match = line
    return Found(match[group], cut(lines[index], *match.span(group)).span)
