"""Names in running text: whose they are, and which of them may stay.

A name stays if it belongs to somebody in a public role: named as such by the minutes, with a title
before it, acting in the meeting, or appointed to something. When in doubt it goes. Kuntalaki 140 §
makes no exception for people in a role; that they may stay rests on tietosuojalaki (1050/2018) 4 §
1 mom. 1 k and julkisuuslaki (621/1999) 24 § 1 mom. 32 k, and is the choice of the mode.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from publisher.model import Language
from publisher.phrases import Phrases
from publisher.privacy.bearers import Bearers
from publisher.privacy.hits import NAME, Hit
from publisher.privacy.known_names import KnownNames, KnownSurnames, Name
from publisher.privacy.name_words import WORD_INSIDE, NameWords, PrintedName
from publisher.privacy.policy import Policy
from publisher.privacy.printed_names import NameFinder
from publisher.privacy.surroundings import (
    CAPITALISED,
    begins_sentence,
    neighbours,
    word_before,
)

_WORD_INSIDE = re.compile(WORD_INSIDE)


class _Verdict(msgspec.Struct, frozen=True):
    """That a name must go, what stands in its place, and whether it is a private person's."""

    wording: str
    private: bool


class NameDetector:
    """Finds the names in the texts of one document that must go.

    Attributes:
        keeps_titled: Whether a title, an act or an appointment lets a name stay in what was done
            in the meeting. In background texts it never does: there, a chair or a secretary may be
            that of any association.
        withheld: The names that had to go so far, for other documents of the same §§.
    """

    def __init__(self, policy: Policy, phrases: Phrases, language: Language) -> None:
        self.keeps_titled = True
        self.withheld: set[Name] = set()
        self._kept_surnames: list[str] = []
        self._kept, self._dropped, self._parties, self._elsewhere = (
            KnownNames(policy.surnames) for _ in range(4)
        )
        self._acting, self._appointed = (KnownNames(policy.surnames) for _ in range(2))
        self._surnames = KnownSurnames[_Verdict](policy.surnames)
        self._policy = policy
        self._language = language
        self._title_endings = phrases.title_endings
        self._joint = re.compile(rf"\s*(?:,|&|\b(?i:{'|'.join(sorted(phrases.conjunctions))}))\s+")
        self._words = NameWords(policy, phrases.title_endings)
        self._finder = NameFinder(policy.cues, self._words, self._joint)
        self._bearers = Bearers(policy, phrases.title_endings, language)
        self._found: dict[str, tuple[PrintedName, ...]] = {}

    def keep(self, name: Name) -> None:
        """Let the name of somebody in a public role stay."""
        self._kept.add(name)
        self._kept_surnames.append(name.surname)

    def drop(self, name: Name, wording: str) -> None:
        """Do not let the name of somebody in a public role stay.

        Args:
            name: The name; it makes no difference if it is to be kept.
            wording: What to put in its place.
        """
        if self._kept.note(name) is None:
            self.withheld.add(name)
            self._dropped.add(name, wording)
            self._surnames.add(name.surname, _Verdict(wording, private=False))

    def drop_too(self, name: Name, wording: str) -> None:
        """Let a name go that another document withheld, unless it is to be kept here."""
        kept = self._kept.note(name) is not None if name.given else self._is_kept(name.surname)
        if not kept:
            self._elsewhere.add(name, wording)
            self._surnames.add(name.surname, _Verdict(wording, private=False))

    def bar(self, name: Name, wording: str) -> None:
        """Let a name go that another document withheld, even if it is to be kept here."""
        same = self._policy.surnames.are_same
        self._kept_surnames = [kept for kept in self._kept_surnames if not same(name.surname, kept)]
        self._elsewhere.add(name, wording)
        self._surnames.add(name.surname, _Verdict(wording, private=False))

    @property
    def employment_classes(self) -> frozenset[str]:
        """The top function classes of decisions about somebody's employment."""
        return self._policy.staff_classes

    @property
    def staying(self) -> frozenset[Name]:
        """The names that may stand in some text, even if they had to go from another."""
        return frozenset([*self._kept, *(self._acting if self.keeps_titled else ())])

    def learn(
        self, background: Iterable[str], meeting: Iterable[str], employment: Iterable[str] = ()
    ) -> None:
        """Note whose names must go, so that every text of the document goes by all of them.

        Args:
            background: Texts that prepare the matter. A party to it whom they name has no public
                role in the meeting either.
            meeting: Texts that tell what was done in the meeting.
            employment: Those of either that stand in a § about somebody's employment.
        """
        self._bearers.employment = frozenset(employment)
        unclear = self._policy.private_person[self._language]
        decided = list(meeting)
        self._learn_roles(decided)
        for text in background:
            for printed, verdict in self._judged(text, in_meeting=False):
                self._surnames.add(printed.surname, verdict)
                if verdict.private and verdict.wording != unclear:
                    self._parties.add(_name(printed), verdict.wording)
        for text in decided:
            for printed, verdict in self._judged(text, in_meeting=True):
                self._surnames.add(printed.surname, verdict)

    def _learn_roles(self, meeting: Iterable[str]) -> None:
        """Note who acted in the meeting, and who was appointed there."""
        for text in meeting:
            for printed in self._with_role(text):
                self._acting.add(_name(printed))
                if self._bearers.is_appointed(text, printed):
                    self._appointed.add(_name(printed))

    def find(self, text: str, *, in_meeting: bool) -> Iterator[Hit]:
        """Find what must go: full names, then surnames alone of the same people.

        Args:
            text: A text of the document.
            in_meeting: Whether it tells what was done in the meeting.

        Yields:
            The hits, unsorted and maybe overlapping.
        """
        for printed, verdict in self._judged(text, in_meeting=in_meeting):
            start = self._finder.with_spouse(text, printed.start)
            self.withheld.add(_name(printed))
            yield Hit(start, printed.end, NAME, verdict.wording, verdict.private)
        full = sorted((printed.start, printed.end) for printed in self._names(text))
        for match in self._alone(text, in_meeting=in_meeting):
            begins, word = match.start(), match[0]
            known = self._surnames.note(word) or self._shown(text, match, in_meeting=in_meeting)
            if known is None or (in_meeting and self._is_kept(word)):
                continue
            before = bisect_right(full, (begins, len(text)))
            if not before or full[before - 1][1] <= begins:
                self.withheld.add(Name("", word))
                yield Hit(*self._whole(text, match), NAME, known.wording, known.private)

    def _alone(self, text: str, *, in_meeting: bool) -> Iterator[re.Match[str]]:
        """The words that may be a surname alone, by what may show it.

        That is somebody known by it; in background texts the word before, unless another sentence
        ends there; and an act in the meeting, if not even those who act keep their names.
        """
        by_act, by_title = in_meeting and not self.keeps_titled, not in_meeting
        if not (self._surnames or by_act):
            inside = _WORD_INSIDE.finditer(text) if by_title else ()
            yield from (match for match in inside if self._words.may_stand_alone(match[0]))
            return
        for match in CAPITALISED.finditer(text):
            word = match[0]
            if self._surnames.begins(word) or (
                (by_act or (by_title and not begins_sentence(text, match.start())))
                and self._words.may_stand_alone(word)
            ):
                yield match

    def private_names(self, text: str) -> bool:
        """Whether the text names anybody who is not in a public role."""
        return any(verdict.private for _, verdict in self._judged(text, in_meeting=True))

    def _names(self, text: str) -> tuple[PrintedName, ...]:
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = tuple(self._finder.find(text))
        return found

    def _judged(self, text: str, *, in_meeting: bool) -> Iterator[tuple[PrintedName, _Verdict]]:
        """The names of a text that must go."""
        for printed in self._names(text):
            verdict = self._verdict(text, printed, in_meeting=in_meeting)
            if verdict is not None:
                yield printed, verdict

    def _verdict(self, text: str, printed: PrintedName, *, in_meeting: bool) -> _Verdict | None:
        """Whether a name must go; None if it may stay.

        What another document withheld is no more private than this one shows by itself, so that
        an item is secret in both or in none.
        """
        own = self._own_verdict(text, printed, in_meeting=in_meeting)
        wording = self._elsewhere.note(_name(printed)) if own is None else None
        return own if wording is None else _Verdict(wording, private=False)

    def _own_verdict(self, text: str, printed: PrintedName, *, in_meeting: bool) -> _Verdict | None:
        """Whether a name must go by what this document says."""
        name = _name(printed)
        dropped = self._dropped.note(name)
        if dropped is not None and not self._bearers.is_staff(text, printed):
            return _Verdict(dropped, private=False)
        if self._kept.note(name) is not None:
            return None
        known = self._acting if in_meeting else self._appointed
        acting = known.note(name) is not None
        kind = self._bearers.kind(text, printed, acting=acting)
        if kind is not None:
            return _Verdict(self._policy.kinds[kind].wording[self._language], private=True)
        party = self._parties.note(name)
        if party is None and (acting or self._bearers.is_trustee(text, printed)):
            other = _Verdict(self._policy.roles["other"][self._language], private=False)
            return None if self.keeps_titled else other
        return _Verdict(party or self._bearers.in_context(text, printed), private=True)

    def _with_role(self, text: str) -> Iterator[PrintedName]:
        """The names that what was done in the meeting shows to be in a public role."""
        last: PrintedName | None = None
        ends = self._ends(text)
        for printed in self._names(text):
            listed = last is not None and self._joint.fullmatch(text, last.end, printed.start)
            if listed or self._bearers.has_role(text, printed, ends[printed.start]):
                last = printed
                yield printed

    def _ends(self, text: str) -> dict[int, int]:
        """Where the list of names ends that begins with a name, by where the name begins."""
        ends: dict[int, int] = {}
        for printed in reversed(self._names(text)):
            joint = self._joint.match(text, printed.end)
            following = ends.get(joint.end()) if joint else None
            ends[printed.start] = printed.end if following is None else following
        return ends

    def _whole(self, text: str, match: re.Match[str]) -> tuple[int, int]:
        """Where a name begins and ends that must go, but was found by its surname alone."""
        start, end = match.span()
        for word in neighbours(text, start, end):
            name = Name(word[0], match[0])
            if self._dropped.note(name) is not None or self._elsewhere.note(name) is not None:
                return min(start, word.start()), max(end, word.end())
        return start, end

    def _is_kept(self, word: str) -> bool:
        """Whether a surname is that of somebody whose name stays."""
        return any(self._policy.surnames.are_same(word, kept) for kept in self._kept_surnames)

    def _shown(self, text: str, match: re.Match[str], *, in_meeting: bool) -> _Verdict | None:
        """The verdict on a surname that only a title or an act shows to be one."""
        if (in_meeting and self.keeps_titled) or not self._words.may_stand_alone(match[0]):
            return None
        before = word_before(text, match.start())
        titled = before.casefold().endswith(self._title_endings)
        if not titled and not (in_meeting and self._bearers.acts(text, match.end())):
            return None
        if self._is_kept(match[0]):
            return None
        wording = self._policy.private_person if titled else self._policy.roles["other"]
        return _Verdict(wording[self._language], private=titled and not in_meeting)


def _name(printed: PrintedName) -> Name:
    return Name(printed.given, printed.surname)
