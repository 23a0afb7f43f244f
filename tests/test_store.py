from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from publisher.errors import StoreError, TableError
from publisher.store import GraphStore, Queries, Text
from publisher.web.rows import ConvenedRow, RecentRow

SECTION = "https://data.example.fi/eli/dl/koivuranta/kaupunginhallitus/2025/48"


def quads(graph: str = "a", heading: str = '"Talousarvio"@fi') -> bytes:
    eli_dl = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
    said = {
        "activity_date": '"2025-02-03"^^<http://www.w3.org/2001/XMLSchema#date>',
        "activity_label": heading,
        "activity_id": '"Kaupunginhallitus § 48/2025"',
        "responsible_organization_label": '"Kaupunginhallitus"',
    }
    lines = (
        f"<{SECTION}> <{eli_dl}{term}> {value} <urn:{graph}> ." for term, value in said.items()
    )
    return "\n".join(lines).encode()


def loaded(*parts: bytes) -> Queries:
    store = ox.Store()
    for part in parts:
        store.load(part, ox.RdfFormat.N_QUADS)
    return Queries(store)


def test_a_row_has_values_texts_with_their_language_and_none() -> None:
    assert loaded(quads()).rows("recent", [SECTION], RecentRow) == [
        RecentRow(
            page=SECTION,
            date="2025-02-03",
            label=(Text("Talousarvio", "fi"),),
            activity_id="Kaupunginhallitus § 48/2025",
            body_name="Kaupunginhallitus",
            outcome=None,
            secret=None,
        )
    ]


def test_what_two_graphs_say_is_one_row() -> None:
    assert len(loaded(quads("a"), quads("b")).rows("recent", [SECTION], RecentRow)) == 1


def test_a_query_must_select_what_its_rows_hold() -> None:
    class Other(NamedTuple):
        page: str
        day: str

    with pytest.raises(TableError, match=r"recent\.rq: select \?page \?day"):
        loaded(quads()).rows("recent", [SECTION], Other)
    with pytest.raises(TableError, match=r"\?body_name"):
        loaded(quads()).rows("recent", [SECTION], ConvenedRow)


def headings(path: Path) -> set[Text]:
    rows = Queries.over(path).rows("recent", [SECTION], RecentRow)
    return {title for row in rows for title in row.label}


def test_a_lent_store_is_read_as_it_is_and_keeps_what_comes_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with GraphStore.create(path, None) as store:
        store.load(quads())
        with store.lent():
            before = headings(path)
        store.remove_graphs(["urn:a"])
        store.load(quads(heading='"Budget"@sv'))
        with store.lent() as keep:
            keep(quads("b", '"Budget 2"@en'))
            after = headings(path)
        with store.lent():
            last = headings(path)
    assert before == {Text("Talousarvio", "fi")}
    assert after == {Text("Budget", "sv")}
    assert last == {Text("Budget", "sv"), Text("Budget 2", "en")}


def test_a_store_holds_all_that_waited_in_several_pieces(tmp_path: Path) -> None:
    """What is loaded at a time has a limit of 24 MB, and each piece ends with a line."""
    graphs = [f"{number}-{'x' * 300_000}" for number in range(25)]
    with GraphStore.create(tmp_path / "store", None) as store:
        with store.lent() as keep:
            for graph in graphs:
                keep(quads(graph) + b"\n")
        store.load(quads("last"))
        assert len(store) == 4 * (len(graphs) + 1)
    assert len(list(ox.Store.read_only(str(tmp_path / "store")).named_graphs())) == len(graphs) + 1


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="none"):
        Queries.over(tmp_path / "none")
