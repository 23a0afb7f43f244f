"""Constraints in SPARQL, evaluated for one focus node at a time.

https://www.w3.org/TR/shacl/#sparql-constraints
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from publisher.errors import TableError, UnknownConstraintError
from publisher.shacl.graph import DataGraph
from publisher.shacl.queries import (
    SHAPES_GRAPH,
    Query,
    distinct,
    read_plain_query,
    read_query,
    refuse_bad_syntax,
)
from publisher.shacl.results import Result
from publisher.shacl.shape import Finding, Shape
from publisher.shacl.source import ShapesGraph
from publisher.shacl.vocabulary import Node, Term, sh

_COMPONENT: Final = sh("SPARQLConstraintComponent")
_SPARQL: Final = sh("sparql")
_SELECT: Final = sh("select")
_PLACE: Final = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A value of ``sh:sparql``."""

    query: Query

    def validate(
        self, shape: Shape, _graph: DataGraph, store: ox.Store, focus: Term
    ) -> Iterator[Result]:
        """Validate a focus node; one result for each different solution."""
        for solution in self.query.select(store, bindings(shape, focus)):
            yield self.result(shape, focus, solution)

    def result(self, shape: Shape, focus: Term, solution: Mapping[str, Term]) -> Result:
        """Make a result of a solution."""
        result = solution_result(shape, _COMPONENT, focus, solution)
        messages = write_messages(self.query.messages or shape.messages, solution)
        return replace(result, messages=messages, constraint=self.query.node)


def bindings(shape: Shape, focus: Term) -> dict[str, Term]:
    """Return the values of the variables that every constraint in SPARQL has."""
    return {"this": focus, "currentShape": shape.node, "shapesGraph": SHAPES_GRAPH}


def solution_result(
    shape: Shape, component: ox.NamedNode, focus: Term, solution: Mapping[str, Term]
) -> Result:
    """Make a result of a solution, without messages.

    Args:
        shape: The shape.
        component: The kind of constraint.
        focus: The focus node.
        solution: A solution of its query.

    Returns:
        The result (https://www.w3.org/TR/shacl/#sparql-constraints-validation): its path is
        ``?path`` if that is an IRI, its value ``?value``, or the focus node in a node shape.
    """
    path = solution.get("path")
    value = solution.get("value", focus if shape.path is None else None)
    step = path if isinstance(path, ox.NamedNode) else None
    return shape.result(focus, component, Finding(value, step))


def write_messages(
    templates: tuple[ox.Literal, ...], solution: Mapping[str, Term]
) -> tuple[ox.Literal, ...]:
    """Write the messages of a result (https://www.w3.org/TR/shacl/#sparql-constraints-message).

    Args:
        templates: Messages in which ``{?name}`` and ``{$name}`` stand for values.
        solution: The values. If there is a ``?message``, it is the only message.

    Returns:
        The messages; a variable without value stays as it is.
    """
    own = solution.get("message")
    if isinstance(own, ox.Literal):
        return (own,)

    def write(place: re.Match[str]) -> str:
        term = solution.get(place[1])
        if term is None or isinstance(term, ox.Triple):
            return place[0]
        return term.value

    return tuple(
        ox.Literal(_PLACE.sub(write, template.value), language=template.language)
        for template in templates
    )


def read_sparql_constraints(graph: ShapesGraph, shape: Shape) -> Iterator[SparqlConstraint]:
    """Read the values of ``sh:sparql``.

    Args:
        graph: The shapes graph.
        shape: The shape.

    Yields:
        The constraints that are not deactivated.

    Raises:
        TableError: If a query does not return ``$this``.
        UnknownConstraintError: If a query can return ``?failure``.
    """
    for value in graph.values(shape.node, _SPARQL):
        node = graph.node(shape.node, _SPARQL, value)
        query = read_query(graph, node, _SELECT, shape, ())
        select = query.outline.selects[0]
        if not select.everything and "this" not in select.variables:
            raise TableError(graph.complaint(node, _SELECT, "does not return $this: add it"))
        if "failure" in query.outline.variables:
            raise UnknownConstraintError(graph.complaint(node, _SELECT, "returns ?failure"))
        if node == shape.node or not graph.boolean(node, sh("deactivated")):
            yield SparqlConstraint(query)


@dataclass(frozen=True, slots=True)
class SparqlTarget:
    """A value of ``sh:target`` (https://www.w3.org/TR/shacl-af/#SPARQLTarget)."""

    query: Query

    def find(self, store: ox.Store) -> list[Term]:
        """Find the focus nodes in a store whose default graph is the data graph."""
        rows = distinct(store.query(self.query.text("")))
        return [row["this"] for row in rows if "this" in row]


def read_target(graph: ShapesGraph, shape: Shape, node: Node) -> SparqlTarget:
    """Read a value of ``sh:target``.

    Args:
        graph: The shapes graph.
        shape: The shape that has the target.
        node: The target.

    Returns:
        The target.

    Raises:
        UnknownConstraintError: If it is no query, but a target of a type of its own.
    """
    if not graph.values(node, _SELECT):
        advice = "has no sh:select: write the query, as targets of other types are not known"
        raise graph.unknown(shape.node, sh("target"), advice)
    query = read_plain_query(graph, node, _SELECT)
    refuse_bad_syntax(graph, query, _SELECT, "")
    return SparqlTarget(query)
