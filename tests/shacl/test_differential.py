"""Faulty graphs, for us and for pySHACL.

Three things are left out of the graphs, in which pySHACL departs from the specification, and which
`test_datatypes` tests by themselves: ill-typed years, which it takes for well-typed; ill-typed
literals under ``sh:lessThan``, which it compares by their characters; and ill-typed literals under
``sh:minInclusive`` and its kin, on which it stops with a TypeError.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.shacl import Shapes
from publisher.shacl.constraints import BUILDERS
from tests.shacl.faults import faulty_graph
from tests.shacl.oracle import our_rows, read_rdflib, run_pyshacl
from tests.shacl.suite import SH, Row

SHAPES_FILE = Path(__file__).parent / "data" / "every-component.ttl"
SHAPES_TEXT = SHAPES_FILE.read_text("utf-8")
SEEDS = range(40)
BASE = "http://example.org/base"

OUR_TRIPLES = [
    ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(SHAPES_TEXT, ox.RdfFormat.TURTLE)
]
OUR_SHAPES = Shapes.compile(OUR_TRIPLES)


def our_verdict(text: str) -> Counter[Row]:
    data = [
        ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(text, ox.RdfFormat.TURTLE)
    ]
    return our_rows(OUR_SHAPES.validate_all(data), [*data, *OUR_TRIPLES])


def test_the_shapes_use_every_parameter() -> None:
    used = {triple.predicate for triple in OUR_TRIPLES}
    assert set() == BUILDERS.keys() - used


@pytest.mark.parametrize("seed", SEEDS)
def test_pyshacl_finds_the_same_faults(seed: int) -> None:
    text = faulty_graph(seed)
    theirs = run_pyshacl(read_rdflib(text, BASE), read_rdflib(SHAPES_TEXT, BASE))
    assert our_verdict(text) == theirs


def test_the_graphs_break_every_kind_of_constraint() -> None:
    found = [row for seed in SEEDS for row in our_verdict(faulty_graph(seed)).elements()]
    components = {
        row[4].removeprefix(f"<{SH}").removesuffix("ConstraintComponent>") for row in found
    }
    assert len(SEEDS) == 40
    assert len(components) == 29
    assert len(found) > 2_000
