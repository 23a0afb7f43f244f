"""The text of updates that replace graphs (SPARQL 1.1 Update, 3.1.1 and 3.2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

# Of one update; whatever is larger goes in several.
PIECE_BYTES = 1_000_000

Graph = tuple[str, bytes]
"""The IRI of a graph, and what it says as N-Triples."""


def requests_for(graphs: Iterable[Graph]) -> Iterator[str]:
    """Updates that let graphs hold this and nothing else.

    Args:
        graphs: Whose triples are canonical N-Triples, which SPARQL reads too (19.8).

    Yields:
        Updates, to be made in order.
    """
    waiting: list[str] = []
    size = 0
    for graph, n_triples in graphs:
        waiting.append(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")
        for piece in _pieces(n_triples):
            if size and size + len(piece) > PIECE_BYTES:
                yield " ;\n".join(waiting)
                waiting, size = [], 0
            waiting.append(f"INSERT DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{piece.decode()}}} }}")
            size += len(piece)
    if waiting:
        yield " ;\n".join(waiting)


def _pieces(n_triples: bytes) -> Iterator[bytes]:
    """Whole lines, each piece no larger than one request may be, unless a line is."""
    piece: list[bytes] = []
    size = 0
    for line in n_triples.splitlines(keepends=True):
        if size and size + len(line) > PIECE_BYTES:
            yield b"".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line)
    if piece:
        yield b"".join(piece)
