"""The site and the SPARQL endpoint as one application, and a server for it on this machine."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import socket
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import LOGGING_CONFIG

from publisher.errors import SettingsError
from publisher.serving.dereferencing import LANGUAGES
from publisher.serving.files import SiteFiles, not_allowed
from publisher.serving.headers import EVERYWHERE
from publisher.serving.sparql import METHODS, SparqlEndpoint

_log = logging.getLogger(__name__)

_READING = ("GET", "HEAD")
_ALL_METHODS = (*_READING, "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_PORTS = range(65_536)
_GRACE_S = 1


def create_app(
    site: Path, store: Path, *, base_iri: str, languages: Sequence[str] = LANGUAGES
) -> Starlette:
    """Put a built site and its store behind one address.

    Both may be replaced while the application runs: the site's folder is looked up for every
    request, the store is opened anew when its path leads to another one.

    Args:
        site: The folder of the site, or a link to it.
        store: The folder of the store, or a link to it.
        base_iri: Where the things of the site have their IRIs, with a final slash.
        languages: Of the pages, the default one first.

    Returns:
        The application: ``/sparql`` with a query asks the store; it alone, and every other path,
        asks the site.
    """
    files = SiteFiles(site, base_iri=base_iri, languages=languages)
    endpoint = SparqlEndpoint(store)

    async def sparql(request: Request) -> Response:
        if request.method in _READING and not request.scope["query_string"]:
            page = await run_in_threadpool(files.answer, request)
            return page if page.status_code != HTTPStatus.NOT_FOUND else await endpoint(request)
        return await endpoint(request)

    def document(request: Request) -> Response:  # not async: it reads files, so it gets a thread
        return files.answer(request) if request.method in _READING else not_allowed()

    routes = [
        Route("/sparql", sparql, methods=METHODS),
        Route("/{path:path}", document, methods=_ALL_METHODS),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(_Everywhere)])
    app.router.redirect_slashes = False  # the other address would be no better
    return app


def serve(  # noqa: PLR0913
    site: Path,
    store: Path,
    *,
    base_iri: str,
    languages: Sequence[str] = LANGUAGES,
    host: str = "127.0.0.1",
    port: int = 8000,
) -> None:
    """Serve the site and its SPARQL endpoint until interrupted.

    Args:
        site: The folder of the site, or a link to it.
        store: The folder of the store, or a link to it.
        base_iri: Where the things of the site have their IRIs, with a final slash.
        languages: Of the pages, the default one first.
        host: An address of this machine that others cannot reach.
        port: 0 takes any that is free; the log names it.

    Raises:
        SettingsError: If there is no site, others could reach the host, or the port is taken.
    """
    if not site.is_dir():
        message = f"there is no site at {site}: run `pykala build` first"
        raise SettingsError(message)
    _require_loopback(host)
    with _listener(host, port) as listener:
        config = uvicorn.Config(
            create_app(site, store, base_iri=base_iri, languages=languages),
            lifespan="off",
            ws="none",
            log_config=_log_config(),
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=_GRACE_S,
        )
        shown = f"[{host}]" if ":" in host else host
        _log.info("%s is at http://%s:%s/", site, shown, listener.getsockname()[1])
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


class _Everywhere:
    """Adds to every answer, refusals included, what all of them say."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(EVERYWHERE)
            await send(message)

        await self._app(scope, receive, send_more)


def _log_config() -> dict[str, object]:
    """Let our own line out beside the server's warnings."""
    ours = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return {**LOGGING_CONFIG, "loggers": {**LOGGING_CONFIG["loggers"], __name__: ours}}


def _require_loopback(host: str) -> None:
    """Refuse an address that others can reach.

    Raises:
        SettingsError: If the host is neither localhost nor a loopback address.
    """
    with contextlib.suppress(ValueError):
        if ipaddress.ip_address(host).is_loopback:
            return
    if host == "localhost":
        return
    message = (
        f"{host} can be reached by others, and nothing limits how long a SPARQL query may run: "
        "serve on 127.0.0.1 or ::1, and publish the site's folder with a web server"
    )
    raise SettingsError(message)


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
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        message = (
            f"port {port} of {host} cannot be had ({error}): end the program that has it, "
            "or choose another port"
        )
        raise SettingsError(message) from error
    # Connections inherit it. Without it the end of every answer waits 40 ms for the client's
    # acknowledgement, since asyncio sees to that only where the protocol was named outright.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
