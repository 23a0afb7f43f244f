"""Title and case number of a numbered item, in either order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.heading import CaseNumber, read_case_number
from publisher.items.parts import cut
from publisher.items.stretches import read_opening
from publisher.items.titles import read_title
from publisher.labels import Label
from publisher.meetings.numbering_shapes import is_in_capitals
from publisher.model import Found

# A title takes no more lines than these.
_MOST_TITLE_LINES = 4
# Labels that are titles of items as well (Tiedoksi).
_TITLES = frozenset({Label.NOTIFICATION, Label.APPEAL})
# A title that breaks off so, or at a conjunction, goes on on the next line.
_BREAKS_OFF = ("-", "–", "/", ",", "(", "&")


class NumberedOpening(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between the number of an item and its text.

    Attributes:
        title: All lines of it.
        case: The case number.
        rest: The lines after both.
    """

    title: Found[str] | None
    case: CaseNumber
    rest: Sequence[Block]


def read_numbered_opening(
    printed: Sequence[Block],
    line: Block,
    below: Sequence[Block],
    readers: Readers,
    *,
    may_follow: bool = True,
) -> NumberedOpening:
    """Read title and case number.

    Args:
        printed: What the heading says of the title, or what stands above it; maybe nothing.
        line: The line of the heading.
        below: The lines below it.
        readers: Labels and phrases; the table may have the pattern ``case``.
        may_follow: Whether the title may stand below the heading; otherwise only in capitals.

    Returns:
        The title: what is printed with the heading, and goes on on the next lines only if it breaks
        off or is in capitals throughout; otherwise the lines in capitals below it, or a short
        first paragraph.
    """
    case, rest = read_any_case_number(below, readers)
    title: Found[str] | None
    if printed:
        title, rest = _go_on(printed, line, rest, readers)
    else:
        title, rest = _read_below(rest, readers, may_follow=may_follow)
    if case.number is None:
        case, rest = read_any_case_number(rest, readers)
    return NumberedOpening(title=title, case=case, rest=rest)


def read_any_case_number(
    blocks: Sequence[Block], readers: Readers
) -> tuple[CaseNumber, Sequence[Block]]:
    """Read the first line as a case number of any system, or of this one.

    Args:
        blocks: Lines of an item.
        readers: The table may have the pattern ``case``, with the group ``case``.

    Returns:
        The number, and the lines after it; no number and all lines, if the first one is none.
    """
    number, rest = read_case_number(blocks, readers.phrases)
    pattern = readers.words.patterns.get("case")
    if number.number is not None or pattern is None or not blocks:
        return number, rest
    match = pattern.fullmatch(blocks[0].text)
    if match is None:
        return number, blocks
    found = Found(match["case"], cut(blocks[0], *match.span("case")).span)
    return CaseNumber(number=found, classification=None), blocks[1:]


def _go_on(
    first: Sequence[Block], line: Block, rest: Sequence[Block], readers: Readers
) -> tuple[Found[str], Sequence[Block]]:
    """The title that stands in the heading, with the lines on which it goes on."""
    lines = list(first)
    while rest and len(lines) < _MOST_TITLE_LINES and rest[0].paragraph == line.paragraph:
        if not _goes_on(lines[-1].text, rest[0], readers):
            break
        lines.append(rest[0])
        rest = rest[1:]
    return _joined(lines), rest


def _goes_on(before: str, block: Block, readers: Readers) -> bool:
    if _is_other(block, readers):
        return False
    if is_in_capitals(before):
        return is_in_capitals(block.text)
    last = before.rpartition(" ")[2]
    breaks_off = before.endswith(_BREAKS_OFF) or last in readers.phrases.conjunctions
    return (breaks_off or block.text[0].islower()) and not block.text.endswith((".", ":"))


def _read_below(
    rest: Sequence[Block], readers: Readers, *, may_follow: bool
) -> tuple[Found[str] | None, Sequence[Block]]:
    """The title below the heading."""
    capitals = list(
        takewhile(
            lambda block: is_in_capitals(block.text) and not _is_other(block, readers),
            rest[:_MOST_TITLE_LINES],
        )
    )
    if capitals:
        return _joined(capitals), rest[len(capitals) :]
    if not may_follow:
        return None, rest
    if rest and _is_label_as_title(rest[0], readers):
        return _joined(rest[:1]), rest[1:]
    end = next((i for i, block in enumerate(rest) if _is_other(block, readers)), len(rest))
    title, left = read_title(rest[:end], readers)
    return title, [*left, *rest[end:]]


def _is_other(block: Block, readers: Readers) -> bool:
    """Whether a line is a label, opens a handling, says the § again or is a case number."""
    again = readers.words.patterns.get("again")
    return (
        (again is not None and again.fullmatch(block.text) is not None)
        or readers.words.labels.match(block.text) is not None
        or read_opening(block, readers.phrases) is not None
        or read_any_case_number([block], readers)[0].number is not None
    )


def _is_label_as_title(block: Block, readers: Readers) -> bool:
    match = readers.words.labels.match(block.text)
    return match is not None and match.label in _TITLES and match.heading[1] == len(block.text)


def _joined(lines: Sequence[Block]) -> Found[str]:
    excerpt = Excerpt(lines)
    return Found(" ".join(excerpt.text.split()), excerpt.span())
