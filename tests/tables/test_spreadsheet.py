"""The tables among the downloads, as a spreadsheet opens them that is told nothing of types."""

from __future__ import annotations

import csv
import itertools
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from publisher.web.tables import Column, read_tables
from tests.needs import program
from tests.site.building import Built

STEM = "metsalahti-2026"
TABLES = {table.slug: table for table in read_tables().tables}
# OpenDocument 1.3, part 3: flat XML, and the types of cells (19.387).
OFFICE, TABLE, TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)
# What is asked of whoever opens a CSV file: commas, quotation marks, UTF-8.
IMPORT = "CSV:44,34,76"
TYPES = {
    "integer": {"float"},
    "decimal": {"float"},
    "boolean": {"boolean"},
    "date": {"date"},
    "time": {"time"},
    # With its zone it is text, as spreadsheets know of none.
    "dateTime": {"date", "string"},
    "iri": {"string"},
    "code": {"string"},
    # The number of a subsection is text, since it may be 1 a.
    "string": {"string", "float"},
}
SECONDS = 120


class Cell(NamedTuple):
    """A cell as the program has it.

    Attributes:
        type: None if it is empty.
        value: Of a number, a day or an hour.
        text: That is shown.
        formula: None if it has none.
    """

    type: str | None
    value: str | None
    text: str
    formula: str | None


@pytest.fixture(scope="module")
def opened(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Cell]]]:
    """The rows of every table of a year, by its slug, after their heading."""
    folder = tmp_path_factory.mktemp("spreadsheet")
    paths = [demo.site / "lataukset" / f"{STEM}-{slug}.csv" for slug in TABLES]
    profile = (folder / "profile").as_uri()
    command = [program("soffice"), "--headless", f"-env:UserInstallation={profile}"]
    command += [f"--infilter={IMPORT}", "--convert-to", "fods", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, timeout=SECONDS, capture_output=True)
    return {
        slug: list(rows(folder / f"{path.stem}.fods"))[1:]
        for slug, path in zip(TABLES, paths, strict=True)
    }


def rows(path: Path) -> Iterator[list[Cell]]:
    document = ET.parse(path)  # noqa: S314  (the program wrote it)
    for row in document.iter(f"{TABLE}table-row"):
        cells = [cell for one in row.iter(f"{TABLE}table-cell") for cell in repeated(one)]
        if any(cell.type for cell in cells):
            yield cells


def repeated(cell: ET.Element) -> Iterator[Cell]:
    """A cell as often as it stands there; the empty ones at the end of a row are thousands."""
    values = (cell.get(f"{OFFICE}{name}-value") for name in ("date", "time", "boolean"))
    found = Cell(
        cell.get(f"{OFFICE}value-type"),
        next((value for value in values if value), cell.get(f"{OFFICE}value")),
        "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p")),
        cell.get(f"{TABLE}formula"),
    )
    count = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
    return itertools.repeat(found, count if count < 1_000 else 0)


def written(demo: Built, slug: str) -> list[list[str]]:
    path = demo.site / "lataukset" / f"{STEM}-{slug}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))[1:]


def cells(
    demo: Built, opened: dict[str, list[list[Cell]]]
) -> Iterator[tuple[str, Column, str, Cell]]:
    """Every cell with its table, its column, and what the file has there."""
    for slug, table in TABLES.items():
        there = written(demo, slug)
        assert len(opened[slug]) == len(there)
        for line, row in zip(there, opened[slug], strict=True):
            for column, text, cell in zip(table.columns, line, row, strict=False):
                yield slug, column, text, cell


def test_a_spreadsheet_knows_days_and_numbers_from_text(
    demo: Built, opened: dict[str, list[list[Cell]]]
) -> None:
    seen = [(slug, column, text, cell) for slug, column, text, cell in cells(demo, opened) if text]
    assert len(seen) > 1_100
    assert {column.kind for _, column, _, _ in seen} == set(TYPES)
    assert [
        (slug, column.name, text, cell)
        for slug, column, text, cell in seen
        if cell.type not in ({"string"} if column.many else TYPES[column.kind])
    ] == []


def test_a_spreadsheet_shows_the_same_characters_and_values(
    demo: Built, opened: dict[str, list[list[Cell]]]
) -> None:
    texts = [(text, cell.text) for _, _, text, cell in cells(demo, opened) if cell.type == "string"]
    assert len(texts) > 900
    assert {letter for text, _ in texts for letter in "åäöÅÄÖ§–" if letter in text} >= set("äö§")
    assert [(text, shown) for text, shown in texts if text != shown] == []
    days = [(text, cell.value) for _, _, text, cell in cells(demo, opened) if cell.type == "date"]
    assert len(days) > 40
    assert [(text, day) for text, day in days if text != day] == []
    numbers = [
        (text, cell.value) for _, _, text, cell in cells(demo, opened) if cell.type == "float"
    ]
    assert len(numbers) > 40
    assert [(text, value) for text, value in numbers if float(text) != float(str(value))] == []


def test_a_spreadsheet_computes_nothing(opened: dict[str, list[list[Cell]]]) -> None:
    every = [cell for table in opened.values() for row in table for cell in row]
    assert len(every) > 2_000
    assert [cell for cell in every if cell.formula is not None] == []
