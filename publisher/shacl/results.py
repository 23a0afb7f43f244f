"""What a validation finds, in an order that does not depend on the run, and as a W3C report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from publisher.shacl.vocabulary import RDF_TYPE, XSD_BOOLEAN, Node, Term, sh


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


_PREDICATES: Final = {
    "focus": sh("focusNode"),
    "path": sh("resultPath"),
    "value": sh("value"),
    "severity": sh("resultSeverity"),
    "component": sh("sourceConstraintComponent"),
    "shape": sh("sourceShape"),
    "constraint": sh("sourceConstraint"),
}


def report_quads(results: Iterable[Result]) -> Iterator[ox.Triple]:
    """Write results as a validation report (https://www.w3.org/TR/shacl/#validation-report).

    The report and each result are blank nodes. Where a path is longer than one step, the report
    names its blank node in the shapes graph and does not repeat its triples.

    Args:
        results: All the results, none of them for a conforming graph.

    Yields:
        The triples of the report, ``sh:conforms`` first.
    """
    found = list(results)
    report = ox.BlankNode("report")
    conforms = ox.Literal("false" if found else "true", datatype=XSD_BOOLEAN)
    yield ox.Triple(report, RDF_TYPE, sh("ValidationReport"))
    yield ox.Triple(report, sh("conforms"), conforms)
    for number, result in enumerate(found, start=1):
        node = ox.BlankNode(f"result{number}")
        yield ox.Triple(report, sh("result"), node)
        yield ox.Triple(node, RDF_TYPE, sh("ValidationResult"))
        for field, predicate in _PREDICATES.items():
            term = getattr(result, field)
            if term is not None:
                yield ox.Triple(node, predicate, term)
        for message in result.messages:
            yield ox.Triple(node, sh("resultMessage"), message)
