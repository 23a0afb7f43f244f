"""The machine that a benchmark runs on: what it is, and how much of it is free just now."""

from __future__ import annotations

import multiprocessing
import os
import platform
import time
from concurrent.futures import ProcessPoolExecutor
from importlib import metadata
from pathlib import Path

import msgspec
import pyoxigraph as ox

_LIBRARIES = ("pyoxigraph", "msgspec", "jinja2", "selectolax")
_WORKERS = 2
_TURNS = 1_500_000
_TRIPLES = 40_000
_FILES, _FILE_BYTES = 4000, 4000
SLOW_FILE_US = 80
"""Creating a file takes longer than this where many have just been removed: on ext4 without a
journal ten times as long, for some minutes, and any build then measures nothing else."""


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """A fixed piece of work, done by one process and then by two at once.

    Attributes:
        alone_s: Of one process.
        together_s: Of the slower of two.
        file_us: To create and write one small file, in microseconds.
    """

    alone_s: float
    together_s: float
    file_us: float

    @property
    def effective_cores(self) -> float:
        """How many cores two processes get: 2 on a quiet machine that has them."""
        return _WORKERS * self.alone_s / self.together_s

    @property
    def words(self) -> str:
        """What was found, for a table."""
        return (
            f"{self.effective_cores:.2f} effective cores; fixed work {self.alone_s:.2f} s; "
            f"{self.file_us:.0f} µs to create a file"
        )


def calibrate(folder: Path) -> Calibration:
    """Do the fixed piece of work.

    Args:
        folder: A new one, on the file system that is measured on; the files in it stay.

    Returns:
        How long it took.
    """
    folder.mkdir()
    with ProcessPoolExecutor(_WORKERS, multiprocessing.get_context("fork")) as pool:
        list(pool.map(_work, [1] * _WORKERS))
        alone = min(pool.submit(_work, _TURNS).result() for _ in range(2))
        together = max(pool.map(_work, [_TURNS] * _WORKERS))
    return Calibration(alone_s=alone, together_s=together, file_us=_create_files(folder))


def _work(turns: int) -> float:
    """Count words, then parse, sort and serialise triples."""
    began = time.perf_counter()
    words: dict[str, int] = {}
    for turn in range(turns):
        word = f"sana{turn * 7919 % 997}"
        words[word] = words.get(word, 0) + len(word)
    if turns >= _TURNS:
        lines = (f'<urn:s{n % 500}> <urn:p{n % 9}> "arvo {n}"@fi .' for n in range(_TRIPLES))
        triples = sorted(ox.parse("\n".join(lines), ox.RdfFormat.N_TRIPLES), key=str)
        ox.serialize(triples, format=ox.RdfFormat.TURTLE)
    return time.perf_counter() - began


def _create_files(folder: Path) -> float:
    began = time.perf_counter()
    for number in range(_FILES):
        descriptor = os.open(folder / str(number), os.O_WRONLY | os.O_CREAT)
        os.write(descriptor, bytes(_FILE_BYTES))
        os.close(descriptor)
    return (time.perf_counter() - began) / _FILES * 1e6


def describe(folder: Path) -> dict[str, str]:
    """Describe the machine, without any name of it.

    Args:
        folder: Where the benchmark writes.

    Returns:
        What is said, by heading.
    """
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    return {
        "Cores": str(len(os.sched_getaffinity(0))),
        "Processor": _processor(),
        "Memory": f"{_memory_bytes() / 2**30:.0f} GiB",
        "File system": _file_system(folder),
        "System": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Libraries": libraries,
    }


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    return names[0] if names else platform.processor() or "unknown"


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _file_system(folder: Path) -> str:
    """The type of the file system: that of the longest mount point above the folder."""
    best = ("", "unknown")
    for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines():
        _, point, kind, *_ = line.split(" ")
        if folder.resolve().is_relative_to(point) and len(point) >= len(best[0]):
            best = (point, kind)
    return best[1]
