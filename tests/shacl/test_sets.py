"""Constraints in SPARQL for a whole store, against one focus node at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pyoxigraph as ox
import pytest

from publisher.errors import UnknownConstraintError
from publisher.shacl import Result, Shapes
from tests.shacl.faults import faulty_graph
from tests.shacl.test_refusals import PREFIXES

TARGETS = [
    "sh:targetClass ex:Thing",
    "sh:targetClass ex:Thing, ex:Kind",
    "sh:targetSubjectsOf ex:pLink",
    "sh:targetObjectsOf ex:pLink, ex:pCode ; sh:targetClass ex:Other",
]
"""In the last, literals and blank nodes are focus nodes, and some nodes are so twice."""

QUERIES = [
    "SELECT $this ?value WHERE { $this ex:pNumber ?value FILTER (?value > 4) }",
    "SELECT $this ?path ?value WHERE { $this ?path ?value }",
    "SELECT $this WHERE { FILTER (true) }",
    "SELECT $this WHERE { FILTER NOT EXISTS { $this ex:pLink ?x } }",
    "SELECT $this ?x WHERE { $this ?p ?x FILTER EXISTS { ?x a ?c . { FILTER (bound($this)) } } }",
    "SELECT $this WHERE { FILTER NOT EXISTS { ?x ex:pLink $this"
    " FILTER NOT EXISTS { $this a ?c } } }",
    "SELECT $this ?v WHERE { OPTIONAL { $this ex:pYear ?v } FILTER (!bound(?v)) }",
    "SELECT $this ?v WHERE { $this ?p ?o OPTIONAL { ?o ex:pCode ?v FILTER (?v != $this) } }",
    "SELECT $this ?v WHERE { { $this ex:pKind ?v } UNION { ?v ex:pLink $this }"
    " UNION { FILTER (1 = 1) } }",
    "SELECT $this WHERE { { { FILTER (bound($this)) } FILTER (isIRI($this)) } }",
    "SELECT $this ?value WHERE { BIND ($this AS ?value) FILTER (isLiteral(?value)) }",
    "SELECT $this ?value WHERE { $this (ex:pLink|ex:pKind)* ?value }",
    "SELECT $this ?value WHERE { ?value ex:pLink+ $this }",
    "SELECT $this (COUNT(?v) AS ?value) WHERE { $this ?p ?v }"
    " GROUP BY $this HAVING (COUNT(?v) > 9)",
    "SELECT $this ?value WHERE { { SELECT $this (MAX(?n) AS ?value) WHERE { $this ex:pNumber ?n }"
    " GROUP BY $this } FILTER (?value > 4) }",
    "SELECT $this ?value WHERE { { SELECT DISTINCT $this ?value WHERE { ?x ex:pLink $this ."
    " ?value ex:pLink ?x } } }",
    "SELECT $this WHERE { FILTER EXISTS { { SELECT $this (COUNT(?v) AS ?c)"
    " WHERE { $this ex:pLink ?v } GROUP BY $this } FILTER (?c > 1) } }",
    "SELECT * WHERE { $this ex:pCode ?value }",
]

ONE_AT_A_TIME = [
    "SELECT $this WHERE { $this ?p ?o } GROUP BY $this HAVING (EXISTS { $this a ?c })",
    "SELECT $this (EXISTS { $this a ?c } AS ?value) WHERE { $this ?p ?o }",
    "SELECT $this WHERE { GRAPH ?other { $this ?p ?o } }",
    "SELECT $this FROM <http://example.org/g> WHERE { $this ?p ?o }",
    "SELECT $this WHERE { $this ?p ?o } LIMIT 1",
    "SELECT $this WHERE { $this ?p ?o } OFFSET 1",
    "SELECT $this (SAMPLE(?o) AS ?value) WHERE { $this ?p ?o } GROUP BY $this",
    'SELECT $this (GROUP_CONCAT(?o; SEPARATOR=",") AS ?value) WHERE { $this ?p ?o } GROUP BY $this',
    "SELECT $this WHERE { $this ?p ?o FILTER (RAND() < 2) }",
    "SELECT $this ?value WHERE { $this ?p ?o BIND (UUID() AS ?value) }",
    "SELECT $this WHERE { $this ?p $currentShape }",
    "SELECT $this ?recordGraph WHERE { $this ?p ?recordGraph }",
]

SEEDS = range(12)


def compile_query(target: str, query: str) -> Shapes:
    text = f"""{PREFIXES}
        ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/" ] .
        ex:S a sh:NodeShape ; {target} ; sh:sparql ex:q .
        ex:q sh:prefixes ex: ; sh:select \"\"\"{query}\"\"\" ; sh:message "{{?value}}" ."""
    background = f"{PREFIXES} ex:Other <http://www.w3.org/2000/01/rdf-schema#subClassOf> ex:Kind ."
    return Shapes.compile(
        ox.parse(text, ox.RdfFormat.TURTLE), ox.parse(background, ox.RdfFormat.TURTLE)
    )


def read_graphs() -> dict[ox.NamedNode, list[ox.Quad]]:
    graphs = {}
    for seed in SEEDS:
        name = ox.NamedNode(f"http://example.org/graph/{seed}")
        quads = ox.parse(faulty_graph(seed), ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        store = ox.Store()  # so that literals are in the form of the store
        store.extend(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)
        graphs[name] = list(store)
    return graphs


GRAPHS = read_graphs()


def loaded(*names: ox.NamedNode) -> ox.Store:
    store = ox.Store()
    for name in names:
        store.extend(GRAPHS[name])
    return store


def one_at_a_time(shapes: Shapes) -> Counter[Result]:
    return Counter(
        replace(result, graph=name)
        for name, quads in GRAPHS.items()
        for result in shapes.validate_all(quads)
    )


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("query", QUERIES)
def test_all_at_once_is_one_at_a_time(query: str, target: str) -> None:
    shapes = compile_query(target, query)
    results = shapes.validate_sparql(loaded(*GRAPHS))
    assert Counter(results) == one_at_a_time(shapes)


def test_the_cases_find_something() -> None:
    found = [
        len(compile_query(target, query).validate_sparql(loaded(*GRAPHS)))
        for target in TARGETS
        for query in QUERIES
    ]
    assert len(found) == 4 * 18
    assert found.count(0) <= 6
    assert sum(found) > 5_000


@pytest.mark.parametrize("query", ONE_AT_A_TIME)
def test_refuses_what_differs_one_at_a_time(query: str) -> None:
    shapes = compile_query(TARGETS[0], query)
    with pytest.raises(UnknownConstraintError, match="for all records at once"):
        shapes.validate_sparql(ox.Store())
    assert len(ONE_AT_A_TIME) == 12


def test_refuses_target_nodes() -> None:
    shapes = compile_query("sh:targetNode ex:n", QUERIES[0])
    with pytest.raises(UnknownConstraintError, match="sh:targetNode"):
        shapes.validate_sparql(ox.Store())


@pytest.mark.parametrize("query", QUERIES)
def test_other_graphs_make_no_difference(query: str) -> None:
    shapes = compile_query(TARGETS[3], query)
    name = ox.NamedNode("http://example.org/graph/3")
    alone = shapes.validate_sparql(loaded(name))
    full = loaded(*GRAPHS)
    full.extend(ox.Quad(q.subject, q.predicate, q.object) for q in GRAPHS[name])  # default graph
    assert alone == [r for r in shapes.validate_sparql(full) if r.graph == name]


def test_a_node_of_several_target_classes_is_one_focus_node() -> None:
    shapes = compile_query(
        "sh:targetClass ex:Thing, ex:Kind ; sh:targetSubjectsOf ex:pLink",
        "SELECT $this (COUNT(?v) AS ?value) WHERE { $this ex:pCode ?v } GROUP BY $this",
    )
    text = f"""{PREFIXES} ex:g {{
        ex:a a ex:Thing, ex:Kind, ex:Other ; ex:pLink ex:b ; ex:pCode 1 . }}"""
    store = ox.Store()
    store.extend(ox.parse(text, ox.RdfFormat.TRIG))
    (result,) = shapes.validate_sparql(store)
    assert result.value == ox.Literal(1)


def test_core_and_sparql_together_are_everything() -> None:
    text = f"""{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:P ;
        sh:sparql [ sh:select "SELECT $this WHERE {{ $this <http://example.org/pYear> ?y }}" ] .
        ex:P sh:path ex:pNumber ; sh:maxCount 1 ; sh:sparql [ sh:message "{{$value}} of {{?this}}" ;
          sh:select "SELECT $this ?value WHERE {{ $this $PATH ?value FILTER (?value > 4) }}" ] ."""
    shapes = Shapes.compile(ox.parse(text, ox.RdfFormat.TURTLE))
    core = [replace(r, graph=n) for n, quads in GRAPHS.items() for r in shapes.validate(quads)]
    sparql = shapes.validate_sparql(loaded(*GRAPHS))
    assert core
    assert sparql
    assert Counter(core + sparql) == one_at_a_time(shapes)
    assert any(r.messages and " of http://example.org/thing" in r.messages[0].value for r in sparql)
