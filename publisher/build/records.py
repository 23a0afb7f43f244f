"""What a document gives: its records, and the pages that show something of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from publisher.build.fitness import missing
from publisher.build.rivals import Telling, telling
from publisher.function_classes import class_codes
from publisher.mapping.history import retold
from publisher.mapping.minutes import map_meeting
from publisher.mapping.preview import foreseen_items, map_preview
from publisher.mapping.quorum import members_at
from publisher.mapping.scope import Record, Scope
from publisher.mapping.section import map_section
from publisher.model import FORESEEN, DocumentKind, Item, ItemTerms, Minutes, Term
from publisher.privacy.stage import Withheld
from publisher.rdf.iris import minutes_of
from publisher.settings import WITHDRAWN_FILE

# One record says what a meeting foresees, so that the items of an agenda, each a document of its
# own, would contradict each other and take a preview of the same meeting with them.
_AGENDA_ITEM = (
    "it is a single item of an agenda, which decides nothing: supply the whole agenda, or wait for "
    "the minutes"
)


class Kind(StrEnum):
    """What a record is of."""

    SECTION = "section"
    FORESEEN_MEETING = "meeting"
    MINUTES = "minutes"


class DraftRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record on its way.

    Attributes:
        kind: What it is of.
        iri: What it is about, as the state knows it: the minutes of a meeting are not the preview
            of the same meeting, though both speak of the meeting.
        record: The record itself.
        scope: Whose, where and when.
        telling: What it says, in short.
        term: Until when personal data of it may stay; None if that is not known.
    """

    kind: Kind
    iri: str
    record: Record
    scope: Scope
    telling: Telling
    term: Term | None


def records_of(scope: Scope, kept: Withheld) -> tuple[list[DraftRecord], list[str]]:
    """The records of a document, and why some of its items have none.

    Two items of one number are either both wrong or not to be told apart, so neither is published.
    """
    minutes = kept.minutes
    if minutes.kind is DocumentKind.AGENDA_ITEM:
        return [], [_AGENDA_ITEM]
    if minutes.kind in FORESEEN:
        return [_foreseen(scope, kept)], []
    sections: dict[str, DraftRecord] = {}
    problems: list[str] = []
    numbers = Counter(item.section.value for item in minutes.items if item.section is not None)
    published: list[tuple[Item, ItemTerms]] = []
    for item, terms in zip(minutes.items, kept.terms, strict=True):
        if problem := _problem(scope, item, numbers):
            problems.append(problem)
            continue
        assert item.section is not None  # noqa: S101  (`missing` has looked)
        record = map_section(scope, item, item.section.value, terms.own) | members_at(
            scope, minutes.meeting, item
        )
        sections[record["id"]] = _draft(Kind.SECTION, record, scope, minutes, terms.own)
        published.append((item, terms))
    held = list(sections)
    for draft in _retold(scope, published, minutes):
        sections.setdefault(draft.iri, draft)
    records = [*sections.values()]
    if held and minutes.meeting is not None:
        record = map_meeting(scope, minutes.meeting, held, kept.of_meeting)
        records.append(_draft(Kind.MINUTES, record, scope, minutes, kept.of_meeting))
    return records, list(dict.fromkeys(problems))


def _problem(scope: Scope, item: Item, numbers: Mapping[int, int]) -> str:
    """Why an item of minutes has no record; empty if it has one."""
    section = item.section.value if item.section is not None else None
    if section is None or item.title is None:
        return missing({"§ number": section, "title": item.title})
    if numbers[section] > 1:
        return f"§ {section} stands in it more than once: correct the file"
    if scope.is_withdrawn(section):
        return f"§ {section} was withdrawn: it is named in {WITHDRAWN_FILE}"
    return ""


def _foreseen(scope: Scope, kept: Withheld) -> DraftRecord:
    """The record of a foreseen meeting; its term is that of its items, all of one day and body."""
    known = [terms.own for terms in kept.terms if terms.own is not None]
    term = max(known, key=lambda term: (term.removal is not None, term.personal), default=None)
    foreseen = map_preview(scope, kept.minutes.items)
    return _draft(Kind.FORESEEN_MEETING, foreseen, scope, kept.minutes, term)


def _retold(
    scope: Scope, published: Iterable[tuple[Item, ItemTerms]], minutes: Minutes
) -> Iterator[DraftRecord]:
    """The §§ of earlier meetings that the items tell in full."""
    for earlier in (one for item, terms in published for one in retold(scope, item, terms)):
        if earlier.scope.is_withdrawn(earlier.section):
            continue
        record = map_section(earlier.scope, earlier.item, earlier.section, earlier.term)
        yield _draft(Kind.SECTION, record, earlier.scope, minutes, earlier.term)


def _draft(
    kind: Kind, record: Record, scope: Scope, minutes: Minutes, term: Term | None
) -> DraftRecord:
    return DraftRecord(
        kind=kind,
        iri=minutes_of(record["id"]) if kind is Kind.MINUTES else record["id"],
        record=record,
        scope=scope,
        telling=telling(record, minutes.kind, scope),
        term=term,
    )


def mentions_of(scope: Scope, record: Record) -> set[tuple[str, str]]:
    """The pages that show something of this record."""
    iris = scope.mapper.iris
    found = {
        ("office" if scope.body.is_office else "body", scope.body_iri),
        ("organization", iris.organization(scope.organization.slug)),
        ("quality", iris.quality(scope.organization.slug)),
    }
    if not scope.body.is_office:
        found.add(("meeting", scope.meeting_iri))
        if "order" in record:
            year = iris.year(scope.organization.slug, scope.body.slug, scope.day.year)
            found.add(("year", year))
    if "case" in record:
        found.add(("case", record["case"]))
    if class_codes(record.get("classificationAsPrinted", "")):
        found.add(("classes", iris.function_classes(scope.organization.slug)))
    for part in (record, *foreseen_items(record)):
        people = [participation.get("person") for participation in part.get("participation", ())]
        ballots = (
            ballot for vote in part.get("vote", ()) for ballot in vote.get("individualVote", ())
        )
        people += [ballot.get("agent") for ballot in ballots]
        acts = (citation.get("citedAct") for citation in part.get("citation", ()))
        found |= {("person", iri) for iri in people if iri}
        found |= {("law", iri) for iri in acts if iri}
    return found
