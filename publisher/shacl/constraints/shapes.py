"""Constraints that consist of other shapes.

https://www.w3.org/TR/shacl/#core-components-logical and
https://www.w3.org/TR/shacl/#core-components-shape
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.constraints.declaration import Builder, Declaration
from publisher.shacl.graph import DataGraph
from publisher.shacl.shape import (
    Constraint,
    Finding,
    SetConstraint,
    Shape,
    Test,
    ValueConstraint,
    all_of,
    any_of,
)
from publisher.shacl.vocabulary import Term, sh

_NOT: Final = sh("not")
_NODE: Final = sh("node")
_PROPERTY: Final = sh("property")
_QUALIFIED: Final = sh("qualifiedValueShape")
_QUALIFIED_MIN: Final = sh("qualifiedMinCount")
_QUALIFIED_MAX: Final = sh("qualifiedMaxCount")
_QUALIFIED_DISJOINT: Final = sh("qualifiedValueShapesDisjoint")

_Logic: TypeAlias = Callable[[Sequence[Test]], Test]
"""From whether a value conforms to each shape of a list, to whether it conforms to the list."""


def build_node(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:node`` (https://www.w3.org/TR/shacl/#NodeConstraintComponent)."""
    for other in shape.shapes(_NODE):
        yield ValueConstraint(sh("NodeConstraintComponent"), other.conforms)


def build_not(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:not`` (https://www.w3.org/TR/shacl/#NotConstraintComponent)."""
    for other in shape.shapes(_NOT):
        yield ValueConstraint(sh("NotConstraintComponent"), _unlike(other))


def _unlike(other: Shape) -> Test:
    conforms = other.conforms
    return lambda graph, value: not conforms(graph, value)


def _build_logic(name: str, combine: _Logic) -> Builder:
    parameter, component = sh(name), sh(f"{name.capitalize()}ConstraintComponent")

    def build(shape: Declaration) -> Iterator[Constraint]:
        for shapes in shape.shape_lists(parameter):
            yield ValueConstraint(component, combine([other.conforms for other in shapes]))

    return build


def _one_of(tests: Sequence[Test]) -> Test:
    return lambda graph, value: sum(test(graph, value) for test in tests) == 1


def build_qualified(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:qualifiedValueShape`` and what goes with it.

    https://www.w3.org/TR/shacl/#QualifiedMinCountConstraintComponent and
    https://www.w3.org/TR/shacl/#QualifiedMaxCountConstraintComponent

    Args:
        shape: The shape.

    Yields:
        A constraint for the lowest number, and one for the highest.

    Raises:
        TableError: If neither number is given.
    """
    shape.only_with_path(_QUALIFIED)
    qualified = shape.shape(shape.graph.node(shape.node, _QUALIFIED, shape.only(_QUALIFIED)))
    counts = all_of([qualified.conforms, *map(_unlike, _siblings(shape))])
    least = shape.graph.integer(shape.node, _QUALIFIED_MIN)
    most = shape.graph.integer(shape.node, _QUALIFIED_MAX)
    if least is None and most is None:
        wrong = "is given without a number: add sh:qualifiedMinCount or sh:qualifiedMaxCount"
        raise TableError(shape.complaint(_QUALIFIED, wrong))

    def count(graph: DataGraph, values: Iterable[Term]) -> int:
        return sum(counts(graph, value) for value in values)

    if least is not None:
        yield SetConstraint(
            sh("QualifiedMinCountConstraintComponent"),
            lambda graph, _, values: (Finding(),) if count(graph, values) < least else (),
        )
    if most is not None:
        yield SetConstraint(
            sh("QualifiedMaxCountConstraintComponent"),
            lambda graph, _, values: (Finding(),) if count(graph, values) > most else (),
        )


def _siblings(shape: Declaration) -> list[Shape]:
    """Find the other qualified shapes of the shapes that this one belongs to."""
    graph = shape.graph
    if not graph.boolean(shape.node, _QUALIFIED_DISJOINT):
        return []
    own = graph.values(shape.node, _QUALIFIED)
    nodes = {
        graph.node(shape.node, _QUALIFIED, qualified): None
        for parent in graph.subjects(_PROPERTY, shape.node)
        for sibling in graph.values(parent, _PROPERTY)
        for qualified in graph.values(graph.node(parent, _PROPERTY, sibling), _QUALIFIED)
        if qualified not in own
    }
    return [shape.shape(node) for node in nodes]


def _goes_with_qualified(parameter: ox.NamedNode) -> Builder:
    """Refuse a number without a shape where it looks like a slip, in a property shape.

    Elsewhere it is not part of any constraint (https://www.w3.org/TR/shacl/#constraints).
    """

    def build(shape: Declaration) -> Iterator[Constraint]:
        if shape.has_path and not shape.values(_QUALIFIED):
            wrong = "is given without sh:qualifiedValueShape: add the shape"
            raise TableError(shape.complaint(parameter, wrong))
        yield from ()

    return build


BUILDERS: Final[dict[ox.NamedNode, Builder]] = {
    _NODE: build_node,
    _NOT: build_not,
    sh("and"): _build_logic("and", all_of),
    sh("or"): _build_logic("or", any_of),
    sh("xone"): _build_logic("xone", _one_of),
    _QUALIFIED: build_qualified,
    _QUALIFIED_MIN: _goes_with_qualified(_QUALIFIED_MIN),
    _QUALIFIED_MAX: _goes_with_qualified(_QUALIFIED_MAX),
    _QUALIFIED_DISJOINT: _goes_with_qualified(_QUALIFIED_DISJOINT),
}
