"""Surnames in their cases: whether two forms may be of one name.

In Finnish a case ending may change the consonants before it (*Virta* – *Virran*, *Lahti* –
*Lahden*, *Mäki* – *Mäen*), so that neither form begins with the other. Two forms are taken for one
name if they may have a stem in common; what the base form is, is left open here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

_FEWEST_CHARACTERS = 3
_MOST_CHARACTERS = 200  # a run of letters that is longer is no name, and its stems fill the memory
_VOWELS = "aeiouyåäöéü"
# The last consonants of a stem with the vowels after them: Vi|rt|a, O|jakang|a|s.
_STEM = re.compile(
    rf"(?P<head>.*?)(?P<consonants>[^{_VOWELS}]*)(?P<vowels>[{_VOWELS}]+)s?", re.IGNORECASE
)
_REMEMBERED = 4096


class Inflection(msgspec.Struct, frozen=True, kw_only=True):
    """How surnames are inflected.

    Attributes:
        endings: What may be added to a stem.
        diminutive: What may be added to the stem of a name in *-nen*, that ending included.
        grades: Weak consonants and the strong ones that they may stand for.
    """

    endings: tuple[str, ...]
    diminutive: tuple[str, ...]
    grades: tuple[tuple[str, str], ...]


class Surnames:
    """Compares surnames, each in whatever case."""

    def __init__(self, inflection: Inflection) -> None:
        self._inflection = inflection
        self._stems = lru_cache(maxsize=_REMEMBERED)(self._find_stems)

    def are_same(self, first: str, second: str) -> bool:
        """Tell whether two words may be forms of one surname.

        Args:
            first: A word; of a double-barrelled name only the last part is inflected.
            second: Another one.

        Returns:
            True if they may have a stem in common; what is too long for a name is only itself.
        """
        one, other = first.casefold(), second.casefold()
        if one[0] != other[0]:
            return False
        if one == other or max(len(one), len(other)) > _MOST_CHARACTERS:
            return one == other
        return not self._stems(one).isdisjoint(self._stems(other))

    def _find_stems(self, word: str) -> frozenset[str]:
        before, hyphen, last = word.rpartition("-")
        return frozenset(before + hyphen + stem for stem in self._stems_of(last))

    def _stems_of(self, word: str) -> Iterator[str]:
        for ending in self._inflection.diminutive:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _FEWEST_CHARACTERS - 1:
                yield stem + "+"
        for ending in ("", *self._inflection.endings):
            stem = word.removesuffix(ending)
            if stem != word or not ending:
                yield from self._graded(stem)

    def _graded(self, stem: str) -> Iterator[str]:
        """A stem with its consonants in the grades that they may have, and the last i as e."""
        if len(stem) < _FEWEST_CHARACTERS:
            return
        match = _last_syllable(stem)
        if match is None:
            yield stem
            return
        head, consonants, vowels = match.group("head", "consonants", "vowels")
        for cut in range(len(vowels)):
            last = vowels[cut:-1] + vowels[-1].replace("i", "e")
            middle = "" if cut else consonants
            before = head + consonants + vowels[:cut] if cut else head
            if len(before + middle + last) < _FEWEST_CHARACTERS:
                continue
            for strong in self._strong(middle):
                yield f"{before}{strong}{last}"

    def _strong(self, consonants: str) -> Iterator[str]:
        yield consonants
        for weak, strong in self._inflection.grades:
            if consonants.endswith(weak) and (weak or not consonants):
                yield consonants.removesuffix(weak) + strong


def _last_syllable(stem: str) -> re.Match[str] | None:
    return _STEM.fullmatch(stem)
