"""The web page of one item: who met and when, and the lines between the navigation.

Every edition of Dynasty prints the name of the body, and below it what the page is cut from, the
day and a number: *Pöytäkirja 6.5.2024/Pykälä 79*, *Esityslista 6.5.2024/Asianro 4*. In minutes the
number is that of the §, in an agenda only a place in the list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Words
from publisher.finnish.dates import parse_day
from publisher.finnish.languages import language_of
from publisher.items.parts import cut
from publisher.model import DocumentKind, Found, Language
from publisher.phrases import Phrases

# The page's own heading stands among its first lines.
_HEADING_LINES = 40
# The name of the organisation stands within so many lines after a banner that does not hold it.
_BANNER_LINES = 4
_ABOVE_HEADING = "page furniture: above the body's name"
_KINDS = (("heading", DocumentKind.MINUTES_ITEM), ("agenda", DocumentKind.AGENDA_ITEM))


class ItemPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says around the item.

    Attributes:
        kind: An item of minutes or of an agenda.
        organization: As printed above the body.
        body: Whose meeting it was.
        day: Of the meeting; None if the calendar does not have it.
        section: Number of the §; None in an agenda.
        heading: The line with day and number.
        lines: The lines of the item, without navigation.
        ignored: The other lines, and why.
    """

    kind: DocumentKind
    organization: Found[str] | None
    body: Found[str]
    day: Found[dt.date] | None
    section: Found[int] | None
    heading: Block
    lines: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


class _Heading(msgspec.Struct, frozen=True):
    index: int
    kind: DocumentKind
    match: re.Match[str]


def has_heading(blocks: Sequence[Block], words: Words) -> bool:
    """Whether the line with day and number stands among the first ones, below another line."""
    return _find_heading(blocks, words) is not None


def _find_heading(blocks: Sequence[Block], words: Words) -> _Heading | None:
    for index, block in enumerate(blocks[1:_HEADING_LINES], start=1):
        for name, kind in _KINDS:
            if match := words.patterns[name].fullmatch(block.text):
                return _Heading(index, kind, match)
    return None


def read_page(blocks: Sequence[Block], words: Words) -> ItemPage:
    """Read a page.

    Args:
        blocks: All lines of the document, which `has_heading`.
        words: Their ``heading``, ``agenda`` and ``organization`` are patterns of whole lines; if
            they have it, ``banner_link`` is what may stand between a banner and the organisation.

    Returns:
        What the page says, and its other lines.
    """
    found = _find_heading(blocks, words)
    assert found is not None  # noqa: S101  (`has_heading` has found it)
    line, body = blocks[found.index], blocks[found.index - 1]
    day = parse_day(found.match["date"])
    section = found.match.groupdict().get("section")
    after = [(block, words.ignores(block.text)) for block in blocks[found.index + 1 :]]
    return ItemPage(
        kind=found.kind,
        organization=_organization(blocks[: found.index - 1], words),
        body=Found(body.text, body.span),
        day=None if day is None else Found(day, cut(line, *found.match.span("date")).span),
        section=Found(int(section), cut(line, *found.match.span("section")).span)
        if section
        else None,
        heading=line,
        lines=tuple(block for block, reason in after if reason is None),
        ignored=(
            *((block, _ABOVE_HEADING) for block in blocks[: found.index - 1]),
            *((block, reason) for block, reason in after if reason is not None),
        ),
    )


def _organization(blocks: Sequence[Block], words: Words) -> Found[str] | None:
    """The name of the organisation, in whatever languages it is printed."""
    for index, block in enumerate(blocks):
        if match := words.patterns["organization"].fullmatch(block.text):
            if match["organization"]:
                name: Block | None = cut(block, *match.span("organization"))
            else:
                name = _below_banner(blocks[index + 1 : index + 1 + _BANNER_LINES], words)
            return Found(" ".join(name.text.split()), name.span) if name else None
    return None


def _below_banner(blocks: Sequence[Block], words: Words) -> Block | None:
    """The first line that is no link, if it is no heading of a feed either."""
    link = words.patterns.get("banner_link")
    name = next((one for one in blocks if link is None or not link.fullmatch(one.text)), None)
    return None if name is None or words.ignores(name.text) else name


def is_same_meeting(page: ItemPage, day: Found[dt.date] | None, section: Found[int] | None) -> bool:
    """Whether a day and a § are those of the page."""
    return (
        page.section is not None
        and section is not None
        and section.value == page.section.value
        and (day and day.value) == (page.day and page.day.value)
    )


def language_of_item(page: ItemPage, words: Words, phrases: Phrases) -> Language:
    """Tell the language of the item; that of the page's heading if the item has no small words.

    Swedish pages print Finnish items, so that the page around an item tells nothing of it.
    """
    text = "\n".join(block.text for block in page.lines)
    if set(text.casefold().split()).isdisjoint(set().union(*phrases.languages.values())):
        return "sv" if words.patterns["swedish"].match(page.heading.text) else "fi"
    return language_of(text, phrases)
