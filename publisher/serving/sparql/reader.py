"""A process that answers one query after the other, and may be ended at any moment.

A running query of Oxigraph cannot be stopped, only its process can. So whoever asks ends the
process when its time is over; and should nobody be left who could, the process sees to its own end:
the kernel ends it with whoever started it, and when a query has used more of the processor's time
than there is time. Memory beyond the limit is refused to it, of which it dies.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import resource
import signal
import socket
import sys
from http import HTTPStatus
from pathlib import Path

import msgspec
import pyoxigraph as ox

from publisher.errors import SettingsError, StoreError
from publisher.evaluating import evaluate, open_store
from publisher.serving.sparql.frames import Kind, Unframer, frame
from publisher.serving.sparql.question import Limits, Question
from publisher.serving.sparql.sink import AnswerTooLargeError, Sink
from publisher.serving.sparql.writing import write_results

_RECEIVED_BYTES = 65_536
_SET_PARENT_DEATH_SIGNAL = 1  # prctl(2), PR_SET_PDEATHSIG
# More than the time there is, so that it is whoever asked who says that it is over.
_SPARE_CPU_S = 2


def main() -> None:
    """Answer on the socket, from the store and within the limits that the arguments name.

    These are: the number of the socket, that of the process that started this one, the folder of
    the store, and `Limits` in JSON.
    """
    descriptor, parent, store, limits = sys.argv[1:]
    _end_with(int(parent))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for who started it to end it
    with socket.socket(fileno=int(descriptor)) as connection:
        _Reader(connection, Path(store), msgspec.json.decode(limits, type=Limits)).run()


class _Reader:
    def __init__(self, connection: socket.socket, store: Path, limits: Limits) -> None:
        self._connection = connection
        self._path = store
        self._limits = limits

    def run(self) -> None:
        """Answer until nobody asks any more."""
        try:
            store = open_store(self._path)
        except StoreError as error:
            self._connection.sendall(frame(Kind.CUT, str(error).encode()))
            return
        _limit_memory(self._limits.memory_bytes)
        self._connection.sendall(frame(Kind.READY))
        unframer = Unframer()
        decoder = msgspec.msgpack.Decoder(Question)
        while received := self._connection.recv(_RECEIVED_BYTES):
            for _, content in unframer.feed(received):
                _limit_cpu(self._limits.time_s)
                self._answer(store, decoder.decode(content))

    def _answer(self, store: ox.Store, question: Question) -> None:
        limit = self._limits.answer_bytes
        sink = Sink(self._connection.sendall, limit=limit, compressed=question.compressed)
        try:
            results = evaluate(
                store, question.query, question.dataset, services=self._limits.services
            )
            write_results(results, question, sink)
        except SettingsError as error:
            self._fail(sink, HTTPStatus.BAD_REQUEST, str(error))
        except AnswerTooLargeError:
            message = f"the answer has more than {limit:,} bytes: ask for less of it (LIMIT)"
            self._fail(sink, HTTPStatus.INTERNAL_SERVER_ERROR, message)
        except (StoreError, OSError, RuntimeError) as error:
            self._fail(sink, HTTPStatus.INTERNAL_SERVER_ERROR, f"no answer can be made: {error}")
        else:
            sink.end()

    def _fail(self, sink: Sink, status: HTTPStatus, text: str) -> None:
        if sink.has_begun:
            sink.cut(text)
        else:
            sink.say(status, text)
            sink.end()


def _end_with(parent: int) -> None:
    """End with the process that started this one, where the system can see to it (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit()  # it ended before


def _limit_memory(limit_bytes: int) -> None:
    """Let the process have so much more memory than it has (setrlimit(2), RLIMIT_DATA)."""
    with contextlib.suppress(OSError, ValueError, StopIteration):
        status = Path("/proc/self/status").read_text("ascii")
        used = next(line.split()[1] for line in status.splitlines() if line.startswith("VmData:"))
        limit = int(used) * 1024 + limit_bytes
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with contextlib.suppress(OSError):  # and if the machine runs short, let it be the first to go
        Path("/proc/self/oom_score_adj").write_text("500")


def _limit_cpu(time_s: float) -> None:
    """Let the process have so much more of the processor's time than it has had."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + time_s) + _SPARE_CPU_S, most))


if __name__ == "__main__":
    main()
