"""The parts that a § and a foreseen item share: works, people, laws, sums."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.mapping.laws import cited_iri, cited_provisions
from publisher.mapping.scope import Record, Scope
from publisher.model import Amount, Attachment, Item, PersonInRole, Place, Recusal
from publisher.rdf.iris import part_of


def proposal(scope: Scope, iri: str, item: Item) -> Record | None:
    """The proposal as a draft (eli-dl) that is a Motion (Popolo); None where there is none."""
    if item.proposal is None:
        return None
    record: Record = {
        "id": iri,
        "type": ["DraftLegislationWork", "Motion"],
        "workType": scope.mapper.codes.concept("work", "proposal"),
        "text": scope.text(item.proposal.text.value),
        "derivedFrom": scope.evidence([item.proposal.text.span]),
    }
    author = item.proposal.proposer or item.presenter
    if author is not None and (person := scope.person_iri(author)):
        record["workCreator"] = person
        record["creator"] = person
    return record | _references(scope, item, Place.PROPOSAL)


def preparation(scope: Scope, iri: str, item: Item) -> Record | None:
    """The text that prepares the matter (*selostus*); None where there is none."""
    if item.preparation is None:
        return None
    return {
        "id": iri,
        "type": "LegislativeProcessWork",
        "workType": scope.mapper.codes.concept("work", "preparation"),
        "text": scope.text(item.preparation.value),
        "derivedFrom": scope.evidence([item.preparation.span]),
    } | _references(scope, item, Place.PREPARATION)


def _references(scope: Scope, item: Item, place: Place) -> Record:
    """What the text of a work refers to (eli:refers_to), if anything."""
    laws = cited_provisions(scope, item.citations, [place])
    return {"refersTo": laws} if laws else {}


def participations(scope: Scope, iri: str, item: Item) -> list[Record]:
    """Everybody who took part in the handling in a role, and those who were recused from it.

    A preparer of whom the mode keeps no name, and the minutes print no title, is left out.
    """
    found: list[Record] = []
    proposer = item.proposal.proposer if item.proposal else None
    singles = (
        ("decider", "paattaja", item.decider),
        ("presenter", "esittelija", item.presenter),
        ("proposer", "ehdottaja", proposer),
        ("temporary-chair", "puheenjohtaja", item.temporary_chair),
    )
    found.extend(
        participation(scope, part_of(iri, f"{fragment}"), role, person)
        for role, fragment, person in singles
        if person is not None
    )
    found.extend(
        participation(scope, part_of(iri, f"valmistelija-{number}"), "preparer", person)
        for number, person in enumerate(item.preparers, start=1)
        if person.name is not None or person.title is not None
    )
    found.extend(
        _recusal(scope, part_of(iri, f"esteellisyys-{number}"), recusal)
        for number, recusal in enumerate(item.recusals, start=1)
    )
    return found


def participation(scope: Scope, iri: str, role: str, person: PersonInRole) -> Record:
    """Somebody who took part in something in a role, by the name and title that are kept."""
    record: Record = {
        "id": iri,
        "type": "Participation",
        "role": scope.mapper.codes.concept("role", role),
        "derivedFrom": scope.evidence([person.span]),
    }
    if person.title is not None:
        record["titleAsPrinted"] = scope.text(person.title)
    if (person_iri := scope.person_iri(person)) is not None:
        record["person"] = person_iri
        record["nameAsPrinted"] = person.name
        record |= group(scope, person, "inNameOf")
    return record


def group(scope: Scope, person: PersonInRole, term: str) -> Record:
    """The political group that is printed beside a name, and under a term the party that it is."""
    if person.group is None:
        return {}
    record: Record = {"groupAsPrinted": person.group.text}
    if person.group.party is not None:
        record[term] = scope.mapper.codes.concept("group", person.group.party)
    return record


def _recusal(scope: Scope, iri: str, recusal: Recusal) -> Record:
    record = participation(scope, iri, "recused", recusal.person)
    record["type"] = ["Participation", "Recusal"]
    if recusal.ground is not None:
        record["groundAsPrinted"] = scope.text(recusal.ground.value)
    if recusal.provision is not None and (law := cited_iri(scope, recusal.provision)):
        record["recusalGround"] = law
    return record


def attachments(scope: Scope, iri: str, found: Iterable[Attachment]) -> list[Record]:
    """The documents attached to the item (*liite*)."""
    return _documents(scope, iri, found, "attachment", "liite")


def background_material(scope: Scope, iri: str, found: Iterable[Attachment]) -> list[Record]:
    """The documents that the body had but that are not attached (*oheismateriaali*)."""
    return _documents(scope, iri, found, "supporting-material", "oheismateriaali")


def _documents(
    scope: Scope, iri: str, found: Iterable[Attachment], kind: str, fragment: str
) -> list[Record]:
    """Documents of one kind; of one that is not for everybody, why (julkisuuslaki 24 §)."""
    records: list[Record] = []
    for number, attachment in enumerate(found, start=1):
        record: Record = {
            "id": part_of(iri, f"{fragment}-{number}"),
            "type": "LegislativeProcessWork",
            "workType": scope.mapper.codes.concept("work", kind),
            "workTitle": scope.text(attachment.title.value),
            "derivedFrom": scope.evidence([attachment.title.span]),
        }
        if attachment.number is not None:
            record["workNumber"] = attachment.number
        if attachment.restriction is not None:
            record["publicity"] = scope.mapper.codes.concept("publicity", "restricted")
            record["notPublishedGround"] = scope.text(attachment.restriction.value)
        records.append(record)
    return records


def amounts(scope: Scope, iri: str, found: Iterable[Amount]) -> list[Record]:
    """Every sum of money named in the item."""
    return [
        _amount(scope, part_of(iri, f"summa-{number}"), amount)
        for number, amount in enumerate(found, start=1)
    ]


def _amount(scope: Scope, iri: str, amount: Amount) -> Record:
    record: Record = {
        "id": iri,
        "type": "MonetaryAmount",
        "value": format(amount.value.value.normalize(), "f"),
        "currency": amount.currency,
        "derivedFrom": scope.evidence([amount.value.span]),
    }
    if amount.direction is not None:
        direction = amount.direction.value.value
        record["direction"] = scope.mapper.codes.concept("direction", direction)
        record["derivedFrom"] += scope.evidence([amount.direction.span])
    return record
