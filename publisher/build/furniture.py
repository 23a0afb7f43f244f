"""What belongs to the whole site: front page, downloads, provenance, static files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher import __version__
from publisher.assets import asset_dir
from publisher.build.state import State
from publisher.build.table import to_csv
from publisher.build.working import Desk
from publisher.build.writing import SiteWriter
from publisher.rdf.iris import DEF, Iris, graph_of, source_iri
from publisher.rdf.syntaxes import to_files, to_quads
from publisher.web.derived import Derived, DerivedPages, texts
from publisher.web.rendering import Page

_RECENT = 10
_REGISTER_KINDS = ("body", "person", "case")
_PROVENANCE_BATCH = 500


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """The downloads of an organisation: those of a year, or its register of bodies and people.

    Attributes:
        organization: Slug.
        year: None for the register.
        sections: How many §§.
        first: Day of the first one.
        latest: Day of the last one.
    """

    organization: str
    year: int | None
    sections: int
    first: str
    latest: str

    def name(self, extension: str) -> str:
        """Path below the site's root."""
        return f"lataukset/{self.organization}-{self.year}.{extension}"


def add_recent(found: Iterable[Derived], derived: DerivedPages, state: State) -> None:
    """Add the newest decisions to the listings of organisations."""
    for record, listing in found:
        slug = record["id"].rsplit("/", 1)[1]
        listing["recent"] = derived.recent(state.newest(slug, _RECENT))


def write_all(
    desk: Desk, state: State, derived: DerivedPages, writer: SiteWriter
) -> dict[str, list[ox.Quad]]:
    """Write everything that belongs to the whole site.

    Args:
        desk: Makes pages.
        state: Knows what there is.
        derived: Answers what is newest.
        writer: Writes, and remembers what changed.

    Returns:
        The quads of what was written, by graph.
    """
    _write_static(desk, writer)
    _write_shards(desk, state, writer)
    graphs = _write_provenance(desk, state, writer)
    graphs |= _write_front_page(desk, state, derived, writer)
    _write_downloads_page(desk, state, writer)
    return graphs


def _write_static(desk: Desk, writer: SiteWriter) -> None:
    """Style sheet and icon, the context, and our own vocabulary in every syntax."""
    for path in sorted((asset_dir("site") / "static").iterdir()):
        writer.write(f"static/{path.name}", path.read_bytes())
    context = asset_dir("mappings") / "context.jsonld"
    writer.write("context.jsonld", context.read_bytes())
    folder = asset_dir("ontology")
    files = {"def": [folder / "pykala.ttl"]}
    files |= {f"koodi/{path.stem}": [path] for path in sorted((folder / "koodi").glob("*.ttl"))}
    for name, sources in files.items():
        triples = [quad.triple for source in sources for quad in ox.parse(path=str(source))]
        for extension, content in to_files(triples, desk.records.prefixes).items():
            writer.write(f"{name}.{extension}", content)


def shards(state: State) -> list[Shard]:
    """The downloads by organisation and year, in order."""
    return [
        Shard(organization=slug, year=year, sections=count, first=first, latest=latest)
        for slug, year, count, first, latest in state.shards()
    ]


def _write_shards(desk: Desk, state: State, writer: SiteWriter) -> None:
    """Put the downloads of every touched organisation and year together from the pages' files."""
    there = {(shard.organization, shard.year): shard for shard in shards(state)}
    for organization, year in state.touched_shards():
        shard = there.get((organization, year))
        if shard is None:
            name = f"lataukset/{organization}-{year}"
            for extension in ("nq", "ttl", "csv"):
                writer.remove(f"{name}.{extension}")
            continue
        iris = [iri for iri, _ in state.sections(organization, year)]
        writer.write(shard.name("nq"), b"".join(_n_quads(desk, iris)))
        writer.write(shard.name("ttl"), b"".join(_turtle(desk, iris)))
        writer.write(shard.name("csv"), to_csv(row for _, row in state.sections(organization, year)))


def _n_quads(desk: Desk, iris: Iterable[str]) -> Iterator[bytes]:
    for iri in iris:
        yield to_quads(_page_file(desk, iri, "nt").read_bytes(), graph_of(iri))


def _turtle(desk: Desk, iris: Iterable[str]) -> Iterator[bytes]:
    """Turtle may declare a prefix again, so that whole documents can follow each other."""
    for iri in iris:
        yield _page_file(desk, iri, "ttl").read_bytes()


def _page_file(desk: Desk, iri: str, extension: str) -> Path:
    path = Iris(desk.plan.settings.base_iri).path(iri)
    return desk.plan.site / f"{path}.{extension}"


def _write_provenance(
    desk: Desk, state: State, writer: SiteWriter
) -> dict[str, list[ox.Quad]]:
    """Say which record was read from which document, and by what."""
    iris = Iris(desk.plan.settings.base_iri)
    records = list(_provenance(desk, state, iris))
    quads = desk.records.read_graph(records, iris.provenance_graph)
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    ordered = sorted(set(lines.splitlines(keepends=True)))
    writer.write(iris.path(iris.provenance_graph), b"".join(ordered))
    return {iris.provenance_graph: quads}


def _provenance(desk: Desk, state: State, iris: Iris) -> Iterator[Mapping[str, Any]]:
    yield {
        "id": iris.build,
        "type": "ProvActivity",
        "associatedWith": f"{DEF}pykala",
        "versionInfo": __version__,
    }
    sources = desk.plan.settings.sources
    for iri, sha256, media_type, size, source, name in state.provenance():
        yield {
            "id": graph_of(iri),
            "type": "Entity",
            "derivedFrom": [source_iri(sha256)],
            "generatedBy": iris.build,
        }
        entity: dict[str, Any] = {
            "id": source_iri(sha256),
            "type": "Entity",
            "sha256": sha256,
            "sizeBytes": size,
            "documentFormat": f"https://www.iana.org/assignments/media-types/{media_type}",
        }
        if (url := sources[source].url) is not None:
            entity["sourceUrl"] = f"{url}{name.rsplit('/', 1)[-1]}"
        yield entity


def _write_front_page(
    desk: Desk, state: State, derived: DerivedPages, writer: SiteWriter
) -> dict[str, list[ox.Quad]]:
    settings = desk.plan.settings
    by_slug: dict[str, list[Shard]] = {}
    for shard in shards(state):
        by_slug.setdefault(shard.organization, []).append(shard)
    iris = Iris(settings.base_iri)
    counts = state.count_by_organization()
    listing = {
        "organizations": [
            {
                "iri": iris.organization(slug),
                "name": texts(settings.organization(slug).name),
                "bodies": counts[slug]["body"],
                "meetings": counts[slug]["meeting"],
                "handlings": sum(shard.sections for shard in found),
                "first": min(shard.first for shard in found),
                "latest": max(shard.latest for shard in found),
            }
            for slug, found in sorted(by_slug.items())
        ],
        "recent": derived.recent(state.newest(None, _RECENT)),
        "totals": {
            "organizations": len(by_slug),
            "bodies": state.count("body"),
            "meetings": state.count("meeting"),
            "handlings": state.count("section"),
            "cases": state.count("case"),
        },
    }
    record = {
        "id": settings.base_iri,
        "type": "WebSite",
        "pageTitle": texts(settings.title),
        "licenceOfSite": settings.licence,
        "hasPart": [entry["iri"] for entry in listing["organizations"]],
    }
    graph = f"{settings.base_iri}index.jsonld"
    quads = desk.records.read_graph([record], graph)
    page = Page(kind="index", iri=settings.base_iri, path="index", record=record, listing=listing)
    for path, content in desk.pages.files(page, quads).items():
        writer.write(path, content)
    return {graph: quads}


def _write_downloads_page(desk: Desk, state: State, writer: SiteWriter) -> None:
    settings = desk.plan.settings
    datasets = [
        {
            "organization": texts(settings.organization(shard.organization).name),
            "year": shard.year,
            "files": [
                _file(desk, shard.name(extension), label)
                for extension, label in (("nq", "N-Quads"), ("ttl", "Turtle"), ("csv", "CSV"))
            ],
        }
        for shard in shards(state)
    ]
    iri = f"{settings.base_iri}lataukset"
    listing = {"datasets": datasets, "catalogue": []}
    page = Page(kind="downloads", iri=iri, path="lataukset", record={}, listing=listing)
    for path, content in desk.pages.html(page).items():
        writer.write(path, content)


def _file(desk: Desk, path: str, label: str) -> dict[str, Any]:
    content = (desk.plan.site / path).read_bytes()
    return {
        "href": path,
        "format": label,
        "sizeBytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
