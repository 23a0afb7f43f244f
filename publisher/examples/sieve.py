"""The parts of the data by subject, sieved out of N-Quads while these are written.

They are N-Triples, packed, for browsers: in a browser the time of an answer is that of loading.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from publisher.examples.reading import Theme

ENDING = "nt.gz"

_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LEVEL = 6
_WITH_HEADER = 31  # of gzip (RFC 1952), without name and time


class _Part:
    def __init__(self) -> None:
        self.triples = 0
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WITH_HEADER)
        self._pieces: list[bytes] = []

    def add(self, line: bytes) -> None:
        self.triples += 1
        if piece := self._packer.compress(line):
            self._pieces.append(piece)

    def content(self) -> bytes:
        return b"".join([*self._pieces, self._packer.flush()])


class Sieve:
    """Keeps of what passes what belongs to each theme."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._parts = {theme.name: _Part() for theme in themes}
        self._of: dict[bytes, list[_Part]] = {}
        for theme in themes:
            for term in theme.terms:
                self._of.setdefault(f"<{term}>".encode(), []).append(self._parts[theme.name])
        self._is_there = self._of.keys()

    def passing(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Let N-Quads pass, as Oxigraph writes them: whole lines, one blank between the terms.

        Yields:
            The same pieces.
        """
        of = self._of
        for piece in pieces:
            for line in piece.splitlines():
                _, predicate, rest = line.split(b" ", 2)
                if predicate in of:
                    self._keep(line, predicate, rest)
            yield piece

    def _keep(self, line: bytes, predicate: bytes, rest: bytes) -> None:
        """Keep a triple without its graph; of types those that a theme names."""
        parts = self._of[predicate]
        if predicate == _TYPE:
            parts = self._of.get(rest.partition(b" ")[0], [])
        triple = line[: line.rindex(b" <")] + b" .\n"
        for part in parts:
            part.add(triple)

    def parts(self) -> Iterator[tuple[str, int, bytes]]:
        """What was kept.

        Yields:
            Name of each theme, how many triples it has, and these packed.
        """
        for name, part in self._parts.items():
            yield name, part.triples, part.content()
