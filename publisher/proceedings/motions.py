"""The motions that members make in a meeting against the proposal, and who seconds them.

Seen as *Lehto ehdotti Niemen kannattamana, että*, as *teki eriävän esityksen, jota Niemi
kannatti*, as several *Muutosehdotus nro 1:* under one mover, and as *Vastaehdotus:* with mover and
*Kannattaja:* on lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from publisher.documents.excerpt import Excerpt
from publisher.model import CounterProposal, Found, Vote
from publisher.phrases import Phrases
from publisher.proceedings.alternatives import alternative_of
from publisher.proceedings.fates import Fates, Motion
from publisher.proceedings.movers import Moved, read_movers
from publisher.proceedings.naming import Mention, Naming
from publisher.proceedings.sentences import Sentence, quoted_until, split_sentences
from publisher.proceedings.voters import surname_last

# No body deals with more motions on one matter; a text with more is something else.
_MOST_MOTIONS = 300


def read_motions(
    text: Excerpt, votes: tuple[Vote, ...], phrases: Phrases
) -> tuple[tuple[CounterProposal, ...], tuple[Vote, ...]]:
    """Read the motions in the order of the text, and what the votes on them were between.

    Args:
        text: The lines of the discussion and of the decision of one handling.
        votes: The votes in it, which decide on motions.
        phrases: Knows the words for motions.

    Returns:
        Every motion against the proposal, and the votes with what each side was for. What the
        presenter proposes anew is no motion, nor is what is moved about how to vote or when to
        pause. Where nothing parts the name of the mover from that of the seconder, neither is told.
    """
    told = any(mark in text.text for mark in phrases.motions.marks)
    if not told and not votes:
        return (), ()
    walk = _Walk(text, phrases)
    for index in range(len(walk.sentences) if told else 0):
        walk.take(index)
    held = Fates(walk.motions, text, walk.naming, phrases).settle(walk.sentences, votes)
    motions = tuple(
        CounterProposal(
            text=Found(
                " ".join(text.text[motion.start : motion.end].split()),
                text.span(motion.start, motion.end),
            ),
            by=tuple(walk.naming.person(each) for each in motion.by),
            seconded_by=tuple(
                walk.naming.person(each, inflected=each in motion.inflected)
                for each in motion.seconded_by
            ),
            fate=motion.fate,
        )
        for motion in walk.motions
    )
    return motions, tuple(held)


class _Walk:
    """Goes through the sentences of a text and gathers the motions."""

    def __init__(self, text: Excerpt, phrases: Phrases) -> None:
        self.motions: list[Motion] = []
        self.sentences = split_sentences(text.text, phrases.sentences)
        self.naming = Naming(text, phrases)
        self._phrases = phrases
        self._words = phrases.motions
        self._mover: Moved | None = None
        self._headed: int | None = None

    def take(self, index: int) -> None:
        """Note what a sentence says of a motion."""
        sentence = self.sentences[index]
        headed, self._headed = self._headed, None
        if self._phrases.sentences.earlier.search(sentence.text):
            return
        if self._take_heading(index) or self._take_block(index, sentence.start, headed):
            return
        if match := self._words.seconders.match(self.naming.bare, sentence.start, sentence.end):
            self._second(self.naming.listed(match.end(), sentence.end), self.motions[-1:])
            return
        if moved := read_movers(sentence, self.naming, self._words):
            self._take_moved(moved, index)
        self._take_seconded(sentence, in_motion=moved is not None)

    def _take_heading(self, index: int) -> bool:
        """Read a line that opens one of several motions."""
        sentence = self.sentences[index]
        match = self._words.heading.match(self.naming.bare, sentence.start, sentence.end)
        if match is None:
            return False
        number = int(match["number"]) if match["number"] else None
        if self._take_block(index, match.end(), sentence.start, number):
            return True
        if match.end() == sentence.end and self._mover is None:
            self._headed = sentence.start
        elif self._mover is not None:
            self._add(self._mover, index, number=number)
        return True

    def _take_block(
        self, index: int, begin: int, headed: int | None, number: int | None = None
    ) -> bool:
        """Read *Aino Aalto: what she moves* under or after such a line."""
        sentence = self.sentences[index]
        if headed is None:
            return False
        match = self._words.block.match(self.naming.bare, begin, sentence.end)
        by = self.naming.listed(*match.span("by")) if match else []
        if match and match["line"]:
            by = [msgspec.structs.replace(each, words=surname_last(each.words)) for each in by]
        if by:
            moved = Moved(by=tuple(by), seconded_by=(), inflected=False, again=False)
            self._add(moved, index, start=headed, number=number)
        return bool(by)

    def _take_moved(self, moved: Moved, index: int) -> None:
        sentence = self.sentences[index]
        following = self.sentences[index + 1] if index + 1 < len(self.sentences) else None
        known = self._last_by(moved.by) if moved.again else None
        self._mover = moved
        if known is not None:
            self._second(moved.seconded_by, [known], inflected=moved.inflected)
        elif following is None or not self._words.heading.match(
            self.naming.bare, following.start, following.end
        ):
            number = self._words.number.search(sentence.text)
            self._add(moved, index, number=int(number["number"]) if number else None)

    def _last_by(self, people: Sequence[Mention]) -> Motion | None:
        """The last motion of somebody."""
        later = reversed(self.motions)
        return next((motion for motion in later if self._is_same(people, motion.by)), None)

    def _is_same(self, one: Iterable[Mention], other: Iterable[Mention]) -> bool:
        return any(self.naming.same(a.words, b.words) for a in one for b in other)

    def _add(
        self, moved: Moved, index: int, *, start: int | None = None, number: int | None = None
    ) -> None:
        if len(self.motions) >= _MOST_MOTIONS:
            return
        sentence = self.sentences[index]
        last = quoted_until(self.sentences, index)
        motion = Motion(
            by=moved.by,
            start=sentence.start if start is None else start,
            end=self.sentences[last].end,
            number=number,
        )
        self.motions.append(motion)
        self.naming.learn(moved.by)
        self._second(moved.seconded_by, [motion], inflected=moved.inflected)

    def _second(
        self, seconders: Iterable[Mention], motions: Iterable[Motion], *, inflected: bool = False
    ) -> None:
        """Note who seconds motions, each person once."""
        for motion in motions:
            for seconder in seconders:
                if seconder.words and not self._is_same([seconder], motion.seconded_by):
                    motion.seconded_by = (*motion.seconded_by, seconder)
                    motion.inflected = motion.inflected | ({seconder} if inflected else set())

    def _take_seconded(self, sentence: Sentence, *, in_motion: bool) -> None:
        """Read a sentence, or a part of one, that tells who seconds a motion."""
        match = self._words.seconded.search(self.naming.bare, sentence.start, sentence.end)
        if match is None or not self.motions:
            return
        subject = self.naming.before(sentence.start, match.start())
        what = match.end(), sentence.end
        if not subject:
            subject = self.naming.after(match.end(), sentence.end)
            what = sentence.start, match.start()
        told = self.naming.bare[slice(*what)]
        if not in_motion and not self._words.seconded_what.search(told):
            return
        if alternative_of(told, self._phrases.votes) == "base" and not in_motion:
            return
        meant = self._last_by(self.naming.within(*what)) or self.motions[-1]
        self._second(subject, [meant])
