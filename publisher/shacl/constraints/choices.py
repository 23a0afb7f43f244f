"""Constraints that list what there may or must be.

https://www.w3.org/TR/shacl/#core-components-others
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.constraints.declaration import Builder, Declaration
from publisher.shacl.graph import NO_PROPERTIES, DataGraph
from publisher.shacl.shape import Check, Constraint, Finding, SetConstraint, ValueConstraint
from publisher.shacl.vocabulary import Term, sh

_CLOSED: Final = sh("closed")
_IGNORED: Final = sh("ignoredProperties")
_PROPERTY: Final = sh("property")
_PATH: Final = sh("path")
_HAS_VALUE: Final = sh("hasValue")
_IN: Final = sh("in")


def build_closed(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:closed`` (https://www.w3.org/TR/shacl/#ClosedConstraintComponent)."""
    allowed: set[Term] = {
        path
        for part in shape.values(_PROPERTY)
        for path in shape.graph.values(shape.graph.node(shape.node, _PROPERTY, part), _PATH)
    }
    if shape.values(_IGNORED):
        ignored = shape.graph.members(shape.node, _IGNORED, shape.only(_IGNORED))
        allowed.update(shape.graph.iri(shape.node, _IGNORED, member) for member in ignored)

    def check(graph: DataGraph, _: Term, values: Collection[Term]) -> Collection[Finding]:
        return [
            Finding(value, predicate)
            for node in values
            for properties in [graph.outgoing.get(node, NO_PROPERTIES)]
            if not properties.keys() <= allowed
            for predicate, objects in properties.items()
            if predicate not in allowed
            for value in objects
        ]

    if shape.graph.boolean(shape.node, _CLOSED):
        yield SetConstraint(sh("ClosedConstraintComponent"), check)


def build_ignored(shape: Declaration) -> Iterator[Constraint]:
    """Refuse ``sh:ignoredProperties`` without ``sh:closed``.

    Args:
        shape: The shape.

    Yields:
        Nothing: the properties are read with ``sh:closed``.

    Raises:
        TableError: If the shape is not said to be closed or open.
    """
    if not shape.values(_CLOSED):
        raise TableError(
            shape.complaint(_IGNORED, "is given without sh:closed: add sh:closed true")
        )
    yield from ()


def build_has_value(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:hasValue`` (https://www.w3.org/TR/shacl/#HasValueConstraintComponent)."""

    def has(wanted: Term) -> Check:
        return lambda _graph, _focus, values: () if wanted in values else (Finding(),)

    for wanted in shape.values(_HAS_VALUE):
        yield SetConstraint(sh("HasValueConstraintComponent"), has(wanted))


def build_in(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:in`` (https://www.w3.org/TR/shacl/#InConstraintComponent)."""
    members = frozenset(shape.graph.members(shape.node, _IN, shape.only(_IN)))
    yield ValueConstraint(sh("InConstraintComponent"), lambda _, value: value in members)


BUILDERS: Final[dict[ox.NamedNode, Builder]] = {
    _CLOSED: build_closed,
    _IGNORED: build_ignored,
    _HAS_VALUE: build_has_value,
    _IN: build_in,
}
