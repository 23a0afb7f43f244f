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
            label=Text("Talousarvio", "fi"),
            activity_id="Kaupunginhallitus § 48/2025",
            body_name="Kaupunginhallitus",
            outcome=None,
            publicity=None,
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


def test_a_store_that_was_written_to_is_read_anew(tmp_path: Path) -> None:
    store = GraphStore.create(tmp_path / "store", None)
    store.load(quads())
    with store.lent():
        before = Queries.over(tmp_path / "store").rows("recent", [SECTION], RecentRow)
        again = Queries.over(tmp_path / "store").rows("recent", [SECTION], RecentRow)
    store.remove_graphs(["urn:a"])
    store.load(quads(heading='"Budget"@sv'))
    with store.lent() as keep:
        after = Queries.over(tmp_path / "store").rows("recent", [SECTION], RecentRow)
        keep(quads("b", '"Budget 2"@en'))
    with store.lent():
        last = Queries.over(tmp_path / "store").rows("recent", [SECTION], RecentRow)
    assert [row.label for row in before] == [Text("Talousarvio", "fi")]
    assert again == before
    assert [row.label for row in after] == [Text("Budget", "sv")]
    assert {row.label for row in last} == {Text("Budget", "sv"), Text("Budget 2", "en")}


def test_a_store_made_anew_at_the_same_place_is_read_anew(tmp_path: Path) -> None:
    for heading in ("Talousarvio", "Tilinpäätös"):
        store = GraphStore.create(tmp_path / "store", None)
        store.load(quads(heading=f'"{heading}"@fi'))
        with store.lent():
            (row,) = Queries.over(tmp_path / "store").rows("recent", [SECTION], RecentRow)
        assert row.label == Text(heading, "fi")
        del store  # two of one place cannot be open to write


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="none"):
        Queries.over(tmp_path / "none")
