"""From a shapes graph to compiled shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publisher.errors import TableError, UnknownConstraintError
from publisher.shacl.components import read_component_constraints, read_components
from publisher.shacl.conformance import compile_conformance
from publisher.shacl.constraints import BUILDERS, Declaration
from publisher.shacl.known import refuse_unknown_terms
from publisher.shacl.paths import compile_path, read_path
from publisher.shacl.shape import Constraint, Shape, ValueConstraint
from publisher.shacl.source import ShapesGraph, show
from publisher.shacl.sparql import read_sparql_constraints
from publisher.shacl.vocabulary import Node, sh

_PATH: Final = sh("path")
_PROPERTY: Final = sh("property")
_SEVERITY: Final = sh("severity")


class Compiler:
    """Compiles the shapes of one shapes graph, each once."""

    def __init__(self, graph: ShapesGraph) -> None:
        self._graph = graph
        self._shapes: dict[Node, Shape] = {}
        self._open: list[Node] = []
        self._components = read_components(graph)

    def shape(self, node: Node) -> Shape:
        """Compile a shape.

        Args:
            node: The shape in the shapes graph.

        Returns:
            The shape; a deactivated one has no constraints
            (https://www.w3.org/TR/shacl/#deactivated).

        Raises:
            UnknownConstraintError: If the shape refers to itself, directly or not: what that
                means is left open (https://www.w3.org/TR/shacl/#shapes-recursion).
        """
        if node in self._open:
            way = " → ".join(show(step) for step in [*self._open[self._open.index(node) :], node])
            where = self._graph.locate(node)
            wrong = (
                f"{where} comes back to itself ({way}), which SHACL leaves open: break the circle"
            )
            raise UnknownConstraintError(wrong)
        if node not in self._shapes:
            self._open.append(node)
            self._shapes[node] = self._compile(node)
            self._open.pop()
        return self._shapes[node]

    def _compile(self, node: Node) -> Shape:
        refuse_unknown_terms(self._graph, node)
        shape = self._bare(node)
        if not self._graph.boolean(node, sh("deactivated")):
            self._constrain(shape)
        shape.conforms = compile_conformance(shape)
        return shape

    def _constrain(self, shape: Shape) -> None:
        graph, node = self._graph, shape.node
        parts: list[Shape] = []

        def part(other: Node) -> Shape:
            parts.append(self.shape(other))
            return parts[-1]

        declaration = Declaration(
            graph=graph, node=node, has_path=shape.path is not None, shape=part
        )
        constraints = list(self._constraints(declaration))
        shape.tests = tuple(c for c in constraints if isinstance(c, ValueConstraint))
        shape.checks = tuple(c for c in constraints if not isinstance(c, ValueConstraint))
        shape.properties = tuple(self._properties(node))
        shape.parts = tuple(parts)
        shape.queries = (
            *read_sparql_constraints(graph, shape),
            *read_component_constraints(graph, self._components, shape),
        )

    def _constraints(self, declaration: Declaration) -> Iterator[Constraint]:
        for predicate in self._graph.predicates(declaration.node):
            if predicate in BUILDERS:
                yield from BUILDERS[predicate](declaration)

    def _properties(self, node: Node) -> Iterator[Shape]:
        for value in self._graph.values(node, _PROPERTY):
            shape = self.shape(self._graph.node(node, _PROPERTY, value))
            if shape.path is None:
                wrong = f"is {show(value)}, which has no sh:path: add one, or use sh:node"
                raise TableError(self._graph.complaint(node, _PROPERTY, wrong))
            yield shape

    def _bare(self, node: Node) -> Shape:
        """Read what a shape has besides constraints.

        Args:
            node: The shape.

        Returns:
            The shape without constraints.

        Raises:
            TableError: If its type and its ``sh:path`` contradict each other.
        """
        graph = self._graph
        value = graph.one(node, _PATH)
        if value is None and graph.is_instance(node, sh("PropertyShape")):
            raise TableError(graph.complaint(node, _PATH, "is missing in a property shape: add it"))
        if value is not None and graph.is_instance(node, sh("NodeShape")):
            wrong = "is given to a node shape: remove it, or make this a sh:PropertyShape"
            raise TableError(graph.complaint(node, _PATH, wrong))
        path = None if value is None else read_path(graph, node, value, frozenset())
        severity = graph.one(node, _SEVERITY) or sh("Violation")
        return Shape(
            node=node,
            path_node=None if value is None else graph.node(node, _PATH, value),
            path=path,
            values=(lambda _, focus: (focus,)) if path is None else compile_path(path),
            severity=graph.iri(node, _SEVERITY, severity),
            messages=graph.messages(node),
        )
