"""`pykala query --endpoint`: an endpoint elsewhere answers as the store here does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from publisher.asking import ask_endpoint
from publisher.cli import main
from publisher.errors import RemoteError
from publisher.querying import Output, run_query, write_answer
from tests.serving.running import running

QUERIES = {
    "SELECT": "PREFIX d: <https://data.example.fi/> SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s",
    "nothing": "SELECT ?s { ?s <urn:none> ?o }",
    "ASK": "ASK { ?s ?p ?o }",
    "CONSTRUCT": "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE": "DESCRIBE <https://data.example.fi/tuulikoski>",
}


@pytest.fixture(scope="module")
def address(site: Path, store_path: Path) -> Iterator[str]:
    with running(site, store_path) as (found, _):
        yield found


@pytest.mark.parametrize("output", get_args(Output))
@pytest.mark.parametrize("name", QUERIES)
def test_answers_as_the_store_does(
    name: str, output: Output, address: str, store_path: Path
) -> None:
    query = QUERIES[name]
    found = "".join(write_answer(ask_endpoint(f"{address}sparql", query), query, output=output))
    assert found == "".join(run_query(store_path, query, output=output))
    assert found.strip()


def test_the_command_asks_it(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "query.rq"
    path.write_text(QUERIES["ASK"])
    assert main(["query", str(path), "--endpoint", f"{address}sparql"]) == 0
    assert capsys.readouterr().out == "true\n"


def test_says_what_the_endpoint_has_against_a_query(address: str) -> None:
    with pytest.raises(RemoteError, match=r"answers 400: the query does not parse: error at 1:"):
        ask_endpoint(f"{address}sparql", "SELECT * {")


def test_says_that_something_is_no_endpoint(address: str) -> None:
    with pytest.raises(RemoteError, match="answers 405"):
        ask_endpoint(f"{address}tuulikoski.html", "ASK {}")


def test_says_that_there_is_nobody() -> None:
    with pytest.raises(RemoteError, match="cannot be reached"):
        ask_endpoint("http://127.0.0.1:9/sparql", "ASK {}")
