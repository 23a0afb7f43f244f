"""What became of a matter: a decision resolved against proposal, motions and votes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from publisher.documents.document import Span
from publisher.documents.excerpt import Excerpt
from publisher.model import (
    Confidence,
    CounterProposal,
    Found,
    Inference,
    MotionFate,
    Outcome,
    Reason,
    Vote,
)
from publisher.phrases import Phrases
from publisher.phrases.outcomes import OutcomePhrase
from publisher.proceedings.alternatives import alternative_of
from publisher.proceedings.sentences import Sentence, split_sentences

_WORD = re.compile(r"[^\W\d_]{4,}")
# A decision that repeats this share of the proposal's words adopts it in other words.
_REPEATED_SHARE = 0.8
_STEM_CHARACTERS = 5
_ADOPTED: Final = frozenset({Outcome.APPROVED, Outcome.APPROVED_AMENDED})
_ADOPTS: Final[Mapping[Outcome, Reason]] = {
    Outcome.NOTED: Reason.ADOPTS_A_NOTING,
    Outcome.RETURNED: Reason.ADOPTS_A_RETURN,
    Outcome.TABLED: Reason.ADOPTS_A_RETURN,
}


class _Hit(msgspec.Struct, frozen=True):
    """A phrase in a sentence; places are in the decision."""

    phrase: OutcomePhrase
    sentence: Sentence
    start: int
    end: int


def read_outcome(
    decision: Excerpt,
    proposal: Excerpt | None,
    phrases: Phrases,
    votes: tuple[Vote, ...] = (),
    counter_proposals: tuple[CounterProposal, ...] = (),
) -> Found[Outcome] | None:
    """Read the outcome and resolve it against the proposal.

    *Hyväksyi ehdotuksen* adopts whatever was proposed: of a proposal that only asks to note
    something, the outcome is noted. What somebody moved in the meeting is no outcome, unless it was
    adopted: then the proposal is approved with a change, or the matter returned or tabled if that
    was moved. A decision without any known phrase that repeats the words of the proposal adopts
    it; one that does not is some other decision. Where a vote that the proposal won is all that is
    told, it was adopted, unless the vote was on returning or tabling the matter.

    Args:
        decision: The text under the label.
        proposal: The text of the proposal, if there is one.
        phrases: Knows the phrases, in the order in which they count.
        votes: The votes of the same handling.
        counter_proposals: The motions of the same handling, with what became of them.

    Returns:
        The outcome with the characters that say it. None for an empty decision, for one that only
        tells who spoke and what was moved, and where it is not clear whether the proposal or a
        motion was adopted.
    """
    said = [
        sentence
        for sentence in split_sentences(decision.text, phrases.sentences)
        if not _leads_up(sentence, phrases)
        and not _tells_end(decision.span(sentence.start, sentence.end), counter_proposals)
    ]
    said = [one for one in said if not phrases.decisions.chair.search(one.text)] or said
    hit = _first_hit(said, _counting(decision, phrases))
    if hit is None or not hit.phrase.firm:
        changed = _moved(counter_proposals, phrases) or _voted(votes, phrases)
        if changed is not None:
            return changed
    if hit is None and (upheld := _upheld(votes, phrases)) is not None:
        return upheld if proposal is None else _resolved(upheld, proposal, phrases)
    if hit is None or _is_only_part(hit.phrase, decision, proposal, phrases):
        return _without_phrase(decision, proposal, said, phrases)
    found = Found(hit.phrase.outcome, decision.span(hit.start, hit.end))
    if not hit.phrase.refers_to_proposal:
        return found
    if _is_unclear(hit, counter_proposals, phrases):
        return None
    return found if proposal is None else _resolved(found, proposal, phrases)


def _resolved(adopted: Found[Outcome], proposal: Excerpt, phrases: Phrases) -> Found[Outcome]:
    """What adopting a proposal means: one that only asks to note something is noted."""
    for outcome, reason in _ADOPTS.items():
        if _only_asks(proposal.text, outcome, phrases):
            return Found(outcome, adopted.span, Inference(reason))
    return adopted


def after_discussion(
    outcome: Found[Outcome] | None, discussion: Excerpt, phrases: Phrases
) -> Found[Outcome] | None:
    """Tell what was approved if the presenter changed the proposal in the discussion.

    Args:
        outcome: As the decision says it.
        discussion: What happened before the decision, where a label of its own parts them.
        phrases: Knows how a change is told.

    Returns:
        Approved with a change, or returned or tabled if that is the change, for what was approved
        in whatever form, or only says what the proposal became; otherwise the outcome as it was.
    """
    if outcome is None or not (outcome.value in _ADOPTED or _has_no_phrase(outcome)):
        return outcome
    changes = tuple(phrase for phrase in phrases.outcomes if phrase.presenter)
    stops = tuple(phrase for phrase in phrases.outcomes if phrase.firm)
    for sentence in split_sentences(discussion.text, phrases.sentences):
        hit = _first_hit([sentence], changes)
        if hit is not None and not phrases.sentences.earlier.search(sentence.text):
            hit = _first_hit([sentence], stops) or hit
            if hit.phrase.outcome is outcome.value:
                return outcome
            return Found(hit.phrase.outcome, discussion.span(hit.start, hit.end))
    return outcome


def _has_no_phrase(outcome: Found[Outcome]) -> bool:
    return outcome.inferred is not None and outcome.inferred.reason is Reason.NO_KNOWN_PHRASE


def _counting(decision: Excerpt, phrases: Phrases) -> Sequence[OutcomePhrase]:
    """The phrases that count: what one of several points only notes is not the outcome of all."""
    words = phrases.decisions
    if words.noted_point.search(decision.text) and words.other_point.search(decision.text):
        return [phrase for phrase in phrases.outcomes if phrase.outcome is not Outcome.NOTED]
    return phrases.outcomes


def _leads_up(sentence: Sentence, phrases: Phrases) -> bool:
    """Whether a sentence only tells how the decision came about, or tells of another one."""
    words = phrases.decisions
    if phrases.sentences.earlier.search(sentence.text):
        return True
    moved = words.motion.search(sentence.text) is not None
    return moved and words.presenter.search(sentence.text) is None


def _tells_end(sentence: Span, motions: Sequence[CounterProposal]) -> bool:
    """Whether a sentence tells that a motion was withdrawn or fell."""
    ends = (MotionFate.WITHDRAWN, MotionFate.LAPSED)
    fates = (motion.fate for motion in motions if motion.fate and motion.fate.value in ends)
    return any(sentence.start <= fate.span.start < sentence.end for fate in fates)


def _first_hit(said: Sequence[Sentence], among: Sequence[OutcomePhrase]) -> _Hit | None:
    """The first of some phrases that stands in any sentence."""
    for phrase in among:
        needs = phrase.needs
        if needs is not None and not any(needs.search(sentence.text) for sentence in said):
            continue
        for sentence in said:
            if match := phrase.pattern.search(sentence.text):
                start = sentence.start + match.start()
                return _Hit(phrase, sentence, start, sentence.start + match.end())
    return None


def _moved(motions: Sequence[CounterProposal], phrases: Phrases) -> Found[Outcome] | None:
    """What an adopted motion made of the matter."""
    adopted = [
        (_asked_by(motion.text.value, phrases), motion.fate.span)
        for motion in motions
        if motion.fate is not None and motion.fate.value is MotionFate.ADOPTED
    ]
    stopped = [each for each in adopted if each[0] is not Outcome.APPROVED_AMENDED]
    for outcome, span in (*stopped, *adopted):
        return Found(outcome, span, Inference(Reason.ADOPTS_A_MOTION))
    return None


def _asked_by(motion: str, phrases: Phrases) -> Outcome:
    """What adopting a motion means for the matter; one about a part of it only changes it."""
    if phrases.decisions.part.search(motion):
        return Outcome.APPROVED_AMENDED
    if phrases.motions.to_return.search(motion):
        return Outcome.RETURNED
    if phrases.motions.to_table.search(motion):
        return Outcome.TABLED
    return Outcome.APPROVED_AMENDED


def _voted(votes: Sequence[Vote], phrases: Phrases) -> Found[Outcome] | None:
    """What a vote that the original proposal lost made of the matter."""
    for vote in votes:
        if vote.yes_won is None:
            continue
        yes, no = (
            alternative_of(means.value, phrases.votes) if means else None
            for means in (vote.yes_means, vote.no_means)
        )
        winner, kind = (vote.yes_means, yes) if vote.yes_won.value else (vote.no_means, no)
        known = kind == "counter" or (yes == "base" and not vote.yes_won.value)
        plain = vote.yes_means is None and vote.no_means is None and not vote.yes_won.value
        if yes != no and known and winner:
            outcome = _asked_by(winner.value, phrases)
            return Found(outcome, vote.yes_won.span, Inference(Reason.ADOPTS_A_MOTION))
        if plain and any(side.search(vote.text.value) for side in phrases.votes.counts["no"]):
            unsure = Inference(Reason.ADOPTS_A_MOTION, Confidence.LOW)
            return Found(Outcome.APPROVED_AMENDED, vote.yes_won.span, unsure)
    return None


def _upheld(votes: Sequence[Vote], phrases: Phrases) -> Found[Outcome] | None:
    """That the original proposal won the last vote, where the minutes say no more than that.

    If it won against returning or tabling the matter, nothing but the handling goes on.
    """
    won = votes[-1].yes_won if votes else None
    if won is None:
        return None
    means = (votes[-1].yes_means, votes[-1].no_means)
    winner, loser = means if won.value else reversed(means)
    if winner is None or alternative_of(winner.value, phrases.votes) != "base":
        return None
    if loser is None or _asked_by(loser.value, phrases) is not Outcome.APPROVED_AMENDED:
        return None
    return Found(Outcome.APPROVED, won.span, Inference(Reason.PROPOSAL_WON_VOTE))


def _is_only_part(
    phrase: OutcomePhrase, decision: Excerpt, proposal: Excerpt | None, phrases: Phrases
) -> bool:
    """Whether a phrase is one of several things that decision and proposal both say."""
    if proposal is None or not _repeats(decision.text, proposal.text):
        return False
    words = phrases.decisions
    if phrase.outcome is Outcome.APPROVED_AMENDED and not (phrase.firm or phrase.presenter):
        return words.changed.search(proposal.text) is not None
    beside = phrase.unless_more and words.beside.search(decision.text)
    return phrase.outcome is Outcome.OTHER or bool(beside)


def _without_phrase(
    decision: Excerpt, proposal: Excerpt | None, said: Sequence[Sentence], phrases: Phrases
) -> Found[Outcome] | None:
    if proposal is not None and _repeats(decision.text, proposal.text):
        return Found(Outcome.APPROVED, decision.span(), Inference(Reason.REPEATS_PROPOSAL))
    words = phrases.decisions
    led_up = all(words.process.search(sentence.text) for sentence in said)
    if led_up and not words.by_body.search(decision.text):
        return None
    unsure = Inference(Reason.NO_KNOWN_PHRASE, Confidence.LOW)
    return Found(Outcome.OTHER, decision.span(), unsure)


def _is_unclear(hit: _Hit, motions: Sequence[CounterProposal], phrases: Phrases) -> bool:
    """Whether the words may as well mean a motion of which nothing else is told."""
    pending = any(motion.fate is None and motion.seconded_by for motion in motions)
    return pending and phrases.decisions.unclear.search(hit.sentence.text) is not None


def _only_asks(proposal: str, outcome: Outcome, phrases: Phrases) -> bool:
    words = phrases.decisions
    return bool(words.proposes[outcome].search(proposal)) and not words.more.search(proposal)


def _repeats(decision: str, proposal: str) -> bool:
    """Whether a decision says a proposal again, compared by the stems of its longer words."""
    wanted = _stems(proposal)
    return bool(wanted) and len(wanted & _stems(decision)) >= _REPEATED_SHARE * len(wanted)


def _stems(text: str) -> set[str]:
    return {word[:_STEM_CHARACTERS] for word in _WORD.findall(text.casefold())}
