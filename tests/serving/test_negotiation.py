from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.serving.negotiation import MEDIA_TYPES, negotiate

if TYPE_CHECKING:
    from tests.serving.conftest import Client

# What the clients were seen to send, and the document that each is to get.
CLIENTS = {
    "rdflib 7.6": (
        "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json, "
        "application/n-quads, application/trix, application/trig",
        "rdf",
    ),
    "requests, curl, wget, CKAN": ("*/*", "html"),
    "rapper": (
        "application/rdf+xml, text/rdf;q=0.6, application/n-triples, text/plain;q=0.1, "
        "text/turtle, application/x-turtle, application/turtle, text/n3;q=0.3, "
        "application/xml;q=0.3, text/html;q=0.2, application/xhtml+xml;q=0.4, text/html;q=0.6, "
        "application/json;q=0.1, text/x-nquads, */*;q=0.1",
        "rdf",
    ),
    "Chrome": (
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
        "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
        "html",
    ),
    "Comunica 5": (
        "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
        "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,"
        "application/xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18,text/shaclc;q=0.1",
        "nt",
    ),
    "Jena": (
        "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,"
        "application/rdf+xml;q=0.7,*/*;q=0.3",
        "ttl",
    ),
    "Turtle only": ("text/turtle", "ttl"),
    "JSON-LD only": ("application/ld+json", "jsonld"),
    "JSON-LD, compacted": (
        'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
        "jsonld",
    ),
    "a page, but rather Turtle": ("text/html;q=0.5, text/turtle", "html"),
    "no page": ("text/html;q=0, text/turtle;q=0.5", "ttl"),
    "something else": ("application/vnd.foo", "html"),
    "nothing": (None, "html"),
}

HEADERS = {
    "": "html",
    " , ,": "html",
    "TEXT/Turtle; Charset=UTF-8": "ttl",
    "text/*": "html",
    "application/*, text/turtle": "html",
    "application/xhtml+xml": "html",
    "application/json": "jsonld",
    "application/trig": "ttl",
    "text/n3": "ttl",
    "text/plain": "nt",
    "application/n-triples;q=0.001": "nt",
    "text/html; Q=0.000 , application/rdf+xml": "rdf",
    "text/html;q=0, text/turtle;q=0.0, application/n-triples": "nt",
    "text/html;q=0": "html",
    'text/html;x="a, text/turtle;b";q=0, application/ld+json': "jsonld",
    'text/turtle;x="\\", application/ld+json': "ttl",
    'text/turtle;x="never closed': "ttl",
    "\x00;;=": "html",
}


@pytest.mark.parametrize("name", CLIENTS)
def test_gives_every_known_client_what_it_can_read(name: str, client: Client) -> None:
    accept, extension = CLIENTS[name]
    answer = client.get("/kemi", accept)
    assert (303, f"/kemi.{extension}") == (answer.status, answer.headers["location"])
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", HEADERS)
def test_lets_the_first_media_range_decide(accept: str) -> None:
    assert HEADERS[accept] == negotiate(accept)


def test_sees_every_case() -> None:
    assert (len(CLIENTS), len(HEADERS)) == (13, 18)
    assert set(MEDIA_TYPES) == {extension for _, extension in CLIENTS.values()}


def test_splits_long_headers_without_delay() -> None:
    assert negotiate('"\\' * 100_000) == "html"
    assert negotiate("a," * 100_000) == "html"
