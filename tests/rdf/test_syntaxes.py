"""One graph in several syntaxes, which cannot disagree."""

from __future__ import annotations

import random

import pyoxigraph as ox

from publisher.rdf.syntaxes import to_files, to_quads, write

EX = "http://example.org/"
GRAPH = f"{EX}graph"
PREFIXES = {"ex": EX, "owl": "http://www.w3.org/2002/07/owl#"}
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TEXTS = ["", "a .\nb", 'Hän sanoi: "ei" .\r\n', "<http://example.org/x> .", "\u2028 \\n"]


def quads() -> list[ox.Quad]:
    graph, says = ox.NamedNode(GRAPH), ox.NamedNode(f"{EX}says")
    subjects = [ox.NamedNode(f"{EX}{name}") for name in ("b", "a", "a-b")]
    return [
        *(
            ox.Quad(s, says, ox.Literal(text, language="fi"), graph)
            for s in subjects
            for text in TEXTS
        ),
        *(ox.Quad(s, TYPE, ox.NamedNode(f"{EX}things#Thing"), graph) for s in subjects),
    ]


def test_every_file_says_the_same() -> None:
    expected = {quad.triple for quad in quads()}
    files = to_files(quads(), PREFIXES)
    syntaxes = {
        "nt": ox.RdfFormat.N_TRIPLES,
        "ttl": ox.RdfFormat.TURTLE,
        "rdf": ox.RdfFormat.RDF_XML,
    }
    assert files.keys() == syntaxes.keys()
    for extension, content in files.items():
        assert {quad.triple for quad in ox.parse(content, syntaxes[extension])} == expected


def test_the_order_of_the_quads_makes_no_difference() -> None:
    shuffled = quads()
    random.Random(1).shuffle(shuffled)  # noqa: S311 - no secret is made of it
    assert to_files(shuffled, PREFIXES) == to_files(quads(), PREFIXES)


def test_the_types_of_a_subject_come_first() -> None:
    lines = to_files(quads(), PREFIXES)["nt"].splitlines()
    types = [number for number, line in enumerate(lines) if str(TYPE).encode() in line]
    assert types == [0, 6, 12]


def test_prefixes_that_shorten_nothing_are_left_out() -> None:
    turtle = to_files(quads(), PREFIXES)["ttl"]
    assert b"@prefix ex:" in turtle
    assert b"owl" not in turtle


def test_n_triples_become_n_quads_of_one_graph() -> None:
    n_triples = to_files(quads(), PREFIXES)["nt"]
    parsed = ox.parse(n_triples, ox.RdfFormat.N_TRIPLES)
    named = [ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(GRAPH)) for q in parsed]
    assert len(named) == 18
    assert to_quads(n_triples, GRAPH) == write(named, ox.RdfFormat.N_QUADS)
