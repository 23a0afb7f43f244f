"""What belongs to the whole site: front page, downloads page, catalogue, static files."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.build.announcing import Announcement
from publisher.build.census import Census
from publisher.build.counting import total
from publisher.build.days import DaysBefore, digest
from publisher.build.desk import Desk
from publisher.build.downloads import Written, gather_dumps
from publisher.build.listed_files import listed, whole_file
from publisher.build.state import State
from publisher.build.vocabularies import read_vocabularies, vocabulary_files
from publisher.build.writing import SiteWriter
from publisher.portal.datasets import packages
from publisher.rdf.iris import (
    ABOUT,
    ACCESSIBILITY,
    CHANGES,
    DICTIONARY,
    DOWNLOADS,
    PRIVACY,
    SEARCH,
    SPARQL,
    Iris,
)
from publisher.web import sitemap, void
from publisher.web.cards import draw_cards
from publisher.web.catalogue import Dataset, catalogue_record, to_pages
from publisher.web.catalogue.facts import LANGUAGES
from publisher.web.derived import DerivedPages, texts
from publisher.web.meetings import Derived
from publisher.web.months import months_chart
from publisher.web.page import Page
from publisher.web.site_pages import missing_page, site_pages
from publisher.web.static import StaticFiles
from publisher.web.tables.dictionary import dictionary_page
from publisher.web.tables.extra import writes_parquet
from publisher.web.vocabulary import VocabularyPages
from publisher.web.vocabulary_index import context_page, index_page, vocabulary_paths

_RECENT = 10
_CONTEXTS = ("context.jsonld", "catalogue-context.jsonld", "popolo-context.jsonld")


class Furniture:
    """Makes what belongs to the whole site.

    Attributes:
        graphs: The quads of the pages that were made, by graph.
    """

    def __init__(self, desk: Desk, state: State, derived: DerivedPages, writer: SiteWriter) -> None:
        self.graphs: dict[str, list[ox.Quad]] = {}
        self._announcement = Announcement(desk.plan)
        self._desk = desk
        self._census = state.census
        self._days = state.days
        self._derived = derived
        self._writer = writer
        self._settings = desk.plan.settings
        self._iris = Iris(self._settings.base_iri)

    def write(self, *, afresh: bool) -> None:
        """Write everything but what tells on which day something changed.

        Args:
            afresh: Whether the site began empty. Otherwise style sheet, contexts and vocabularies
                are there, and are the same: they are part of what makes a build begin afresh.
        """
        shards = self._census.downloads()
        if afresh:
            self._write_static()
        self._write_front_page()
        self._write_site_pages()
        if (latest := self._census.latest_day()) is not None:
            self._write_downloads_page(shards, latest)

    def _write_all(self, files: dict[str, bytes]) -> None:
        for path, content in files.items():
            self._writer.write(path, content)

    def _write_static(self) -> None:
        """Style sheet and icon, the contexts, our own vocabulary in every syntax, and cards."""
        for path, content in StaticFiles().all():
            self._writer.write(path, content)
        for name in _CONTEXTS:
            self._writer.write(name, (asset_dir("mappings") / name).read_bytes())
        self._write_vocabularies()
        # Not by way of the gate: compressed bytes look like anything, and all that a card says
        # stands in the settings.
        writer = SiteWriter(self._desk.plan.site)
        kept = self._settings.output / "cards"
        for name, content in draw_cards(self._desk.pages.cards, kept):
            writer.write(name, content)
        self._writer.changes += writer.changes

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
            "months": months_chart(self._census.months()),
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

    def _write_site_pages(self) -> None:
        """What the site says of itself, and what servers send where there is nothing."""
        published = {slug for slug, *_ in self._census.organizations()}
        for page in site_pages(self._settings, published):
            self._write_page(page)
        self._write_page(dictionary_page(self._settings))
        self._write_all(self._desk.pages.html(missing_page(self._settings)))

    def _write_vocabularies(self) -> None:
        """Our own vocabularies in every syntax and as pages, and the pages that list them."""
        found = read_vocabularies()
        pages = VocabularyPages(*found)
        self._write_all(dict(vocabulary_files(*found)))
        for page in pages.all():
            self._write_all(self._desk.pages.html_in_all_languages(page))
        self._write_page(index_page(self._settings, pages.summaries()))
        self._write_page(context_page(self._settings))

    def _write_page(self, page: Page) -> None:
        """A page that follows from settings and tables alone."""
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
        iri = f"{self._settings.base_iri}{DOWNLOADS}"
        datasets = list(self._datasets(shards))
        record = catalogue_record(self._settings, datasets, modified=latest)
        whole = gather_dumps(self._desk.plan.site, self._writer, shards)
        graph = ox.NamedNode(f"{iri}.jsonld")
        quads = [
            ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in ox.parse(msgspec.json.encode(record), ox.RdfFormat.JSON_LD)
        ]
        listing = {
            "datasets": [listed(dataset, shards) for dataset in datasets],
            "dictionary": f"{self._settings.base_iri}{DICTIONARY}",
            "parquet": bool(writes_parquet()),
            "whole": [whole_file(file) for file in whole],
            "catalogue": [
                {"href": f"lataukset.{extension}", "label": label}
                for extension, label in (
                    ("ttl", "Turtle"),
                    ("rdf", "RDF/XML"),
                    ("jsonld", "JSON-LD"),
                )
            ],
        }
        page = Page(kind="downloads", iri=iri, path=DOWNLOADS, record=record, listing=listing)
        self._write_all(self._desk.pages.files(page, quads))
        self._write_all(to_pages(record, f"{self._settings.base_iri}catalogue"))
        statistics = total(shard.statistics for shard in shards)
        described = void.void_record(
            self._settings,
            datasets,
            statistics=statistics,
            modified=latest,
            dumps=[file.path for file in whole],
        )
        self._write_all(void.void_files(described))
        self._announcement.packages = packages(self._settings, record, datasets)
        self.graphs[graph.value] = quads

    def _datasets(self, shards: Sequence[Written]) -> Iterator[Dataset]:
        files = {
            slug: [(shard.year, file) for shard in found for file in shard.files]
            for slug, found in itertools.groupby(shards, key=lambda shard: shard.organization)
        }
        written = {
            slug: {language for shard in found for language in shard.languages}
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
                languages=tuple(code for code in LANGUAGES if code in written[slug]),
            )

    def write_dated(self, *, afresh: bool) -> None:
        """Write what tells on which day something changed, once all pages have been made.

        That is the sitemap, with what leads to it, and the action API that portals harvest.

        Args:
            afresh: As for `write`.
        """
        self._days.note(self._desk.pages.taken())
        self._days.note(self._announcement.made())
        self._settle(afresh=afresh)
        self._write_all(self._announcement.files(self._days))
        self._write_sitemap()

    def _write_sitemap(self) -> None:
        paths = itertools.chain(
            ("index", SPARQL, DOWNLOADS, DICTIONARY, CHANGES, ABOUT, PRIVACY, ACCESSIBILITY),
            () if self._desk.indexer is None else (SEARCH,),
            vocabulary_paths(self._iris),
            map(self._iris.path, self._census.indexed_pages()),
        )
        pages = ((path, self._days.of(path)) for path in paths)
        base, languages = self._settings.base_iri, self._settings.languages
        names = set()
        for name, content in sitemap.sitemap(base, pages, languages, self._day_of_file):
            self._writer.write(name, content)
            names.add(name)
        self._writer.keep_only("sitemap-*.xml", names)
        self._writer.write("robots.txt", sitemap.robots(base))

    def _settle(self, *, afresh: bool = False) -> None:
        """Find out what changed today."""
        today = self._desk.plan.today
        before = DaysBefore(self._settings, self._desk.plan.site, today)
        self._days.settle(today, self._announcement.before(before.of), afresh=afresh)

    def _day_of_file(self, name: str, content: bytes) -> str | None:
        self._writer.write(name, content)
        self._days.note([(name, digest(content))])
        self._settle()
        return self._days.of(name)


def add_recent(found: Iterable[Derived], derived: DerivedPages, census: Census) -> None:
    """Add the newest decisions to the listings of organisations."""
    for record, listing in found:
        slug = record["id"].rsplit("/", 1)[1]
        listing["recent"] = derived.recent(census.newest(slug, _RECENT))
