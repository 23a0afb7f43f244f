"""What the words beside a name say of whoever bears it."""

from __future__ import annotations

import re
from bisect import bisect_left

from publisher.model import Language
from publisher.privacy.name_words import PrintedName
from publisher.privacy.places import Places
from publisher.privacy.policy import Policy
from publisher.privacy.surroundings import BEFORE_CHARACTERS, word_before

_AROUND_CHARACTERS = 80
_AFTER_CHARACTERS = 160
_STAFF_CHARACTERS = 120
_BEHIND_CHARACTERS = 40
_TITLE_WORDS = 2
_WORDS_BETWEEN = 4
_BREAK = re.compile(r"[.;:]\s")


class Bearers:
    """Tells by the words beside a name what its bearer is in the matter.

    Attributes:
        employment: The texts of matters that are about nothing but somebody's employment.
    """

    def __init__(self, policy: Policy, title_endings: tuple[str, ...], language: Language) -> None:
        self._policy = policy
        self._title_endings = title_endings
        self._language = language
        self.employment: frozenset[str] = frozenset()
        self._staff: dict[str, list[int]] = {}
        self._trusted: dict[str, bool] = {}
        self._places: dict[str, list[Places]] = {}
        self._contexts: dict[tuple[str, int], str] = {}

    def kind(self, text: str, printed: PrintedName, *, acting: bool) -> str | None:
        """The kind of personal data that a name is by the words beside it, if they tell one."""
        if self.trades(text, printed):
            return "sole-trader"
        return "staff" if not acting and self.is_staff(text, printed) else None

    def is_staff(self, text: str, printed: PrintedName) -> bool:
        """Whether a name stands beside words of a decision about somebody's employment."""
        if text in self.employment:
            return True
        places = self._staff.get(text)
        if places is None:
            found = self._policy.staff.find(text.lower())
            places = self._staff[text] = sorted(match.start() for match in found)
        index = bisect_left(places, printed.start - _STAFF_CHARACTERS)
        return index < len(places) and places[index] < printed.end + _STAFF_CHARACTERS

    def trades(self, text: str, printed: PrintedName) -> bool:
        """Whether somebody trades under a name."""
        cues = self._policy.cues
        if cues.trader.fullmatch(word_before(text, printed.start).rstrip(":")):
            return True
        behind = text[printed.end : printed.end + _BEHIND_CHARACTERS].lstrip()
        return cues.trader_behind.match(behind) is not None

    def is_trustee(self, text: str, printed: PrintedName) -> bool:
        """Whether a name is shown to be a trustee's whatever the text is about."""
        trustees, behind = self._policy.trustees, self._policy.trustees_behind
        if text not in self._trusted:
            self._trusted[text] = any(pattern.search(text) for pattern in (trustees, behind))
        if not self._trusted[text]:
            return False
        before = text[max(printed.start - BEFORE_CHARACTERS, 0) : printed.start]
        words = before.split()[-_TITLE_WORDS:]
        phrases = (" ".join(words[first:]) for first in range(len(words)))
        following = text[printed.end : printed.end + _BEHIND_CHARACTERS].lstrip()
        return any(map(trustees.fullmatch, phrases)) or behind.match(following) is not None

    def has_role(self, text: str, printed: PrintedName, end: int) -> bool:
        """Whether a title, an appointment or an act behind a list of names shows a public role."""
        word = word_before(text, printed.start).casefold()
        titles = self._title_endings
        if self.is_staff(text, printed):
            titles = self._policy.cues.trust_titles
        if word.endswith(titles) or self._policy.appointed.fullmatch(word):
            return True
        return self.is_appointed(text, printed) or self.acts(text, end)

    def is_appointed(self, text: str, printed: PrintedName) -> bool:
        """Whether a sentence gives somebody a seat, a few words before the name or behind it."""
        before = text[max(printed.start - BEFORE_CHARACTERS, 0) : printed.start]
        said = list(self._policy.appointed_to.finditer(before))
        between = before[said[-1].end() :] if said else ""
        if said and len(between.split()) <= _WORDS_BETWEEN and not _BREAK.search(between):
            return True
        behind = text[printed.end : printed.end + _BEHIND_CHARACTERS].lstrip(" )\n")
        return self._policy.appointed_to.match(behind) is not None

    def acts(self, text: str, end: int) -> bool:
        """Whether an act in the meeting stands behind a position."""
        return self._policy.acts.match(text[end : end + _AFTER_CHARACTERS].lstrip()) is not None

    def in_context(self, text: str, printed: PrintedName) -> str:
        """What stands for a private person, by the words around."""
        found = self._contexts.get((text, printed.start))
        if found is None:
            found = self._contexts[text, printed.start] = self._find_context(text, printed)
        return found

    def _find_context(self, text: str, printed: PrintedName) -> str:
        places = self._places.get(text)
        if places is None:
            patterns = (pattern for pattern, _ in self._policy.contexts)
            places = self._places[text] = [Places(pattern, text) for pattern in patterns]
        start = max(printed.start - _AROUND_CHARACTERS, 0)
        for near, (_, wording) in zip(places, self._policy.contexts, strict=True):
            if near.within(start, printed.end + _AROUND_CHARACTERS):
                return wording[self._language]
        return self._policy.private_person[self._language]
