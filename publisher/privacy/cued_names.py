"""Names that only what stands beside them tells: a word for a party, or another name of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.privacy.name_words import (
    FEWEST_WORDS,
    FIRST_WORD,
    MOST_WORDS,
    RUN,
    SHORT_RUN,
    UPPER,
    NameWords,
    PrintedName,
)
from publisher.privacy.policy import Cues

# Virtanen M, in a list.
_INITIAL_BEHIND = re.compile(rf"(?P<surname>{FIRST_WORD}) [{UPPER}](?=(?P<end>[,;\n]|$|\.\s)| )")
_WORD_AT = re.compile(FIRST_WORD)
_NEXT_IN_LINE = re.compile(r" ?[(]?(?P<word>[^\W\d_]+)")
_LINE_END = re.compile(r"[;,]?[ ]?\n")
_CUE_CHARACTERS = 40


class CuedNames:
    """Finds the names that their own words do not tell."""

    def __init__(self, cues: Cues, words: NameWords, joint: re.Pattern[str]) -> None:
        self._cues = cues
        self._words = words
        self._joint = joint

    def cued(self, text: str, found: Sequence[PrintedName]) -> list[PrintedName]:
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
        run = SHORT_RUN.match(text, joint.end()) if joint else None
        if run is None or not self._may_be_party(text, run.end(), run[0].split()):
            return None
        return run.span()

    def _cued_run(self, text: str, start: int) -> tuple[int, int] | None:
        """Where a name begins and ends that the words around it tell."""
        run = SHORT_RUN.match(text, start)
        if run is None:
            return None
        initial = _INITIAL_BEHIND.match(text, start)
        if initial is not None and self._ends_there(text, initial):
            return initial.span()
        cues = self._cues
        before = _phrases_before(text, start)
        if cues.behind.match(text, run.end() + 1) or not before.isdisjoint(cues.person):
            return None if any(map(self._words.is_excluded, run[0].split())) else run.span()
        if before.isdisjoint(cues.before):
            return None
        return run.span() if self._may_be_party(text, run.end(), run[0].split()) else None

    def _ends_there(self, text: str, initial: re.Match[str]) -> bool:
        """Whether a name ends with the initial that stands behind a surname."""
        if not self._words.may_stand_alone(initial["surname"]):
            return False
        return initial["end"] is not None or self._joint.match(text, initial.end()) is not None

    def _may_be_party(self, text: str, end: int, words: Sequence[str]) -> bool:
        """Whether the words behind one for a party are a name, and not that of an organisation."""
        if any(map(self._words.is_excluded, words)) or self._cues.organisation.match(text, end):
            return False
        following = _NEXT_IN_LINE.match(text, end)
        if following is not None and self._words.is_excluded(following["word"]):
            return False
        if len(words) == 1:
            return self._words.may_stand_alone(words[0])
        return not self._words.may_be_genitive(words[0]) or self._words.looks_like_surname(
            words[-1]
        )

    def beside(self, text: str, found: Sequence[PrintedName]) -> list[PrintedName]:
        """Two or three capitalised words listed behind a name, which are another one."""
        taken = {place for name in found for place in range(name.start, name.end)}
        listed: list[PrintedName] = []
        for name in sorted(found, key=lambda name: name.start):
            end = name.end
            while True:
                joint = self._joint.match(text, end) or _LINE_END.match(text, end)
                run = RUN.match(text, joint.end()) if joint else None
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
        if not before.given or not FEWEST_WORDS <= len(words) <= MOST_WORDS:
            return False
        if any(map(self._words.is_excluded, words)) or self._cues.organisation.match(text, end):
            return False
        following = _NEXT_IN_LINE.match(text, end)
        if following is not None and self._words.is_excluded(following["word"]):
            return False
        return text[end : end + 1] != ":" and not self._words.may_be_genitive(words[0])


def _phrases_before(text: str, start: int) -> frozenset[str]:
    """The last word before a position, and the last two, in small letters; none without a blank."""
    if not start or not text[start - 1].isspace():
        return frozenset()
    words = text[max(start - _CUE_CHARACTERS, 0) : start].casefold().rsplit(maxsplit=2)[-2:]
    last = words[-1].rstrip(":,").lstrip("(") if words else ""
    return frozenset((last, " ".join([*words[:-1], last])))
