"""What the heads of the pages of minutes say: whose meeting, which, and when."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, TypeVar

import msgspec

from publisher.documents.document import Block
from publisher.finnish.dates import find_days
from publisher.finnish.people import is_body
from publisher.items.parts import cut
from publisher.meetings.words import MeetingWords
from publisher.model import Found, Inference, Reason
from publisher.phrases import Phrases

_Value = TypeVar("_Value", str, dt.date)
_WORD = re.compile(r"\S+")
_MOST_BODY_WORDS = 6
# What stands in a head beside the name of a body, in the order in which it is looked for.
_PARTS: Final = (
    "minutes",
    "agenda",
    "organization",
    "number",
    "drawn_up",
    "term",
    "page",
    "bare_number",
)
# What is longer is no line of a head.
_MOST_CHARACTERS = 300


class PageHead(msgspec.Struct, frozen=True, kw_only=True):
    """What the heads of pages say; None if they do not agree.

    Attributes:
        organization: As printed.
        body: As printed.
        date: The day on minutes; None on a call, whose day is its own.
        number: Of the meeting.
        lines: The lines that belong to heads.
    """

    organization: Found[str] | None
    body: Found[str] | None
    date: Found[dt.date] | None
    number: Found[str] | None
    lines: tuple[Block, ...]


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a line says that holds nothing but what stands at the head of a page."""

    block: Block
    organizations: tuple[Block, ...] = ()
    bodies: tuple[Block, ...] = ()
    dates: tuple[Found[dt.date], ...] = ()
    numbers: tuple[Block, ...] = ()
    is_minutes: bool = False
    is_agenda: bool = False
    is_certain: bool = False


def read_heads(blocks: Sequence[Block], words: MeetingWords, phrases: Phrases) -> PageHead:
    """Find the heads of pages: organisation, kind of document, number, page, body and day.

    A line belongs to one if it holds nothing else; a bare day or number only next to a line that
    holds more.

    Args:
        blocks: All lines.
        words: Know what stands there.
        phrases: Know the names of bodies.

    Returns:
        What most of them say.
    """
    lines = list(_head_lines(blocks, words, phrases))
    numbers = [block for line in lines if line.is_minutes for block in line.numbers]
    numbers = numbers or [block for line in lines for block in line.numbers]
    called = sum(line.is_agenda for line in lines) > sum(line.is_minutes for line in lines)
    dates = [] if called else [date for line in lines for date in line.dates]
    return PageHead(
        organization=agreed(_found(block for line in lines for block in line.organizations)),
        body=_whole(_found(block for line in lines for block in line.bodies)),
        date=agreed(dates),
        number=agreed(_found(numbers)),
        lines=tuple(line.block for line in lines),
    )


def _found(blocks: Iterable[Block]) -> list[Found[str]]:
    return [Found(" ".join(block.text.split()), block.span) for block in blocks]


def _whole(bodies: Sequence[Found[str]]) -> Found[str] | None:
    """The body that is named most often; *Valtuusto* beside *Kunnanvaltuusto* is the same."""
    longest = max((one.value.casefold() for one in bodies), key=len, default="")
    same = all(longest.endswith(one.value.casefold()) for one in bodies)
    return agreed([one for one in bodies if not same or one.value.casefold() == longest])


def agreed(found: Sequence[Found[_Value]]) -> Found[_Value] | None:
    """The value that is said most often, where it is said first; None if several are."""
    counts = Counter(_fold(one.value) for one in found).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return next(one for one in found if _fold(one.value) == counts[0][0])


def _fold(value: str | dt.date) -> str | dt.date:
    """A value by which it is compared: capitals mean nothing."""
    return value.casefold() if isinstance(value, str) else value


def _head_lines(blocks: Sequence[Block], words: MeetingWords, phrases: Phrases) -> Iterator[_Said]:
    """The lines of heads: runs of lines that hold nothing else, one of them for certain."""
    run: list[_Said] = []
    for block in blocks:
        said = _read_head(block, words, phrases)
        if said is not None:
            run.append(said)
            continue
        yield from _certain(run)
        run = []
    yield from _certain(run)


def _certain(run: Sequence[_Said]) -> Iterator[_Said]:
    certain = any(said.is_certain for said in run)
    return (said for said in run if certain or said.bodies)


def _read_head(block: Block, words: MeetingWords, phrases: Phrases) -> _Said | None:
    """Read a line that holds nothing but parts of a head; None if it holds anything else."""
    text = block.text
    if len(text) > _MOST_CHARACTERS or words.headings.first.match(text):
        return None
    days = {day.start: day for day in find_days(text)}
    said: dict[str, list[Block]] = {}
    dates: list[Found[dt.date]] = []
    position = 0
    while (word := _WORD.search(text, position)) is not None:
        start = word.start()
        if start in days:
            day = days[start]
            position = day.end
            if day.value is not None:
                span = cut(block, start, position).span
                dates.append(Found(day.value, span, Inference(Reason.FROM_PAGE_HEADER)))
            continue
        name, place, position = _part(text, start, words, phrases)
        if not name:
            return None
        said.setdefault(name, []).append(cut(block, *place))
    return _Said(
        block=block,
        organizations=tuple(said.get("organization", ())),
        bodies=tuple(said.get("body", ())),
        dates=tuple(dates),
        numbers=tuple(said.get("number", ())),
        is_minutes="minutes" in said,
        is_agenda="agenda" in said,
        is_certain=bool(said.keys() - {"body", "term", "bare_number"})
        or said.keys() >= {"body", "term"},
    )


def _part(
    text: str, start: int, words: MeetingWords, phrases: Phrases
) -> tuple[str, tuple[int, int], int]:
    """The part of a head that begins at a position: its name, its value and where it ends.

    Returns:
        An empty name if there is none.
    """
    for name in _PARTS:
        pattern: re.Pattern[str] = getattr(words.page, name)
        match = pattern.match(text, start)
        if match and not (name == "organization" and _begins_with_body(match[0], phrases)):
            return name, match.span(name if name in pattern.groupindex else 0), match.end()
    words_of = takewhile(lambda match: _may_name(match, words), _WORD.finditer(text, start))
    ends = [match.end() for match in words_of][:_MOST_BODY_WORDS]
    end = next((end for end in reversed(ends) if _is_name(text[start:end], phrases)), None)
    return ("", (0, 0), 0) if end is None else ("body", (start, end), end)


def _is_name(text: str, phrases: Phrases) -> bool:
    """Whether a text is the name of a body, once, and no title in capitals beside it."""
    if not is_body(text, phrases):
        return False
    words = text.split()
    once = len({word.casefold() for word in words}) == len(words)
    return once and sum(word.isupper() for word in words) in {0, len(words)}


def _may_name(word: re.Match[str], words: MeetingWords) -> bool:
    """Whether a word may stand in the name of a body: no number, and no word for minutes."""
    page = words.page
    kind = page.minutes.fullmatch(word[0]) or page.agenda.fullmatch(word[0])
    return kind is None and not any(map(str.isdigit, word[0]))


def _begins_with_body(text: str, phrases: Phrases) -> bool:
    """Whether a text begins with the name of a body."""
    return any(is_body(text[: match.end()], phrases) for match in _WORD.finditer(text))
