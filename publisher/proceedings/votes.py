"""The votes that the narrative of a handling tells of (*äänestys*, kuntalaki 104 §)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.documents.excerpt import Excerpt
from publisher.model import Vote
from publisher.phrases import Phrases
from publisher.phrases.votes import BOTH, SIDES, Side
from publisher.proceedings.alternatives import find_winner
from publisher.proceedings.counts import CountReader, Counts
from publisher.proceedings.naming import Naming
from publisher.proceedings.sentences import Sentence, split_sentences
from publisher.proceedings.tallies import Place, Tally, finish, fold_summaries, merge
from publisher.proceedings.voters import in_one_order

# So many sentences may stand between the one that announces a vote and the next about it.
_SENTENCES_BETWEEN = 3


def read_votes(text: Excerpt, phrases: Phrases) -> tuple[Vote, ...]:
    """Read the votes, in the order in which they were held.

    A vote begins with its heading, with what *jaa* and *ei* mean, or with its counts, whichever is
    printed first, and ends before the next one's. Sentences that tell of another meeting or of
    another body are passed over.

    Args:
        text: The lines of the discussion and of the decision of one handling.
        phrases: Knows the words for votes.

    Returns:
        Every vote that has been held; without counts, where those are in an attachment. If no
        words say which alternative was the original proposal, the first of two is *yes*.
    """
    if not any(mark in text.text for mark in phrases.vote_marks):
        return ()
    walk = _Walk(text, phrases)
    for sentence in split_sentences(text.text, phrases.sentences):
        if not phrases.sentences.earlier.search(sentence.text):
            walk.take(sentence)
    in_order = in_one_order([result.voters for result in walk.results])
    for result, voters in zip(walk.results, in_order, strict=True):
        result.voters = dict(voters)
    tallies = fold_summaries(merge(walk.tallies, walk.results))
    return tuple(finish(tally, text, phrases.votes) for tally in tallies if tally.held)


class _Walk:
    """Goes through the sentences of a text and parts them among the votes.

    Attributes:
        tallies: The votes of which the text tells.
        results: Those of which a list after the decision gives the results.
    """

    def __init__(self, text: Excerpt, phrases: Phrases) -> None:
        self.tallies: list[Tally] = []
        self.results: list[Tally] = []
        self._list = self.tallies
        self._text = text.text
        self._words = phrases.votes
        self._counts = CountReader(text, Naming(text, phrases), phrases.votes)
        self._awaited: Side | None = None
        self._announced: tuple[Sentence, int] | None = None
        self._position = 0

    def take(self, sentence: Sentence) -> None:
        """Note what a sentence says of the vote that is open, or open another."""
        self._position += 1
        awaited, self._awaited = self._awaited, None
        if self._words.results.match(self._text, sentence.start, sentence.end):
            self._list = self.results
        if self._take_voters(sentence, awaited) or self._take_line(sentence):
            return
        if sentence.text.endswith("."):  # no line of a list
            self._list = self.tallies
        means = dict(self._means(sentence))
        if means:
            self._take_means(means, sentence)
        counts = self._counts.read(sentence)
        if counts:
            self._list = self.tallies
            self._take_counts(counts, sentence)
        elif not means:
            self._take_other(sentence, counts)

    @property
    def _open(self) -> Tally | None:
        """The vote that was told of last."""
        return self._list[-1] if self._list else None

    def _tally(self, sentence: Sentence, *, new: bool) -> Tally:
        """The vote that is open, or another one, with a sentence added to it."""
        tally = self._open
        if new or tally is None:
            announced, self._announced = self._announced, None
            recent = announced and self._position - announced[1] <= _SENTENCES_BETWEEN + 1
            tally = Tally(announced[0].start if announced and recent else sentence.start)
            self._list.append(tally)
        tally.end = max(tally.end, sentence.end)
        return tally

    def _take_means(self, means: Mapping[Side, Place], sentence: Sentence) -> None:
        tally = self._open
        again = tally is not None and any(side in tally.means for side in means)
        new = tally is not None and (tally.counted or (again and not tally.headed))
        self._tally(sentence, new=new).means.update(means)

    def _take_counts(self, counts: Counts, sentence: Sentence) -> None:
        match = self._words.subject.search(sentence.text)
        subject = match and (sentence.start + match.start(), sentence.start + match.end())
        tally = self._tally(sentence, new=self._begins_another(counts, subject))
        tally.add(counts)
        tally.subject = tally.subject or subject
        self._note_winner(tally, sentence)

    def _begins_another(self, counts: Counts, subject: Place | None) -> bool:
        tally = self._open
        if tally is None or not tally.counted:
            return False
        other = (
            subject is not None
            and tally.subject is not None
            and self._text[slice(*subject)].split() != self._text[slice(*tally.subject)].split()
        )
        return other or tally.differs(counts)

    def _note_winner(self, tally: Tally, sentence: Sentence) -> bool:
        if tally.winner is None:
            tally.winner = find_winner(self._text, sentence.start, sentence.end, self._words)
            return tally.winner is not None
        return False

    def _take_other(self, sentence: Sentence, counts: Counts) -> None:
        """Note that a vote was announced or held, what was counted beside the sides, who won."""
        words = self._words
        if words.not_held.search(sentence.text):
            return
        tally = self._open
        if words.held.search(sentence.text):
            tally = self._tally(sentence, new=False)
            tally.held = True
        elif words.announced.search(sentence.text):
            if tally is None or tally.counted or tally.held:
                self._announced = sentence, self._position
            else:
                tally.end = sentence.end
            return
        if tally is None:
            return
        if counts.sides and tally.counted:
            tally.add(counts)
            tally.end = sentence.end
        patterns = (words.casting_told, *words.casting.values())
        casting = any(each.search(sentence.text) for each in patterns)
        if self._note_winner(tally, sentence) or (casting and tally.counted):
            tally.held = True
            tally.end = sentence.end

    def _take_line(self, sentence: Sentence) -> bool:
        """Read a line of a list of votes, as *Jaa-äänet: 7*, or the heading of a vote."""
        if match := self._words.heading.match(self._text, sentence.start, sentence.end):
            self._announced = None
            tally = self._tally(sentence, new=True)
            tally.headed = True
            tally.means.update(self._means(sentence, match.end()))
            return True
        for side in SIDES:
            if match := self._words.listed[side].match(self._text, sentence.start, sentence.end):
                if self._counts.read(sentence).of_several:
                    return False
                return self._take_listed(side, sentence, match.group("n"), match.end())
        return False

    def _take_listed(self, side: Side, sentence: Sentence, number: str | None, start: int) -> bool:
        """Read the number and the names after the word of a side; False if there are none."""
        where = sentence.start, start
        if match := self._words.listed_number.match(self._text, start, sentence.end):
            number, where, start = match["n"], match.span("n"), match.end()
        elif number:
            where = self._text.index(number, sentence.start), start
        voters = self._counts.voters(start, sentence.end)
        if number is None and not voters:
            return self._await_names(side, sentence)
        count = self._counts.count(number, where, voters) if number else None
        if self._open is None and side not in BOTH:
            return False
        counts = Counts(sides={side: count} if count else {}, pair=None)
        listed_before = self._open is not None and side in self._open.voters
        another = (listed_before and bool(voters)) or self._begins_another(counts, None)
        tally = self._tally(sentence, new=another)
        tally.add(counts)
        if voters:
            tally.voters[side] = voters
        elif count and count.number.value:
            self._awaited = side
        return True

    def _await_names(self, side: Side, sentence: Sentence) -> bool:
        """Wait for the names on the lines under a side alone, as a list of results has them."""
        if self._list is not self.results or (self._open is None and side not in BOTH):
            return False
        listed_before = self._open is not None and side in self._open.voters
        self._tally(sentence, new=listed_before).held = True
        self._awaited = side
        return True

    def _take_voters(self, sentence: Sentence, side: Side | None) -> bool:
        """Read the names in the lines under the count of a side."""
        if side is None:
            return False
        voters = self._counts.voters(sentence.start, sentence.end)
        if not voters:
            return False
        tally = self._tally(sentence, new=False)
        tally.voters[side] = (*tally.voters.get(side, ()), *voters)
        count = tally.sides.get(side)
        if count is None or len(tally.voters[side]) < count.number.value:
            self._awaited = side
        return True

    def _means(self, sentence: Sentence, start: int | None = None) -> Iterator[tuple[Side, Place]]:
        """What a sentence says that a vote for a side means."""
        begin = sentence.start if start is None else start
        for side, patterns in self._words.means.items():
            for pattern in patterns:
                if match := pattern.search(self._text, begin, sentence.end):
                    yield side, match.span("means")
                    break
            else:
                yield from self._means_before(side, begin, sentence.end)

    def _means_before(self, side: Side, start: int, end: int) -> Iterator[tuple[Side, Place]]:
        for pattern in self._words.means_before[side]:
            if match := pattern.search(self._text, start, end):
                begin, stop = self._counts.alternative(start, match.start())
                line = self._text.rfind("\n", begin, stop) + 1
                # A line that begins like a sentence, and is more than the end of one, is a whole.
                if line and self._text[line].isupper() and len(self._text[line:stop].split()) > 1:
                    begin = line
                yield side, (begin, stop)
                return
