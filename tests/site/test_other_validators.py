"""Three validators agree on everything that the demo publishes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.validation import Validator
from tests.shacl.oracle import read_rdflib, report_of_pyshacl
from tests.shacl.topbraid import missing_packages, report_of_topbraid
from tests.shapes.test_faults import our_rows, rows_of, shapes_text
from tests.site.building import Built

GRAPH = "https://data.example.fi/everything"


def everything(demo: Built) -> list[ox.Quad]:
    """All pages and where they come from, as one graph, numbers as written."""
    pages = [quad for quads in demo.records().values() for quad in quads]
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(GRAPH))
        for quad in [*pages, *demo.provenance()]
    ]


def n_triples(quads: list[ox.Quad]) -> str:
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return text.decode()


def test_the_reference_says_the_same_of_the_whole_demo(demo: Built) -> None:
    quads = everything(demo)
    assert len(quads) > 3_000
    report = report_of_pyshacl(
        read_rdflib(n_triples(quads), GRAPH), read_rdflib(shapes_text(), GRAPH)
    )
    assert our_rows(Validator().results({GRAPH: quads}).get(GRAPH, [])) == rows_of(report)


@pytest.mark.skipif(bool(missing_packages()), reason=f"not installed: {missing_packages()}")
def test_a_third_validator_says_the_same_of_the_whole_demo(demo: Built, tmp_path: Path) -> None:
    quads = everything(demo)
    report = report_of_topbraid(n_triples(quads), shapes_text(), tmp_path)
    ours = our_rows(Validator().results({GRAPH: quads}).get(GRAPH, []))
    assert sum(ours.values()) > 10
    assert ours == rows_of(report)
