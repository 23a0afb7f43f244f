"""A § alone: title, case number, *body day §*, then the text with its labels.

Seen as the content cells of Dynasty and other web pages, saved without the page around them, in
the minutes of many municipalities. In scope: one handling per document. Out of scope: stacks of
earlier handlings, whole meetings.
"""

from __future__ import annotations

from publisher.documents.document import SourceDocument
from publisher.extraction import Extraction, Readers
from publisher.finnish.languages import language_of
from publisher.items.heading import HEADING_LINES, read_heading
from publisher.items.reading import read_item
from publisher.model import DocumentKind, Minutes

NAME = "fragment"


def recognises(document: SourceDocument, readers: Readers) -> bool:
    """Whether one of the first lines is a heading with body, day and §."""
    return any(
        any(readers.phrases.handling.full_matches(block.text))
        for block in document.blocks[:HEADING_LINES]
    )


def read(document: SourceDocument, readers: Readers) -> Extraction:
    """Read a bare item."""
    heading = read_heading(document.blocks, readers)
    reading = read_item(document.blocks[heading.length :], heading, readers)
    minutes = Minutes(
        kind=DocumentKind.MINUTES_ITEM,
        language=language_of(document.text, readers.phrases),
        organization=None,
        body=heading.body,
        date=heading.day,
        items=(reading.item,),
    )
    return Extraction(minutes=minutes, unused=reading.unused, ignored=reading.ignored)
