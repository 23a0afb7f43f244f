"""Tables of builds after the first: only what changed is written, and it is as if it were new."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from publisher.web.tables import read_tables
from publisher.web.tables.delimited import guarded, lines, unguarded
from tests.site.building import Built, build, copy_demo

TOWN, COUNTY = "metsalahti", "jokirannan-hyvinvointialue"


def tables_of(built: Built) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in (built.output / "published" / "site" / "lataukset").iterdir()
        if path.suffix in {".csv", ".json", ".parquet"}
    }


def test_a_document_that_goes_takes_its_rows_along_and_nothing_else_changes(
    tmp_path: Path, demo: Built
) -> None:
    settings = copy_demo(tmp_path)
    again = build(settings, tmp_path / "var" / "demo")
    first = tables_of(again)
    assert first == tables_of(demo)  # another folder, another run
    gone = settings.parent / "metsalahti" / "kh-2026-03-16-71.html"
    gone.unlink()
    second = tables_of(build(settings, tmp_path / "var" / "demo"))
    assert set(second) == set(first)
    changed = {name for name in first if first[name] != second[name]}
    assert changed
    assert all(name.startswith((f"{TOWN}-2026", f"{TOWN}-popolo")) for name in changed)
    section = b"kaupunginhallitus/2026/71#"
    assert section in first[f"{TOWN}-2026-esteellisyydet.csv"]
    assert not [name for name, content in second.items() if section in content]
    shutil.rmtree(tmp_path / "var")
    assert tables_of(build(settings, tmp_path / "var" / "demo")) == second


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_no_text_begins_like_a_formula_and_every_text_comes_back(sign: str) -> None:
    table = next(table for table in read_tables().tables if table.name == "amounts")
    currency = [column.name for column in table.columns].index("currency")
    row = ["https://data.example.fi/a", "https://data.example.fi/b", "-5.50", "EUR", None]
    row[currency] = text = f'{sign}HYPERLINK("x"),1\nä'
    (cells,) = csv.reader(lines(table, [tuple(row)]).decode().splitlines(keepends=True))
    assert cells[currency] == f"'{text}" == guarded(text)
    assert unguarded(cells[currency]) == text
    assert cells[2] == "-5.50"  # a number is no formula
    assert cells[4] == ""
