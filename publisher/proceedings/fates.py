"""What became of the motions that were made in a meeting: told in a sentence, or by a vote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from publisher.documents.excerpt import Excerpt
from publisher.model import Choice, Found, MotionFate, Outcome, Vote
from publisher.phrases import Phrases
from publisher.proceedings.alternatives import alternative_of, beside
from publisher.proceedings.naming import Mention, Naming
from publisher.proceedings.sentences import Sentence

_WORD = re.compile(r"[^\W\d_][\w'-]+")


class Motion:
    """A motion as it is put together; places are in the text of the handling.

    Attributes:
        by: Who made it.
        start: Where its first sentence begins.
        end: Where its last one ends.
        number: Its number among several of one mover.
        seconded_by: Who seconded it.
        inflected: Those of them whose names stand in the genitive.
        fate: What became of it.
    """

    def __init__(self, by: tuple[Mention, ...], start: int, end: int, number: int | None) -> None:
        self.by = by
        self.start = start
        self.end = end
        self.number = number
        self.seconded_by: tuple[Mention, ...] = ()
        self.inflected: frozenset[Mention] = frozenset()
        self.fate: Found[MotionFate] | None = None


class Fates:
    """Finds out what became of the motions of one text."""

    def __init__(
        self, motions: Sequence[Motion], text: Excerpt, naming: Naming, phrases: Phrases
    ) -> None:
        self._motions = motions
        self._text = text
        self._naming = naming
        self._phrases = phrases
        self._words = phrases.motions

    def settle(self, sentences: Sequence[Sentence], votes: Iterable[Vote]) -> list[Vote]:
        """Note the fate of each motion of which the text tells it.

        Args:
            sentences: Those of the text.
            votes: Those held on the motions.

        Returns:
            The votes with what each side was for.
        """
        asked: list[Motion] = []
        for sentence in sentences:
            if asked and (match := self._search(self._words.unopposed, sentence)):
                self._note(asked, MotionFate.ADOPTED, match.span())
            asked = self._asked(sentence)
            if not asked:
                self._take(sentence)
        held = [self._take_vote(vote) for vote in votes]
        for sentence in sentences:
            self._take_stopped(sentence)
        return held

    def _take_stopped(self, sentence: Sentence) -> None:
        """Note the only motion to return or to table the matter, if the matter was."""
        left_out = (self._phrases.decisions.motion, self._phrases.sentences.earlier)
        if any(pattern.search(sentence.text) for pattern in left_out):
            return
        for stops, asks in (
            (Outcome.RETURNED, self._words.to_return),
            (Outcome.TABLED, self._words.to_table),
        ):
            phrases = (one for one in self._phrases.outcomes if one.outcome is stops)
            said = (one.pattern.search(sentence.text) for one in phrases)
            match = next(filter(None, said), None)
            meant = [each for each in self._open(sentence.start) if asks.search(self._said(each))]
            if match and len(meant) == 1:
                place = (sentence.start + match.start(), sentence.start + match.end())
                self._note(meant, MotionFate.ADOPTED, place)

    def _search(self, pattern: re.Pattern[str], sentence: Sentence) -> re.Match[str] | None:
        return pattern.search(self._text.text, sentence.start, sentence.end)

    def _open(self, end: int) -> list[Motion]:
        """The motions made before a position whose fate is not known yet."""
        return [motion for motion in self._motions if motion.fate is None and motion.start < end]

    def _note(self, motions: Iterable[Motion], fate: MotionFate, place: tuple[int, int]) -> None:
        span = self._text.span(*place)
        for motion in motions:
            if motion.fate is None:
                motion.fate = Found(fate, span)

    def _asked(self, sentence: Sentence) -> list[Motion]:
        """The motions for which the chair asks whether anybody is against them."""
        match = self._search(self._words.asked, sentence)
        return self._meant(sentence, match["motion"]) if match else []

    def _take(self, sentence: Sentence) -> None:
        if match := self._search(self._words.lapsed, sentence):
            before = self._open(sentence.end)
            unseconded = [each for each in before if not each.seconded_by] or before[:1]
            meant = self._named(sentence.text, before) or unseconded[-1:]
            self._note(meant, MotionFate.LAPSED, match.span())
        elif match := self._search(self._words.withdrawn, sentence):
            meant = self._named(sentence.text, self._open(sentence.start))
            self._note(meant, MotionFate.WITHDRAWN, match.span())
        else:
            self._take_decided(sentence)

    def _take_decided(self, sentence: Sentence) -> None:
        within = sentence.start, sentence.end
        for phrase in self._words.decided:
            if match := phrase.pattern.search(self._text.text, *within):
                told = beside(self._text.text, match, phrase.stands, within, self._phrases.votes)
                self._note(self._meant(sentence, told), phrase.fate, match.span())

    def _meant(self, sentence: Sentence, told: str) -> list[Motion]:
        """The motions that some words mean: by mover, or by kind if there is only one."""
        before = self._open(sentence.start)
        named = self._named(told, before)
        if named:
            return named
        kind = self._words.kind.search(told)
        if kind is None or len(before) == 1:
            return before if kind else []
        of_kind = [each for each in before if kind[0].casefold() in self._said(each)]
        return of_kind if len(of_kind) == 1 else []

    def _named(self, told: str, motions: Iterable[Motion]) -> list[Motion]:
        """The motions whose mover some words name, of the kind and number that they say."""
        number, kind = self._words.number.search(told), self._words.kind.search(told)
        names = [word for word in _WORD.findall(told) if word[0].isupper()]
        named = [
            motion
            for motion in motions
            if (number is None or motion.number is None or motion.number == int(number["number"]))
            and any(self._naming.same((name,), by.words) for by in motion.by for name in names)
        ]
        of_kind = [each for each in named if kind and kind[0].casefold() in self._said(each)]
        return of_kind or named

    def _take_vote(self, vote: Vote) -> Vote:
        """Note what a vote decided, and on what."""
        told = self._in_vote(vote)
        self._decide(vote, told)
        yes, no = (tuple(1 + self._motions.index(each) for each in side) for side in told)
        base = self._for_proposal(vote, yes, no)
        return msgspec.structs.replace(
            vote,
            yes_for=_choice(yes, proposal=base == "yes"),
            no_for=_choice(no, proposal=base == "no"),
        )

    def _for_proposal(
        self, vote: Vote, yes: tuple[int, ...], no: tuple[int, ...]
    ) -> Literal["yes", "no"] | None:
        """The side that is for the original proposal: as it says, or as nothing else is left.

        A side of which the text says something else, as *vastustaa* to a motion beside the
        proposal (*ponsi*), is for no proposal.
        """
        words = self._phrases.votes
        if not yes and vote.yes_means and alternative_of(vote.yes_means.value, words) == "base":
            return "yes"
        if not no and vote.no_means and alternative_of(vote.no_means.value, words) == "base":
            return "no"
        if len(self._motions) != 1 or bool(yes) == bool(no):
            return None
        if yes:
            return None if vote.no_means else "no"
        return None if vote.yes_means else "yes"

    def _decide(self, vote: Vote, told: tuple[list[Motion], list[Motion]]) -> None:
        """Note what a vote decided."""
        if vote.yes_won is None:
            return
        winners, losers = told if vote.yes_won.value else told[::-1]
        both = bool(winners) and bool(losers)
        for motions, fate in ((winners, MotionFate.ADOPTED), (losers, MotionFate.REJECTED)):
            # What wins against another motion has still to win against the proposal.
            if not (both and fate is MotionFate.ADOPTED):
                for motion in motions:
                    motion.fate = motion.fate or Found(
                        fate, vote.yes_won.span, vote.yes_won.inferred
                    )

    def _in_vote(self, vote: Vote) -> tuple[list[Motion], list[Motion]]:
        """The motions for which each side of a vote was."""
        before = [
            motion
            for motion in self._motions
            if self._text.span(motion.start).start < vote.text.span.end
        ]
        yes = vote.yes_means.value if vote.yes_means else ""
        no = vote.no_means.value if vote.no_means else vote.subject.value if vote.subject else ""
        named = self._named(yes, before), self._named(no, before)
        if any(named) or not before:
            return named
        of_kind = self._of_kind(no, [motion for motion in before if motion.fate is None])
        if len(of_kind) != 1:
            return [], []
        reversed_order = alternative_of(yes, self._phrases.votes) == "counter"
        return (of_kind, []) if reversed_order else ([], of_kind)

    def _of_kind(self, told: str, motions: list[Motion]) -> list[Motion]:
        """Those motions that ask for what is told: to return the matter, or to table it."""
        for pattern in (self._words.to_return, self._words.to_table):
            if pattern.search(told):
                return [each for each in motions if pattern.search(self._said(each))]
        return motions

    def _said(self, motion: Motion) -> str:
        return self._text.text[motion.start : motion.end].casefold()


def _choice(motions: tuple[int, ...], *, proposal: bool) -> Choice | None:
    return Choice(proposal=proposal, motions=motions) if proposal or motions else None
