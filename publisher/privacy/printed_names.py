"""Names as texts print them: given name first or surname first, in capitals, with initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.privacy.policy import Policy

_LATIN = [chr(code) for code in range(ord("A"), 0x250)]  # to the end of Latin Extended-B
_UPPER = "".join(letter for letter in _LATIN if letter.isupper())
_LOWER = "".join(letter for letter in _LATIN if letter.islower())

# Aino, Gun-Lis, O'Neill, McDonald; AALTO.
_MIXED = rf"[{_LOWER}'’]+(?:[{_UPPER}][{_LOWER}]+)*"
_REST = rf"(?:{_MIXED}(?:-[{_UPPER}]{_MIXED})*|[{_UPPER}]+(?:-[{_UPPER}]{{2,}})*)"
WORD = rf"[{_UPPER}]{_REST}"
# The same at the beginning of a word. The first character comes first, since a pattern that begins
# with a set of characters is searched for several times faster.
_FIRST = rf"[{_UPPER}](?<![\w-].)"
FIRST_WORD = _FIRST + _REST
# What ends a sentence, or parts it, before a blank.
STOPS = '.:;!?,)»”"'
# The same inside a sentence, behind a word and a blank.
WORD_INSIDE = rf"[{_UPPER}](?<=[^{STOPS}]\s.)" + _REST
_PARTICLES = frozenset({"af", "da", "de", "del", "den", "der", "di", "van", "von"})
# The words of a name stand beside each other, or one at the end of a line.
_NEXT = rf"(?:[{_UPPER}](?:{_REST}|\.)|{'|'.join(sorted(_PARTICLES))})"
_RUN = re.compile(rf"{_FIRST}(?:{_REST}|\.)(?:[ \n]{_NEXT})+(?!\w)")
# Virtanen, Matti: the surname is looked for only where a given name stands behind a comma.
_AFTER_COMMA = re.compile(rf", (?P<given>{WORD})(?!\w)(?! {WORD})")
_BEFORE_COMMA = re.compile(rf"(?<![\w-])(?<![{_LOWER}] ){WORD}$")
_PART = re.compile(r"[^ \n]+")
# What ends a sentence or begins a line, so that the next word is capitalised anyway.
_SENTENCE_START = re.compile(r"(?:^|[.:;!?\n\t»\"”)]|\s{2})\s*$")
_NEXT_WORD = re.compile(WORD)
_BEFORE_CHARACTERS = 60
_VOWELS = "aeiouyåäöéAEIOUYÅÄÖÉ"
_FEWEST_WORDS = 2


class PrintedName(msgspec.Struct, frozen=True):
    """A name in a text.

    Attributes:
        start: Where its first word begins.
        end: Where its last word ends.
        given: The first given name, or its initial.
        surname: As printed, without what stands before it (*von*).
    """

    start: int
    end: int
    given: str
    surname: str


class NameFinder:
    """Finds names by the given names that are known, and by how surnames end."""

    def __init__(
        self, policy: Policy, title_endings: tuple[str, ...], joint: re.Pattern[str]
    ) -> None:
        self._policy = policy
        self._title_endings = title_endings
        self._joint = joint
        self._alone: dict[str, bool] = {}  # a finder lives no longer than a document is read

    def find(self, text: str) -> Iterator[PrintedName]:
        """Find the names in a text.

        Yields:
            The names, those with a comma last; none overlapping.
        """
        for run in _RUN.finditer(text):
            for words in _lines(run):
                yield from self._names(words, text)
        for match in _AFTER_COMMA.finditer(text):
            if self.is_given(match["given"]):
                yield from self._before_comma(match)

    def _before_comma(self, match: re.Match[str]) -> Iterator[PrintedName]:
        first = max(match.start() - _BEFORE_CHARACTERS, 0)
        surname = _BEFORE_COMMA.search(match.string[first : match.start()])
        if surname is not None and self.looks_like_surname(surname[0]):
            start = first + surname.start()
            yield PrintedName(start, match.end(), match["given"], surname[0])

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name, or one with a hyphen that has one in it."""
        known = self._policy.given_names
        return any((part.title() if part.isupper() else part) in known for part in word.split("-"))

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
        return small.endswith(self._policy.surname_endings) and not small.endswith(
            self._title_endings
        )

    def _names(self, words: Sequence[re.Match[str]], text: str) -> Iterator[PrintedName]:
        first, index = 0, 0  # the first word that belongs to no name yet, and the present one
        while index < len(words):
            length = self._given_names(words[index:])
            name = self._known(words, first, index, length) or self._unknown(words, index, text)
            if name is None:
                index += max(length, 1)
                continue
            yield _printed(words, *name)
            first = index = name[1] + 1

    def _given_names(self, words: Sequence[re.Match[str]]) -> int:
        """How many words are given names or, after the first one, initials."""
        count = 0
        while count < len(words) and (
            self.is_given(words[count][0]) or (count > 0 and _is_initial(words[count][0]))
        ):
            count += 1
        return count

    def _known(
        self, words: Sequence[re.Match[str]], first: int, index: int, length: int
    ) -> tuple[int, int, int] | None:
        """A name by its given names: its first word, its last one, and the surname."""
        if not length:
            return None
        after = index + length
        while after < len(words) and words[after][0] in _PARTICLES:
            after += 1
        if after < len(words) and self._may_be_surname(words[after][0]):
            return index, after, after
        last = index + length - 1
        stands_first = index > first and self._may_stand_first(words[index - 1][0])
        if stands_first and not self._is_joined(words[last]):
            return index - 1, last, index - 1
        return (index, last, last) if length >= _FEWEST_WORDS else None

    def _is_joined(self, word: re.Match[str]) -> bool:
        """Whether another given name follows that shares its surname: *Matti ja Maija Elo*."""
        joint = self._joint.match(word.string, word.end())
        other = _NEXT_WORD.match(word.string, joint.end()) if joint else None
        return other is not None and self.is_given(other[0])

    def _unknown(
        self, words: Sequence[re.Match[str]], index: int, text: str
    ) -> tuple[int, int, int] | None:
        """Two words that are a name by the ending of the second, though the first is not known.

        A given name is printed in its base form, so that a word in the genitive before a
        capitalised one (*Etelä-Savon Perhekeskus*) is none; and the first word of a sentence is
        capitalised whatever it is.
        """
        if index + 1 >= len(words):
            return None
        given, surname = words[index][0], words[index + 1][0]
        if not (self._may_be_surname(surname) and self.looks_like_surname(surname)):
            return None
        if self.is_given(surname) or given.endswith("n"):
            return None
        if given.casefold().endswith(self._title_endings):
            return None
        start = words[index].start()
        before = text[max(start - _BEFORE_CHARACTERS, 0) : start]
        if _SENTENCE_START.search(before) and not _is_initial(given):
            return None
        return index, index + 1, index + 1

    def _may_be_surname(self, word: str) -> bool:
        return not _is_initial(word) and word.capitalize() not in self._policy.not_surnames

    def _may_stand_first(self, word: str) -> bool:
        """Whether a word may be a surname before a given name: no title, and no genitive."""
        small = word.casefold()
        genitive = small.endswith("n") and word[-2:-1] in _VOWELS
        return (
            self._may_be_surname(word)
            and not small.endswith(self._title_endings)
            and (not genitive or self.looks_like_surname(word))
        )


def _is_initial(word: str) -> bool:
    return word.endswith(".")


def _lines(run: re.Match[str]) -> Iterator[list[re.Match[str]]]:
    """The words of a run; line by line if every line may hold a name of its own."""
    words = list(_PART.finditer(run.string, run.start(), run.end()))
    lines: list[list[re.Match[str]]] = [[words[0]]]
    for word in words[1:]:
        if run.string[word.start() - 1] == "\n":
            lines.append([])
        lines[-1].append(word)
    if all(len(line) >= _FEWEST_WORDS for line in lines):
        yield from lines
    else:
        yield words


def _printed(words: Sequence[re.Match[str]], first: int, last: int, surname: int) -> PrintedName:
    given = first + 1 if surname == first else first
    return PrintedName(words[first].start(), words[last].end(), words[given][0], words[surname][0])
