"""Earlier handlings of a matter that later minutes tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from publisher.mapping.scope import Record, Scope
from publisher.model import Handling, Item, ItemTerms, Term
from publisher.rdf.iris import part_of
from publisher.settings import resolve_body


class Retold(msgspec.Struct, frozen=True, kw_only=True):
    """A handling of an earlier meeting that later minutes tell in full.

    Attributes:
        scope: Whose it was, where and when; of the document that tells it.
        item: What was done, under the title and case number of the matter.
        section: Number of its §.
        term: Until when personal data of it may stay.
    """

    scope: Scope
    item: Item
    section: int
    term: Term | None


def earlier_handlings(scope: Scope, section: str, item: Item) -> list[Record]:
    """What a § prints of earlier handlings: body, day and § as far as they are printed."""
    records: list[Record] = []
    for number, handling in enumerate(item.earlier, start=1):
        values = (handling.body, handling.date, handling.section)
        record: Record = {
            "id": part_of(section, f"kasittely-{number}"),
            "type": "EarlierHandling",
            "derivedFrom": scope.evidence(value.span for value in values if value is not None),
        }
        if handling.body is not None:
            record["earlierBody"] = handling.body.value
        if handling.date is not None:
            record["earlierDate"] = handling.date.value.isoformat()
        if handling.section is not None:
            record["earlierSection"] = handling.section.value
        records.append(record)
    return records


def retold(scope: Scope, item: Item, terms: ItemTerms) -> Iterator[Retold]:
    """The earlier handlings that are told in full, each as a § of its own body.

    Args:
        scope: Of the minutes that tell them.
        item: What they tell them in.
        terms: Those of the item.

    Yields:
        Those of a known body, with day and §, of which a decision is told. A bare reference is
        none, since it tells nothing of its own.
    """
    for handling, term in zip(item.earlier, terms.earlier, strict=True):
        found = handling.body and resolve_body(scope.organization, handling.body.value)
        if not found or not handling.date or not handling.section or not handling.decision:
            continue
        day = handling.date.value
        if day > scope.day:
            continue
        yield Retold(
            scope=msgspec.structs.replace(
                scope, body=found, day=day, posted=None, has_front_page=False, retold=True
            ),
            item=_as_item(item, handling, day),
            section=handling.section.value,
            term=term,
        )


def _as_item(item: Item, handling: Handling, day: dt.date) -> Item:
    """A handling as an item of its own, with what was handled before it."""
    told = {name: getattr(handling, name) for name in handling.__struct_fields__}
    return Item(
        **told,
        title=item.title,
        case_number=item.case_number,
        classification=item.classification,
        earlier=tuple(one for one in item.earlier if one.date and one.date.value < day),
    )
