"""The older edition of Dynasty: the published page of one item (``DJULKAISU``).

Seen in minutes and agendas of a city: navigation, the organisation's name, the body, the line
*Pöytäkirja dd.mm.yyyy Pykälä N* or *Esityslista dd.mm.yyyy Asianro N*, links to attachments, case
number and function class each on a line, the list of earlier handlings, § and title. The proposal
and the decision come before the background (*Selostus*). The current handling comes first, and
under *Päätöshistoria* follow the earlier ones, each opened by *body day §*. In scope: all of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.documents.document import Block, SourceDocument
from publisher.extraction import Extraction, Readers
from publisher.items.heading import Heading
from publisher.items.parts import cut
from publisher.items.reading import read_handling, read_item
from publisher.items.stacks import Opening, find_openings, split_stack, with_listed
from publisher.items.titles import read_title
from publisher.layouts.glued_labels import part_labels
from publisher.layouts.handling_cells import read_cells
from publisher.layouts.item_pages import (
    ItemPage,
    has_heading,
    is_same_meeting,
    language_of_item,
    read_page,
)
from publisher.layouts.link_lists import read_links, with_links
from publisher.layouts.secrecy import with_secrecy
from publisher.model import Found, Minutes

NAME = "djulkaisu"

_LINKED = "links to an attachment"
_LISTED = "lists the handlings of the matter"
_OPENS = "opens a handling"
_REPEATED = "repeats the page's heading"


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether the line with day and number of such a page stands among the first ones."""
    return has_heading(document.blocks, readers.words)


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the page of one item."""
    page = read_page(document.blocks, readers.words)
    cells = read_cells(page, readers)
    links = read_links(cells.rest, readers, title_above_number=False)
    lines = list(part_labels(links.rest, readers))
    heading, repeated = _read_heading(lines, page, readers)
    openings = find_openings(lines, readers.phrases)
    current = _current(openings, page)
    stack = split_stack(lines, openings, current, heading.length, readers)
    earlier = [read_handling(one, readers) for one in with_listed(cells.earlier, stack.earlier)]
    reading = read_item(stack.own, heading, readers, earlier)
    minutes = Minutes(
        kind=page.kind,
        language=language_of_item(page, readers.words, readers.phrases),
        organization=page.organization,
        body=page.body,
        date=page.day,
        items=(with_secrecy(with_links(reading.item, links), readers.words),),
    )
    return Extraction(
        minutes=minutes,
        unused=reading.unused,
        ignored=(
            *page.ignored,
            *((block, _LISTED) for block in cells.lines),
            *((block, _LINKED) for block in links.lines),
            *((block, _REPEATED) for block in repeated),
            *((block, _OPENS) for block in stack.openings),
            *reading.ignored,
        ),
    )


def _current(openings: Sequence[Opening], page: ItemPage) -> Opening | None:
    """The opening with the day and § of the page; mostly the current handling has none."""
    return next(
        (
            one
            for one in openings
            if one.stretch and is_same_meeting(page, one.stretch.date, one.stretch.section)
        ),
        None,
    )


def _read_heading(
    lines: Sequence[Block], page: ItemPage, readers: Readers
) -> tuple[Heading, list[Block]]:
    """Read case number, function class and §, which come in any order, and the title after them.

    Returns:
        The heading, and the lines in it that say the § again.
    """
    numbers = list(_numbers(lines, readers))
    title, rest = read_title(lines[len(numbers) :], readers)
    heading = Heading(
        body=page.body,
        day=page.day,
        section=page.section,
        case_number=_first(numbers, "case"),
        classification=_first(numbers, "class"),
        title=title,
        length=len(lines) - len(rest),
    )
    return heading, [line for line, match in numbers if "section" in match.groupdict()]


def _numbers(lines: Sequence[Block], readers: Readers) -> Iterator[tuple[Block, re.Match[str]]]:
    """The first lines, as long as they are nothing but a number."""
    own = readers.words.patterns
    patterns = (
        own["case_number"],
        own["classification"],
        *readers.phrases.case_number,
        *readers.phrases.section,
    )
    for line in lines:
        match = next((m for pattern in patterns if (m := pattern.fullmatch(line.text))), None)
        if match is None:
            return
        yield line, match


def _first(numbers: Sequence[tuple[Block, re.Match[str]]], name: str) -> Found[str] | None:
    for line, match in numbers:
        if match.groupdict().get(name):
            return Found(match[name], cut(line, *match.span(name)).span)
    return None
