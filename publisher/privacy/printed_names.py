"""Names as texts print them: given name first or surname first, in capitals, with initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publisher.privacy.cued_names import CuedNames
from publisher.privacy.name_words import (
    FEWEST_WORDS,
    LOWER,
    MOST_WORDS,
    NEXT_WORD,
    PARTICLES,
    RUN,
    WORD,
    NameWords,
    PrintedName,
    is_initial,
)
from publisher.privacy.policy import Cues
from publisher.privacy.surroundings import CAPITALISED, begins_sentence

# Virtanen, Matti: the surname is looked for only where a given name stands behind a comma.
_AFTER_COMMA = re.compile(rf", (?P<given>{WORD})(?!\w)(?! {WORD})")
_BEFORE_COMMA = re.compile(rf"(?<![\w-])(?<![{LOWER}] ){WORD}$")
_PART = re.compile(r"[^ \n]+")
# What ends a sentence or begins a line, so that the next word is capitalised anyway.
_SENTENCE_START = re.compile(r"(?:^|[.:;!?\n\t»\"”)]|\s{2})\s*$")
_BEFORE_CHARACTERS = 60
_MOST_GIVEN = 8


class NameFinder:
    """Finds names by the given names that are known, and by how surnames end."""

    def __init__(self, cues: Cues, words: NameWords, joint: re.Pattern[str]) -> None:
        self._cues, self._words, self._joint = cues, words, joint
        self._cued = CuedNames(cues, words, joint)

    def find(self, text: str) -> Iterator[PrintedName]:
        """Find the names in a text; in that of a file, words may be parted by a low line.

        Yields:
            The names, none overlapping.
        """
        spaced = text.replace("_", " ")
        found = [name for name in self._printed(spaced) if not self._is_organisation(spaced, name)]
        found += self._cued.cued(spaced, found)
        found += self._cued.beside(spaced, found)
        yield from sorted(found, key=lambda name: name.start)

    def with_spouse(self, text: str, start: int) -> int:
        """Where a name begins that shares its surname: *Matti ja Maija Meikäläinen*."""
        first = max(start - _BEFORE_CHARACTERS, 0)
        words = list(CAPITALISED.finditer(text, first, start))
        while words:
            word = words.pop()
            if not self._joint.fullmatch(text, word.end(), start):
                break
            before = words[-1] if words else None
            if before and text[before.end() : word.start()].isspace() and self._is_part(before[0]):
                break
            if not self._may_be_spouse(text, word, start):
                break
            start = word.start()
        return start

    def _is_part(self, word: str) -> bool:
        """Whether a word before another one makes a name with it."""
        return self._words.is_given(word) or self._words.may_stand_alone(word)

    def _may_be_spouse(self, text: str, word: re.Match[str], start: int) -> bool:
        """Whether a word is a given name; or any that no sentence begins with, behind a blank."""
        if self._words.is_given(word[0]):
            return True
        known = begins_sentence(text, word.start()) or "," in text[word.end() : start]
        return not known and self._words.may_be_given(word[0])

    def _printed(self, text: str) -> Iterator[PrintedName]:
        """The names that are known by their words, those with a comma last."""
        for run in RUN.finditer(text):
            for words in self._lines(run):
                for name in self._names(words, text):
                    yield self._with_partner(self._with_last_name(name, text), text)
        for match in _AFTER_COMMA.finditer(text):
            if self._words.is_given(match["given"]):
                yield from self._before_comma(match)

    def _is_organisation(self, text: str, name: PrintedName) -> bool:
        """Whether a name is part of that of a company or an association."""
        return self._cues.organisation.match(text, name.end) is not None

    def _with_last_name(self, name: PrintedName, text: str) -> PrintedName:
        """A name with the word behind one that looks like no surname: *Sahra Jama Hersi*."""
        if self._words.looks_like_surname(name.surname) or is_initial(name.surname):
            return name
        last = NEXT_WORD.match(text, name.end + 1)
        if last is None or text[name.end] != " " or self._words.is_excluded(last[0]):
            return name
        if self._words.is_given(last[0]) or text.startswith(":", last.end()):
            return name
        if NEXT_WORD.match(text, last.end() + 1):
            return name
        return msgspec.structs.replace(name, end=last.end())

    def _with_partner(self, name: PrintedName, text: str) -> PrintedName:
        """A name with the given name behind it that shares its surname: *Elo Matti ja Maija*."""
        if not text.startswith(name.surname, name.start):
            return name
        joint = self._joint.match(text, name.end)
        other = NEXT_WORD.match(text, joint.end()) if joint else None
        if other is None or not self._words.is_given(other[0]):
            return name
        if NEXT_WORD.match(text, other.end() + 1):
            return name
        return msgspec.structs.replace(name, end=other.end())

    def _before_comma(self, match: re.Match[str]) -> Iterator[PrintedName]:
        first = max(match.start() - _BEFORE_CHARACTERS, 0)
        surname = _BEFORE_COMMA.search(match.string[first : match.start()])
        if surname is not None and self._words.looks_like_surname(surname[0]):
            start = first + surname.start()
            yield PrintedName(start, match.end(), match["given"], surname[0])

    def _names(self, words: Sequence[re.Match[str]], text: str) -> Iterator[PrintedName]:
        first, index = 0, 0  # the first word that belongs to no name yet, and the present one
        while index < len(words):
            length = self._given_names(words, index)
            name = self._known(words, first, index, length) or self._unknown(words, index, text)
            if name is None:
                index += max(length, 1)
                continue
            yield _printed(words, *name)
            first = index = name[1] + 1

    def _lines(self, run: re.Match[str]) -> Iterator[list[re.Match[str]]]:
        """The words of a run, parted where a line ends after a whole name or before a label."""
        words = list(_PART.finditer(run.string, run.start(), run.end()))
        part = words[:1]
        for word in words[1:]:
            if self._joint.match(run.string, word.start() - 1):
                yield part
                part = []
                continue
            ends_line = part and run.string[word.start() - 1] == "\n"
            if ends_line and (self._is_whole(part) or self._begins_other(word)):
                yield part
                part = []
            part.append(word)
        yield part

    def _begins_other(self, word: re.Match[str]) -> bool:
        """Whether the first word of a line is a label or a title."""
        return word.string.startswith(":", word.end()) or self._words.is_excluded(word[0])

    def _is_whole(self, words: Sequence[re.Match[str]]) -> bool:
        """Whether the words of a line are a name that needs none of the next line."""
        if len(words) < FEWEST_WORDS:
            return False
        return any(self._words.is_given(word[0]) or is_initial(word[0]) for word in words) and any(
            not self._words.is_given(word[0]) and not is_initial(word[0]) for word in words
        )

    def _given_names(self, words: Sequence[re.Match[str]], index: int) -> int:
        """How many words from one on are given names or, after the first one, initials."""
        last = index
        while last < min(len(words), index + _MOST_GIVEN) and (
            self._words.is_given(words[last][0]) or (last > index and is_initial(words[last][0]))
        ):
            last += 1
        return last - index

    def _known(
        self, words: Sequence[re.Match[str]], first: int, index: int, length: int
    ) -> tuple[int, int, int] | None:
        """A name by its given names: its first word, its last one, and the surname."""
        if not length:
            return None
        after = index + length
        while after < len(words) and words[after][0] in PARTICLES:
            after += 1
        if after < len(words) and self._words.may_be_surname(words[after][0]):
            behind = [word[0] for word in words[after + 1 : after + 1 + MOST_WORDS]]
            ends = after + 1 + len(behind) == len(words) and all(map(self._words.is_given, behind))
            last = after + len(behind) if ends else after
            return index, last, last
        last = index + length - 1
        stands_first = index > first and self._words.may_stand_first(words[index - 1][0])
        if stands_first and not self._is_joined(words[last]):
            return index - 1, last, index - 1
        return (index, last, last) if length >= FEWEST_WORDS else None

    def _is_joined(self, word: re.Match[str]) -> bool:
        """Whether another given name follows that shares its surname: *Matti ja Maija Elo*."""
        joint = self._joint.match(word.string, word.end())
        other = NEXT_WORD.match(word.string, joint.end()) if joint else None
        while other is not None and self._words.is_given(other[0]):
            other = NEXT_WORD.match(word.string, other.end() + 1)
            if other is not None and not self._words.is_given(other[0]):
                return True
        return False

    def _unknown(
        self, words: Sequence[re.Match[str]], index: int, text: str
    ) -> tuple[int, int, int] | None:
        """Two words that are a name by the ending of the second, though the first is not known.

        A given name is printed in its base form, so that a word in the genitive before a
        capitalised one (*Etelä-Savon Perhekeskus*) is none; and the first word of a sentence is
        capitalised whatever it is.
        """
        last = index + 1
        while (
            last < min(len(words), index + MOST_WORDS)
            and is_initial(words[index][0])
            and is_initial(words[last][0])
        ):
            last += 1
        if last >= len(words):
            return None
        given, surname = words[index][0], words[last][0]
        if not self._words.looks_named(given, surname) or self._words.is_given(surname):
            return None
        if last + 1 < len(words) and self._words.is_given(words[last + 1][0]):
            return None  # the surname of somebody whose given name stands behind it
        start = words[index].start()
        before = text[max(start - _BEFORE_CHARACTERS, 0) : start]
        if _SENTENCE_START.search(before) and not is_initial(given):
            return None
        return index, last, last


def _printed(words: Sequence[re.Match[str]], first: int, last: int, surname: int) -> PrintedName:
    given = first + 1 if surname == first else first
    return PrintedName(words[first].start(), words[last].end(), words[given][0], words[surname][0])
