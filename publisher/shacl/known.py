"""Which terms of SHACL the validator knows on a shape, and why it may pass over some of them.

What is in none of these tables is refused: a constraint that is passed over in silence would let
wrong data be published as valid.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pyoxigraph as ox

from publisher.errors import UnknownConstraintError
from publisher.shacl.constraints import BUILDERS
from publisher.shacl.source import ShapesGraph
from publisher.shacl.vocabulary import SHACL, Node, sh

IGNORED: Final[dict[ox.NamedNode, str]] = {
    sh("name"): "for people (https://www.w3.org/TR/shacl/#name)",
    sh("description"): "for people (https://www.w3.org/TR/shacl/#name)",
    sh("order"): "for forms (https://www.w3.org/TR/shacl/#order)",
    sh("group"): "for forms (https://www.w3.org/TR/shacl/#group)",
    sh("defaultValue"): "for forms (https://www.w3.org/TR/shacl/#defaultValue)",
    sh("labelTemplate"): "for people (https://www.w3.org/TR/shacl/#constraint-components)",
    sh(
        "declare"
    ): "read where sh:prefixes asks for it (https://www.w3.org/TR/shacl/#sparql-prefixes)",
    sh("suggestedShapesGraph"): "for tools that look for shapes, not for validation",
    sh("shapesGraph"): "for tools that look for shapes, not for validation",
}
"""Terms that never make data wrong."""

_SHAPE: Final = frozenset(
    map(
        sh,
        (
            *("path", "property", "severity", "message", "deactivated", "sparql"),
            *("target", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"),
        ),
    )
)
_ON_SHAPES: Final = _SHAPE | BUILDERS.keys() | IGNORED.keys()
_ON_QUERIES: Final = frozenset(map(sh, ("select", "ask", "prefixes", "message", "deactivated")))
_ADVICE: Final = (
    "is not known to the validator here, so it would go unchecked: remove it, say it with SHACL "
    "Core or sh:sparql, or teach it to publisher/shacl"
)


def refuse_entailment(graph: ShapesGraph) -> None:
    """Refuse a shapes graph that asks for inference (https://www.w3.org/TR/shacl/#entailment).

    Args:
        graph: The shapes graph.

    Raises:
        UnknownConstraintError: If it does.
    """
    for node in graph:
        if graph.values(node, sh("entailment")):
            advice = "asks for inference, which is not done: infer before, or remove it"
            raise graph.unknown(node, sh("entailment"), advice)


def refuse_unknown_terms(graph: ShapesGraph, shape: Node) -> None:
    """Refuse a shape with a term of SHACL that the validator does not know on a shape.

    Args:
        graph: The shapes graph.
        shape: The shape; it may be the value of its own ``sh:sparql``.

    Raises:
        UnknownConstraintError: If the shape has such a property.
    """
    query = graph.subjects(sh("sparql"), shape)
    _refuse(graph, shape, _ON_SHAPES | _ON_QUERIES if query else _ON_SHAPES)


def refuse_unknown_query_terms(graph: ShapesGraph, query: Node) -> None:
    """Refuse a query with a term of SHACL that the validator does not know on a query.

    Args:
        graph: The shapes graph.
        query: The value of ``sh:sparql``, ``sh:target`` or of a validator; it may be a shape too.

    Raises:
        UnknownConstraintError: If the query has such a property.
    """
    shape = graph.values(query, sh("sparql"))
    _refuse(graph, query, _ON_SHAPES | _ON_QUERIES if shape else _ON_QUERIES)


def _refuse(graph: ShapesGraph, node: Node, known: Collection[ox.NamedNode]) -> None:
    for predicate in graph.predicates(node):
        if predicate.value.startswith(SHACL) and predicate not in known:
            raise UnknownConstraintError(graph.complaint(node, predicate, _ADVICE))
