"""curl, with which people try an endpoint and scripts ask one."""

from __future__ import annotations

import itertools
import subprocess
from csv import reader
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from publisher.serving.sparql.protocol import MAX_BODY_BYTES
from tests.needs import program
from tests.serving.clients.answers import (
    DECISION,
    GRAPHS,
    HARD,
    QUERIES,
    TABLES,
    TRUTHS,
    read_graph,
    read_table,
    true_answer,
)
from tests.serving.conftest import PATIENCE_S

DIRECT = ("--header", "Content-Type: application/sparql-query", "--data-binary", "@-")
# How the query is sent, which curl reads from its standard input.
WAYS = {
    "GET": ("--get", "--data-urlencode", "query@-"),
    "form": ("--data-urlencode", "query@-"),
    "direct": DIRECT,
}
TABLE_TYPES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPH_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
CASES = [
    *itertools.product(WAYS, TABLE_TYPES, TABLES),
    *itertools.product(WAYS, list(TABLE_TYPES)[:2], TRUTHS),
    *itertools.product(WAYS, GRAPH_TYPES, GRAPHS),
]
# Some thousand rows, which leave in more than one piece.
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?b ?c ?d ?e ?f ?g ?h ?i"


class Told(NamedTuple):
    """What curl has to say.

    Attributes:
        status: Of HTTP.
        media_type: Of the answer.
        body: Unpacked, if it has been told to.
        received: How many bytes of it came over the wire.
        code: What it ends with.
    """

    status: int
    media_type: str
    body: bytes
    received: int
    code: int


def curl(*arguments: str | Path, query: str = "") -> Told:
    """Run curl; the query is its standard input."""
    figures = r"\n%{http_code} %{size_download} %{content_type}"
    command = [program("curl"), "--silent", "--noproxy", "*", "--write-out", figures, *arguments]
    done = subprocess.run(
        command, input=query.encode(), capture_output=True, check=False, timeout=PATIENCE_S
    )
    body, _, told = done.stdout.rpartition(b"\n")
    status, received, media_type = told.decode().split(" ", 2)
    return Told(int(status), media_type, body, int(received), done.returncode)


@pytest.mark.parametrize(("way", "media_type", "name"), CASES)
def test_is_answered_as_by_the_store(
    way: str, media_type: str, name: str, endpoint: str, asked_store: Path
) -> None:
    accept = f"Accept: {media_type}"
    told = curl("--fail", *WAYS[way], "--header", accept, endpoint, query=QUERIES[name])
    assert (told.status, told.code) == (200, 0)
    assert told.media_type.partition(";")[0] == media_type
    expected = true_answer(asked_store, QUERIES[name])
    if name in GRAPHS:
        assert read_graph(told.body, GRAPH_TYPES[media_type]) == expected
    else:
        assert read_table(told.body, TABLE_TYPES[media_type]) == expected


def test_sees_every_case() -> None:
    assert len(CASES) == 3 * (3 * 6 + 2 * 2 + 4 * 3)


@pytest.mark.parametrize("way", WAYS)
def test_a_table_is_csv(way: str, endpoint: str) -> None:
    query = f"SELECT ?t {{ <{DECISION}> <http://purl.org/dc/terms/title> ?t }}"
    told = curl(*WAYS[way], "--header", "Accept: text/csv", endpoint, query=query)
    assert told.media_type == "text/csv; charset=utf-8"
    assert list(reader(told.body.decode().splitlines(keepends=True))) == [["t"], [HARD]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", ["--http1.0", "--http1.1"])
def test_a_large_answer_is_packed_for_who_takes_it(way: str, version: str, endpoint: str) -> None:
    plain = curl("--fail", version, *WAYS[way], endpoint, query=LARGE)
    packed = curl("--fail", version, "--compressed", *WAYS[way], endpoint, query=LARGE)
    assert (plain.code, packed.code) == (0, 0)
    assert plain.body == packed.body
    assert plain.received == len(plain.body) > 1_000_000
    assert packed.received < plain.received / 5
    rows = read_table(packed.body, ox.QueryResultsFormat.JSON)
    assert not isinstance(rows, bool)
    assert rows.total() == 14**3


@pytest.mark.parametrize("way", WAYS)
def test_what_is_known_is_not_sent_again(way: str, endpoint: str, tmp_path: Path) -> None:
    tag = tmp_path / "tag"
    query = TABLES["everything"]
    first = curl("--etag-save", tag, *WAYS[way], endpoint, query=query)
    again = curl("--etag-compare", tag, *WAYS[way], endpoint, query=query)
    other = curl("--etag-compare", tag, *WAYS[way], endpoint, query=TABLES["letters"])
    assert (first.status, again.status, other.status) == (200, 304, 200)
    assert (again.body, again.received) == (b"", 0)
    named = curl(
        "--header", f"If-None-Match: {tag.read_text().strip()}", *WAYS[way], endpoint, query=query
    )
    assert named.status == 304


# What is sent, and the status with a word of the reason.
MISTAKES: dict[tuple[tuple[str, ...], str], tuple[int, str]] = {
    **{(how, "SELECT * {"): (400, "does not parse") for how in WAYS.values()},
    **{(how, "CLEAR ALL"): (400, "changes data") for how in WAYS.values()},
    (("--data-urlencode", "update@-"), "CLEAR ALL"): (403, "read-only"),
    (("--data-binary", "@-", "--request", "PUT"), "ASK {}"): (405, "GET or POST"),
    (("--data-binary", "@-", "--header", "Content-Type: text/plain"), "ASK {}"): (415, "posted as"),
    ((*WAYS["GET"], "--header", "Accept: image/png"), "ASK {}"): (406, "format=json"),
    # So large that curl waits for leave to send it (RFC 9110, 10.1.1).
    (DIRECT, "ASK {}" + " " * (MAX_BODY_BYTES + 200_000)): (413, "bytes"),
}


@pytest.mark.parametrize("number", range(1, len(MISTAKES) + 1))
def test_a_mistake_is_told_of(number: int, endpoint: str) -> None:
    how, query = list(MISTAKES)[number - 1]
    status, reason = MISTAKES[how, query]
    told = curl(*how, endpoint, query=query)
    assert (told.status, told.code) == (status, 0)
    assert reason in told.body.decode()
    assert curl("--fail", *how, endpoint, query=query).code == 22


def test_sees_every_mistake() -> None:
    assert len(MISTAKES) == 11


def test_the_head_alone_is_that_of_the_answer(endpoint: str) -> None:
    told = curl("--head", *WAYS["GET"], endpoint, query=TABLES["everything"])
    assert (told.status, told.media_type) == (200, "application/sparql-results+json")
    assert b"\netag: W/" in told.body
