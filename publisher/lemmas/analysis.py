"""Words by their base forms, and compounds by their parts.

Finnish and Swedish write compounds as one word, of which no dictionary has all. One that is unknown
is inflected as its last part is, the longest that is known; whoever asks for a part wants the
compound too. Two-level morphology (Koskenniemi 1983) does all of this properly, and takes a lexicon
that says of every word how it is inflected.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.lemmas.dictionary import Dictionary
from publisher.lemmas.endings import Endings, candidates

_REMEMBERED = 65_536
# What is shorter is more often the end of a word than a word.
_SHORTEST_PART, _SHORT = 4, 3


class Joint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the first part of a compound may end that is not in its base form.

    Attributes:
        ending: Letters.
        base: What stands in their place in the base form; None where the dictionary knows.
    """

    ending: str
    base: str | None = None


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of `mappings/search.toml`, all by language.

    Attributes:
        stop: Words that say nothing alone.
        joints: How first parts end.
        short: First parts of three letters.
        also: Base forms that the dictionary does not know, by form.
        whole: Last parts that nobody means who asks for them.
    """

    stop: dict[str, frozenset[str]]
    joints: dict[str, tuple[Joint, ...]]
    short: dict[str, frozenset[str]]
    also: dict[str, dict[str, tuple[str, ...]]]
    whole: dict[str, frozenset[str]]


@functools.cache
def read_words() -> Words:
    """The words of the search.

    Raises:
        TableError: If the table is damaged.
    """
    return read_toml(asset_dir("mappings") / "search.toml", Words)


class Analysis(msgspec.Struct, frozen=True):
    """What a word is.

    Attributes:
        lemmas: Its base forms; none if it is unknown.
        parts: The base forms of what it is put together from, if anything.
    """

    lemmas: tuple[str, ...]
    parts: tuple[str, ...]


class Analyst:
    """Takes words of one language to pieces, and remembers the last ones.

    Args:
        language: ``fi`` or ``sv``.
        dictionary: Of the language.
        endings: What endings tell of base forms in it.
        words: Of `mappings/search.toml`.
    """

    def __init__(
        self, language: str, dictionary: Dictionary, endings: Endings, words: Words
    ) -> None:
        self._dictionary = dictionary
        self._endings = endings
        self._joints = words.joints[language]
        self._short = words.short[language]
        self._also = words.also[language]
        self._whole = words.whole[language]
        remember = functools.lru_cache(maxsize=_REMEMBERED)
        self.analyse = remember(self._analyse)
        self._lemmas = remember(self._find_lemmas)
        self._modifier = remember(self._find_modifier)
        self._parts = remember(self._find_parts)

    def _analyse(self, word: str) -> Analysis:
        """The base forms and parts of a word in small letters."""
        lemmas = self._lemmas(word) or self._as_compound(word)
        parts = dict.fromkeys(part for lemma in lemmas for part in self._parts(lemma))
        return Analysis(lemmas, tuple(part for part in parts if part not in lemmas))

    def _find_lemmas(self, form: str) -> tuple[str, ...]:
        """The base forms of a form that is in the dictionary; of two words that share it, both.

        The dictionary knows one. Another is one that the ending leads to and that is a base form.
        """
        known = self._dictionary.lemmas(form)
        if not known:
            return self._also.get(form, ())
        others = (
            other
            for other in candidates(self._endings, form)
            if len(other) >= _SHORT
            and other not in known
            and other in self._dictionary.lemmas(other)
        )
        return tuple(dict.fromkeys([*known, *self._also.get(form, ()), *others]))

    def _as_compound(self, word: str) -> tuple[str, ...]:
        """The base forms of an unknown word whose end is known."""
        for modifier, head in _splits(word):
            if (lemmas := self._dictionary.lemmas(head)) and self._modifier(modifier):
                return tuple(f"{modifier}{lemma}" for lemma in lemmas)
        return ()

    def _find_parts(self, lemma: str) -> tuple[str, ...]:
        """The parts of a base form, wherever it can be parted, and theirs.

        Of three parts the first two are one too, and so are the last two.
        """
        found: dict[str, None] = {}
        for modifier, head in _splits(lemma):
            if head in self._whole or head not in self._lemmas(head):
                continue
            if first := self._modifier(modifier):
                for part in (first, head):
                    found |= dict.fromkeys([part, *self._parts(part)])
        return tuple(found)

    def _find_modifier(self, modifier: str) -> str:
        """The base form of the first part of a compound; empty if it cannot be one."""
        lemmas = self._lemmas(modifier)
        if modifier in lemmas:
            return modifier if self._is_long(modifier) else ""
        for joint in self._joints:
            if not modifier.endswith(joint.ending):
                continue
            if joint.base is None:
                if lemmas:
                    return lemmas[0]
                continue
            base = modifier[: len(modifier) - len(joint.ending)] + joint.base
            if self._is_long(base) and base in self._lemmas(base):
                return base
        compound = self._as_compound(modifier)
        return compound[0] if modifier in compound else ""

    def _is_long(self, modifier: str) -> bool:
        return len(modifier) >= _SHORTEST_PART or modifier in self._short


def analysts(
    dictionaries: Mapping[str, Dictionary], endings: Mapping[str, Endings]
) -> dict[str, Analyst]:
    """An analyst for every language.

    Args:
        dictionaries: By language.
        endings: By language.

    Raises:
        TableError: If `mappings/search.toml` is damaged.
    """
    words = read_words()
    return {
        language: Analyst(language, dictionary, endings[language], words)
        for language, dictionary in dictionaries.items()
    }


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """The ways to part a word in two, the longest last part first."""
    for at in range(_SHORT, len(word) - _SHORTEST_PART + 1):
        yield word[:at], word[at:]
