"""The parts of the data by subject, sieved out of N-Quads while these are written.

They are N-Triples, packed, for browsers: in a browser the time of an answer is that of loading.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

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

    def add(self, lines: Sequence[bytes]) -> None:
        self.triples += len(lines)
        if piece := self._packer.compress(b"".join(lines)):
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

    def see(self, lines: Iterable[Sequence[bytes]]) -> None:
        """Keep triples without their graph, and of types those that a theme names.

        Args:
            lines: Of N-Quads, each as subject, predicate and all that follows.
        """
        of = self._of
        kept: dict[_Part, list[bytes]] = {}
        for subject, predicate, rest in lines:
            if predicate not in of:
                continue
            named = rest.partition(b" ")[0] if predicate == _TYPE else predicate
            for part in of.get(named, ()):
                triple = b"%b %b %b .\n" % (subject, predicate, rest[: rest.rindex(b" <")])
                kept.setdefault(part, []).append(triple)
        for part, triples in kept.items():
            part.add(triples)

    def parts(self) -> Iterator[tuple[str, int, bytes]]:
        """What was kept.

        Yields:
            Name of each theme, how many triples it has, and these packed.
        """
        for name, part in self._parts.items():
            yield name, part.triples, part.content()
