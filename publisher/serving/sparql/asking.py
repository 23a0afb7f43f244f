"""A question on its way: it waits, is answered piece by piece, or comes to its end before."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Protocol

import msgspec

from publisher.serving.sparql.frames import Kind, frame
from publisher.serving.sparql.question import Head, Question

# What is kept for a client that does not take it, before the reader has to wait.
_KEPT_BYTES = 262_144


class EndedError(Exception):
    """There is no answer, or no more of one.

    Attributes:
        status: Of HTTP, where nothing has left yet.
        retry_after_s: When it may be worth while to ask again; None if nothing speaks for that.
    """

    def __init__(
        self, message: str, *, status: HTTPStatus, retry_after_s: int | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_s = retry_after_s


class Hold(Protocol):
    """By which a reader is stopped from saying more than anybody takes."""

    def pause(self) -> None:
        """Let it wait."""

    def resume(self) -> None:
        """Let it go on."""


class Asking:
    """A question and what has come of it.

    Attributes:
        client: Who asks.
        since: When it began to wait, by the clock of the loop, in seconds.
        started: When a reader got it; None as long as it waits.
        version: Of the data that the reader has.
        tries: How many readers have got it.
        has_begun: Whether any of the answer has come.
    """

    def __init__(self, client: str, question: Question, since: float) -> None:
        self.client = client
        self.since = since
        self.started: float | None = None
        self.version = ""
        self.tries = 0
        self.has_begun = False
        self._question = question
        self._frames: deque[tuple[Kind, bytes]] = deque()
        self._kept = 0
        self._waiter: asyncio.Future[None] | None = None
        self._failure: EndedError | None = None
        self._hold: Hold
        self._is_held = False

    def start(self, now: float, version: str, hold: Hold) -> bytes:
        """Go to a reader.

        Args:
            now: By the clock of the loop.
            version: Of the data that it has.
            hold: Lets it wait, or go on.

        Returns:
            What to send to it.
        """
        self.started, self.version, self._hold = now, version, hold
        self.tries += 1
        return frame(Kind.QUESTION, msgspec.msgpack.encode(self._question))

    def take(self, kind: Kind, content: bytes) -> None:
        """Take what the reader says."""
        self.has_begun = True
        self._frames.append((kind, content))
        self._kept += len(content)
        if self._kept > _KEPT_BYTES and not self._is_held:
            self._is_held = True
            self._hold.pause()
        self._wake()

    def fail(self, failure: EndedError) -> None:
        """Come to an end: what has been taken is worth nothing."""
        self._failure = failure
        self._wake()

    async def head(self) -> Head:
        """Wait for the beginning of the answer.

        Raises:
            EndedError: If there is none.
        """
        _, content = await self._next()
        return msgspec.msgpack.decode(content, type=Head)

    def is_whole(self) -> bool:
        """Whether all of the answer has been taken already."""
        return bool(self._frames) and self._frames[-1][0] is Kind.END

    def rest(self) -> bytes:
        """What is left of an answer that has been taken as a whole."""
        return b"".join(content for kind, content in self._frames if kind is Kind.PIECE)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The answer after its head.

        Raises:
            EndedError: If it cannot be whole.
        """
        while True:
            kind, content = await self._next()
            if kind is Kind.END:
                return
            yield content

    async def _next(self) -> tuple[Kind, bytes]:
        while not self._frames or self._failure is not None:
            if self._failure is not None:
                raise self._failure
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        kind, content = self._frames.popleft()
        self._kept -= len(content)
        if self._is_held and self._kept <= _KEPT_BYTES:
            self._is_held = False
            self._hold.resume()
        if kind is Kind.CUT:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            raise EndedError(content.decode(), status=status)
        return kind, content

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
