"""An item of minutes that stands on one line, cut into lines again.

Seen as a text file of one item: *Tekninen lautakunta § 94 15.12.2020 LAITURIN HINTA TEKLTK § 94
Tausta … Päätösehdotus: … Päätös: …*. Out of scope: several handlings on one line, since nothing
tells there to whose handling a label belongs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.people import is_body
from publisher.layouts.page_lines import cut_at, label_places
from publisher.meetings.numbering_shapes import is_in_capitals

# Body, § and day, and the § again behind the title.
_OPENED = re.compile(
    r"(?P<body>[^\d§]{3,90}?),?\s§\s?(?P<section>\d{1,4}),?\s\d{1,2}\.\d{1,2}\.\d{4}(?=\s)"
)
_AGAIN = re.compile(r"(?<=\s)[^\W\d_a-z][^\W\d_]{1,11}\s§\s?(?P<section>\d{1,4})(?=\s)")
# What is longer than a title and its heading does not stand before the text.
_MOST_BEFORE = 400


def cut_item_line(blocks: Sequence[Block], readers: Readers) -> Sequence[Block]:
    """Cut a line that is a whole item.

    Args:
        blocks: All lines of a document.
        readers: Know the names of bodies; as `label_places` takes them.

    Returns:
        Heading, title, the § again, and the text parted at its labels, each a line of its own; of
        any other document, the same lines.
    """
    if len(blocks) != 1:
        return blocks
    block = blocks[0]
    places = _heading_places(block.text, readers)
    if not places:
        return blocks
    return tuple(cut_at(block, (*places, *label_places(block.text, readers))))


def _heading_places(text: str, readers: Readers) -> tuple[int, ...]:
    """Where the parts of the heading end; nothing if the line does not begin with one."""
    opened = _OPENED.match(text)
    if opened is None or not is_body(opened["body"], readers.phrases):
        return ()
    again = _AGAIN.search(text, opened.end(), opened.end() + _MOST_BEFORE)
    if again is None or again["section"] != opened["section"]:
        return ()
    title = text[opened.end() : again.start()].strip()
    return (opened.end(), again.start(), again.end()) if is_in_capitals(title) else ()
