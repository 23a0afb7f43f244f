"""Which nodes of a data graph a shape is applied to.

https://www.w3.org/TR/shacl/#targets
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.graph import DataGraph, Hierarchy
from publisher.shacl.shape import Shape
from publisher.shacl.source import ShapesGraph
from publisher.shacl.vocabulary import OWL_CLASS, RDFS_CLASS, Node, Term, sh


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The targets of one shape.

    Attributes:
        nodes: Focus nodes by name, whether or not the data graph mentions them.
        classes: Their instances are focus nodes.
        subjects_of: The subjects of these predicates are focus nodes.
        objects_of: The objects of these predicates are focus nodes.
        queries: Values of ``sh:target``, whose SPARQL finds the focus nodes.
    """

    nodes: tuple[Term, ...]
    classes: tuple[ox.NamedNode, ...]
    subjects_of: tuple[ox.NamedNode, ...]
    objects_of: tuple[ox.NamedNode, ...]
    queries: tuple[Node, ...]

    def __bool__(self) -> bool:
        return any((self.nodes, self.classes, self.subjects_of, self.objects_of, self.queries))


def read_targets(graph: ShapesGraph, shape: Node) -> Targets:
    """Read the targets of a shape.

    Args:
        graph: The shapes graph.
        shape: A node of it.

    Returns:
        The targets; a shape that is a class too has itself as target class
        (https://www.w3.org/TR/shacl/#implicit-targetClass).
    """

    def iris(name: str) -> tuple[ox.NamedNode, ...]:
        predicate = sh(name)
        values = graph.values(shape, predicate)
        return tuple(graph.iri(shape, predicate, value) for value in values)

    target = sh("target")
    return Targets(
        nodes=tuple(graph.values(shape, sh("targetNode"))),
        classes=iris("targetClass") + _implicit_class(graph, shape),
        subjects_of=iris("targetSubjectsOf"),
        objects_of=iris("targetObjectsOf"),
        queries=tuple(graph.node(shape, target, value) for value in graph.values(shape, target)),
    )


def _implicit_class(graph: ShapesGraph, shape: Node) -> tuple[ox.NamedNode, ...]:
    """Return the shape itself, if it is a class.

    Args:
        graph: The shapes graph.
        shape: A node of it.

    Returns:
        The shape, or nothing.

    Raises:
        TableError: If it is an ``owl:Class`` only, so that SHACL would pass over it.
    """
    if not is_declared_shape(graph, shape):
        return ()
    if graph.is_instance(shape, RDFS_CLASS) and isinstance(shape, ox.NamedNode):
        return (shape,)
    if graph.is_instance(shape, OWL_CLASS):
        wrong = "is a class of OWL, which makes no target in SHACL: add rdfs:Class as its type too"
        raise TableError(graph.complaint(shape, sh("targetClass"), wrong))
    return ()


def is_declared_shape(graph: ShapesGraph, node: Node) -> bool:
    """Tell whether a node has the type of a shape (https://www.w3.org/TR/shacl/#shapes)."""
    return graph.is_instance(node, sh("NodeShape")) or graph.is_instance(node, sh("PropertyShape"))


class _Ends(NamedTuple):
    """The shapes whose focus nodes the subjects, or the objects, of a predicate are."""

    subjects: list[Shape]
    objects: list[Shape]


class TargetIndex:
    """The targets of all shapes, looked up from what occurs in a data graph."""

    __slots__ = ("_background", "_by_predicate", "_classes", "_nodes")

    def __init__(self, targets: Iterable[tuple[Shape, Targets]], background: Hierarchy) -> None:
        self._classes: dict[Term, list[Shape]] = {}
        self._nodes: list[tuple[Shape, Term]] = []
        self._by_predicate: dict[ox.NamedNode, _Ends] = {}
        for shape, target in targets:
            self._nodes += [(shape, node) for node in target.nodes]
            for cls in target.classes:
                self._classes.setdefault(cls, []).append(shape)
            for predicate in target.subjects_of:
                self._by_predicate.setdefault(predicate, _Ends([], [])).subjects.append(shape)
            for predicate in target.objects_of:
                self._by_predicate.setdefault(predicate, _Ends([], [])).objects.append(shape)
        self._background = background, self._by_class(background)

    def find(self, graph: DataGraph) -> dict[Shape, dict[Term, None]]:
        """Find the focus nodes.

        Args:
            graph: The data graph.

        Returns:
            The shapes that have any, with their focus nodes, each once.
        """
        found: dict[Shape, dict[Term, None]] = {}
        for shape, node in self._nodes:
            found.setdefault(shape, {})[node] = None
        hierarchy, by_class = self._background
        if graph.hierarchy is not hierarchy:
            by_class = self._by_class(graph.hierarchy)
        for cls, nodes in graph.instances.items():
            for shape in by_class.get(cls, ()):
                found.setdefault(shape, {}).update(dict.fromkeys(nodes))
        if self._by_predicate:
            self._find_by_predicate(graph, found)
        return found

    def _by_class(self, hierarchy: Hierarchy) -> dict[Term, list[Shape]]:
        """List, for each class whose instances are focus nodes, the shapes that they are for."""
        by_class: dict[Term, list[Shape]] = {}
        for cls, shapes in self._classes.items():
            for own in hierarchy.descendants(cls):
                by_class.setdefault(own, []).extend(shapes)
        return by_class

    def _find_by_predicate(self, graph: DataGraph, found: dict[Shape, dict[Term, None]]) -> None:
        for node, properties in graph.outgoing.items():
            for predicate in properties:
                ends = self._by_predicate.get(predicate)
                if ends is None:
                    continue
                for shape in ends.subjects:
                    found.setdefault(shape, {})[node] = None
                for shape in ends.objects:
                    found.setdefault(shape, {}).update(dict.fromkeys(properties[predicate]))
