"""The W3C data-shapes test suite, for us and for pySHACL."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyshacl.errors import ReportableRuntimeError

from publisher.errors import TableError
from publisher.shacl import Shapes
from tests.shacl.oracle import our_rows, read_rdflib, run_pyshacl
from tests.shacl.suite import Entry, File, Row, read_entries

SUITE = Path(__file__).parents[2] / "var" / "w3c-shacl" / "manifest.ttl"
ENTRIES = list(read_entries(SUITE)) if SUITE.exists() else []

WE_FAIL: dict[str, str] = {}
"""Entries that we do not pass, with the reason. One that starts to pass fails the test."""

PYSHACL_DIFFERS: dict[str, str] = {
    "core/property/uniqueLang-002": 'pySHACL reads "1" as true, which the suite forbids',
    "sparql/pre-binding/shapesGraph-001": "pySHACL has no $shapesGraph, which is optional",
}
"""Entries where pySHACL says something else than we do, with the reason."""

needs_suite = pytest.mark.skipif(
    not ENTRIES, reason="the W3C suite is not here: tests/shacl/fetch_suite.sh brings it"
)
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


def our_verdict(entry: Entry) -> Counter[Row] | None:
    """Our rows, or None for a refusal, which the suite calls a failure."""
    data, shapes = File(entry.data), File(entry.shapes)
    if entry.data == entry.shapes:
        shapes = data  # blank nodes are the same in one reading only
    try:
        results = Shapes.compile(shapes.triples).validate_all(data.triples)
    except TableError:
        return None
    return our_rows(results, [*data.triples, *shapes.triples])


def pyshacl_verdict(entry: Entry) -> Counter[Row] | None:
    """Rows of pySHACL, or None for a refusal."""
    data = read_rdflib(entry.data.read_text("utf-8"), entry.data.resolve().as_uri())
    shapes = data
    if entry.data != entry.shapes:
        shapes = read_rdflib(entry.shapes.read_text("utf-8"), entry.shapes.resolve().as_uri())
    try:
        return run_pyshacl(data, shapes)
    except (ReportableRuntimeError, NotImplementedError):  # a refusal; anything else is a mistake
        return None


@needs_suite
def test_the_suite_is_complete() -> None:
    kinds = Counter(entry.name.partition("/")[0] for entry in ENTRIES)
    assert kinds == {"core": 98, "sparql": 23}
    assert sum(entry.results is None for entry in ENTRIES) == 7
    assert sum(sum(entry.results.values()) for entry in ENTRIES if entry.results) == 235


@needs_suite
@each_entry
def test_we_say_what_the_suite_expects(entry: Entry) -> None:
    passed = our_verdict(entry) == entry.results
    assert passed == (entry.name not in WE_FAIL)


@needs_suite
@each_entry
def test_pyshacl_says_the_same(entry: Entry) -> None:
    same = our_verdict(entry) == pyshacl_verdict(entry)
    assert same == (entry.name not in PYSHACL_DIFFERS)


@needs_suite
def test_every_exception_is_an_entry() -> None:
    assert {*WE_FAIL, *PYSHACL_DIFFERS} <= {entry.name for entry in ENTRIES}
