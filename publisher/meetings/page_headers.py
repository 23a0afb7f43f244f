"""The header that a PDF prints on every page, found again in its text.

A converter gives the header as lines of their own in the middle of sentences and lists: the
organisation, the word for the kind of document, the number of the meeting, the number of the page,
the body and the day, in any order and grouping. A line belongs to a header if it holds nothing
else; a bare day, number or name of the body only next to a line that holds one of the others, since
they may be part of the text as well. What the reader of a PDF has marked as furniture belongs to a
header whatever it holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.dates import parse_day
from publisher.finnish.name_words import is_title
from publisher.finnish.people import is_body
from publisher.items.parts import cut
from publisher.model import Found, Inference, Reason

# A header takes no more lines than these.
_HEADER_LINES = 10
# A line that is at least so long, and no entry of a list, has filled its place on the page.
_FULL_LINE = 70


class PageHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What the headers of the pages say; the first statement of each counts.

    Attributes:
        organization: As printed.
        body: As printed.
        date: The day on the page, which in a call is that of the call.
        number: Of the meeting.
        is_agenda: Whether the document calls itself a call or an agenda.
        lines: The lines that belong to headers.
    """

    organization: Found[str] | None
    body: Found[str] | None
    date: Found[dt.date] | None
    number: Found[str] | None
    is_agenda: bool
    lines: tuple[Block, ...]


def read_page_headers(blocks: Sequence[Block], readers: Readers) -> PageHeader:
    """Find the headers among all lines of a document.

    Args:
        blocks: The lines.
        readers: Know what a header holds, in the section ``header`` of the table.

    Returns:
        What they say, and which lines they are.
    """
    organization = _organization(blocks, readers)
    body = None if organization is None else _body(blocks, organization.value, readers)
    finder = _Finder(organization, body, readers)
    lines = _of_one_day(tuple(finder.lines(blocks)), readers)
    kinds = Counter(
        bool(readers.words.patterns["agenda"].fullmatch(match["kind"]))
        for block in lines
        for match in readers.words.patterns["kind"].finditer(block.text)
    )
    return PageHeader(
        organization=organization,
        body=body,
        date=_date(lines, readers),
        number=_number(lines, readers),
        is_agenda=kinds[True] > kinds[False],
        lines=lines,
    )


def _of_one_day(lines: tuple[Block, ...], readers: Readers) -> tuple[Block, ...]:
    """The lines without days alone that are not the day on the pages, but stand beside a header."""
    day = readers.words.patterns["day"]
    alone = Counter(block.text for block in lines if day.fullmatch(block.text))
    ((own, _),) = alone.most_common(1) or [("", 0)]
    return tuple(
        block for block in lines if block.furniture or block.text == own or block.text not in alone
    )


def text_lines(blocks: Sequence[Block], header: PageHeader, readers: Readers) -> list[Block]:
    """The lines that belong to no header.

    Args:
        blocks: All lines.
        header: As `read_page_headers` gives it.
        readers: Know labels, titles and conjunctions.

    Returns:
        The lines. What a header interrupts in the middle of a sentence or of a list of people is
        one paragraph again.
    """
    headers = {block.span for block in header.lines}
    kept: list[Block] = []
    joined = 0
    interrupted = False
    for block in blocks:
        if block.span in headers:
            interrupted = True
            continue
        before = kept[-1] if interrupted and kept else None
        if before is not None and _goes_on(before, block, readers):
            joined = block.paragraph - before.paragraph
        interrupted = False
        kept.append(msgspec.structs.replace(block, paragraph=block.paragraph - joined))
    return kept


def _goes_on(before: Block, after: Block, readers: Readers) -> bool:
    """Whether a sentence goes on from the last line of a page to the first one of the next."""
    if any(readers.words.labels.match(block.text) for block in (before, after)):
        return False
    last = before.text.split()[-1]
    return (
        after.text[0].islower()
        or last.endswith((",", "-"))
        or last in readers.phrases.conjunctions
        or is_title(last, readers.phrases)
        or (len(before.text) >= _FULL_LINE and before.text[0].isalpha() and last[-1].isalpha())
    )


def _organization(blocks: Sequence[Block], readers: Readers) -> Found[str] | None:
    """The name that begins most lines, of lines that begin with one."""
    pattern = readers.words.patterns["organization"]
    found = [(block, match) for block in blocks if (match := pattern.match(block.text))]
    if not found:
        return None
    (name, _), *_ = Counter(match["organization"] for _, match in found).most_common(1)
    block, match = next(pair for pair in found if pair[1]["organization"] == name)
    return Found(name, cut(block, *match.span("organization")).span)


def _body(blocks: Sequence[Block], organization: str, readers: Readers) -> Found[str] | None:
    """The body that stands beside the organisation, or on the line after it, most often."""
    found = list(_bodies(blocks, organization, readers))
    if not found:
        return None
    (name, _), *_ = Counter(block.text for block in found).most_common(1)
    block = next(block for block in found if block.text == name)
    return Found(name, block.span)


def _bodies(blocks: Sequence[Block], organization: str, readers: Readers) -> Iterator[Block]:
    furniture = _Finder(None, None, readers)
    for index, block in enumerate(blocks):
        if not block.text.startswith(organization):
            continue
        here = _strip(cut(block, len(organization), len(block.text)), readers)
        after = (
            _strip(line, readers)
            for line in blocks[index + 1 : index + 1 + _HEADER_LINES]
            if not furniture.is_made_of(line)
        )
        body = here if here.text else next(after, here)
        if is_body(body.text, readers.phrases):
            yield body


def _strip(block: Block, readers: Readers) -> Block:
    """A line without what a header holds after the name of the body, and without blanks."""
    text = block.text
    ends = [
        match.start()
        for name in ("kind", "number", "day")
        if (match := readers.words.patterns[name].search(text))
    ]
    end = min(ends, default=len(text))
    start = len(text) - len(text.lstrip())
    return cut(block, start, max(start, len(text[:end].rstrip())))


class _Finder:
    """Tells which lines belong to headers."""

    def __init__(
        self, organization: Found[str] | None, body: Found[str] | None, readers: Readers
    ) -> None:
        patterns = readers.words.patterns
        sure = [patterns[name].pattern for name in ("kind", "number", "page")]
        if organization is not None:
            sure.append(re.escape(organization.value))
        weak = [patterns[name].pattern for name in ("day", "bare_number")]
        if body is not None:
            weak.append(re.escape(body.value))
        named = re.compile(r"\?P<\w+>")
        any_of = "|".join(f"(?:{named.sub('?:', one)})" for one in (*sure, *weak))
        self._whole = re.compile(rf"(?:(?>{any_of})(?:\s+|$))++")  # tries nothing twice
        self._sure = re.compile("|".join(f"(?:{named.sub('?:', one)})" for one in sure))

    def matches(self, block: Block) -> bool:
        """Whether a line may belong to a header."""
        return block.furniture or self.is_made_of(block)

    def is_made_of(self, block: Block) -> bool:
        """Whether a line holds nothing but what may stand in a header."""
        return self._whole.fullmatch(block.text) is not None

    def lines(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The lines of headers: runs of lines that hold nothing else, one of them for certain."""
        run: list[Block] = []
        for block in blocks:
            if self.matches(block):
                run.append(block)
                continue
            yield from self._certain(run)
            run = []
        yield from self._certain(run)

    def _certain(self, run: Sequence[Block]) -> Sequence[Block]:
        certain = any(block.furniture or self._sure.search(block.text) for block in run)
        return run if certain else ()


def _date(lines: Sequence[Block], readers: Readers) -> Found[dt.date] | None:
    for block in lines:
        if match := readers.words.patterns["day"].search(block.text):
            day = parse_day(match["date"])
            span = cut(block, *match.span("date")).span
            if day is not None:
                return Found(day, span, Inference(Reason.FROM_PAGE_HEADER))
    return None


def _number(lines: Sequence[Block], readers: Readers) -> Found[str] | None:
    for block in lines:
        if match := readers.words.patterns["number"].search(block.text):
            return Found(match["number"], cut(block, *match.span("number")).span)
    return None
