"""The counts of a vote: numbers in digits and words, and the names behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from publisher.documents.excerpt import Excerpt
from publisher.model import Found, PersonInRole
from publisher.phrases.votes import SIDES, Side, VoteWords
from publisher.proceedings.naming import Naming
from publisher.proceedings.sentences import Sentence

Voters = tuple[PersonInRole, ...]

_DIGITS = re.compile(r"\d+")
_ALTERNATIVE_CHARACTERS = 160
_TWO = 2


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many voted one way.

    Attributes:
        number: How many.
        voters: Who, where their names are printed beside it.
        alternative: What they voted for, where it is printed beside it; where it stands.
    """

    number: Found[int]
    voters: Voters = ()
    alternative: tuple[int, int] | None = None


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence counts.

    Attributes:
        sides: What it counts for each side.
        pair: Two counts of which it does not say whose they are.
    """

    sides: Mapping[Side, Count]
    pair: tuple[Count, Count] | None

    @property
    def of_several(self) -> bool:
        """Whether more sides than one are counted."""
        return self.pair is not None or len(self.sides) > 1

    def __bool__(self) -> bool:
        return self.pair is not None or any(self.sides.get(side) for side in ("yes", "no"))


class CountReader:
    """Reads the counts out of the sentences of one text."""

    def __init__(self, text: Excerpt, naming: Naming, words: VoteWords) -> None:
        self._text = text
        self._naming = naming
        self._words = words

    def read(self, sentence: Sentence) -> Counts:
        """Read what a sentence counts.

        A side for which it has two different numbers is left out, since nothing tells which of
        them is meant.
        """
        counts = self._words.counted.search(sentence.text) is not None
        if not counts or self._words.needed.search(sentence.text):
            return Counts(sides={}, pair=None)
        taken: set[int] = set()
        sides: dict[Side, Count] = {}
        pair = self._pair(sentence)
        if pair is not None:
            taken |= {count.number.span.start for count in pair}
        for side in SIDES:
            found = [
                count
                for count in self._one_side(sentence, side)
                if count.number.span.start not in taken
            ]
            taken |= {count.number.span.start for count in found}
            if len({count.number.value for count in found}) == 1:
                sides[side] = found[0]
        return Counts(sides=sides, pair=pair)

    def _one_side(self, sentence: Sentence, side: Side) -> Iterator[Count]:
        for pattern in self._words.counts[side]:
            for match in pattern.finditer(self._text.text, sentence.start, sentence.end):
                yield from self._count(match, "n", "names")

    def _pair(self, sentence: Sentence) -> tuple[Count, Count] | None:
        for pattern in self._words.pairs:
            matches = list(pattern.finditer(self._text.text, sentence.start, sentence.end))
            if len(matches) == 1:
                first = list(self._count(matches[0], "a", "names"))
                second = list(self._count(matches[0], "b", "names2"))
                if first and second:
                    return first[0], second[0]
        named = self._named(sentence)
        return (named[0], named[1]) if len(named) == _TWO else None

    def _named(self, sentence: Sentence) -> list[Count]:
        """Counts for alternatives that the sentence names beside them, in its order."""
        within = sentence.start, sentence.end
        places = [
            (match, self.alternative(sentence.start, match.start()))
            for pattern in self._words.counts_after
            for match in pattern.finditer(self._text.text, *within)
        ] + [
            (match, match.span("alternative"))
            for pattern in self._words.counts_before
            for match in pattern.finditer(self._text.text, *within)
        ]
        found = {
            count.number.span: msgspec.structs.replace(count, alternative=where)
            for match, where in places
            for count in self._count(match, "n", "names")
        }
        return [found[span] for span in sorted(found)]

    def alternative(self, start: int, end: int) -> tuple[int, int]:
        """Where the alternative begins that ends at a position."""
        start = max(start, end - _ALTERNATIVE_CHARACTERS)
        for match in self._words.alternative_start.finditer(self._text.text, start, end):
            start = match.end()
        end = start + len(self._text.text[start:end].rstrip())
        while start < end and self._text.text[start].isspace():
            start += 1
        return start, end

    def _count(self, match: re.Match[str], group: str, names: str) -> Iterator[Count]:
        listed = match.groupdict().get(names)
        voters = self.voters(*match.span(names)) if listed else ()
        if count := self.count(match[group], match.span(group), voters):
            yield count

    def count(self, printed: str, where: tuple[int, int], voters: Voters) -> Count | None:
        """A count as it is printed; None if word and digits say different numbers."""
        number = self._number(printed)
        if number is None:
            return None
        return Count(number=Found(number, self._text.span(*where)), voters=voters)

    def _number(self, printed: str) -> int | None:
        digits = _DIGITS.search(printed)
        word = printed.partition("(")[0].strip().casefold()
        if digits is None:
            return self._words.numbers[word]
        number = int(digits[0])
        return number if self._words.numbers.get(word, number) == number else None

    def voters(self, start: int, end: int) -> Voters:
        """The people in a list of nothing but names."""
        return tuple(self._naming.person(each) for each in self._naming.listed(start, end))
