"""Web servers pass queries on to the endpoint, and it alone says how they are answered."""

from __future__ import annotations

import contextlib
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest
import requests
import urllib3

from publisher.serving.sparql.question import Limits
from tests.hosting.servers import PATIENCE_S, Place, Server, serving
from tests.serving.running import running
from tests.site.building import BASE, WITH_ENDPOINT, Built

SERVERS = ("nginx", "apache", "caddy")
LIMITS = Limits(time_s=3.0, answer_bytes=2_000_000)
EVERYTHING = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o LIMIT 40"
# More than an answer may have, once the first part of it has left.
CUT = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
CUT_GRAPH = "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }"
QUERY = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Asked(NamedTuple):
    """A request below the root."""

    path: str
    method: str = "GET"
    headers: dict[str, str] | None = None
    body: bytes = b""


def query(text: str, more: str = "") -> str:
    return f"sparql?query={quote(text)}{more}"


PASSED_ON = {
    "rows": Asked(query(EVERYTHING)),
    "rows, as CSV": Asked(query(EVERYTHING, "&format=csv")),
    "rows, not packed": Asked(query(EVERYTHING), headers={"Accept-Encoding": "identity"}),
    "head": Asked(query("ASK {}"), "HEAD"),
    "triples": Asked(query("DESCRIBE ?s { ?s a ?c } LIMIT 3"), headers={"Accept": "text/turtle"}),
    "by a form": Asked("sparql", "POST", FORM, b"query=ASK%7B%7D"),
    "as it is": Asked("sparql", "POST", QUERY, EVERYTHING.encode()),
    "graphs in the address": Asked("sparql?default-graph-uri=urn:a", "POST", QUERY, b"ASK {}"),
    "a browser asks first": Asked("sparql", "OPTIONS", {"Origin": "https://a.example"}),
    "a mistake": Asked(query("SELECT * {")),
    "an update": Asked("sparql", "POST", FORM, b"update=CLEAR%20ALL"),
    "no such form": Asked(query("ASK {}"), headers={"Accept": "image/png"}),
    "another type": Asked("sparql", "POST", {"Content-Type": "text/xml"}, b"<x/>"),
    "another method": Asked("sparql", "DELETE"),
    "too large": Asked("sparql", "POST", QUERY, b"#" * 1_000_001),
    "too long": Asked(query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")),
    "no query": Asked("sparql?kysely=x"),
}
# What the web server answers by itself, and with which status.
KEPT = {
    "sparql": 303,
    "sparql.html": 200,
    "sparql.ttl": 200,
    "health": 404,
    "metrics": 404,
    ".pykala-endpoint": 404,
    "sparql/x?query=ASK%7B%7D": 404,
    "metsalahti.html?query=ASK%7B%7D": 200,
}
# Of the server, of the connection, or of the moment.
OTHERS = {"server", "date", "connection", "keep-alive", "via", "transfer-encoding"}
OTHERS |= {"content-length", "alt-svc"}


def send(address: str, asked: Asked) -> requests.Response:
    return requests.request(
        asked.method,
        f"{address}{asked.path}",
        headers=asked.headers,
        data=asked.body,
        allow_redirects=False,
        timeout=PATIENCE_S,
    )


def told(answer: requests.Response) -> tuple[int, dict[str, str], bytes]:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    shown = {name: value for name, value in headers.items() if name not in OTHERS}
    # Apache writes a list in its own way.
    shown = {name: ", ".join(value.replace(", ", ",").split(",")) for name, value in shown.items()}
    return answer.status_code, shown, answer.content


@pytest.fixture(scope="module")
def asked_place(place: Place) -> Place:
    """The site, whose settings offer an endpoint to everybody."""
    text = place.settings.read_text("utf-8")
    for old, new in WITH_ENDPOINT.items():
        assert old in text
        text = text.replace(old, new)
    settings = place.settings.with_name("asked.toml")
    settings.write_text(text, "utf-8")
    return place._replace(settings=settings)


@pytest.fixture(scope="module")
def endpoint(demo: Built, place: Place) -> Iterator[str]:
    store = demo.output / "published" / "store"
    with running(place.root, store, LIMITS, base=BASE) as (address, _):
        yield address


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, asked_place: Place, open_folder: Path, endpoint: str
) -> Iterator[str]:
    folder = open_folder / f"{request.param}-asked"
    folder.mkdir()
    upstream = urlsplit(endpoint).netloc
    with serving(request.param, asked_place, folder, upstream=upstream) as found:
        yield address_of(found)


def address_of(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/"


@pytest.mark.parametrize("name", PASSED_ON)
def test_answers_are_those_of_the_endpoint(name: str, server: str, endpoint: str) -> None:
    asked = PASSED_ON[name]
    assert told(send(server, asked)) == told(send(endpoint, asked))


def test_sees_every_case() -> None:
    assert (len(PASSED_ON), len(KEPT)) == (17, 8)


@pytest.mark.parametrize("path", KEPT)
def test_all_else_is_answered_by_the_web_server(path: str, server: str) -> None:
    assert send(server, Asked(path)).status_code == KEPT[path]


def test_what_the_client_knows_is_not_sent_again(server: str) -> None:
    first = send(server, PASSED_ON["rows"])
    assert (first.status_code, first.headers["Content-Encoding"]) == (200, "gzip")
    tag = first.headers["ETag"]
    again = send(server, Asked(query(EVERYTHING), headers={"If-None-Match": tag}))
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("form", ["csv", "json", "nt"])
def test_nobody_takes_an_answer_that_is_cut_for_a_whole_one(
    form: str, server: str, endpoint: str
) -> None:
    """Caddy 2.6 closes it as if all were well, so that its last line has to say so."""
    text = CUT_GRAPH if form == "nt" else CUT
    asked = Asked(query(text, f"&format={form}"), headers={"Accept-Encoding": "identity"})
    for address in (endpoint, server):
        with contextlib.suppress(
            requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError
        ):
            answer = send(address, asked)
            assert address == server
            assert "\nThe answer is cut off here: " in answer.text[-200:]


def test_a_packed_answer_that_is_cut_has_no_end(server: str) -> None:
    asked = {"query": CUT, "format": "csv"}
    packed = bytearray()
    with (
        contextlib.suppress(urllib3.exceptions.HTTPError),
        requests.get(f"{server}sparql", asked, stream=True, timeout=PATIENCE_S) as answer,
    ):
        assert answer.headers["Content-Encoding"] == "gzip"
        for piece in answer.raw.stream(65_536, decode_content=False):
            packed += piece
    unpacking = zlib.decompressobj(wbits=31)
    assert unpacking.decompress(bytes(packed))
    assert not unpacking.eof


class _Witness(BaseHTTPRequestHandler):
    """Says which clients a request has passed."""

    def do_GET(self) -> None:
        content = self.headers.get("X-Forwarded-For", "").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def witness() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Witness) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{found.server_address[1]}"
        found.shutdown()


@pytest.mark.parametrize("name", SERVERS)
def test_clients_are_told_apart_and_cannot_pretend(
    name: str, asked_place: Place, open_folder: Path
) -> None:
    """The last address is that of whoever asked the web server, which is all that is believed."""
    folder = open_folder / f"{name}-seen"
    folder.mkdir()
    with (
        witness() as upstream,
        serving(name, asked_place, folder, upstream=upstream) as found,
    ):
        forged = Asked(query("ASK {}"), headers={"X-Forwarded-For": "192.0.2.7"})
        answer = send(address_of(found), forged)
    assert answer.text.rpartition(",")[2].strip() == "127.0.0.1"


@pytest.mark.parametrize("name", SERVERS)
def test_the_site_stands_when_the_endpoint_does_not(
    name: str, asked_place: Place, open_folder: Path
) -> None:
    folder = open_folder / f"{name}-alone"
    folder.mkdir()
    with serving(name, asked_place, folder, upstream="127.0.0.1:9") as found:
        address = address_of(found)
        assert send(address, Asked(query("ASK {}"))).status_code in {502, 503}
        assert send(address, Asked("metsalahti.html")).status_code == 200


@pytest.mark.parametrize("name", SERVERS)
def test_nothing_is_passed_on_where_no_endpoint_is_offered(
    name: str, place: Place, open_folder: Path
) -> None:
    folder = open_folder / f"{name}-unasked"
    folder.mkdir()
    with witness() as upstream, serving(name, place, folder, upstream=upstream) as found:
        address = address_of(found)
        assert send(address, Asked(query("ASK {}"))).status_code == 303
        assert send(address, Asked("sparql", "POST", QUERY, b"ASK {}")).status_code == 405
