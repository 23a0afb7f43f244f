"""What pySHACL, the reference, finds; in the terms that our own results are compared in."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from publisher.shacl import Result
from publisher.shacl.vocabulary import Term
from tests.shacl.suite import FIELDS, SH, Row, describe

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pyshacl


def read_rdflib(text: str, base: str) -> rdflib.Graph:
    """Parse Turtle with literals as they are written, not normalised."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return rdflib.Graph().parse(data=text, format="turtle", publicID=base)
    finally:
        rdflib.NORMALIZE_LITERALS = before


def report_of_pyshacl(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """The report of pySHACL; raises what pySHACL raises or returns as an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shapes, inference="none", advanced=True, meta_shacl=False
        )
    if not isinstance(report, rdflib.Graph):
        raise report
    return report


def run_pyshacl(data: rdflib.Graph, shapes: rdflib.Graph) -> Counter[Row]:
    """Validate with pySHACL; raises what `report_of_pyshacl` raises."""
    report = report_of_pyshacl(data, shapes)
    triples = [_triple(*t) for graph in (data, shapes, report) for t in graph]
    rows: Counter[Row] = Counter()
    for node in report.objects(None, rdflib.URIRef(SH + "result")):
        terms = [report.value(node, rdflib.URIRef(SH + name)) for name in FIELDS]
        rows[tuple(describe(None if t is None else _term(t), triples) for t in terms)] += 1
    return rows


def our_rows(results: Iterable[Result], triples: Iterable[ox.Triple]) -> Counter[Row]:
    """Write our own results in the same way."""
    known = list(triples)
    return Counter(
        tuple(
            describe(term, known)
            for term in (r.focus, r.path, r.value, r.severity, r.component, r.shape)
        )
        for r in results
    )


def _triple(subject: Node, predicate: Node, value: Node) -> ox.Triple:
    return ox.Triple(_term(subject), _term(predicate), _term(value))  # type: ignore[arg-type]


def _term(term: Node) -> Term:
    match term:
        case rdflib.Literal() if term.language:
            return ox.Literal(str(term), language=term.language)
        case rdflib.Literal():
            datatype = term.datatype or rdflib.XSD.string
            return ox.Literal(str(term), datatype=ox.NamedNode(str(datatype)))
        case rdflib.BNode():
            return ox.BlankNode(str(term))
        case _:
            return ox.NamedNode(str(term))
