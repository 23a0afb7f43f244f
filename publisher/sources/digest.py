"""A press text about what a meeting decided: a heading, and § after § with proposal and decision.

Seen as news on the web pages of wellbeing services counties and municipalities, in Finnish and
Swedish. The heading says whose decisions they are, and mostly when they were made; every § has a
title, and what was proposed and decided, each after its label. Out of scope is news that tells
decisions in prose, without § and labels: nobody can be sure what was decided there, and what was
only told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers, Words
from publisher.finnish.dates import find_days, parse_day
from publisher.finnish.languages import language_of
from publisher.items.parts import cut
from publisher.meetings.numbered_meetings import read_numbered_meeting
from publisher.meetings.numbering import Numbering, find_numbering
from publisher.meetings.numbering_shapes import Shape
from publisher.model import DocumentKind, Found, Inference, Minutes, Reason

NAME = "digest"

_SHAPES = (Shape.SIGN_FIRST, Shape.SIGN_LAST)
# The heading stands among the first lines of a page.
_HEADING_LINES = 8
_LONGEST_HEADING = 200
# No web page is older than the years that it prints in two figures.
_CENTURY = 2000
_TAIL = "page furniture: below the text"


class _Page(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a page.

    Attributes:
        heading: The line that says whose decisions they are.
        match: What it says.
        lines: All others, without page furniture.
        numbering: The headings of the items among them.
        ignored: Page furniture.
    """

    heading: Block
    match: re.Match[str]
    lines: tuple[Block, ...]
    numbering: Numbering
    ignored: tuple[tuple[Block, str], ...]


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether a heading names a body and its decisions, and a § below has a labelled one."""
    return _page(document.blocks, readers) is not None


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the items of a digest."""
    page = _page(document.blocks, readers)
    assert page is not None  # noqa: S101  (`recognises` has found it)
    meeting = read_numbered_meeting(page.lines, page.numbering, readers)
    minutes = Minutes(
        kind=DocumentKind.DIGEST,
        language=language_of(Excerpt(page.lines).text, readers.phrases),
        organization=meeting.front.organization or _organization(page, readers.words),
        body=meeting.body or _body(page, readers.words),
        date=meeting.date or _day(page.heading, readers.words),
        items=meeting.items,
        meeting=meeting.held(readers.phrases),
    )
    said = [one.span for one in (minutes.organization, minutes.body, minutes.date) if one]
    used = any(page.heading.span.start <= span.start < page.heading.span.end for span in said)
    repeated = () if used else ((page.heading, "says again whose decisions they are"),)
    return Extraction(
        minutes=minutes,
        unused=meeting.unused,
        ignored=(*page.ignored, *repeated, *meeting.ignored),
    )


def _page(blocks: Sequence[Block], readers: Readers) -> _Page | None:
    lines, ignored = _without_furniture(blocks, readers.words)
    found = next(_headings(lines[:_HEADING_LINES], readers.words), None)
    if found is None:
        return None
    index, match = found
    below = (*lines[:index], *lines[index + 1 :])
    numbering = find_numbering(below, readers, _SHAPES)
    if not numbering.decided or numbering.headings[0].index < index:
        return None
    return _Page(
        heading=lines[index], match=match, lines=below, numbering=numbering, ignored=ignored
    )


def _without_furniture(
    blocks: Sequence[Block], words: Words
) -> tuple[tuple[Block, ...], tuple[tuple[Block, str], ...]]:
    """The lines of the text, and those of the page around it; below it, all after the first."""
    tail = words.patterns["tail"]
    last = max((i for i, block in enumerate(blocks) if words.labels.match(block.text)), default=0)
    below = (i for i in range(last + 1, len(blocks)) if tail.fullmatch(blocks[i].text))
    end = next(below, len(blocks))
    reasons = [(block, words.ignores(block.text)) for block in blocks[:end]]
    return (
        tuple(block for block, reason in reasons if reason is None),
        (
            *((block, reason) for block, reason in reasons if reason is not None),
            *((block, _TAIL) for block in blocks[end:]),
        ),
    )


def _headings(blocks: Sequence[Block], words: Words) -> Iterator[tuple[int, re.Match[str]]]:
    patterns = [words.patterns[name] for name in ("genitive", "swedish", "basic")]
    for index, block in enumerate(blocks):
        if len(block.text) > _LONGEST_HEADING:
            continue
        for pattern in patterns:
            if match := pattern.fullmatch(block.text):
                yield index, match


# What the heading says ----------------------------------------------------------------------------


def _organization(page: _Page, words: Words) -> Found[str] | None:
    """The organisation, whose last word is printed in the genitive."""
    name = page.match.groupdict().get("organization")
    if not name:
        return None
    *names, last = name.split()
    span = cut(page.heading, *page.match.span("organization")).span
    return Found(" ".join([*names, words.base_forms[last]]), span, Inference(Reason.BASE_FORM))


def _body(page: _Page, words: Words) -> Found[str]:
    """The body in its base form, with a capital letter."""
    group = "body2" if page.match.groupdict().get("body2") else "body"
    printed = " ".join(page.match[group].split())
    name = printed
    for ending, base in words.base_forms.items():
        if printed.endswith(ending):
            name = printed.removesuffix(ending) + base
            break
    span = cut(page.heading, *page.match.span(group)).span
    inferred = None if name == printed else Inference(Reason.BASE_FORM)
    return Found(name[:1].upper() + name[1:], span, inferred)


def _day(heading: Block, words: Words) -> Found[dt.date] | None:
    """The day of the meeting; its year may be printed in two figures."""
    if words.patterns["published"].search(heading.text):
        return None
    days = [(day.value, (day.start, day.end)) for day in find_days(heading.text)]
    if not days:
        days = [
            (
                parse_day(f"{match['day']}.{match['month']}.{_CENTURY + int(match['year'])}"),
                match.span(),
            )
            for match in words.patterns["short_day"].finditer(heading.text)
        ]
    if len(days) != 1 or days[0][0] is None:
        return None
    return Found(days[0][0], cut(heading, *days[0][1]).span)
