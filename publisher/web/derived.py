"""Pages that gather what many records say, from that of a meeting to that of an organisation.

Each has a record and a named graph of its own, which say only what no other graph says (D-003);
what else a page lists comes from the same rows and is not said again.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

import msgspec

from publisher.rdf.iris import Iris
from publisher.reference import Municipality
from publisher.settings import Body, Label, Language, Organization, Settings, resolve_body
from publisher.statutes import Statutes
from publisher.store import Queries, Row
from publisher.web import cases, classes, laws, offices, people, years
from publisher.web.case_status import CaseStatus
from publisher.web.council_terms import CouncilTerms
from publisher.web.listings import decider, handling
from publisher.web.meetings import Derived, MeetingRecords, Record, held, without_sections
from publisher.web.members import members_by_term, memberships
from publisher.web.messages import read_messages
from publisher.web.rows import (
    BodyRow,
    CaseRow,
    ClassRow,
    ConvenedRow,
    EarlierRow,
    LawRow,
    MeetingRow,
    MemberRow,
    OfficeRow,
    OrganizationRow,
    PersonRow,
    RecentRow,
)


class Catalog(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of organisations, bodies and laws beside the minutes."""

    settings: Settings
    iris: Iris
    statutes: Statutes
    municipalities: Mapping[str, Municipality]
    case_status: CaseStatus
    council_terms: CouncilTerms
    bodies: Mapping[str, tuple[Organization, Body]]

    def names(self) -> dict[str, dict[str, str]]:
        """Names of organisations and bodies by IRI and language."""
        found = {
            self.iris.organization(organization.slug): texts(organization.name)
            for organization in self.settings.organizations
        }
        return found | {iri: body_names(body) for iri, (_, body) in self.bodies.items()}


class DerivedPages:
    """Makes the records of derived pages from the rows of set-based queries."""

    def __init__(
        self, catalog: Catalog, queries: Queries, told: Mapping[str, tuple[bytes, bytes]]
    ) -> None:
        """Set up.

        Args:
            catalog: What is known beside the minutes.
            queries: Over the store.
            told: What documents said of meetings beside their §§, see `MeetingRecords.decode`.
        """
        self._catalog = catalog
        self._queries = queries
        self._told = told

    def make(self, kind: str, pages: Sequence[str]) -> Iterator[Derived]:
        """Make records and listings.

        Args:
            kind: ``meeting``, ``case``, ``person``, ``law``, ``classes``, ``body``, ``year``,
                ``office`` or ``organization``.
            pages: IRIs of that kind.

        Returns:
            One pair for each page, in the order of their IRIs.
        """
        make = {
            "meeting": self._meetings,
            "case": self._cases,
            "person": self._people,
            "law": self._laws,
            "classes": self._classes,
            "body": self._bodies,
            "year": self._years,
            "office": self._offices,
            "organization": self._organizations,
        }[kind]
        return make(sorted(pages))

    def recent(self, pages: Sequence[str]) -> list[dict[str, Any]]:
        """Rows of §§ for lists of the newest decisions, newest first."""
        if not pages:
            return []
        rows = self._queries.rows("recent", pages, RecentRow)
        return [handling(row, row.page) for row in rows]

    def _grouped(self, name: str, pages: Sequence[str], row: type[Row]) -> dict[str, list[Row]]:
        """The rows of each page, without repetition, in the order of the query."""
        grouped: dict[str, list[Row]] = {page: [] for page in pages}
        for found in self._queries.rows(name, pages, row):
            grouped[found[0]].append(found)  # all select ?page first
        return grouped

    def _meetings(self, pages: Sequence[str]) -> Iterator[Derived]:
        grouped = self._grouped("meeting", pages, MeetingRow)
        for rows in grouped.values():
            rows.sort(key=lambda row: (Decimal(row.order), row.handling, row.label))
        first = [rows[0].handling for rows in grouped.values() if rows]
        convened = self._grouped("convened", first, ConvenedRow)
        for page, rows in grouped.items():
            told = MeetingRecords.decode(*self._told.get(page, (b"", b"")))
            if rows:
                yield held(told, page, rows, convened[rows[0].handling][0])
            else:
                yield without_sections(told)

    def _cases(self, pages: Sequence[str]) -> Iterator[Derived]:
        earlier = self._grouped("earlier", pages, EarlierRow)
        for page, rows in self._grouped("case", pages, CaseRow).items():
            rows.sort(key=lambda row: (row.date, row.body, Decimal(row.order), row.label))
            slug = self._catalog.iris.organization_of(page)
            scheme = self._catalog.iris.function_classes(slug)
            printed = self._printed(slug, earlier[page])
            yield cases.case(page, rows, printed, scheme, self._catalog.case_status.of(rows))

    def _printed(self, slug: str, earlier: Sequence[EarlierRow]) -> list[tuple[EarlierRow, str]]:
        """What handlings of a case print of those before, with the IRI that each has.

        It is empty where the body is not known.
        """
        iris = self._catalog.iris
        organization = self._catalog.settings.organization(slug)
        found = []
        for row in earlier:
            body = resolve_body(organization, row.body)
            year, number = int(row.date[:4]), int(row.section)
            found.append((row, iris.section(slug, body.slug, year, number) if body else ""))
        return found

    def _people(self, pages: Sequence[str]) -> Iterator[Derived]:
        for page, rows in self._grouped("person", pages, PersonRow).items():
            rows.sort(key=lambda row: (row.participation, row.label))
            rows.sort(key=lambda row: row.date, reverse=True)
            yield people.person(page, rows)

    def _laws(self, pages: Sequence[str]) -> Iterator[Derived]:
        for page, rows in self._grouped("law", pages, LawRow).items():
            rows.sort(key=lambda row: (row.handling, row.citation, row.label))
            rows.sort(key=lambda row: row.date, reverse=True)
            year, number = page.rsplit("/", 2)[1:]
            yield laws.law(page, rows, self._catalog.statutes.get(f"{number}/{year}"))

    def _classes(self, pages: Sequence[str]) -> Iterator[Derived]:
        for page in pages:
            slug = self._catalog.iris.organization_of(page)
            bodies = sorted(
                iri
                for iri, (organization, _) in self._catalog.bodies.items()
                if organization.slug == slug
            )
            rows = self._queries.rows("classes", bodies, ClassRow)
            names = texts(self._catalog.settings.organization(slug).name)
            yield classes.scheme(self._catalog.iris, slug, names, list(rows))

    def _bodies(self, pages: Sequence[str]) -> Iterator[Derived]:
        members = self._grouped("members", pages, MemberRow)
        for page, rows in self._grouped("body", pages, BodyRow).items():
            yield self._body(page, rows, members[page])

    def _years(self, pages: Sequence[str]) -> Iterator[Derived]:
        bodies = sorted({page.rpartition("/")[0] for page in pages})
        rows = self._grouped("office", bodies, OfficeRow)
        for page in pages:
            body, _, year = page.rpartition("/")
            of_year = [row for row in rows[body] if row.date.startswith(year)]
            organization, found = self._catalog.bodies[body]
            meeting = functools.partial(self._catalog.iris.meeting, organization.slug, found.slug)
            yield years.year(page, of_year, body_names(found), meeting)

    def _offices(self, pages: Sequence[str]) -> Iterator[Derived]:
        for page, rows in self._grouped("office", pages, OfficeRow).items():
            organization, found = self._catalog.bodies[page]
            parent = self._catalog.iris.organization(organization.slug)
            yield offices.office(page, rows, body_names(found), parent)

    def _organizations(self, pages: Sequence[str]) -> Iterator[Derived]:
        for page, rows in self._grouped("organization", pages, OrganizationRow).items():
            yield self._organization(page, rows)

    def _body(self, page: str, rows: Sequence[BodyRow], members: Sequence[MemberRow]) -> Derived:
        organization, body = self._catalog.bodies[page]
        record: Record = {
            "id": page,
            "type": ["OrganizationalUnit", "Organization"],
            "name": body_names(body),
            "unitOf": self._catalog.iris.organization(organization.slug),
            "classification": f"toimielin:{body.classification}",
            "event": sorted(row.meeting for row in rows),
        }
        if records := memberships(members):
            record["included"] = records
        found = [
            {
                "year": int(year),
                "page": f"{page}/{year}" if any(map(_has_sections, group)) else None,
                "meetings": [
                    {
                        "iri": row.meeting,
                        "date": row.date,
                        "foreseen": row.foreseen == "true",
                        "handlings": int(row.handlings),
                    }
                    for row in group
                ],
            }
            for year, group in _by_year(rows)
        ]
        listed = members_by_term(members, self._catalog.council_terms, organization.kind)
        return record, {"years": found, "terms": listed}

    def _organization(self, page: str, rows: Sequence[OrganizationRow]) -> Derived:
        slug = page.rsplit("/", 1)[1]
        organization = self._catalog.settings.organization(slug)
        found = {row.body: self._catalog.bodies[row.body][1] for row in rows}
        posts = [row for row in rows if found[row.body].is_office]
        bodies = [row for row in rows if row not in posts]
        record: Record = {
            "id": page,
            "type": ["FormalOrganization", "Organization"],
            "name": texts(organization.name),
            "hasUnit": sorted(row.body for row in bodies),
        }
        if posts:
            record["hasPost"] = sorted(row.body for row in posts)
        municipality = self._catalog.municipalities.get(organization.municipality_code or "")
        if municipality is not None and municipality.same_as:
            record["exactMatch"] = sorted(municipality.same_as)
        return record, {
            "kind": organization.kind,
            "bodies": [decider(row, body_names(found[row.body])) for row in bodies],
            "offices": [decider(row, body_names(found[row.body])) for row in posts],
            "classes": rows[0].classes if rows else None,
            "quality": self._catalog.iris.quality(slug),
        }


def _by_year(rows: Sequence[BodyRow]) -> Iterator[tuple[str, list[BodyRow]]]:
    """The meetings of each year, in the order of the rows."""
    for year, group in itertools.groupby(rows, key=lambda row: row.date[:4]):
        yield year, list(group)


def _has_sections(row: BodyRow) -> bool:
    """Whether a meeting has been held, and has §§; what is only foreseen is no § yet."""
    return row.foreseen != "true" and int(row.handlings) > 0


def texts(label: Label) -> dict[str, str]:
    """A name of the settings as a language map."""
    named = {"fi": label.fi, "sv": label.sv, "en": label.en}
    return {language: name for language, name in named.items() if name}


def body_names(body: Body) -> dict[str, str]:
    """The names of a body as a language map."""
    named = {"fi": body.name_fi, "sv": body.name_sv}
    return {language: name for language, name in named.items() if name}


def quality_title(name: Label) -> dict[str, str]:
    """The title of the report on the quality of an organisation's data, as a language map."""
    languages = get_args(Language)
    words = read_messages(languages)
    return {code: words[code]["quality_title"].format(name=name.text(code)) for code in languages}
