"""Words of names: how they are spelled, and which of them may be a given name or a surname."""

from __future__ import annotations

import re

import msgspec

from publisher.privacy.policy import Policy

_LATIN = [chr(code) for code in range(ord("A"), 0x250)]  # to the end of Latin Extended-B
UPPER = "".join(letter for letter in _LATIN if letter.isupper())
LOWER = "".join(letter for letter in _LATIN if letter.islower())

# Aino, Gun-Lis, O'Neill, McDonald; AALTO.
_MIXED = rf"[{LOWER}'’]+(?:[{UPPER}][{LOWER}]+)*"
REST = rf"(?:{_MIXED}(?:-[{UPPER}]{_MIXED})*|[{UPPER}]+(?:-[{UPPER}]{{2,}})*)"
WORD = rf"[{UPPER}]{REST}"
# The same at the beginning of a word. The first character comes first, since a pattern that begins
# with a set of characters is searched for several times faster.
FIRST = rf"[{UPPER}](?<![\w-].)"
FIRST_WORD = FIRST + REST
# What ends a sentence, or parts it, before a blank.
STOPS = '.:;!?,)»”"'
# The same inside a sentence, behind a word and a blank.
WORD_INSIDE = rf"[{UPPER}](?<=[^{STOPS}]\s.)" + REST
PARTICLES = frozenset({"af", "da", "de", "del", "den", "der", "di", "van", "von"})
# An initial, or two with a hyphen: M., J-P, J.-P.
INITIAL = rf"(?:\.?-[{UPPER}]\.?(?!\w)|\.)"
# The words of a name stand beside each other, or one at the end of a line.
_NEXT = rf"(?:[{UPPER}](?:{REST}|{INITIAL})|{'|'.join(sorted(PARTICLES))})"
RUN = re.compile(rf"{FIRST}(?:{REST}|{INITIAL})(?:[ \n]{_NEXT})+(?!\w)")
# The same without a second word.
SHORT_RUN = re.compile(rf"{FIRST}(?:{REST}|{INITIAL})(?:[ \n]{_NEXT}){{0,3}}(?!\w)")
NEXT_WORD = re.compile(WORD)
# How many words make a name that no list knows.
FEWEST_WORDS, MOST_WORDS = 2, 3
_LONGEST_INITIAL = 3  # J-P


class PrintedName(msgspec.Struct, frozen=True):
    """A name in a text.

    Attributes:
        start: Where its first word begins.
        end: Where its last word ends.
        given: The first given name, or its initial; empty of somebody known by the surname alone.
        surname: As printed, without what stands before it (*von*).
    """

    start: int
    end: int
    given: str
    surname: str


class NameWords:
    """Tells given names and surnames by a list and by how words end."""

    def __init__(self, policy: Policy, title_endings: tuple[str, ...]) -> None:
        self._given_names = policy.given_names
        self._not_surnames = policy.not_surnames
        self._surname_endings = policy.surname_endings
        self._genitives = policy.genitives
        self._title_endings = title_endings
        self._organisation_endings = policy.cues.organisation_endings
        self._alone: dict[str, bool] = {}  # nobody keeps them longer than a document is read

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name, or one with a hyphen that has one in it."""
        known = self._given_names
        return any((part.title() if part.isupper() else part) in known for part in word.split("-"))

    def may_be_given(self, word: str) -> bool:
        """Whether a word may be a given name that is not known: no genitive, title or body."""
        return not word.endswith(self._genitives.any) and not self.is_excluded(word)

    def may_be_genitive(self, word: str) -> bool:
        """Whether a word ends as genitives do in Finnish, and so is no given name."""
        return word.casefold().endswith(self._genitives.finnish)

    def may_stand_alone(self, word: str) -> bool:
        """Whether a word looks like a surname and is no given name."""
        found = self._alone.get(word)
        if found is None:
            found = self.looks_like_surname(word) and not self.is_given(word)
            self._alone[word] = found
        return found

    def looks_like_surname(self, word: str) -> bool:
        """Whether a word ends as surnames do, and is no title."""
        small = word.casefold()
        return small.endswith(self._surname_endings) and not small.endswith(self._title_endings)

    def is_excluded(self, word: str) -> bool:
        """Whether a word is no part of a person's name: that of a body, a company, a form."""
        small = word.casefold()
        endings = (*self._organisation_endings, *self._title_endings)
        return small.endswith(endings) or self.is_label(word)

    def looks_named(self, given: str, surname: str) -> bool:
        """Whether two words look like a name: the second like a surname, the first like none."""
        small = surname.casefold()
        if not self.may_be_surname(surname) or small.endswith(self._organisation_endings):
            return False
        if self.may_be_genitive(given) or self.is_label(given):
            return False
        if given.casefold().endswith(self._title_endings):
            return False
        return self.looks_like_surname(surname) or (is_initial(given) and "-" in given)

    def is_label(self, word: str) -> bool:
        """Whether a word is one of those that no name holds."""
        return word.capitalize() in self._not_surnames

    def may_be_surname(self, word: str) -> bool:
        """Whether a word may be a surname: no initial, and none of those that no name holds."""
        return not is_initial(word) and word.capitalize() not in self._not_surnames

    def may_stand_first(self, word: str) -> bool:
        """Whether a word may be a surname before a given name: no title, and no genitive."""
        small = word.casefold()
        genitive = small.endswith(self._genitives.behind_vowel)
        return (
            self.may_be_surname(word)
            and not small.endswith(self._title_endings)
            and (not genitive or self.looks_like_surname(word))
        )


def is_initial(word: str) -> bool:
    """Whether a word of a name is an initial, or two with a hyphen."""
    return word.endswith(".") or (len(word) == _LONGEST_INITIAL and word[1] == "-")
