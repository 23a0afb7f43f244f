"""The opening of an item: title, case number, and the line with body, day and §."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.finnish.dates import parse_day
from publisher.items.parts import cut
from publisher.model import Found
from publisher.phrases import Phrases

# A heading never takes more lines than these; a § sign further down is a reference.
HEADING_LINES = 8
# A line that is at least so long and ends in a full stop or a colon is no part of a heading.
_PROSE_CHARACTERS = 80
# A title between two lines of a heading never takes more lines than these.
_MOST_TITLE_LINES = 3
# The number of the § before a title, on its line.
_SECTION = re.compile(r"§\s?(?P<section>\d{1,4})\s+(?=[^\W\d_])")


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What an opening says; every part may be missing.

    Attributes:
        body: As printed, in full or abbreviated.
        day: Of the meeting.
        section: Number of the §.
        case_number: As printed, without the word before it.
        classification: The function class inside the case number.
        title: All lines of it.
        length: How many lines the opening takes.
    """

    body: Found[str] | None = None
    day: Found[dt.date] | None = None
    section: Found[int] | None = None
    case_number: Found[str] | None = None
    classification: Found[str] | None = None
    title: Found[str] | None = None
    length: int = 0


class _Lines:
    """The lines of an opening, sorted into what they are."""

    def __init__(self, blocks: Sequence[Block], phrases: Phrases) -> None:
        # A title may end in body, day and § of another decision; that line is longer.
        self.handling = min(
            (
                (index, match)
                for index, block in enumerate(blocks)
                for match in phrases.handling.full_matches(block.text)
            ),
            key=lambda line: len(line[1]["body"]),
            default=None,
        )
        self.section = next(_matches(blocks, phrases.section), None)
        self.case_number = next(_matches(blocks, phrases.case_number), None)
        taken = {index for index, _ in self._found()}
        first = min(taken, default=0)
        self.last = _end(taken, first, title_follows=first == 0) - 1
        self.title = [index for index in range(self.last) if index not in taken]
        if self.case_number and self.case_number[0] > self.last:
            self.case_number = None

    def _found(self) -> list[tuple[int, re.Match[str]]]:
        return [line for line in (self.handling, self.section, self.case_number) if line]


def _end(taken: set[int], first: int, *, title_follows: bool) -> int:
    """Where an opening ends: with the lines that follow each other, around the title at most."""
    end = first
    while end in taken:
        end += 1
    if not title_follows:
        return end
    later = [index for index in taken if end <= index <= end + _MOST_TITLE_LINES]
    return _end(taken, min(later), title_follows=False) if later else end


def _matches(
    blocks: Sequence[Block], patterns: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, re.Match[str]]]:
    for index, block in enumerate(blocks):
        for pattern in patterns:
            if match := pattern.fullmatch(block.text):
                yield index, match


def _opening(blocks: Sequence[Block], readers: Readers) -> list[Block]:
    """The first lines, up to a label or to what is too long for a heading."""
    labels = readers.words.labels
    return list(
        takewhile(
            lambda block: not _is_prose(block) and labels.match(block.text) is None,
            blocks[:HEADING_LINES],
        )
    )


def _is_prose(block: Block) -> bool:
    return len(block.text) >= _PROSE_CHARACTERS and block.text.endswith((".", ":"))


def read_heading(blocks: Sequence[Block], readers: Readers) -> Heading:
    """Read the opening of an item.

    The lines come in any order: title, case number and *body day §* (S-shaped fragments), or §,
    case number, title (Dynasty of Kuopio's kind). The title is what stands before the first of
    the others, or between them, or the line after them.

    Args:
        blocks: The lines of the item from its first one on.
        readers: Know what headings, case numbers and labels look like.

    Returns:
        What was found, and how many lines it takes.
    """
    opening = _opening(blocks, readers)
    lines = _Lines(opening, readers.phrases)
    length = lines.last + 1
    title = lines.title
    if not title and 0 < length < len(opening):
        title = [length]
        length += 1
    section = _number(blocks, lines.handling or lines.section)
    excerpt = Excerpt(_without_section([blocks[index] for index in title], section))
    return Heading(
        body=_text(blocks, lines.handling, "body"),
        day=_day(blocks, lines.handling),
        section=section,
        case_number=_text(blocks, lines.case_number, "case"),
        classification=_text(blocks, lines.case_number, "class"),
        title=Found(" ".join(excerpt.text.split()), excerpt.span()) if excerpt else None,
        length=length,
    )


def _without_section(title: Sequence[Block], section: Found[int] | None) -> Sequence[Block]:
    """The lines of a title without the § before it, which the line with body and day says too."""
    match = _SECTION.match(title[0].text) if title else None
    if match is None or section is None or int(match["section"]) != section.value:
        return title
    return (cut(title[0], match.end(), len(title[0].text)), *title[1:])


def _text(
    blocks: Sequence[Block], line: tuple[int, re.Match[str]] | None, group: str
) -> Found[str] | None:
    if line is None or not line[1].groupdict().get(group):
        return None
    index, match = line
    return Found(match[group], cut(blocks[index], *match.span(group)).span)


def _number(blocks: Sequence[Block], line: tuple[int, re.Match[str]] | None) -> Found[int] | None:
    text = _text(blocks, line, "section")
    return None if text is None else Found(int(text.value), text.span)


def _day(blocks: Sequence[Block], line: tuple[int, re.Match[str]] | None) -> Found[dt.date] | None:
    text = _text(blocks, line, "date")
    if text is None:
        return None
    day = parse_day(text.value)
    return None if day is None else Found(day, text.span)


class CaseNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A case number and the function class inside it; both None if there is none."""

    number: Found[str] | None
    classification: Found[str] | None


def read_case_number(
    blocks: Sequence[Block], phrases: Phrases, own: re.Pattern[str] | None = None
) -> tuple[CaseNumber, Sequence[Block]]:
    """Read the first line as a case number.

    Args:
        blocks: Lines of an item.
        phrases: Know what case numbers look like.
        own: Matches one of a shape that only a system of its own prints.

    Returns:
        The number, and the lines after it; no number and all lines, if the first one is none.
    """
    patterns = (*phrases.case_number, *([own] if own else ()))
    found = next(_matches(blocks[:1], patterns), None)
    number = CaseNumber(
        number=_text(blocks, found, "case"), classification=_text(blocks, found, "class")
    )
    return number, blocks[1:] if found else blocks
