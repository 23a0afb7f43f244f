"""What the words of a list of people are: names and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from publisher.finnish.name_words import (
    Word,
    is_initial,
    is_name_word,
    is_title,
    is_unit,
    split_words,
)
from publisher.finnish.people import is_body
from publisher.meetings.words import MeetingWords
from publisher.phrases import Phrases

_SEPARATOR = re.compile(r"(?<!-),|[;\t()]|\s[-–/]\s|:(?=\s|$)|\s{2,}")
# 2.vpj
_ORDINAL = re.compile(r"^\d\.")
_FEWEST_NAME_WORDS = 2
_FEWEST_IN_LIST = 3
_MOST_ROLE_WORDS = 6
# One known given name among so many names shows that they are names.
_KNOWN_AMONG = 3


class Run(msgspec.Struct, frozen=True):
    """A run of words: names, a role, or a single word that may be half a name."""

    words: tuple[Word, ...]
    is_role: bool = False

    @property
    def is_single(self) -> bool:
        """Whether it is a word that alone is no name."""
        return not self.is_role and len(self.words) < _FEWEST_NAME_WORDS

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands."""
        return self.words[0].start, self.words[-1].end


class RunFinder:
    """Tells names from roles."""

    def __init__(self, words: MeetingWords, phrases: Phrases) -> None:
        self._words = words
        self._phrases = phrases

    def find(self, text: str, start: int) -> list[Run] | None:
        """Find names and roles.

        Args:
            text: Only what parts them stands in it beside them.
            start: Where to begin.

        Returns:
            The runs in order; None if anything else stands there.
        """
        found: list[Run] = []
        for first, last in _pieces(text, start):
            words = list(self._words_of(text, first, last))
            runs = self._piece(words, follows=bool(found))
            if runs is None:
                return None
            found.extend(runs)
        return found

    def starts_after_roles(self, text: str) -> list[int]:
        """Where names begin directly behind a role, as in columns that run together.

        Args:
            text: A line of a list of people.

        Returns:
            The places in order.
        """
        return [
            after.start
            for word, after in pairwise(split_words(text, 0))
            if self._is_role_word(word.text) and self._may_be_name(after.text)
        ]

    def _words_of(self, text: str, first: int, last: int) -> Iterator[Word]:
        """The words between two commas; shortened words for roles keep their full stop."""
        for word in split_words(text[first:last], first):
            small = word.text.casefold()
            stop = text[word.end : word.end + 1] == "." and small in self._words.people.role_words
            if any(map(str.isalnum, word.text)):
                yield Word(word.text + ".", word.start, word.end + 1) if stop else word

    def _piece(self, words: Sequence[Word], *, follows: bool) -> list[Run] | None:
        """The names and roles of a piece between two commas."""
        parts = list(self._parts(words))
        runs: list[Run] = []
        role: list[Word] = []
        for index, (is_name, part) in enumerate(parts):
            after = parts[index + 1 :]
            if is_name and not (after and self._belongs_to_role(part, inside=bool(role))):
                if role or (len(part) < _FEWEST_NAME_WORDS and len(parts) > 1):
                    return None
                runs.append(Run(tuple(part)))
                continue
            role.extend(part)
            if is_name or self._goes_on(part, after):
                continue
            if not self._is_role(role, alone=follows and len(parts) == 1):
                return None
            runs.extend(self._role(role))
            role = []
        return runs

    def _goes_on(self, part: Sequence[Word], after: Sequence[tuple[bool, list[Word]]]) -> bool:
        """Whether a role goes on behind a capitalised word: *MTK-Havuniemi ry:n puheenjohtaja*."""
        return len(after) > 1 and len(after[0][1]) == 1 and not self._is_role_word(part[-1].text)

    def _role(self, words: Sequence[Word]) -> Iterator[Run]:
        """A role without the conjunctions around it; nothing if it is nothing else."""
        inner = [index for index, word in enumerate(words) if not self._joins(word)]
        if inner:
            yield Run(tuple(words[inner[0] : inner[-1] + 1]), is_role=True)

    def _parts(self, words: Sequence[Word]) -> Iterator[tuple[bool, list[Word]]]:
        kinds: list[bool] = []
        for word in words:
            after_name = bool(kinds) and kinds[-1]
            kinds.append(self._may_be_name(word.text) or (after_name and is_initial(word.text)))
        for index in range(1, len(kinds)):
            kinds[index] = kinds[index] and not self._is_owner(words, kinds, index)
        pairs = zip(kinds, words, strict=True)
        for is_name, group in groupby(pairs, key=lambda pair: pair[0]):
            yield is_name, [word for _, word in group]

    def _is_owner(self, words: Sequence[Word], kinds: Sequence[bool], index: int) -> bool:
        """Whether a word before a role is whose somebody is: *Malli Anna Kylän edustaja*."""
        if index < _FEWEST_NAME_WORDS or index + 1 == len(words) or kinds[index + 1]:
            return False
        surname, given = words[index - 2].text, words[index - 1].text
        is_name = self._words.is_given(given) and not self._words.is_given(surname)
        return is_name and self._is_owning(words[index]) and kinds[index - 2] and kinds[index - 1]

    def _may_be_name(self, word: str) -> bool:
        return is_name_word(word, self._phrases) and not self._is_role_word(word)

    def _belongs_to_role(self, run: Sequence[Word], *, inside: bool) -> bool:
        """Whether capitalised words before others are whose somebody is: *Havuniemen Yritysten*."""
        if len(run) < _FEWEST_NAME_WORDS and inside:
            return True
        return not self._is_known(run) and all(map(self._is_owning, run))

    def _is_owning(self, word: Word) -> bool:
        return self._words.genitives.may_own(word.text)

    def _is_known(self, run: Sequence[Word]) -> bool:
        """Whether words begin or end with a known given name, so that they are a name."""
        given = self._words.is_given
        return len(run) >= _FEWEST_NAME_WORDS and (given(run[0].text) or given(run[-1].text))

    def _joins(self, word: Word) -> bool:
        return word.text in self._phrases.conjunctions

    def _is_role_word(self, word: str) -> bool:
        small = _ORDINAL.sub("", word.casefold().rstrip("."))
        people = self._words.people
        return (
            is_title(word.rstrip("."), self._phrases)
            or small in people.role_words
            or small.endswith(people.role_endings)
        )

    def _is_role(self, words: Sequence[Word], *, alone: bool) -> bool:
        """Whether words are a role; behind a comma also words that nobody knows."""
        bare = [word for word in words if not self._joins(word)]
        if not bare or self._is_role_word(bare[-1].text):
            return True
        short = len(words) <= _MOST_ROLE_WORDS and (len(words) == 1 or words[0].text[0].islower())
        return alone and short and not any(any(map(str.isdigit, word.text)) for word in words)

    def are_names(self, runs: Sequence[Run]) -> bool:
        """Whether the runs that are no roles may be names, and no firms, units or places.

        The first one of a line may be of a given name that nobody knows, and so may a deputy. The
        others must be known, unless the line is a list of names of which enough are known.
        """
        names = [run for run in runs if not run.is_role]
        words = [word for run in names for word in run.words]
        if any(run.is_single for run in names) or any(map(self._is_no_name, words)):
            return False
        sure = {run for run, after in pairwise(runs) if self._is_deputy(after)}
        unknown = [run for run in names if run not in sure and not self._is_known(run.words)]
        if all(run is names[0] for run in unknown):
            return True
        listed = len(names) == len(runs) >= _FEWEST_IN_LIST
        return (
            listed
            and (len(names) - len(unknown)) * _KNOWN_AMONG >= len(names)
            and not any(self._is_owning(run.words[0]) for run in unknown)
        )

    def _is_deputy(self, run: Run) -> bool:
        text = " ".join(word.text for word in run.words)
        return run.is_role and self._words.people.deputy.search(text) is not None

    def _is_no_name(self, word: Word) -> bool:
        return (
            word.text in self._words.people.not_names
            or is_unit(word.text)
            or is_body(word.text, self._phrases)
        )


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    for separator in _SEPARATOR.finditer(text, start):
        yield start, separator.start()
        start = separator.end()
    yield start, len(text)
