"""SPARQL 1.1 Protocol over HTTP: from a request to an answer, or to the status of its end.

A query that does not parse is answered with 400, one that needs more than there is with 500
(SPARQL 1.1 Protocol, 2.1.7: a service may refuse to execute a query), and one for which there is no
room with 429 if its client has asked too much and with 503 if all have, both with Retry-After. Once
a part of an answer has left it can only be cut off: its last line says so, and the connection ends
before the answer does, so that no client takes it for a whole one.
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import re
from collections.abc import Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope, Send

from publisher.serving.headers import with_charset
from publisher.serving.sparql.asking import Asking, EndedError
from publisher.serving.sparql.kept import Kept, Whole
from publisher.serving.sparql.pool import ReaderPool
from publisher.serving.sparql.protocol import MAX_BODY_BYTES, read_question
from publisher.serving.sparql.question import Head, Question

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

_Headers = list[tuple[bytes, bytes]]

_METHODS = ", ".join(METHODS).encode()
_PREFLIGHT = [
    (b"allow", _METHODS),
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
_VARY = (b"vary", b"Accept, Accept-Encoding")
# Kept, and asked about each time: what is published may have to leave at once.
_CACHE = (b"cache-control", b"no-cache")
_UNKEPT = (b"cache-control", b"no-store")

# What gives something else each time (SPARQL 1.1, 17.4), wherever the word stands.
_FLEETING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
_TAG_CHARACTERS = 32
# After so long somebody sees to it whether the client is still there.
_PATIENCE_S = 0.1


class SparqlEndpoint:
    """An application of ASGI that answers queries by GET and by both kinds of POST."""

    def __init__(self, pool: ReaderPool) -> None:
        self._pool = pool
        self._kept = Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one query."""
        request = Request(scope, receive)
        try:
            if request.method == "OPTIONS":
                await _say(send, HTTPStatus.NO_CONTENT, "", _PREFLIGHT)
            elif request.method not in METHODS:
                allow = [(b"allow", _METHODS)]
                await _say(send, HTTPStatus.METHOD_NOT_ALLOWED, "ask by GET or POST", allow)
            else:
                question = read_question(request, await _body(request))
                await self._answer(request, question, receive, send)
        except HTTPException as error:
            headers = [(key.lower().encode(), each.encode()) for key, each in _items(error)]
            await _say(send, HTTPStatus(error.status_code), error.detail, headers)
        except ClientDisconnect:
            return

    async def _answer(
        self, request: Request, question: Question, receive: Receive, send: Send
    ) -> None:
        request.scope["pykala.query"] = question.query
        version = self._pool.version
        kept = self._kept.get(version, question)
        if known := request.headers.get("if-none-match"):
            tag = kept.tag if kept is not None else _entity_tag(version, question)
            if tag and _is_known(tag, known):
                await _begin(send, HTTPStatus.NOT_MODIFIED, [(b"etag", tag), _VARY, _CACHE])
                await send({"type": "http.response.body"})
                return
        if kept is not None:
            await _begin(send, HTTPStatus.OK, kept.headers)
            await send({"type": "http.response.body", "body": kept.content})
            return
        try:
            asking = self._pool.ask(_client(request.scope), question)
        except EndedError as error:
            await _refuse(send, error.status, str(error), error.retry_after_s)
            return
        watch = _Watch(receive, lambda: self._pool.leave(asking))
        try:
            await self._send(asking, question, send)
        finally:
            watch.end()
            self._pool.leave(asking)

    async def _send(self, asking: Asking, question: Question, send: Send) -> None:
        """Send an answer as it comes."""
        try:
            head = await asking.head()
        except EndedError as error:
            await _refuse(send, error.status, str(error), error.retry_after_s)
            return
        is_answer = head.status == HTTPStatus.OK
        tag = _entity_tag(asking.version, question) if is_answer else b""
        headers = _headers(head, tag)
        if asking.is_whole():
            content = asking.rest()
            headers.append((b"content-length", str(len(content)).encode()))
            if tag:
                self._kept.put(asking.version, question, Whole(tag, headers, content))
            await _begin(send, head.status, headers)
            await send({"type": "http.response.body", "body": content})
            return
        await _begin(send, head.status, headers)
        try:
            async for piece in asking.pieces():
                await send(_piece(piece))
        except EndedError as error:
            # Without an end, so that the server cuts the connection; and in words, since a server
            # in front may close it as if all were well (Caddy 2.6). Who unpacks it finds no end.
            if not head.compressed:
                await send(_piece(f"\n\nThe answer is cut off here: {error}\n".encode()))
            return
        await send({"type": "http.response.body"})


def _piece(content: bytes) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": True}


def _headers(head: Head, tag: bytes) -> _Headers:
    headers: _Headers = [(b"content-type", with_charset(head.media_type).encode()), _VARY]
    if head.compressed:
        headers.append((b"content-encoding", b"gzip"))
    return [*headers, (b"etag", tag), _CACHE] if tag else [*headers, _UNKEPT]


def _entity_tag(version: str, question: Question) -> bytes:
    """What tells an answer from others; empty if it is another one each time.

    It is a weak one (RFC 9110, 8.8.1): the order of solutions may differ.
    """
    if not version or _FLEETING.search(question.query):
        return b""
    told = (version, question.query, question.dataset, question.accept, question.format)
    return b'W/"%s"' % hashlib.sha256(repr(told).encode()).hexdigest()[:_TAG_CHARACTERS].encode()


class _Watch:
    """Sees to a client that may leave, once its answer takes time."""

    def __init__(self, receive: Receive, leave: Callable[[], None]) -> None:
        self._receive = receive
        self._leave = leave
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE_S, self._begin)

    def _begin(self) -> None:
        self._task = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self._leave()
                return

    def end(self) -> None:
        """Look no longer."""
        self._timer.cancel()
        if self._task is not None:
            self._task.cancel()


def _client(scope: Scope) -> str:
    """Whose queries take turns with those of others: an address, or the network of one.

    Who has an IPv6 address has 2^64 of them (RFC 6177).
    """
    host = str((scope.get("client") or ("",))[0])
    if ":" not in host:
        return host
    try:
        return str(ipaddress.ip_network(f"{host.partition('%')[0]}/64", strict=False))
    except ValueError:
        return host


def _items(error: HTTPException) -> list[tuple[str, str]]:
    return list((error.headers or {}).items())


async def _begin(send: Send, status: int, headers: _Headers) -> None:
    await send({"type": "http.response.start", "status": int(status), "headers": headers})


async def _refuse(send: Send, status: HTTPStatus, text: str, retry_after_s: int | None) -> None:
    headers = [] if retry_after_s is None else [(b"retry-after", str(retry_after_s).encode())]
    await _say(send, status, text, headers)


async def _say(send: Send, status: HTTPStatus, text: str, headers: _Headers) -> None:
    """Answer with a line of text, or with none."""
    content = f"{text}\n".encode() if text else b""
    own = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
        _VARY,
        _UNKEPT,
    ]
    await _begin(send, status, [*(own if text else [_UNKEPT]), *headers])
    await send({"type": "http.response.body", "body": content})


def _is_known(tag: bytes, if_none_match: str) -> bool:
    """Whether the client has this answer already (RFC 9110, 13.1.2)."""
    known = {each.strip() for each in if_none_match.split(",")}
    return tag.decode() in known or tag.decode().removeprefix("W/") in known or "*" in known


async def _body(request: Request) -> bytes:
    """Read the body of a request, as far as a query can be long.

    Raises:
        HTTPException: 413.
    """
    if request.method != "POST":
        return b""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            raise HTTPException(413, f"a query may have {MAX_BODY_BYTES} bytes")
    return bytes(body)
