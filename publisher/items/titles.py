"""The lines at the head of an item: a title with no number beside it, and what only repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.extraction import Readers
from publisher.items.heading import Heading
from publisher.model import Found

# A title takes no more lines than these.
_MOST_LINES = 3
# A line that is at least so long and ends in a full stop or a colon is no title.
_PROSE_CHARACTERS = 80


def read_title(
    lines: Sequence[Block], readers: Readers
) -> tuple[Found[str] | None, Sequence[Block]]:
    """Read the title at the beginning of lines.

    Args:
        lines: The lines of an item after whatever stands above its title.
        readers: Know the labels.

    Returns:
        The title and the lines after it: the first paragraph, or of a longer paragraph the first
        line with what stands in brackets below it, as a text that a crawler has left without
        blank lines has no others. None and all lines if they begin with a label or with running
        text.
    """
    if not lines:
        return None, lines
    paragraph = list(takewhile(lambda line: line.paragraph == lines[0].paragraph, lines))
    title = paragraph if len(paragraph) <= _MOST_LINES else _with_brackets(paragraph)
    title = list(takewhile(lambda line: _may_be_title(line, readers), title))
    if not title:
        return None, lines
    excerpt = Excerpt(title)
    return Found(" ".join(excerpt.text.split()), excerpt.span()), lines[len(title) :]


def _with_brackets(paragraph: Sequence[Block]) -> list[Block]:
    """The first line, and those right below it that are in brackets (*(Pöydälle 4.5.2015)*)."""
    bracketed = takewhile(lambda line: line.text.startswith("("), paragraph[1:_MOST_LINES])
    return [paragraph[0], *bracketed]


def _may_be_title(line: Block, readers: Readers) -> bool:
    is_prose = len(line.text) >= _PROSE_CHARACTERS and line.text.endswith((".", ":"))
    return not is_prose and readers.words.labels.match(line.text) is None


def repeated_lines(lines: Sequence[Block], heading: Heading) -> Iterator[Block]:
    """The lines of a heading from which nothing was read, since they say a number or body again."""
    read = (
        heading.title,
        heading.case_number,
        heading.classification,
        heading.body,
        heading.day,
        heading.section,
    )
    spans = [found.span for found in read if found is not None]
    for line in lines:
        if not any(one.start < line.span.end and line.span.start < one.end for one in spans):
            yield line
