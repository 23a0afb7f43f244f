"""Whether a node conforms to a shape, in as few steps as can be.

Nearly every node of every record conforms. So a shape is compiled a second time, to one function
that only tells whether there would be a result and stops at the first thing that is wrong. What
several shapes ask about the same path is asked together, so that it is followed once.

https://www.w3.org/TR/shacl/#conformance-definition
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from publisher.shacl.graph import NO_PROPERTIES, DataGraph
from publisher.shacl.paths import Path, Predicate, Values
from publisher.shacl.shape import Check, CountConstraint, SetConstraint, Shape, Test, all_of
from publisher.shacl.vocabulary import Term


class _Demand(NamedTuple):
    """All that is asked about the value nodes of one path.

    Attributes:
        predicate: The path, if it is one predicate.
        follow: From a focus node to its value nodes, for any path.
        least: The lowest number of value nodes.
        most: The highest number of value nodes.
        test: Of each value node by itself.
        checks: Of all value nodes together, besides their number.
    """

    predicate: ox.NamedNode | None
    follow: Values
    least: int
    most: int
    test: Test
    checks: tuple[Check, ...]


def compile_conformance(shape: Shape) -> Test:
    """Compile a shape to a function that tells whether a node conforms to it.

    Args:
        shape: The shape, with all its constraints; the shapes that it refers to are compiled.

    Returns:
        The function. It is true where `Shape.validate` has no results.
    """
    parts = (shape, *shape.properties) if shape.path is None else (shape,)
    by_path: dict[Path | None, list[Shape]] = {}
    for part in parts:
        by_path.setdefault(part.path, []).append(part)
    demands = [_demand(path, asking) for path, asking in by_path.items()]
    queries = [_answer(part) for part in parts if part.queries]
    if len(demands) == 1 and shape.path is None and not demands[0].checks:
        return all_of([demands[0].test, *queries])
    return all_of([_meet(demands), *queries])


def _demand(path: Path | None, asking: Sequence[Shape]) -> _Demand:
    checks = [check for shape in asking for check in shape.checks]
    counts = [check for check in checks if isinstance(check, CountConstraint)]
    return _Demand(
        predicate=path.iri if isinstance(path, Predicate) else None,
        follow=asking[0].values,
        least=max((count.least for count in counts), default=0),
        most=min((count.most for count in counts), default=sys.maxsize),
        test=all_of([test for shape in asking for test in _tests(shape)]),
        checks=tuple(check.check for check in checks if isinstance(check, SetConstraint)),
    )


def _tests(shape: Shape) -> Iterator[Test]:
    """List what a shape asks of each value node; of a focus node, its properties are demands."""
    yield from (constraint.test for constraint in shape.tests)
    if shape.path is not None:
        yield from (part.conforms for part in shape.properties)


def _meet(demands: Sequence[_Demand]) -> Test:
    def test(graph: DataGraph, node: Term) -> bool:
        properties = graph.outgoing.get(node, NO_PROPERTIES)
        for predicate, follow, least, most, accepts, checks in demands:
            values = follow(graph, node) if predicate is None else properties.get(predicate, ())
            if not least <= len(values) <= most:
                return False
            for value in values:
                if not accepts(graph, value):
                    return False
            for check in checks:
                if check(graph, node, values):
                    return False
        return True

    return test


def _answer(shape: Shape) -> Test:
    """Tell whether no constraint in SPARQL objects to a focus node."""

    def test(graph: DataGraph, node: Term) -> bool:
        store = graph.store
        return store is None or not any(
            True for query in shape.queries for _ in query.validate(shape, graph, store, node)
        )

    return test
