"""Innofactor Dynasty: the web page of one item (``DREQUEST.PHP?page=meetingitem``).

Seen on oncloudos.com and on municipalities' own hosts, in Finnish and Swedish, as pages and as
text crawled from them: a banner with the organisation's name, addresses of feeds, the body, the
line *Pöytäkirja dd.mm.yyyy/Pykälä N* or *Esityslista dd.mm.yyyy/Asianro N*, navigation, links to
attachments, the list of the handlings, then title and case number in either order, and the
handlings, each opened by *body day §*, with labels padded to a column. A crawler may have lost the
banner, squeezed the blanks, or left the bars of tables behind. In scope: all of these.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Extraction, Readers
from publisher.finnish.dates import parse_day
from publisher.finnish.name_words import is_unit
from publisher.finnish.people import parse_people
from publisher.items.heading import Heading, read_heading
from publisher.items.reading import read_item
from publisher.items.stacks import Opening, find_openings, split_stack, with_listed
from publisher.items.stretches import names_body
from publisher.items.titles import read_title, repeated_lines
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
from publisher.layouts.owners import read_owned_handling, with_owner
from publisher.layouts.secrecy import with_secrecy
from publisher.model import Minutes, PersonInRole
from publisher.phrases import Phrases
from publisher.proceedings.decisions import in_role

NAME = "dynasty"

# Who presents, and in which unit or for which body.
_PRESENTER_LINES = 2
_REPEATED = "repeats the page's heading"
_WHOSE = "names the unit or body of who presents"
_LINKED = "links to an attachment"
_LISTED = "lists the handlings of the matter"
_OPENS = "opens a handling"


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether the line with day and number of a Dynasty page stands among the first ones."""
    return has_heading(document.blocks, readers.words)


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read the page of one item."""
    page = read_page(document.blocks, readers.words)
    cells = read_cells(page, readers)
    links = read_links(cells.rest, readers, title_above_number=True)
    lines = list(part_labels(links.rest, readers))
    openings = _openings(lines, page, readers)
    inner = _read_heading(lines, openings, readers)
    stack = split_stack(lines, openings, _current(openings, page), inner.length, readers)
    earlier = [
        read_owned_handling(one, readers) for one in with_listed(cells.earlier, stack.earlier)
    ]
    presenter, own = _presenter(stack.own, page, readers.phrases)
    heading = msgspec.structs.replace(inner, body=page.body, day=page.day, section=page.section)
    reading = read_item(own, heading, readers, earlier)
    repeated = repeated_lines(lines[: inner.length], heading)
    item = with_owner(reading.item, own, readers)
    item = msgspec.structs.replace(item, presenter=item.presenter or presenter)
    minutes = Minutes(
        kind=page.kind,
        language=language_of_item(page, readers.words, readers.phrases),
        organization=page.organization,
        body=page.body,
        date=page.day,
        items=(with_secrecy(with_links(item, links), readers.words),),
    )
    return Extraction(
        minutes=minutes,
        unused=reading.unused,
        ignored=(
            *page.ignored,
            *((block, _LISTED) for block in cells.lines),
            *((block, _LINKED) for block in links.lines),
            *((block, _REPEATED) for block in repeated if block not in stack.openings),
            *((block, _OPENS) for block in stack.openings),
            *((block, _WHOSE) for block in stack.own[: len(stack.own) - len(own)][1:]),
            *reading.ignored,
        ),
    )


def _openings(lines: Sequence[Block], page: ItemPage, readers: Readers) -> tuple[Opening, ...]:
    """The lines that open a handling; the current one also by body and day, or by body and §."""
    found = find_openings(lines, readers.phrases)
    own = [
        Opening(index, None)
        for index, line in enumerate(lines)
        if index and _opens_current(line, page, readers)
    ]
    return tuple(sorted([*found, *own], key=lambda opening: opening.index))


def _opens_current(line: Block, page: ItemPage, readers: Readers) -> bool:
    """Whether a line says the body with the day of an agenda, or with the § of minutes."""
    name = "undated" if page.section is None else "dayless"
    match = readers.words.patterns[name].fullmatch(line.text)
    if match is None or not names_body(match["body"], readers.phrases):
        return False
    if page.section is None:
        return page.day is not None and parse_day(match["date"]) == page.day.value
    return int(match["section"] or match["section2"]) == page.section.value


def _current(openings: Sequence[Opening], page: ItemPage) -> Opening | None:
    """The opening with the day and § of the page; if there is none, that with its body and §."""
    own = [
        one
        for one in openings
        if one.stretch is None or is_same_meeting(page, one.stretch.date, one.stretch.section)
    ]
    own = own or [one for one in openings if _is_same_item(one, page)]
    return own[-1] if own else None


def _is_same_item(opening: Opening, page: ItemPage) -> bool:
    stretch = opening.stretch
    return (
        stretch is not None
        and page.section is not None
        and stretch.section.value == page.section.value
        and stretch.body.value.casefold() == page.body.value.casefold()
    )


def _read_heading(lines: Sequence[Block], openings: Sequence[Opening], readers: Readers) -> Heading:
    """Read title and case number, which stand around the first opening; the second one ends them.

    Returns:
        The heading; its length counts all lines from the first one on.
    """
    undated = {one.index for one in openings if one.stretch is None}
    end = openings[1].index if len(openings) > 1 else len(lines)
    opening = [index for index in range(end) if index not in undated]
    heading = read_heading([lines[index] for index in opening], readers)
    if heading.length:
        return msgspec.structs.replace(heading, length=opening[heading.length - 1] + 1)
    title, rest = read_title(lines[:end], readers)
    return msgspec.structs.replace(heading, title=title, length=end - len(rest))


def _presenter(
    lines: Sequence[Block], page: ItemPage, phrases: Phrases
) -> tuple[PersonInRole | None, Sequence[Block]]:
    """Who presents: alone under the title, with the body or the own unit on the next line.

    Returns:
        Who, and the lines after the two; None and all lines if nobody stands there.
    """
    if len(lines) < _PRESENTER_LINES:
        return None, lines
    if lines[1].text != page.body.value and not is_unit(lines[1].text):
        return None, lines
    excerpt = Excerpt(lines[:1])
    people = parse_people(excerpt.text, phrases)
    if not people or len(people) > 1:
        return None, lines
    return in_role(people[0], excerpt), lines[_PRESENTER_LINES:]
