"""Pages that gather what many records say: meetings, cases, people, laws, bodies, organisations.

Each has a record and a named graph of its own, which say only what no other graph says (D-003);
what else a page lists comes from the same rows and is not said again.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.rdf.iris import FINLEX, Iris
from publisher.reference import Municipality, Statutes
from publisher.settings import Body, Label, Organization, Settings
from publisher.store import Queries

Record = dict[str, Any]
Rows = Sequence[ox.QuerySolution]
Derived = tuple[Record, dict[str, Any]]
"""A record, and the listing that its page shows beside it."""


class Catalog(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of organisations, bodies and laws beside the minutes."""

    settings: Settings
    iris: Iris
    statutes: Statutes
    municipalities: Mapping[str, Municipality]
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
        self, catalog: Catalog, queries: Queries, foreseen: Callable[[str], Record | None]
    ) -> None:
        self._catalog = catalog
        self._queries = queries
        self._foreseen = foreseen

    def make(self, kind: str, pages: Sequence[str]) -> Iterator[Derived]:
        """Make records and listings.

        Args:
            kind: ``meeting``, ``case``, ``person``, ``law``, ``body`` or ``organization``.
            pages: IRIs of that kind.

        Yields:
            One pair for each page, in the order of their IRIs.
        """
        make = {
            "meeting": self._meeting,
            "case": _case,
            "person": _person,
            "law": self._law,
            "body": self._body,
            "organization": self._organization,
        }[kind]
        grouped = {
            page: list(rows)
            for page, rows in itertools.groupby(
                self._queries.rows(kind, pages), key=lambda row: row["page"].value
            )
        }
        for page in sorted(pages):
            yield make(page, _once(grouped.get(page, [])))

    def recent(self, pages: Sequence[str]) -> list[dict[str, Any]]:
        """Rows of §§ for lists of the newest decisions, newest first."""
        if not pages:
            return []
        rows = _once(list(self._queries.rows("recent", pages)))
        return [handling(row, row["page"].value) for row in rows]

    def _meeting(self, page: str, rows: Rows) -> Derived:
        """A meeting: as the preview foresaw it, as it was held, or both."""
        record = self._foreseen(page) or {}
        if not rows:
            return record, {"handlings": [], "foreseen": True}
        day = rows[0]["date"].value
        types = ["Activity", *(["ForeseenActivity"] if record else []), "Event"]
        record |= {
            "id": page,
            "type": types,
            "activityId": f"{rows[0]['bodyName'].value} {day}",
            "activityType": "toiminta:kokous",
            "date": day,
            "body": rows[0]["body"].value,
            "bodyAsPrinted": rows[0]["bodyName"].value,
        }
        record["consistsOf"] = [
            *record.get("consistsOf", []),
            *(row["handling"].value for row in rows),
        ]
        handlings = [
            {
                "iri": row["handling"].value,
                "order": row["order"].value,
                "label": text(row["label"]),
                "outcome": value(row["outcome"]),
                "secret": row["publicity"] is not None,
            }
            for row in rows
        ]
        return record, {"handlings": handlings, "foreseen": False}

    def _law(self, page: str, rows: Rows) -> Derived:
        year, number = page.rsplit("/", 2)[1:]
        statute = self._catalog.statutes.get(f"{number}/{year}")
        titles = {}
        if statute is not None:
            titles = {"fi": statute.title_current_fi or statute.title_fi}
            titles |= {"sv": statute.title_sv} if statute.title_sv else {}
        record: Record = {
            "id": page,
            "type": "WebPage",
            "about": f"{FINLEX}{year}/{number}",
            "pageTitle": titles,
            "referencedBy": sorted({row["handling"].value for row in rows}),
        }
        citations = [
            _citation(handling_iri, list(group))
            for handling_iri, group in itertools.groupby(rows, key=lambda r: r["handling"].value)
        ]
        return record, {"citations": citations}

    def _body(self, page: str, rows: Rows) -> Derived:
        organization, body = self._catalog.bodies[page]
        record: Record = {
            "id": page,
            "type": ["OrganizationalUnit", "Organization"],
            "name": body_names(body),
            "unitOf": self._catalog.iris.organization(organization.slug),
            "classification": f"toimielin:{body.classification}",
            "event": sorted(row["meeting"].value for row in rows),
        }
        years = [
            {
                "year": int(year),
                "meetings": [
                    {
                        "iri": row["meeting"].value,
                        "date": row["date"].value,
                        "foreseen": row["foreseen"].value == "true",
                        "handlings": int(row["handlings"].value),
                    }
                    for row in group
                ],
            }
            for year, group in itertools.groupby(rows, key=lambda row: row["date"].value[:4])
        ]
        return record, {"years": years}

    def _organization(self, page: str, rows: Rows) -> Derived:
        slug = page.rsplit("/", 1)[1]
        organization = self._catalog.settings.organization(slug)
        record: Record = {
            "id": page,
            "type": ["FormalOrganization", "Organization"],
            "name": texts(organization.name),
            "hasUnit": sorted(row["body"].value for row in rows),
        }
        municipality = self._catalog.municipalities.get(organization.municipality_code or "")
        if municipality is not None and municipality.same_as:
            record["exactMatch"] = sorted(municipality.same_as)
        bodies = [
            {
                "iri": row["body"].value,
                "name": body_names(self._catalog.bodies[row["body"].value][1]),
                "meetings": int(row["meetings"].value),
                "handlings": int(row["handlings"].value),
                "first": row["first"].value,
                "latest": row["latest"].value,
            }
            for row in rows
        ]
        return record, {"bodies": bodies}


def _case(page: str, rows: Rows) -> Derived:
    """A case, with the title of its newest handling."""
    record: Record = {
        "id": page,
        "type": "Process",
        "processNumber": rows[0]["number"].value,
        "processTitle": text(rows[-1]["label"]),
        "consistsOf": [row["handling"].value for row in rows],
    }
    return record, {"handlings": [handling(row, row["handling"].value) for row in rows]}


def _person(page: str, rows: Rows) -> Derived:
    """Somebody in a public role, under the name that was printed most recently."""
    record: Record = {
        "id": page,
        "type": ["FoafPerson", "Person"],
        "personName": rows[0]["name"].value,
        "participatedIn": sorted({row["participation"].value for row in rows}),
    }
    participations = [
        {
            "iri": row["participation"].value,
            "role": row["role"].value,
            "titleAsPrinted": text(row["title"]) if row["title"] is not None else None,
            "date": row["date"].value,
            "bodyAsPrinted": row["bodyName"].value,
            "label": text(row["label"]),
            "activityId": row["activityId"].value,
        }
        for row in rows
    ]
    return record, {"participations": participations}


def _citation(iri: str, rows: Rows) -> dict[str, Any]:
    """The citations of an act in one §."""
    provisions = sorted({row["provision"].value for row in rows})
    return {
        "iri": iri,
        "date": rows[0]["date"].value,
        "bodyAsPrinted": rows[0]["bodyName"].value,
        "label": text(rows[0]["label"]),
        "activityId": rows[0]["activityId"].value,
        "asPrinted": list(dict.fromkeys(row["printed"].value for row in rows)),
        "sections": [
            {"iri": provision, "text": provision.rsplit("/pykala/", 1)[1]}
            for provision in provisions
            if "/pykala/" in provision
        ],
    }


def handling(row: ox.QuerySolution, iri: str) -> dict[str, Any]:
    """A § as lists show it."""
    return {
        "iri": iri,
        "date": row["date"].value,
        "bodyAsPrinted": row["bodyName"].value,
        "activityId": row["activityId"].value,
        "label": text(row["label"]),
        "outcome": value(row["outcome"]),
        "secret": row["publicity"] is not None,
    }


def _once(rows: list[ox.QuerySolution]) -> list[ox.QuerySolution]:
    """Rows without repetition, in order."""
    return list({tuple(map(str, row)): row for row in rows}.values())


def text(literal: Any) -> dict[str, str]:  # noqa: ANN401  (a term of a row)
    """A text of the graph as a language map."""
    return {literal.language or "fi": literal.value}


def value(term: Any) -> str | None:  # noqa: ANN401  (a term of a row, or None)
    """The value of a term that may be missing."""
    return None if term is None else str(term.value)


def texts(label: Label) -> dict[str, str]:
    """A name of the settings as a language map."""
    named = {"fi": label.fi, "sv": label.sv, "en": label.en}
    return {language: name for language, name in named.items() if name}


def body_names(body: Body) -> dict[str, str]:
    """The names of a body as a language map."""
    named = {"fi": body.name_fi, "sv": body.name_sv}
    return {language: name for language, name in named.items() if name}
