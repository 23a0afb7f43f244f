"""The readers, and which of them answers what.

So many readers are kept ready as there are processors, and one more. A query that takes long leaves
this lane together with its reader: the reader gets less of the processors, another one takes its
place, and when the query is over the process is ended. So long queries, of which there is a number
at most, never stand in the way of short ones (the measured remedy of killing and forking anew costs
a few hundredths of a second each time, which short queries never see).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Self

import msgspec

from publisher.serving.sparql.asking import Asking, EndedError
from publisher.serving.sparql.process import Place, ReaderProcess, place_of
from publisher.serving.sparql.question import Limits, Question
from publisher.serving.sparql.queue import BusyError, FairQueue

_log = logging.getLogger(__name__)

_TICK_S = 0.05
# A query takes long that has had so much of a processor; or that has been under way for so long,
# since it may be its client that is slow.
_SLOW_CPU_S = 0.2
_SLOW_AFTER_S = 1.0
_LOOK_EVERY_S = 0.5
# So often a reader may end before it is ready without saying why.
_TRIES = 5
_LONGEST_PAUSE_S = 10.0
_RETRY_AFTER_S = 5


class Capacity(msgspec.Struct, frozen=True, kw_only=True):
    """How much is done at a time.

    Attributes:
        ready: How many readers are ready for short queries.
        slow: How many queries may take long at a time.
        slow_of_client: How many of them may be of one client.
        waiting: How many queries may wait.
        waiting_of_client: How many of them may be of one client.
    """

    ready: int = msgspec.field(default_factory=lambda: (os.cpu_count() or 1) + 1)
    slow: int = 6
    slow_of_client: int = 4
    waiting: int = 500
    waiting_of_client: int = 100


class ReaderPool:
    """Readers of the store at a path, which may lead to another one while they answer."""

    def __init__(self, store: Path, limits: Limits, capacity: Capacity) -> None:
        self._store = store
        self._limits = limits
        self._capacity = capacity
        self._place = Place("")
        self._queue: FairQueue[Asking] = FairQueue(
            room=capacity.waiting, room_of_client=capacity.waiting_of_client
        )
        self._idle: list[ReaderProcess] = []
        self._readers: dict[ReaderProcess, None] = {}  # all that live, in the order of their births
        self._ended: list[ReaderProcess] = []
        self._problem = "the server has not started"
        self._failed = 0
        self._not_before = 0.0
        self._looked = 0.0
        self._ticking: asyncio.Task[None] | None = None
        self.version = ""

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._problem = ""
        self._tick()
        self._ticking = asyncio.create_task(self._tick_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._ticking is not None:
            self._ticking.cancel()
        for reader in [*self._readers]:
            self._end(reader)
        for reader in self._ended:
            reader.reap(wait=True)

    @property
    def counts(self) -> dict[str, int]:
        """How many readers there are, by what they do, and how many queries wait."""
        busy = [reader for reader in self._readers if reader.asking is not None]
        slow = sum(reader.is_slow for reader in busy)
        return {
            "idle": len(self._idle),
            "busy": len(busy) - slow,
            "slow": slow,
            "waiting": len(self._queue),
        }

    @property
    def problem(self) -> str:
        """Why no query can be answered; empty if that can be."""
        return "" if any(reader.is_ready for reader in self._readers) else self._problem

    def ask(self, client: str, question: Question) -> Asking:
        """Put a question, which is answered when its turn comes.

        Raises:
            EndedError: If nobody can answer, or there is no room for it.
        """
        if self.problem:
            failure = _busy(self.problem)
            raise failure
        asking = Asking(client, question, self._loop.time())
        try:
            self._queue.put(client, asking)
        except BusyError as error:
            failure = _too_many() if error.is_client else _busy(str(error))
            raise failure from error
        self._hand_out()
        return asking

    def leave(self, asking: Asking) -> None:
        """Let go of a question, whose answer nobody needs any more, or has been taken."""
        if self._queue.remove(asking.client, asking):
            return
        for reader in self._readers:
            if reader.asking is asking:
                self._end(reader)
                break

    def _hand_out(self) -> None:
        while self._idle and (asking := self._queue.take()) is not None:
            # The last one that was busy has the most in its caches.
            self._idle.pop().start(asking, self._loop.time())

    # What readers report ------------------------------------------------------------------------

    def has_opened(self, reader: ReaderProcess) -> None:
        """A reader has opened its store."""
        self._problem, self._failed = "", 0
        self.version = reader.place.version
        self._idle.append(reader)
        for other in [each for each in self._idle if each.place != self._place]:
            self._end(other)
        self._hand_out()

    def has_answered(self, reader: ReaderProcess) -> None:
        """A reader has no more to say."""
        if reader.is_slow or reader.place != self._place:
            self._end(reader)
        else:
            self._idle.append(reader)
        self._hand_out()

    def is_lost(self, reader: ReaderProcess, why: str) -> None:
        """A reader has ended, by itself or because something ended it."""
        if reader not in self._readers:
            return  # it was ended here
        if not reader.is_ready:
            self._failed += 1
            pause = min(_LOOK_EVERY_S * 2 ** min(self._failed, _TRIES), _LONGEST_PAUSE_S)
            self._not_before = self._loop.time() + pause
            if why or self._failed > _TRIES:
                self._problem = why or "the processes that answer end before they can"
        self._end(reader)
        if (asking := reader.asking) is not None and not self._tries_again(asking):
            _log.warning("a query has ended its reader, by its memory mostly")
            asking.fail(_lost(self._limits))
        if self.problem:
            while (waiting := self._queue.take()) is not None:
                waiting.fail(_busy(self.problem))

    def _tries_again(self, asking: Asking) -> bool:
        """Give a question to another reader, once, if the first one may have been lost before."""
        took_long = self._loop.time() - (asking.started or 0) > _SLOW_CPU_S
        if took_long or asking.has_begun or asking.tries > 1:
            return False
        try:
            self._queue.put(asking.client, asking)
        except BusyError:
            return False
        self._hand_out()
        return True

    # What time brings ---------------------------------------------------------------------------

    async def _tick_on(self) -> None:
        while True:
            await asyncio.sleep(_TICK_S)
            try:
                self._tick()
            except OSError:  # no process or file can be had for a moment
                _log.exception("no reader can be started; it is tried again")
                self._not_before = self._loop.time() + _LOOK_EVERY_S

    def _tick(self) -> None:
        now = self._loop.time()
        if now >= self._looked + _LOOK_EVERY_S:
            self._looked = now
            self._look()
        for reader, asking in list(self._at_work()):
            self._watch(reader, asking, now - (asking.started or now))
        for asking in [each for each in self._queue if now - each.since > self._limits.time_s]:
            self._queue.remove(asking.client, asking)
            asking.fail(_busy("it waited too long for its turn: ask again later"))
        self._ended = [reader for reader in self._ended if not reader.reap()]
        if now >= self._not_before:
            self._replenish()

    def _look(self) -> None:
        """See whether there is another store; if there is, it may be one that can be opened."""
        place = place_of(self._store)
        if place != self._place:
            self._place, self._not_before = place, 0.0

    def _at_work(self) -> Iterator[tuple[ReaderProcess, Asking]]:
        for reader in self._readers:
            if reader.asking is not None:
                yield reader, reader.asking

    def _watch(self, reader: ReaderProcess, asking: Asking, seconds: float) -> None:
        """See to a query that takes its time."""
        if seconds > self._limits.time_s:
            asking.fail(_too_long(self._limits))
            self._end(reader)
        elif not reader.is_slow and self._takes_long(reader, seconds):
            slow = [other for each, other in self._at_work() if each.is_slow]
            of_client = sum(other.client == asking.client for other in slow)
            if len(slow) >= self._capacity.slow:
                asking.fail(_busy("too many queries that take long: ask again later"))
                self._end(reader)
            elif of_client >= self._capacity.slow_of_client:
                asking.fail(_too_many())
                self._end(reader)
            else:
                reader.slow_down()

    @staticmethod
    def _takes_long(reader: ReaderProcess, seconds: float) -> bool:
        return reader.used_s() > _SLOW_CPU_S or seconds > _SLOW_AFTER_S

    def _replenish(self) -> None:
        """Start as many readers as are missing."""
        fresh = sum(not reader.is_slow and reader.place == self._place for reader in self._readers)
        missing = self._capacity.ready - fresh
        for _ in range(missing if not self._failed else min(missing, 1 - fresh)):
            reader = ReaderProcess(self, self._place, self._limits)
            self._readers[reader] = None
            reader.spawn(self._loop)

    def _end(self, reader: ReaderProcess) -> None:
        del self._readers[reader]
        with contextlib.suppress(ValueError):
            self._idle.remove(reader)
        reader.end()
        self._ended.append(reader)


def _too_long(limits: Limits) -> EndedError:
    return EndedError(
        f"the query took longer than {limits.time_s:g} seconds: ask for less, or download the data",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def _lost(limits: Limits) -> EndedError:
    return EndedError(
        "the query needed more memory than there is for one "
        f"({limits.memory_bytes // 1_000_000} MB), or more than the engine can do: ask for less",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def _busy(message: str) -> EndedError:
    return EndedError(
        message,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        retry_after_s=_RETRY_AFTER_S,
    )


def _too_many() -> EndedError:
    return EndedError(
        "too many of your queries are under way: wait for their answers first",
        status=HTTPStatus.TOO_MANY_REQUESTS,
        retry_after_s=_RETRY_AFTER_S,
    )
