"""Names that were noted, and found again in whatever case their surname stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

from publisher.finnish.surnames import Surnames

Note = TypeVar("Note")


class Name(msgspec.Struct, frozen=True):
    """A name as printed, in whatever case; only its surname is inflected.

    Attributes:
        given: The first given name; empty where a text names somebody by the surname alone.
        surname: The last word.
    """

    given: str
    surname: str


def split_name(name: str) -> Name:
    """A name as given name and surname; of a single word, which is a surname, nothing is given."""
    *given, surname = name.split()
    return Name(given[0] if given else "", surname)


class KnownNames:
    """Names with a note on each; of two that may be the same, the first one counts.

    Names are kept by given name and first letter, which no case changes, so that looking one up
    does not take longer the more people a document names.
    """

    def __init__(self, surnames: Surnames) -> None:
        self._surnames = surnames
        self._by_key: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)

    def add(self, name: Name, note: str = "") -> None:
        """Note a name, unless it is known in just this form."""
        known = self._by_key[_key(name)]
        if all(name.surname != surname for surname, _ in known):
            known.append((name.surname, note))

    def __iter__(self) -> Iterator[Name]:
        """The names, their given names in small letters."""
        for (given, _), known in self._by_key.items():
            yield from (Name(given, surname) for surname, _ in known)

    def note(self, name: Name) -> str | None:
        """What was noted of a name; None if it is not known."""
        same = self._surnames.are_same
        known = self._by_key.get(_key(name), ())
        return next((note for surname, note in known if same(name.surname, surname)), None)


class KnownSurnames(Generic[Note]):
    """Surnames that may stand alone, with a note on each; of two that may be the same, the first.

    A word can be one of them only if it begins alike, which no case changes.
    """

    def __init__(self, surnames: Surnames) -> None:
        self._surnames = surnames
        self._by_letter: defaultdict[str, list[tuple[str, Note]]] = defaultdict(list)

    def __bool__(self) -> bool:
        return bool(self._by_letter)

    def add(self, surname: str, note: Note) -> None:
        """Note a surname, unless it is known in just this form."""
        known = self._by_letter[surname[0].casefold()]
        if all(surname != other for other, _ in known):
            known.append((surname, note))

    def begins(self, word: str) -> bool:
        """Whether any of them begins as a word does."""
        return word[0].casefold() in self._by_letter

    def note(self, word: str) -> Note | None:
        """What was noted of the surname that a word may be; None if it is not known."""
        same = self._surnames.are_same
        alike = self._by_letter.get(word[0].casefold(), ())
        return next((note for surname, note in alike if same(word, surname)), None)


def _key(name: Name) -> tuple[str, str]:
    return name.given.casefold(), name.surname[0].casefold()
