"""The example queries of a site: their answers, written with all that goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.build.census import Census
from publisher.build.counting import total
from publisher.build.desk import Desk
from publisher.build.downloads import Written
from publisher.build.dumps import PACKED
from publisher.build.writing import SiteWriter
from publisher.examples.answers import Answer
from publisher.examples.pages import (
    Choice,
    Download,
    example_page,
    parts_record,
    sparql_page,
    themes_as_choices,
)
from publisher.examples.reading import read_themes
from publisher.libraries.oxigraph import find_engine
from publisher.rdf.iris import SPARQL, graph_of
from publisher.rdf.syntaxes import to_files
from publisher.web.derived import texts
from publisher.web.page import Page
from publisher.web.static import FOLDER, hashed


def write_examples(
    desk: Desk, census: Census, answers: Sequence[Answer], writer: SiteWriter
) -> dict[str, list[ox.Quad]]:
    """Write the pages of all examples, their results and the page on which others are asked.

    Args:
        desk: Of this process.
        census: Knows the downloads.
        answers: Of the store with all records.
        writer: Of the site.

    Returns:
        The quads of the pages, by graph.

    Raises:
        LeakError: If something private stands in one of them.
    """
    settings = desk.plan.settings
    shards = census.downloads()
    choices = _themes(desk, shards), _years(desk, shards)
    browser = _write_engine(desk, writer)
    graphs: dict[str, list[ox.Quad]] = {}
    pages = [example_page(settings, answer) for answer in answers]
    for page in [sparql_page(settings, answers, choices, browser), *pages]:
        graphs[graph_of(page.iri)] = _write(desk, writer, page)
    for answer in answers:
        writer.write(f"{SPARQL}/{answer.example.name}.csv", answer.csv)
    told = [quad for graph in graphs.values() for quad in graph]
    writer.write("examples.ttl", to_files(told, desk.records.prefixes)["ttl"])
    counted = total(shard.statistics for shard in shards)
    terms = {"classes": counted.classes, "properties": counted.properties}
    record = parts_record([*choices[0], *choices[1]], terms, desk.records.prefixes)
    writer.write(f"{SPARQL}/parts.json", msgspec.json.encode(record) + b"\n")
    return graphs


def _write(desk: Desk, writer: SiteWriter, page: Page) -> list[ox.Quad]:
    quads = desk.records.read_graph([page.record], graph_of(page.iri))
    for path, content in desk.pages.files(page, quads).items():
        writer.write(path, content)
    return quads


def _themes(desk: Desk, shards: Sequence[Written]) -> list[Choice]:
    parts: dict[str, list[Download]] = {}
    for shard in shards:
        for part in shard.parts:
            if part.triples:
                parts.setdefault(part.theme, []).append(Download(part.path, part.size_bytes))
    return themes_as_choices(read_themes(desk.plan.settings.base_iri), parts)


def _years(desk: Desk, shards: Sequence[Written]) -> list[Choice]:
    """Everything, as the downloads have it, by organisation and year."""
    found = []
    for shard in shards:
        named = texts(desk.plan.settings.organization(shard.organization).name)
        detail = "register" if shard.year is None else str(shard.year)
        files = tuple(
            Download(f"{each.path}{PACKED}", each.packed.size_bytes)
            for each in shard.files
            if each.format == "nq" and each.packed is not None
        )
        found.append(Choice(f"{shard.organization}-{detail}", named, detail, files))
    return found


def _write_engine(desk: Desk, writer: SiteWriter) -> dict[str, Any] | None:
    """Write the engine for browsers; None if it is not installed."""
    engine = find_engine(desk.plan.settings.libraries)
    if engine is None:
        return None
    files = {
        "script": ("oxigraph.js", engine.script),
        "wasm": ("oxigraph.wasm.gz", engine.wasm),
        "licence": ("oxigraph-licence.txt", engine.licence.encode()),
    }
    paths = {}
    for key, (name, content) in files.items():
        paths[key] = f"{FOLDER}/{hashed(name, content)}"
        writer.write(paths[key], content)
    return paths
