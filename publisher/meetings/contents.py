"""The list of items on the front page of minutes: which §§ the meeting had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.documents.document import Block
from publisher.items.parts import cut
from publisher.model import Found, Inference, Reason

# § 117, 57 §; not the beginning of a range, nor a § of a law or of a rule (12 §:n).
_SIGNED = re.compile(
    r"§\s?(?P<first>\d{1,4})\b(?!\s?[-–.,/]\s?\d)|(?<!\d)(?P<second>\d{1,4})\s?§(?!:|\s?\d)"
)
# A number without the sign, before a title. The first one counts only before a capital letter.
_PLAIN = re.compile(r"(?P<first>\d{1,4})\.?\s+(?P<title>\S)")
# §§ 13- 24, 57 - 70 §§, 1-13
_SIGNS = r"(?:§{1,2}(?::\w{1,3})?\s?)?"
_RANGE = re.compile(rf"{_SIGNS}(\d{{1,4}})(?:\s?[-–]\s?{_SIGNS}(\d{{1,4}}))?\s?§{{0,2}}")
_MOST_IN_RANGE = 300
# Between two items on one line one may be missing; a greater step is the § of something else.
_MOST_MISSING = 1

_MOST_TITLE_LINES = 3

_Number = Found[int]


def read_contents(blocks: Sequence[Block]) -> tuple[_Number, ...]:
    """Read the numbers of a list of items.

    Args:
        blocks: The lines of the list: number and title in pairs, on one line each, all of them on
            one line, or only the first and the last number.

    Returns:
        The numbers in order, each once; those between the ends of a range are inferred. Numbers
        without the sign § count only if they follow each other.
    """
    found: list[_Number] = []
    for index, block in enumerate(blocks):
        last = found[-1].value if found else 0
        numbers = list(_ranges(block)) or list(_signed(block, last))
        numbers = numbers or list(
            _plain(block, last, blocks[index + 1 : index + 1 + _MOST_TITLE_LINES])
        )
        found.extend(number for number in numbers if number.value > last)
    return tuple(found)


def _ranges(block: Block) -> Iterator[_Number]:
    """The numbers of a line that holds only ranges of them."""
    parts: list[re.Match[str]] = []
    start = 0
    for part in block.text.rstrip(" .").split(","):
        begins = start + len(part) - len(part.lstrip())
        match = _RANGE.fullmatch(block.text, begins, start + len(part.rstrip()))
        if match is None or not _is_range(match):
            return
        parts.append(match)
        start += len(part) + 1
    for match in parts:
        first, last = int(match[1]), int(match[2] or match[1])
        yield Found(first, cut(block, *match.span(1)).span)
        for number in range(first + 1, last):
            yield Found(number, cut(block, *match.span()).span, Inference(Reason.FROM_RANGE))
        if last > first:
            yield Found(last, cut(block, *match.span(2)).span)


def _is_range(match: re.Match[str]) -> bool:
    """Whether numbers are those of items: with the sign, or the ends of no absurd range."""
    if match[2] is None:
        return "§" in match.string
    return 0 < int(match[2]) - int(match[1]) <= _MOST_IN_RANGE


def _signed(block: Block, last: int) -> Iterator[_Number]:
    """The numbers with the sign: at the beginning of the line, and on it those that go on."""
    before = None
    for match in _SIGNED.finditer(block.text):
        group = "first" if match["first"] else "second"
        number = int(match[group])
        starts = match.start() == 0 and number > last
        if starts or (before is not None and before < number <= before + 1 + _MOST_MISSING):
            yield Found(number, cut(block, *match.span(group)).span)
            before = number


def _plain(block: Block, last: int, after: Sequence[Block]) -> Iterator[_Number]:
    """A number without the sign that goes on from the one before or is gone on from."""
    match = _PLAIN.match(block.text)
    if match is None:
        return
    number = int(match["first"])
    following = (_PLAIN.match(other.text) for other in after)
    begins = match["title"].isupper() and any(
        other and int(other["first"]) == number + 1 for other in following
    )
    if begins or (last and number == last + 1):
        yield Found(number, cut(block, *match.span("first")).span)
