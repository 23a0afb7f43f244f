"""What a validation finds, in an order that does not depend on the run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from publisher.shacl.vocabulary import Node, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One validation result (https://www.w3.org/TR/shacl/#results-validation-result).

    Attributes:
        focus: The node that was looked at (``sh:focusNode``).
        path: The node that ``sh:path`` names: an IRI, or the blank node of a longer path.
        value: The value at fault (``sh:value``), if it is one value.
        severity: ``sh:Violation`` unless the shape says otherwise.
        component: The kind of constraint (``sh:sourceConstraintComponent``).
        shape: ``sh:sourceShape``.
        messages: The ``sh:message`` of the shape, or of the query where it has its own.
        graph: The named graph of the record, if the result comes from a store.
        constraint: The value of ``sh:sparql`` (``sh:sourceConstraint``), if it is one.
    """

    focus: Term
    path: Node | None
    value: Term | None
    severity: ox.NamedNode
    component: ox.NamedNode
    shape: Node
    messages: tuple[ox.Literal, ...]
    graph: ox.NamedNode | None = None
    constraint: Node | None = None


def term_order(term: Term | None) -> tuple[int, str, str, str]:
    """Order terms: none, IRIs, blank nodes, literals, triples.

    The label of a blank node differs from one reading of a file to the next, so all blank nodes
    rank the same and keep the order that they came in, if sorting is stable.

    Args:
        term: A term, or None.

    Returns:
        A key to sort by.
    """
    match term:
        case None:
            return 0, "", "", ""
        case ox.NamedNode():
            return 1, term.value, "", ""
        case ox.BlankNode():
            return 2, "", "", ""
        case ox.Literal():
            return 3, term.value, term.datatype.value, term.language or ""
        case ox.Triple():
            return 4, str(term), "", ""


def sort_results(results: Iterable[Result]) -> list[Result]:
    """Put results in the order that every function of this package returns them in.

    Args:
        results: In the order of the shapes and of the data.

    Returns:
        By graph, focus node, path, shape, component and value, and then as they came.
    """
    return sorted(
        results,
        key=lambda r: (
            *(term_order(r.graph), term_order(r.focus), term_order(r.path)),
            *(term_order(r.shape), r.component.value, term_order(r.value)),
        ),
    )
