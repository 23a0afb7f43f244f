"""The words of decisions, read from `mappings/phrases/outcomes.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from publisher.model import Manner, Outcome
from publisher.phrases.patterns import compile_pattern, read_word


class OutcomePhrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a sentence that say the outcome.

    Attributes:
        outcome: What they say.
        pattern: The words.
        refers_to_proposal: Whether they adopt whatever the proposal says.
        firm: Whether they count even if a motion was adopted before.
        presenter: Whether they say that the presenter changed the proposal.
        unless_more: Whether they are only a part of the decision if that repeats a proposal that
            asks for something else beside.
        needs: What must stand in some sentence too.
    """

    outcome: Outcome
    pattern: re.Pattern[str]
    refers_to_proposal: bool
    firm: bool
    presenter: bool
    unless_more: bool
    needs: re.Pattern[str] | None


class DecisionWords(msgspec.Struct, frozen=True, kw_only=True):
    """What else the words of a decision and of a proposal tell.

    Attributes:
        motion: Sentences that tell what was moved.
        presenter: Those of them that count, since the presenter moves it.
        chair: Sentences that tell who takes the chair meanwhile.
        process: Sentences that lead to no decision.
        by_body: Those in which a body moves something, which is its decision.
        proposes: What a proposal asks for that asks for nothing more.
        more: Words of a proposal that ask for more.
        changed: Words of a proposal that would be a change in the decision.
        beside: Words of a decision that decide something else beside a rejection.
        part: Words for a part of a proposal.
        unclear: Words that may mean the proposal or a motion.
        story: A line below a proposal with which begins what happened in the meeting.
        noted_point: A point of a decision that notes something.
        other_point: A point that decides something else.
        checked: That the item was checked in the meeting.
        manners: How a decision came about beside a vote; the first that fits.
    """

    motion: re.Pattern[str]
    presenter: re.Pattern[str]
    chair: re.Pattern[str]
    process: re.Pattern[str]
    by_body: re.Pattern[str]
    proposes: Mapping[Outcome, re.Pattern[str]]
    more: re.Pattern[str]
    changed: re.Pattern[str]
    beside: re.Pattern[str]
    part: re.Pattern[str]
    unclear: re.Pattern[str]
    story: re.Pattern[str]
    noted_point: re.Pattern[str]
    other_point: re.Pattern[str]
    checked: re.Pattern[str]
    manners: tuple[tuple[Manner, re.Pattern[str]], ...]


def outcome_phrases(entries: Iterable[Mapping[str, Any]]) -> tuple[OutcomePhrase, ...]:
    """Compile the phrases, in the order in which they count.

    Raises:
        TableError: If a pattern is no regular expression, or an outcome is unknown.
    """
    return tuple(
        OutcomePhrase(
            outcome=read_word(Outcome, entry["outcome"], "outcomes"),
            pattern=compile_pattern(entry["pattern"]),
            refers_to_proposal=entry.get("refers_to_proposal", False),
            firm=entry.get("firm", False),
            presenter=entry.get("presenter", False),
            unless_more=entry.get("unless_more", False),
            needs=compile_pattern(entry["needs"]) if "needs" in entry else None,
        )
        for entry in entries
    )


def decision_words(table: Mapping[str, Any]) -> DecisionWords:
    """Compile what else the table says.

    Raises:
        TableError: If a pattern is no regular expression.
    """
    left_out, proposal = table["left_out"], table["proposal"]
    return DecisionWords(
        motion=compile_pattern(left_out["motion"]),
        presenter=compile_pattern(left_out["presenter"]),
        chair=compile_pattern(left_out["chair"]),
        process=compile_pattern(left_out["process"]),
        by_body=compile_pattern(left_out["by_body"]),
        proposes={
            outcome: compile_pattern(proposal[outcome.value])
            for outcome in (Outcome.NOTED, Outcome.RETURNED, Outcome.TABLED)
        },
        more=compile_pattern(proposal["more"]),
        changed=compile_pattern(proposal["changed"]),
        beside=compile_pattern(proposal["beside"]),
        part=compile_pattern(proposal["part"]),
        unclear=compile_pattern(table["unclear"]["pattern"]),
        story=compile_pattern(proposal["story"]),
        noted_point=compile_pattern(table["points"]["noted"]),
        other_point=compile_pattern(table["points"]["other"]),
        checked=compile_pattern(table["checked"]["pattern"]),
        manners=tuple(
            (Manner(name), compile_pattern(text)) for name, text in table["manner"].items()
        ),
    )
