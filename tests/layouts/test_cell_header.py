"""Headers of pages, a cell each."""

from __future__ import annotations

import datetime as dt

from publisher.documents.text import split_blocks
from publisher.layouts.cell_header import CellHeader, read_cell_header
from tests.sources.systems import readers_of

ON_LINES = """Tammisuon kaupunki
Pöytäkirja
14/2031
1 (3)
Kaupunginhallitus
Ryj/6
11.04.2031
§ 352
Uimaranta 12.1.2031"""
IN_CELLS = (
    "Tammisuon kaupunki\tEsityslista\t14/2031\t1 (3)\nKaupunginhallitus   Asia/3   11.04.2031"
)


def read(text: str) -> CellHeader:
    tables = readers_of("ahjo")
    return read_cell_header(split_blocks(text), tables.words, tables.phrases)


def test_cells_may_be_lines() -> None:
    header = read(ON_LINES)
    assert header.organization is not None
    assert header.organization.value == "Tammisuon kaupunki"
    assert header.body is not None
    assert header.body.value == "Kaupunginhallitus"
    assert header.day is not None
    assert header.day.value == dt.date(2031, 4, 11)
    assert header.number is not None
    assert header.number.value == "14/2031"
    assert len(header.lines) == 7
    assert not header.is_agenda


def test_cells_may_share_a_line() -> None:
    header = read(IN_CELLS)
    assert header.organization is not None
    assert header.body is not None
    spans = (header.organization.span, header.body.span)
    assert [IN_CELLS[span.start : span.end] for span in spans] == [
        "Tammisuon kaupunki",
        "Kaupunginhallitus",
    ]
    assert header.is_agenda


def test_what_is_missing_is_none() -> None:
    header = read("Pöytäkirja\n14/2031\nRyj/6\nOtsikko")
    assert (header.organization, header.body, header.day) == (None, None, None)
    assert len(header.lines) == 3


def test_an_impossible_day_is_none() -> None:
    assert read("Pöytäkirja\n14/2031\n31.11.2031").day is None


def test_without_kind_and_number_there_is_no_header() -> None:
    for text in ("Kaupunginhallitus\n11.04.2031\nOtsikko", "Pöytäkirja\nOtsikko", "Otsikko"):
        assert read(text) == CellHeader()
