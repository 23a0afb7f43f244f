"""SPARQL 1.1 Protocol, as far as it is about queries: a row for each thing that it says."""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from tests.serving.conftest import Answer, Client

TOWN = "https://data.example.fi/tuulikoski.jsonld"
LAW = "https://data.example.fi/laki/1982/710.jsonld"
NONE = "https://data.example.fi/none.jsonld"

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TURTLE = "text/turtle; charset=utf-8"

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
FROM_LAW = COUNT.replace("{", f"FROM <{LAW}> {{", 1)
FROM_BOTH = COUNT.replace("{", f"FROM <{LAW}> FROM <{TOWN}> {{", 1)
FROM_NONE = COUNT.replace("{", f"FROM <{NONE}> {{", 1)
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
BOTH = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


class Row(NamedTuple):
    """A request, and what the protocol has it answered with.

    Attributes:
        clause: Of SPARQL 1.1 Protocol.
        method: Of HTTP.
        target: Behind the path.
        media_type: Of the body; None without one.
        body: What is sent.
        status: Of the answer.
        says: What ``?n`` is, ``true`` or ``false``, or how its media type begins; None where
            nothing is asked of the content.
        accept: The header; empty without one.
    """

    clause: str
    method: str
    target: str
    media_type: str | None
    body: bytes
    status: int
    says: int | str | None = None
    accept: str = ""


def get(query: str, says: int | str, accept: str = "", **graphs: list[str] | str) -> Row:
    """A query by GET (2.1.1)."""
    return Row("2.1.1", "GET", asked(query, graphs), None, b"", 200, says, accept)


def asked(query: str | None, graphs: dict[str, list[str] | str]) -> str:
    named = {key.replace("_", "-") + "-uri": value for key, value in graphs.items()}
    told = {"query": query} if query is not None else {}
    return "?" + urlencode(told | named, doseq=True)


def form(query: str, says: int, **graphs: list[str] | str) -> Row:
    """A query by a form (2.1.2)."""
    body = asked(query, graphs).removeprefix("?").encode()
    return Row("2.1.2", "POST", "", FORM, body, 200, says)


def direct(query: str, says: int | str, media_type: str = DIRECT, **graphs: list[str] | str) -> Row:
    """A query that is the body (2.1.3)."""
    target = asked(None, graphs) if graphs else ""
    return Row("2.1.3", "POST", target, media_type, query.encode(), 200, says)


def bad(clause: str, method: str, target: str, status: int, *sent: str | bytes) -> Row:
    """A request that is refused."""
    media_type, body = (*sent, "", b"")[:2] if sent else ("", b"")
    content = body if isinstance(body, bytes) else body.encode()
    return Row(clause, method, target, str(media_type) or None, content, status)


ASK = quote("ASK {}")
ROWS = (
    # Three ways to ask.
    get("ASK {}", says="true"),
    get("ASK { <urn:a> <urn:b> <urn:c> }", says="false"),
    get(COUNT, 7),
    form(COUNT, 7),
    direct(COUNT, 7),
    direct(COUNT, 7, f"{DIRECT}; charset=UTF-8"),
    direct("ASK {}", says="true"),
    Row("2.1.2", "POST", "", f"{FORM}; charset=utf-8", f"query={ASK}".encode(), 200, "true"),
    get("ASK { FILTER('äö' = 'äö') }", says="true"),
    direct("ASK { FILTER('äö' = '\u00e4\u00f6') }", says="true"),
    # The dataset that the request names (2.1.4), in each of them.
    get(COUNT, 1, default_graph=TOWN),
    get(COUNT, 2, default_graph=[TOWN, LAW]),
    get(COUNT, 0, default_graph=NONE),
    get(COUNT_NAMED, 1, named_graph=LAW),
    get(COUNT_NAMED, 2, named_graph=[TOWN, LAW]),
    get(COUNT, 0, named_graph=[TOWN, LAW]),
    get(BOTH, 3, default_graph=TOWN, named_graph=[TOWN, LAW]),
    form(COUNT, 1, default_graph=TOWN),
    form(COUNT, 2, default_graph=[TOWN, LAW]),
    form(COUNT_NAMED, 2, named_graph=[TOWN, LAW]),
    form(BOTH, 3, default_graph=TOWN, named_graph=[TOWN, LAW]),
    direct(COUNT, 1, default_graph=TOWN),
    direct(COUNT, 2, default_graph=[TOWN, LAW]),
    direct(COUNT_NAMED, 2, named_graph=[TOWN, LAW]),
    direct(BOTH, 3, default_graph=TOWN, named_graph=[TOWN, LAW]),
    # The request goes before the query (2.1.4).
    get(FROM_BOTH, 1, default_graph=TOWN),
    form(FROM_NONE, 1, default_graph=TOWN),
    direct(FROM_NONE, 1, default_graph=TOWN),
    get(FROM_LAW, 1),
    get(COUNT_NAMED.replace("{", f"FROM NAMED <{LAW}> {{", 1), 1),
    # What an answer may be (2.1.5).
    get("SELECT * { ?s ?p ?o }", JSON, JSON),
    get("SELECT * { ?s ?p ?o }", XML, XML),
    get("SELECT * { ?s ?p ?o }", "text/csv", "text/csv"),
    get("SELECT * { ?s ?p ?o }", "text/tab-separated-values", "text/tab-separated-values"),
    get("ASK {}", JSON, JSON),
    get("ASK {}", XML, XML),
    get(f"DESCRIBE <{TOWN.removesuffix('.jsonld')}>", TURTLE, "text/turtle"),
    get("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"),
    get("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
    get("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
    Row("2.1.5", "HEAD", f"?query={ASK}", None, b"", 200, JSON),
    # What is refused (2.1.6, 2.1.7).
    bad("2.1", "PUT", f"?query={ASK}", 405),
    bad("2.1", "DELETE", f"?query={ASK}", 405),
    bad("2.1", "PATCH", "", 405, DIRECT, "ASK {}"),
    bad("2.1.1", "GET", f"?query={ASK}&query={quote('SELECT * {}')}", 400),
    bad("2.1.1", "GET", "?default-graph-uri=urn:x", 400),
    bad("2.1.2", "POST", "", 400, FORM, f"query={ASK}&query={ASK}"),
    bad("2.1.2", "POST", "", 400, FORM, "default-graph-uri=urn%3Ax"),
    bad("2.1.2", "POST", "", 415, "text/plain", f"query={ASK}"),
    bad("2.1.2", "POST", "", 415, "", f"query={ASK}"),
    bad("2.1.3", "POST", "", 415, "", "ASK {}"),
    bad("2.1.3", "POST", "", 415, "application/json", '{"query": "ASK {}"}'),
    bad("2.1.3", "POST", "", 400, DIRECT, ""),
    bad("2.1.3", "POST", "", 400, DIRECT, "ASK { FILTER('ä') }".encode("latin-1")),
    bad("2.1.3", "POST", f"?query={ASK}", 400, DIRECT, "ASK {}"),
    bad("2.1.6", "GET", f"?query={quote('ASK {')}", 400),
    bad("2.1.6", "GET", f"?query={quote('SELECT ?x { ?x }')}", 400),
    bad("2.1.4", "GET", f"?query={ASK}&named-graph-uri=tuulikoski", 400),
    bad("2.1.5", "GET", f"?query={ASK}&format=none", 406),
    # Nothing is changed here (2.2).
    bad("2.2", "GET", f"?update={quote('CLEAR ALL')}", 403),
    bad("2.2.1", "POST", "", 403, FORM, f"update={quote('CLEAR ALL')}"),
    bad("2.2.2", "POST", "", 403, UPDATE, "CLEAR ALL"),
    bad("2.2", "GET", f"?query={quote('INSERT DATA { <urn:a> <urn:b> 1 }')}", 400),
    bad("2.2", "POST", "", 400, DIRECT, "LOAD <http://127.0.0.1:1/>"),
)


@pytest.mark.parametrize("number", range(1, len(ROWS) + 1))
def test_is_answered_as_the_protocol_says(number: int, client: Client) -> None:
    row = ROWS[number - 1]
    headers = {"content-type": row.media_type} if row.media_type else {}
    if row.accept:
        headers["accept"] = row.accept
    answer = client.send(row.method, f"/sparql{row.target}", headers, row.body)
    assert answer.status == row.status, (row.clause, answer.text)
    assert answer.headers["access-control-allow-origin"] == "*"
    if row.status != 200:
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.text.strip()
    elif isinstance(row.says, str) and "/" in row.says:
        assert answer.headers["content-type"].startswith(row.says)
    else:
        assert said(answer) == row.says


def said(answer: Answer) -> int | str:
    told = json.loads(answer.body)
    if "boolean" in told:
        return str(told["boolean"]).lower()
    return int(told["results"]["bindings"][0]["n"]["value"])


def test_nothing_was_changed(client: Client) -> None:
    assert said(client.get(f"/sparql?query={quote(COUNT)}")) == 7
    graph = client.get(f"/sparql?query={quote('CONSTRUCT WHERE { ?s ?p ?o }')}", "text/turtle")
    assert len(list(ox.parse(graph.body, ox.RdfFormat.TURTLE))) == 7


def test_sees_every_row() -> None:
    assert len(ROWS) == 64
    assert {row.clause for row in ROWS} >= {f"2.1.{number}" for number in range(1, 7)}
