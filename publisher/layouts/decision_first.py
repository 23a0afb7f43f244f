"""An item that prints its decision first, and the handlings before it last, as Ahjo does.

The earlier handlings stand under *Päätöshistoria*, each opened by a line with body, day and §, with
the same headings as the current one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.finnish.languages import language_of
from publisher.items.deciders import deciding_body
from publisher.items.heading import Heading
from publisher.items.mentions import read_citations
from publisher.items.parts import cut
from publisher.items.reading import HandlingReading, read_handling, read_item
from publisher.items.stretches import Stretch, read_opening
from publisher.labels import Label
from publisher.layouts.headed import HeadedPart, clean_handling, split_headed
from publisher.model import Citation, Found, Item, Language, Place

_OPENING = "opens an earlier handling"
_CASE = "case number of an earlier handling"
_OFFICER = "an earlier decision that no body made"
_HISTORY = "heading of the earlier handlings"
# An earlier handling comes to its first heading within so many lines.
_OPENING_LINES = 5
_FIRST_PARTS = frozenset({Label.DECISION, Label.PROPOSAL})

# The parts whose language is that of the decision; the others may be set phrases.
_TOLD = frozenset({None, Label.DECISION, Label.PROPOSAL, Label.HANDLING, Label.BACKGROUND})


class _History(msgspec.Struct, frozen=True, kw_only=True):
    """The handlings before this one, and the lines that are in none of them."""

    readings: tuple[HandlingReading, ...]
    ignored: tuple[tuple[Block, str], ...]


class HeadedReading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from an item whose parts stand under headings.

    Attributes:
        item: What it says.
        body: Who decided, where that is the subject of the decision.
        language: Of what was decided, proposed and told; set phrases do not count.
        is_proposal: Whether it only has a proposal, and not even the heading of a decision.
        unused: The lines that nobody could place.
        ignored: The lines that are left out, and why.
    """

    item: Item
    body: Found[str] | None
    language: Language
    is_proposal: bool
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


def read_headed(blocks: Sequence[Block], heading: Heading, readers: Readers) -> HeadedReading:
    """Read an item of a system that prints headings.

    Args:
        blocks: All lines after the opening of the item, without page furniture.
        heading: What the opening says.
        readers: As `by_headings` gives them. The table also has the patterns ``case``,
            ``decided`` and ``applied_law``, and those of `clean_handling`.

    Returns:
        The item with its presenter, its earlier handlings, and the law that was applied to its
        appeal.
    """
    own, before = split_history(blocks, readers)
    history = _read_history(before, readers)
    cleaned = clean_handling(own, readers)
    parts = split_headed(cleaned.blocks, readers)
    reading = read_item(cleaned.blocks, heading, _decided(parts, readers), history.readings)
    item = msgspec.structs.replace(
        reading.item,
        presenter=cleaned.presenter,
        citations=(*reading.item.citations, *_applied_laws(parts, heading, readers)),
    )
    labels = {part.label for part in parts}
    told = (Excerpt(part.blocks).text for part in parts if part.label in _TOLD)
    return HeadedReading(
        item=item,
        body=_deciding_body(parts, readers),
        language=language_of("\n".join(told), readers.phrases),
        is_proposal=Label.PROPOSAL in labels
        and Label.DECISION not in labels
        and item.decision is None,
        unused=reading.unused,
        ignored=(*cleaned.ignored, *history.ignored, *reading.ignored),
    )


def _deciding_body(parts: Sequence[HeadedPart], readers: Readers) -> Found[str] | None:
    """The subject of the decision; a board's proposal to the council is its decision."""
    verb = readers.words.patterns["decided"]
    for label in (Label.DECISION, Label.PROPOSAL):
        lines = next((part.blocks for part in parts if part.label is label), ())
        if lines:
            return deciding_body(lines, verb, readers.phrases)
    return None


def _decided(parts: Sequence[HeadedPart], readers: Readers) -> Readers:
    """Readers that take what was decided under the heading of a proposal for a decision.

    What a board lays before the council is headed as its proposal, although the board decided it.
    """
    proposal = next((part for part in parts if part.label is Label.PROPOSAL), None)
    decided = any(part.label is Label.DECISION for part in parts)
    if decided or proposal is None or proposal.heading is None:
        return readers
    verb = readers.words.patterns["decided"]
    if deciding_body(proposal.blocks, verb, readers.phrases) is None:
        return readers
    words = readers.words
    word = " ".join(proposal.heading.text.casefold().split())
    meanings = {**words.labels.meanings, word: Label.DECISION}
    labels = msgspec.structs.replace(words.labels, meanings=meanings)
    return msgspec.structs.replace(readers, words=msgspec.structs.replace(words, labels=labels))


def _applied_laws(
    parts: Sequence[HeadedPart], heading: Heading, readers: Readers
) -> Iterator[Citation]:
    """The law that says whether the decision can be appealed: *Sovellettava lainkohta: …*."""
    day = heading.day.value if heading.day else None
    for part in parts:
        for block in part.blocks if part.label is Label.APPEAL else ():
            if match := readers.words.patterns["applied_law"].fullmatch(block.text):
                law = Excerpt([cut(block, *match.span("law"))])
                yield from read_citations(law, Place.DECISION, day, readers.laws, readers.phrases)


# Earlier handlings --------------------------------------------------------------------------------


def split_history(
    blocks: Sequence[Block], readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Part the current handling from the earlier ones.

    Args:
        blocks: Lines of an item.
        readers: As `by_headings` gives them.

    Returns:
        The lines before the heading of the history, or before the line that opens an earlier
        handling; and from there on the others.
    """
    for index, block in enumerate(blocks):
        match = readers.words.labels.match(block.text)
        if (match and match.label is Label.HISTORY) or _opens(
            blocks[index : index + _OPENING_LINES], readers
        ):
            return blocks[:index], blocks[index:]
    return blocks, ()


def _opens(blocks: Sequence[Block], readers: Readers) -> bool:
    """Whether the first of some lines, with day and §, opens a handling.

    Its decision follows, or the case number, as above a statement to another body.
    """
    if not _has_day_and_section(blocks[0], readers):
        return False
    own = list(takewhile(lambda block: not _has_day_and_section(block, readers), blocks[1:]))
    if any(readers.words.patterns["case"].fullmatch(block.text) for block in own[:1]):
        return True
    matches = (readers.words.labels.match(block.text) for block in own)
    return any(match is not None and match.label in _FIRST_PARTS for match in matches)


def _has_day_and_section(block: Block, readers: Readers) -> bool:
    return any(readers.phrases.handling.full_matches(block.text))


def _read_history(blocks: Sequence[Block], readers: Readers) -> _History:
    """Read the earlier handlings; a line above another such line, or the last, only refers."""
    starts = [
        index
        for index, block in enumerate(blocks)
        if _opens(blocks[index : index + _OPENING_LINES], readers)
        or (
            _has_day_and_section(block, readers)
            and all(_has_day_and_section(one, readers) for one in blocks[index + 1 : index + 2])
        )
    ]
    ends = [*starts[1:], len(blocks)][: len(starts)]
    readings: list[HandlingReading] = []
    ignored = [(block, _HISTORY) for block in blocks[: starts[0] if starts else len(blocks)]]
    for start, end in zip(starts, ends, strict=True):
        opening = read_opening(blocks[start], readers.phrases)
        if opening is None:
            ignored.extend((block, _OFFICER) for block in blocks[start:end])
        else:
            ignored.append((blocks[start], _OPENING))
            readings.append(_read_earlier(opening, blocks[start + 1 : end], readers))
    return _History(readings=tuple(readings), ignored=tuple(ignored))


def _read_earlier(opening: Stretch, blocks: Sequence[Block], readers: Readers) -> HandlingReading:
    case = readers.words.patterns["case"]
    cleaned = clean_handling([block for block in blocks if not case.fullmatch(block.text)], readers)
    stretch = msgspec.structs.replace(opening, blocks=cleaned.blocks)
    reading = read_handling(stretch, readers)
    return HandlingReading(
        handling=msgspec.structs.replace(reading.handling, presenter=cleaned.presenter),
        unused=reading.unused,
        ignored=(
            *((block, _CASE) for block in blocks if case.fullmatch(block.text)),
            *cleaned.ignored,
            *reading.ignored,
        ),
    )
