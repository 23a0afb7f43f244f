"""Property paths: read from the shapes graph, followed in a data graph, written as SPARQL.

https://www.w3.org/TR/shacl/#property-paths
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.graph import NO_PROPERTIES, DataGraph
from publisher.shacl.source import ShapesGraph
from publisher.shacl.vocabulary import RDF_FIRST, RDF_NIL, Node, Term, sh

Values: TypeAlias = Callable[[DataGraph, Term], Collection[Term]]
"""Follows a path from a node: the value nodes, each once."""

_PATH: Final = sh("path")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One step along a predicate."""

    iri: ox.NamedNode


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path against its direction."""

    path: Path


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after the other."""

    steps: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any one of several paths."""

    branches: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path repeated as often as ``*``, ``+`` or ``?`` says."""

    path: Path
    sign: str


Path: TypeAlias = Predicate | Inverse | Sequence | Alternative | Repeat

_REPEATS: Final = {
    sh("zeroOrMorePath"): "*",
    sh("oneOrMorePath"): "+",
    sh("zeroOrOnePath"): "?",
}


def read_path(graph: ShapesGraph, shape: Node, node: Term, within: frozenset[Term]) -> Path:
    """Read a path from the shapes graph.

    A node that is both a list and something else is read as the list.

    Args:
        graph: The shapes graph.
        shape: The shape that has the path, for the error message.
        node: The path.
        within: The paths that this one is part of; empty for the value of ``sh:path``.

    Returns:
        The path.

    Raises:
        TableError: If it is not well-formed, or part of itself.
    """
    if isinstance(node, ox.NamedNode) and node != RDF_NIL:
        return Predicate(node)
    if not isinstance(node, ox.BlankNode) or node in within:
        wrong = "is no property path (https://www.w3.org/TR/shacl/#property-paths)"
        raise TableError(graph.complaint(shape, _PATH, wrong))

    def read(part: Term) -> Path:
        return read_path(graph, shape, part, within | {node})

    if graph.values(node, RDF_FIRST):
        return Sequence(tuple(map(read, _two_or_more(graph, shape, node))))
    branches = graph.one(node, sh("alternativePath"))
    if branches is not None:
        return Alternative(tuple(map(read, _two_or_more(graph, shape, branches))))
    inverse = graph.one(node, sh("inversePath"))
    if inverse is not None:
        return Inverse(read(inverse))
    return _read_repeat(graph, shape, node, read)


def _read_repeat(
    graph: ShapesGraph, shape: Node, node: ox.BlankNode, read: Callable[[Term], Path]
) -> Path:
    for predicate, sign in _REPEATS.items():
        path = graph.one(node, predicate)
        if path is not None:
            return Repeat(read(path), sign)
    wrong = "is a blank node that is no path: write a list, sh:alternativePath, sh:inversePath, …"
    raise TableError(graph.complaint(shape, _PATH, wrong))


def _two_or_more(graph: ShapesGraph, shape: Node, head: Term) -> list[Term]:
    members = graph.members(shape, _PATH, head)
    if len(members) < 2:
        wrong = "has a list of fewer than two paths: write the path itself"
        raise TableError(graph.complaint(shape, _PATH, wrong))
    return members


def compile_path(path: Path) -> Values:
    """Make a function that follows a path.

    Args:
        path: The path.

    Returns:
        A function from a data graph and a node to the value nodes, each once, in the order of the
        data (https://www.w3.org/TR/shacl/#dfn-value-nodes).
    """
    match path:
        case Predicate(iri):
            return lambda graph, node: graph.outgoing.get(node, NO_PROPERTIES).get(iri, ())
        case Inverse(Predicate(iri)):
            return lambda graph, node: graph.subjects(iri, node)
        case Inverse(inner):
            return compile_path(_reverse(inner))
        case Sequence(steps):
            return _follow_each(tuple(map(compile_path, steps)))
        case Alternative(branches):
            return _alternative(branches)
        case Repeat(inner, sign):
            return _follow_repeatedly(compile_path(inner), sign)


def _reverse(path: Path) -> Path:
    match path:
        case Predicate():
            return Inverse(path)
        case Inverse(inner):
            return inner
        case Sequence(steps):
            return Sequence(tuple(_reverse(step) for step in reversed(steps)))
        case Alternative(branches):
            return Alternative(tuple(map(_reverse, branches)))
        case Repeat(inner, sign):
            return Repeat(_reverse(inner), sign)


def _gather(step: Values, graph: DataGraph, nodes: Iterable[Term]) -> dict[Term, None]:
    return {value: None for node in nodes for value in step(graph, node)}


def _follow_each(steps: tuple[Values, ...]) -> Values:
    def values(graph: DataGraph, node: Term) -> Collection[Term]:
        nodes: Collection[Term] = (node,)
        for step in steps:
            nodes = _gather(step, graph, nodes)
        return nodes

    return values


def _alternative(branches: tuple[Path, ...]) -> Values:
    """Follow any of several paths; plain predicates, the usual case, by one look at the node."""
    iris = frozenset(branch.iri for branch in branches if isinstance(branch, Predicate))
    if not all(isinstance(branch, Predicate) for branch in branches):
        return _follow_any(tuple(map(compile_path, branches)))

    def values(graph: DataGraph, node: Term) -> Collection[Term]:
        properties = graph.outgoing.get(node, NO_PROPERTIES)
        found = [objects for iri, objects in properties.items() if iri in iris]
        return found[0] if len(found) == 1 else dict.fromkeys(chain.from_iterable(found))

    return values


def _follow_any(branches: tuple[Values, ...]) -> Values:
    def values(graph: DataGraph, node: Term) -> Collection[Term]:
        return {value: None for branch in branches for value in branch(graph, node)}

    return values


def _follow_repeatedly(step: Values, sign: str) -> Values:
    def values(graph: DataGraph, node: Term) -> Collection[Term]:
        found: dict[Term, None] = {} if sign == "+" else {node: None}
        new = _gather(step, graph, (node,))
        while new:
            new = {value: None for value in new if value not in found}
            found |= new
            new = {} if sign == "?" else _gather(step, graph, new)
        return found

    return values


def write_path(path: Path) -> str:
    """Write a path for a SPARQL query (https://www.w3.org/TR/sparql11-query/#propertypaths).

    Args:
        path: The path.

    Returns:
        The path, in brackets unless it is one predicate.

    Examples:
        >>> write_path(Repeat(Inverse(Predicate(ox.NamedNode("a:b"))), "*"))
        '((^<a:b>)*)'
    """
    match path:
        case Predicate(iri):
            return str(iri)
        case Inverse(inner):
            return f"(^{write_path(inner)})"
        case Sequence(steps):
            return f"({'/'.join(map(write_path, steps))})"
        case Alternative(branches):
            return f"({'|'.join(map(write_path, branches))})"
        case Repeat(inner, sign):
            return f"({write_path(inner)}{sign})"
