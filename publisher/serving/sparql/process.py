"""A reader, seen from the server: a process at the other end of a socket."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol, cast

import msgspec

from publisher.serving.sparql.asking import Asking
from publisher.serving.sparql.frames import Kind, Unframer
from publisher.serving.sparql.question import Limits

_MODULE = "publisher.serving.sparql.reader"
# How far a query that takes long stands back (nice(2)).
_STANDS_BACK = 10
_VERSION_CHARACTERS = 16
# Behind the name of the program, counted from 0 (proc(5)).
_UTIME, _STIME = 11, 12


class Place(NamedTuple):
    """A folder at a path, as far as it can be told from another one there later."""

    path: str
    inode: int = 0
    changed_ns: int = 0

    @property
    def version(self) -> str:
        """What tells the data there from other data."""
        told = repr(tuple(self)).encode()
        return hashlib.sha256(told).hexdigest()[:_VERSION_CHARACTERS]


def place_of(path: Path) -> Place:
    """Where a path leads; a folder made anew may get the number of the one that was there."""
    resolved = os.path.realpath(path)
    try:
        found = Path(resolved).stat()
    except OSError:
        return Place(resolved)  # it cannot be opened either, which says why
    return Place(resolved, found.st_ino, found.st_mtime_ns)


class Pool(Protocol):
    """Whom a reader reports to."""

    def has_opened(self, reader: ReaderProcess) -> None:
        """It has opened its store."""

    def has_answered(self, reader: ReaderProcess) -> None:
        """It has no more to say."""

    def is_lost(self, reader: ReaderProcess, why: str) -> None:
        """It has ended; why, if it said so."""


class ReaderProcess(asyncio.Protocol):
    """A process that answers one query after the other.

    Attributes:
        place: Of its store.
        asking: What it answers; None if nothing.
        is_ready: Whether it has opened its store.
        is_slow: Whether it has been made to stand back, for good.
    """

    def __init__(self, pool: Pool, place: Place, limits: Limits) -> None:
        self.place = place
        self._version = place.version
        self._first_look_s: float | None = None
        self.asking: Asking | None = None
        self.is_ready = False
        self.is_slow = False
        self._pool = pool
        self._limits = limits
        self._unframer = Unframer()
        self._transport: asyncio.Transport | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._why = ""

    def spawn(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start the process; it reports when it has opened its store.

        From the thread that lives longest, since it ends with the thread (prctl(2)).
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003  (there is no other way to say it)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (it is our own)
                [
                    *(sys.executable, "-m", _MODULE, str(theirs.fileno()), str(os.getpid())),
                    *(self.place.path, msgspec.json.encode(self._limits).decode()),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # where it says what it dies of, memory mostly
            )
        task = loop.create_task(self._connect(loop, ours))
        task.add_done_callback(lambda done: done.exception())

    async def _connect(self, loop: asyncio.AbstractEventLoop, ours: socket.socket) -> None:
        await loop.connect_accepted_socket(lambda: self, ours)

    def start(self, asking: Asking, now: float) -> None:
        """Let it answer a question."""
        self.asking = asking
        self._first_look_s = None
        if self._transport is not None:
            self._transport.write(asking.start(now, self._version, self))

    def used_s(self) -> float:
        """How much of the processors' time its question has had since somebody looked first."""
        used = self._cpu_s()
        if self._first_look_s is None:
            self._first_look_s = used
        return used - self._first_look_s

    def _cpu_s(self) -> float:
        """How much the process has had; 0 where the system does not say."""
        if self._process is None:
            return 0.0
        try:
            told = Path(f"/proc/{self._process.pid}/stat").read_bytes()
        except OSError:
            return 0.0
        fields = told.rpartition(b")")[2].split()  # a name may hold blanks (proc(5))
        return (int(fields[_UTIME]) + int(fields[_STIME])) / os.sysconf("SC_CLK_TCK")

    def slow_down(self) -> None:
        """Let it stand back behind others, which cannot be undone without rights."""
        self.is_slow = True
        if self._process is not None:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _STANDS_BACK)

    def end(self) -> None:
        """End it, whatever it does."""
        if self._process is not None:
            self._process.kill()
        if self._transport is not None:
            self._transport.abort()

    def reap(self, *, wait: bool = False) -> bool:
        """Take note that it has ended; whether it has."""
        if self._process is None:
            return True
        return (self._process.wait() if wait else self._process.poll()) is not None

    def pause(self) -> None:
        """Let it wait with what it has to say."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.pause_reading()

    def resume(self) -> None:
        """Let it go on."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport, by which it can be spoken to."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take what it says."""
        for kind, content in self._unframer.feed(data):
            if kind is Kind.READY:
                self.is_ready = True
                self._pool.has_opened(self)
            elif self.asking is None:
                self._why = content.decode()
            else:
                asking = self.asking
                if kind in {Kind.END, Kind.CUT}:
                    self.asking = None
                asking.take(kind, content)
                if self.asking is None:
                    self._pool.has_answered(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Report the end."""
        self._transport = None
        self._pool.is_lost(self, self._why)
