"""Bytes that are compressed, as a stream of what they are: gzip, bzip2 and xz, in one another."""

from __future__ import annotations

import bz2
import itertools
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from publisher.errors import PublisherError

# How much comes out of a decompressor at a time: a few bytes may stand for gigabytes.
_PIECE_BYTES = 262_144
_LONGEST_MAGIC = 6
# What is packed in a way that is not looked into.
_OTHER_PACKED = (
    b"PK\x03\x04",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x04\x22\x4d\x18",
)


class PackedError(PublisherError):
    """Something compressed is damaged, cut off, or packed in a way that is not looked into."""


class _Decompressor(Protocol):
    """What the decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool:
        """Whether a whole stream has been read."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What stands behind it."""
        ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """The next piece."""
        ...

    def rest(self) -> bytes:
        """What has been given and not taken yet."""
        ...


class _Buffering:
    """bzip2 and xz, which keep what they have not taken yet themselves."""

    def __init__(self, inner: Any) -> None:  # noqa: ANN401  (their types have no common name)
        self._inner = inner

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._inner.unused_data)

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return bytes(self._inner.decompress(data, max_length))

    def rest(self) -> bytes:
        return b""


class _Gzip(_Buffering):
    def __init__(self) -> None:
        super().__init__(zlib.decompressobj(wbits=zlib.MAX_WBITS | 16))

    def rest(self) -> bytes:
        return bytes(self._inner.unconsumed_tail)


_KINDS: dict[bytes, Callable[[], _Decompressor]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": lambda: _Buffering(bz2.BZ2Decompressor()),
    b"\xfd7zXZ\x00": lambda: _Buffering(lzma.LZMADecompressor()),
}


def is_packed(beginning: bytes) -> bool:
    """Whether bytes begin as something compressed does.

    Raises:
        PackedError: If they do, in a way that is not looked into.
    """
    if beginning.startswith(_OTHER_PACKED):
        message = "packed in a way that is not looked into"
        raise PackedError(message)
    return beginning.startswith(tuple(_KINDS))


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Decompress, one member after the other.

    Args:
        pieces: Bytes of which `is_packed` is true.

    Yields:
        What they are, in pieces.

    Raises:
        PackedError: If they are damaged, cut off, or go on with something else but zeros.
    """
    source = iter(pieces)
    data = b""
    while True:
        for piece in source:  # at least so much that the kind of the next member can be told
            data += piece
            if len(data) >= _LONGEST_MAGIC:
                break
        if not data.strip(b"\x00"):
            data = b""
            if (following := next(source, None)) is None:
                return
            data = following
            continue
        make = next((made for magic, made in _KINDS.items() if data.startswith(magic)), None)
        if make is None:
            message = "something else follows what was compressed"
            raise PackedError(message)
        member = make()
        yield from _member(member, itertools.chain([data], source))
        data = member.unused_data


def _member(member: _Decompressor, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Decompress one member.

    Raises:
        PackedError: If it is damaged or cut off.
    """
    try:
        for piece in pieces:
            data = piece
            while True:
                made = member.decompress(data, _PIECE_BYTES)
                if made:
                    yield made
                if member.eof:
                    return
                data = member.rest()
                if not data and len(made) < _PIECE_BYTES:
                    break
    except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
        message = "what is compressed is damaged"
        raise PackedError(message) from error
    message = "what is compressed is cut off"
    raise PackedError(message)
