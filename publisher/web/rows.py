"""One class for each query of `site/queries/`: the variables of a row, in the order of `SELECT`."""

from __future__ import annotations

from typing import NamedTuple

from publisher.store import Text, Texts


class MeetingRow(NamedTuple):
    """A § of a meeting."""

    page: str
    handling: str
    order: str
    label: Texts
    outcome: str | None
    secret: str | None


class ConvenedRow(NamedTuple):
    """Who met on which day, as one § of the meeting says it."""

    page: str
    body: str
    body_name: str
    date: str


class CaseRow(NamedTuple):
    """One handling of a case."""

    page: str
    handling: str
    date: str
    label: Texts
    activity_id: str
    body_name: str
    outcome: str | None
    secret: str | None
    number: str
    classes: str | None
    body_kind: str
    body: str
    order: str


class EarlierRow(NamedTuple):
    """An earlier handling that a handling of a case prints."""

    page: str
    handling: str
    body: str
    date: str
    section: str


class RecentRow(NamedTuple):
    """A § as lists of the newest decisions show it."""

    page: str
    date: str
    label: Texts
    activity_id: str
    body_name: str
    outcome: str | None
    secret: str | None


class PersonRow(NamedTuple):
    """One participation of somebody in a public role, or one vote."""

    page: str
    participation: str
    role: str
    name: str
    title: Text | None
    date: str
    label: Texts
    activity_id: str
    body_name: str
    presence: str | None


class LawRow(NamedTuple):
    """One citation of an act."""

    page: str
    citation: str
    printed: Text
    provision: str
    handling: str
    date: str
    label: Texts
    activity_id: str
    body_name: str


class ClassRow(NamedTuple):
    """One § of a body that prints a function class with the number of its case."""

    page: str
    handling: str
    printed: str
    number: str
    date: str
    label: Texts


class BodyRow(NamedTuple):
    """One meeting of a body."""

    page: str
    meeting: str
    date: str
    foreseen: str
    handlings: str


class OfficeRow(NamedTuple):
    """One decision that the holder of an office made, or one § of a body."""

    page: str
    handling: str
    order: str
    label: Texts
    outcome: str | None
    secret: str | None
    date: str


class MemberRow(NamedTuple):
    """Somebody on the list of a meeting of a body, with the party that is printed there."""

    page: str
    role: str
    person: str
    name: str
    date: str
    group: str | None


class OrganizationRow(NamedTuple):
    """One body of an organisation."""

    page: str
    body: str
    meetings: str
    handlings: str
    first: str
    latest: str
    classes: str | None


class QualityRow(NamedTuple):
    """How much is known of the §§ of an organisation."""

    page: str
    sections: str
    case_numbers: str
    proposals: str
    decisions: str
    outcomes: str
