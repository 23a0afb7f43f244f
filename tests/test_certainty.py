"""What is unsure can be kept away, and takes with it only what cannot be without it."""

from __future__ import annotations

import pytest

from publisher.certainty import without_unsure
from publisher.documents.document import Span
from publisher.model import (
    Confidence,
    CounterProposal,
    Decision,
    Found,
    Inference,
    Item,
    Outcome,
    PersonInRole,
    Proposal,
    Reason,
)

HERE = Span(0, 5)
LOW = Inference(Reason.NO_KNOWN_PHRASE, Confidence.LOW)
HIGH = Inference(Reason.ADOPTS_A_NOTING)


def item(*, outcome: Inference | None, proposal: Inference | None) -> Item:
    decided = Decision(
        text=Found("Keskusteltiin.", HERE),
        outcome=Found(Outcome.OTHER, HERE, outcome),
        checked_at_meeting=None,
    )
    return Item(
        title=Found("Asia", HERE),
        proposal=Proposal(text=Found("Esitetään.", HERE, proposal), proposer=None),
        decision=decided,
    )


def test_what_is_sure_stays_as_it_is() -> None:
    sure = item(outcome=HIGH, proposal=None)
    kept, count = without_unsure(sure)
    assert (kept, count) == (sure, 0)


def test_an_unsure_outcome_goes_and_the_decision_stays() -> None:
    kept, count = without_unsure(item(outcome=LOW, proposal=None))
    assert kept.decision is not None
    assert kept.decision.outcome is None
    assert kept.decision.text.value == "Keskusteltiin."
    assert count == 1


def test_a_proposal_goes_with_its_unsure_text() -> None:
    kept, count = without_unsure(item(outcome=None, proposal=LOW))
    assert kept.proposal is None
    assert kept.decision is not None
    assert count == 1


def test_one_of_several_motions_goes_alone() -> None:
    person = PersonInRole(name="Aino Aalto", title=None, span=HERE)
    motions = tuple(
        CounterProposal(text=Found("esitti", HERE, inferred), by=(person,))
        for inferred in (None, LOW, HIGH)
    )
    kept, count = without_unsure(Item(title=None, counter_proposals=motions))
    assert kept.counter_proposals == (motions[0], motions[2])
    assert count == 1


def test_what_cannot_be_without_an_unsure_value_says_so() -> None:
    with pytest.raises(ValueError, match="Proposal"):
        without_unsure(Proposal(text=Found("Esitetään.", HERE, LOW), proposer=None))
