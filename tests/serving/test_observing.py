"""What the server tells of itself."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from prometheus_client.parser import text_string_to_metric_families

from publisher.serving.app import Application, Serving
from tests.serving.conftest import BASE, Client

QUERY = "SELECT * { ?s ?p 'Aino Esimerkki' } # whom"


def test_the_state_of_health_is_told(client: Client) -> None:
    assert client.get("/sparql?query=ASK{}").status == 200
    answer = client.get("/health")
    told = json.loads(answer.body)
    assert (answer.status, told["problem"]) == (200, "")
    assert told["idle"] > 0
    assert answer.headers["cache-control"] == "no-store"


def test_a_server_without_a_store_is_not_well_and_serves_pages(site: Path, tmp_path: Path) -> None:
    with Client(Application(site, tmp_path / "none", base_iri=BASE)) as client:
        assert client.get("/sparql?query=ASK{}").status == 503
        answer = client.get("/health")
        assert answer.status == 503
        assert "run `pykala build` first" in json.loads(answer.body)["problem"]
        assert client.get("/tuulikoski.html").status == 200


def test_figures_are_for_this_machine_alone(site: Path, store_path: Path) -> None:
    with Client(Application(site, store_path, base_iri=BASE)) as client:
        for target in ("/tuulikoski.html", "/none.html", "/sparql?query=ASK{}", "/sparql?query=x"):
            client.get(target)
        assert client.get("/metrics").status == 404
        here = client.get("/metrics", client=("127.0.0.1", 5))
        assert client.get("/metrics", client=("192.0.2.7", 5)).status == 404
    told = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(here.text)
        for sample in family.samples
    }
    assert told["pykala_requests_total", "file", "200"] == 1
    assert told["pykala_requests_total", "file", "404"] == 2
    assert told["pykala_requests_total", "query", "200"] == 1
    assert told["pykala_requests_total", "query", "400"] == 1
    assert told["pykala_request_seconds_count", "query"] == 2
    assert told["pykala_queries", "waiting"] == 0
    assert told["pykala_queries", "idle"] > 0


@pytest.mark.parametrize("literals", [True, False])
def test_a_line_for_each_request_tells_no_client_and_literals_only_if_it_may(
    site: Path, store_path: Path, capsys: pytest.CaptureFixture[str], *, literals: bool
) -> None:
    serving = Serving(log_requests=True, log_literals=literals)
    with Client(Application(site, store_path, base_iri=BASE, serving=serving)) as client:
        client.get(f"/sparql?query={quote(QUERY)}", client=("192.0.2.7", 5))
        client.get("/tuulikoski.html")
    lines = [json.loads(line) for line in io.StringIO(capsys.readouterr().out)]
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [
        ("GET", "/sparql", 200),
        ("GET", "/tuulikoski.html", 200),
    ]
    assert lines[0]["query"] == (QUERY if literals else 'SELECT * { ?s ?p "…" } ')
    assert lines[0]["bytes"] > 0
    assert lines[0]["ms"] >= 0
    assert "192.0.2.7" not in json.dumps(lines)
