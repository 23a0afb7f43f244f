"""The words that names and titles are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.phrases import NAME_WORD, Phrases

# Words before a surname that belong to it.
PARTICLES = frozenset({"af", "da", "de", "der", "di", "van", "von"})
_NAME_WORD = re.compile(NAME_WORD)
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}")
# A comma after a hyphen does not end a title: hallinto-, talous- ja henkilöstöjohtaja.
_WORD = re.compile(r"(?:[^\s,;]|(?<=\w-),(?=\s))+")
# A full stop after no more letters than these is part of a word: vs. pj. siht.
_MOST_SHORTENED = 5
_MOST_UNIT_WORDS = 4


class Word(msgspec.Struct, frozen=True):
    """A word, and where it stands."""

    text: str
    start: int
    end: int


class _Table(msgspec.Struct, frozen=True):
    """What of `mappings/phrases/people.toml` only this module needs."""

    title_beginnings: frozenset[str]
    title_fields: frozenset[str]
    title_genitives: tuple[str, ...]
    unit_endings: tuple[str, ...]


@cache
def _table() -> _Table:
    path = asset_dir("mappings") / "phrases" / "people.toml"
    return read_toml(path, _Table)


def split_words(text: str, start: int = 0) -> list[Word]:
    """The words of a text; a full stop stays with what is shortened.

    Args:
        text: Any text; commas and semicolons part words as blanks do.
        start: Where it stands; added to the positions.

    Examples:
        >>> [word.text for word in split_words("vs. rehtori Minna Mallinen.")]
        ['vs.', 'rehtori', 'Minna', 'Mallinen']
    """
    words = [
        Word(match[0], start + match.start(), start + match.end()) for match in _WORD.finditer(text)
    ]
    if words and (last := words[-1]).text.endswith(".") and len(last.text) > _MOST_SHORTENED:
        words[-1] = Word(last.text[:-1], last.start, last.end - 1)
    return words


def is_title(word: str, phrases: Phrases) -> bool:
    """Whether a word is a title by its ending (*kaupunginjohtaja*, *stadsdirektör*)."""
    return word.casefold().endswith(phrases.title_endings)


def begins_title(word: str) -> bool:
    """Whether a word stands in a title before the word that is one (*Tekninen johtaja*, *vs.*)."""
    small = word.casefold().rstrip(".")
    return small in _table().title_beginnings or small.endswith(_table().title_genitives)


def title_end(words: Sequence[str], index: int) -> int:
    """Where a title ends whose last word that is one stands at an index.

    Args:
        words: Of a text.
        index: Of that word.

    Returns:
        The index after it, or after the field that it is of (*direktören för samhällsteknik*).
    """
    end = index + 1
    if end == len(words) or words[end] not in _table().title_fields:
        return end
    field = takewhile(lambda word: word[:1].islower(), words[end + 1 :])
    return end + 1 + len(list(field))


def is_capitalised(word: str) -> bool:
    """Whether a word is printed as the words of a name are."""
    return bool(_NAME_WORD.fullmatch(word))


def is_name_word(word: str, phrases: Phrases) -> bool:
    """Whether a word may be part of a name, and is no word of a title."""
    return is_capitalised(word) and not is_title(word, phrases) and not begins_title(word)


def is_initial(word: str) -> bool:
    """Whether a word is initials (*A.*, *J.V.*) and no number in order (*I.*)."""
    return bool(_INITIALS.fullmatch(word)) and not begins_title(word)


def is_unit(text: str) -> bool:
    """Whether a text names a unit of an organisation (*Konsernihallinto*)."""
    words = text.split()
    return (
        bool(words)
        and len(words) <= _MOST_UNIT_WORDS
        and text[:1].isupper()
        and words[-1].casefold().endswith(_table().unit_endings)
    )
