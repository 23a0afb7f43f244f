"""One vote as it is put together from its sentences, and what follows from its counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.documents.document import Span
from publisher.documents.excerpt import Excerpt
from publisher.model import Found, Inference, Reason, Vote, VoteMethod
from publisher.phrases.votes import BOTH, Side, VoteWords
from publisher.proceedings.alternatives import Alternative, Winner, alternative_of
from publisher.proceedings.counts import Count, Counts, Voters
from publisher.proceedings.voters import given_name_first

# A decision is followed by no more votes that it sums up.
_MOST_TOLD = 20

Place = tuple[int, int]
Meaning = Mapping[Side, Alternative | None]


class Tally:
    """What has been read of one vote so far; places are in the text of the handling.

    Attributes:
        start: Where the first of its sentences begins.
        end: Where the last one ends.
        held: Whether the text says that it was held.
        sides: The counts by side.
        pair: Two counts of which the text does not say whose they are.
        voters: Who voted so, where their names stand apart from the count.
        means: Where it stands what a side meant.
        subject: Where it stands what the vote was on.
        winner: Which alternative won, as told.
        headed: Whether it begins with a heading (*1. äänestys*).
    """

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.held = False
        self.sides: dict[Side, Count] = {}
        self.pair: tuple[Count, Count] | None = None
        self.voters: dict[Side, Voters] = {}
        self.means: dict[Side, Place] = {}
        self.subject: Place | None = None
        self.winner: Winner | None = None
        self.headed = False

    @property
    def counted(self) -> bool:
        """Whether it has the count, or the names, of a side."""
        return self.pair is not None or any(
            side in known for known in (self.sides, self.voters) for side in BOTH
        )

    def add(self, counts: Counts) -> None:
        """Add the counts of a sentence; what is known already is only said again."""
        self.held = True
        if not self.counted:
            self.pair = counts.pair
        if self.pair is None or counts.pair is None:
            self.sides = {**counts.sides, **self.sides}
        if self.pair is counts.pair:
            self.sides = {**counts.sides, **self.sides}

    def differs(self, counts: Counts) -> bool:
        """Whether counts cannot be of this vote."""
        if any(
            side in self.sides and self.sides[side].number.value != count.number.value
            for side, count in counts.sides.items()
        ):
            return True
        known, new = _numbers(self.sides, self.pair), _numbers(counts.sides, counts.pair)
        return len(known) == len(new) == len(BOTH) and known != new

    def sums_up(self, other: Tally) -> bool:
        """Whether it says nothing but the counts of another vote, which has a heading."""
        bare = not (self.headed or self.means or self.subject or self.voters)
        known, told = _numbers(self.sides, self.pair), _numbers(other.sides, other.pair)
        return bare and other.headed and self.pair is not None and known == told


def _numbers(sides: Mapping[Side, Count], pair: tuple[Count, Count] | None) -> list[int]:
    """The counts of both sides, the smaller first."""
    counts = pair or tuple(sides[side] for side in BOTH if side in sides)
    return sorted(count.number.value for count in counts)


def merge(tallies: Sequence[Tally], results: Sequence[Tally]) -> list[Tally]:
    """Put what a list of results says to the votes of which the text tells.

    Args:
        tallies: The votes of which the text tells.
        results: Those in the list, in the same order if there are several.

    Returns:
        The votes; a result that is of none of them is a vote of its own.
    """
    merged, left = list(tallies), list(tallies)
    for result in results:
        counts = Counts(sides=result.sides, pair=None)
        match = next((tally for tally in left if not tally.differs(counts)), None)
        if match is None:
            merged.append(result)
            continue
        left.remove(match)
        match.add(counts)
        match.voters = {**match.voters, **result.voters}
        match.means = {**result.means, **match.means}
    return merged


def fold_summaries(tallies: Sequence[Tally]) -> list[Tally]:
    """Leave out the votes that a decision only sums up before it tells of them one by one.

    Args:
        tallies: The votes in the order of the text.

    Returns:
        The others; a count that only the sum has is added to its vote.
    """
    kept: list[Tally] = []
    for index, tally in enumerate(tallies):
        later = tallies[index + 1 : index + 1 + _MOST_TOLD]
        told = next((other for other in later if tally.sums_up(other)), None)
        if told is None:
            kept.append(tally)
        else:
            told.sides = {**tally.sides, **told.sides}
    return kept


def finish(tally: Tally, text: Excerpt, words: VoteWords) -> Vote:
    """Put a vote into the form of the model."""
    sides, means = _resolve(tally, text, words)
    beside = {side: count.voters for side, count in sides.items()}
    voters = given_name_first(beside | tally.voters)
    winner = _winning_side(tally.winner, _meaning(means, text, words))
    return Vote(
        text=_found(text, (tally.start, tally.end)),
        subject=_found(text, tally.subject) if tally.subject else None,
        method=_method(tally, text, words),
        yes_means=_found(text, means["yes"]) if "yes" in means else None,
        no_means=_found(text, means["no"]) if "no" in means else None,
        yes=_number(sides, "yes"),
        no=_number(sides, "no"),
        blank=_number(sides, "blank"),
        absent=_number(sides, "absent"),
        yes_voters=voters.get("yes", ()),
        no_voters=voters.get("no", ()),
        blank_voters=voters.get("blank", ()),
        absent_voters=voters.get("absent", ()),
        yes_won=_yes_won(tally, winner, sides, text, words),
        casting=_casting(tally, sides, text, words),
    )


def _found(text: Excerpt, place: Place) -> Found[str]:
    """The words at a place, without the breaks of their lines."""
    return Found(" ".join(text.text[slice(*place)].split()), text.span(*place))


def _resolve(
    tally: Tally, text: Excerpt, words: VoteWords
) -> tuple[Mapping[Side, Count], Mapping[Side, Place]]:
    """Tell whose each count is, and what each side meant.

    Of two alternatives, *yes* is the original proposal where the words tell which one that is. Of
    two counts alone the larger one is the winner's, if the text says who won; otherwise they stand
    in the order of *yes* and *no*.
    """
    if tally.pair is None:
        return _count_names(tally.voters) | tally.sides, tally.means
    first, second = tally.pair
    means = tally.means
    if first.alternative and second.alternative:
        one, other = (
            _alternative(place, text, words) for place in (first.alternative, second.alternative)
        )
        if (other == "base" and one != "base") or (one == "counter" and other != "counter"):
            first, second = second, first
        means = {
            side: count.alternative
            for side, count in zip(BOTH, (first, second), strict=True)
            if count.alternative
        }
    else:
        if not means and tally.subject:
            means = {"no": tally.subject}
        winner = _winning_side(tally.winner, _meaning(means, text, words))
        smaller, larger = sorted((first, second), key=lambda count: count.number.value)
        if winner:
            first, second = (larger, smaller) if winner == "yes" else (smaller, larger)
    return {"yes": first, "no": second, **tally.sides}, means


def _alternative(place: Place, text: Excerpt, words: VoteWords) -> Alternative | None:
    return alternative_of(text.text[slice(*place)], words)


def _meaning(means: Mapping[Side, Place], text: Excerpt, words: VoteWords) -> Meaning:
    return {side: _alternative(place, text, words) for side, place in means.items()}


def _winning_side(winner: Winner | None, meaning: Meaning) -> Side | None:
    """Which side the alternative that won is; None if both sides are of one kind."""
    yes, no = meaning.get("yes"), meaning.get("no")
    if winner is None or (yes is not None and yes == no):
        return None
    reversed_order = yes == "counter" or (yes is None and no == "base")
    won_base = winner.alternative == "base"
    return "no" if won_base == reversed_order else "yes"


def _method(tally: Tally, text: Excerpt, words: VoteWords) -> Found[VoteMethod] | None:
    """How the votes were cast: what is named first, and *open* only if nothing says more."""
    found = [
        (method, match)
        for method, pattern in words.methods.items()
        if (match := pattern.search(text.text, tally.start, tally.end))
    ]
    if not found:
        return None
    method, match = min(found, key=lambda pair: (pair[0] is VoteMethod.OPEN, pair[1].start()))
    return Found(method, text.span(*match.span()))


def _number(sides: Mapping[Side, Count], side: Side) -> Found[int] | None:
    return sides[side].number if side in sides else None


def _count_names(voters: Mapping[Side, Voters]) -> dict[Side, Count]:
    """Counts for sides of which only the names are printed."""
    return {
        side: Count(
            number=Found(
                len(names),
                Span(names[0].span.start, names[-1].span.end),
                Inference(Reason.NAMES_COUNTED),
            )
        )
        for side, names in voters.items()
    }


def _yes_won(
    tally: Tally,
    winner: Side | None,
    sides: Mapping[Side, Count],
    text: Excerpt,
    words: VoteWords,
) -> Found[bool] | None:
    """Whether the first alternative won.

    What is told counts, also in a tie; without it, the larger count does. If both are there and
    disagree, nothing is certain, unless what is told may be about something else.
    """
    counted = _more(sides)
    if tally.winner and winner and (counted is None or counted.value == (winner == "yes")):
        return Found(winner == "yes", text.span(tally.winner.start, tally.winner.end))
    if tally.winner and winner and not tally.winner.weak:
        return None
    return counted or _casting_vote(tally, sides, text, words)


def _more(sides: Mapping[Side, Count]) -> Found[bool] | None:
    """Whether *yes* has more votes; None in a tie, or if a count is missing."""
    if "yes" not in sides or "no" not in sides:
        return None
    yes, no = sides["yes"].number, sides["no"].number
    if yes.value == no.value:
        return None
    span = Span(min(yes.span.start, no.span.start), max(yes.span.end, no.span.end))
    return Found(yes.value > no.value, span, Inference(Reason.VOTE_COUNTS))


def _casting(
    tally: Tally, sides: Mapping[Side, Count], text: Excerpt, words: VoteWords
) -> Found[str] | None:
    """The words that say that the vote of the chair decided, if the counts are equal."""
    if "yes" not in sides or "no" not in sides or _more(sides) is not None:
        return None
    patterns = (words.casting_told, *words.casting.values())
    found = (pattern.search(text.text, tally.start, tally.end) for pattern in patterns)
    match = next(filter(None, found), None)
    return _found(text, match.span()) if match else None


def _casting_vote(
    tally: Tally, sides: Mapping[Side, Count], text: Excerpt, words: VoteWords
) -> Found[bool] | None:
    """What the vote of the chair decided in a tie."""
    if "yes" not in sides or "no" not in sides:
        return None
    for side, pattern in words.casting.items():
        if match := pattern.search(text.text, tally.start, tally.end):
            return Found(side == "yes", text.span(*match.span()))
    return None
