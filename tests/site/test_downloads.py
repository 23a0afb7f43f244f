"""Downloads: whole, in order, and exactly what the store holds."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
import rdflib

from publisher.build.table import COLUMNS
from tests.site.building import BASE, SECOND, Built, retold, speaking
from tests.site.triples import as_stored, of_store, read_file, read_n_quads

PROVENANCE = f"{BASE}lataukset#alkupera"
DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom"
METSALAHTI, JOKIRANTA = "metsalahti", "jokirannan-hyvinvointialue"
SHARDS = [(slug, year) for slug in (JOKIRANTA, METSALAHTI) for year in (2025, 2026)]
# By organisation and year, the §§ that the demo has.
SECTIONS = {
    (JOKIRANTA, 2025): 2,
    (JOKIRANTA, 2026): 2,
    (METSALAHTI, 2025): 6,
    (METSALAHTI, 2026): 20,
}


# Of each organisation and year.
TABLES = 10


def downloads_of(built: Built) -> list[str]:
    """The files that are no documents of a page."""
    return sorted(
        name
        for name in built.files
        if name.startswith("lataukset/") and not name.startswith("lataukset/sanakirja.")
    )


def section_graphs(built: Built, slug: str, year: int) -> set[str]:
    pattern = re.compile(rf"{BASE}eli/dl/{slug}/[a-z0-9-]+/{year}/\d+\.jsonld")
    return {name for name in built.graphs if pattern.fullmatch(name)}


def register_graphs(built: Built, slug: str) -> set[str]:
    """The graphs of an organisation that are of no §."""
    pattern = re.compile(rf"{BASE}(eli/dl/)?{slug}(/.*)?\.jsonld")
    own = {name for name in built.graphs if pattern.fullmatch(name)}
    return {name for name in own if not re.search(r"/\d{4}/\d+\.jsonld$", name)}


def read_dump(built: Built, stem: str) -> dict[str, set[ox.Triple]]:
    """The triples of N-Quads by graph."""
    found: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(path=str(built.site / f"{stem}.nq")):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


def provenance_of(built: Built, graphs: Iterable[str]) -> set[ox.Triple]:
    """What the store says of the origin of some records."""
    said = built.graphs[PROVENANCE]
    records = {ox.NamedNode(name) for name in graphs}
    origins = {t.object for t in said if t.subject in records and t.predicate.value == DERIVED_FROM}
    return {triple for triple in said if triple.subject in records | origins}


def assert_holds_exactly(built: Built, stem: str, graphs: set[str], documents: int) -> None:
    """Check a dump against the store: the graphs, what they say, and where it was read."""
    dump = read_dump(built, stem)
    origin = dump.pop(PROVENANCE, set())
    assert set(dump) == graphs
    assert {name: of_store(said) for name, said in dump.items()} == {
        name: of_store(built.graphs[name]) for name in graphs
    }
    # A document that gave §§ is described beside them, and not again beside their meeting.
    assert of_store(origin) <= of_store(provenance_of(built, graphs))
    records = {ox.NamedNode(name) for name in graphs}
    assert {t.subject for t in origin} >= records & {t.subject for t in built.graphs[PROVENANCE]}
    assert sum(t.predicate.value == DERIVED_FROM for t in origin) == documents


@pytest.mark.parametrize(("slug", "year"), SHARDS)
def test_a_year_holds_exactly_its_sections_with_their_origin(
    demo: Built, slug: str, year: int
) -> None:
    graphs = section_graphs(demo, slug, year)
    assert len(graphs) == SECTIONS[slug, year]
    second = len(SECOND) if (slug, year) == (METSALAHTI, 2026) else 0
    assert_holds_exactly(demo, f"lataukset/{slug}-{year}", graphs, len(graphs) + second)


@pytest.mark.parametrize(("slug", "documents"), [(JOKIRANTA, 1), (METSALAHTI, 2)])
def test_a_register_holds_exactly_the_other_pages_with_their_origin(
    demo: Built, slug: str, documents: int
) -> None:
    graphs = register_graphs(demo, slug)
    assert len(graphs) > 10
    assert_holds_exactly(demo, f"lataukset/{slug}-rekisteri", graphs, documents)


def test_all_dumps_together_hold_all_that_was_read_from_minutes(demo: Built) -> None:
    dumps = [read_dump(demo, name[:-3]) for name in sorted(demo.files) if name.endswith(".nq")]
    assert len(dumps) == 6
    graphs = [name for dump in dumps for name in dump if name != PROVENANCE]
    assert len(graphs) == len(set(graphs))
    rest = {
        name.removeprefix(BASE)
        for name in demo.graphs.keys() - set(graphs)
        if name.startswith(BASE)
    }
    laws = {f"{page}.jsonld" for page in demo.pages if page.startswith("laki/")}
    queries = {f"{page}.jsonld" for page in demo.pages if page.partition("/")[0] == "sparql"}
    assert rest == laws | queries | {
        *("index.jsonld", "lataukset.jsonld", "lataukset#alkupera", "lataukset/sanakirja.jsonld"),
        *("tietoa.jsonld", "tietosuoja.jsonld", "saavutettavuus.jsonld", "muutokset.jsonld"),
        *("sanastot.jsonld", "sanastot/konteksti.jsonld"),
    }
    origin = set().union(*(dump.get(PROVENANCE, set()) for dump in dumps))
    run = {
        t for t in demo.graphs[PROVENANCE] if t.subject == ox.NamedNode(f"{BASE}lataukset#koonti")
    }
    assert len(run) == 3  # what made all the records is said once, and in no single dump
    assert of_store(origin) == of_store(demo.graphs[PROVENANCE] - run)


@pytest.mark.parametrize("slug", [JOKIRANTA, METSALAHTI])
@pytest.mark.parametrize("part", ["2025", "2026", "rekisteri"])
def test_another_reader_finds_the_same(demo: Built, slug: str, part: str) -> None:
    stem = f"lataukset/{slug}-{part}"
    dump = read_dump(demo, stem)
    again = read_n_quads(demo.site / f"{stem}.nq")
    assert len(again) > 1
    assert again == {name: of_store(triples) for name, triples in dump.items()}
    lines = (demo.site / f"{stem}.nq").read_bytes().splitlines()
    assert len(lines) == sum(map(len, dump.values())) == sum(map(len, again.values()))


@pytest.mark.parametrize("slug", [JOKIRANTA, METSALAHTI])
@pytest.mark.parametrize("part", ["2025", "2026", "rekisteri"])
def test_turtle_says_the_same_as_the_graphs_of_the_pages(demo: Built, slug: str, part: str) -> None:
    stem = f"lataukset/{slug}-{part}"
    dump = read_dump(demo, stem)
    pages = set().union(*(dump[name] for name in dump.keys() - {PROVENANCE}))
    assert len(pages) > 50
    assert read_file(demo.site / f"{stem}.ttl") == of_store(pages)
    turtle = list(ox.parse(path=str(demo.site / f"{stem}.ttl")))
    assert len(turtle) == len(pages)
    assert {quad.triple for quad in turtle} == pages


@pytest.mark.parametrize(("slug", "year"), SHARDS)
def test_the_table_has_a_row_for_every_section(demo: Built, slug: str, year: int) -> None:
    content = (demo.site / "lataukset" / f"{slug}-{year}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8")
    assert text.count("\r\n") == SECTIONS[slug, year] + 1
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert {f"{row['iri']}.jsonld" for row in rows} == section_graphs(demo, slug, year)
    assert len(rows) == SECTIONS[slug, year]
    assert [(row["date"], row["iri"]) for row in rows] == sorted(
        (row["date"], row["iri"]) for row in rows
    )
    acts = {
        t.subject.value
        for graph in section_graphs(demo, slug, year)
        for t in demo.graphs[graph]
        if isinstance(t.subject, ox.NamedNode)
    }
    assert all(row["act"] in acts for row in rows if row["act"])
    pages = {f"{BASE}{page}" for page in demo.pages}
    assert all({row["body_iri"], row["meeting_iri"]} - {""} <= pages for row in rows)
    without = {row["body_kind"] for row in rows if not row["meeting_iri"]}
    assert without == ({"viranhaltija"} if (slug, year) == (METSALAHTI, 2026) else set())


def test_the_tables_say_what_careful_readers_found(demo: Built) -> None:
    rows = []
    for slug, year in SHARDS:
        path = demo.site / "lataukset" / f"{slug}-{year}.csv"
        rows += list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    found = sorted(
        (
            row["date"],
            row["section"],
            row["case_number"],
            row["title"],
            int(row["recusals"]),
            int(row["attachments"]),
        )
        for row in rows
    )
    answered = [
        *(answer for answer in speaking() if answer["document_kind"] != "press"),
        *(one | {"attachments": []} for one in retold()),
    ]
    # Of what is about private people, these have left with the time for an appeal.
    pages = (json.loads((demo.site / f"{page}.jsonld").read_bytes()) for page in demo.pages)
    over = {(one["date"], int(one["order"])) for one in pages if "personalDataRemoved" in one}
    assert len(over) == 11
    expected = sorted(
        (
            each["date"],
            str(each["section"]),
            each["case_id"] or "",
            each["title"],
            len(each["recused"]),
            0 if (each["date"], each["section"]) in over else len(each["attachments"]),
        )
        for each in answered
    )
    assert len(found) == 30
    assert found == expected
    assert sum(len(each["attachments"]) for each in answered) > sum(row[5] for row in found)


def test_every_file_of_the_downloads_is_on_their_page_with_its_checksum(demo: Built) -> None:
    listed: dict[str, str] = {}
    for row in demo.documents["lataukset.html"].css("table tbody tr"):
        (link,), (digest,) = row.css("a"), row.css("code.hash")
        listed[str(link.attributes["href"])] = digest.text()
    # Three dumps, each packed too, and a table or Popolo of six shards; the packed ones of all.
    assert len(listed) == 6 * 7 + 3 + 4 * (2 + 2 * TABLES)
    files = set(downloads_of(demo))
    assert listed == {
        name: hashlib.sha256((demo.site / name).read_bytes()).hexdigest() for name in files
    }


def test_who_has_only_foreseen_meetings_is_among_the_downloads(sampled: Built) -> None:
    page = sampled.documents["lataukset.html"]
    listed = {str(node.attributes["href"]) for node in page.css("table a")}
    # A year, its tables, a register and Popolo each, both of these alone, and the dumps of all.
    assert len(listed) == 4 * (2 * 7 + 2 + 2 * TABLES) + 7 + 3
    assert listed == set(downloads_of(sampled))
    county = rdflib.URIRef(f"{BASE}lataukset#kymenlaakson-hyvinvointialue")
    graph = rdflib.Graph().parse(sampled.site / "catalogue.ttl")
    assert (county, rdflib.RDF.type, rdflib.DCAT.Dataset) in graph
    assert len(list(graph.objects(county, rdflib.DCAT.distribution))) == 4


def test_the_catalogue_has_the_size_and_checksum_of_every_file(demo: Built) -> None:
    graph = rdflib.Graph().parse(demo.site / "catalogue.ttl")
    found = {}
    for distribution, url in graph.subject_objects(rdflib.DCAT.downloadURL):
        size = graph.value(distribution, rdflib.DCAT.byteSize)
        checksum = graph.value(distribution, rdflib.URIRef("http://spdx.org/rdf/terms#checksum"))
        value = graph.value(checksum, rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue"))
        found[str(url)] = (int(str(size)), str(value))
    expected, tables = {}, set()
    for name in downloads_of(demo):
        content = (demo.site / name).read_bytes()
        if name.endswith("-datapackage.json"):
            tables |= {resource["path"] for resource in json.loads(content)["resources"]}
        expected[f"{BASE}{name}"] = (len(content), hashlib.sha256(content).hexdigest())
    assert len(tables) == 4 * TABLES
    # The tables of a year are one distribution: the package, which lists them.
    of_packages = {
        iri
        for iri in expected
        if iri.rpartition("/")[2] in tables or iri.endswith((".parquet", "-metadata.json"))
    }
    assert len(of_packages) == 4 * (1 + 2 * TABLES)
    packed = {iri for iri in expected if iri.endswith(".gz")}
    assert len(packed) == 6 * 3 + 3
    assert len(found) == 28
    assert found == {iri: said for iri, said in expected.items() if iri not in of_packages | packed}


def test_the_catalogue_says_in_which_languages_sections_are_written(demo: Built) -> None:
    graph = rdflib.Graph().parse(demo.site / "catalogue.ttl")
    authority = "http://publications.europa.eu/resource/authority/language/"
    of_tables: dict[str, set[str]] = {}
    for slug, year in SHARDS:
        path = demo.site / "lataukset" / f"{slug}-{year}.csv"
        rows = csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))
        of_tables.setdefault(slug, set()).update(row["language"] for row in rows)
    assert of_tables == {METSALAHTI: {"fi", "sv"}, JOKIRANTA: {"fi"}}
    codes = {"fi": "FIN", "sv": "SWE"}
    for slug, languages in of_tables.items():
        dataset = rdflib.URIRef(f"{BASE}lataukset#{slug}")
        told = {str(one) for one in graph.objects(dataset, rdflib.DCTERMS.language)}
        assert told == {f"{authority}{codes[language]}" for language in languages}


def test_the_catalogue_is_the_record_of_the_page_of_downloads(demo: Built) -> None:
    catalogue = read_file(demo.site / "catalogue.ttl")
    assert as_stored(catalogue) == of_store(demo.graphs[f"{BASE}lataukset.jsonld"])
    assert len(catalogue) > 500


def test_void_counts_what_the_dumps_hold(demo: Built) -> None:
    graph = rdflib.Graph().parse(demo.site / "void.ttl")
    every = rdflib.URIRef(f"{BASE}lataukset#kaikki")
    quads = [
        line
        for path in (demo.site / "lataukset").glob("*.nq")
        for line in path.read_bytes().splitlines()
    ]
    assert graph.value(every, rdflib.VOID.triples) == rdflib.Literal(len(quads))
    assert len(quads) == len(set(quads))
    activity = rdflib.URIRef("http://data.europa.eu/eli/eli-draft-legislation-ontology#Activity")
    share = graph.value(None, rdflib.VOID["class"], activity)
    assert graph.value(share, rdflib.VOID.entities) == rdflib.Literal(54)
    dumps = {str(url) for url in graph.objects(None, rdflib.VOID.dataDump)}
    assert {url.removeprefix(BASE) for url in dumps} == {
        name for name in downloads_of(demo) if name.endswith((".nq", ".ttl", ".jsonld"))
    } | {f"lataukset/kaikki.{form}.gz" for form in ("nq", "ttl", "jsonld")}


def test_void_stands_at_its_well_known_address(demo: Built) -> None:
    assert (demo.site / ".well-known" / "void").read_bytes() == (
        demo.site / "void.ttl"
    ).read_bytes()
