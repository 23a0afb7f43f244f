"""What a query may take: it comes to an end, and the service goes on."""

from __future__ import annotations

import functools
import gzip
import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from publisher.serving.app import Application, Serving
from publisher.serving.sparql.pool import Capacity
from publisher.serving.sparql.question import Limits
from tests.serving.conftest import BASE, PATIENCE_S, Answer, Client
from tests.serving.running import running

SIMPLE = "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3"
# So many rows are never counted, which takes no memory.
ENDLESS = "SELECT (COUNT(*) AS ?n) { {p} }".replace(
    "{p}", " ".join(f"?a{number} ?p{number} ?b{number} ." for number in range(20))
)
# Every row has to be kept, since another may be like it.
GREEDY = "SELECT (COUNT(DISTINCT *) AS ?n) { {p} }".replace(
    "{p}", " ".join(f"?a{number} ?p{number} ?b{number} ." for number in range(4))
)
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . }"
SHORT = Limits(time_s=1.0)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with so much in it that there is something to go through."""
    folder = tmp_path_factory.mktemp("many")
    store = ox.Store(str(folder))
    title = ox.NamedNode("http://purl.org/dc/terms/title")
    graph = ox.NamedNode(f"{BASE}kaikki.jsonld")
    store.extend(
        ox.Quad(ox.NamedNode(f"{BASE}{number}"), title, ox.Literal(f"Asia {number}"), graph)
        for number in range(300)
    )
    store.flush()
    return folder


@contextmanager
def serving(
    site: Path, store: Path, limits: Limits | None = None, **capacity: int
) -> Iterator[Client]:
    told = Serving(limits=limits or Limits(), capacity=Capacity(**capacity))
    with Client(Application(site, store, base_iri=BASE, serving=told)) as client:
        yield client


def ask(client: Client, query: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.send("GET", f"/sparql?query={quote(query)}", named)


def health(client: Client) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(client.get("/health").body)
    return told


def has_other_data(client: Client, before: str) -> bool:
    return bool(health(client)["data"] != before)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_query_that_takes_too_long_is_ended(site: Path, many: Path) -> None:
    with serving(site, many, SHORT) as client:
        assert ask(client, SIMPLE).status == 200
        began = time.monotonic()
        answer = ask(client, ENDLESS)
        assert answer.status == 500
        assert "longer than 1 seconds" in answer.text
        assert time.monotonic() - began < 10  # on a machine that is busy, too
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
        assert ask(client, SIMPLE).status == 200


def test_a_query_that_needs_too_much_memory_is_ended(site: Path, many: Path) -> None:
    limits = Limits(time_s=60, memory_bytes=50_000_000)
    with serving(site, many, limits) as client:
        answer = ask(client, GREEDY)
        assert (answer.status, "memory" in answer.text) == (500, True)
        assert ask(client, SIMPLE).status == 200


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json"])
def test_an_answer_that_is_too_large_is_none(site: Path, many: Path, accept: str) -> None:
    with serving(site, many, Limits(answer_bytes=40_000)) as client:
        answer = ask(client, LARGE, accept=accept)
        assert answer.status == 500
        assert answer.text == "the answer has more than 40,000 bytes: ask for less of it (LIMIT)\n"


def test_an_answer_that_grows_too_large_on_its_way_is_cut_off(site: Path, many: Path) -> None:
    with (
        running(site, many, Limits(answer_bytes=1_000_000)) as (address, _),
        closing(connected(address)) as connection,
    ):
        target = f"/sparql?query={quote(LARGE)}"
        connection.request("GET", target, headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.getheader("transfer-encoding") == "chunked"
        with pytest.raises(http.client.IncompleteRead) as cut:
            answer.read()
        reason = "the answer has more than 1,000,000 bytes: ask for less of it (LIMIT)"
        told = f"\n\nThe answer is cut off here: {reason}\n"
        assert cut.value.partial.endswith(told.encode())


def connected(address: str) -> http.client.HTTPConnection:
    host = address.removeprefix("http://").rstrip("/")
    return http.client.HTTPConnection(host, timeout=PATIENCE_S)


def fetched(address: str, target: str) -> tuple[int, bytes]:
    with closing(connected(address)) as connection:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_a_large_answer_comes_whole_and_packed_where_that_is_wanted(site: Path, many: Path) -> None:
    query = f"{LARGE} LIMIT 20000"
    with serving(site, many) as client:
        plain = ask(client, query, accept="text/csv")
        packed = ask(client, query, accept="text/csv", accept_encoding="br, gzip;q=0.5")
        refused = ask(client, query, accept="text/csv", accept_encoding="gzip;q=0")
        small = ask(client, SIMPLE, accept_encoding="gzip")
    assert len(plain.body) > 1_000_000
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == refused.body
    assert "content-encoding" not in small.headers


def test_simple_queries_are_answered_while_others_never_end(site: Path, many: Path) -> None:
    with serving(site, many, Limits(time_s=20)) as client, ThreadPoolExecutor(6) as clients:
        endless = [clients.submit(ask, client, ENDLESS) for _ in range(4)]
        wait_for(lambda: health(client)["slow"] == 4)
        answers = [ask(client, SIMPLE).status for _ in range(50)]
        assert answers == [200] * 50
        assert not any(each.done() for each in endless)
        assert [each.result().status for each in endless] == [500] * 4


def test_who_asks_too_much_is_told_when_to_ask_again(site: Path, many: Path) -> None:
    capacity = {"ready": 1, "slow": 2, "slow_of_client": 1, "waiting": 2, "waiting_of_client": 1}
    with (
        serving(site, many, Limits(time_s=5), **capacity) as client,
        ThreadPoolExecutor(2) as clients,
    ):
        first = clients.submit(ask, client, ENDLESS)
        wait_for(lambda: health(client)["slow"] == 1)
        second = ask(client, ENDLESS)
        assert second.status == 429
        assert "your queries" in second.text
        assert int(second.headers["retry-after"]) > 0
        assert first.result().status == 500


def test_a_query_whose_client_has_left_is_ended(site: Path, many: Path) -> None:
    with running(site, many) as (address, _):

        def under_way() -> int:
            told = json.loads(fetched(address, "/health")[1])
            return int(told["busy"] + told["slow"])

        with closing(connected(address)) as leaving:
            leaving.request("GET", f"/sparql?query={quote(ENDLESS)}")
            wait_for(lambda: under_way() == 1)
        wait_for(lambda: under_way() == 0)


def test_an_answer_that_is_known_is_not_made_again(site: Path, many: Path) -> None:
    with serving(site, many) as client:
        first = ask(client, SIMPLE, accept="text/csv")
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "no-cache"
        known = ask(client, SIMPLE, accept="text/csv", if_none_match=f'"x", {tag}')
        assert (known.status, known.body) == (304, b"")
        assert known.headers["etag"] == tag
        other = ask(client, SIMPLE, accept="application/sparql-results+xml", if_none_match=tag)
        assert other.status == 200
        assert other.headers["etag"] != tag
        fleeting = ask(client, "SELECT (NOW() AS ?now) {}")
        assert "etag" not in fleeting.headers
        assert fleeting.headers["cache-control"] == "no-store"


def test_no_request_is_lost_while_the_store_is_replaced(
    site: Path, many: Path, store_path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "store"
    link.symlink_to(many)
    with serving(site, link) as client, ThreadPoolExecutor(3) as clients:
        assert ask(client, SIMPLE).status == 200
        seen: set[bytes] = set()
        ends = threading.Event()

        def go_on() -> list[int]:
            found = []
            while not ends.is_set():
                answer = ask(client, SIMPLE, accept="text/csv")
                seen.add(answer.body)
                found.append(answer.status)
            return found

        asking = [clients.submit(go_on) for _ in range(3)]
        for target in (store_path, many) * 2:
            before = health(client)["data"]
            (tmp_path / "next").symlink_to(target)
            (tmp_path / "next").replace(link)
            wait_for(functools.partial(has_other_data, client, before))
        ends.set()
        statuses = [status for each in asking for status in each.result()]
    assert set(statuses) == {200}
    assert len(seen) == 2


def test_a_reader_that_is_killed_is_replaced_and_ends_with_the_server(
    site: Path, many: Path
) -> None:
    simple, endless = (f"/sparql?query={quote(query)}" for query in (SIMPLE, ENDLESS))
    with running(site, many) as (address, server):
        assert fetched(address, simple)[0] == 200
        with ThreadPoolExecutor(1) as clients:
            lost = clients.submit(fetched, address, endless)
            time.sleep(0.5)
            killed = readers_of(server.pid)
            assert killed
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
            status, told = lost.result()
        assert (status, b"memory" in told) == (500, True)
        assert fetched(address, simple)[0] == 200
        others = readers_of(server.pid)
        assert others
        assert not set(others) & set(killed)
        server.kill()
        wait_for(lambda: not any(Path(f"/proc/{pid}/stat").exists() for pid in others))


def readers_of(pid: int) -> list[int]:
    """The processes that a process has started (proc(5))."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [int(child) for child in children.split()]


class _Service(BaseHTTPRequestHandler):
    """Another endpoint, which has one answer."""

    def do_POST(self) -> None:
        content = (
            b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"y"}}]}}'
        )
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_calls_the_services_that_it_may_call_and_no_others(site: Path, many: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Service) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        allowed = f"http://127.0.0.1:{other.server_address[1]}/sparql"
        with serving(site, many, Limits(services=(allowed,))) as client:
            found = ask(
                client, f"SELECT ?x {{ SERVICE <{allowed}> {{ ?x ?y ?z }} }}", accept="text/csv"
            )
            assert found.text == "x\r\ny\r\n"
            for service in (
                f"<{allowed}/x>",
                "<http://127.0.0.1:1/>",
                "?any",
                "<file:///etc/passwd>",
            ):
                query = f"SELECT * {{ BIND(<{allowed}> AS ?any) SERVICE {service} {{ ?x ?y ?z }} }}"
                answer = ask(client, query)
                assert (answer.status, "SERVICE is refused" in answer.text) == (400, True), service
        other.shutdown()
