"""Constraints between the values of two properties of a focus node.

https://www.w3.org/TR/shacl/#core-components-property-pairs
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import pyoxigraph as ox

from publisher.shacl.comparing import compare
from publisher.shacl.constraints.declaration import Builder, Declaration
from publisher.shacl.graph import DataGraph
from publisher.shacl.shape import Check, Constraint, Finding, SetConstraint
from publisher.shacl.vocabulary import Term, sh

_EQUALS: Final = sh("equals")
_DISJOINT: Final = sh("disjoint")


def build_equals(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:equals`` (https://www.w3.org/TR/shacl/#EqualsConstraintComponent)."""

    def same_as(predicate: ox.NamedNode) -> Check:
        def check(graph: DataGraph, focus: Term, values: Collection[Term]) -> Collection[Finding]:
            others = graph.objects(focus, predicate)
            extra = [Finding(value) for value in values if value not in others]
            return extra + [Finding(other) for other in others if other not in values]

        return check

    for predicate in shape.iris(_EQUALS):
        yield SetConstraint(sh("EqualsConstraintComponent"), same_as(predicate))


def build_disjoint(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:disjoint`` (https://www.w3.org/TR/shacl/#DisjointConstraintComponent)."""

    def apart_from(predicate: ox.NamedNode) -> Check:
        def check(graph: DataGraph, focus: Term, values: Collection[Term]) -> Collection[Finding]:
            others = graph.objects(focus, predicate)
            return [Finding(value) for value in values if value in others]

        return check

    for predicate in shape.iris(_DISJOINT):
        yield SetConstraint(sh("DisjointConstraintComponent"), apart_from(predicate))


def _build_order(name: str, allowed: frozenset[int]) -> Builder:
    parameter = sh(name)
    component = sh(f"{name[0].upper()}{name[1:]}ConstraintComponent")

    def before(predicate: ox.NamedNode) -> Check:
        def check(graph: DataGraph, focus: Term, values: Collection[Term]) -> Collection[Finding]:
            others = graph.objects(focus, predicate)
            return [
                Finding(v) for v in values for other in others if compare(v, other) not in allowed
            ]

        return check

    def build(shape: Declaration) -> Iterator[Constraint]:
        shape.only_with_path(parameter)
        for predicate in shape.iris(parameter):
            yield SetConstraint(component, before(predicate))

    return build


BUILDERS: Final[dict[ox.NamedNode, Builder]] = {
    _EQUALS: build_equals,
    _DISJOINT: build_disjoint,
    sh("lessThan"): _build_order("lessThan", frozenset({-1})),
    sh("lessThanOrEquals"): _build_order("lessThanOrEquals", frozenset({-1, 0})),
}
