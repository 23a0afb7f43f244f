"""What belongs to the whole site: front page, downloads page, catalogue, static files."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.build.census import Census
from publisher.build.desk import Desk
from publisher.build.downloads import Written, total
from publisher.build.vocabularies import vocabulary_files
from publisher.build.writing import SiteWriter
from publisher.rdf.iris import Iris
from publisher.web import sitemap, void
from publisher.web.catalogue import Dataset, catalogue_record
from publisher.web.catalogue import to_files as to_catalogue_files
from publisher.web.catalogue.facts import read_facts
from publisher.web.derived import DerivedPages, texts
from publisher.web.meetings import Derived
from publisher.web.rendering import Page
from publisher.web.statement import statement_page

_RECENT = 10
_CONTEXTS = ("context.jsonld", "catalogue-context.jsonld", "popolo-context.jsonld")


class Furniture:
    """Makes what belongs to the whole site.

    Attributes:
        graphs: The quads of the pages that were made, by graph.
    """

    def __init__(
        self, desk: Desk, census: Census, derived: DerivedPages, writer: SiteWriter
    ) -> None:
        self.graphs: dict[str, list[ox.Quad]] = {}
        self._desk = desk
        self._census = census
        self._derived = derived
        self._writer = writer
        self._settings = desk.plan.settings
        self._iris = Iris(self._settings.base_iri)

    def write(self, *, afresh: bool) -> None:
        """Write everything.

        Args:
            afresh: Whether the site began empty. Otherwise style sheet, contexts and vocabularies
                are there, and are the same: they are part of what makes a build begin afresh.
        """
        shards = self._census.downloads()
        if afresh:
            self._write_static()
        self._write_front_page()
        self._write_statement()
        if (latest := self._census.latest_day()) is not None:
            self._write_downloads_page(shards, latest)
        self._write_sitemap()

    def _write_all(self, files: dict[str, bytes]) -> None:
        for path, content in files.items():
            self._writer.write(path, content)

    def _write_static(self) -> None:
        """Style sheet and icon, the contexts, and our own vocabulary in every syntax."""
        for path in sorted((asset_dir("site") / "static").iterdir()):
            self._writer.write(f"static/{path.name}", path.read_bytes())
        for name in _CONTEXTS:
            self._writer.write(name, (asset_dir("mappings") / name).read_bytes())
        self._write_all(dict(vocabulary_files()))

    def _write_front_page(self) -> None:
        base = self._settings.base_iri
        organizations = list(self._organizations())
        counts = self._census.counts()
        listing = {
            "organizations": organizations,
            "recent": self._derived.recent(self._census.newest(None, _RECENT)),
            "totals": {
                "organizations": len(organizations),
                "bodies": counts["body"],
                "meetings": counts["meeting"],
                "handlings": counts["section"],
                "cases": counts["case"],
            },
        }
        record = {
            "id": base,
            "type": "WebSite",
            "pageTitle": texts(self._settings.title),
            "licenceOfSite": self._settings.licence,
            "hasPart": [organization["iri"] for organization in organizations],
        }
        graph = f"{base}index.jsonld"
        quads = self._desk.records.read_graph([record], graph)
        page = Page(kind="index", iri=base, path="index", record=record, listing=listing)
        self._write_all(self._desk.pages.files(page, quads))
        self.graphs[graph] = quads

    def _write_statement(self) -> None:
        """The page on personal data, which follows from the settings alone."""
        page = statement_page(self._settings)
        graph = f"{page.iri}.jsonld"
        quads = self._desk.records.read_graph([page.record], graph)
        self._write_all(self._desk.pages.files(page, quads))
        self.graphs[graph] = quads

    def _organizations(self) -> Iterator[dict[str, Any]]:
        counts = self._census.count_by_organization()
        for slug, sections, first, latest in self._census.organizations():
            yield {
                "iri": self._iris.organization(slug),
                "name": texts(self._settings.organization(slug).name),
                "bodies": counts.get(slug, {}).get("body", 0),
                "meetings": counts.get(slug, {}).get("meeting", 0),
                "handlings": sections,
                "first": first,
                "latest": latest,
            }

    def _write_downloads_page(self, shards: Sequence[Written], latest: dt.date) -> None:
        """The page of downloads, whose record is the catalogue."""
        iri = f"{self._settings.base_iri}lataukset"
        datasets = list(self._datasets(shards))
        record = catalogue_record(self._settings, datasets, modified=latest)
        graph = ox.NamedNode(f"{iri}.jsonld")
        quads = [
            ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in ox.parse(msgspec.json.encode(record), ox.RdfFormat.JSON_LD)
        ]
        listing = {
            "datasets": [_listed(dataset) for dataset in datasets],
            "catalogue": [
                {"href": f"lataukset.{extension}", "label": label}
                for extension, label in (
                    ("ttl", "Turtle"),
                    ("rdf", "RDF/XML"),
                    ("jsonld", "JSON-LD"),
                )
            ],
        }
        page = Page(kind="downloads", iri=iri, path="lataukset", record=record, listing=listing)
        self._write_all(self._desk.pages.files(page, quads))
        self._write_all(to_catalogue_files(record, "catalogue"))
        statistics = total(shards)
        described = void.void_record(
            self._settings, datasets, statistics=statistics, modified=latest
        )
        self._write_all(void.void_files(described))
        self.graphs[graph.value] = quads

    def _datasets(self, shards: Sequence[Written]) -> Iterator[Dataset]:
        files = {
            slug: [(shard.year, file) for shard in found for file in shard.files]
            for slug, found in itertools.groupby(shards, key=lambda shard: shard.organization)
        }
        years = self._census.shards()
        for slug, sections, first, last in self._census.organizations():
            yield Dataset(
                organization=self._settings.organization(slug),
                years=tuple(row[1] for row in years if row[0] == slug),
                first=dt.date.fromisoformat(first),
                last=dt.date.fromisoformat(last),
                sections=sections,
                files=tuple(files[slug]),
            )

    def _write_sitemap(self) -> None:
        paths = [
            "index",
            "lataukset",
            "tietosuoja",
            *map(self._iris.path, self._census.indexed_pages()),
        ]
        languages = self._settings.languages
        for name, content in sitemap.sitemap(self._settings.base_iri, paths, languages):
            self._writer.write(name, content)
        self._writer.write("robots.txt", sitemap.robots(self._settings.base_iri))


def _listed(dataset: Dataset) -> dict[str, Any]:
    """The downloads of an organisation as their page shows them."""
    return {
        "slug": dataset.organization.slug,
        "organization": texts(dataset.organization.name),
        "first": dataset.first.isoformat(),
        "last": dataset.last.isoformat(),
        "parts": [
            {
                "year": year,
                "files": [
                    {
                        "name": file.name,
                        "href": file.path,
                        "format": read_facts().format[file.format].name,
                        "popolo": file.format == "json",
                        "sizeBytes": file.size_bytes,
                        "sha256": file.sha256,
                    }
                    for _, file in files
                ],
            }
            for year, files in itertools.groupby(dataset.files, key=lambda entry: entry[0])
        ],
    }


def add_recent(found: Iterable[Derived], derived: DerivedPages, census: Census) -> None:
    """Add the newest decisions to the listings of organisations."""
    for record, listing in found:
        slug = record["id"].rsplit("/", 1)[1]
        listing["recent"] = derived.recent(census.newest(slug, _RECENT))
