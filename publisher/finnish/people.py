"""Names and titles."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

import msgspec

from publisher.phrases import NAME_WORD, Phrases

_NAME_WORD = re.compile(NAME_WORD)
_WORD = re.compile(r"[^\s,;]+")
# What has an at sign however disguised; then digits with their separators, and what is left.
_ADDRESS = re.compile(
    r"(?<![^\s,;])[^\s,;]*(?:@|\s?(?:\(at\)|\[at\]|\(a\)|\(ät\)|\(@\))\s?)[^\s,;]*"
)
_NUMBER = re.compile(r"[+(]?\d[\d\s()-]*|[.:()/]")
_MOST_BODY_WORDS = 6
_MOST_NAME_WORDS = 4
_FEWEST_NAME_WORDS = 2


class NamedPerson(msgspec.Struct, frozen=True):
    """A name with the title before or after it, and where they stand in the text."""

    name: str | None
    title: str | None
    start: int
    end: int


def is_title(word: str, phrases: Phrases) -> bool:
    """Whether a word is a title by its ending (*kaupunginjohtaja*, *stadsdirektör*)."""
    return word.casefold().endswith(phrases.title_endings)


def is_body(text: str, phrases: Phrases) -> bool:
    """Whether a line names a body, or several, and says nothing else (*Kaupunginhallitus*)."""
    words = text.rstrip(" .:").split()
    return (
        bool(words)
        and len(words) <= _MOST_BODY_WORDS
        and text[:1].isupper()
        and words[-1].casefold().endswith(phrases.body_endings)
    )


def parse_person(text: str, phrases: Phrases, start: int = 0) -> NamedPerson | None:
    """Read a text that holds nothing but a person: title and name, name alone, or title alone.

    Args:
        text: For example ``Kunnanjohtaja Minna Mallinen``, ``Minna Mallinen, kunnanjohtaja``.
        phrases: Knows what titles end with.
        start: Where the text stands; added to the positions.

    Returns:
        Name and title; None if anything else stands there too.
    """
    return _parse_words(list(_WORD.finditer(text)), phrases, start)


def _parse_words(words: list[re.Match[str]], phrases: Phrases, start: int) -> NamedPerson | None:
    if not words:
        return None
    titles = [index for index, word in enumerate(words) if is_title(word[0], phrases)]
    if not titles:
        return _person(words, [], start)
    if titles[0] < _FEWEST_NAME_WORDS or titles[-1] != len(words) - 1:
        first = _first_title_word(words, phrases)
        return _person(words[titles[-1] + 1 :], words[first : titles[-1] + 1], start)
    names = list(takewhile(lambda word: _NAME_WORD.fullmatch(word[0]), words[: titles[0]]))
    return _person(names, words[len(names) :], start)


def _first_title_word(words: list[re.Match[str]], phrases: Phrases) -> int:
    """Where a title begins that a small word of the sentence stands before (*että jäsen*)."""
    small = phrases.languages.values()
    return next(
        index
        for index, word in enumerate(words)
        if not any(word[0].casefold() in language for language in small)
    )


def _person(
    names: list[re.Match[str]], titles: list[re.Match[str]], start: int
) -> NamedPerson | None:
    if names and not _is_name(names):
        return None
    both = sorted([*names, *titles], key=lambda word: word.start())
    if not names and not titles:
        return None
    return NamedPerson(
        " ".join(word[0] for word in names) or None,
        " ".join(word[0] for word in titles) or None,
        start + both[0].start(),
        start + both[-1].end(),
    )


def _is_name(words: list[re.Match[str]]) -> bool:
    return _FEWEST_NAME_WORDS <= len(words) <= _MOST_NAME_WORDS and all(
        _NAME_WORD.fullmatch(word[0]) for word in words
    )


def parse_people(text: str, phrases: Phrases) -> list[NamedPerson] | None:
    """Read a line that holds nothing but people and how to reach them.

    Args:
        text: One line; names may be parted by commas or conjunctions and followed by phone
            numbers and addresses.
        phrases: Knows titles, conjunctions and words such as *puh*.

    Returns:
        The people in order, none if there are only contact details; None if the line says
        anything else.
    """
    people: list[NamedPerson] = []
    for start, end in _pieces(text, phrases):
        words = _without_contacts(text[start:end], phrases)
        if not words:
            continue
        person = _parse_words(words, phrases, start)
        if person is None:
            return None
        if person.name is None and people and people[-1].title is None:
            people[-1] = msgspec.structs.replace(people[-1], title=person.title, end=person.end)
        elif person.name is None:
            return None
        else:
            people.append(person)
    return people


def _pieces(text: str, phrases: Phrases) -> list[tuple[int, int]]:
    """Cut a list at its commas, semicolons and conjunctions."""
    pieces, start = [], 0
    for separator in _separator(phrases.conjunctions).finditer(text):
        pieces.append((start, separator.start()))
        start = separator.end()
    return [*pieces, (start, len(text))]


@cache
def _separator(conjunctions: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(["[,;]", *(rf"\s{word}\s" for word in sorted(conjunctions))]))


def _without_contacts(text: str, phrases: Phrases) -> list[re.Match[str]]:
    """The words of a text that do not say how to reach somebody, where they stand in it."""
    bare = _NUMBER.sub(_blank, _ADDRESS.sub(_blank, text))
    return [
        word for word in _WORD.finditer(bare) if word[0].casefold() not in phrases.contact_words
    ]


def _blank(match: re.Match[str]) -> str:
    """As many blanks, so that the rest keeps its position."""
    return " " * len(match[0])


def parse_name_list(text: str, phrases: Phrases, start: int = 0) -> list[NamedPerson]:
    """Read names out of a matched list such as ``Aino Aalto, Eero Elo ja Ilmari Ilo``.

    Args:
        text: The list.
        phrases: Knows titles and conjunctions.
        start: Where the list stands; added to the positions.

    Returns:
        Every piece that is a person with a name.
    """
    found: list[NamedPerson] = []
    for begin, end in _pieces(text, phrases):
        person = _last_name(text[begin:end], phrases, start + begin)
        if person is not None:
            found.append(person)
    return found


def _last_name(text: str, phrases: Phrases, start: int) -> NamedPerson | None:
    """The person at the end of a piece, whatever words stand before title and name."""
    words = list(_WORD.finditer(text))
    for index in range(len(words)):
        person = parse_person(text[words[index].start() :], phrases, start + words[index].start())
        if person is not None and person.name is not None:
            return person
    return None
