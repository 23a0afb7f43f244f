"""The VoID description: what editors and crawlers read from it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, VOID, Literal, URIRef
from rdflib.compare import isomorphic

from publisher.rdf.lint import lint_terms
from publisher.settings import Settings
from publisher.web.catalogue.facts import read_context
from publisher.web.void import WELL_KNOWN, void_files, void_record
from tests.web.catalogue_examples import MODIFIED, STATISTICS, datasets, settings

BASE = "https://data.example.fi/"
PAGE = f"{BASE}lataukset#"
WHOLE = URIRef(f"{PAGE}kaikki")
KEMI = URIRef(f"{PAGE}kemi")


@pytest.fixture
def record(tmp_path: Path) -> dict[str, Any]:
    return describe(settings(tmp_path))


@pytest.fixture
def graph(record: dict[str, Any]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=void_files(record)["void.ttl"], format="turtle")


def describe(wanted: Settings, *dumps: str) -> dict[str, Any]:
    return void_record(
        wanted, datasets(wanted), statistics=STATISTICS, modified=MODIFIED, dumps=dumps
    )


def test_is_found_at_the_well_known_path(record: dict[str, Any]) -> None:
    files = void_files(record)
    assert set(files) == {"void.ttl", "void.rdf", "void.jsonld", WELL_KNOWN}
    assert files[WELL_KNOWN] == files["void.ttl"]


# The JSON-LD reader of rdflib uses what rdflib itself calls outdated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_holds_the_same_triples_in_every_syntax(record: dict[str, Any]) -> None:
    files = void_files(record)
    turtle = rdflib.Graph().parse(data=files["void.ttl"], format="turtle")
    assert isomorphic(turtle, rdflib.Graph().parse(data=files["void.rdf"], format="xml"))
    assert isomorphic(turtle, rdflib.Graph().parse(data=files["void.jsonld"], format="json-ld"))


def test_comes_out_the_same_in_whatever_order_it_is_told(tmp_path: Path) -> None:
    wanted = settings(tmp_path)
    backwards = msgspec.structs.replace(
        STATISTICS, classes=dict(reversed(list(STATISTICS.classes.items())))
    )
    again = void_record(wanted, datasets(wanted)[::-1], statistics=backwards, modified=MODIFIED)
    assert void_files(describe(wanted)) == void_files(again)


def test_uses_terms_that_exist_and_no_blank_nodes(record: dict[str, Any]) -> None:
    quads = ox.parse(msgspec.json.encode(record), ox.RdfFormat.JSON_LD)
    namespaces = {iri for node in record["graph"] for iri in node.get("vocabulary", ())}
    assert {finding.term for finding in lint_terms(quads)} <= namespaces


def test_no_key_is_dropped_because_the_context_lacks_it(record: dict[str, Any]) -> None:
    parts = [
        part
        for node in record["graph"]
        for term in ("classPartition", "propertyPartition")
        for part in node.get(term, ())
    ]
    assert parts
    assert {key for node in [*record["graph"], *parts] for key in node} <= set(read_context())


def test_counts_classes_and_properties_of_the_whole(graph: rdflib.Graph) -> None:
    assert graph.value(WHOLE, VOID.triples) == Literal(1200)
    assert graph.value(WHOLE, VOID.entities) == Literal(90)
    assert graph.value(WHOLE, VOID.classes) == Literal(2)
    event = URIRef(f"{PAGE}luokka-schema:Event")
    assert (WHOLE, VOID.classPartition, event) in graph
    assert graph.value(event, VOID["class"]) == URIRef("http://schema.org/Event")
    assert graph.value(event, VOID.entities) == Literal(4)
    cites = URIRef(f"{PAGE}ominaisuus-eli:cites")
    assert (WHOLE, VOID.propertyPartition, cites) in graph
    assert graph.value(cites, VOID.triples) == Literal(31)


def test_a_term_without_a_prefix_gets_a_partition_too(tmp_path: Path) -> None:
    wanted = settings(tmp_path)
    strange = msgspec.structs.replace(STATISTICS, classes={"https://other.example/a#B": 1})
    record = void_record(wanted, [], statistics=strange, modified=MODIFIED)
    ids = {part["id"] for node in record["graph"] for part in node.get("classPartition", ())}
    assert ids == {f"{PAGE}luokka-https%3A%2F%2Fother.example%2Fa%23B"}


def test_names_the_vocabularies_in_use(graph: rdflib.Graph) -> None:
    expected = {
        URIRef("http://data.europa.eu/eli/eli-draft-legislation-ontology#"),
        URIRef("http://data.europa.eu/eli/ontology#"),
        URIRef("http://schema.org/"),
    }
    assert set(graph.objects(WHOLE, VOID.vocabulary)) == expected
    assert set(graph.objects(KEMI, VOID.vocabulary)) == expected


def test_an_organisation_is_a_part_with_dumps_of_rdf(graph: rdflib.Graph) -> None:
    assert (WHOLE, VOID.subset, KEMI) in graph
    assert (KEMI, RDF.type, VOID.Dataset) in graph
    assert set(graph.objects(KEMI, VOID.dataDump)) == {
        URIRef(f"{BASE}lataukset/{name}")
        for name in ("kemi.nq", "kemi-2025.nq", "kemi-2025.ttl", "kemi-2026.nq")
    }
    assert graph.value(KEMI, VOID.exampleResource) == URIRef(f"{BASE}kemi")


@pytest.mark.parametrize(
    ("iri", "belongs"),
    [
        (f"{BASE}kemi", True),
        (f"{BASE}kemi/kaupunginhallitus", True),
        (f"{BASE}eli/kemi/kaupunginhallitus/2024/58", True),
        (f"{BASE}eli/dl/kemi/kaupunginhallitus/2024/58#paatos", True),
        (f"{BASE}kemijarvi", False),
        (f"{BASE}laki/2015/410", False),
        ("https://data-example.fi/kemi", False),
    ],
)
def test_the_pattern_tells_whose_an_iri_is(graph: rdflib.Graph, iri: str, *, belongs: bool) -> None:
    pattern = str(graph.value(KEMI, VOID.uriRegexPattern))
    assert bool(re.search(pattern, iri)) == belongs
    assert iri.startswith(str(graph.value(KEMI, VOID.uriSpace))) or not belongs


def test_names_the_endpoint_only_if_there_is_one(tmp_path: Path, graph: rdflib.Graph) -> None:
    assert graph.value(WHOLE, VOID.sparqlEndpoint) is None
    with_endpoint = describe(
        msgspec.structs.replace(settings(tmp_path), sparql_endpoint=f"{BASE}sparql")
    )
    served = rdflib.Graph().parse(data=void_files(with_endpoint)["void.ttl"], format="turtle")
    assert served.value(WHOLE, VOID.sparqlEndpoint) == URIRef(f"{BASE}sparql")


def test_names_the_dumps_of_the_whole_and_those_of_its_parts(tmp_path: Path) -> None:
    record = describe(settings(tmp_path), "lataukset/kaikki.nq.gz")
    graph = rdflib.Graph().parse(data=void_files(record)["void.ttl"], format="turtle")
    assert set(graph.objects(WHOLE, VOID.dataDump)) == {URIRef(f"{BASE}lataukset/kaikki.nq.gz")}
    assert set(graph.objects(KEMI, VOID.dataDump)) > {URIRef(f"{BASE}lataukset/kemi-2025.nq")}
