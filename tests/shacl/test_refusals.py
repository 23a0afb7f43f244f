"""Shapes that are refused, and what the refusal says."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from publisher.errors import TableError, UnknownConstraintError
from publisher.shacl import Shapes
from publisher.shacl.known import IGNORED

PREFIXES = """\
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

UNKNOWN = [
    ("ex:S a sh:NodeShape ; sh:minCuont 1 .", "<http://example.org/S>: sh:minCuont is not"),
    ("ex:S a sh:NodeShape ; sh:rule [] .", "sh:rule is not known"),
    ("ex:S a sh:NodeShape ; sh:js [] .", "sh:js is not known"),
    ("ex:S a sh:NodeShape ; sh:select 'x' .", "sh:select is not known"),
    ("ex:S a sh:NodeShape ; sh:sparql [ sh:severity sh:Info ] .", "sh:severity is not known"),
    (
        "ex:S a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:expression 1 ] .",
        "a blank node of <http://example.org/S> with sh:path <http://example.org/p>: sh:expression",
    ),
    ("ex: sh:entailment ex:rules .", "sh:entailment asks for inference"),
    ("ex:S a sh:NodeShape ; sh:node ex:T . ex:T sh:not ex:S .", "comes back to itself"),
    ("ex:S a sh:NodeShape ; sh:datatype xsd:hexBinary .", "whose rules are not known"),
    ("ex:S a sh:NodeShape ; sh:target [ a ex:Target ] .", "has no sh:select"),
]

MALFORMED = [
    ("sh:path ex:p ; sh:maxCount '1'", "write an xsd:integer"),
    ("sh:path ex:p ; sh:maxCount -1", "not negative"),
    ("sh:path ex:p ; sh:maxCount 1, 2", "sh:maxCount is given twice"),
    ("sh:path ex:p, ex:q", "sh:path is given twice"),
    ("sh:path 'p'", "is no property path"),
    ("sh:path [ sh:inversePath _:a ] . _:a sh:inversePath _:a", "is no property path"),
    ("sh:path ( ex:p )", "fewer than two paths"),
    ("sh:path []", "a blank node that is no path"),
    ("sh:maxCount 1", "is for property shapes"),
    ("sh:uniqueLang true", "is for property shapes"),
    ("sh:nodeKind ex:Kind", "is none of sh:IRI, sh:BlankNode"),
    ("sh:class 'x'", "write an IRI"),
    ("sh:in ex:list", "no well-formed RDF list"),
    ("sh:pattern '('", "cannot be read"),
    ("sh:pattern 'a' ; sh:flags 'q'", "other flags"),
    ("sh:flags 'i'", "given without sh:pattern"),
    ("sh:minInclusive ex:one", "is no literal"),
    ("sh:minInclusive 'P1D'^^xsd:duration", "nothing compares"),
    ("sh:ignoredProperties ( ex:p )", "given without sh:closed"),
    ("sh:path ex:p ; sh:qualifiedMinCount 1", "given without sh:qualifiedValueShape"),
    ("sh:path ex:p ; sh:qualifiedValueShape []", "given without a number"),
    ("sh:deactivated 'yes'", "write true or false"),
    ("sh:property ex:T", "which has no sh:path"),
    ("sh:property 'text'", "write a node"),
    ("sh:message 1", "write a string"),
    ("sh:severity 'high'", "write an IRI"),
    ("a sh:PropertyShape", "missing in a property shape"),
    ("a sh:NodeShape ; sh:path ex:p", "given to a node shape"),
    ("a sh:NodeShape, owl:Class", "add rdfs:Class"),
    ("sh:sparql [ sh:select 'SELECT $this WHERE {' ]", "is no SPARQL"),
    ("sh:sparql [ sh:select 'SELECT ?x WHERE { ?x ?y ?z }' ]", "does not return $this"),
    ("sh:sparql [ sh:select 'SELECT $this WHERE { $this $PATH 1 }' ]", "has no sh:path"),
    ("sh:sparql [ sh:select 'ASK { $this ?p 1 }' ]", "is a query of another form"),
    (
        "sh:sparql [ sh:prefixes ex:a ; sh:select 'SELECT $this {}' ] . ex:a sh:declare "
        "[ sh:prefix 'a' ; sh:namespace 'b' ], [ sh:prefix 'a' ; sh:namespace 'c' ]",
        "two namespaces",
    ),
]

RESTRICTED = [
    "SELECT $this WHERE { $this ?p ?o MINUS { $this ?p 1 } }",
    "SELECT $this WHERE { VALUES ?x { 1 } }",
    "SELECT $this WHERE { SERVICE <http://example.org/> { $this ?p ?o } }",
    "SELECT $this WHERE { BIND (1 AS $this) }",
    "SELECT $this WHERE { { SELECT ?x WHERE { ?x ?y ?z } } }",
    "SELECT $this WHERE { { SELECT * WHERE { ?x ?y ?z } } }",
    "SELECT $this ?failure WHERE { $this ?p ?failure }",
]


def compile_turtle(text: str) -> Shapes:
    return Shapes.compile(ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(("text", "said"), UNKNOWN)
def test_refuses_what_it_does_not_know(text: str, said: str) -> None:
    with pytest.raises(UnknownConstraintError, match=re.escape(said)):
        compile_turtle(text)


@pytest.mark.parametrize(("body", "said"), MALFORMED)
def test_refuses_malformed_shapes(body: str, said: str) -> None:
    with pytest.raises(TableError, match=re.escape(said)) as caught:
        compile_turtle(f"ex:S sh:targetNode ex:n ; {body} .")
    assert "<http://example.org/" in str(caught.value)


@pytest.mark.parametrize("query", RESTRICTED)
def test_refuses_what_cannot_be_pre_bound(query: str) -> None:
    with pytest.raises(UnknownConstraintError, match=r"sh:select"):
        compile_turtle(f"ex:S sh:targetNode ex:n ; sh:sparql [ sh:select '{query}' ] .")


@pytest.mark.parametrize("word", ["MINUS", "VALUES", "SERVICE", "AS $this"])
def test_is_not_misled_by_words_in_strings_comments_and_names(word: str) -> None:
    name = word.replace(" $", "")
    query = f'SELECT $this WHERE {{ $this <urn:{name}> "{word} {{" ; ex:{name} 1 }} # {word} {{\\n'
    compile_turtle(f"""ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/" ] .
        ex:S sh:targetNode ex:n ; sh:sparql [ sh:prefixes ex: ; sh:select '{query}' ] .""")


def test_passes_over_only_what_is_listed_with_a_reason() -> None:
    for term, reason in IGNORED.items():
        compile_turtle(f"ex:S a sh:NodeShape ; {term} ex:x .")
        assert reason
    assert len(IGNORED) == 9


def test_every_list_of_cases_is_whole() -> None:
    assert (len(UNKNOWN), len(MALFORMED), len(RESTRICTED)) == (10, 34, 7)


@pytest.mark.parametrize(
    "body",
    [
        "sh:target [ sh:select 'SELECT $this WHERE { $this a ex:C }' ; sh:prefixes ex:p ]",
        "sh:targetNode ex:n ; sh:not [ sh:sparql [ sh:select 'SELECT $this WHERE { }' ] ]",
        "sh:targetNode ex:n ; ex:length 3",
    ],
)
def test_refuses_to_do_half_of_what_needs_core_and_sparql_at_once(body: str) -> None:
    shapes = compile_turtle(f"""
        ex:p sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/" ] .
        ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:length ] ;
          sh:validator [ sh:ask "ASK {{ FILTER (STRLEN(STR($value)) = $length) }}" ] .
        ex:S a sh:NodeShape ; {body} .""")
    with pytest.raises(UnknownConstraintError, match="use validate_all"):
        shapes.validate([])
    with pytest.raises(UnknownConstraintError, match="use validate_all"):
        shapes.validate_sparql(ox.Store())
    shapes.validate_all([])
