"""How the server and a reader talk: frames of a kind and a content, over a pair of sockets."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

_HEAD = struct.Struct(">BI")


class Kind(IntEnum):
    """What a frame holds."""

    READY = 1
    """The reader has opened its store."""
    QUESTION = 2
    """A `Question`."""
    HEAD = 3
    """A `Head`: the answer begins."""
    PIECE = 4
    """Bytes of the answer."""
    END = 5
    """The answer is whole."""
    CUT = 6
    """The answer cannot be whole; why, as text."""


def frame(kind: Kind, content: bytes = b"") -> bytes:
    """Write a frame."""
    return _HEAD.pack(kind, len(content)) + content


class Unframer:
    """Takes frames out of bytes as they come."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, received: bytes) -> Iterator[tuple[Kind, bytes]]:
        """Take in what was received.

        Yields:
            The frames that are whole by now.
        """
        self._bytes += received
        start, there = 0, len(self._bytes)
        while there - start >= _HEAD.size:
            kind, size = _HEAD.unpack_from(self._bytes, start)
            end = start + _HEAD.size + size
            if end > there:
                break
            yield Kind(kind), bytes(self._bytes[start + _HEAD.size : end])
            start = end
        del self._bytes[:start]
