"""Who moves something in a sentence, and who seconds it there."""

from __future__ import annotations

import re

import msgspec

from publisher.phrases.narrative import MotionWords
from publisher.proceedings.naming import Mention, Naming
from publisher.proceedings.sentences import Sentence

_FULL_NAME = 2


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody moves something.

    Attributes:
        by: Who.
        seconded_by: Who seconds it in the same sentence.
        inflected: Whether those stand in the genitive.
        again: Whether the sentence only sums up what was moved before.
    """

    by: tuple[Mention, ...]
    seconded_by: tuple[Mention, ...]
    inflected: bool
    again: bool


def read_movers(sentence: Sentence, naming: Naming, words: MotionWords) -> Moved | None:
    """Read who moves something in a sentence.

    Args:
        sentence: A sentence of the text of `naming`.
        naming: Knows the people in it.
        words: The words for motions.

    Returns:
        Who; None if the sentence tells of no motion, or of one by a body or by the presenter.
        Nobody, if it tells of a motion and does not say clearly whose it is.
    """
    verb = _verb(sentence, naming, words)
    if verb is None:
        return None
    again = " " in verb[0]
    if not again and words.procedure.search(sentence.text):
        return None
    by, seconders, inflected = _people(sentence, verb, naming, words)
    if any(_is_official(mover, words) or not mover.words for mover in by):
        return None
    strong = words.counter.search(sentence.text) is not None
    if not strong and not (by and all(len(mover.words) >= _FULL_NAME for mover in by)):
        return None
    if not by and words.supported_by.search(sentence.text) is None:
        return None
    return Moved(
        by=tuple(by),
        seconded_by=tuple(seconders),
        inflected=inflected,
        again=again,
    )


def _verb(sentence: Sentence, naming: Naming, words: MotionWords) -> re.Match[str] | None:
    matches = (pattern.search(naming.bare, sentence.start, sentence.end) for pattern in words.moved)
    return min((match for match in matches if match), key=lambda match: match.start(), default=None)


def _is_official(mention: Mention, words: MotionWords) -> bool:
    title = (mention.title or "").casefold()
    return title.endswith(words.officials) and not title.endswith(words.members)


def _people(
    sentence: Sentence, verb: re.Match[str], naming: Naming, words: MotionWords
) -> tuple[list[Mention], list[Mention], bool]:
    """Movers, seconders, and whether those stand in the genitive."""
    movers = naming.before(sentence.start, verb.start())
    if after := words.supported_after.search(naming.bare, sentence.start, sentence.end):
        movers = _before_support(sentence, verb, after, naming)
        return movers, naming.after(after.end(), sentence.end), False
    support = words.supported_by.search(naming.bare, sentence.start, sentence.end)
    if support is None:
        return movers, [], False
    end = support.start()
    if others := words.and_others.search(naming.bare, sentence.start, end):
        end = others.start()
    if support.start() > verb.start():
        return movers, naming.before(verb.end(), end), True
    chain = naming.before(sentence.start, end)
    movers = naming.before(support.end(), verb.start())
    if movers or not chain:
        return movers, chain, True
    movers = _directly_before(chain[0], sentence, naming)
    if movers:
        return movers, chain, True
    return *_parted(chain, sentence, naming), True


def _before_support(
    sentence: Sentence, verb: re.Match[str], support: re.Match[str], naming: Naming
) -> list[Mention]:
    """Movers before the words before those who second: also *föreslog Ann Alm, understödd av*."""
    movers = naming.before(sentence.start, min(verb.start(), support.start()))
    if movers or support.start() < verb.start():
        return movers
    return naming.after(verb.end(), support.start())


def _directly_before(mention: Mention, sentence: Sentence, naming: Naming) -> list[Mention]:
    """Those who stand before somebody without anything between but a blank."""
    found = naming.before(sentence.start, mention.start)
    gap = naming.bare[found[-1].end : mention.start] if found else ""
    return found if found and not gap.strip() else []


def _parted(
    chain: list[Mention], sentence: Sentence, naming: Naming
) -> tuple[list[Mention], list[Mention]]:
    """Part movers from seconders where nothing but a blank does (*Lehto Niemen kannattamana*).

    Two words are two surnames, and four are two full names, at the beginning of a sentence. Two
    words are one person where the text has that name elsewhere, or more than the name before it.
    """
    *others, last = chain
    size = len(last.words)
    other_sizes = {len(other.words) for other in others}
    alone = not naming.bare[sentence.start : chain[0].start].strip()
    known = any(
        naming.same(last.words, mention.words) and len(mention.words) == _FULL_NAME
        for mention in naming.named
        if mention.start != last.start
    )
    if size == _FULL_NAME and (known or other_sizes - {1}):
        return [], chain
    if last.title is not None or not alone or size not in {_FULL_NAME, 2 * _FULL_NAME}:
        return [], []
    if other_sizes - {size // 2}:
        return [], []
    first, second = _halves(last, naming)
    return [*others, first], [second]


def _halves(mention: Mention, naming: Naming) -> tuple[Mention, Mention]:
    """Somebody's name as the names of two people."""
    half = len(mention.words) // 2
    words = list(re.finditer(r"\S+", naming.bare[mention.start : mention.end]))
    middle, begin = mention.start + words[half - 1].end(), mention.start + words[half].start()
    return (
        msgspec.structs.replace(mention, words=mention.words[:half], end=middle),
        msgspec.structs.replace(mention, words=mention.words[half:], start=begin),
    )
