"""Looks for what is private in every byte of a work folder.

What is read: the names of all files and folders, and the bytes of all files, whatever they are,
also in generations that are not public. Text is also read without its escapes. What is compressed
(gzip, bzip2, xz) is read as it lies there and decompressed, however deep; what is packed in another
way is a finding, since nobody can say what is in it. Of an SQLite database every value is read and,
for what was deleted or still waits in its WAL, all bytes. Of a store every quad is read through
Oxigraph. The bytes of its files are read too, but RocksDB compresses its blocks: they show what was
written in one piece, as in its logs, and not what is only there in parts. A term that was deleted
may be in such a block until RocksDB merges it; a store that was built afresh has none.

What npm installed is not read: it came as it is, verified, and nothing of minutes goes there.
Not found is what is encrypted, drawn, spelt with other letters than UTF-8 writes, or longer than a
window holds beyond its border (16 KiB).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import IO

from publisher.errors import SettingsError
from publisher.leaks.finding import UNREADABLE, Finding
from publisher.leaks.packing import PackedError, is_packed, unpacked
from publisher.leaks.searching import Search
from publisher.leaks.values import (
    SQLITE_MAGIC,
    Value,
    ValuesError,
    batches_of,
    quads_of,
    values_of,
)

_PIECE_BYTES = 262_144
_BATCH_CHARACTERS = 500_000
_DEEPEST = 8
_STORE_FILES = frozenset({"CURRENT", "IDENTITY"})
# Between two values, so that no hit goes from one to the next.
_BETWEEN = "\x00"
_COMPRESSED = "decompressed"


class Scan:
    """A search through a work folder.

    Attributes:
        files: How many files have been read so far.
        found: How many findings there have been so far.
    """

    def __init__(self, folder: Path, search: Search, skipped: Path | None = None) -> None:
        """Make ready.

        Args:
            folder: The work folder.
            search: What is looked for.
            skipped: A folder below it that is not read; None if all is.
        """
        self.files = self.found = 0
        self._folder = folder
        self._skipped = skipped
        self._search = search
        self._known: dict[tuple[int, int], list[Finding]] = {}

    def findings(self) -> Iterator[Finding]:
        """Read everything.

        Yields:
            What is found, file by file.

        Raises:
            SettingsError: If there is no work folder, or a build is at work in it.
        """
        if not self._folder.is_dir():
            message = f"{self._folder}: there is nothing to scan yet: run `pykala build` first"
            raise SettingsError(message)
        with _held(self._folder):
            for finding in self._below(self._folder):
                self.found += 1
                yield finding

    def _below(self, folder: Path) -> Iterator[Finding]:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        if _STORE_FILES.issubset(entry.name for entry in entries):
            yield from self._values(folder, quads_of(folder))
        for entry in entries:
            path = Path(entry.path)
            if path == self._skipped:
                continue
            yield from self._name(path)
            if entry.is_symlink():
                yield from self._link(path)
            elif entry.is_dir():
                yield from self._below(path)
            elif entry.is_file():
                yield from self._file(path)

    def _shown(self, path: Path) -> str:
        return self._search.masked(_printable(path.relative_to(self._folder).as_posix()))

    def _name(self, path: Path) -> Iterator[Finding]:
        """What stands in the name of a file or folder, with nothing of the folders above it."""
        name = _printable(path.name)
        for hit in sorted(self._search.find(name)):
            yield Finding(self._shown(path), "its name", _size(name[: hit.start]), hit.kind)

    def _link(self, path: Path) -> Iterator[Finding]:
        """What a link says, and what is behind it unless that is below the folder anyway."""
        target = _printable(str(path.readlink()))
        for hit in sorted(self._search.find(target)):
            yield Finding(self._shown(path), "its target", _size(target[: hit.start]), hit.kind)
        if not path.resolve().is_relative_to(self._folder.resolve()):
            yield Finding(self._shown(path), "its target", 0, UNREADABLE)

    def _file(self, path: Path) -> Iterator[Finding]:
        """What stands in a file; one that has several names is read once."""
        status = path.stat()
        self.files += 1
        key = status.st_dev, status.st_ino
        if status.st_nlink > 1 and key in self._known:
            for finding in self._known[key]:
                yield Finding(self._shown(path), finding.part, finding.offset, finding.kind)
            return
        found = self._content(path)
        if status.st_nlink > 1:
            found = iter(self._known.setdefault(key, list(found)))
        yield from found

    def _content(self, path: Path) -> Iterator[Finding]:
        try:
            with path.open("rb") as file:
                for offset, kind in self._search.stream(_pieces(file)):
                    yield Finding(self._shown(path), "", offset, kind)
                file.seek(0)
                beginning = file.read(len(SQLITE_MAGIC))
                file.seek(0)
                if beginning == SQLITE_MAGIC:
                    yield from self._values(path, values_of(path))
                yield from self._compressed(path, file, 0)
        except OSError:
            yield Finding(self._shown(path), "", 0, UNREADABLE)

    def _compressed(self, path: Path, file: IO[bytes], depth: int) -> Iterator[Finding]:
        """What stands in something compressed, as often as it is, if it is at all.

        Each depth is read from the beginning, so that nothing of it has to be kept.
        """
        part = ", ".join([_COMPRESSED] * (depth + 1))
        try:
            if not is_packed(_beginning(_at_depth(file, depth))):
                return
            if depth == _DEEPEST:
                yield Finding(self._shown(path), part, 0, UNREADABLE)
                return
            for offset, kind in self._search.stream(_at_depth(file, depth + 1)):
                yield Finding(self._shown(path), part, offset, kind)
        except PackedError:
            yield Finding(self._shown(path), part, 0, UNREADABLE)
            return
        yield from self._compressed(path, file, depth + 1)

    def _values(self, path: Path, values: Iterable[Value]) -> Iterator[Finding]:
        try:
            for batch in batches_of(values, _BATCH_CHARACTERS):
                starts = [0, *accumulate(len(value.text) + len(_BETWEEN) for value in batch)]
                text = _BETWEEN.join(value.text for value in batch)
                for hit in sorted(self._search.find(text)):
                    number = bisect_right(starts, hit.start) - 1
                    offset = _size(text[starts[number] : hit.start])
                    yield Finding(self._shown(path), batch[number].part, offset, hit.kind)
        except ValuesError:
            yield Finding(self._shown(path), "", 0, UNREADABLE)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE_BYTES):
        yield piece


def _at_depth(file: IO[bytes], depth: int) -> Iterator[bytes]:
    """A file from its beginning, decompressed so many times."""
    file.seek(0)
    pieces = _pieces(file)
    for _ in range(depth):
        pieces = unpacked(pieces)
    return pieces


def _beginning(pieces: Iterator[bytes]) -> bytes:
    beginning = b""
    for piece in pieces:
        beginning += piece
        if len(beginning) >= len(SQLITE_MAGIC):
            break
    return beginning


def _printable(name: str) -> str:
    """A name whose bytes are no UTF-8, so that it can be printed."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep builds away meanwhile, if one has ever been here.

    Raises:
        SettingsError: If one is at work in the folder.
    """
    with contextlib.ExitStack() as stack:
        try:
            lock = stack.enter_context((folder / "lock").open("r"))
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            pass
        except BlockingIOError:
            message = f"{folder}: a build is running here: wait for it to end"
            raise SettingsError(message) from None
        yield
