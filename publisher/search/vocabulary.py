"""The words of some §§ by their base forms: what is indexed beside them, and what queries need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from publisher.lemmas.analysis import Analyst, read_words
from publisher.lemmas.endings import Endings, candidates
from publisher.search.texts import Text
from publisher.search.tokens import token

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
        self._tokens: dict[str, dict[str, tuple[str, ...]]] = {}
        self.table: Table = {}
        for language, found in words.items():
            self._tokens[language] = self._look_up(lexicon, language, found)

    def _look_up(
        self, lexicon: Lexicon, language: str, words: set[str]
    ) -> dict[str, tuple[str, ...]]:
        """Look words up, and add them to the table.

        Returns:
            By word what is indexed for it: tokens of its base forms and parts.
        """
        analyst, endings = lexicon.analysts[language], lexicon.endings[language]
        tokens: dict[str, tuple[str, ...]] = {}
        for word in sorted(words - self._stop[language]):
            analysis = analyst.analyse(word)
            lemmas = analysis.lemmas or _guessed(endings, word, words)
            for lemma in lemmas:
                self.table.setdefault(lemma, set()).add(word)
            for part in analysis.parts:
                self.table.setdefault(part, set())
            tokens[word] = tuple(map(token, (*lemmas, *analysis.parts)))
        return tokens

    def tokens(self, texts: Iterable[Text]) -> list[str]:
        """The tokens of the base forms and parts of the words of texts, each once, in order."""
        found: set[str] = set()
        for text in texts:
            tokens = self._tokens.get(text.language, {})
            for word in set(_WORD.findall(text.value.lower())):
                found.update(tokens.get(word, ()))
        return sorted(found)


def _guessed(endings: Endings, word: str, words: set[str]) -> tuple[str, ...]:
    """The base form of an unknown word: one that stands in the texts, or else itself."""
    return next(((other,) for other in candidates(endings, word) if other in words), (word,))


def written(table: Mapping[str, Iterable[str]]) -> str:
    """A table as a text, the same for the same table: a line for each base form.

    It is not packed, so that `pykala scan` reads it in the memory of builds.
    """
    lines = (" ".join([lemma, *sorted(forms)]) for lemma, forms in sorted(table.items()))
    return "\n".join(lines)


def merged(texts: Iterable[str]) -> Table:
    """Several written tables as one."""
    table: Table = {}
    for each in texts:
        for line in each.splitlines():
            lemma, *forms = line.split(" ")
            table.setdefault(lemma, set()).update(forms)
    return table
