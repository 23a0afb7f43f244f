"""The example queries: what they answer on the demo, as pages, CSV, charts and data."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from publisher.evaluating import evaluate
from publisher.examples.answers import answer_all
from publisher.examples.charts import chart
from publisher.examples.reading import Example, read_examples, read_themes
from publisher.store import Queries
from tests.site.building import BASE, LANGUAGES, REPOSITORY, Built

N_EXAMPLES = 16
FEWEST = 12
EXAMPLES = read_examples(BASE)
NAMES = [example.name for example in EXAMPLES]
# Of each the first row, as the minutes have it.
FIRST_ROWS = {
    "aanestykset": ("Kaupunginhallitus § 231/2026", "2026-10-19", "4", "5", "1"),
    "aanestykset-toimielimittain": (f"{BASE}metsalahti/kaupunginhallitus", "1"),
    "asiat-monessa-toimielimessa": ("418/10.03.02/2025", "3", "3", "2025-08-26", "2025-09-29"),
    "ehdotuksesta-poikkeavat": ("Kaupunginhallitus § 231/2026", "2026-10-19"),
    "esteellisyyden-perusteet": ("6",),
    "esteellisyydet": ("Kaupunginhallitus § 203/2026", "2026-09-07", "Nelli Katajainen"),
    "kasittelyajat": ("1277/05.03.01/2025", "2025-10-14", "2025-11-17", "34"),
    "kokoukset-ilman-paatoksia": ("Kaupunginhallitus 2026-10-05", "2026-10-05"),
    "lopputulokset": ("https://w3id.org/pykala/koodi/tulos#hyvaksytty", "15"),
    "muutoksenhaku": ("Tekninen lautakunta § 42/2026", "2026-05-06", "2026-06-02"),
    "paatokset-kuukausittain": ("2025-08", "1"),
    "paatokset-toimielimittain": (f"{BASE}metsalahti/tekninen-lautakunta", "10"),
    "roolit": ("https://w3id.org/pykala/koodi/rooli#esittelija", "17"),
    "suurimmat-summat": ("Kaupunginhallitus § 214/2025", "2025-09-15", "21400000"),
    "viitatuimmat-lainkohdat": (f"{BASE}laki/1982/710", "2"),
    "viitatuimmat-lait": (f"{BASE}laki/2015/410", "9"),
}


def published(demo: Built, name: str) -> list[dict[str, str]]:
    text = (demo.site / "sparql" / f"{name}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_csv(store: ox.Store, example: Example) -> bytes:
    """What Oxigraph itself writes of an answer."""
    found = evaluate(store, example.query)
    assert isinstance(found, ox.QuerySolutions)
    content = found.serialize(format=ox.QueryResultsFormat.CSV)
    assert content is not None
    return content


def test_there_are_enough_questions_and_each_has_an_expected_answer() -> None:
    assert len(EXAMPLES) == N_EXAMPLES >= FEWEST
    assert FIRST_ROWS.keys() == set(NAMES)
    for example in EXAMPLES:
        assert set(example.title) == set(example.comment) == set(LANGUAGES)


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_the_store_answers_as_the_site_says(demo: Built, example: Example) -> None:
    store = ox.Store.read_only(str(demo.output / "published" / "store"))
    content = (demo.site / "sparql" / f"{example.name}.csv").read_bytes()
    assert content == as_csv(store, example)
    rows = published(demo, example.name)
    assert rows
    first = list(rows[0].values())
    assert [value for value in first if value in FIRST_ROWS[example.name]] == list(
        FIRST_ROWS[example.name]
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_the_pages_show_every_row(demo: Built, example: Example) -> None:
    rows = published(demo, example.name)
    for ending in ("", ".sv", ".en"):
        document = demo.documents[f"sparql/{example.name}{ending}.html"]
        shown = document.css("table tbody tr")
        assert len(shown) == len(rows)
        # A thing and its label are one cell.
        names = [name for name in rows[0] if not name.endswith("Label")]
        assert len(shown[0].css("th, td")) == len(document.css("thead th")) == len(names)
        assert [node.text() for node in document.css("pre code")] == [example.query]
        bars, points = document.css("svg rect"), document.css("svg circle")
        expected = {"bars": (len(rows), 0), "line": (0, len(rows)), None: (0, 0)}[example.chart]
        assert (len(bars), len(points)) == expected
        assert (document.css_first("figcaption") is None) == (example.chart is None)


def test_charts_say_what_they_show(demo: Built) -> None:
    words = {
        name: [
            " ".join(node.text().split())
            for node in demo.documents[f"sparql/{name}.en.html"].css("figcaption")
        ]
        for name in ("viitatuimmat-lait", "lopputulokset", "paatokset-kuukausittain")
    }
    assert words == {
        "viitatuimmat-lait": [
            "Length of a bar: Sections. One bar: Act. The largest number: 9 (Kuntalaki)."
        ],
        "lopputulokset": [
            "Length of a bar: Sections. One bar: Outcome. The largest number: 15 (Approved)."
        ],
        "paatokset-kuukausittain": [
            "A line by month: Sections, 2025-08 – 2026-10. The largest number: 8 (2026-05)."
        ],
    }


def test_a_line_leaves_a_gap_where_months_are_missing(demo: Built) -> None:
    store = Queries.over(demo.output / "published" / "store")
    (monthly,) = answer_all(store, [e for e in EXAMPLES if e.name == "paatokset-kuukausittain"])
    months = [row[0]["value"] for row in monthly.rows]
    assert "2026-06" in months
    assert "2026-07" not in months
    drawn = chart(monthly)
    assert drawn is not None
    assert len(drawn["lines"]) == len(months) - 2


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_the_part_that_an_example_names_is_enough(demo: Built, example: Example) -> None:
    store = ox.Store()
    theme = example.theme.rpartition("#")[2]
    files = sorted((demo.site / "sparql" / "osat").glob(f"*-{theme}.nt.gz"))
    assert len(files) == 6  # two organisations, each with two years and a register
    for path in files:
        store.load(gzip.decompress(path.read_bytes()), ox.RdfFormat.N_TRIPLES)
    assert 0 < len(store) < len(demo.quads) / 4
    assert as_csv(store, example) == (demo.site / "sparql" / f"{example.name}.csv").read_bytes()


def test_no_query_leaves_a_predicate_open() -> None:
    """Otherwise a part of the data would not be enough for it."""
    for theme in read_themes(BASE):
        assert len(theme.terms) > 1, theme.name
    for example in EXAMPLES:
        assert "GRAPH" not in example.query
        assert "?p " not in example.query


@pytest.fixture(scope="module")
def merged(demo: Built) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((demo.site / "lataukset").glob("*.ttl")):
        graph.parse(path)
    return graph


SECOND_OPINIONS = ("aanestykset", "esteellisyydet", "lopputulokset", "viitatuimmat-lait", "roolit")


@pytest.mark.parametrize("name", SECOND_OPINIONS)
def test_rdflib_says_the_same(demo: Built, merged: rdflib.Graph, name: str) -> None:
    (example,) = (each for each in EXAMPLES if each.name == name)
    found = [
        ["" if value is None else str(value) for value in row]
        for row in cast("Iterable[tuple[object, ...]]", merged.query(example.query))
    ]
    assert sorted(found) == sorted(list(row.values()) for row in published(demo, name))


def test_editors_find_the_examples(demo: Built) -> None:
    graph = rdflib.Graph().parse(demo.site / "examples.ttl")
    found = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert found == set(graph.subjects(RDF.type, SH.SPARQLSelectExecutable))
    assert found == {rdflib.URIRef(example.iri) for example in EXAMPLES}
    for example in EXAMPLES:
        node = rdflib.URIRef(example.iri)
        assert graph.value(node, SH.select) == rdflib.Literal(example.query)
        assert len(list(graph.objects(node, RDFS.comment))) == len(LANGUAGES)
        declared = {
            str(graph.value(one, SH.prefix)): str(graph.value(one, SH.namespace))
            for one in graph.objects(graph.value(node, SH.prefixes), SH.declare)
        }
        assert example.prefixes.items() <= declared.items()


def test_what_lists_people_is_not_for_search_engines(demo: Built) -> None:
    hidden = [demo.documents[f"sparql/{name}.html"].css('meta[name="robots"]') for name in NAMES]
    assert all(hidden)
    assert not demo.documents["sparql.html"].css('meta[name="robots"]')


def test_a_site_without_names_answers_without_names(strict: Built) -> None:
    rows = published(strict, "esteellisyydet")
    assert len(rows) == 14
    assert {(row["person"], row["personLabel"]) for row in rows} == {("", "")}


def test_a_site_without_the_engine_says_so(demo: Built) -> None:
    for ending in ("", ".sv", ".en"):
        document = demo.documents[f"sparql{ending}.html"]
        assert document.css_first("#ei-moottoria") is not None
        assert not document.css("[data-script]")
    (said,) = demo.report["missing"]
    assert "pykala libraries" in said
    assert not any("oxigraph" in name for name in demo.files)


def test_what_runs_in_browsers_is_pinned_by_hash() -> None:
    lock = Path(REPOSITORY, "site", "browser", "package-lock.json").read_text("utf-8")
    # Oxigraph, Pagefind, and its programs for seven machines.
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/') == 9
    assert "http" not in lock
