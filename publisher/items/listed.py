"""The lines under the label of the attachments, each a title.

Seen as ``1 Title``, ``1. Title``, ``- 1 Title``, ``Liite 1 Title``, with the number on a line of
its own, and without numbers. In a PDF a long title goes on on the next line. A converter may tear
the titles from their label, so that ordinary text follows it: that is no attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.model import Attachment, Found
from publisher.phrases import Phrases

_NUMBERED = re.compile(r"(?:[-–•]\s+)?(?P<number>\d{1,3})[.):]?\s+(?P<title>\S.*)", re.DOTALL)
_NUMBER = re.compile(r"(?:[-–•]\s+)?(?P<number>\d{1,3})[.):]?")
_BULLET = re.compile(r"^[-–•]\s+")
_BARE = re.compile(r"(?:[-–•]\s+)?(?P<title>\S.*)", re.DOTALL)
_RUN = re.compile(r"(?:^|(?<= ))(?P<number>\d{1,2}) (?=\S)")
_LONGEST_RUN = 1000
# A title without a number is no longer, and does not end as a sentence or an introduction does.
_LONGEST_TITLE = 250
_PROSE_ENDS = (".", ":", ";")


def listed_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    """The lines under the label that are titles, or numbers of titles.

    Args:
        blocks: The lines up to the next label.

    Returns:
        The first of them, up to what is no title: under numbered titles, what bears no number and
        begins a new paragraph; otherwise a sentence, a row of a table, or a line that begins with
        a small letter.
    """
    if blocks and _NUMBERED.fullmatch(blocks[0].text):
        return blocks[: _end_of_numbered(blocks)]
    end = next((i for i, block in enumerate(blocks) if not _may_be_title(block)), len(blocks))
    return blocks[:end]


def _end_of_numbered(blocks: Sequence[Block]) -> int:
    paragraph = blocks[0].paragraph
    for index, block in enumerate(blocks):
        if _NUMBERED.fullmatch(block.text):
            paragraph = block.paragraph
        elif block.paragraph != paragraph:
            return index
    return len(blocks)


def _may_be_title(block: Block) -> bool:
    text = _BULLET.sub("", block.text, count=1)
    return (
        len(text) <= _LONGEST_TITLE
        and "\t" not in text
        and not text.endswith(_PROSE_ENDS)
        and not text[:1].islower()
    )


def read_listed(blocks: Sequence[Block], phrases: Phrases) -> Iterator[Attachment]:
    """Read the lines under the label of the attachments.

    Args:
        blocks: As `listed_lines` gives them.
        phrases: Know words such as *Liite 1*.

    Yields:
        Each attachment; its number may stand before it or on a line of its own.
    """
    number: str | None = None
    found: list[Attachment] = []
    for lines in _entries(blocks):
        excerpt = Excerpt(lines)
        if label := _full((*phrases.attachment_labels, _NUMBER), excerpt.text):
            number = label["number"]
            continue
        line = _full((*phrases.attachment_lines, _NUMBERED, _BARE), excerpt.text)
        if line is None:  # nothing but a bullet
            continue
        number = line.groupdict().get("number") or number
        title, restriction = _part(excerpt, line.span("title"), phrases)
        if title is not None:
            found.append(Attachment(title=title, number=number, restriction=restriction))
        elif found and number is None:  # a line of its own, about the title above it
            found[-1] = msgspec.structs.replace(found[-1], restriction=restriction)
        elif restriction is not None:  # that there is one is all that is said
            found.append(Attachment(title=restriction, number=number, restriction=restriction))
        number = None
    yield from found


def _part(
    excerpt: Excerpt, place: tuple[int, int], phrases: Phrases
) -> tuple[Found[str] | None, Found[str] | None]:
    """Part a title and what says at its end that the document is not for everybody.

    Seen on pages of CaseM, after the title or below it.
    """
    start, end = place
    match = phrases.attachment_restricted.search(excerpt.text, start, end)
    restriction = None if match is None else _found(excerpt, *match.span("restriction"))
    end = end if match is None else match.start()
    return _found(excerpt, start, end) if start < end else None, restriction


def _found(excerpt: Excerpt, start: int, end: int) -> Found[str]:
    """Characters of an excerpt, with single blanks."""
    return Found(" ".join(excerpt.text[start:end].split()), excerpt.span(start, end))


def read_run(block: Block) -> list[Attachment]:
    """Read numbered titles that a converter has put on one line: *1 Kartta 2 Lausunnot*.

    Returns:
        The attachments; none if the line does not begin with 1 and count on, at least to 2.
    """
    excerpt = Excerpt([block])
    text = excerpt.text
    starts = [match for match in _RUN.finditer(text) if text[match.end()].isupper()]
    numbers = [int(match["number"]) for match in starts]
    counts_on = numbers == [*range(1, len(starts) + 1)] and len(starts) > 1
    if len(block.text) > _LONGEST_RUN or not counts_on or starts[0].start() > 0:
        return []
    ends = [match.start() for match in starts[1:]] + [len(excerpt.text)]
    places = (
        (match, excerpt.text[match.end() : end].strip())
        for match, end in zip(starts, ends, strict=True)
    )
    return [
        Attachment(
            title=Found(title, excerpt.span(match.end(), match.end() + len(title))),
            number=match["number"],
        )
        for match, title in places
    ]


def _entries(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The lines of each title: under numbered ones, a line without a number goes on."""
    numbered = bool(blocks) and _NUMBERED.fullmatch(blocks[0].text) is not None
    entry: list[Block] = []
    for block in blocks:
        if entry and not (numbered and _NUMBERED.fullmatch(block.text) is None):
            yield entry
            entry = []
        entry.append(block)
    if entry:
        yield entry


def _full(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)
