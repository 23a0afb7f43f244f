"""The sums of money that an item names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from publisher.documents.excerpt import Excerpt
from publisher.model import Amount, Direction, Found, Place
from publisher.phrases import Phrases
from publisher.phrases.amounts import AmountWords
from publisher.proceedings.sentences import Sentence, split_sentences

_PARTED_THOUSANDS = re.compile(r"[ .\s]")
# Elsewhere the sums may be those of others, and what they are for is told in many sentences.
_DECIDED = frozenset({Place.PROPOSAL, Place.DECISION})


def read_amounts(text: Excerpt, place: Place, phrases: Phrases) -> Iterator[Amount]:
    """Read every sum in euros.

    Whether a sum is spent or received is told only of those in a proposal or decision whose
    sentence has words for the one and none for the other.

    Args:
        text: A part of the item.
        place: Which part.
        phrases: Know sums, the words about them, and sentences.

    Yields:
        Each sum in order; the span covers number and unit.
    """
    words = phrases.amounts
    matches = list(words.amount.find(text.text))
    decided = matches and place in _DECIDED
    sentences = split_sentences(text.text, phrases.sentences) if decided else []
    for number, match in enumerate(matches):
        begins = matches[number - 1].end() if number else 0
        yield Amount(
            value=_value(match, text, words),
            currency="EUR",
            place=place,
            direction=_direction(match, begins, sentences, text, words),
        )


def _value(match: re.Match[str], text: Excerpt, words: AmountWords) -> Found[Decimal]:
    digits = _PARTED_THOUSANDS.sub("", match["number"])
    decimals = match["decimals"]
    number = Decimal(f"{digits}.{decimals}" if decimals else digits)
    number *= words.factors.get(match["factor"] or "", 1)
    if number == number.to_integral_value():
        number = number.to_integral_value()
    sign = match["sign"]
    start = match.start("sign") if sign else match.start()
    return Found(-number if sign else number, text.span(start, match.end()))


def _direction(
    match: re.Match[str],
    begins: int,
    sentences: Sequence[Sentence],
    text: Excerpt,
    words: AmountWords,
) -> Found[Direction] | None:
    """Whether a sum is spent or received, from its sentence.

    Args:
        match: The sum.
        begins: Where the sum before it ends.
        sentences: Of the text; none where nothing is to be told.
        text: The part of the item.
        words: About sums.
    """
    around = next((one for one in sentences if one.start <= match.start() < one.end), None)
    if around is None:
        return None
    own = text.text[max(begins, around.start) : match.start()]
    if words.of_others.search(around.text) or words.no_flow.search(own):
        return None
    found = {
        direction: told
        for direction, pattern in words.directions.items()
        if (told := pattern.search(around.text))
    }
    if len(found) != 1:
        return None
    ((direction, told),) = found.items()
    return Found(direction, text.span(around.start + told.start(), around.start + told.end()))
