"""What validation returns: focus nodes, messages, order and reports."""

from __future__ import annotations

import random

import pyoxigraph as ox

from publisher.shacl import Result, Shapes
from tests.shacl.faults import faulty_graph
from tests.shacl.test_differential import OUR_SHAPES, SHAPES_TEXT
from tests.shacl.test_refusals import PREFIXES, compile_turtle

RDFS = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."


def ex(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://example.org/{name}")


def parse(text: str) -> list[ox.Quad]:
    return list(ox.parse(f"{PREFIXES} {RDFS} {text}", ox.RdfFormat.TURTLE))


def test_background_axioms_count_and_background_nodes_are_no_focus_nodes() -> None:
    shapes = parse(
        "ex:S sh:targetClass ex:Work ; sh:property [ sh:path ex:topic ; sh:class ex:Code ]."
    )
    ontology = parse("""ex:Decision rdfs:subClassOf ex:Work . ex:Key rdfs:subClassOf ex:Code .
        ex:old a ex:Work ; ex:topic ex:nothing . ex:k1 a ex:Key .""")
    data = parse("ex:d a ex:Decision ; ex:topic ex:k1, ex:k2 .")
    (result,) = Shapes.compile(shapes, ontology).validate(data)
    assert (result.focus, result.value) == (ex("d"), ex("k2"))
    assert Shapes.compile(shapes).validate(data) == []


def test_a_graph_brings_its_own_subclass_axioms() -> None:
    shapes = Shapes.compile(
        parse("ex:S sh:targetClass ex:A ; sh:nodeKind sh:Literal ."),
        parse("ex:B rdfs:subClassOf ex:A ."),
    )
    data = parse("ex:C rdfs:subClassOf ex:B . ex:c a ex:C .")
    assert [result.focus for result in shapes.validate(data)] == [ex("c")]
    assert shapes.validate(parse("ex:c a ex:C .")) == []


def test_graph_names_and_repeated_triples_make_no_difference() -> None:
    shapes = compile_turtle(
        "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] ."
    )
    data = parse("ex:a a ex:A ; ex:p 1 .")
    named = [ox.Quad(q.subject, q.predicate, q.object, ex("graph")) for q in data]
    assert shapes.validate([*data, *named]) == []


def test_an_empty_graph_has_target_nodes() -> None:
    shapes = compile_turtle("ex:S sh:targetNode ex:a ; sh:class ex:A .")
    assert [result.focus for result in shapes.validate([])] == [ex("a")]


def test_results_carry_severity_messages_path_and_shape() -> None:
    shapes = compile_turtle("""ex:S sh:targetNode ex:a ; sh:property ex:P .
        ex:P sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Warning ;
          sh:message "Arvo puuttuu"@fi, "No value"@en .""")
    assert shapes.validate([]) == [
        Result(
            focus=ex("a"),
            path=ex("p"),
            value=None,
            severity=ox.NamedNode("http://www.w3.org/ns/shacl#Warning"),
            component=ox.NamedNode("http://www.w3.org/ns/shacl#MinCountConstraintComponent"),
            shape=ex("P"),
            messages=(
                ox.Literal("No value", language="en"),
                ox.Literal("Arvo puuttuu", language="fi"),
            ),
        )
    ]


def test_messages_of_queries_name_values() -> None:
    shapes = compile_turtle("""
        ex:S sh:targetNode ex:a ; sh:message "of the shape" ; sh:sparql ex:q .
        ex:q sh:message "{?value} or {$value} of {$this}, {?other}"@en ;
          sh:select "SELECT $this ?value WHERE { $this ?p ?value }" .""")
    (result,) = shapes.validate_all(parse("ex:a ex:p 'ä' ."))
    expected = ox.Literal("ä or ä of http://example.org/a, {?other}", language="en")
    assert result.messages == (expected,)
    assert result.constraint == ex("q")


def test_a_query_can_write_its_own_message() -> None:
    shapes = compile_turtle("""ex:S sh:targetNode ex:a ; sh:sparql [ sh:message "no" ; sh:select
        "SELECT $this (CONCAT('seen ', STR($this)) AS ?message) WHERE { }" ] .""")
    (result,) = shapes.validate_all([])
    assert result.messages == (ox.Literal("seen http://example.org/a"),)


def test_messages_of_components_name_parameters() -> None:
    shapes = compile_turtle("""ex:S sh:targetNode "abc" ; ex:length 2 .
        ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:length ] ; sh:validator ex:v .
        ex:v sh:message "{$value} is not {?length} long" ;
          sh:ask "ASK { FILTER (STRLEN($value) = $length) }" .""")
    (result,) = shapes.validate_all([])
    assert result.component == ex("C")
    assert result.messages == (ox.Literal("abc is not 2 long"),)


def test_the_order_does_not_depend_on_the_order_of_the_data() -> None:
    quads = [
        quad
        for quad in ox.parse(faulty_graph(1), ox.RdfFormat.TURTLE)
        if not any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object))
    ]
    expected = OUR_SHAPES.validate_all(quads)
    chance = random.Random(1)  # noqa: S311 - no secret is made of it
    for _ in range(5):
        chance.shuffle(quads)
        assert expected == OUR_SHAPES.validate_all(quads)
    assert len(expected) > 30


def test_the_order_does_not_depend_on_the_labels_of_blank_shapes() -> None:
    def lines(shapes: Shapes) -> list[tuple[object, ...]]:
        quads = ox.parse(faulty_graph(2), ox.RdfFormat.TURTLE)
        return [(r.focus, r.component, r.messages) for r in shapes.validate_all(quads)]

    again = Shapes.compile(ox.parse(SHAPES_TEXT, ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    assert lines(OUR_SHAPES) == lines(again)


def test_a_report_is_the_results_as_rdf() -> None:
    shapes = compile_turtle("ex:S sh:targetNode ex:a ; sh:class ex:A ; sh:message 'No A' .")
    sh = "http://www.w3.org/ns/shacl#"
    report = {
        (triple.predicate.value.removeprefix(sh), str(triple.object))
        for triple in shapes.report(shapes.validate([]))
    }
    assert {
        ("conforms", '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("focusNode", "<http://example.org/a>"),
        ("value", "<http://example.org/a>"),
        ("resultSeverity", f"<{sh}Violation>"),
        ("sourceConstraintComponent", f"<{sh}ClassConstraintComponent>"),
        ("sourceShape", "<http://example.org/S>"),
        ("resultMessage", '"No A"'),
    } <= report
    assert len(report) == 10
    assert len(list(shapes.report([]))) == 2
