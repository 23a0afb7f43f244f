"""What a validation finds as a report of the W3C (https://www.w3.org/TR/shacl/#validation-report)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.shacl.results import Result
from publisher.shacl.vocabulary import RDF_TYPE, XSD_BOOLEAN, Term, sh

Describe: TypeAlias = Callable[[Term], Iterable[ox.Triple]]
"""From a node of the shapes graph to the triples that say what it is; none for an IRI."""

_PREDICATES: Final = {
    "focus": sh("focusNode"),
    "path": sh("resultPath"),
    "value": sh("value"),
    "severity": sh("resultSeverity"),
    "component": sh("sourceConstraintComponent"),
    "shape": sh("sourceShape"),
    "constraint": sh("sourceConstraint"),
}


def report_quads(results: Iterable[Result], describe: Describe) -> Iterator[ox.Triple]:
    """Write results as a validation report.

    The report, its results and all other blank nodes are numbered in the order in which they come,
    so that the same results give the same triples.

    Args:
        results: All the results, none of them for a conforming graph.
        describe: Describes a path that is longer than one step, which the report repeats.

    Yields:
        The triples of the report, ``sh:conforms`` first.
    """
    numbered = _Numbered()
    for triple in _say(list(results), describe):
        yield ox.Triple(
            numbered.term(triple.subject),  # type: ignore[arg-type]
            triple.predicate,
            numbered.term(triple.object),
        )


def _say(results: list[Result], describe: Describe) -> Iterator[ox.Triple]:
    report = ox.BlankNode()
    conforms = ox.Literal("false" if results else "true", datatype=XSD_BOOLEAN)
    yield ox.Triple(report, RDF_TYPE, sh("ValidationReport"))
    yield ox.Triple(report, sh("conforms"), conforms)
    for result in results:
        node = ox.BlankNode()
        yield ox.Triple(report, sh("result"), node)
        yield ox.Triple(node, RDF_TYPE, sh("ValidationResult"))
        for field, predicate in _PREDICATES.items():
            term = getattr(result, field)
            if term is not None:
                yield ox.Triple(node, predicate, term)
        for message in result.messages:
            yield ox.Triple(node, sh("resultMessage"), message)
    for path in dict.fromkeys(result.path for result in results):
        if path is not None:
            yield from describe(path)


class _Numbered:
    """Gives blank nodes labels by the order in which they are met."""

    def __init__(self) -> None:
        self._known: dict[ox.BlankNode, ox.BlankNode] = {}

    def term(self, term: Term) -> Term:
        if not isinstance(term, ox.BlankNode):
            return term
        return self._known.setdefault(term, ox.BlankNode(f"b{len(self._known)}"))
