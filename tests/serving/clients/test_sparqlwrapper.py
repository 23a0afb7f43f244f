"""SPARQLWrapper, which also names the form that it wants by parameters of its own."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from csv import DictReader
from io import StringIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDF,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
)

from publisher.serving.sparql.question import Limits
from tests.serving.clients.answers import (
    DECISION,
    GRAPHS,
    QUERIES,
    TABLES,
    TRUTHS,
    read_graph,
    read_table,
    true_answer,
)
from tests.serving.running import running

WAYS = ((GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY))
# What `convert` makes of an answer, as the text that it came from.
TABLE_FORMS: dict[str, tuple[ox.QueryResultsFormat, Callable[[Any], str | bytes]]] = {
    JSON: (ox.QueryResultsFormat.JSON, json.dumps),
    XML: (ox.QueryResultsFormat.XML, lambda document: str(document.toxml())),
    TSV: (ox.QueryResultsFormat.TSV, bytes),
}
GRAPH_FORMS: dict[str, tuple[ox.RdfFormat, Callable[[Any], str | bytes]]] = {
    TURTLE: (ox.RdfFormat.TURTLE, bytes),
    N3: (ox.RdfFormat.TURTLE, bytes),
    **{
        form: (ox.RdfFormat.N_TRIPLES, lambda graph: str(graph.serialize(format="nt")))
        for form in (XML, RDF, RDFXML, JSONLD)
    },
}
CASES = [
    *itertools.product(WAYS, TABLE_FORMS, TABLES),
    *itertools.product(WAYS, (JSON, XML), TRUTHS),
    *itertools.product(WAYS, GRAPH_FORMS, GRAPHS),
]
ENDLESS = "SELECT (COUNT(*) AS ?n) { {p} }".replace(
    "{p}", " ".join(f"?a{number} ?p{number} ?b{number} ." for number in range(20))
)


def wrapper(endpoint: str, query: str, form: str, way: tuple[str, str] = WAYS[0]) -> SPARQLWrapper:
    found = SPARQLWrapper(endpoint)
    found.setMethod(way[0])
    found.setRequestMethod(way[1])
    found.setReturnFormat(form)
    found.setQuery(query)
    return found


def convert(asked: SPARQLWrapper) -> Any:  # noqa: ANN401  (another type for each form)
    return asked.queryAndConvert()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Sending Accept header")
@pytest.mark.parametrize(("way", "form", "name"), CASES)
def test_is_answered_as_by_the_store(
    way: tuple[str, str], form: str, name: str, endpoint: str, asked_store: Path
) -> None:
    converted = convert(wrapper(endpoint, QUERIES[name], form, way))
    expected = true_answer(asked_store, QUERIES[name])
    if name in GRAPHS:
        graph_syntax, graph_text = GRAPH_FORMS[form]
        assert read_graph(graph_text(converted), graph_syntax) == expected
    else:
        syntax, text = TABLE_FORMS[form]
        assert read_table(text(converted), syntax) == expected


def test_sees_every_case() -> None:
    assert len(CASES) == 3 * (3 * 6 + 2 * 2 + 6 * 3)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TABLES)
def test_tables_are_csv(way: tuple[str, str], name: str, endpoint: str, asked_store: Path) -> None:
    """CSV has values without their kinds (SPARQL 1.1 Query Results CSV and TSV Formats, 3)."""
    content = convert(wrapper(endpoint, QUERIES[name], CSV, way))
    rows = list(DictReader(StringIO(bytes(content).decode(), newline="")))
    solutions = ox.Store.read_only(str(asked_store)).query(
        QUERIES[name], use_default_graph_as_union=True
    )
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    expected = [tuple(plain(row[name]) for name in names) for row in solutions]
    found = [tuple(masked(row[name]) for name in names) for row in rows]
    assert sorted(found) == sorted(expected)


def plain(term: object) -> str:
    if isinstance(term, ox.BlankNode):
        return "_:"
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else ""


def masked(value: str) -> str:
    return "_:" if value.startswith("_:") else value


@pytest.mark.parametrize("way", WAYS)
def test_graphs_are_named_by_the_program(way: tuple[str, str], endpoint: str) -> None:
    asked = wrapper(endpoint, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", JSON, way)
    asked.addDefaultGraph(f"{DECISION}.jsonld")
    assert int(convert(asked)["results"]["bindings"][0]["n"]["value"]) == 11


def test_what_the_accept_header_says_alone_is_enough(endpoint: str, asked_store: Path) -> None:
    asked = wrapper(endpoint, TABLES["everything"], XML)
    asked.setOnlyConneg(True)
    found = read_table(convert(asked).toxml(), ox.QueryResultsFormat.XML)
    assert found == true_answer(asked_store, TABLES["everything"])


@pytest.mark.parametrize("way", WAYS)
def test_a_mistake_has_its_error(way: tuple[str, str], endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="the query does not parse: error at 1:"):
        wrapper(endpoint, "SELECT * {", JSON, way).query()


@pytest.fixture(scope="module")
def hurried(site: Path, asked_store: Path) -> Iterator[str]:
    """An endpoint that gives a query one second."""
    with running(site, asked_store, Limits(time_s=1.0)) as (address, _):
        yield f"{address}sparql"


@pytest.mark.parametrize("way", WAYS)
def test_a_query_that_takes_too_long_has_its_error(way: tuple[str, str], hurried: str) -> None:
    with pytest.raises(EndPointInternalError, match="longer than 1"):
        wrapper(hurried, ENDLESS, JSON, way).query()


def test_an_address_with_nothing_has_its_error(endpoint: str) -> None:
    with pytest.raises(EndPointNotFound):
        wrapper(f"{endpoint}-ei-ole", "ASK {}", JSON).query()
