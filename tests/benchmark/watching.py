"""Running a command and watching it from outside: its time, and the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

_INTERVAL_S = 0.05
# Proportional set sizes cost the kernel a walk through all pages, so they are read where they may
# be a new maximum only, and not much more often than this unless memory grows.
_PROPORTIONAL_INTERVAL_S = 0.25
_GROWTH = 1.01
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_LAST_LINES = 15


class CommandError(Exception):
    """A command that is measured has failed."""


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen of a command.

    Attributes:
        seconds: From its start to its end.
        peak_bytes: The highest sum of the proportional set sizes (PSS) of its processes.
        output: What it printed.
    """

    seconds: float
    peak_bytes: int
    output: bytes


def watch(command: Sequence[str], folder: Path) -> Watched:
    """Run a command to its end.

    What earlier commands wrote is on disk before it starts.

    Args:
        command: Program and arguments.
        folder: Where to run it.

    Returns:
        What was seen.

    Raises:
        CommandError: If it did not end well.
    """
    os.sync()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=output, stderr=errors
        )
        memory = _Memory(process.pid)
        memory.start()
        code = process.wait()
        seconds = time.perf_counter() - began
        memory.stop()
        if code != 0:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").splitlines()[-_LAST_LINES:]
            message = "\n".join([f"exit code {code}: {' '.join(command)}", *lines])
            raise CommandError(message)
        output.seek(0)
        return Watched(seconds=seconds, peak_bytes=memory.peak_bytes, output=output.read())


def _environment() -> dict[str, str]:
    """Ours, in which Python keeps its byte code, as it does wherever nobody forbids it."""
    forbidden = {"PYTHONDONTWRITEBYTECODE"}
    return {name: value for name, value in os.environ.items() if name not in forbidden}


class _Memory(threading.Thread):
    """Samples the memory of a process and all its descendants.

    Attributes:
        peak_bytes: The highest sum of proportional set sizes so far.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak_bytes = 0
        self._pid = pid
        self._ended = threading.Event()
        self._resident_then = 0
        self._read_at = 0.0

    def stop(self) -> None:
        self._ended.set()
        self.join()

    def run(self) -> None:
        while not self._ended.wait(_INTERVAL_S):
            self._sample()

    def _sample(self) -> None:
        pids = list(_tree(self._pid))
        resident = sum(map(_resident, pids))
        now = time.monotonic()
        grown = resident > self._resident_then * _GROWTH
        due = now - self._read_at > _PROPORTIONAL_INTERVAL_S
        # What is proportional is never more than what is resident.
        if resident > self.peak_bytes and (grown or due):
            self.peak_bytes = max(self.peak_bytes, sum(map(_proportional, pids)))
            self._resident_then, self._read_at = resident, now


def _tree(pid: int) -> Iterator[int]:
    """List a process and its descendants."""
    yield pid
    for task in _read(f"/proc/{pid}/task", list_folder=True).split():
        for child in _read(f"/proc/{pid}/task/{task}/children").split():
            yield from _tree(int(child))


def _resident(pid: int) -> int:
    fields = _read(f"/proc/{pid}/statm").split()
    return int(fields[1]) * _PAGE_BYTES if fields else 0


def _proportional(pid: int) -> int:
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: str, *, list_folder: bool = False) -> str:
    """Read a file of /proc; empty if the process has ended."""
    try:
        if list_folder:
            return " ".join(os.listdir(path))  # noqa: PTH208  (twenty times a second)
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
