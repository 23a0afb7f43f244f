"""A compiled shape: what it asks of a focus node, and what it says when that is not so.

https://www.w3.org/TR/shacl/#shapes
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

import pyoxigraph as ox

from publisher.shacl.graph import DataGraph
from publisher.shacl.paths import Path, Values
from publisher.shacl.results import Result
from publisher.shacl.vocabulary import Node, Term


class Finding(NamedTuple):
    """What a check objects to: a value, if it is one, and a path, if it is not the shape's."""

    value: Term | None = None
    path: Node | None = None


Test: TypeAlias = Callable[[DataGraph, Term], bool]
"""Tells whether one value node is as it should be."""

Check: TypeAlias = Callable[[DataGraph, Term, Collection[Term]], Collection[Finding]]
"""Looks at a focus node and all its value nodes together."""


class ValueConstraint(NamedTuple):
    """A constraint on each value node by itself."""

    component: ox.NamedNode
    test: Test


class SetConstraint(NamedTuple):
    """A constraint on all value nodes of a focus node."""

    component: ox.NamedNode
    check: Check


Constraint: TypeAlias = ValueConstraint | SetConstraint


class FocusConstraint(Protocol):
    """A constraint in SPARQL, evaluated for one focus node at a time."""

    def validate(
        self, shape: Shape, graph: DataGraph, store: ox.Store, focus: Term
    ) -> Iterable[Result]:
        """Validate a focus node in a data graph, which is the default graph of the store."""


@dataclass(slots=True, kw_only=True, eq=False)
class Shape:
    """A shape, ready to be applied.

    Attributes:
        node: The shape in the shapes graph.
        path_node: The value of ``sh:path``; None for a node shape.
        path: The same, read; None for a node shape.
        values: From a focus node to its value nodes.
        severity: Of its results.
        messages: Of its results.
        tests: Its constraints on single value nodes.
        checks: Its constraints on sets of value nodes.
        properties: The shapes that ``sh:property`` names.
        parts: The shapes that its constraints ask nodes to conform to, or not.
        queries: Its constraints in SPARQL.
    """

    node: Node
    path_node: Node | None
    path: Path | None
    values: Values
    severity: ox.NamedNode
    messages: tuple[ox.Literal, ...]
    tests: tuple[ValueConstraint, ...] = ()
    checks: tuple[SetConstraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    parts: tuple[Shape, ...] = ()
    queries: tuple[FocusConstraint, ...] = ()

    def validate(self, graph: DataGraph, focus: Term) -> list[Result]:
        """Validate a focus node (https://www.w3.org/TR/shacl/#validation-definition).

        Args:
            graph: The data graph.
            focus: Any term, in the graph or not.

        Returns:
            The results, none if the node conforms.
        """
        values = self.values(graph, focus)
        results: list[Result] = []
        for component, test in self.tests:
            for value in values:
                if not test(graph, value):
                    results.append(self.result(focus, component, Finding(value)))  # noqa: PERF401 (a loop is faster here)
        for component, check in self.checks:
            findings = check(graph, focus, values)
            if findings:
                results += [self.result(focus, component, finding) for finding in findings]
        if self.properties or self.queries:
            self._extend(results, graph, focus)
        return results

    def _extend(self, results: list[Result], graph: DataGraph, focus: Term) -> None:
        for shape in self.properties:
            for value in self.values(graph, focus):
                results += shape.validate(graph, value)
        if graph.store is not None:
            for query in self.queries:
                results += query.validate(self, graph, graph.store, focus)

    def conforms(self, graph: DataGraph, node: Term) -> bool:
        """Tell whether a node conforms (https://www.w3.org/TR/shacl/#conformance-definition).

        This stops at the first thing that is wrong, and makes no results.
        """
        values = self.values(graph, node)
        for _, test in self.tests:
            for value in values:
                if not test(graph, value):
                    return False
        if any(check(graph, node, values) for _, check in self.checks):
            return False
        for shape in self.properties:
            if not all(shape.conforms(graph, value) for value in values):
                return False
        return not self._queried(graph, node)

    def _queried(self, graph: DataGraph, node: Term) -> bool:
        """Whether a constraint in SPARQL objects to a node."""
        store = graph.store
        return store is not None and any(
            True for query in self.queries for _ in query.validate(self, graph, store, node)
        )

    def result(self, focus: Term, component: ox.NamedNode, finding: Finding) -> Result:
        """Make a result of what a constraint of this shape found."""
        return Result(
            focus=focus,
            path=finding.path or self.path_node,
            value=finding.value,
            severity=self.severity,
            component=component,
            shape=self.node,
            messages=self.messages,
        )
