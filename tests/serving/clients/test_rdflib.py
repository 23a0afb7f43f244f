"""rdflib's SPARQLStore: a graph elsewhere that programs use as if it were one of theirs."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.serving.clients.answers import (
    DECISION,
    GRAPHS,
    HARD,
    QUERIES,
    TABLES,
    TOWN,
    TRUTHS,
    read_graph,
    read_table,
    true_answer,
)
from tests.serving.conftest import BASE

Method = Literal["GET", "POST", "POST_FORM"]

METHODS: tuple[Method, ...] = ("GET", "POST", "POST_FORM")
CASES = [
    *itertools.product(METHODS, ("json", "xml"), (*TABLES, *TRUTHS)),
    *itertools.product(METHODS, ("turtle", "xml", "application/rdf+xml"), GRAPHS),
]
DECISION_GRAPH = rdflib.URIRef(f"{DECISION}.jsonld")
TOWN_GRAPH = rdflib.URIRef(f"{TOWN}.jsonld")


def store_at(endpoint: str, method: Method = "GET", form: str = "xml") -> SPARQLStore:
    return SPARQLStore(endpoint, method=method, returnFormat=form)


@pytest.mark.parametrize(("method", "form", "name"), CASES)
def test_is_answered_as_by_the_store(
    method: Method, form: str, name: str, endpoint: str, asked_store: Path
) -> None:
    result = rdflib.Graph(store_at(endpoint, method, form)).query(QUERIES[name])
    if name in GRAPHS:
        assert result.graph is not None
        content = result.graph.serialize(format="nt", encoding="utf-8")
        found = read_graph(content, ox.RdfFormat.N_TRIPLES)
        assert found == true_answer(asked_store, QUERIES[name])
        return
    table = result.serialize(format="json")
    assert table is not None
    found_rows = read_table(table, ox.QueryResultsFormat.JSON)
    assert found_rows == true_answer(asked_store, QUERIES[name])


def test_sees_every_case() -> None:
    assert len(CASES) == 3 * (2 * 8 + 3 * 3)


@pytest.mark.parametrize("method", METHODS)
def test_a_named_graph_is_one(method: Method, endpoint: str) -> None:
    graph = rdflib.Graph(store_at(endpoint, method), identifier=DECISION_GRAPH)
    decision, town = rdflib.URIRef(DECISION), rdflib.URIRef(TOWN)
    assert len(graph) == 11
    assert graph.value(decision, DCTERMS.title) == rdflib.Literal(HARD, lang="fi")
    assert set(graph.objects(town)) == {rdflib.Literal("Tuulikosken kunta", lang="fi")}
    assert set(graph.subjects(DCTERMS.spatial, town)) == {decision}
    assert (decision, DCTERMS.spatial, town) in graph
    assert (town, DCTERMS.spatial, decision) not in graph
    assert len(list(graph.triples((decision, None, None)))) == 8
    issued = graph.value(decision, DCTERMS.issued)
    assert isinstance(issued, rdflib.Literal)
    assert issued.toPython().isoformat() == "2024-03-04"


@pytest.mark.parametrize("method", METHODS)
def test_a_graph_without_a_name_is_all_of_them(method: Method, endpoint: str) -> None:
    graph = rdflib.Graph(store_at(endpoint, method))
    titles = {str(title) for title in graph.objects(None, DCTERMS.title)}
    assert titles == {"Tuulikoski", "Vindforsen", "Laki", HARD}
    assert len(graph) == 14


def test_graphs_are_listed(endpoint: str) -> None:
    triple = (rdflib.URIRef(TOWN), DCTERMS.title, rdflib.Literal("Tuulikoski", lang="fi"))
    assert list(store_at(endpoint).contexts(triple)) == [TOWN_GRAPH]
    law = rdflib.URIRef(f"{BASE}laki/1982/710.jsonld")
    assert set(store_at(endpoint).contexts()) == {TOWN_GRAPH, DECISION_GRAPH, law}


def test_variables_are_bound_by_the_program(endpoint: str) -> None:
    graph = rdflib.Graph(store_at(endpoint))
    found = graph.query(
        "SELECT ?t { ?s dcterms:title ?t }", initBindings={"s": rdflib.URIRef(TOWN)}
    )
    assert sorted(str(row) for (row,) in found) == ["Tuulikoski", "Vindforsen"]  # type: ignore[misc]


def test_another_graph_is_joined_with_the_endpoint(endpoint: str) -> None:
    """SPARQL 1.1 Federated Query, from a program that has a graph of its own."""
    own = rdflib.Graph()
    own.add((rdflib.URIRef(TOWN), rdflib.RDFS.seeAlso, rdflib.URIRef("urn:own")))
    query = (
        "SELECT ?own ?t { ?s rdfs:seeAlso ?own "
        f"SERVICE <{endpoint}> {{ ?s <{DCTERMS.title}> ?t }} }} ORDER BY ?t"
    )
    rows = [(str(own), str(title)) for own, title in own.query(query)]  # type: ignore[misc]
    assert rows == [("urn:own", "Tuulikoski"), ("urn:own", "Vindforsen")]


def test_a_mistake_is_an_error(endpoint: str) -> None:
    with pytest.raises(ValueError, match="You did something wrong"):
        rdflib.Graph(store_at(endpoint)).query("SELECT * {")
