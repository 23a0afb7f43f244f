"""Comunica, which asks several sources at once; `make var/comunica` brings it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from publisher.serving.sparql.question import Limits
from tests.needs import MUST_RUN, program
from tests.serving.clients.answers import GRAPHS, QUERIES, read_graph, read_table, true_answer
from tests.serving.conftest import BASE, PATIENCE_S
from tests.serving.running import running

MODULES = Path(__file__).parents[3] / "var" / "comunica" / "node_modules"
SCRIPT = Path(__file__).parent / "comunica" / "ask.cjs"

# The document has the name of the law, and the endpoint its title.
JOINED = (
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dct: <http://purl.org/dc/terms/> "
    "SELECT ?law ?name ?title { ?law skos:prefLabel ?name ; dct:title ?title }"
)


def ask(queries: dict[str, tuple[str, list[dict[str, str]]]]) -> dict[str, Any]:
    """What Comunica makes of the answers of sources."""
    node = program("node")
    if not (MODULES / ".package-lock.json").is_file():
        reason = "Comunica is not here: make var/comunica, which takes npm, and this test runs"
        (pytest.fail if os.environ.get(MUST_RUN) else pytest.skip)(reason)
    told = {
        name: {"query": query, "sources": sources} for name, (query, sources) in queries.items()
    }
    done = subprocess.run(
        [node, SCRIPT],
        input=json.dumps({"queries": told}),
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "NODE_PATH": str(MODULES)},
        timeout=2 * PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def at(endpoint: str) -> list[dict[str, str]]:
    return [{"type": "sparql", "value": endpoint}]


@pytest.fixture(scope="module")
def answers(endpoint: str) -> dict[str, Any]:
    return ask({name: (query, at(endpoint)) for name, query in QUERIES.items()})


@pytest.mark.parametrize("name", QUERIES)
def test_is_answered_as_by_the_store(name: str, answers: dict[str, Any], asked_store: Path) -> None:
    assert isinstance(answers[name], str), answers[name]
    if name in GRAPHS:
        found = read_graph(answers[name], ox.RdfFormat.N_TRIPLES)
        assert found == true_answer(asked_store, QUERIES[name])
    else:
        told = {key: part for key, part in json.loads(answers[name]).items() if key != "metadata"}
        rows = read_table(json.dumps(told), ox.QueryResultsFormat.JSON)
        assert rows == true_answer(asked_store, QUERIES[name])


def test_sees_every_query(answers: dict[str, Any]) -> None:
    assert answers.keys() == QUERIES.keys()
    assert len(QUERIES) == 11


def test_a_document_of_the_site_is_joined_with_the_endpoint(endpoint: str) -> None:
    document = endpoint.removesuffix("sparql") + "laki/1982/710.ttl"
    answer = ask({"joined": (JOINED, [*at(endpoint), {"type": "file", "value": document}])})
    rows = json.loads(answer["joined"])["results"]["bindings"]
    assert [{name: term["value"] for name, term in row.items()} for row in rows] == [
        {"law": f"{BASE}laki/1982/710", "name": "Tuulikoski", "title": "Laki"}
    ]


def test_an_answer_that_does_not_come_is_an_error(site: Path, asked_store: Path) -> None:
    endless = " ".join(f"?a{number} ?p{number} ?b{number} ." for number in range(20))
    with running(site, asked_store, Limits(time_s=1.0)) as (address, _):
        query = f"SELECT (COUNT(*) AS ?n) {{ {endless} }}"
        answer = ask({"endless": (query, at(f"{address}sparql"))})
    assert "HTTP status 500" in answer["endless"]["error"]
