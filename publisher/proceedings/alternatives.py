"""Which alternative of a vote was meant: the original proposal or what somebody set against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from publisher.phrases.patterns import Beside
from publisher.phrases.votes import VoteWords

Alternative = Literal["base", "counter"]

_AROUND_CHARACTERS = 160
_END = re.compile(r"[.;:]\s|\n\n|$")
_OTHER: dict[Alternative, Alternative] = {"base": "counter", "counter": "base"}


class Winner(msgspec.Struct, frozen=True):
    """Which alternative won, and where the words stand that say so."""

    alternative: Alternative
    start: int
    end: int
    weak: bool


def alternative_of(text: str, words: VoteWords) -> Alternative | None:
    """Tell whose an alternative is that is named in a text; None if the text does not say."""
    if words.alternative.counter.search(text):
        return "counter"
    if words.alternative.base.search(text):
        return "base"
    return "counter" if words.alternative.named.search(text) else None


def find_winner(text: str, start: int, end: int, words: VoteWords) -> Winner | None:
    """Find what a sentence says of who won a vote.

    Args:
        text: The whole text.
        start: Where the sentence begins.
        end: Where it ends.
        words: The words of votes.

    Returns:
        Which alternative; None if the sentence says nothing of it, or different things.
    """
    found = list(_winners(text, start, end, words))
    return found[0] if len({winner.alternative for winner in found}) == 1 else None


def _winners(text: str, start: int, end: int, words: VoteWords) -> Iterator[Winner]:
    for phrase in words.won:
        for match in phrase.pattern.finditer(text, start, end):
            alternative = alternative_of(
                beside(text, match, phrase.stands, (start, end), words), words
            )
            if alternative is None and phrase.stands == "before":
                after = beside(text, match, "after", (start, end), words)
                alternative = alternative_of(after, words)
            if alternative is not None:
                won = alternative if phrase.won else _OTHER[alternative]
                yield Winner(won, *match.span(), weak=phrase.weak)
    if base := words.won_by_base.search(text, start, end):
        yield Winner("base", *base.span(), weak=False)
    elif counter := words.won_by_counter.search(text, start, end):
        yield Winner("counter", *counter.span(), weak=False)


def beside(
    text: str, match: re.Match[str], stands: Beside, within: tuple[int, int], words: VoteWords
) -> str:
    """What stands before or after some words, as far as it may name what they are about."""
    start, end = within
    if stands == "before":
        before = text[max(start, match.start() - _AROUND_CHARACTERS) : match.start()]
        cuts = [cut.end() for cut in words.alternative_start.finditer(before)]
        return before[cuts[-1] :] if cuts else before
    stop = _END.search(text, match.end(), end)
    last = min(stop.start() if stop else end, match.end() + _AROUND_CHARACTERS)
    return text[match.end() : last]
