"""Votes as ELI-DL has them and as Popolo does: both say the same numbers."""

from __future__ import annotations

from publisher.mapping import parts
from publisher.mapping.motions import choice_iris
from publisher.mapping.scope import Record, Scope
from publisher.model import Found, Handling, PersonInRole, Vote
from publisher.rdf.iris import part_of

# Of each side: our name, fragment, the terms for its count and its voters, Popolo's class and word.
_SIDES = (
    ("yes", "jaa", "votesFor", "voterFavor", "YesCount", "yes"),
    ("no", "ei", "votesAgainst", "voterAgainst", "NoCount", "no"),
    ("blank", "tyhjia", "votesAbstention", "voterAbstention", "AbstainCount", "abstain"),
    ("absent", "poissa", "absentVotes", None, "AbsentCount", "absent"),
)


def votes(scope: Scope, section: str, handling: Handling) -> list[Record]:
    """The votes of a handling, in the order in which they were held.

    A count that is not printed is not there, and a printed nought is (kuntalaki 104 §). What a
    side was for is linked where the minutes tell, and kept as printed.
    """
    return [
        _vote(scope, section, number, vote, handling)
        for number, vote in enumerate(handling.votes, start=1)
    ]


def vote_iri(section: str, number: int) -> str:
    """The vote of this number in a §."""
    return part_of(section, f"aanestys-{number}")


def _vote(scope: Scope, section: str, number: int, vote: Vote, handling: Handling) -> Record:
    iri = vote_iri(section, number)
    record: Record = {
        "id": iri,
        "type": ["Vote", "VoteEvent"],
        "order": str(number),
        "text": scope.text(vote.text.value),
        "derivedFrom": scope.evidence([vote.text.span]),
    }
    if vote.method is not None:
        method = vote.method.value.value
        record["decisionMethod"] = scope.mapper.codes.concept("vote-method", method)
    record |= _meanings(scope, section, vote, handling)
    record |= _counts(iri, vote)
    record |= _voters(scope, iri, vote)
    return record | _result(scope, vote, handling)


def _meanings(scope: Scope, section: str, vote: Vote, handling: Handling) -> Record:
    """What was voted on, and what each side meant."""
    yes = choice_iris(section, vote.yes_for, handling)
    found: Record = {
        "subjectAsPrinted": _printed(scope, vote.subject),
        "yesMeansAsPrinted": _printed(scope, vote.yes_means),
        "noMeansAsPrinted": _printed(scope, vote.no_means),
        "yesMeans": yes,
        "noMeans": choice_iris(section, vote.no_for, handling),
        "motion": yes,
    }
    return {term: value for term, value in found.items() if value}


def _printed(scope: Scope, text: Found[str] | None) -> dict[str, str] | None:
    return None if text is None else scope.text(text.value)


def _counts(iri: str, vote: Vote) -> Record:
    """The numbers of votes, as numbers of the vote and as Popolo's counts."""
    record: Record = {}
    counts: list[Record] = []
    for name, fragment, term, _, popolo, _ in _SIDES:
        number: Found[int] | None = getattr(vote, name)
        if number is None:
            continue
        record[term] = number.value
        count = {"id": f"{iri}-{fragment}", "type": popolo, "countValue": number.value}
        counts.append(count)
    if counts:
        record["count"] = counts
    if vote.blank is not None:
        record["blankVotes"] = vote.blank.value
        if vote.yes is not None and vote.no is not None:
            record["attendees"] = vote.yes.value + vote.no.value + vote.blank.value
    return record


def _voters(scope: Scope, iri: str, vote: Vote) -> Record:
    """Who voted how, where names are printed and the mode keeps them."""
    record: Record = {}
    individual: list[Record] = []
    for name, _, _, term, _, option in _SIDES:
        people: tuple[PersonInRole, ...] = getattr(vote, f"{name}_voters")
        named = [person for person in people if person.name is not None]
        if not named:
            continue
        concept = scope.mapper.codes.concept("vote-option", name)
        said = {"option": option, "voteOption": concept}
        first = len(individual) + 1
        records = [
            _individual(scope, iri, number, person) | said
            for number, person in enumerate(named, start=first)
        ]
        individual.extend(records)
        iris = list(dict.fromkeys(one["agent"] for one in records if "agent" in one))
        if term is not None and iris:
            record[term] = iris
    if individual:
        record["individualVote"] = individual
    return record


def _individual(scope: Scope, iri: str, number: int, person: PersonInRole) -> Record:
    record: Record = {
        "id": f"{iri}-aani-{number}",
        "type": "IndividualVote",
        "voteEvent": iri,
        "nameAsPrinted": person.name,
        "derivedFrom": scope.evidence([person.span]),
    }
    if (agent := scope.person_iri(person)) is not None:
        record["agent"] = agent
    return record | parts.group(scope, person, "politicalGroup")


def _result(scope: Scope, vote: Vote, handling: Handling) -> Record:
    """Which side won, and whether the vote of the chair decided (kuntalaki 104 §)."""
    if vote.yes_won is None:
        return {}
    won = vote.yes_won.value
    record: Record = {
        "outcome": scope.mapper.codes.concept("vote-result", "yes-won" if won else "no-won"),
        "result": "opengov:Pass" if won else "opengov:Fail",
    }
    if vote.casting is not None:
        record["castingVote"] = scope.mapper.codes.concept("vote-option", "yes" if won else "no")
        chair = handling.temporary_chair and scope.person_iri(handling.temporary_chair)
        if chair:
            record["castingVoteBy"] = chair
    return record
