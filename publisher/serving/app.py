"""The site and the SPARQL endpoint as one application, and a server for it."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import time
from collections.abc import Sequence
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path

import msgspec
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.config import LOGGING_CONFIG

from publisher import __version__
from publisher.errors import SettingsError
from publisher.serving.dereferencing import LANGUAGES
from publisher.serving.files import SiteFiles, not_allowed
from publisher.serving.headers import EVERYWHERE
from publisher.serving.observing import Observer, standard_output
from publisher.serving.sparql.endpoint import SparqlEndpoint
from publisher.serving.sparql.pool import Capacity, ReaderPool
from publisher.serving.sparql.question import Limits

_log = logging.getLogger(__name__)

_READING = ("GET", "HEAD")
_PORTS = range(65_536)
# An answer that is under way when the server is told to end may come to its end.
_GRACE_S = 5
_QUEUE_OF_CONNECTIONS = 2_048
# What a service manager hands over (sd_listen_fds(3)).
_FIRST_HANDED_OVER = 3
_EVERYWHERE = [(name.lower().encode(), value.encode()) for name, value in EVERYWHERE.items()]


class Serving(msgspec.Struct, frozen=True, kw_only=True):
    """How a site is served.

    Attributes:
        limits: Of a query.
        capacity: How much is done at a time.
        log_requests: Whether standard output gets a line for each request.
        log_literals: Whether these lines hold the literals of queries, which may be names.
    """

    limits: Limits = Limits()
    capacity: Capacity = msgspec.field(default_factory=Capacity)
    log_requests: bool = False
    log_literals: bool = False


class Application:
    """A built site and its store behind one address (ASGI).

    Both may be replaced while it runs: the site's folder is looked up for every request, and
    readers of a store are replaced when its path leads to another one. ``/sparql`` with a query
    asks the store; it alone, and every other path, asks the site. ``/health`` says whether queries
    can be answered, ``/metrics`` has figures for this machine alone.
    """

    def __init__(
        self,
        site: Path,
        store: Path,
        *,
        base_iri: str,
        languages: Sequence[str] = LANGUAGES,
        serving: Serving | None = None,
    ) -> None:
        """Set up; readers start with the application (ASGI, Lifespan Protocol).

        Args:
            site: The folder of the site, or a link to it.
            store: The folder of the store, or a link to it.
            base_iri: Where the things of the site have their IRIs, with a final slash.
            languages: Of the pages, the default one first.
            serving: How it is served; None for the usual way.
        """
        serving = serving or Serving()
        self._files = SiteFiles(site, base_iri=base_iri, languages=languages)
        self._pool = ReaderPool(store, serving.limits, serving.capacity)
        self._endpoint = SparqlEndpoint(self._pool)
        log = standard_output() if serving.log_requests else None
        self._observer = Observer(self._pool, log=log, literals=serving.log_literals)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or live from the start of the server to its end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        began, status, sent = time.perf_counter(), 0, 0

        async def send_more(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *_EVERYWHERE]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._dispatch(scope, receive, send_more)
        finally:
            self._observer.note(scope, status, sent, began)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with self._pool:
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path == "/sparql" and (scope["query_string"] or scope["method"] not in _READING):
            await self._endpoint(scope, receive, send)
            return
        request = Request(scope, receive)
        if path == "/health":
            answer = self._health()
        elif path == "/metrics" and _is_of_this_machine(scope):
            media_type, content = self._observer.figures()
            answer = Response(content, headers={"Content-Type": media_type})
        elif scope["method"] not in _READING:
            answer = not_allowed()
        else:
            answer = await run_in_threadpool(self._files.answer, request)
        if path == "/sparql" and answer.status_code == HTTPStatus.NOT_FOUND:
            await self._endpoint(scope, receive, send)
        else:
            await answer(scope, receive, send)

    def _health(self) -> Response:
        problem = self._pool.problem
        status = HTTPStatus.SERVICE_UNAVAILABLE if problem else HTTPStatus.OK
        told = {"problem": problem, "program": __version__, "data": self._pool.version}
        content = msgspec.json.encode(told | self._pool.counts)
        return Response(content, status, {"Cache-Control": "no-store"}, "application/json")


def serve(  # noqa: PLR0913
    site: Path,
    store: Path,
    *,
    base_iri: str,
    languages: Sequence[str] = LANGUAGES,
    host: str = "127.0.0.1",
    port: int = 8000,
    serving: Serving | None = None,
) -> None:
    """Serve the site and its SPARQL endpoint until interrupted.

    A service manager may hand over the socket to listen on; host and port are then its own.

    Args:
        site: The folder of the site, or a link to it.
        store: The folder of the store, or a link to it.
        base_iri: Where the things of the site have their IRIs, with a final slash.
        languages: Of the pages, the default one first.
        host: An address of this machine.
        port: 0 takes any that is free; the log names it.
        serving: How it is served; None for the usual way.

    Raises:
        SettingsError: If there is no site, or the port cannot be had.
    """
    if not site.is_dir():
        message = f"there is no site at {site}: run `pykala build` first"
        raise SettingsError(message)
    app = Application(site, store, base_iri=base_iri, languages=languages, serving=serving)
    with _handed_over() or _listener(host, port) as listener:
        config = uvicorn.Config(
            app,
            lifespan="on",
            ws="none",
            log_config=_log_config(),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_S,
        )
        address, its_port, *_ = listener.getsockname()
        shown = f"[{address}]" if ":" in address else address
        _log.info("%s is at http://%s:%s/", site, shown, its_port)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _is_of_this_machine(scope: Scope) -> bool:
    """Whether a request comes from this machine, for which it must not be passed on for others."""
    with contextlib.suppress(ValueError):
        return ip_address((scope.get("client") or ("",))[0]).is_loopback
    return False


def _log_config() -> dict[str, object]:
    """Let our own line out beside the server's warnings."""
    ours = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return {**LOGGING_CONFIG, "loggers": {**LOGGING_CONFIG["loggers"], __name__: ours}}


def _handed_over() -> socket.socket | None:
    """The socket that a service manager has handed over, if there is one (sd_listen_fds(3))."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS") != "1":
        return None
    return _hurried(socket.socket(fileno=_FIRST_HANDED_OVER))


def _listener(host: str, port: int) -> socket.socket:
    """Take the port.

    Raises:
        SettingsError: If there is no such port, or it cannot be had.
    """
    if port not in _PORTS:
        message = f"there is no port {port}: they go up to {_PORTS[-1]}"
        raise SettingsError(message)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_QUEUE_OF_CONNECTIONS)
    except OSError as error:
        message = (
            f"port {port} of {host} cannot be had ({error}): end the program that has it, "
            "or choose another port"
        )
        raise SettingsError(message) from error
    return _hurried(listener)


def _hurried(listener: socket.socket) -> socket.socket:
    """Let answers leave at once, which connections inherit.

    Without it the end of every answer waits 40 ms for the client's acknowledgement, since asyncio
    sees to that only where the protocol was named outright.
    """
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
