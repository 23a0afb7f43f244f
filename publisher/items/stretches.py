"""Where the lines of one handling of a matter end and those of the next begin.

Minutes stack the handlings of a matter upon each other, each opened by a line with body, day and §
(*Kunnanhallitus, 3.2.2025, § 17*). Which of them is the one that the document is about depends on
the system: as a rule the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.dates import parse_day
from publisher.finnish.people import is_body
from publisher.items.parts import cut
from publisher.model import Found
from publisher.phrases import Phrases

# What is shorter and one word may be an abbreviation (KH, Ksylk, sivla), which no table lists.
_LONGEST_ABBREVIATION = 12


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A line that opens a handling, and the lines up to the next one.

    Attributes:
        opening: The line itself.
        body: As printed.
        date: The day of the meeting; None if the calendar does not have it.
        section: Number of the §.
        blocks: The lines after the opening; none if the handling is only referred to.
    """

    opening: Block
    body: Found[str]
    date: Found[dt.date] | None
    section: Found[int]
    blocks: tuple[Block, ...]


class Unopened(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a handling that no line opens, and what is known of it otherwise."""

    body: Found[str] | None
    date: Found[dt.date] | None
    section: Found[int] | None
    blocks: tuple[Block, ...]


def split_handlings(
    blocks: Sequence[Block], readers: Readers
) -> tuple[tuple[Block, ...], tuple[Stretch, ...]]:
    """Part lines at those that open a handling.

    Args:
        blocks: Lines of one matter.
        readers: Know what such a line looks like.

    Returns:
        The lines before the first opening, and the handlings in the order of the text.
    """
    openings = [
        (index, stretch)
        for index, block in enumerate(blocks)
        if (stretch := read_opening(block, readers.phrases)) is not None
    ]
    if not openings:
        return tuple(blocks), ()
    ends = [index for index, _ in openings[1:]] + [len(blocks)]
    stretches = tuple(
        msgspec.structs.replace(stretch, blocks=tuple(blocks[index + 1 : end]))
        for (index, stretch), end in zip(openings, ends, strict=True)
    )
    return tuple(blocks[: openings[0][0]]), stretches


def read_opening(block: Block, phrases: Phrases) -> Stretch | None:
    """Read a line with body, day and § in any order, and nothing else."""
    for match in phrases.handling.full_matches(block.text):
        body = match["body"].strip(" ,")
        if not match.groupdict().get("named") and not names_body(body, phrases):
            continue
        day = parse_day(match["date"])
        return Stretch(
            opening=block,
            body=Found(body, cut(block, match.start("body"), match.start("body") + len(body)).span),
            date=None if day is None else Found(day, cut(block, *match.span("date")).span),
            section=Found(int(match["section"]), cut(block, *match.span("section")).span),
            blocks=(),
        )
    return None


def names_body(text: str, phrases: Phrases) -> bool:
    """Whether a text names a body: in full, or as one short word (*KH*, *KU-YK*)."""
    letters = text.replace("-", "")
    return (letters.isalpha() and len(text) <= _LONGEST_ABBREVIATION) or is_body(text, phrases)
