"""Constraints on how many values there are, and between which bounds they lie.

https://www.w3.org/TR/shacl/#core-components-count and
https://www.w3.org/TR/shacl/#core-components-range
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.comparing import compare_values
from publisher.shacl.constraints.declaration import Builder, Declaration
from publisher.shacl.datatypes import Unordered, parse_literal
from publisher.shacl.graph import DataGraph
from publisher.shacl.shape import Constraint, CountConstraint, ValueConstraint
from publisher.shacl.vocabulary import Term, sh

_MIN_COUNT: Final = sh("minCount")
_MAX_COUNT: Final = sh("maxCount")


def build_min_count(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:minCount`` (https://www.w3.org/TR/shacl/#MinCountConstraintComponent)."""
    shape.only_with_path(_MIN_COUNT)
    least = shape.count(_MIN_COUNT)
    if least:
        yield CountConstraint(sh("MinCountConstraintComponent"), least=least)


def build_max_count(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:maxCount`` (https://www.w3.org/TR/shacl/#MaxCountConstraintComponent)."""
    shape.only_with_path(_MAX_COUNT)
    most = shape.count(_MAX_COUNT)
    yield CountConstraint(sh("MaxCountConstraintComponent"), most=most)


def _build_bound(name: str, allowed: frozenset[int]) -> Builder:
    """Make the builder of a bound.

    Args:
        name: The parameter.
        allowed: How a value may compare with the bound: less is -1, equal 0, greater 1.

    Returns:
        The builder.
    """
    parameter = sh(name)
    component = sh(f"{name[0].upper()}{name[1:]}ConstraintComponent")

    def build(shape: Declaration) -> Iterator[Constraint]:
        literal = shape.literal(parameter)
        bound = parse_literal(literal)
        if bound is None or isinstance(bound, Unordered):
            wrong = f"is {literal}, with which nothing compares: write a number, a date or a string"
            raise TableError(shape.complaint(parameter, wrong))

        def test(_: DataGraph, term: Term) -> bool:
            value = parse_literal(term) if isinstance(term, ox.Literal) else None
            return value is not None and compare_values(value, bound) in allowed

        yield ValueConstraint(component, test)

    return build


BUILDERS: Final[dict[ox.NamedNode, Builder]] = {
    _MIN_COUNT: build_min_count,
    _MAX_COUNT: build_max_count,
    sh("minExclusive"): _build_bound("minExclusive", frozenset({1})),
    sh("minInclusive"): _build_bound("minInclusive", frozenset({0, 1})),
    sh("maxExclusive"): _build_bound("maxExclusive", frozenset({-1})),
    sh("maxInclusive"): _build_bound("maxInclusive", frozenset({-1, 0})),
}
