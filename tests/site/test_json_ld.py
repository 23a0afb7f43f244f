"""The context and every JSON-LD document mean the same to three readers that share no code."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld

from publisher.assets import asset_dir
from tests.site.building import BASE, Built
from tests.site.triples import (
    Term,
    Triples,
    of_store,
    oxigraph_reader,
    read_contexts,
    read_file,
    read_json_ld,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CONTEXT = f"{BASE}context.jsonld"
# Of each datatype of the context a value, written the only way in which it can be written.
VALUES = {
    "anyURI": "https://w3id.org/pykala/def#",
    "boolean": "true",
    "date": "2026-03-04",
    "dateTime": "2026-03-04T17:00:00+02:00",
    "decimal": "0.5",
    "integer": "7",
    "string": "teksti",
    "time": "17:05:00",
}

Reader = Callable[[str, dict[str, Any]], Triples]


def with_pyld(content: str, contexts: dict[str, Any]) -> Triples:
    """What PyLD reads, a reader of JSON-LD that rdflib and Oxigraph know nothing of."""

    def load(address: str, _: object) -> dict[str, Any]:
        document = {"@context": contexts[address]}
        return {"contextUrl": None, "documentUrl": address, "document": document}

    options = {"documentLoader": load, "base": BASE}
    dataset: dict[str, list[dict[str, dict[str, str]]]] = jsonld.to_rdf(
        json.loads(content), options
    )
    assert dataset.keys() <= {"@default"}
    return frozenset(
        (pyld_term(said["subject"]), pyld_term(said["predicate"]), pyld_term(said["object"]))
        for said in dataset.get("@default", [])
    )


def pyld_term(term: Mapping[str, str]) -> Term:
    assert term["type"] in {"IRI", "literal"}, f"a blank node: {term}"
    if term["type"] == "IRI":
        return (term["value"],)
    return (term["value"], term.get("language", "").lower(), term["datatype"])


def with_oxigraph(content: str, contexts: dict[str, Any]) -> Triples:
    return oxigraph_reader(contexts)(content, "jsonld")


READERS: tuple[Reader, ...] = (read_json_ld, with_oxigraph, with_pyld)


@cache
def contexts_of(built: Built) -> dict[str, Any]:
    return read_contexts(built.site)


def test_every_record_means_the_same_to_three_readers(demo: Built) -> None:
    contexts = contexts_of(demo)
    assert len(demo.pages) >= 114
    found = 0
    for page in demo.pages:
        content = (demo.site / f"{page}.jsonld").read_text("utf-8")
        first, *others = (read(content, contexts) for read in READERS)
        assert first
        assert others == [first, first], page
        found += len(first)
    assert found > 4000


@pytest.mark.parametrize("name", ["catalogue", "void", "def", "def/opengov", "koodi/rooli"])
def test_descriptions_mean_the_same_to_three_readers(demo: Built, name: str) -> None:
    content = (demo.site / f"{name}.jsonld").read_text("utf-8")
    first, *others = (read(content, contexts_of(demo)) for read in READERS)
    assert len(first) > 30
    assert others == [first, first]


def test_every_turtle_file_means_the_same_to_two_readers(demo: Built) -> None:
    names = [*demo.pages, "catalogue", "void", *sorted(demo_vocabularies(demo))]
    assert len(names) >= 114 + 2 + 22
    for name in names:
        path = demo.site / f"{name}.ttl"
        oxigraph = of_store(quad.triple for quad in ox.parse(path=path, base_iri=BASE))
        assert oxigraph
        assert read_file(path) == oxigraph, name


def demo_vocabularies(demo: Built) -> set[str]:
    """Every vocabulary but the shapes, which have blank nodes."""
    turtle = {name.removesuffix(".ttl") for name in demo.vocabularies if name.endswith(".ttl")}
    return {name for name in turtle if not name.startswith("shapes")}


def read_context() -> dict[str, Any]:
    text = (asset_dir("mappings") / "context.jsonld").read_text("utf-8")
    context = json.loads(text)["@context"]
    assert isinstance(context, dict)
    return context


def terms(context: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Every term that stands for a property or class, with its definition written in full."""
    found = {}
    for term, given in context.items():
        definition = given if isinstance(given, dict) else {"@id": given}
        iri = definition["@id"] if term != "@version" else "@"
        if not iri.startswith(("@", "http")):
            found[term] = definition
    return found


def value_of(definition: dict[str, str], term: str) -> object:
    """A value that this term may have; another one for each term."""
    if definition.get("@container") == "@language":
        return {"fi": term, "sv": term}
    datatype = definition.get("@type")
    if datatype == "@id":
        return f"{BASE}{term}"
    return term if datatype is None else VALUES[datatype.removeprefix("xsd:")]


def test_every_term_of_the_context_means_the_same_to_three_readers() -> None:
    context = read_context()
    every = terms(context)
    classes = [term for term in every if term[0].isupper()]
    properties = {
        term: value_of(definition, term)
        for term, definition in every.items()
        if term not in classes
    }
    assert len(classes) >= 24
    assert len(properties) >= 90
    subject = f"{BASE}kaikki"
    record = {"@context": CONTEXT, "id": subject, "type": classes, **properties}
    content = json.dumps(record)
    first, *others = (read(content, {CONTEXT: context}) for read in READERS)
    assert others == [first, first]
    iris = {expand(context, definition["@id"]) for definition in every.values()}
    said = {name for triple in first for name in (triple[1][0], triple[2][0])}
    assert iris <= said
    types = {triple[2][0] for triple in first if triple[1][0] == f"{RDF}type"}
    assert len(types) == len(classes)


def expand(context: dict[str, Any], compact: str) -> str:
    prefix, _, name = compact.partition(":")
    namespace = context[prefix]
    assert isinstance(namespace, str)
    return namespace + name


def test_a_reader_that_disagrees_would_be_found() -> None:
    context = read_context()
    content = json.dumps({"@context": CONTEXT, "id": f"{BASE}x", "title": {"fi": "Otsikko"}})
    right = with_pyld(content, {CONTEXT: context})
    assert right == {
        ((f"{BASE}x",), (f"{context['eli']}title",), ("Otsikko", "fi", f"{RDF}langString"))
    }
    other = {"@id": "dcterms:title", "@container": "@language"}
    wrong = with_pyld(content, {CONTEXT: context | {"title": other}})
    assert len(wrong) == 1
    assert wrong != right
