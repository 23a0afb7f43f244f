"""`pykala serve` for real: a process of its own, a port of its own, and an ordinary client."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph as ox
import pytest
import requests

from tests.site.building import BASE, Built, environment
from tests.site.triples import read_contexts, read_file, read_json_ld

THINGS = (
    "eli/dl/metsalahti/kaupunginhallitus/2026/71",
    "eli/dl/metsalahti/kaupunginhallitus/2026-03-16",
    "metsalahti/kaupunginhallitus",
    "laki/2015/410",
)
TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_STARTED_S = 30
_ANSWERED_S = 10
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@contextmanager
def serving(built: Built) -> Iterator[str]:
    """Serve a site for as long as it is needed.

    Yields:
        Its address, with a final slash.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "publisher", "serve", str(built.settings), "--port", "0"],
        cwd=built.folder,
        env=environment(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        alarm = threading.Timer(_STARTED_S, server.kill)
        alarm.start()
        try:
            assert server.stderr is not None
            match = next(filter(None, map(_ADDRESS.search, server.stderr)), None)
            assert match, "the server ended without naming its address"
            alarm.cancel()
            yield match[0]
        finally:
            alarm.cancel()
            server.send_signal(signal.SIGINT)
            server.wait(_ANSWERED_S)


@pytest.fixture(scope="module")
def address(demo: Built) -> Iterator[str]:
    with serving(demo) as found:
        yield found


def get(url: str, accept: str | None = None, **options: object) -> requests.Response:
    headers = {} if accept is None else {"Accept": accept}
    return requests.get(url, headers=headers, timeout=_ANSWERED_S, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("extension", TYPES)
def test_a_thing_answers_with_the_document_that_is_wanted(
    demo: Built, address: str, thing: str, extension: str
) -> None:
    first = get(address + thing, TYPES[extension], allow_redirects=False)
    assert (first.status_code, first.headers["Vary"]) == (303, "Accept")
    assert first.headers["Location"] == f"/{thing}.{extension}"
    answer = get(address + thing, TYPES[extension])
    assert answer.status_code == 200
    assert answer.url == f"{address}{thing}.{extension}"
    assert answer.headers["Content-Type"].partition(";")[0] == TYPES[extension]
    assert answer.content == (demo.site / f"{thing}.{extension}").read_bytes()
    assert f'<{BASE}{thing}>; rel="describes"' in answer.headers["Link"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("thing", THINGS)
def test_every_document_names_the_others(address: str, thing: str) -> None:
    named = requests.head(f"{address}{thing}.html", timeout=_ANSWERED_S).links
    assert named["describes"]["url"] == BASE + thing
    page = get(f"{address}{thing}.html").headers["Link"]
    others = re.findall(r'</([^>]+)>; rel="alternate"; type="([^"]+)"', page)
    assert len(others) == 6  # four syntaxes, two languages
    for path, media_type in others:
        answer = get(address + path)
        assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (
            200,
            media_type,
        )


def test_what_is_served_says_the_same_in_every_syntax(demo: Built, address: str) -> None:
    contexts = read_contexts(demo.site)
    for thing in THINGS:
        expected = read_file(demo.site / f"{thing}.nt")
        said = set(ox.parse(get(address + thing, "text/turtle").content, ox.RdfFormat.TURTLE))
        assert len(said) == len(expected) > 3
        assert read_json_ld(get(address + thing, "application/ld+json").text, contexts) == expected


def test_the_context_of_records_is_served_as_json_ld(address: str) -> None:
    answer = get(f"{address}context.jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    assert "@context" in answer.json()


def test_an_act_answers_with_the_page_of_its_section(address: str) -> None:
    act = "eli/metsalahti/kaupunginhallitus/2026/71"
    for path, accept, expected in (
        (act, "text/html", "eli/dl/metsalahti/kaupunginhallitus/2026/71.html"),
        (act, "text/turtle", "eli/dl/metsalahti/kaupunginhallitus/2026/71.ttl"),
        (f"{act}/fi", "text/html", "eli/dl/metsalahti/kaupunginhallitus/2026/71.html"),
        (f"{act}/fi", "application/ld+json", "eli/dl/metsalahti/kaupunginhallitus/2026/71.jsonld"),
    ):
        answer = get(address + path, accept)
        assert [each.status_code for each in (*answer.history, answer)] == [303, 200]
        assert answer.url == address + expected


@pytest.mark.parametrize(
    "path",
    [
        "eli/dl/metsalahti/kaupunginhallitus/2026/7",
        "eli/metsalahti/kaupunginhallitus/2026/7",
        "metsalahti.json",
        "ei-ole",
        "../report.json",
        "%2e%2e/report.json",
    ],
)
def test_what_is_not_there_is_not_found(address: str, path: str) -> None:
    answer = get(address + path)
    assert answer.status_code == 404
    assert "documents" not in answer.text


def test_the_front_page_and_its_languages(address: str) -> None:
    for name, language in (("", "fi"), ("index.sv.html", "sv"), ("index.en.html", "en")):
        answer = get(address + name)
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text


def test_a_client_that_knows_a_document_gets_it_once(address: str) -> None:
    answer = get(f"{address}metsalahti.html")
    tag = answer.headers["ETag"]
    again = requests.get(
        f"{address}metsalahti.html", headers={"If-None-Match": tag}, timeout=_ANSWERED_S
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_sparql_answers_a_get(address: str, accept: str, media_type: str) -> None:
    query = (
        "PREFIX eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> "
        "SELECT (COUNT(*) AS ?n) { ?s a eli-dl:Decision }"
    )
    answer = get(f"{address}sparql", accept, params={"query": query})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert "29" in answer.text


def test_sparql_counts_every_triple_once(demo: Built, address: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    answer = get(f"{address}sparql", "application/sparql-results+json", params={"query": query})
    (row,) = answer.json()["results"]["bindings"]
    assert int(row["n"]["value"]) == len({quad.triple for quad in demo.quads}) == len(demo.quads)


def test_sparql_refuses_a_change(address: str) -> None:
    answer = get(f"{address}sparql", params={"query": "DROP ALL"})
    assert answer.status_code == 400
