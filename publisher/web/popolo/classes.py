"""Records as objects of Popolo's classes.

Keys and what they mean are those of the schemas of popoloproject.com; a key of our own is named in
`docs/popolo.md`. What a record does not say has no key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from publisher.rdf.iris import concept_iri
from publisher.rdf.moments import moment
from publisher.settings.model import Kind
from publisher.web.catalogue.facts import read_facts as read_catalogue_facts
from publisher.web.labels import Labels, choose
from publisher.web.popolo.facts import read_facts
from publisher.web.popolo.records import (
    IndividualVote,
    MeetingRecord,
    Motion,
    OneOrMore,
    OrganizationRecord,
    Participation,
    PersonRecord,
    SectionRecord,
    Texts,
    Vote,
)

Node = dict[str, Any]
"""An object of Popolo, as plain JSON."""


class Speaker(msgspec.Struct, frozen=True):
    """Chooses among languages, since Popolo has room for one name.

    Attributes:
        labels: Of concepts; its languages are the order of choice.
    """

    labels: Labels

    def label(self, concept: str) -> str:
        """What a concept is called."""
        return self.labels.label(concept, self.labels.languages[0])

    def chosen(self, texts: Texts) -> tuple[str, str]:
        """The first language of the site that there is, or any, and the text in it."""
        return choose(texts, self.labels.languages[0], self.labels.languages)


def sources(iri: str, note: str = "") -> list[Node]:
    """The page about a thing, where its reader finds whence all of it comes."""
    page = f"{iri.partition('#')[0]}.html"
    return [{"url": page} | ({"note": note} if note else {})]


def person(record: PersonRecord) -> Node:
    """Somebody in a public role (Person)."""
    return {"id": record.id, "name": record.person_name, "sources": sources(record.id)}


def organization(record: OrganizationRecord, kind: Kind, speaker: Speaker) -> Node:
    """A municipality or county (Organization)."""
    node = _organization(record, speaker)
    node["classification"] = read_catalogue_facts().agent_types[kind]
    if record.exact_match:
        node["links"] = [{"url": iri} for iri in record.exact_match]
    return node | {"sources": sources(record.id)}


def body(record: OrganizationRecord, parent: str, speaker: Speaker) -> Node:
    """A body of an organisation (Organization)."""
    node = _organization(record, speaker)
    if record.classification is not None:
        node["classification"] = concept_iri(record.classification)
    return node | {"parent_id": parent, "sources": sources(record.id)}


def office(record: OrganizationRecord, parent: str, speaker: Speaker) -> Node:
    """An office whose holder decides alone (Post)."""
    language, label = speaker.chosen(record.name)
    node: Node = {"id": record.id, "label": label}
    if others := _others(record.name, language):
        node["other_label"] = [other["name"] for other in others]
    return node | {"organization_id": parent, "sources": sources(record.id)}


def _organization(record: OrganizationRecord, speaker: Speaker) -> Node:
    language, name = speaker.chosen(record.name)
    node: Node = {"id": record.id, "name": name}
    if others := _others(record.name, language):
        node["other_names"] = others
    return node


def _others(names: Texts, language: str) -> list[Node]:
    """What something is called in the other languages."""
    return [
        {"name": text, "lang": code} for code, text in sorted(names.items()) if code != language
    ]


def event(record: MeetingRecord, speaker: Speaker) -> Node:
    """A meeting (Event): its hours if they are printed, otherwise its day."""
    node: Node = {
        "id": record.id,
        "name": record.activity_id,
        "classification": concept_iri(record.activity_type),
        "organization_id": record.body,
        "start_date": record.start_date or record.date,
    }
    if record.end_date is not None:
        node["end_date"] = record.end_date
    if record.location:
        node["location"] = speaker.chosen(record.location)[1]
    if "Activity" not in record.type:
        node["status"] = "scheduled"
    if record.meeting_number is not None:
        node["identifiers"] = [{"identifier": record.meeting_number}]
    if attendees := list(_attendees(record)):
        node["attendees"] = attendees
    return node | {"sources": sources(record.id)}


def _attendees(record: MeetingRecord) -> Iterator[Node]:
    """Those who were there, each once, as far as they are named in full."""
    there = (
        (one.person, one.name_as_printed)
        for one in record.participation
        if one.person is not None and is_present(one)
    )
    for iri, name in dict(there).items():
        yield {"id": iri, "name": name}


def is_present(one: Participation) -> bool:
    """Whether somebody on a list of attendance was there."""
    return one.presence is not None and one.presence not in read_facts().attendance.absent


def motions(record: SectionRecord, organization: str, speaker: Speaker) -> Iterator[Node]:
    """The proposal and the counter-proposals of a § (Motion), with what became of them.

    Args:
        record: The §.
        organization: Whose it is: an office is no Organization, so that what is proposed to its
            holder is proposed in the organisation.
        speaker: Chooses the language of the text.
    """
    results = _results(record)
    made = [record.proposal] if record.proposal else []
    for one in [*made, *record.counter_proposal]:
        node = _motion(one, record, speaker)
        if record.meeting is None:
            node["organization_id"] = organization
        else:
            node["legislative_session_id"] = record.meeting
        if (result := results.get(one.id)) is not None:
            node["result"] = result
        yield node | {"sources": sources(record.id, record.activity_id)}


def foreseen_motions(record: MeetingRecord, speaker: Speaker) -> Iterator[Node]:
    """The proposals that a preview foresees for a meeting (Motion); nothing became of them yet."""
    for one in record.foreseen():
        node = _motion(one, record, speaker)
        node["legislative_session_id"] = record.id
        yield node | {"sources": sources(record.id, record.activity_id)}


def _motion(motion: Motion, record: SectionRecord | MeetingRecord, speaker: Speaker) -> Node:
    node: Node = {
        "id": motion.id,
        "organization_id": record.body,
        "classification": concept_iri(motion.work_type),
        "date": _day(record.date),
        "text": speaker.chosen(motion.text)[1],
    }
    creators = _each(motion.creator)
    if creators:
        node["creator_id"] = creators[0]
    if creators[1:]:
        node["other_creator_ids"] = creators[1:]
    if motion.seconded_by:
        node["seconder_ids"] = list(motion.seconded_by)
    return node


def _each(value: OneOrMore) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _day(date: str) -> str:
    """A day as the date-time that Popolo's schemas ask for: its midnight in Finland."""
    return moment(dt.date.fromisoformat(date), dt.time.min)


def _results(record: SectionRecord) -> dict[str, str]:
    """What became of each motion of a §, as far as it is told.

    A counter-proposal has a fate of its own. The proposal shares that of its side in the vote that
    decided, or else follows from the outcome if the act adopts it.
    """
    facts, found = read_facts(), {}
    decision, proposal = record.decision, record.proposal
    if decision is not None and proposal is not None:
        deciding = [vote for vote in record.vote if vote.id == decision.deciding_vote]
        found = {iri: result for vote in deciding for iri, result in _sides(vote)}
        if proposal.id not in found and proposal.id in decision.act.adopts:
            result = facts.outcome.get(decision.outcome or "")
            found |= {proposal.id: result} if result else {}
    fates = ((one.id, facts.fate.get(one.motion_fate or "")) for one in record.counter_proposal)
    return found | {iri: fate for iri, fate in fates if fate is not None}


def _sides(vote: Vote) -> Iterator[tuple[str, str]]:
    """Each motion that a vote was about, with whether its side won."""
    words = read_facts().result
    if vote.result is None:
        return
    won, lost = words["opengov:Pass"], words["opengov:Fail"]
    passed = words[vote.result] == won
    yield from ((iri, won if passed else lost) for iri in vote.yes_means)
    yield from ((iri, lost if passed else won) for iri in vote.no_means)


def vote_events(record: SectionRecord, speaker: Speaker) -> Iterator[Node]:
    """The votes of a § (VoteEvent), with the counts that are printed and those who are named."""
    for vote in record.vote:
        node = _vote_event(vote, record, speaker)
        yield node | {"sources": sources(record.id, record.activity_id)}


def _vote_event(vote: Vote, record: SectionRecord, speaker: Speaker) -> Node:
    facts = read_facts()
    node: Node = {
        "id": vote.id,
        "organization_id": record.body,
        "legislative_session_id": record.meeting,
        "start_date": _day(record.date),
    }
    if vote.decision_method is not None:
        node["classification"] = concept_iri(vote.decision_method)
    if len(vote.motion) == 1:  # several that are put to the vote as one are none of Popolo's
        node["motion_id"] = vote.motion[0]
    if vote.result is not None:
        node["result"] = facts.result[vote.result]
    if vote.count:
        node["counts"] = [
            {"id": one.id, "option": facts.count[one.type], "value": one.count_value}
            for one in vote.count
        ]
    if vote.individual_vote:
        node["votes"] = [_vote(one, speaker) for one in vote.individual_vote]
    return node


def _vote(vote: IndividualVote, speaker: Speaker) -> Node:
    voter = {"voter_id": vote.agent} if vote.agent else {"voter": {"name": vote.name_as_printed}}
    node = {"id": vote.id, **voter, "option": vote.option}
    if vote.political_group is not None:
        node["group_id"] = concept_iri(vote.political_group)
        node["group"] = party(vote.political_group, speaker)
    return node


def party(concept: str, speaker: Speaker) -> Node:
    """A party (Organization), by the name that it has in the code list."""
    return {"id": concept_iri(concept), "name": speaker.label(concept)}
