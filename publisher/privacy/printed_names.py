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
# An initial, or two with a hyphen: M., J-P, J.-P.
_INITIAL = rf"(?:\.?-[{_UPPER}]\.?(?!\w)|\.)"
# The words of a name stand beside each other, or one at the end of a line.
_NEXT = rf"(?:[{_UPPER}](?:{_REST}|{_INITIAL})|{'|'.join(sorted(_PARTICLES))})"
_RUN = re.compile(rf"{_FIRST}(?:{_REST}|{_INITIAL})(?:[ \n]{_NEXT})+(?!\w)")
# The same without a second word.
_SHORT_RUN = re.compile(rf"{_FIRST}(?:{_REST}|{_INITIAL})(?:[ \n]{_NEXT}){{0,3}}(?!\w)")
# Virtanen M, in a list.
_INITIAL_BEHIND = re.compile(
    rf"(?P<surname>{FIRST_WORD}) [{_UPPER}](?=[,;\n]|$|\.\s| (?:ja|och|&) )"
)
_WORD_AT = re.compile(FIRST_WORD)
_NEXT_IN_LINE = re.compile(r" ?[(]?(?P<word>[^\W\d_]+)")
# Virtanen, Matti: the surname is looked for only where a given name stands behind a comma.
_AFTER_COMMA = re.compile(rf", (?P<given>{WORD})(?!\w)(?! {WORD})")
_BEFORE_COMMA = re.compile(rf"(?<![\w-])(?<![{_LOWER}] ){WORD}$")
_PART = re.compile(r"[^ \n]+")
# What ends a sentence or begins a line, so that the next word is capitalised anyway.
_SENTENCE_START = re.compile(r"(?:^|[.:;!?\n\t»\"”)]|\s{2})\s*$")
_NEXT_WORD = re.compile(WORD)
_BEFORE_CHARACTERS = 60
_CUE_CHARACTERS = 40
_VOWELS = "aeiouyåäöéAEIOUYÅÄÖÉ"
_FEWEST_WORDS = 2
_MOST_WORDS = 3
_MOST_GIVEN = 8
_LONGEST_INITIAL = 3  # J-P
_LINE_END = re.compile(r"[;,]?[ ]?\n")


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
        """Find the names in a text; in that of a file, words may be parted by a low line.

        Yields:
            The names, none overlapping.
        """
        spaced = text.replace("_", " ")
        found = [name for name in self._printed(spaced) if not self._is_organisation(spaced, name)]
        found += self._cued(spaced, found)
        found += self._beside(spaced, found)
        yield from sorted(found, key=lambda name: name.start)

    def _printed(self, text: str) -> Iterator[PrintedName]:
        """The names that are known by their words, those with a comma last."""
        for run in _RUN.finditer(text):
            for words in self._lines(run):
                for name in self._names(words, text):
                    yield self._with_partner(self._with_last_name(name, text), text)
        for match in _AFTER_COMMA.finditer(text):
            if self.is_given(match["given"]):
                yield from self._before_comma(match)

    def _is_organisation(self, text: str, name: PrintedName) -> bool:
        """Whether a name is part of that of a company or an association."""
        return self._policy.cues.organisation.match(text, name.end) is not None

    def _with_last_name(self, name: PrintedName, text: str) -> PrintedName:
        """A name with the word behind one that looks like no surname: *Sahra Jama Hersi*."""
        if self.looks_like_surname(name.surname) or _is_initial(name.surname):
            return name
        last = _NEXT_WORD.match(text, name.end + 1)
        if last is None or text[name.end] != " " or self._is_excluded(last[0]):
            return name
        if self.is_given(last[0]) or _NEXT_WORD.match(text, last.end() + 1):
            return name
        return msgspec.structs.replace(name, end=last.end())

    def _with_partner(self, name: PrintedName, text: str) -> PrintedName:
        """A name with the given name behind it that shares its surname: *Elo Matti ja Maija*."""
        if not text.startswith(name.surname, name.start):
            return name
        joint = self._joint.match(text, name.end)
        other = _NEXT_WORD.match(text, joint.end()) if joint else None
        if other is None or not self.is_given(other[0]):
            return name
        if _NEXT_WORD.match(text, other.end() + 1):
            return name
        return msgspec.structs.replace(name, end=other.end())

    def _cued(self, text: str, found: Sequence[PrintedName]) -> list[PrintedName]:
        """Names that only the word beside them tells: *hakija Elo*, *Elon kuolinpesä*."""
        taken = {place for name in found for place in range(name.start, name.end)}
        cued: list[PrintedName] = []
        for match in _WORD_AT.finditer(text):
            start = match.start()
            if start in taken:
                continue
            run = self._cued_run(text, start)
            while run is not None and not taken.intersection(range(*run)):
                words = text[slice(*run)].split()
                given = words[0] if len(words) > 1 else ""
                cued.append(PrintedName(*run, given, words[-1]))
                taken.update(range(*run))
                run = self._next_party(text, run[1])
        return cued

    def _next_party(self, text: str, end: int) -> tuple[int, int] | None:
        """The next one of a list of parties: *naapurit Elo ja Aho*."""
        joint = self._joint.match(text, end)
        run = _SHORT_RUN.match(text, joint.end()) if joint else None
        if run is None or not self._may_be_party(text, run.end(), run[0].split()):
            return None
        return run.span()

    def _cued_run(self, text: str, start: int) -> tuple[int, int] | None:
        """Where a name begins and ends that the words around it tell."""
        run = _SHORT_RUN.match(text, start)
        if run is None:
            return None
        initial = _INITIAL_BEHIND.match(text, start)
        if initial is not None and self.may_stand_alone(initial["surname"]):
            return initial.span()
        cues = self._policy.cues
        before = _phrases_before(text, start)
        if cues.behind.match(text, run.end() + 1) or not before.isdisjoint(cues.person):
            return None if any(map(self._is_excluded, run[0].split())) else run.span()
        if before.isdisjoint(cues.before):
            return None
        return run.span() if self._may_be_party(text, run.end(), run[0].split()) else None

    def _may_be_party(self, text: str, end: int, words: Sequence[str]) -> bool:
        """Whether the words behind one for a party are a name, and not that of an organisation."""
        if any(map(self._is_excluded, words)) or self._policy.cues.organisation.match(text, end):
            return False
        following = _NEXT_IN_LINE.match(text, end)
        if following is not None and self._is_excluded(following["word"]):
            return False
        if len(words) == 1:
            return self.may_stand_alone(words[0])
        return not words[0].endswith("n") or self.looks_like_surname(words[-1])

    def _is_excluded(self, word: str) -> bool:
        """Whether a word is no part of a person's name: that of a body, a company, a form."""
        small = word.casefold()
        endings = (*self._policy.cues.organisation_endings, *self._title_endings)
        return small.endswith(endings) or self._is_label(word)

    def _beside(self, text: str, found: Sequence[PrintedName]) -> list[PrintedName]:
        """Two or three capitalised words listed behind a name, which are another one."""
        taken = {place for name in found for place in range(name.start, name.end)}
        listed: list[PrintedName] = []
        for name in sorted(found, key=lambda name: name.start):
            end = name.end
            while True:
                joint = self._joint.match(text, end) or _LINE_END.match(text, end)
                run = _RUN.match(text, joint.end()) if joint else None
                if run is None or run.start() in taken:
                    break
                words = run[0].split("\n")[0].split()
                if not self._may_be_listed(text, run.start(), words, name):
                    break
                end = run.start() + len(run[0].split("\n")[0])
                listed.append(PrintedName(run.start(), end, words[0], words[-1]))
                taken.update(range(run.start(), end))
        return listed

    def _may_be_listed(
        self, text: str, start: int, words: Sequence[str], before: PrintedName
    ) -> bool:
        """Whether words behind a name in a list are another name."""
        end = start + len(" ".join(words))
        if not before.given or not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
            return False
        if any(map(self._is_excluded, words)) or self._policy.cues.organisation.match(text, end):
            return False
        following = _NEXT_IN_LINE.match(text, end)
        if following is not None and self._is_excluded(following["word"]):
            return False
        return text[end : end + 1] != ":" and not words[0].endswith("n")

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

    def may_be_given(self, word: str) -> bool:
        """Whether a word may be a given name that is not known: no genitive, title or body."""
        return not word.endswith(("n", "s")) and not self._is_excluded(word)

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
            if ends_line and (self._is_whole(part) or run.string[word.end() :][:1] == ":"):
                yield part
                part = []
            part.append(word)
        yield part

    def _is_whole(self, words: Sequence[re.Match[str]]) -> bool:
        """Whether the words of a line are a name that needs none of the next line."""
        if len(words) < _FEWEST_WORDS:
            return False
        return any(self.is_given(word[0]) or _is_initial(word[0]) for word in words) and any(
            not self.is_given(word[0]) and not _is_initial(word[0]) for word in words
        )

    def _given_names(self, words: Sequence[re.Match[str]], index: int) -> int:
        """How many words from one on are given names or, after the first one, initials."""
        last = index
        while last < min(len(words), index + _MOST_GIVEN) and (
            self.is_given(words[last][0]) or (last > index and _is_initial(words[last][0]))
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
        while after < len(words) and words[after][0] in _PARTICLES:
            after += 1
        if after < len(words) and self._may_be_surname(words[after][0]):
            behind = [word[0] for word in words[after + 1 : after + 1 + _MOST_WORDS]]
            ends = after + 1 + len(behind) == len(words) and all(map(self.is_given, behind))
            last = after + len(behind) if ends else after
            return index, last, last
        last = index + length - 1
        stands_first = index > first and self._may_stand_first(words[index - 1][0])
        if stands_first and not self._is_joined(words[last]):
            return index - 1, last, index - 1
        return (index, last, last) if length >= _FEWEST_WORDS else None

    def _is_joined(self, word: re.Match[str]) -> bool:
        """Whether another given name follows that shares its surname: *Matti ja Maija Elo*."""
        joint = self._joint.match(word.string, word.end())
        other = _NEXT_WORD.match(word.string, joint.end()) if joint else None
        while other is not None and self.is_given(other[0]):
            other = _NEXT_WORD.match(word.string, other.end() + 1)
            if other is not None and not self.is_given(other[0]):
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
            last < min(len(words), index + _MOST_WORDS)
            and _is_initial(words[index][0])
            and _is_initial(words[last][0])
        ):
            last += 1
        if last >= len(words):
            return None
        given, surname = words[index][0], words[last][0]
        if not self._looks_named(given, surname) or self.is_given(surname):
            return None
        if last + 1 < len(words) and self.is_given(words[last + 1][0]):
            return None  # the surname of somebody whose given name stands behind it
        start = words[index].start()
        before = text[max(start - _BEFORE_CHARACTERS, 0) : start]
        if _SENTENCE_START.search(before) and not _is_initial(given):
            return None
        return index, last, last

    def _looks_named(self, given: str, surname: str) -> bool:
        """Whether two words look like a name: the second like a surname, the first like none."""
        small = surname.casefold()
        if not self._may_be_surname(surname) or small.endswith(
            self._policy.cues.organisation_endings
        ):
            return False
        if given.endswith("n") or self._is_label(given):
            return False
        if given.casefold().endswith(self._title_endings):
            return False
        return self.looks_like_surname(surname) or (_is_initial(given) and "-" in given)

    def _is_label(self, word: str) -> bool:
        """Whether a word is one of those that no name holds."""
        return word.capitalize() in self._policy.not_surnames

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


def _phrases_before(text: str, start: int) -> frozenset[str]:
    """The last word before a position, and the last two, in small letters; none without a blank."""
    if not start or not text[start - 1].isspace():
        return frozenset()
    words = text[max(start - _CUE_CHARACTERS, 0) : start].casefold().rsplit(maxsplit=2)[-2:]
    last = words[-1].rstrip(":,").lstrip("(") if words else ""
    return frozenset((last, " ".join([*words[:-1], last])))


def _is_initial(word: str) -> bool:
    return word.endswith(".") or (len(word) == _LONGEST_INITIAL and word[1] == "-")


def _printed(words: Sequence[re.Match[str]], first: int, last: int, surname: int) -> PrintedName:
    given = first + 1 if surname == first else first
    return PrintedName(words[first].start(), words[last].end(), words[given][0], words[surname][0])
