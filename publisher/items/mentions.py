"""What may be mentioned in any part of an item: attachments, sums of money, laws."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.finnish.laws import LawReader
from publisher.model import Amount, Attachment, Citation, Found, Place
from publisher.phrases import Phrases

_PARTED_THOUSANDS = re.compile(r"[ .\s]")


def read_amounts(text: Excerpt, place: Place, phrases: Phrases) -> Iterator[Amount]:
    """Read every sum in euros.

    Yields:
        Each sum in order; the span covers number and unit.
    """
    for match in phrases.amount.find(text.text):
        digits = _PARTED_THOUSANDS.sub("", match["number"])
        decimals = match["decimals"]
        number = Decimal(f"{digits}.{decimals}" if decimals else digits)
        number *= phrases.amount_factors.get(match["factor"] or "", 1)
        if number == number.to_integral_value():
            number = number.to_integral_value()
        sign = match["sign"]
        start = match.start("sign") if sign else match.start()
        value = Found(-number if sign else number, text.span(start, match.end()))
        yield Amount(value=value, currency="EUR", place=place)


def read_citations(
    text: Excerpt, place: Place, day: dt.date | None, laws: LawReader
) -> Iterator[Citation]:
    """Read every law that is named, one citation for each of its sections.

    Args:
        text: A part of the item.
        place: Which part.
        day: Of the meeting; decides which of several acts of one name is meant.
        laws: Knows the acts.

    Yields:
        The citations in order. A law that no table knows counts only with a section, and is kept
        as printed.
    """
    for mention in laws.find(text.text):
        printed = Found(
            " ".join(text.text[mention.start : mention.end].split()),
            text.span(mention.start, mention.end),
        )
        for section in mention.sections or (None,):
            statute = laws.resolve(mention, section, day)
            if statute is not None or section is not None:
                yield Citation(
                    as_printed=printed,
                    statute=statute,
                    chapter=mention.chapter,
                    section=section,
                    place=place,
                )


def read_attachments(
    text: Excerpt, blocks: Sequence[Block], phrases: Phrases
) -> Iterator[Attachment]:
    """Read the attachments that a text names, in lines of their own or in a sentence.

    Yields:
        Each attachment; the same title may come more than once.
    """
    label: re.Match[str] | None = None
    for block in blocks:
        excerpt = Excerpt([block])
        if label is not None:
            yield Attachment(title=Found(excerpt.text, block.span), number=label["number"])
            label = None
            continue
        label = _full(phrases.attachment_labels, excerpt.text)
        if label is None and (line := _full(phrases.attachment_lines, excerpt.text)):
            span = excerpt.span(*line.span("title"))
            yield Attachment(
                title=Found(line["title"], span), number=line.groupdict().get("number")
            )
    for pattern in phrases.attachment_inline:
        for match in pattern.finditer(text.text):
            title = " ".join(match["title"].split())
            if title[0].isupper():
                yield Attachment(title=Found(title, text.span(*match.span("title"))), number=None)


def _full(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)


def once(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Each attachment once, in the order of the document.

    A title that is the beginning of another one is the same attachment, cut short by a sentence,
    unless it has a number of its own.
    """
    found: dict[str, Attachment] = {}
    for attachment in attachments:
        found.setdefault(attachment.title.value.casefold(), attachment)
    kept = [
        attachment
        for title, attachment in found.items()
        if attachment.number is not None
        or not any(other != title and other.startswith(title) for other in found)
    ]
    return tuple(sorted(kept, key=lambda attachment: attachment.title.span))
