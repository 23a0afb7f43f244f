"""SPARQL 1.1 Protocol over the built store, for trying queries out on this machine.

There is **no time limit**: Oxigraph cannot stop a query that has begun, so one careless query keeps
a processor busy until the server is ended. That, and answers that are made up in memory, are fine
on one's own machine and unfit for the open network: this endpoint is for the loopback address
only. Nothing can be changed through it, and no query reaches another endpoint (see
`publisher.sparql_text`).
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

import anyio
import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from publisher.errors import SettingsError, StoreError
from publisher.querying import evaluate, open_store
from publisher.serving.protocol import MAX_BODY_BYTES, Question, read_question
from publisher.serving.results import write_results

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

# Slow queries may fill these threads; the pages have others.
_THREADS = 4

_PREFLIGHT = {
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
}


class _Place(NamedTuple):
    """A folder at a path, as far as it can be told from another one there later."""

    path: str
    inode: int = 0
    changed_ns: int = 0


class LiveStore:
    """The store at a path, opened anew when the path leads to another one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._opened: tuple[_Place, ox.Store] | None = None

    def current(self) -> ox.Store:
        """Open the store, or take the one that is open if it is still the same.

        Raises:
            StoreError: If there is none, or it cannot be opened.
        """
        with self._lock:
            place = self._place()
            if self._opened is None or self._opened[0] != place:
                self._opened = None
                self._opened = (place, open_store(Path(place.path)))
            return self._opened[1]

    def _place(self) -> _Place:
        """Where the path leads; a folder made anew may get the number of the one that was there."""
        resolved = os.path.realpath(self._path)
        try:
            found = Path(resolved).stat()
        except OSError:
            return _Place(resolved)  # it cannot be opened either, which says why
        return _Place(resolved, found.st_ino, found.st_mtime_ns)


class SparqlEndpoint:
    """Answers queries by GET and by both kinds of POST."""

    def __init__(self, store: Path) -> None:
        self._store = LiveStore(store)
        self._limiter = anyio.CapacityLimiter(_THREADS)

    async def __call__(self, request: Request) -> Response:
        """Answer one query in a thread of its own."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        question = read_question(request, await _body(request))
        async with self._limiter:
            return await _in_a_thread(lambda: self._answer(question))

    def _answer(self, question: Question) -> Response:
        """Evaluate and write out; results may not leave the thread that asked for them."""
        try:
            results = evaluate(self._store.current(), question.query, question.dataset)
            return write_results(results, question)
        except SettingsError as error:
            return PlainTextResponse(f"{error}\n", status_code=400)
        except (StoreError, OSError) as error:
            return PlainTextResponse(f"{error}\n", status_code=503)


async def _in_a_thread(answer: Callable[[], Response]) -> Response:
    """Wait for a thread that the process, on its way out, does not wait for.

    The usual pools join their threads at the end, so an endless query would make the server one
    that an interrupt cannot end.
    """
    future: Future[Response] = Future()

    def run() -> None:
        if not future.set_running_or_notify_cancel():
            return  # nobody waits any more
        try:
            future.set_result(answer())
        # A panic inside Oxigraph is not even an Exception. Whatever is not handed over here is lost
        # with the thread, and the client would wait for ever; `await` raises it again.
        except BaseException as error:  # noqa: BLE001
            future.set_exception(error)

    threading.Thread(target=run, name="query", daemon=True).start()
    return await asyncio.wrap_future(future)


async def _body(request: Request) -> bytes:
    """Read the body of a request, as far as a query can be long.

    Raises:
        HTTPException: 413.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            raise HTTPException(413, f"a query may have {MAX_BODY_BYTES} bytes")
    return bytes(body)
