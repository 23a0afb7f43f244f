"""Names and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

import msgspec

from publisher.finnish.name_words import (
    Word,
    is_capitalised,
    is_initial,
    is_name_word,
    is_title,
    is_unit,
    split_words,
    title_end,
)
from publisher.phrases import Phrases

# What has an at sign however disguised; then digits with their separators, and what is left. One or
# two digits with a full stop after them are a number in order: 1. varapuheenjohtaja.
_ADDRESS = re.compile(
    r"(?<![^\s,;])[^\s,;]*(?:@|\s?(?:\(at\)|\[at\]|\(a\)|\(ät\)|\(@\))\s?)[^\s,;]*"
)
_NUMBER = re.compile(r"(?<!\d)(?!\d{1,2}\.(?!\d))[+(]?\d[\d\s()?-]*|[:()/]|(?<!\w)\.")
_MOST_BODY_WORDS = 6
_MOST_NAME_WORDS = 4
_FEWEST_NAME_WORDS = 2


class NamedPerson(msgspec.Struct, frozen=True):
    """A name with the title before or after it, and where they stand in the text."""

    name: str | None
    title: str | None
    start: int
    end: int


class _Piece(msgspec.Struct, frozen=True):
    """A part of a list.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        goes_on: Whether a conjunction parts it from the next one.
    """

    start: int
    end: int
    goes_on: bool


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
    return _parse_words(split_words(text), phrases, start)


def _parse_words(words: Sequence[Word], phrases: Phrases, start: int) -> NamedPerson | None:
    if not words:
        return None
    titles = [index for index, word in enumerate(words) if is_title(word.text, phrases)]
    if not titles:
        return _person(words, [], start)
    names = _leading_name(words, phrases)
    end = title_end([word.text for word in words], titles[-1])
    if end != len(words):
        first = _first_title_word(words, phrases)
        return _person(words[end:], words[first:end], start)
    if len(names) >= _FEWEST_NAME_WORDS:
        return _person(names, words[len(names) :], start)
    return _between_titles(words, titles, phrases, start)


def _leading_name(words: Sequence[Word], phrases: Phrases) -> list[Word]:
    return list(
        takewhile(lambda word: is_name_word(word.text, phrases) or is_initial(word.text), words)
    )


def _between_titles(
    words: Sequence[Word], titles: Sequence[int], phrases: Phrases, start: int
) -> NamedPerson | None:
    """A name after the first of two titles, or a title alone."""
    if len(titles) > 1 and not _are_lower(words[titles[0] + 1 : titles[-1]]):
        names = _leading_name(words[titles[0] + 1 :], phrases)
        if len(names) >= _FEWEST_NAME_WORDS:
            return _person(names, words[: titles[0] + 1], start)
    first = _first_title_word(words, phrases)
    return _person([], words[first:], start) if _is_title_alone(words, phrases) else None


def _are_lower(words: Sequence[Word]) -> bool:
    return all(word.text[:1].islower() for word in words)


def _is_title_alone(words: Sequence[Word], phrases: Phrases) -> bool:
    """Whether words that end in a title hold no surname: one before a title is in the genitive."""
    single = is_name_word(words[0].text, phrases) and len(words) > 1
    return not single or phrases.genitives.may_own(words[0].text)


def _first_title_word(words: Sequence[Word], phrases: Phrases) -> int:
    """Where a title begins that a small word of the sentence stands before (*että jäsen*)."""
    small = phrases.languages.values()
    return next(
        index
        for index, word in enumerate(words)
        if not any(word.text.casefold() in language for language in small)
    )


def _person(names: Sequence[Word], titles: Sequence[Word], start: int) -> NamedPerson | None:
    if names and not _is_name(names):
        return None
    both = sorted([*names, *titles], key=lambda word: word.start)
    if not both:
        return None
    return NamedPerson(
        " ".join(word.text for word in names) or None,
        " ".join(word.text for word in titles) or None,
        start + both[0].start,
        start + both[-1].end,
    )


def _is_name(words: Sequence[Word]) -> bool:
    """Whether words are a name: capitalised, and after the first one also initials."""
    whole = [word for word in words if is_capitalised(word.text)]
    return (
        _FEWEST_NAME_WORDS <= len(words) <= _MOST_NAME_WORDS
        and len(whole) >= _FEWEST_NAME_WORDS
        and words[0] in whole
        and all(word in whole or is_initial(word.text) for word in words)
    )


def parse_people(text: str, phrases: Phrases) -> list[NamedPerson] | None:
    """Read a line that holds nothing but people and how to reach them.

    Args:
        text: One line; names may be parted by commas or conjunctions and followed by phone
            numbers and addresses. A unit may stand among them (*Konsernihallinto,*).
        phrases: Knows titles, conjunctions and words such as *puh*.

    Returns:
        The people in order, none if there are only contact details; None if the line says
        anything else.
    """
    people: list[NamedPerson] = []
    pieces = _pieces(text, phrases)
    index = units = 0
    while index < len(pieces):
        words = _without_contacts(text, pieces[index], phrases)
        person = _parse_words(words, phrases, 0)
        if person is None and words and is_unit(" ".join(word.text for word in words)):
            units += 1
        elif person is None and words:
            person = _parse_joined(text, pieces[index : index + 2], phrases)
            index += 1
            if person is None:
                return None
        if person is not None and not _add(person, people, text):
            return None
        index += 1
    return None if units and not people and not text.rstrip().endswith(",") else people


def _parse_joined(text: str, pieces: Sequence[_Piece], phrases: Phrases) -> NamedPerson | None:
    """Read two pieces as one: *Talous ja hallintojohtaja* is a single title."""
    if len(pieces) < _FEWEST_NAME_WORDS or not pieces[0].goes_on:
        return None
    whole = _Piece(pieces[0].start, pieces[1].end, goes_on=False)
    return _parse_words(_without_contacts(text, whole, phrases), phrases, 0)


def _add(person: NamedPerson, people: list[NamedPerson], text: str) -> bool:
    """Add somebody, or a title to the one before; False if a title has nobody."""
    if person.name is not None:
        people.append(person)
        return True
    if not people:
        return False
    last = people[-1]
    start = person.start if last.title is None else last.end - len(last.title)
    title = " ".join(text[start : person.end].split())
    if last.title is None:
        people[-1] = msgspec.structs.replace(last, title=person.title, end=person.end)
    elif title.startswith(last.title) and text[last.end : person.start].strip() in {",", "/"}:
        people[-1] = msgspec.structs.replace(last, title=title, end=person.end)
    return True


def _pieces(text: str, phrases: Phrases) -> list[_Piece]:
    """Cut a list at its commas, semicolons, strokes and conjunctions."""
    pieces, start = [], 0
    for separator in _separator(phrases.conjunctions).finditer(text):
        goes_on = separator[0].strip() in phrases.conjunctions
        pieces.append(_Piece(start, separator.start(), goes_on=goes_on))
        start = separator.end()
    return [*pieces, _Piece(start, len(text), goes_on=False)]


@cache
def _separator(conjunctions: frozenset[str]) -> re.Pattern[str]:
    r"""What parts a list; after a hyphen a word goes on (*talous- ja hallintojohtaja*)."""
    words = "|".join(sorted(conjunctions))
    return re.compile(rf"(?<!-)(?:[,;]|\s/(?=\s)|(?:\s|^)(?:{words})(?=\s|$))")


def _without_contacts(text: str, piece: _Piece, phrases: Phrases) -> list[Word]:
    """The words of a piece that do not say how to reach somebody, where they stand in the text."""
    bare = _NUMBER.sub(_blank, _ADDRESS.sub(_blank, text[piece.start : piece.end]))
    return [
        word
        for word in split_words(bare, piece.start)
        if word.text.casefold().rstrip(".") not in phrases.contact_words
        and any(map(str.isalnum, word.text))
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
    for piece in _pieces(text, phrases):
        person = _last_name(text[piece.start : piece.end], phrases, start + piece.start)
        if person is not None:
            found.append(person)
    return found


def _last_name(text: str, phrases: Phrases, start: int) -> NamedPerson | None:
    """The person at the end of a piece, whatever words stand before title and name."""
    words = split_words(text)
    for index in range(len(words)):
        person = _parse_words(words[index:], phrases, start)
        if person is not None and person.name is not None:
            return person
    return None
