"""The lines of a document of no known system, and what stands around them.

They may come from a page that shows a PDF: then the title of that page stands above them, and every
page of the PDF may be one line.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.extraction import Readers
from publisher.layouts.glued_labels import part_labels
from publisher.layouts.item_lines import cut_item_line
from publisher.layouts.page_lines import cut_page_lines
from publisher.layouts.page_titles import PageTitle, read_page_title
from publisher.meetings.front_proof import proves_meeting
from publisher.meetings.repeated_heads import find_repeated_heads

_ABOVE = "page furniture: above the text"
_HEAD = "page furniture: the head of a page"


class PlainLines(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a document.

    Attributes:
        blocks: Those of the text.
        has_front: Whether they begin with the front page of minutes or with a call.
        above: Those above the text, as the title of the page.
        title: What these say of the meeting.
        ignored: Those around the text.
    """

    blocks: tuple[Block, ...]
    has_front: bool
    above: tuple[Block, ...]
    title: PageTitle
    ignored: tuple[tuple[Block, str], ...]


def read_plain_lines(document: SourceDocument, readers: Readers) -> PlainLines:
    """Read the lines of a document: cut where a page stands on one, without furniture.

    Args:
        document: Any document.
        readers: The table has the pattern ``transcript``, of the line above what was made of a PDF,
            and those that `cut_page_lines` and `read_page_title` take.

    Returns:
        The lines, and what stands around them.
    """
    above, text = _without_page(document.blocks, readers)
    reasons = [(block, _furniture(block, readers)) for block in text]
    kept = [block for block, reason in reasons if reason is None]
    lines = cut_item_line(kept, readers)
    pages = cut_page_lines(lines, readers, transcribed=bool(above))
    heads = find_repeated_heads(pages.blocks, readers.phrases)
    spans = {block.span for block in heads}
    left = (block for block in pages.blocks if block.span not in spans)
    blocks = tuple(part_labels(left, readers))
    title = read_page_title(above, readers)
    return PlainLines(
        blocks=blocks,
        has_front=proves_meeting(blocks, above, title.head, readers.phrases),
        above=tuple(above),
        title=title,
        ignored=(
            *((block, _ABOVE) for block in above),
            *((block, reason) for block, reason in reasons if reason is not None),
            *pages.ignored,
            *((block, _HEAD) for block in heads),
        ),
    )


def _furniture(block: Block, readers: Readers) -> str | None:
    return "page furniture" if block.furniture else readers.words.ignores(block.text)


def _without_page(
    blocks: Sequence[Block], readers: Readers
) -> tuple[Sequence[Block], Sequence[Block]]:
    """The lines of a page for reading PDFs, and those of the text."""
    pattern = readers.words.patterns["transcript"]
    start = next((i + 1 for i, block in enumerate(blocks) if pattern.fullmatch(block.text)), 0)
    return blocks[:start], blocks[start:]
