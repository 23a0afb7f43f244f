"""The dissenting opinions that are left to a decision (*eriävä mielipide*, kuntalaki 106 §).

A member of the body may leave one, and so may the presenter, of whom often only the title is
printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.documents.excerpt import Excerpt
from publisher.model import Dissent, Found
from publisher.phrases import Phrases
from publisher.proceedings.naming import Mention, Naming
from publisher.proceedings.sentences import Sentence, quoted_until, split_sentences


def read_dissents(text: Excerpt, phrases: Phrases) -> tuple[Dissent, ...]:
    """Read who left a dissenting opinion, each person once, in the order of the text.

    Args:
        text: The lines of the discussion and of the decision of one handling.
        phrases: Knows the words for dissents.

    Returns:
        The dissents; those who leave one together have one text. That somebody may leave one, or
        that one is attached, is none.
    """
    if not any(mark in text.text for mark in phrases.dissents.marks):
        return ()
    naming = Naming(text, phrases)
    sentences = split_sentences(text.text, phrases.sentences)
    found: dict[tuple[str | None, str | None], Dissent] = {}
    for index, sentence in enumerate(sentences):
        if phrases.sentences.earlier.search(sentence.text):
            continue
        end = sentences[_last(sentences, index, phrases)].end
        told = Found(
            " ".join(text.text[sentence.start : end].split()), text.span(sentence.start, end)
        )
        for mention in _leavers(sentence, naming, phrases):
            person = naming.person(mention)
            found.setdefault((person.name, person.title), Dissent(person=person, text=told))
    return tuple(found.values())


def _leavers(sentence: Sentence, naming: Naming, phrases: Phrases) -> Iterator[Mention]:
    """Those who, as a sentence says, leave a dissenting opinion."""
    words = phrases.dissents
    if words.never.search(sentence.text):
        return
    for match in _matches(words.before, sentence, naming):
        if people := naming.before(sentence.start, match.start()):
            yield from people
            return
    for match in _matches(words.after, sentence, naming):
        yield from naming.after(match.end(), sentence.end)


def _matches(
    patterns: tuple[re.Pattern[str], ...], sentence: Sentence, naming: Naming
) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(naming.bare, sentence.start, sentence.end)


def _last(sentences: list[Sentence], index: int, phrases: Phrases) -> int:
    """The last sentence of the grounds that are printed beside a dissent."""
    last = quoted_until(sentences, index)
    following = last + 1
    if following < len(sentences) and phrases.dissents.grounds.match(sentences[following].text):
        return quoted_until(sentences, following)
    return last
