from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from publisher.serving.sparql.protocol import MAX_BODY_BYTES
from tests.serving.conftest import PATIENCE_S

if TYPE_CHECKING:
    from tests.serving.conftest import Answer, Client, ClientFor

SELECT = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
COMUNICA = "application/n-quads,application/sparql-results+json;q=0.9,text/html;q=0.2"
JENA = "application/sparql-results+json, application/sparql-results+xml;q=0.9, */*;q=0.1"

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TURTLE = "text/turtle; charset=utf-8"
# (query, Accept, format parameter) and the type of the answer; None is 406.
FORMS: dict[tuple[str, str | None, str | None], str | None] = {
    (SELECT, None, None): JSON,
    (SELECT, "*/*", None): JSON,
    (SELECT, "application/json", None): JSON,
    (SELECT, XML, None): XML,
    (SELECT, "application/xml", None): XML,
    (SELECT, "text/csv", None): "text/csv; charset=utf-8",
    (SELECT, "text/*", None): "text/csv; charset=utf-8",
    (SELECT, "text/tab-separated-values", None): "text/tab-separated-values; charset=utf-8",
    (SELECT, f"{JSON};q=0.5, {XML}", None): XML,
    (SELECT, f"{JSON};q=0, */*", None): XML,
    (SELECT, CHROME, None): "text/plain; charset=utf-8",
    (SELECT, COMUNICA, None): JSON,
    (SELECT, JENA, None): JSON,
    (SELECT, "image/png", None): None,
    (SELECT, "text/turtle", None): None,
    (SELECT, CHROME, "csv"): "text/csv; charset=utf-8",
    (SELECT, "image/png", "TSV"): "text/tab-separated-values; charset=utf-8",
    (SELECT, None, "xml"): XML,
    (SELECT, None, XML): XML,
    (SELECT, None, "turtle"): None,
    ("ASK {}", None, None): JSON,
    ("ASK {}", XML, None): XML,
    ("ASK {}", "text/csv", None): "text/csv; charset=utf-8",
    (GRAPH, None, None): TURTLE,
    (GRAPH, "application/rdf+xml", None): "application/rdf+xml",
    (GRAPH, "application/ld+json", None): "application/ld+json",
    (GRAPH, COMUNICA, None): "application/n-triples",
    (GRAPH, CHROME, None): "text/plain; charset=utf-8",
    (GRAPH, CHROME, "nt"): "application/n-triples",
    (GRAPH, None, "jsonld"): "application/ld+json",
    (GRAPH, None, "rdf"): "application/rdf+xml",
    # As SPARQLWrapper says it.
    (GRAPH, None, "n3"): TURTLE,
    (GRAPH, None, "json-ld"): "application/ld+json",
    (GRAPH, None, "rdf+xml"): "application/rdf+xml",
    (GRAPH, JSON, None): None,
    (GRAPH, None, "csv"): None,
    ("DESCRIBE <https://data.example.fi/tuulikoski>", "text/turtle", None): TURTLE,
}
# (method, target, type of the body, body) and the status with a word of the reason.
REFUSALS: dict[tuple[str, str, str | None, bytes], tuple[int, str]] = {
    ("GET", "?query=", None, b""): (400, "error at 1:1"),
    ("GET", f"?query={quote('SELECT * {')}", None, b""): (400, "error at 1:11"),
    ("GET", "?format=json", None, b""): (400, "one query"),
    ("GET", "?query=ASK{}&query=ASK{}", None, b""): (400, "one query"),
    ("GET", "?query=%FF", None, b""): (400, "UTF-8"),
    ("GET", "?update=CLEAR+ALL", None, b""): (403, "read-only"),
    ("GET", "?query=CLEAR+ALL", None, b""): (400, "changes data"),
    ("GET", f"?query={quote('ASK { SERVICE <urn:x> {} }')}", None, b""): (400, "SERVICE"),
    ("GET", "?query=ASK{}&default-graph-uri=tuulikoski", None, b""): (400, "absolute IRI"),
    ("POST", "", FORM, b"update=CLEAR+ALL"): (403, "read-only"),
    ("POST", "", "application/sparql-update", b"CLEAR ALL"): (403, "read-only"),
    ("POST", "", QUERY, b"CLEAR ALL"): (400, "changes data"),
    ("POST", "", QUERY, b"\xff"): (400, "UTF-8"),
    ("POST", "?query=ASK{}", QUERY, b"ASK {}"): (400, "one query"),
    ("POST", "", FORM, b""): (400, "one query"),
    ("POST", "", "text/plain", b"ASK {}"): (415, QUERY),
    ("POST", "", None, b"ASK {}"): (415, QUERY),
    ("POST", "", QUERY, b" " * (MAX_BODY_BYTES + 1)): (413, "bytes"),
    ("PUT", "", QUERY, b"ASK {}"): (405, ""),
    ("DELETE", "", None, b""): (405, ""),
}


def ask(client: Client, query: str, accept: str | None = None, **parameters: str) -> Answer:
    return client.get(f"/sparql?{urlencode({'query': query, **parameters})}", accept)


def subjects(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.text
    return [row["s"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]


@pytest.mark.parametrize(("query", "accept", "format_"), FORMS)
def test_answers_in_the_form_that_is_wanted(
    query: str, accept: str | None, format_: str | None, client: Client
) -> None:
    answer = ask(client, query, accept, **({"format": format_} if format_ else {}))
    expected = FORMS[query, accept, format_]
    assert answer.status == (200 if expected else 406)
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.headers["access-control-allow-origin"] == "*"
    if expected:
        assert answer.headers["content-type"] == expected
    else:
        assert "format=" in answer.text


def test_the_first_form_that_is_named_counts(client: Client) -> None:
    """SPARQLWrapper names a second one, which is a list of media types."""
    told = [("query", GRAPH), ("format", "json-ld"), ("format", "application/ld+json,a/b")]
    answer = client.get(f"/sparql?{urlencode(told)}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/ld+json")


@pytest.mark.parametrize(("method", "target", "media_type", "body"), REFUSALS)
def test_refuses(
    method: str, target: str, media_type: str | None, body: bytes, client: Client
) -> None:
    headers = {"content-type": media_type} if media_type else {}
    answer = client.send(method, f"/sparql{target}", headers, body)
    status, reason = REFUSALS[method, target, media_type, body]
    assert answer.status == status
    assert reason in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"


def test_sees_every_case() -> None:
    assert (len(FORMS), len(REFUSALS)) == (37, 20)


def test_takes_a_query_in_three_ways(client: Client) -> None:
    body = urlencode({"query": SELECT}).encode()
    form = client.send("POST", "/sparql", {"content-type": f"{FORM}; charset=UTF-8"}, body)
    direct = client.send("POST", "/sparql", {"content-type": QUERY}, SELECT.encode())
    answers = [subjects(answer) for answer in (ask(client, SELECT), form, direct)]
    assert [len(found) for found in answers] == [7, 7, 7]
    assert answers[0] == answers[1] == answers[2]


def test_answers_what_other_readers_understand(client: Client) -> None:
    expected = len(list(ox.parse(ask(client, GRAPH, "text/turtle").body, ox.RdfFormat.TURTLE)))
    rdf_xml = ask(client, GRAPH, "application/rdf+xml").body
    assert expected == len(list(ox.parse(rdf_xml, ox.RdfFormat.RDF_XML))) == 7
    rows = ox.parse_query_results(
        io.BytesIO(ask(client, SELECT, XML).body), ox.QueryResultsFormat.XML
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert len(list(rows)) == 7


def test_asks_the_graphs_that_the_request_names(client: Client) -> None:
    tuulikoski, law = (
        "https://data.example.fi/tuulikoski.jsonld",
        "https://data.example.fi/laki/1982/710.jsonld",
    )
    of_law = SELECT.replace("{", f"FROM <{law}> {{", 1)
    in_graphs = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"
    expected = {
        (SELECT, f"default-graph-uri={tuulikoski}"): 1,
        (SELECT, f"default-graph-uri={tuulikoski}&default-graph-uri={law}"): 2,
        (SELECT, f"named-graph-uri={tuulikoski}"): 0,
        (in_graphs, f"named-graph-uri={tuulikoski}"): 1,
        (in_graphs, f"default-graph-uri={tuulikoski}"): 0,
        (of_law, f"default-graph-uri={tuulikoski}"): 1,
        (of_law, ""): 1,
        (in_graphs, ""): 7,
    }
    counts = {
        (query, graphs): len(subjects(client.get(f"/sparql?query={quote(query)}&{graphs}")))
        for query, graphs in expected
    }
    assert counts == expected
    assert len(counts) == 8
    posted = client.send(
        "POST", f"/sparql?default-graph-uri={law}", {"content-type": QUERY}, SELECT.encode()
    )
    assert subjects(posted) == ["https://data.example.fi/laki/1982/710"]


def test_shows_the_page_when_nothing_is_asked(
    client: Client, tmp_path: Path, client_for: ClientFor
) -> None:
    answer = client.get("/sparql", "text/html")
    assert (answer.status, answer.headers["location"]) == (303, "/sparql.html")
    assert client_for(tmp_path, tmp_path).get("/sparql", "text/html").status == 400


def test_lets_scripts_of_other_origins_ask(client: Client) -> None:
    answer = client.send("OPTIONS", "/sparql", {"origin": "https://example.org"})
    assert answer.status == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    assert client.send("HEAD", f"/sparql?query={quote(SELECT)}").status == 200


def test_opens_the_new_store_when_the_link_is_flipped(
    tmp_path: Path, client_for: ClientFor
) -> None:
    for label in ("vanha", "uusi"):
        store = ox.Store(str(tmp_path / label))
        name = ox.NamedNode(f"urn:{label}")
        store.add(ox.Quad(name, name, name, name))
        store.flush()
    link = tmp_path / "current"
    client = client_for(tmp_path, link)
    assert "pykala build" in until(client, 503).text
    link.symlink_to("vanha")
    assert subjects(until(client, 200)) == ["urn:vanha"]
    (tmp_path / "next").symlink_to("uusi")
    (tmp_path / "next").replace(link)
    answers = [until(client, 200)]
    while subjects(answers[-1]) == ["urn:vanha"]:
        answers.append(ask(client, SELECT))
        assert len(answers) < 10_000
    assert subjects(answers[-1]) == ["urn:uusi"]
    assert answers[0].headers["etag"] != answers[-1].headers["etag"]


def until(client: Client, status: int) -> Answer:
    """Ask until the server has noticed what there is."""
    deadline = time.monotonic() + PATIENCE_S
    while (answer := ask(client, SELECT)).status != status:
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.02)
    return answer
