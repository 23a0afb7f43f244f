"""What a constraint is built from: the shape that declares it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.shape import Constraint, Shape
from publisher.shacl.source import ShapesGraph
from publisher.shacl.vocabulary import Node, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A shape in the shapes graph, asked for the parameters of its constraints.

    Attributes:
        graph: The shapes graph.
        node: The shape.
        has_path: Whether it is a property shape.
        shape: Compiles a shape that this one refers to.
    """

    graph: ShapesGraph
    node: Node
    has_path: bool
    shape: Callable[[Node], Shape]

    def values(self, parameter: ox.NamedNode) -> Collection[Term]:
        """Return the values of a parameter that may have several."""
        return self.graph.values(self.node, parameter)

    def iris(self, parameter: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the values of a parameter, which have to be IRIs."""
        return [self.graph.iri(self.node, parameter, value) for value in self.values(parameter)]

    def shapes(self, parameter: ox.NamedNode) -> list[Shape]:
        """Return the shapes that are the values of a parameter."""
        nodes = [self.graph.node(self.node, parameter, value) for value in self.values(parameter)]
        return [self.shape(node) for node in nodes]

    def lists(self, parameter: ox.NamedNode) -> list[list[Term]]:
        """Return the values of a parameter, which have to be lists."""
        return [self.graph.members(self.node, parameter, value) for value in self.values(parameter)]

    def shape_lists(self, parameter: ox.NamedNode) -> list[tuple[Shape, ...]]:
        """Return the values of a parameter, which have to be lists of shapes."""
        return [
            tuple(self.shape(self.graph.node(self.node, parameter, member)) for member in members)
            for members in self.lists(parameter)
        ]

    def only(self, parameter: ox.NamedNode) -> Term:
        """Return the value of a parameter that may be given once.

        Args:
            parameter: A parameter of the shape.

        Returns:
            The value.

        Raises:
            TableError: If there are two, or there is none.
        """
        value = self.graph.one(self.node, parameter)
        if value is None:
            raise TableError(self.complaint(parameter, "is missing: add it"))
        return value

    def literal(self, parameter: ox.NamedNode) -> ox.Literal:
        """Return the value of a parameter, which has to be one literal.

        Args:
            parameter: A parameter that the shape has.

        Returns:
            The literal.

        Raises:
            TableError: If it is another kind of term, or there are two.
        """
        value = self.only(parameter)
        if not isinstance(value, ox.Literal):
            raise TableError(self.complaint(parameter, "is no literal: write one"))
        return value

    def count(self, parameter: ox.NamedNode) -> int:
        """Return the value of a parameter, which has to be a whole number, not negative."""
        return self.graph.integer(self.node, parameter) or 0

    def only_with_path(self, parameter: ox.NamedNode) -> None:
        """Refuse a parameter that node shapes may not have.

        Args:
            parameter: A parameter that the shape has.

        Raises:
            TableError: If the shape has no ``sh:path``.
        """
        if not self.has_path:
            wrong = "is for property shapes: give the shape an sh:path, or move it to one that has"
            raise TableError(self.complaint(parameter, wrong))

    def complaint(self, parameter: ox.NamedNode, wrong: str) -> str:
        """Say what is wrong with a parameter of this shape."""
        return self.graph.complaint(self.node, parameter, wrong)


Builder: TypeAlias = Callable[[Declaration], Iterator[Constraint]]
"""Compiles one parameter of a shape, and those that go with it."""
