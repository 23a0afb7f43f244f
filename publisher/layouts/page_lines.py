"""Pages that a converter put on one line each, cut into lines again.

Such a text has lost the ends of its lines, and often section signs, days and many figures too. What
can be told apart for certain is the number of the page, its head, the headings of items, titles in
capitals, and labels with a colon after a sentence. Where nothing tells lines apart, they stay one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.items.parts import cut
from publisher.meetings.front_heads import PageHead, read_heads
from publisher.meetings.words import MeetingWords, meeting_words

# A line that holds more is no line of a page.
_LONGEST_LINE = 300
# If it is known that pages follow, a numbered line that holds more is one.
_SHORTEST_PAGE = 150
_PAGE_NUMBER = re.compile(r"\d{1,3}(?=\s\S)")
# A heading with body and time, and what follows it on the line.
_WITH_TIME = re.compile(
    r"(?<!\S)(?:§\s?)?\d{1,4},\s[^\W\d_]{2,12}\s(?:\d{4}-\d{2}-\d{2}\s?)?(?:\d{1,2})?:\d{2}(?!\S)"
)
_HEADED = re.compile(rf"(?:\d{{1,3}}\s)?{_WITH_TIME.pattern}\s")
# An abbreviated body and a number, as they stand under a title.
_UNDER_TITLE = re.compile(
    r"(?<=\s)(?P<body>[^\W\d_a-z][^\W\d_]{0,20})\s(?:§\s)?(?P<section>\d{1,4})(?=\s[^\W\d_]|$)"
)
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"\S+")
# What stands between two headings that have no value between them.
_GAP = re.compile(r":?\s*$")
_LONGEST_GAP = 4
_LONGEST_WORD = 40
# Behind a sentence, before a title that is none.
_SENTENCE_END = re.compile(r"[.!?:]\s+(?=[^\W\d_a-zà-ÿ])")
_LONGEST_TITLE = 150
_MOST_HEAD_WORDS = 14
_MOST_TITLE_WORDS = 40
_FEWEST_TITLE_LETTERS = 5
_NUMBER = "number of a page"
# So many pages begin with as many words that are the same.
_FEWEST = 2
_ALIKE = 3


class PageLines(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a text.

    Attributes:
        blocks: The lines.
        ignored: Numbers of pages.
    """

    blocks: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


def cut_page_lines(
    blocks: Sequence[Block], readers: Readers, *, transcribed: bool = False
) -> PageLines:
    """Cut every line that is a page, if a text has such lines.

    Args:
        blocks: All lines.
        readers: The table has the patterns ``inline_label``, of a label inside a line, whose
            group ``person`` is a line of its own, ``inline_case``, of a case number, and
            ``no_body``, of words before a number that are no bodies.
        transcribed: Whether the page says that what follows is the transcript of a PDF.

    Returns:
        The lines, each in a paragraph of its own; of other texts, the same lines.
    """
    if not _has_page_lines(blocks) and not (transcribed and _has_long_page(blocks)):
        return PageLines(blocks=tuple(blocks), ignored=())
    cutter = _Cutter(_numbered_bodies(blocks, readers), readers)
    kept: list[Block] = []
    ignored: list[tuple[Block, str]] = []
    for block in blocks:
        for piece in cutter.cut(block):
            if piece.text.isdigit():
                ignored.append((piece, _NUMBER))
            else:
                kept.append(msgspec.structs.replace(piece, paragraph=len(kept)))
    return PageLines(blocks=tuple(kept), ignored=tuple(ignored))


def _has_page_lines(blocks: Sequence[Block]) -> bool:
    """Whether two lines are pages: headings with their text, or long lines that begin alike."""
    headed = sum(_HEADED.match(block.text) is not None for block in blocks)
    long = [block.text for block in blocks if len(block.text) > _LONGEST_LINE]
    numbers = {int(match[0]) for text in long if (match := _PAGE_NUMBER.match(text))}
    counted = any(number + 1 in numbers for number in numbers)
    heads = Counter(_FIGURES.sub("#", " ".join(text.split()[:_ALIKE])) for text in long)
    return headed >= _FEWEST or counted or any(count >= _FEWEST for count in heads.values())


def _has_long_page(blocks: Sequence[Block]) -> bool:
    """Whether two lines beside each other begin with the numbers of pages, and one is long."""
    numbers = [(_PAGE_NUMBER.match(block.text), len(block.text)) for block in blocks]
    return any(
        int(first[0]) + 1 == int(second[0]) and max(length, other) > _SHORTEST_PAGE
        for (first, length), (second, other) in pairwise(numbers)
        if first is not None and second is not None
    )


def _numbered_bodies(blocks: Sequence[Block], readers: Readers) -> frozenset[str]:
    """The words that stand before several numbers, each the next one after another."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for block in blocks:
        for match in _UNDER_TITLE.finditer(block.text):
            numbers[match["body"]].add(int(match["section"]))
    excluded = readers.words.patterns["no_body"]
    return frozenset(
        body
        for body, found in numbers.items()
        if not excluded.fullmatch(body) and any(number + 1 in found for number in found)
    )


def cut_at(block: Block, places: Iterable[int]) -> Iterator[Block]:
    """Cut a line.

    Args:
        block: The line.
        places: Where its pieces begin; the first one begins with the line.

    Yields:
        The pieces in order, without the blanks between them.
    """
    for start, end in pairwise(sorted({0, *places, len(block.text)})):
        text = block.text[start:end]
        begin = start + len(text) - len(text.lstrip())
        stop = start + len(text.rstrip())
        if begin < stop:
            yield cut(block, begin, stop)


def label_places(text: str, readers: Readers) -> Iterator[int]:
    """Where labels begin inside a line, and where a label of a person ends.

    Args:
        text: The line.
        readers: As `cut_page_lines` takes them.

    Yields:
        The places in order.
    """
    for match in readers.words.patterns["inline_label"].finditer(text):
        yield match.start()
        if match["person"]:
            yield match.end()


class _Cutter:
    """Knows where lines begin inside a line."""

    def __init__(self, bodies: frozenset[str], readers: Readers) -> None:
        self._bodies = bodies
        self._readers = readers
        self._words: MeetingWords = meeting_words()

    def cut(self, block: Block) -> Iterator[Block]:
        """The pieces of a line, without the blanks between them."""
        return cut_at(block, self._places(block))

    def _places(self, block: Block) -> Iterator[int]:
        text = block.text
        number = _PAGE_NUMBER.match(text)
        start = number.end() if number and not _WITH_TIME.match(text) else 0
        yield start
        yield from self._head(block, start)
        for match in _WITH_TIME.finditer(text):
            yield from match.span()
            yield from self._opening(text, match.end())
        for match in _UNDER_TITLE.finditer(text):
            if match["body"] in self._bodies:
                begins = _title_before(text, match.start())
                yield from (match.start() if begins is None else begins, *match.span())
        yield from label_places(text, self._readers)
        for match in self._words.headings.inside.finditer(text):
            yield match.start()
        yield from _front_headings(text, self._words)

    def _head(self, block: Block, start: int) -> Iterator[int]:
        """Where the head of a page ends: its words alone are a head, and no more are.

        It names whose minutes they are, or begins with their number.
        """
        text = block.text
        ends = [match.end() for match in _WORD.finditer(text, start)][:_MOST_HEAD_WORDS]
        for end in reversed(ends):
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            head = read_heads([cut(block, begin, end)], self._words, self._readers.phrases)
            if head.body is not None and _holds_title(head.body.value):
                continue
            numbered = head.body is not None and _FIGURES.match(text, begin) is not None
            if head.organization is not None or numbered or self._is_kind(head, text, begin):
                yield end
                return

    def _is_kind(self, head: PageHead, text: str, begin: int) -> bool:
        """Whether a head begins with the word for minutes, and their number follows."""
        page = self._words.page
        kinds = (page.minutes, page.agenda)
        return head.number is not None and any(kind.match(text, begin) for kind in kinds)

    def _opening(self, text: str, position: int) -> Iterator[int]:
        """Where case number and title end after a heading."""
        case = self._readers.words.patterns["inline_case"].match(text, position)
        if case is not None:
            position = case.end()
            yield position
        end = _end_of_capitals(text, position)
        if end is not None:
            yield end


def _holds_title(body: str) -> bool:
    """Whether a title runs into what looks like a body: *Kokouksen avaus Kunnanhallitus*."""
    return any(one[0].islower() and after[0].isupper() for one, after in pairwise(body.split()))


def _front_headings(text: str, words: MeetingWords) -> Iterator[int]:
    """Where headings of a front page begin.

    In capitals, what is part of a title is none. Of two others beside each other the second is
    none: columns run together, and the first one's value stands behind both.
    """
    found = list(words.headings.on_page.finditer(text))
    begins = {match.start() for match in found}
    ends = {match.end() for match in found}
    for match in found:
        gap = _GAP.search(text[max(0, match.start() - _LONGEST_GAP) : match.start()])
        follows = gap is not None and match.start() - len(gap[0]) in ends
        if not _is_capital(match["heading"]):
            if not follows:
                yield match.start()
            continue
        before = text[max(0, match.start() - _LONGEST_WORD) : match.start()].split()[-1:]
        after = _WORD.search(text, match.end())
        is_alone = follows or not any(map(_is_capital, before))
        if is_alone and (after is None or not _is_capital(after[0]) or after.start() in begins):
            yield match.start()


def _is_capital(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def _end_of_capitals(text: str, position: int) -> int | None:
    """Where a title in capitals that begins at a position ends; None if there is none."""
    end = None
    letters = 0
    for count, match in enumerate(_WORD.finditer(text, position)):
        if count == _MOST_TITLE_WORDS or match[0] != match[0].upper():
            break
        letters += sum(map(str.isalpha, match[0]))
        if any(map(str.isalpha, match[0])):
            end = match.start() + len(match[0].rstrip(","))
    return end if letters >= _FEWEST_TITLE_LETTERS else None


def _title_before(text: str, position: int) -> int | None:
    """Where a title that ends at a position begins: in capitals, or else behind a sentence."""
    begins = _capitals_before(text, position)
    if begins is not None:
        return begins
    start = max(0, position - _LONGEST_TITLE)
    ends = list(_SENTENCE_END.finditer(text, start, position))
    is_title = not text[start:position].rstrip().endswith((".", "!", "?", ":"))
    return ends[-1].end() if ends and is_title else None


def _capitals_before(text: str, position: int) -> int | None:
    """Where a title in capitals that ends at a position begins; None if there is none."""
    words = list(_WORD.finditer(text, max(0, position - _LONGEST_LINE), position))
    begin = None
    letters = 0
    for match in reversed(words[-_MOST_TITLE_WORDS:]):
        if match[0] != match[0].upper() or match[0].endswith((".", ":")):
            break
        letters += sum(map(str.isalpha, match[0]))
        if any(map(str.isalpha, match[0])):
            begin = match.start()
    return begin if letters >= _FEWEST_TITLE_LETTERS else None
