"""A compiled shape: what it asks of a focus node, and what it says when that is not so.

https://www.w3.org/TR/shacl/#shapes
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol, TypeAlias

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


class CountConstraint(NamedTuple):
    """A constraint on how many value nodes a focus node has."""

    component: ox.NamedNode
    least: int = 0
    most: int = sys.maxsize

    def check(self, _: DataGraph, __: Term, values: Collection[Term]) -> Collection[Finding]:
        """Object to too few or too many value nodes; see `Check`."""
        return () if self.least <= len(values) <= self.most else (Finding(),)


Constraint: TypeAlias = ValueConstraint | SetConstraint | CountConstraint


def all_of(tests: Sequence[Test]) -> Test:
    """Make one test of several, all of which have to be true; of none, one that always is."""
    if len(tests) == 1:
        return tests[0]
    each = tuple(tests)

    def test(graph: DataGraph, value: Term) -> bool:
        for single in each:  # noqa: SIM110 (a loop is faster here)
            if not single(graph, value):
                return False
        return True

    return test


def any_of(tests: Sequence[Test]) -> Test:
    """Make one test of several, one of which has to be true."""
    each = tuple(tests)

    def test(graph: DataGraph, value: Term) -> bool:
        for single in each:  # noqa: SIM110 (a loop is faster here)
            if single(graph, value):
                return True
        return False

    return test


class FocusConstraint(Protocol):
    """A constraint in SPARQL, evaluated for one focus node at a time."""

    def validate(
        self, shape: Shape, graph: DataGraph, store: ox.Store, focus: Term
    ) -> Iterable[Result]:
        """Validate a focus node in a data graph, which is the default graph of the store."""


_ANYTHING: Final = all_of(())


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
        conforms: Tells whether a node conforms to it.
    """

    node: Node
    path_node: Node | None
    path: Path | None
    values: Values
    severity: ox.NamedNode
    messages: tuple[ox.Literal, ...]
    tests: tuple[ValueConstraint, ...] = ()
    checks: tuple[SetConstraint | CountConstraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    parts: tuple[Shape, ...] = ()
    queries: tuple[FocusConstraint, ...] = ()
    conforms: Test = _ANYTHING

    def validate(self, graph: DataGraph, focus: Term) -> list[Result]:
        """Validate a focus node (https://www.w3.org/TR/shacl/#validation-definition).

        Args:
            graph: The data graph.
            focus: Any term, in the graph or not.

        Returns:
            The results, none if the node conforms.
        """
        if self.conforms(graph, focus):
            return []
        values = self.values(graph, focus)
        results: list[Result] = []
        for component, test in self.tests:
            results += [
                self.result(focus, component, Finding(value))
                for value in values
                if not test(graph, value)
            ]
        for constraint in self.checks:
            findings = constraint.check(graph, focus, values)
            results += [self.result(focus, constraint.component, found) for found in findings]
        for shape in self.properties:
            for value in values:
                results += shape.validate(graph, value)
        if graph.store is not None:
            for query in self.queries:
                results += query.validate(self, graph, graph.store, focus)
        return results

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
