"""A SPARQL store on this machine that says how it was asked, and fails when it is told to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

N_TRIPLES = "application/n-triples"
RESULTS = "application/sparql-results+json"


@dataclass(slots=True)
class Fault:
    """What happens to the next request of a method.

    Attributes:
        method: Of HTTP; those of updates and queries by name.
        status: Of the answer.
        headers: Of the answer.
        text: Of the answer.
        done: Whether the request is carried out all the same.
        cut: Whether the connection is closed instead of an answer.
        slow_s: How long it takes.
        graph: Of which graph alone, if it is of one.
    """

    method: str
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    done: bool = False
    cut: bool = False
    slow_s: float = 0.0
    graph: str = ""


@dataclass(slots=True)
class Store:
    """What the server holds, and what it was asked.

    Attributes:
        url: Where it is.
        authorization: What it wants to be told by whoever writes; nothing if anybody may.
        data: What it holds.
        faults: What is to go wrong, in order.
        asked: Method and graph of every request, by name for updates and queries.
        told: The headers ``Authorization`` it was sent.
        bodies: What was sent.
        lossy: The graphs of which it loses a triple.
        page_rows: How many rows it gives at most.
    """

    url: str
    authorization: str = ""
    data: ox.Store = field(default_factory=ox.Store)
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    told: set[str | None] = field(default_factory=set)
    bodies: list[bytes] = field(default_factory=list)
    lossy: set[str] = field(default_factory=set)
    page_rows: int = 1_000_000
    lock: threading.Lock = field(default_factory=threading.Lock)

    def graphs(self) -> dict[str, list[str]]:
        """All graphs with their triples, sorted."""
        found: dict[str, list[str]] = {}
        for quad in self.data:
            assert isinstance(quad.graph_name, ox.NamedNode)
            found.setdefault(quad.graph_name.value, []).append(str(quad.triple))
        return {graph: sorted(found[graph]) for graph in sorted(found)}

    def add(self, graph: str, value: str = "x") -> None:
        """Let it hold a triple that nobody pushed."""
        node = ox.NamedNode(graph)
        self.data.add(ox.Quad(node, ox.NamedNode("https://a.example/p"), ox.Literal(value), node))

    def requests(self, *methods: str) -> list[str]:
        """Of which graphs it was asked by some methods, in order."""
        return [graph for method, graph in self.asked if method in methods]

    def fault(self, method: str, graph: str) -> Fault | None:
        """What goes wrong with a request."""
        with self.lock:
            for fault in self.faults:
                if fault.method == method and fault.graph in {"", graph}:
                    self.faults.remove(fault)
                    return fault
        return None


class Handler(BaseHTTPRequestHandler):
    """Answers as the Graph Store Protocol and the SPARQL protocol have it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    store: Store

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_PUT(self) -> None:
        self._act("PUT")

    def do_GET(self) -> None:
        self._act("GET")

    def do_DELETE(self) -> None:
        self._act("DELETE")

    def do_POST(self) -> None:
        self._act("UPDATE" if urlsplit(self.path).path == "/update" else "QUERY")

    def _act(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        graph = "".join(parse_qs(urlsplit(self.path).query).get("graph", []))
        store = self.store
        with store.lock:
            store.asked.append((method, graph))
            store.told.add(self.headers["Authorization"])
            store.bodies.append(body)
        fault = store.fault(method, graph)
        if fault:
            time.sleep(fault.slow_s)
        if fault is None or fault.done:
            answer = self._answer(method, graph, body)
        if fault and fault.cut:
            self.close_connection = True
            return
        if fault:
            answer = (fault.status, fault.headers.pop("Content-Type", "text/plain"), fault.text)
        status, media_type, text = answer
        self.send_response(status)
        for name, value in fault.headers.items() if fault else ():
            self.send_header(name, value)
        self.send_header("Content-Type", media_type)
        content = text.encode()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _answer(self, method: str, graph: str, body: bytes) -> tuple[int, str, str]:
        store = self.store
        if store.authorization and self.headers["Authorization"] != store.authorization:
            return 401, "text/plain", f"not {self.headers['Authorization']}"
        node = ox.NamedNode(graph) if graph else None
        with store.lock:
            if method == "QUERY":
                return self._query(parse_qs(body.decode())["query"][0])
            if method == "UPDATE":
                assert self.headers["Content-Type"] == "application/sparql-update"
                store.data.update(body.decode())
                self._lose({each for each in store.lossy if each in body.decode()})
                return 200, "text/plain", ""
            assert urlsplit(self.path).path == "/store"
            assert node is not None
            there = store.data.contains_named_graph(node)
            if method == "GET":
                assert N_TRIPLES in self.headers["Accept"]
                found = store.data.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=node)
                return (
                    (200, f"{N_TRIPLES};charset=utf-8", (found or b"").decode()) if there else _404
                )
            if method == "DELETE":
                store.data.remove_graph(node)
                return (204, "text/plain", "") if there else _404
            assert self.headers["Content-Type"] == N_TRIPLES
            store.data.remove_graph(node)
            store.data.load(body, ox.RdfFormat.N_TRIPLES, to_graph=node)
            self._lose({graph} & store.lossy)
            return 204 if there else 201, "text/plain", ""

    def _query(self, query: str) -> tuple[int, str, str]:
        found = self.store.data.query(query)
        if isinstance(found, ox.QueryTriples):
            said = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
            return 200, N_TRIPLES, (said or b"").decode()
        assert self.headers["Accept"] == RESULTS
        assert isinstance(found, ox.QuerySolutions)
        rows = list(found)[: self.store.page_rows]
        bindings = ",".join(
            f'{{"g":{{"type":"uri","value":"{row["g"].value}"}},'
            f'"n":{{"type":"literal","value":"{row["n"].value}"}}}}'
            for row in rows
        )
        head = '"head":{"vars":["g","n"]}'
        return 200, RESULTS, f'{{{head},"results":{{"bindings":[{bindings}]}}}}'

    def _lose(self, graphs: set[str]) -> None:
        for graph in graphs:
            quads = list(self.store.data.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
            for quad in quads[:1]:
                self.store.data.remove(quad)


_404 = (404, "text/plain", "")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of connections that broke, which clients that are killed leave behind."""


@contextmanager
def running() -> Iterator[Store]:
    """Run a store for as long as it is needed."""
    server = _Server(("127.0.0.1", 0), type("Bound", (Handler,), {}))
    store = Store(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass.store = store  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
