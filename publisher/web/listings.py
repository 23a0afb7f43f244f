"""Entries of the lists on pages that gather what many records say, from rows of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publisher.store import Text, Texts
from publisher.web.rows import (
    CaseRow,
    LawRow,
    MeetingRow,
    OfficeRow,
    OrganizationRow,
    PersonRow,
    RecentRow,
)

Entry = dict[str, Any]
# So many strokes has the address of a whole act: http://data.finlex.fi/eli/sd/2015/410.
_OF_ACT = 6


def handling(row: CaseRow | RecentRow, iri: str) -> Entry:
    """A § as lists show it.

    Args:
        row: What is shown.
        iri: Of the §.
    """
    return {
        "iri": iri,
        "date": row.date,
        "bodyAsPrinted": row.body_name,
        "activityId": row.activity_id,
        **_outcome(row),
    }


def handled(row: MeetingRow | OfficeRow) -> Entry:
    """A § as its meeting, or the year of its body, shows it."""
    return {"iri": row.handling, "order": row.order, **_outcome(row)}


def decided(row: OfficeRow) -> Entry:
    """A decision of an office-holder as the office shows it."""
    number = f"§ {row.order}"
    return {"iri": row.handling, "date": row.date, "activityId": number, **_outcome(row)}


def decider(row: OrganizationRow, name: Mapping[str, str]) -> Entry:
    """A body or an office as its organisation shows it."""
    return {
        "iri": row.body,
        "name": name,
        "meetings": int(row.meetings),
        "handlings": int(row.handlings),
        "first": row.first,
        "latest": row.latest,
    }


def _outcome(row: CaseRow | RecentRow | MeetingRow | OfficeRow) -> Entry:
    """What a § was about and what came of it."""
    return {
        "label": texts(row.label),
        "outcome": row.outcome,
        "secret": row.secret is not None,
    }


def participation(row: PersonRow) -> Entry:
    """What somebody in a public role did in a §, or in a meeting, which has no label."""
    return {
        "iri": row.participation,
        "role": row.role,
        "presence": row.presence,
        "titleAsPrinted": text(row.title) if row.title is not None else None,
        "date": row.date,
        "bodyAsPrinted": row.body_name,
        "label": texts(row.label) or None,
        "activityId": row.activity_id,
    }


def citation(iri: str, rows: Sequence[LawRow]) -> Entry:
    """The citations of an act in one §.

    Args:
        iri: Of the §.
        rows: At least one; all of the same § and act.
    """
    provisions = sorted({row.provision for row in rows})
    return {
        "iri": iri,
        "date": rows[0].date,
        "bodyAsPrinted": rows[0].body_name,
        "label": texts(rows[0].label),
        "activityId": rows[0].activity_id,
        "asPrinted": list(dict.fromkeys(row.printed.value for row in rows)),
        "provisions": [provision for provision in provisions if provision.count("/") > _OF_ACT],
    }


def texts(found: Texts) -> dict[str, str]:
    """What a § is called, as a language map."""
    return {one.language: one.value for one in found}


def text(found: Text) -> dict[str, str]:
    """A text of the graph as a language map."""
    return {found.language: found.value}
