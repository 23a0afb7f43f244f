"""Records become quads; nothing of a record is dropped without a word."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from publisher.errors import TableError
from publisher.rdf.records import RecordReader

BASE = "https://data.example.fi/eli/dl/metsalahti/valtuusto/2026/"
READER = RecordReader()

MISSPELT: list[dict[str, Any]] = [
    {"id": f"{BASE}1", "lable": {"fi": "Talousarvio"}},
    {"id": f"{BASE}1", "included": [{"id": f"{BASE}1#osa", "lable": {"fi": "Talousarvio"}}]},
]


def record(number: int, label: str) -> dict[str, Any]:
    return {"id": f"{BASE}{number}", "type": "Activity", "label": {"fi": label}}


def test_each_record_has_a_graph_of_its_own() -> None:
    one, other = record(1, "Talousarvio"), record(2, "Talousarvio")
    again = {"id": f"{BASE}1", "order": "1"}
    graphs = READER.read([one, other, again])
    assert {name: len(quads) for name, quads in graphs.items()} == {
        f"{BASE}1.jsonld": 3,
        f"{BASE}2.jsonld": 2,
    }
    for name, quads in graphs.items():
        assert {quad.graph_name for quad in quads} == {ox.NamedNode(name)}


def test_a_record_that_says_nothing_has_no_graph() -> None:
    assert READER.read([{"id": f"{BASE}1"}]) == {}


def test_languages_are_no_terms() -> None:
    (quad,) = READER.read_graph([{"id": f"{BASE}1", "label": {"sv": "Budget"}}], f"{BASE}g")
    assert quad.object == ox.Literal("Budget", language="sv")


@pytest.mark.parametrize("wrong", MISSPELT)
def test_a_key_that_is_no_term_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(TableError, match="add the term 'lable'"):
        READER.read([wrong])
    with pytest.raises(TableError, match="add the term 'lable'"):
        READER.read_graph([wrong], f"{BASE}g")
