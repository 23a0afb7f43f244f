"""The requests that each kind of store would get, and docs/push.md on them."""

from __future__ import annotations

import argparse
import base64
import re
from typing import Any

import pytest
import requests

from publisher.assets import asset_dir, read_toml
from publisher.calling.credentials import Credentials
from publisher.pushing.command import read_target
from publisher.pushing.remote import remote
from publisher.pushing.targets import Target, known_target
from tests.pushing.servers import SERVERS
from tests.pushing.store import RESULTS
from tests.site.building import REPOSITORY

GRAPH = "https://data.example.fi/a?b=c#d/ä"
NAMED = "graph=https%3A%2F%2Fdata.example.fi%2Fa%3Fb%3Dc%23d%2F%C3%A4"
TRIPLE = '<https://a.example/s> <https://a.example/p> "ä" .\n'.encode()
DOCS = (REPOSITORY / "docs" / "push.md").read_text("utf-8")

# As the documentation of each has it: what --store says, the Graph Store, and where it is asked.
DOCUMENTED = {
    "oxigraph": ("http://localhost:7878", "/store", "/query"),
    "virtuoso": ("http://localhost:8890", "/sparql-graph-crud-auth", "/sparql-auth"),
    "fuseki": ("http://localhost:3030/paatokset", "/data", "/query"),
    "graphdb": ("http://localhost:7200/repositories/paatokset", "/rdf-graphs/service", ""),
    "qlever": ("http://localhost:7001", "/", "/"),
    "neptune": ("https://cluster.example:8182", "/sparql/gsp/", "/sparql"),
}


class Line:
    """What is sent, in place of a connection."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[requests.PreparedRequest] = []
        monkeypatch.setattr(requests.Session, "send", self._send)

    def _send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:
        self.sent.append(request)
        answer = requests.Response()
        answer.status_code = 200
        answer.url = request.url or ""
        answer.headers["Content-Type"] = "application/n-triples"
        answer._content = b""
        if request.headers.get("Accept") == RESULTS:
            answer._content = b'{"head": {"vars": ["g", "n"]}, "results": {"bindings": []}}'
        return answer


@pytest.mark.parametrize("kind", DOCUMENTED)
def test_a_store_gets_the_requests_that_it_documents(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(monkeypatch)
    address, graphs, query = DOCUMENTED[kind]
    store = remote(known_target(f"{address}/", kind), Credentials("Bearer x"))
    store.write([(GRAPH, TRIPLE)])
    assert store.read(GRAPH) == b""
    store.remove(GRAPH)
    assert list(store.counts()) == []
    store.close()
    put, get, delete, asked = line.sent
    assert [each.method for each in line.sent] == ["PUT", "GET", "DELETE", "POST"]
    for each in (put, get, delete):
        assert each.url == f"{address}{graphs}?{NAMED}"
    assert asked.url == address + query
    assert (put.headers["Content-Type"], put.body) == ("application/n-triples", TRIPLE)
    assert get.headers["Accept"].startswith("application/n-triples")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert str(asked.body).startswith("query=SELECT+%3Fg+%28COUNT%28%2A%29+AS+%3Fn%29+WHERE")
    assert {each.headers["Authorization"] for each in line.sent} == {"Bearer x"}


def test_a_store_of_updates_gets_updates(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch)
    where = Target(graphs="https://a.example/u", query="https://a.example/q", protocol="update")
    store = remote(where, Credentials("sala sana", "käyttäjä"))
    store.write([("https://a.example/g", TRIPLE), ("https://a.example/h", b"")])
    store.remove("https://a.example/g")
    store.read("https://a.example/g")
    store.close()
    write, remove, read = line.sent
    assert write.body == (
        b"DROP SILENT GRAPH <https://a.example/g> ;\n"
        b"INSERT DATA { GRAPH <https://a.example/g> {\n" + TRIPLE + b"} } ;\n"
        b"DROP SILENT GRAPH <https://a.example/h>"
    )
    assert remove.body == b"DROP SILENT GRAPH <https://a.example/g>"
    assert {each.url for each in (write, remove)} == {"https://a.example/u"}
    assert {each.headers["Content-Type"] for each in (write, remove)} == {
        "application/sparql-update"
    }
    assert read.url == "https://a.example/q"
    assert "CONSTRUCT" in str(read.body)
    pair = base64.b64encode("käyttäjä:sala sana".encode()).decode()
    assert {each.headers["Authorization"] for each in line.sent} == {f"Basic {pair}"}


def test_credentials_show_in_no_text() -> None:
    """Nor does what a server may repeat of them."""
    for who in (
        Credentials("sala", "a"),
        Credentials("sala"),
        Credentials("sala", "a", digest=True),
    ):
        assert "sala" not in repr(who) + str(who) + who.hide("no sala")
    pair = base64.b64encode(b"a:sala").decode()
    assert Credentials("sala", "a").hide(f"no Basic {pair}") == "no Basic …"
    assert not Credentials("")


def options(**given: object) -> argparse.Namespace:
    named = dict.fromkeys(("kind", "query", "protocol"), None) | {"digest": False}
    return argparse.Namespace(**named | given)


def test_another_store_is_named_by_its_addresses() -> None:
    found = read_target(options(store="https://a.example/g", query="https://a.example/q"))
    assert found == Target(graphs="https://a.example/g", query="https://a.example/q")
    assert read_target(options(store="https://a.example", kind="virtuoso")).digest


def test_the_guide_has_every_store_and_its_addresses() -> None:
    table = read_toml(asset_dir("mappings") / "stores.toml", dict[str, dict[str, Any]])
    assert table.keys() == DOCUMENTED.keys()
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", DOCS, re.MULTILINE))
    assert rows.keys() == table.keys()
    for kind, known in table.items():
        for path in filter(None, (known["graphs"], known["query"])):
            assert f"`…{path}`" in rows[kind], kind
        assert ("not tried" in rows[kind]) == (kind not in SERVERS), kind


def test_the_examples_of_the_guide_are_calls() -> None:
    """Each is taken by the parser of the command line."""
    from publisher.arguments import parser
    from publisher.cli import _RUNS

    calls = re.findall(r"^pykala (push .*?)(?:  +#.*)?$", DOCS, re.MULTILINE)
    assert len(calls) > 4
    for call in calls:
        parser(_RUNS).parse_args(call.replace("\\\n", " ").split())
