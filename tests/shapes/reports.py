"""Validation reports in words that do not depend on labels of blank nodes."""

from __future__ import annotations

import rdflib
from rdflib import RDF, SH


def say_results(report: rdflib.Graph) -> list[list[str]]:
    """Write every result of a report with everything that it says.

    Messages of queries are left out: pySHACL forgets their languages and adds those of the shape,
    which count only where the query has none (https://www.w3.org/TR/shacl/#mapping-message).
    """
    (root,) = report.subjects(RDF.type, SH.ValidationReport)
    found = []
    for result in report.objects(root, SH.result):
        by_query = (result, SH.sourceConstraint, None) in report
        said = [
            f"{predicate.n3()} {_say(report, value)}"
            for predicate, value in report.predicate_objects(result)
            if not (by_query and predicate == SH.resultMessage)
        ]
        found.append(sorted(said))
    return sorted(found)


def _say(report: rdflib.Graph, node: rdflib.term.Node) -> str:
    """Write a term of a report; a path, which is a blank node, as what it says."""
    if not isinstance(node, rdflib.BNode):
        return node.n3()
    if (node, RDF.first, None) in report:
        return f"({' '.join(_say(report, each) for each in report.items(node))})"
    said = (f"{p.n3()} {_say(report, o)}" for p, o in report.predicate_objects(node))
    return f"[{'; '.join(sorted(said))}]"
