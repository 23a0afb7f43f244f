"""The labelled parts of an item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publisher.documents.document import Block, Span
from publisher.extraction import Words
from publisher.labels import Label, LabelMatch

# Under these labels stand titles, the first of them right below.
_LISTING = frozenset({Label.ATTACHMENTS, Label.BACKGROUND_MATERIAL})


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A label and the lines under it.

    Attributes:
        label: What the label means; None for what stands before the first label.
        heading: The label as a line of its own kind, if it is printed.
        qualifier: What the label says of somebody, as in *Päätösehdotus (rehtori):*.
        blocks: The lines, the first one without the label.
    """

    label: Label | None
    heading: Block | None
    qualifier: Block | None
    blocks: tuple[Block, ...]


def split_parts(blocks: Iterable[Block], words: Words) -> Iterator[Part]:
    """Split the lines of an item at its labels.

    Args:
        blocks: The lines after the heading.
        words: Knows the labels.

    Yields:
        The parts in order; first what stands before the first label, if anything.
    """
    label: Label | None = None
    heading: Block | None = None
    qualifier: Block | None = None
    lines: list[Block] = []
    for block in blocks:
        match = words.labels.match(block.text)
        listed = label in _LISTING and not lines and not _is_label(block, words)
        if match is None or _is_text(match, block, in_list=listed):
            lines.append(block)
            continue
        if lines or label is not None:
            yield Part(label=label, heading=heading, qualifier=qualifier, blocks=tuple(lines))
        label = match.label
        heading = cut(block, *match.heading)
        qualifier = cut(block, *match.qualifier) if match.qualifier else None
        rest = cut(block, match.end, len(block.text))
        lines = [rest] if rest.text else []
    if lines or label is not None:
        yield Part(label=label, heading=heading, qualifier=qualifier, blocks=tuple(lines))


def _is_label(block: Block, words: Words) -> bool:
    """Whether a line is the title of no attachment even below the label of those."""
    return block.text.casefold() in words.labels.never_titles


def _is_text(match: LabelMatch, block: Block, *, in_list: bool) -> bool:
    """Whether what looks like a label is text.

    It may be the first attachment (*Oikaisuvaatimus*, without a colon), or say how a vote ended.
    """
    alone = match.heading == (0, len(block.text))
    return (in_list and alone and match.label is Label.APPEAL) or (
        match.label is Label.VOTES and not alone
    )


def cut(block: Block, start: int, end: int) -> Block:
    """A part of a line as a line of its own."""
    return Block(
        text=block.text[start:end],
        span=Span(block.span.start + start, block.span.start + end),
        paragraph=block.paragraph,
        furniture=block.furniture,
        runs_on=block.runs_on and end == len(block.text),
    )
