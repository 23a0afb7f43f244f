"""A preview of a meeting: a foreseen meeting with proposals, and never a decision."""

from __future__ import annotations

from publisher.mapping import laws, parts
from publisher.mapping.scope import Record, Scope
from publisher.model import Item
from publisher.rdf.iris import part_of


def map_preview(scope: Scope, items: tuple[Item, ...]) -> Record:
    """Map a preview to the record of the meeting that it foresees.

    Args:
        scope: Whose, where and when.
        items: The foreseen items, in order, after the privacy stage.

    Returns:
        The record of the meeting (eli-dl:ForeseenActivity).
    """
    iri = scope.meeting_iri
    return {
        "id": iri,
        "type": ["ForeseenActivity", "Event"],
        "activityType": scope.mapper.codes.concept("activity", "meeting"),
        "date": scope.day.isoformat(),
        "body": scope.body_iri,
        "bodyAsPrinted": scope.body_name,
        "activityId": f"{scope.body_name} {scope.day.isoformat()}",
        "derivedFrom": [scope.source],
        "consistsOf": [_item(scope, iri, item, order) for order, item in enumerate(items, 1)],
    }


def foreseen_items(record: Record) -> list[Record]:
    """The items that a record foresees; none of a §, nor of a meeting that was held."""
    return [part for part in record.get("consistsOf", ()) if isinstance(part, dict)]


def _item(scope: Scope, meeting: str, item: Item, order: int) -> Record:
    iri = part_of(meeting, f"asia-{order}")
    record: Record = {
        "id": iri,
        "type": "ForeseenActivity",
        "order": str(order),
        "activityType": scope.mapper.codes.concept("activity", "handling"),
        "body": scope.body_iri,
        "bodyAsPrinted": scope.body_name,
        "activityId": f"{scope.body_name} {scope.day.isoformat()} ({order})",
        "date": scope.day.isoformat(),
    }
    if item.title is not None:
        record["label"] = scope.text(item.title.value)
        record["derivedFrom"] = scope.evidence([item.title.span])
    found = {
        "preparation": parts.preparation(scope, part_of(iri, "valmistelu"), item),
        "proposal": parts.proposal(scope, part_of(iri, "ehdotus"), item),
        "citation": laws.citations(scope, iri, item.citations),
        "amount": parts.amounts(scope, iri, item.amounts),
    }
    return record | {term: value for term, value in found.items() if value}
