"""The words of some §§ by their base forms: what is indexed beside them, and what queries need."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping

import msgspec

from publisher.lemmas.analysis import Analyst, read_words
from publisher.lemmas.endings import Endings, candidates
from publisher.search.texts import Text

_WORD = re.compile(r"[^\W\d_]{2,}")

Table = dict[str, set[str]]
"""By base form, the other forms that stand in texts."""


class Lexicon(msgspec.Struct, frozen=True):
    """What is known of words.

    Attributes:
        analysts: By language.
        endings: By language.
    """

    analysts: Mapping[str, Analyst]
    endings: Mapping[str, Endings]


class Vocabulary:
    """The words of the texts of some §§.

    A word that no dictionary has, such as a name, has a base form if that stands in one of the
    texts too; otherwise it is its own.

    Args:
        lexicon: What is known of words.
        texts: All texts of the §§.
    """

    def __init__(self, lexicon: Lexicon, texts: Iterable[Text]) -> None:
        words: dict[str, set[str]] = {language: set() for language in lexicon.analysts}
        for text in texts:
            words.get(text.language, set()).update(_WORD.findall(text.value.lower()))
        self._stop = read_words().stop
        self._terms: dict[str, dict[str, tuple[str, ...]]] = {}
        self.table: Table = {}
        for language, found in words.items():
            self._terms[language] = self._look_up(lexicon, language, found)

    def _look_up(
        self, lexicon: Lexicon, language: str, words: set[str]
    ) -> dict[str, tuple[str, ...]]:
        """Look words up, and add them to the table.

        Returns:
            By word what is indexed for it: its base forms and parts.
        """
        analyst, endings = lexicon.analysts[language], lexicon.endings[language]
        terms: dict[str, tuple[str, ...]] = {}
        for word in sorted(words - self._stop[language]):
            analysis = analyst.analyse(word)
            lemmas = analysis.lemmas or _guessed(endings, word, words)
            for lemma in lemmas:
                self.table.setdefault(lemma, set()).add(word)
            for part in analysis.parts:
                self.table.setdefault(part, set())
            terms[word] = (*lemmas, *analysis.parts)
        return terms

    def terms(self, text: Text) -> set[str]:
        """The base forms and parts of the words of a text."""
        terms = self._terms.get(text.language, {})
        words = set(_WORD.findall(text.value.lower()))
        return {term for word in words for term in terms.get(word, ())}


def _guessed(endings: Endings, word: str, words: set[str]) -> tuple[str, ...]:
    """The base form of an unknown word: one that stands in the texts, or else itself."""
    return next(((other,) for other in candidates(endings, word) if other in words), (word,))


def pack(table: Mapping[str, Iterable[str]]) -> bytes:
    """A table as few bytes, the same for the same table."""
    lines = (" ".join([lemma, *sorted(forms)]) for lemma, forms in sorted(table.items()))
    return zlib.compress("\n".join(lines).encode())


def merged(packed: Iterable[bytes]) -> Table:
    """Several packed tables as one."""
    table: Table = {}
    for each in packed:
        for line in zlib.decompress(each).decode().splitlines():
            lemma, *forms = line.split(" ")
            table.setdefault(lemma, set()).update(forms)
    return table
