"""What the words of a decision mean: outcome, recusals, who took the chair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.documents.excerpt import Excerpt
from publisher.finnish.people import NamedPerson, parse_name_list
from publisher.model import (
    Confidence,
    Found,
    Inference,
    Outcome,
    PersonInRole,
    Reason,
    Recusal,
)
from publisher.phrases import Marked, Phrases

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")
_SENTENCE = re.compile(r"[^.\n]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
# A decision that repeats this share of the proposal's words adopts it in other words.
_REPEATED_SHARE = 0.8
_STEM_CHARACTERS = 5


def read_outcome(
    decision: Excerpt, proposal: Excerpt | None, phrases: Phrases
) -> Found[Outcome] | None:
    """Read the outcome and resolve it against the proposal.

    *Hyväksyi ehdotuksen* adopts whatever was proposed: of a proposal that only asks to note
    something, the outcome is noted. What somebody moved in the meeting is no outcome. A decision
    without any known phrase that repeats the words of the proposal adopts it; one that does not is
    some other decision.

    Args:
        decision: The text under the label.
        proposal: The text of the proposal, if there is one.
        phrases: Knows the phrases, in the order in which they count.

    Returns:
        The outcome with the characters that say it; None only for an empty decision.
    """
    if not decision:
        return None
    said = _SENTENCE.sub(lambda sentence: _unless_motion(sentence, phrases), decision.text)
    for phrase in phrases.outcomes:
        match = phrase.pattern.search(said)
        if match is None:
            continue
        span = decision.span(*match.span())
        if phrase.refers_to_proposal and proposal and _only_notes(proposal.text, phrases):
            return Found(Outcome.NOTED, span, Inference(Reason.ADOPTS_A_NOTING))
        return Found(phrase.outcome, span)
    if proposal is not None and _repeats(decision.text, proposal.text):
        return Found(Outcome.APPROVED, decision.span(), Inference(Reason.REPEATS_PROPOSAL))
    unsure = Inference(Reason.NO_KNOWN_PHRASE, Confidence.LOW)
    return Found(Outcome.OTHER, decision.span(), unsure)


def _unless_motion(sentence: re.Match[str], phrases: Phrases) -> str:
    """A sentence; blanks, so that the rest keeps its position, if it tells what was moved."""
    return " " * len(sentence[0]) if phrases.motion.search(sentence[0]) else sentence[0]


def _only_notes(proposal: str, phrases: Phrases) -> bool:
    return bool(phrases.noting_proposal.search(proposal)) and not phrases.more_than_noting.search(
        proposal
    )


def _repeats(decision: str, proposal: str) -> bool:
    """Whether a decision says a proposal again, compared by the stems of its longer words."""
    wanted = _stems(proposal)
    return bool(wanted) and len(wanted & _stems(decision)) >= _REPEATED_SHARE * len(wanted)


def _stems(text: str) -> set[str]:
    return {word[:_STEM_CHARACTERS] for word in _WORD.findall(text.casefold())}


def read_checked(decision: Excerpt, phrases: Phrases) -> Found[str] | None:
    """Find the words that say that the item was checked in the meeting."""
    match = phrases.checked.search(decision.text)
    return Found(match[0], decision.span(*match.span())) if match else None


def read_recusals(text: Excerpt, phrases: Phrases) -> tuple[Recusal, ...]:
    """Read who was recused, each person once, in order.

    Only sentences that speak of disqualification count: somebody who leaves the meeting as a
    heard expert, or comes late, is not recused.
    """
    found: dict[str, Recusal] = {}
    for match in _find(text, phrases.recused):
        ground = match.groupdict().get("ground")
        read = Found(ground, text.span(*match.span("ground"))) if ground else None
        for person in parse_name_list(match["names"], phrases, match.start("names")):
            recusal = Recusal(person=in_role(person, text), ground=read)
            found.setdefault(person.name or "", recusal)
    return tuple(sorted(found.values(), key=lambda recusal: recusal.person.span))


def read_temporary_chair(text: Excerpt, phrases: Phrases) -> PersonInRole | None:
    """Read who took the chair for the handling of this item."""
    for match in _find(text, phrases.temporary_chair):
        people = parse_name_list(match["name"], phrases, match.start("name"))
        if people:
            return in_role(people[-1], text)
    return None


def _find(text: Excerpt, marked: Marked) -> Iterator[re.Match[str]]:
    """The matches of patterns that look for names, in the paragraphs that hold a mark."""
    for paragraph in _PARAGRAPH.finditer(text.text):
        if marked.may_match(paragraph[0]):
            for pattern in marked.patterns:
                yield from pattern.finditer(text.text, *paragraph.span())


def in_role(person: NamedPerson, text: Excerpt) -> PersonInRole:
    """A person of an excerpt, with the place in the document."""
    return PersonInRole(
        name=person.name, title=person.title, span=text.span(person.start, person.end)
    )
