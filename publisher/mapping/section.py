"""A § of minutes as one record: the handling, its parts, and the decision as an act.

A decision of an office-holder is such a § too, of an office in place of a body, and of no meeting
(kuntalaki 107 § and 140 § 2 mom., hyvinvointialuelaki 112 § and 145 §; D-023).
"""

from __future__ import annotations

from publisher.documents.document import Span
from publisher.mapping import laws, motions, parts
from publisher.mapping.appeals import appeal_instruction
from publisher.mapping.history import earlier_handlings
from publisher.mapping.retention import retention
from publisher.mapping.scope import Record, Scope
from publisher.mapping.votes import vote_iri, votes
from publisher.model import Item, Manner, Outcome, Place, Term
from publisher.rdf.iris import minutes_of, page_ending, part_of

# The outcomes that make an act out of the proposal (eli-dl:adopts).
_ADOPTING = frozenset({Outcome.APPROVED, Outcome.APPROVED_AMENDED, Outcome.NOTED})

# By which term an act names the laws in some parts of its item (eli:cites, eli:based_on).
_CITED = {"cites": (Place.TITLE, Place.DECISION), "basedOn": (Place.COMPETENCE,)}

_IANA = "www.iana.org/assignments/media-types/"


def map_section(scope: Scope, item: Item, section: int, term: Term | None) -> Record:
    """Map one § to its record.

    Args:
        scope: Whose, where and when.
        item: What was read, after the privacy stage.
        section: The number of the §.
        term: Until when personal data of it may stay.

    Returns:
        The record of the § (eli-dl:Activity). It holds no triple about another thing than the §
        and its parts, so that no two records say the same triple (D-003).
    """
    iri = scope.section_iri(section)
    record: Record = {
        "id": iri,
        "type": "Activity",
        "activityId": f"{scope.body_name} § {section}/{scope.day.year}",
        "order": str(section),
        "activityType": scope.mapper.codes.concept("activity", "handling"),
        "date": scope.day.isoformat(),
        "body": scope.body_iri,
        "bodyAsPrinted": scope.body_name,
        "bodyKind": scope.mapper.codes.concept("body", scope.body.classification),
        "derivedFrom": [scope.source, *scope.evidence(_heading_spans(item))],
    }
    record |= _of_office(scope, item) if scope.body.is_office else _of_meeting(scope)
    if item.title is not None:
        record["label"] = scope.text(item.title.value)
    if scope.retold:
        record["retold"] = True
    if item.secret:
        record["publicity"] = scope.mapper.codes.concept("publicity", "secret")
    record |= retention(term)
    record |= _case(scope, item)
    record |= _parts(scope, iri, item)
    if item.decision is not None:
        record["decision"] = _decision(scope, record, item, section)
        if not scope.body.is_office:
            record["checkedAtMeeting"] = item.decision.checked_at_meeting is not None
    return record


def _of_meeting(scope: Scope) -> Record:
    """In which meeting of its body it was handled, and in whose minutes it stands."""
    record: Record = {"meeting": scope.meeting_iri}
    return record | ({"recordedIn": minutes_of(scope.meeting_iri)} if scope.has_front_page else {})


def _of_office(scope: Scope, item: Item) -> Record:
    """That somebody decided alone, and who, where a name is printed and the mode keeps it."""
    record: Record = {"type": ["Activity", "OfficeHolderDecision"]}
    person = item.decider and scope.person_iri(item.decider)
    return record | ({"responsiblePerson": person} if person else {})


def _heading_spans(item: Item) -> list[Span]:
    found = (item.section, item.title, item.case_number)
    return sorted(value.span for value in found if value is not None)


def _case(scope: Scope, item: Item) -> Record:
    if item.case_number is None:
        return {}
    number = item.case_number.value
    record: Record = {
        "case": scope.mapper.iris.case(scope.organization.slug, number),
        "caseNumberAsPrinted": number,
    }
    if item.classification is not None:
        record["classificationAsPrinted"] = item.classification.value
    return record


def _parts(scope: Scope, iri: str, item: Item) -> Record:
    """Every part that there is, under its term; what there is not has no key."""
    found: Record = {
        "preparation": parts.preparation(scope, part_of(iri, "valmistelu"), item),
        "proposal": parts.proposal(scope, part_of(iri, motions.PROPOSAL), item),
        "counterProposal": motions.counter_proposals(scope, iri, item),
        "vote": votes(scope, iri, item),
        "dissent": motions.dissents(scope, iri, item),
        "participation": [
            *parts.participations(scope, iri, item),
            *motions.participations(scope, iri, item),
        ],
        "attachment": parts.attachments(scope, iri, item.attachments),
        "backgroundMaterial": parts.background_material(scope, iri, item.background_material),
        "appealInstruction": appeal_instruction(scope, iri, item),
        "earlierHandling": earlier_handlings(scope, iri, item),
        "citation": laws.citations(scope, iri, item.citations),
        "amount": parts.amounts(scope, iri, item.amounts),
    }
    return {term: value for term, value in found.items() if value}


def _decision(scope: Scope, record: Record, item: Item, section: int) -> Record:
    """The decision as an activity, with the act that it made."""
    assert item.decision is not None  # noqa: S101  (the caller has looked)
    decision: Record = {
        "id": part_of(record["id"], "paatos"),
        "type": ["Decision", "LegislativeActivity"],
        "derivedFrom": scope.evidence([item.decision.text.span]),
    }
    if "proposal" in record:
        decision["decidedOn"] = record["proposal"]["id"]
    if item.votes:
        decision["decidingVote"] = vote_iri(record["id"], len(item.votes))
    if method := _method(item):
        decision["decisionMethod"] = scope.mapper.codes.concept("vote-method", method)
    if item.decision.outcome is not None and item.decision.outcome.value is Outcome.ELECTED:
        decision["type"].append("Election")
    if item.decision.outcome is not None:
        outcome = item.decision.outcome.value.value
        decision["outcome"] = scope.mapper.codes.concept("outcome", outcome)
        if (inference := item.decision.outcome.inferred) is not None:
            confidence = scope.mapper.codes.concept("confidence", inference.confidence.value)
            decision["outcomeConfidence"] = confidence
    decision["act"] = _act(scope, record, item, section)
    return decision


def _method(item: Item) -> str | None:
    """How the decision came about: a lot says more than the vote before it."""
    manner = item.decision.manner if item.decision else None
    if manner is not None and manner.value is Manner.LOT:
        return Manner.LOT.value
    if item.votes:
        return "vote"
    return manner.value.value if manner is not None else None


def _act(scope: Scope, record: Record, item: Item, section: int) -> Record:
    """The decision as an act (eli:LegalResource) with its expression and format."""
    assert item.decision is not None  # noqa: S101  (the caller has looked)
    iri = scope.mapper.iris.act(scope.organization.slug, scope.body.slug, scope.day.year, section)
    act: Record = {
        "id": iri,
        "type": "LegalResource",
        "typeDocument": scope.mapper.codes.concept("work", "decision"),
        "number": str(section),
        "idLocal": record["activityId"],
        "passedBy": scope.body_iri,
        "dateDocument": scope.day.isoformat(),
        "realizedBy": [_expression(scope, iri, record, item.decision.text.value)],
    }
    outcome = item.decision.outcome
    if outcome is not None and outcome.value in _ADOPTING:
        kept = "proposal" in record and not motions.proposal_lost(item)
        own = [record["proposal"]["id"]] if kept else []
        if adopted := [*own, *motions.adopted(record["id"], item)]:
            act["adopts"] = adopted
    for term, places in _CITED.items():
        if provisions := laws.cited_provisions(scope, item.citations, places):
            act[term] = provisions
    if annexes := record.get("attachment"):
        act["hasAnnex"] = [annex["id"] for annex in annexes]
    if background := record.get("backgroundMaterial"):
        act["refersTo"] = [document["id"] for document in background]
    return act


def _expression(scope: Scope, act: str, record: Record, text: str) -> Record:
    """The act in its language, embodied by the page of the § in that language if there is one."""
    iri = f"{act}/{scope.language}"
    page = record["id"] + page_ending(scope.language, scope.mapper.languages)
    expression: Record = {
        "id": iri,
        "type": "LegalExpression",
        "realizes": act,
        "language": scope.mapper.codes.concept("language", scope.language),
        "text": scope.text(text),
        "embodiedBy": {
            "id": page,
            "type": "Format",
            "embodies": iri,
            # The official rules want the one with http and the other with https (D-004).
            "format": f"http://{_IANA}text/html",
            "mediaType": f"https://{_IANA}text/html",
            "legalValue": "eli:LegalValue-unofficial",
            "licence": scope.mapper.licence,
            "exemplifiedBy": page,
        },
    }
    if "label" in record:
        expression["title"] = record["label"]
    return expression
