"""A small made-up site with its store, and a client that sends exactly the path it is given."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from starlette.types import ASGIApp, Message

from publisher.serving.app import Application

ClientFor = Callable[[Path, Path], "Client"]

BASE = "https://data.example.fi/"
PATIENCE_S = 60
THINGS = (
    "tuulikoski",
    "tuulikoski/kaupunginhallitus",
    "eli/dl/tuulikoski/kaupunginhallitus/2024-03-04",
    "eli/dl/tuulikoski/kaupunginhallitus/2024/58",
    "eli/dl/tuulikoski/asia/77-10-03-01-2024",
    "tuulikoski/henkilo/b4xn7tq2mk",
    "laki/1982/710",
)
_SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}
_FILES = {
    "index.html": "<title>Etusivu</title>",
    "index.sv.html": "<title>Startsida</title>",
    "404.html": "<title>Ei ole</title>",
    "eli/dl/tuulikoski/kaupunginhallitus/2024/58.sv.html": "<title>Beslut</title>",
    "sparql.html": "<title>SPARQL</title>",
    "tyyli.css": "body{}",
    "kuva.svg": "<svg/>",
    "sitemap.xml": "<urlset/>",
    "robots.txt": "User-agent: *",
    "tiedot.json": "{}",
    "lataukset/tuulikoski-2024.nq": "",
    "lataukset/tuulikoski-2024.ttl": "",
    "lataukset/tuulikoski-2024.csv": "a,b\r\n",
    "lataukset/tuulikoski-2024.nq.gz": "",
    "lataukset/kysely.rq": "ASK {}",
    "lataukset/syöte.atom": "<feed/>",
    "muutokset.atom": "<feed/>",
    "muutokset/virta.trig": "",
    "muutokset/virta.jsonld": "{}",
    "eli/sitemap.xml": "<urlset/>",
    "eli/eli-update-feed.atom": "<feed/>",
    "api/3/action/package_search": '{"success": true}',
    ".well-known/void": "",
    "kansio/index.html": "<title>Kansio</title>",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    """Calls the application as a server would, without tidying the path up first.

    As a context manager it lets the application live from its start to its end, as a server does,
    which one that is asked queries needs.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self._heard: asyncio.Queue[Message] = asyncio.Queue()
        self._life = asyncio.run_coroutine_threadsafe(self._live(), self._loop)
        self._say("startup")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._loop is not None
        self._say("shutdown")
        self._life.result(PATIENCE_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()
        self._loop = None

    async def _live(self) -> None:
        await self._app({"type": "lifespan"}, self._said.get, self._heard.put)

    def _say(self, what: str) -> None:
        async def say() -> Message:
            await self._said.put({"type": f"lifespan.{what}"})
            return await self._heard.get()

        assert self._loop is not None
        told = asyncio.run_coroutine_threadsafe(say(), self._loop).result(PATIENCE_S)
        assert told["type"] == f"lifespan.{what}.complete"

    def get(
        self,
        target: str,
        accept: str | None = None,
        *,
        client: tuple[str, int] | None = None,
        **headers: str,
    ) -> Answer:
        if accept is not None:
            headers["accept"] = accept
        return self.send("GET", target, headers, client=client)

    def send(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        *,
        client: tuple[str, int] | None = None,
    ) -> Answer:
        answering = self._send(method, target, headers or {}, body, client)
        if self._loop is None:
            return asyncio.run(answering)
        return asyncio.run_coroutine_threadsafe(answering, self._loop).result(PATIENCE_S)

    async def _send(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: bytes,
        client: tuple[str, int] | None,
    ) -> Answer:
        path, _, query = target.partition("?")
        messages: list[Message] = []
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "server": ("127.0.0.1", 8000),
            "client": client,
            "root_path": "",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [
                (name.replace("_", "-").lower().encode(), value.encode())
                for name, value in headers.items()
            ],
        }

        rest = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            if rest:
                return rest.pop()
            await asyncio.Event().wait()  # the client stays
            raise AssertionError(target)

        async def send(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, send)
        start = messages[0]
        return Answer(
            start["status"],
            {name.decode(): value.decode() for name, value in start["headers"]},
            b"".join(message.get("body", b"") for message in messages[1:]),
        )


def triple(thing: str, label: str) -> ox.Triple:
    name = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    return ox.Triple(ox.NamedNode(BASE + thing), name, ox.Literal(label, language="fi"))


def build_site(folder: Path, *, label: str = "Tuulikoski") -> Path:
    """Write the documents of every thing and a few files of other kinds."""
    for thing in THINGS:
        path = folder / thing
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f"{path.name}.html").write_text(f"<title>{label}</title>")
        for extension, syntax in _SYNTAXES.items():
            ox.serialize([triple(thing, label)], f"{path}.{extension}", format=syntax)
    for name, text in _FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, newline="")
    return folder


def build_store(folder: Path, *, label: str = "Tuulikoski") -> Path:
    """Write a store with one named graph a thing, and nothing in the default graph."""
    store = ox.Store(str(folder))
    graphs = [(triple(thing, label), ox.NamedNode(f"{BASE}{thing}.jsonld")) for thing in THINGS]
    store.extend(
        ox.Quad(found.subject, found.predicate, found.object, graph) for found, graph in graphs
    )
    store.flush()
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("www") / "site")


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def client_for() -> Iterator[ClientFor]:
    """Makes clients whose applications live until the end of the tests."""
    with ExitStack() as living:
        yield lambda site, store: living.enter_context(
            Client(Application(site, store, base_iri=BASE))
        )


@pytest.fixture(scope="session")
def client(site: Path, store_path: Path, client_for: ClientFor) -> Client:
    return client_for(site, store_path)
