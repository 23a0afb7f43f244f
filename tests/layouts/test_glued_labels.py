"""Labels that a crawler has glued to their text."""

from __future__ import annotations

import pytest

from publisher.documents.text import split_blocks
from publisher.extraction import Readers, read_words
from publisher.finnish.laws import LawReader
from publisher.layouts.glued_labels import part_labels
from tests.quality.extracting import readers

GLUED = [
    ("Esittelijä Maaseutujohtaja Aino Aalto", ["Esittelijä", "Maaseutujohtaja Aino Aalto"]),
    ("Päätösehdotus Kunnanjohtaja Eero Elo", ["Päätösehdotus", "Kunnanjohtaja Eero Elo"]),
    ("Päätösehdotus Lautakunta päättää valita", ["Päätösehdotus", "Lautakunta päättää valita"]),
    ("Päätösehdotus Hyväksytään sopimus.", ["Päätösehdotus", "Hyväksytään sopimus."]),
    ("Ehdotus Toimitusjohtaja", ["Ehdotus", "Toimitusjohtaja"]),
    ("Päätös Hyväksyttiin.", ["Päätös", "Hyväksyttiin."]),
    ("Päätös Tekninen lautakunta:", ["Päätös", "Tekninen lautakunta:"]),
    ("Beredare Chef Ulf Ek, a.b@by.example", ["Beredare", "Chef Ulf Ek, a.b@by.example"]),
    ("Valmistelijat Rehtori Aino Aalto ja", ["Valmistelijat", "Rehtori Aino Aalto"]),
]  # fmt: skip

WHOLE = [
    "Päätös katsotaan tehdyksi.",
    "Päätös maa-aineslain 4 §:n mukaisesta hakemuksesta",
    "Päätösehdotus hyväksyttiin yksimielisesti.",
    "Päätösehdotus Koivulammen koulusta on liitteenä.",
    "Esittelijä poistui kokouksesta.",
    "Esittelijä Aino Aalto poistui kokouksesta.",
    "päätös Kunnanhallitus",
    "Päätös",
    "Päätöshistoria Kunnanhallitus 3.2.2025",
    "Valmistelija: Aino Aalto",
]


def part(text: str) -> list[str]:
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    known = Readers(words=read_words("dynasty"), phrases=tables.phrases, laws=laws)
    blocks = list(part_labels(split_blocks(text), known))
    assert all(text[block.span.start : block.span.end] == block.text for block in blocks)
    return [block.text for block in blocks]


@pytest.mark.parametrize(("line", "expected"), GLUED)
def test_a_glued_label_is_parted(line: str, expected: list[str]) -> None:
    assert part(line) == expected
    assert len(GLUED) == 9


@pytest.mark.parametrize("line", WHOLE)
def test_a_sentence_is_left_whole(line: str) -> None:
    assert part(line) == [line]
    assert len(WHOLE) == 10


@pytest.mark.parametrize("piece", ["Päätös ", "Päätösehdotus A", "Esittelijä Aino, ", "Ehdotus a "])
def test_a_long_line_takes_no_long_time(piece: str) -> None:
    assert part(piece * (100_000 // len(piece)))
