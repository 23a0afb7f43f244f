"""What stands above the text of a form: organisation, case number, title; or § and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.heading import CaseNumber, read_case_number
from publisher.items.parts import cut
from publisher.model import Found

FURNITURE: Final = "page furniture"
# A title takes no more lines than these.
MOST_TITLE_LINES: Final = 4


class FormTop(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the text."""

    organization: Found[str] | None
    case: CaseNumber
    title: Found[str] | None
    ignored: tuple[tuple[Block, str], ...]


def read_top(blocks: Sequence[Block], readers: Readers) -> FormTop:
    """Read what stands above the text of a form.

    Args:
        blocks: The lines above it.
        readers: Know case numbers; the table has the patterns ``case`` and ``organization``, and
            knows which lines are fields of the form that say nothing.

    Returns:
        Organisation, case number and title. The title is what is left below the case number; if
        nothing is, what is above it.
    """
    organization: Found[str] | None = None
    case = CaseNumber(number=None, classification=None)
    above: list[Block] = []
    title: list[Block] = []
    ignored: list[tuple[Block, str]] = []
    for block in blocks:
        if reason := readers.words.ignores(block.text):
            ignored.append((block, reason))
        elif readers.words.patterns["case"].fullmatch(block.text):
            case, _ = read_case_number([block], readers.phrases)
            above, title = title, []
        elif not title and readers.words.patterns["organization"].fullmatch(block.text):
            organization = Found(block.text, block.span)
        elif block.furniture:
            ignored.append((block, FURNITURE))
        else:
            title.append(block)
    if title:
        ignored.extend((block, FURNITURE) for block in above)
    return FormTop(
        organization=organization,
        case=case,
        title=_joined(title or above),
        ignored=tuple(ignored),
    )


def _joined(lines: Sequence[Block]) -> Found[str] | None:
    excerpt = Excerpt(lines)
    return Found(" ".join(excerpt.text.split()), excerpt.span()) if excerpt else None


def read_titled(
    lines: Sequence[Block], readers: Readers
) -> tuple[Found[int], Found[str] | None, int]:
    """Read § and title at the beginning of a page.

    Args:
        lines: The lines of the page; `read_section` reads the first one.
        readers: The table has the pattern ``head_words`` of what stands between title and text.

    Returns:
        § and title, and how many lines they take: up to the head words, or only one title line.
    """
    match = _match_section(lines[0], readers)
    assert match is not None  # noqa: S101  (the caller has seen it)
    number = Found(int(match["section"]), cut(lines[0], *match.span("section")).span)
    beside = [cut(lines[0], *match.span("title"))] if "title" in match.groupdict() else []
    head_words = readers.words.patterns["head_words"]
    after = lines[1 : 1 + MOST_TITLE_LINES]
    heads = (i for i, block in enumerate(after) if head_words.match(block.text))
    length = next(heads, 0 if beside else 1)
    return number, _joined([*beside, *after[:length]]), 1 + length


def take_case(
    lines: Sequence[Block], known: CaseNumber | None, readers: Readers
) -> tuple[CaseNumber, Sequence[Block]]:
    """Take the case number out of lines among which it stands alone.

    Args:
        lines: Lines of a page.
        known: The case number if it has been read elsewhere.
        readers: Know case numbers; the table has the pattern ``case``.

    Returns:
        The case number, and the other lines.
    """
    is_case = readers.words.patterns["case"].fullmatch
    found = [block for block in lines if is_case(block.text)] if known is None else []
    case, _ = read_case_number(found, readers.phrases)
    return known or case, [block for block in lines if block not in found[:1]]


def read_section(lines: Sequence[Block], readers: Readers, number: int | None = None) -> int | None:
    """Find the first line that is a §, alone or with a title after it.

    Args:
        lines: Lines.
        readers: The table has the pattern ``titled``, with the groups ``section`` and ``title``.
        number: Which one to look for; None for any.

    Returns:
        Its number; None if there is no such line.
    """
    for line in lines:
        match = _match_section(line, readers)
        if match is not None and number in {None, int(match["section"])}:
            return int(match["section"])
    return None


def _match_section(line: Block, readers: Readers) -> re.Match[str] | None:
    patterns = (readers.words.patterns["titled"], *readers.phrases.section)
    return next((match for one in patterns if (match := one.fullmatch(line.text))), None)
