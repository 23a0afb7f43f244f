"""Contexts that stand elsewhere are found, wherever a document names them."""

from __future__ import annotations

import json

import pytest

from tests.changes.http import ProtocolError
from tests.changes.jsonld import JsonLdReader
from tests.changes.memory import MemoryWeb

BASE = "https://data.example.fi/"
CONTEXT = f"{BASE}contexts/one"


def web_of(context: object, **more: object) -> MemoryWeb:
    kind = "application/ld+json"
    web = MemoryWeb({CONTEXT: (kind, json.dumps({"@context": context}))})
    web.pages |= {
        f"{BASE}contexts/{name}": (kind, json.dumps(value)) for name, value in more.items()
    }
    return web


def read(web: MemoryWeb, document: object) -> set[str]:
    quads = JsonLdReader(web).read(json.dumps(document), f"{BASE}document")
    return {str(quad) for quad in quads}


def triple(predicate: str, value: str, thing: str = "a") -> str:
    return f'<{BASE}{thing}> <http://example.org/{predicate}> "{value}"'


TERMS = {"p": "http://example.org/p", "@base": "https://elsewhere.example/"}


@pytest.mark.parametrize(
    "context",
    [
        "contexts/one",
        ["contexts/one"],
        {"@import": "contexts/one", "@version": 1.1},
    ],
)
def test_finds_contexts_of_a_document(context: object) -> None:
    assert read(web_of(TERMS), {"@context": context, "@id": "a", "p": "1"}) == {triple("p", "1")}


def test_finds_contexts_of_nodes_of_terms_and_of_contexts() -> None:
    web = web_of(["two", {"q": {"@id": "http://example.org/q", "@context": "two"}}], two=[])
    web.pages[f"{BASE}contexts/two"] = web_of([TERMS]).pages[CONTEXT]
    document = [
        {"@context": "contexts/one", "@id": "a", "p": "1", "q": {"@id": "b", "p": "2"}},
        {"@id": "c", "http://example.org/r": {"@context": CONTEXT, "@id": "d", "p": "3"}},
    ]
    assert read(web, document) >= {triple("p", "1"), triple("p", "2", "b"), triple("p", "3", "d")}
    assert len(web.requests) == 2


def test_leaves_json_alone() -> None:
    literal = {"@type": "@json", "@value": {"@context": "contexts/none"}}
    assert len(read(MemoryWeb(), {"@id": "a", "http://example.org/p": literal})) == 1


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (("application/ld+json", "{"), "is no JSON"),
        (("application/ld+json", "[]"), "no map with an @context"),
        (("application/ld+json", '{"p": 1}'), "no map with an @context"),
        (("application/ld+json", '{"@context": "one"}'), "recursive"),
        (("application/ld+json", '{"@context": [{}]}'), "not a map"),
        (("text/html", '{"@context": {}}'), "not JSON"),
        (("", '{"@context": {}}'), "of no type"),
    ],
)
def test_minds_contexts_that_are_none(page: tuple[str, str], complaint: str) -> None:
    web = MemoryWeb({CONTEXT: page})
    with pytest.raises(ProtocolError, match=complaint):
        read(web, {"@context": {"@import": CONTEXT}})


def test_minds_contexts_that_are_not_there_or_documents_that_are_none() -> None:
    web = web_of({})
    with pytest.raises(ProtocolError, match="404"):
        read(web, {"@context": "contexts/none"})
    with pytest.raises(ProtocolError, match="no JSON"):
        JsonLdReader(web).read("{", BASE)
