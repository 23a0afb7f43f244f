"""Names in running text: whose they are, and which of them may stay.

A name is a known given name followed by a capitalised word. It stays if it belongs to somebody in
a public role: named as such by the minutes, with a title before it, acting in the meeting, or
appointed to something. When in doubt it goes. Kuntalaki 140 § makes no exception for people in a
role; that they may stay rests on tietosuojalaki (1050/2018) 4 § 1 mom. 1 k and julkisuuslaki
(621/1999) 24 § 1 mom. 32 k, and is the choice of the mode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.model import Language
from publisher.phrases import Phrases
from publisher.privacy.policy import Policy

_CAPITALISED = r"[A-ZÅÄÖÉÜ][a-zåäöéüïèáíóõšž']+(?:-[A-ZÅÄÖÉÜ][a-zåäöéüïèáíóõšž']+)*"
# The words of a name stand beside each other, or one at the end of a line.
_GAP = r"(?: |\n)"
_PAIR = re.compile(
    rf"(?<![\w-])(?=(?P<given>{_CAPITALISED})(?:{_GAP}{_CAPITALISED}){{0,2}}?{_GAP}"
    rf"(?P<surname>(?:(?:von|af|de){_GAP})?{_CAPITALISED})(?![\w-]))"
)
# What ends a sentence or begins a line, so that the next word is capitalised anyway.
_SENTENCE_START = re.compile(r"(?:^|[.:;!?\n\t»\"”)]|\s{2})\s*$")
_WORD_BEFORE = re.compile(r"([\w-]+)\s+$")
_AROUND_CHARACTERS = 80
_BEFORE_CHARACTERS = 60
_FEWEST_STEM_CHARACTERS = 3
_ENDING_CHARACTERS = 3


class Name(msgspec.Struct, frozen=True):
    """A name as printed, in whatever case."""

    given: str
    surname: str

    def is_same(self, other: Name) -> bool:
        """Whether two names are one, though only one may be inflected.

        In Finnish only the last word of a name takes an ending, and the ending may change the
        letters before it (*Kokko* – *Kokon*), so the beginnings of the surnames are compared.
        """
        return self.given == other.given and same_stem(self.surname, other.surname)


def same_stem(first: str, second: str) -> bool:
    """Whether two forms of a surname begin alike up to their endings."""
    shortest = min(len(first), len(second))
    length = max(shortest - _ENDING_CHARACTERS, _FEWEST_STEM_CHARACTERS)
    return first[:length] == second[:length]


def split_name(name: str) -> Name:
    """A full name as given name and surname."""
    given, *_, surname = name.split()
    return Name(given, surname)


class Hit(msgspec.Struct, frozen=True):
    """A run of characters to be replaced, and by what."""

    start: int
    end: int
    kind: str
    wording: str


class NameDetector:
    """Finds the names in a text that must go.

    Attributes:
        kept: Names of people in a public role.
        dropped: Names of people in a public role that the mode does not keep, with what to put
            in their place.
        keeps_titled: Whether a title, an act or an appointment lets a name stay in what was done
            in the meeting. In background texts it never does: there, a chair or a secretary may be
            that of any association.
    """

    def __init__(self, policy: Policy, phrases: Phrases, language: Language) -> None:
        self.kept: list[Name] = []
        self.dropped: list[tuple[Name, str]] = []
        self.keeps_titled = True
        self._policy = policy
        self._language = language
        self._title_endings = phrases.title_endings

    def find(self, text: str, *, in_meeting: bool) -> Iterator[Hit]:
        """Find what must go: full names, then surnames alone of the same people.

        Args:
            text: A text of the document.
            in_meeting: Whether it tells what was done in the meeting.

        Yields:
            The hits, unsorted and maybe overlapping.
        """
        private: list[tuple[str, str]] = []
        for match in _PAIR.finditer(text):
            if not self._is_name(text, match):
                continue
            wording = self._wording(text, match, in_meeting=in_meeting)
            if wording is not None:
                private.append((match["surname"], wording))
                yield Hit(match.start("given"), match.end("surname"), "name", wording)
        yield from self._surnames_alone(text, private)

    def private_names(self, text: str) -> bool:
        """Whether the text names anybody who is not in a public role."""
        return any(True for _ in self.find(text, in_meeting=True))

    def _is_name(self, text: str, match: re.Match[str]) -> bool:
        """Whether two capitalised words are a name: by the first word, or else by both.

        A given name is printed in its base form, so that a word in the genitive before a
        capitalised one (*Etelä-Savon Perhekeskus*) is none, unless it is a known given name. The
        first word of a sentence is capitalised whatever it is.
        """
        given, surname = match["given"], match["surname"]
        if surname in self._policy.not_surnames or surname in self._policy.given_names:
            return False
        if any(part in self._policy.given_names for part in given.split("-")):
            return True
        if given.endswith("n") or given.casefold().endswith(self._title_endings):
            return False
        before = text[max(match.start("given") - _BEFORE_CHARACTERS, 0) : match.start("given")]
        return not _SENTENCE_START.search(before) and surname.casefold().endswith(
            self._policy.surname_endings
        )

    def _wording(self, text: str, match: re.Match[str], *, in_meeting: bool) -> str | None:
        """What stands for a name; None if the name may stay."""
        name = Name(match["given"], match["surname"].split()[-1])
        for dropped, wording in self.dropped:
            if name.is_same(dropped):
                return wording
        if any(name.is_same(kept) for kept in self.kept):
            return None
        if in_meeting and self._has_role(text, match):
            return None if self.keeps_titled else self._policy.roles["other"][self._language]
        return self._in_context(text, match)

    def _has_role(self, text: str, match: re.Match[str]) -> bool:
        before = text[max(match.start("given") - _BEFORE_CHARACTERS, 0) : match.start("given")]
        word = _WORD_BEFORE.search(before)
        titled = word is not None and (
            word[1].casefold().endswith(self._title_endings)
            or self._policy.appointed.fullmatch(word[1]) is not None
        )
        after = text[match.end("surname") :].lstrip()
        return titled or self._policy.acts.match(after) is not None

    def _in_context(self, text: str, match: re.Match[str]) -> str:
        start = max(match.start("given") - _AROUND_CHARACTERS, 0)
        around = text[start : match.end("surname") + _AROUND_CHARACTERS]
        for pattern, wording in self._policy.contexts:
            if pattern.search(around):
                return wording[self._language]
        return self._policy.private_person[self._language]

    def _surnames_alone(self, text: str, private: Sequence[tuple[str, str]]) -> Iterator[Hit]:
        for surname, wording in dict(private).items():
            stem = surname.split()[-1]
            length = max(len(stem) - _ENDING_CHARACTERS, _FEWEST_STEM_CHARACTERS + 1)
            for match in re.finditer(rf"(?<![\w-]){re.escape(stem[:length])}[\w-]*", text):
                if not any(same_stem(match[0], kept.surname) for kept in self.kept):
                    yield Hit(match.start(), match.end(), "name", wording)
