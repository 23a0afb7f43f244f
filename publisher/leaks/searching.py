"""Looks for what is private in texts, and in bytes that come in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.leaks.finding import Hit
from publisher.leaks.shapes import Shapes
from publisher.leaks.wanted import Wanted

# A hit may be so long, and what stands before it may count so far.
_LONGEST_HIT_BYTES = 16_384
_BEFORE_BYTES = 2_048
_WINDOW_BYTES = 1_048_576
# Bytes that no text has: with many of them, or with a zero, it is none.
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\x1b") + b"\x7f"
_MOST_CONTROLS = 0.01
_MASK = "[private]"


class Search:
    """Looks for shapes and for given strings."""

    def __init__(self, shapes: Shapes, wanted: Wanted) -> None:
        self._shapes = shapes
        self._wanted = wanted

    def find(self, text: str, *, binary: bool = False) -> Iterator[Hit]:
        """Find what is private in a text.

        Args:
            text: As it stands, escapes and all.
            binary: Whether it is none, but bytes of which some may make a text by chance.

        Yields:
            The hits, in any order.
        """
        yield from self._shapes.find(text, binary=binary)
        yield from self._wanted.find(text)

    def stream(self, pieces: Iterable[bytes]) -> Iterator[tuple[int, str]]:
        """Find what is private in bytes that come in pieces, also across their borders.

        No more than a window of them is held at a time. A window with bytes that no text has is
        searched as binary.

        Args:
            pieces: Of any size, in order.

        Yields:
            Where each hit begins, in bytes, and its kind; in order of the windows.
        """
        window, begins, reported = b"", 0, 0
        for piece in pieces:
            window += piece
            if len(window) < _WINDOW_BYTES:
                continue
            ends = len(window) - _LONGEST_HIT_BYTES
            yield from self._in_window(window, begins, reported, begins + ends)
            reported = begins + ends
            dropped = max(ends - _BEFORE_BYTES, 0)
            window, begins = window[dropped:], begins + dropped
        yield from self._in_window(window, begins, reported, begins + len(window))

    def _in_window(
        self, window: bytes, begins: int, first: int, end: int
    ) -> Iterator[tuple[int, str]]:
        """The hits of a window that begin in a part of it, each once."""
        text = window.decode("utf-8", "surrogateescape")
        found = {
            (begins + len(text[: hit.start].encode("utf-8", "surrogateescape")), hit.kind)
            for hit in self.find(text, binary=_is_binary(window))
        }
        yield from sorted(each for each in found if first <= each[0] < end)

    def masked(self, name: str) -> str:
        """A name of a file without what is private in it, to be shown.

        Returns:
            The name with the same word in the place of each hit.
        """
        parts, position = [], 0
        for hit in sorted(self.find(name)):
            if hit.start >= position:
                parts += [name[position : hit.start], _MASK]
            position = max(position, hit.end)
        return "".join([*parts, name[position:]])


def _is_binary(window: bytes) -> bool:
    if b"\x00" in window:
        return True
    controls = len(window) - len(window.translate(None, _CONTROLS))
    return controls > len(window) * _MOST_CONTROLS
