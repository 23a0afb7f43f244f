"""A thesaurus by the base forms of its labels, so that inflected words find its concepts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.lemmas.simple import lemmatizer
from publisher.rdf.concepts import ConceptLabel

_WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?")
# A label of one such word stands for too many things: työ, maa, tie.
_FEWEST_CHARACTERS = 4

# What a word that is printed as the label is worth, what an inflected one; what is taken off for
# a label that is not the preferred one, and what is left of it where a label has several concepts.
_AS_PRINTED, _INFLECTED = 0.9, 0.7
_NOT_PREFERRED = 0.2
_AMBIGUOUS = 0.5


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A concept that a text may be about.

    Attributes:
        concept: IRI.
        label: By which it was found.
        printed: The words of the text.
        confidence: From 0 to 1; how sure the words are those of the label, not how well the
            concept describes the matter.
    """

    concept: str
    label: str
    printed: str
    confidence: float


class Vocabulary:
    """The labels of a thesaurus in one language.

    Args:
        labels: Of all concepts, in any language.
        language: ``fi`` or ``sv``.
    """

    def __init__(self, labels: Iterable[ConceptLabel], language: str) -> None:
        self._lemma = lemmatizer(language)
        self._by_lemmas: defaultdict[tuple[str, ...], list[ConceptLabel]] = defaultdict(list)
        for label in labels:
            words = _WORD.findall(label.text.casefold())
            if label.language == language and len("".join(words)) > _FEWEST_CHARACTERS:
                self._by_lemmas[self._lemmas(words)].append(label)
        self._longest = max(map(len, self._by_lemmas), default=0)

    def _lemmas(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._lemma(word) for word in words)

    def suggest(self, text: str) -> list[Suggestion]:
        """Find the concepts whose labels stand in a text.

        Args:
            text: A title, in the language of the vocabulary.

        Returns:
            The suggestions in the order of the text, each concept once; where labels overlap, the
            longest one that begins first. None of a label that nobody is sure of.
        """
        words = list(_WORD.finditer(text))
        lemmas = self._lemmas([word[0].casefold() for word in words])
        found: dict[str, Suggestion] = {}
        start = 0
        while start < len(words):
            length = self._length_at(lemmas, start)
            if length:
                printed = text[words[start].start() : words[start + length - 1].end()]
                for one in self._judged(lemmas[start : start + length], printed):
                    found.setdefault(one.concept, one)
            start += length or 1
        return list(found.values())

    def _length_at(self, lemmas: Sequence[str], start: int) -> int:
        """How many words the longest label has that begins at a word; 0 if there is none."""
        lengths = range(min(self._longest, len(lemmas) - start), 0, -1)
        return next(
            (
                length
                for length in lengths
                if tuple(lemmas[start : start + length]) in self._by_lemmas
            ),
            0,
        )

    def _judged(self, lemmas: Sequence[str], printed: str) -> Iterator[Suggestion]:
        """The concepts of a label, the preferred ones alone if there are any."""
        labels = self._by_lemmas[tuple(lemmas)]
        preferred = [label for label in labels if label.preferred] or labels
        concepts = {label.concept: label for label in preferred}
        for label in concepts.values():
            same = label.text.casefold() == printed.casefold()
            confidence = _AS_PRINTED if same else _INFLECTED
            if not label.preferred:
                confidence -= _NOT_PREFERRED
            if len(concepts) > 1:
                confidence *= _AMBIGUOUS
            yield Suggestion(
                concept=label.concept,
                label=label.text,
                printed=printed,
                confidence=round(confidence, 2),
            )
