"""Where a reader writes an answer: counted, packed, and handed over in pieces."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from http import HTTPStatus

import msgspec

from publisher.serving.sparql.frames import Kind, frame
from publisher.serving.sparql.question import Head

_PIECE_BYTES = 65_536
# What is shorter does not get shorter by much.
_PACKED_FROM_BYTES = 1_000
# A tenth of a processor's time for most of what there is to gain.
_LEVEL = 4
_GZIP_WINDOW = 31  # zlib: with the header of gzip
_TEXT = "text/plain"


class AnswerTooLargeError(Exception):
    """An answer is larger than answers may be."""


class Sink:
    """Takes an answer and sends it.

    Until a piece is full nothing is sent, so that what goes wrong before then has a status of its
    own; whatever goes wrong later can only cut the answer off.
    """

    def __init__(self, send: Callable[[bytes], object], *, limit: int, compressed: bool) -> None:
        """Set up.

        Args:
            send: Takes frames.
            limit: How many bytes the answer may have, before it is packed.
            compressed: Whether the client takes gzip.
        """
        self._send = send
        self._left = self._limit = limit
        self._wanted = compressed
        self._packer: zlib._Compress | None = None
        self._head = Head(status=HTTPStatus.OK, media_type=_TEXT)
        self._begun = False
        self._piece = bytearray()

    @property
    def has_begun(self) -> bool:
        """Whether a part of the answer has left."""
        return self._begun

    def begin(self, status: HTTPStatus, media_type: str) -> None:
        """Say what follows."""
        self._head = Head(status=status, media_type=media_type)

    def write(self, content: bytes) -> int:
        """Take a part of the answer.

        Returns:
            How many bytes were taken: all of them.

        Raises:
            AnswerTooLargeError: If the answer is too large with them.
        """
        self._left -= len(content)
        if self._left < 0:
            raise AnswerTooLargeError
        self._piece += content
        if len(self._piece) >= _PIECE_BYTES:
            self._send(self._beginning() + self._packed())
        return len(content)

    def flush(self) -> None:
        """Do nothing: pieces are sent when they are full."""

    def say(self, status: HTTPStatus, text: str) -> None:
        """Take a line of text as the whole answer, in place of what has not left."""
        self._left = self._limit
        self._piece.clear()
        self.begin(status, _TEXT)
        self.write(f"{text}\n".encode())

    def end(self) -> None:
        """Send what is left: the answer is whole."""
        beginning = self._beginning()
        rest = self._packed()
        if self._packer is not None:
            rest += frame(Kind.PIECE, self._packer.flush())
        self._send(beginning + rest + frame(Kind.END))

    def cut(self, why: str) -> None:
        """Say that the answer, a part of which has left, cannot be whole."""
        self._send(frame(Kind.CUT, why.encode()))

    def _beginning(self) -> bytes:
        if self._begun:
            return b""
        self._begun = True
        if self._wanted and len(self._piece) >= _PACKED_FROM_BYTES:
            self._packer = zlib.compressobj(_LEVEL, wbits=_GZIP_WINDOW)
            self._head = msgspec.structs.replace(self._head, compressed=True)
        return frame(Kind.HEAD, msgspec.msgpack.encode(self._head))

    def _packed(self) -> bytes:
        """The piece as a frame, which leaves room for the next one."""
        content = bytes(self._piece)
        self._piece.clear()
        if self._packer is not None:
            content = self._packer.compress(content)
        return frame(Kind.PIECE, content) if content else b""
