"""What became of every line of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.explaining.marking import Fate, Mark, Segment, cut_lines
from publisher.labels import Labels

# What a line is called of which several things are true. What could not be placed comes first,
# since that is what somebody has to look at.
_ORDER = (Fate.UNUSED, Fate.VALUE, Fate.IGNORED)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line that is not blank.

    Attributes:
        number: Which line of the text it is, blank ones counted, from 1.
        page: On which page it stands; None if there are no pages.
        block: The line.
        indent: The white space before it.
        after_gap: Whether a blank line stands before it.
        segments: Its characters.
        fate: What became of it.
        reasons: Why it was left out, its parts perhaps for several; empty for other lines.
    """

    number: int
    page: int | None
    block: Block
    indent: str
    after_gap: bool
    segments: tuple[Segment, ...]
    fate: Fate
    reasons: tuple[str, ...]


def read_lines(document: SourceDocument, marks: Iterable[Mark], labels: Labels) -> tuple[Line, ...]:
    """Tell what became of every line.

    Args:
        document: Whose lines.
        marks: What was read from its characters, and what was not.
        labels: Those of the system that read it; a line that begins with one and gave no value
            said where values stand.

    Returns:
        The lines in order.
    """
    return tuple(_lines(document, marks, labels))


def _lines(document: SourceDocument, marks: Iterable[Mark], labels: Labels) -> Iterator[Line]:
    text, number, counted = document.text, 1, 0
    paragraph = 0
    for block, segments in cut_lines(document, marks):
        start = block.span.start
        number += text.count("\n", counted, start)
        begin = text.rfind("\n", counted, start) + 1 or counted
        fate = _fate(block, segments, labels)
        yield Line(
            number=number,
            page=document.page_of(start),
            block=block,
            indent=text[begin:start],
            after_gap=block.paragraph != paragraph,
            segments=segments,
            fate=fate,
            reasons=_reasons(segments) if fate is Fate.IGNORED else (),
        )
        counted, paragraph = block.span.end, block.paragraph


def _fate(block: Block, segments: Sequence[Segment], labels: Labels) -> Fate:
    found = {one.mark.fate for one in segments if one.mark is not None and one.text.strip()}
    for fate in _ORDER:
        if fate in found:
            return fate
    return Fate.SILENT if labels.match(block.text) is None else Fate.LABEL


def _reasons(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Why a line was left out, each reason once."""
    found = (one.mark.reason for one in segments if one.mark is not None)
    return tuple(dict.fromkeys(filter(None, found)))
