"""What an object of the log says: the files of its page, and where its record comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pyoxigraph as ox

from publisher.rdf.iris import DEF, Iris, graph_of, thing_of, vocabulary_iri, vocabulary_path
from publisher.rdf.syntaxes import write

_RECORD = ".jsonld"
_PREFIX = b"@prefix "
_TOMBSTONE = f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DEF}Tombstone> .\n".encode()
# A record that holds graphs of its own cannot stand inside of one.
_GRAPHS = ("graph", "@graph")


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """What an object says, as far as its files say it and as the log keeps its origin.

    Attributes:
        path: Of its page, below the root of the site; empty for what has no page.
        origin: What is said of the record as a document (PROV-O), as canonical N-Triples.
    """

    path: str
    origin: bytes


class Payloads:
    """The payloads of a site that is being written."""

    def __init__(self, site: Path, iris: Iris) -> None:
        """Set up.

        Args:
            site: The root of the site.
            iris: Know where a page lies.
        """
        self._site = f"{site}/"
        self._iris = iris

    def path(self, graph: str) -> str:
        """Where the page of a graph lies below the root, without suffix; empty if it has none."""
        if graph == self._iris.provenance_graph:
            return ""
        path = vocabulary_path(graph)
        return path if path != graph else self._iris.path(thing_of(graph))

    def graph(self, path: str) -> str | None:
        """The graph of the page at a path; None for vocabularies, which no build changes alone."""
        return None if vocabulary_iri(path) else graph_of(f"{self._iris.base}{path}")

    def n_triples(self, payload: Payload) -> bytes | None:
        """What an object says, one triple a line and sorted; None if there is no such page."""
        own = self._read(payload.path, ".nt") if payload.path else b""
        if own is None:
            return None
        # A newline inside a literal is escaped.
        return b"".join(sorted((own + payload.origin).splitlines(keepends=True)))

    def turtle(self, payload: Payload) -> tuple[list[bytes], bytes]:
        """What an object says, as stands inside a graph of TriG.

        Returns:
            The declarations of prefixes, which TriG wants before, and the rest.
        """
        own = (payload.path and self._read(payload.path, ".ttl")) or b""
        prefixes, rest = split_prefixes(own)
        return prefixes, rest + payload.origin

    def json_ld(self, payload: Payload) -> list[bytes]:
        """What an object says, as nodes that stand inside a graph of JSON-LD."""
        nodes = []
        own = (payload.path and self._read(payload.path, _RECORD)) or b""
        if own.startswith(b"{") and not _has_graphs(own):
            nodes.append(own.strip())
        elif own:
            nodes.append(_expanded(self._read(payload.path, ".nt") or b""))
        if payload.origin:
            nodes.append(_expanded(payload.origin))
        return nodes

    def _read(self, path: str, ending: str) -> bytes | None:
        try:
            with open(f"{self._site}{path}{ending}", "rb") as file:  # noqa: PTH123  (every page)
                return file.read()
        except FileNotFoundError:
            return None


def is_tombstone(n_triples: bytes) -> bool:
    """Whether all that a document says is that there is nothing any more."""
    return _TOMBSTONE in n_triples


def split_prefixes(turtle: bytes) -> tuple[list[bytes], bytes]:
    """Part the declarations of prefixes, which TriG wants before its graphs, from the rest.

    Args:
        turtle: As Oxigraph writes it: all declarations first, a line each.
    """
    prefixes = []
    while turtle.startswith(_PREFIX):
        line, _, turtle = turtle.partition(b"\n")
        prefixes.append(line)
    return prefixes, turtle


def digest(n_triples: bytes) -> str:
    """The digest that the log keeps: SHA-256, in hexadecimal."""
    return hashlib.sha256(n_triples).hexdigest()


def origin_of(n_quads: Iterable[bytes], graph: str) -> bytes:
    """What is said of a record as a document, without parsing: a line is a triple.

    Args:
        n_quads: What documents gave, each piece canonical; several may say the same.
        graph: The graph that all of it is in.

    Returns:
        Canonical N-Triples, sorted, each once.
    """
    lines = {line for piece in n_quads for line in piece.splitlines()}
    end = f" <{graph}> .".encode()
    return b"".join(sorted(line.removesuffix(end) + b" .\n" for line in lines))


def _has_graphs(document: bytes) -> bool:
    if not any(f'"{name}":'.encode() in document for name in _GRAPHS):
        return False  # as nearly always, without taking the document to pieces
    members = msgspec.json.decode(document, type=dict[str, msgspec.Raw])
    return any(name in members for name in _GRAPHS)


def _expanded(n_triples: bytes) -> bytes:
    """Triples as nodes of expanded JSON-LD, without the brackets around them."""
    return write(ox.parse(n_triples, ox.RdfFormat.N_TRIPLES), ox.RdfFormat.JSON_LD)[1:-1]
