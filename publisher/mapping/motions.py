"""What was moved and voted in a meeting: counter-proposals, votes, dissenting opinions."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.mapping import parts
from publisher.mapping.scope import Record, Scope
from publisher.model import (
    Choice,
    CounterProposal,
    Handling,
    MotionFate,
    PersonInRole,
)
from publisher.rdf.iris import part_of

PROPOSAL = "ehdotus"


def motion_iri(section: str, number: int) -> str:
    """The counter-proposal of this number in a §."""
    return part_of(section, f"vastaehdotus-{number}")


def adopted(section: str, handling: Handling) -> list[str]:
    """The counter-proposals that became the decision, or a part of it."""
    return [
        motion_iri(section, number)
        for number, motion in enumerate(handling.counter_proposals, start=1)
        if motion.fate is not None and motion.fate.value is MotionFate.ADOPTED
    ]


def proposal_lost(handling: Handling) -> bool:
    """Whether the proposal lost a vote against a counter-proposal."""
    return any(
        loser is not None and loser.proposal
        for vote in handling.votes
        if vote.yes_won is not None
        for loser in [vote.no_for if vote.yes_won.value else vote.yes_for]
    )


def choice_iris(section: str, choice: Choice | None, handling: Handling) -> list[str]:
    """The proposals that one side of a vote was for; none if the minutes do not tell."""
    if choice is None:
        return []
    base = [part_of(section, PROPOSAL)] if choice.proposal and handling.proposal else []
    return [*base, *(motion_iri(section, number) for number in choice.motions)]


def counter_proposals(scope: Scope, section: str, handling: Handling) -> list[Record]:
    """The motions made against the proposal, as amendments (eli-dl) that are Motions (Popolo)."""
    return [
        _counter_proposal(scope, section, number, motion, amends=handling.proposal is not None)
        for number, motion in enumerate(handling.counter_proposals, start=1)
    ]


def _counter_proposal(
    scope: Scope, section: str, number: int, motion: CounterProposal, *, amends: bool
) -> Record:
    record: Record = {
        "id": motion_iri(section, number),
        "type": ["AmendmentToDraftLegislationWork", "Motion"],
        "workType": scope.mapper.codes.concept("work", "counter-proposal"),
        "text": scope.text(motion.text.value),
        "derivedFrom": scope.evidence([motion.text.span]),
    }
    if amends:
        record["amendsDraft"] = part_of(section, PROPOSAL)
    if movers := _iris(scope, motion.by):
        record["workCreator"] = movers
        record["creator"] = movers
    if seconders := _iris(scope, motion.seconded_by):
        record["secondedBy"] = seconders
    if motion.fate is not None:
        record["motionFate"] = scope.mapper.codes.concept("motion-fate", motion.fate.value.value)
        record["lapsedForLackOfSupport"] = motion.fate.value is MotionFate.LAPSED
    return record


def _iris(scope: Scope, people: tuple[PersonInRole, ...]) -> list[str]:
    """The people among them who have an IRI, each once."""
    iris = (scope.person_iri(person) for person in people)
    return list(dict.fromkeys(iri for iri in iris if iri is not None))


def dissents(scope: Scope, section: str, handling: Handling) -> list[Record]:
    """The dissenting opinions that were left to the decision (kuntalaki 106 §)."""
    records: list[Record] = []
    for number, dissent in enumerate(handling.dissents, start=1):
        record: Record = {
            "id": part_of(section, f"eriava-mielipide-{number}"),
            "type": ["LegislativeProcessWork", "Dissent"],
            "workType": scope.mapper.codes.concept("work", "dissent"),
            "text": scope.text(dissent.text.value),
            "derivedFrom": scope.evidence([dissent.text.span]),
        }
        if handling.decision is not None:
            record["dissentFrom"] = part_of(section, "paatos")
        if author := scope.person_iri(dissent.person):
            record["workCreator"] = author
            record["creator"] = author
        records.append(record)
    return records


def participations(scope: Scope, section: str, handling: Handling) -> list[Record]:
    """Those who moved, seconded or dissented, each with what they did it to.

    Somebody of whom the mode keeps no name, and the minutes print no title, is left out.
    """
    taken = [
        (role, person, work)
        for role, person, work in _taken(section, handling)
        if person.name is not None or person.title is not None
    ]
    return [
        parts.participation(scope, part_of(section, f"osallistuja-{number}"), role, person)
        | {"concerns": work}
        for number, (role, person, work) in enumerate(taken, start=1)
    ]


def _taken(section: str, handling: Handling) -> Iterator[tuple[str, PersonInRole, str]]:
    for number, motion in enumerate(handling.counter_proposals, start=1):
        work = motion_iri(section, number)
        yield from (("counter-proposer", person, work) for person in motion.by)
        yield from (("seconder", person, work) for person in motion.seconded_by)
    for number, dissent in enumerate(handling.dissents, start=1):
        work = part_of(section, f"eriava-mielipide-{number}")
        yield "dissenter", dissent.person, work
