"""At which §§ somebody was there, as it is noted beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from publisher.meetings.beside_words import SectionWords

_NEAR_CHARACTERS = 25
# A comma or a bracket before the numbers parts them from a role.
_PIECE = re.compile(r"[^,;()\t]*$")


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """§§ without a gap at which somebody was there.

    Attributes:
        start: Where what says so begins.
        end: Where it ends.
        first: The first §; None if it is open.
        last: The last §; None if it is open.
        first_in_part: Whether somebody may have come while the first one was handled.
        last_in_part: Whether somebody may have left while the last one was handled.
    """

    start: int
    end: int
    first: int | None = None
    last: int | None = None
    first_in_part: bool = False
    last_in_part: bool = False


def read_sections(match: re.Match[str], words: SectionWords) -> tuple[Stretch, ...]:
    """Read what numbers of §§ and the words around them say.

    A § *at* which somebody came or went is one at which they were there at least in part.

    Args:
        match: Of `SectionWords.printed`.
        words: What the words mean.

    Returns:
        The stretches in order; none if it stays open at which §§ somebody was there.
    """
    if words.not_there.search(_around(match, words)):
        return ()
    ranges = _ranges(match, words)
    said = {(match[name] or "").casefold() for name in ("lead", "tail")}
    if match["verb"]:
        alone = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
        return _moved(match, ranges[0][0], said, words) if alone else ()
    if said & (words.before | words.after):
        return ()
    if said & (words.since | words.until):
        alone = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
        return (_open(match, ranges[0][0], since=bool(said & words.since)),) if alone else ()
    start, end = match.span()
    return tuple(Stretch(start=start, end=end, first=one, last=last) for one, last in ranges)


def _open(match: re.Match[str], section: int, *, since: bool) -> Stretch:
    """From a § on, or until one."""
    start, end = match.span()
    if since:
        return Stretch(start=start, end=end, first=section)
    return Stretch(start=start, end=end, last=section)


def _moved(
    match: re.Match[str], section: int, said: set[str], words: SectionWords
) -> tuple[Stretch, ...]:
    """From which § on, or until which one, somebody was there who came or went."""
    before, after = bool(said & words.before), bool(said & words.after)
    came = match["came"] is not None
    contrary = words.until if came else words.away | words.since
    number = section + after if came else section - before
    if said & contrary or not number:
        return ()
    whole = before or after or bool(said & (words.since if came else words.until))
    stretch = _open(match, number, since=came)
    if whole:
        return (stretch,)
    part = {"first_in_part": True} if came else {"last_in_part": True}
    return (msgspec.structs.replace(stretch, **part),)


def _ranges(match: re.Match[str], words: SectionWords) -> list[tuple[int, int]]:
    """The numbers of a list; empty if they do not run forward."""
    printed = match["list"] or match["list_behind"]
    pairs = [re.findall(r"\d+", one[0]) for one in words.number.finditer(printed)]
    ranges = [(int(pair[0]), int(pair[-1])) for pair in pairs]
    ends = [number for one in ranges for number in (one[0] - 1, one[1])]
    return ranges if all(one < other for one, other in pairwise(ends)) else []


def _around(match: re.Match[str], words: SectionWords) -> str:
    """A few words before and behind the numbers, as far as they may belong to them."""
    text = match.string
    near = text[max(0, match.start() - _NEAR_CHARACTERS) : match.start()]
    behind = words.behind.match(text, match.end())
    return near + match[0] + (behind[0] if behind else "")


def may_be_of_role(text: str, start: int, stretch: Stretch, words: SectionWords) -> bool:
    """Whether bare numbers may say when somebody presided or did something else.

    Args:
        text: The line.
        start: Where what it says of the person begins.
        stretch: What the numbers would say otherwise.
        words: Know roles.
    """
    match = words.printed.match(text, stretch.start)
    if match is None or match["verb"] or match["there"]:
        return False
    before = text[start : stretch.start]
    piece = _PIECE.search(before)
    beside = piece is not None and words.acting.search(piece[0])
    return bool(beside or words.presiding.search(before))


def put_together(stretches: Iterable[Stretch]) -> tuple[Stretch, ...] | None:
    """The stretches of one person, coming and going put together.

    Args:
        stretches: In the order of the text.

    Returns:
        Stretches that follow one another; None if they contradict each other.
    """
    found: list[Stretch] = []
    for one in stretches:
        before = found[-1] if found else None
        if before is None:
            found.append(one)
        elif one.first is None and before.last is None:
            found[-1] = msgspec.structs.replace(
                before, end=one.end, last=one.last, last_in_part=one.last_in_part
            )
        elif one.first is None or before.last is None or one.first <= before.last:
            return None
        else:
            found.append(one)
        if not _runs_forward(found[-1]):
            return None
    return tuple(found)


def _runs_forward(stretch: Stretch) -> bool:
    return stretch.first is None or stretch.last is None or stretch.first <= stretch.last
