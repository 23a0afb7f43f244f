"""Dumps: many pages in one syntax, in files that portals take, and the same packed.

Packed files are gzip of several members (RFC 1952, 2.2), what frames a document being members of
their own, so that the dump of the whole site is put together from packed dumps as they are.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from publisher.build.writing import SiteWriter
from publisher.web.catalogue import DumpFormat, File, Packed

# What portals and repositories of code take at most is mostly some more.
PART_BYTES = 50_000_000
PACKED = ".gz"

_PIECE_BYTES = 1_048_576
# The usual level makes N-Quads shorter by a fifth, and takes more than twice as long.
_LEVEL = 3
_WITH_HEADER = 31  # of gzip, without name and time


class _Frame(NamedTuple):
    """What stands around the pages of a dump, and between them."""

    opening: bytes = b""
    between: bytes = b""
    closing: bytes = b""


_FRAMES: dict[DumpFormat, _Frame] = {
    "nq": _Frame(),
    # A document may declare a prefix again, so that whole documents can follow each other.
    "ttl": _Frame(),
    # Several records are a document as an array of them (JSON-LD 1.1, 9).
    "jsonld": _Frame(b"[\n", b",\n", b"\n]\n"),
}


class DumpWriter:
    """Writes dumps below the root of the site."""

    def __init__(self, writer: SiteWriter, site: Path) -> None:
        """Set up.

        Args:
            writer: Of the files.
            site: The root of the site, in which they are.
        """
        self._writer = writer
        self._site = site

    def write(self, stem: str, form: DumpFormat, pages: Iterable[bytes]) -> list[File]:
        """Write a dump, in parts between pages where it would be longer than `PART_BYTES`.

        Args:
            stem: Below the root of the site, what the names of all parts begin with.
            form: The syntax.
            pages: The documents of the pages in that syntax, in order; never held as a whole.

        Returns:
            The parts in order, at least one; only a page that is longer by itself makes a longer
            one. Parts of earlier builds that are no more are removed.
        """
        files = []
        for number, part in enumerate(_Cut(pages, _FRAMES[form]).parts(), 1):
            path = _path(stem, form, number)
            size, digest = self._writer.write_pieces(path, part)
            packed = self._writer.write_pieces(f"{path}{PACKED}", self._packed(path, form, size))
            files.append(File(path, form, size, digest, Packed(*packed), number))
        self._remove_from(stem, form, len(files) + 1)
        return files

    def remove(self, stem: str, form: DumpFormat) -> None:
        """Remove all parts of a dump, if there are any."""
        self._remove_from(stem, form, 1)

    def gather(self, stem: str, form: DumpFormat, dumps: Iterable[File]) -> list[File]:
        """Write what packed dumps hold together, packed.

        Args:
            stem: As for `write`.
            form: The syntax, which is theirs.
            dumps: As `write` gave them, in order.

        Returns:
            The parts in order, at least one, each no longer than `PART_BYTES` as long as every
            dump is shorter; they are there in packed form alone, and so have its size and digest.
        """
        frame = _FRAMES[form]
        opening, closing = len(_member(frame.opening)), len(_member(frame.closing))
        pieces = (
            (self._site / f"{each.path}{PACKED}").read_bytes()[opening : -closing or None]
            for each in dumps
        )
        around = _Frame(*map(_member, frame))
        files = []
        for number, part in enumerate(_Cut(pieces, around).parts(), 1):
            path = f"{_path(stem, form, number)}{PACKED}"
            files.append(File(path, form, *self._writer.write_pieces(path, part), part=number))
        self._remove_from(stem, form, len(files) + 1)
        return files

    def _packed(self, path: str, form: DumpFormat, size: int) -> Iterator[bytes]:
        """A file, its frame and what stands in this as members of their own."""
        frame = _FRAMES[form]
        yield _member(frame.opening)
        rest = size - len(frame.opening) - len(frame.closing)
        compressor = _compressor()
        with (self._site / path).open("rb") as file:
            file.seek(len(frame.opening))
            while rest:
                piece = file.read(min(rest, _PIECE_BYTES))
                rest -= len(piece)
                yield compressor.compress(piece)
        yield compressor.flush()
        yield _member(frame.closing)

    def _remove_from(self, stem: str, form: DumpFormat, first: int) -> None:
        """Remove the parts from a number on."""
        for number in itertools.count(first):
            path = _path(stem, form, number)
            packed = f"{path}{PACKED}"
            if not any((self._site / each).exists() for each in (path, packed)):
                return
            self._writer.remove(path)
            self._writer.remove(packed)


class _Cut:
    """Pages, one after the other, cut into parts where it would become too long."""

    def __init__(self, pages: Iterable[bytes], frame: _Frame) -> None:
        self._pages = iter(pages)
        self._frame = frame
        self._next = next(self._pages, None)

    def parts(self) -> Iterator[Iterator[bytes]]:
        """One part at least; each is to be read to its end before the next one."""
        yield self._part()
        while self._next is not None:
            yield self._part()

    def _part(self) -> Iterator[bytes]:
        opening, between, closing = self._frame
        yield opening
        size, has_begun = len(opening) + len(closing), False
        while self._next is not None:
            size += len(between) + len(self._next)
            if has_begun:
                if size > PART_BYTES:
                    break
                yield between
            yield self._next
            self._next, has_begun = next(self._pages, None), True
        yield closing


def _path(stem: str, form: DumpFormat, number: int) -> str:
    """The address of a part, which for the first one is that of the dump."""
    return f"{stem}.{form}" if number == 1 else f"{stem}-{number}.{form}"


def _member(content: bytes) -> bytes:
    """Some bytes as a member of their own; nothing for nothing."""
    if not content:
        return b""
    compressor = _compressor()
    return compressor.compress(content) + compressor.flush()


def _compressor() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WITH_HEADER)
