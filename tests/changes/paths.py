"""Property paths of SHACL (SHACL, section 2.3.1), which LDES and TREE use for times and relations.

A path is read into a value that can be compared, since ``tree:path`` of a relation counts only if
it is the ``ldes:timestampPath`` of the stream (LDES, "Ordered").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import pyoxigraph as ox

from tests.changes.http import ProtocolError

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_KINDS = ("alternativePath", "inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
_NIL = ox.NamedNode(f"{RDF}nil")

Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Subject: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple


class Graph:
    """The triples of one graph, looked up by subject and predicate."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._forward: dict[tuple[Subject, str], set[Node]] = {}
        self._backward: dict[tuple[Node, str], set[Subject]] = {}
        self._subjects: set[Subject] = set()
        for triple in triples:
            name = triple.predicate.value
            self._forward.setdefault((triple.subject, name), set()).add(triple.object)
            self._backward.setdefault((triple.object, name), set()).add(triple.subject)
            self._subjects.add(triple.subject)

    def objects(self, subject: Node, predicate: str) -> set[Node]:
        """The objects of triples with this subject and predicate."""
        if isinstance(subject, ox.Literal):
            return set()
        return self._forward.get((subject, predicate), set())

    def subjects(self, predicate: str, value: Node) -> set[Subject]:
        """The subjects of triples with this predicate and object."""
        return self._backward.get((value, predicate), set())

    def describes(self, subject: Subject) -> bool:
        """Whether any triple has this subject."""
        return subject in self._subjects


@dataclass(frozen=True)
class Path:
    """A property path.

    Attributes:
        kind: ``predicate``, ``sequence``, or the local name of a property of SHACL.
        predicate: The IRI of a predicate path.
        parts: The paths it is made of.
    """

    kind: str
    predicate: str = ""
    parts: tuple[Path, ...] = ()

    def values(self, graph: Graph, focus: Node) -> set[Node]:
        """The value nodes that the path leads to from a focus node (SHACL, 2.3.1.1 to 2.3.1.7)."""
        match self.kind:
            case "predicate":
                return graph.objects(focus, self.predicate)
            case "sequence":
                found = {focus}
                for part in self.parts:
                    found = set(chain.from_iterable(part.values(graph, each) for each in found))
                return found
            case "alternativePath":
                return set(chain.from_iterable(part.values(graph, focus) for part in self.parts))
            case "inversePath":
                return set(graph.subjects(self.parts[0].predicate, focus))
            case "zeroOrOnePath":
                return {focus} | self.parts[0].values(graph, focus)
            case _:
                return self._repeated(graph, focus)

    def _repeated(self, graph: Graph, focus: Node) -> set[Node]:
        found: set[Node] = {focus} if self.kind == "zeroOrMorePath" else set()
        ahead = self.parts[0].values(graph, focus) - found
        while ahead:
            found |= ahead
            steps = (self.parts[0].values(graph, each) for each in ahead)
            ahead = set(chain.from_iterable(steps)) - found
        return found


def read_path(graph: Graph, node: Node) -> Path:
    """Read a path.

    Args:
        graph: What describes it.
        node: The object of ``ldes:timestampPath``, ``tree:path`` or another of this kind.

    Returns:
        The path.

    Raises:
        ProtocolError: If it is no path, or the inverse of anything but a predicate.
    """
    if isinstance(node, ox.NamedNode) and node != _NIL:
        return Path("predicate", node.value)
    if graph.objects(node, f"{RDF}first"):
        return Path("sequence", parts=_parts(graph, node))
    for kind in _KINDS:
        for value in graph.objects(node, f"{SH}{kind}"):
            lists = kind == "alternativePath"
            parts = _parts(graph, value) if lists else (read_path(graph, value),)
            if kind != "inversePath" or parts[0].kind == "predicate":
                return Path(kind, parts=parts)
    message = f"SHACL, 2.3.1: no property path that this client knows: {node}"
    raise ProtocolError(message)


def _parts(graph: Graph, node: Node) -> tuple[Path, ...]:
    parts = []
    while node != _NIL:
        first, rest = graph.objects(node, f"{RDF}first"), graph.objects(node, f"{RDF}rest")
        if len(first) != 1 or len(rest) != 1:
            message = f"SHACL, 2.3.1: no well-formed list in a property path: {node}"
            raise ProtocolError(message)
        parts.append(read_path(graph, next(iter(first))))
        node = next(iter(rest))
    return tuple(parts)
