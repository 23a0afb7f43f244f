"""Parts under headings of their own."""

from __future__ import annotations

import pytest

from publisher.extraction import Readers
from publisher.labels import Label
from publisher.layouts.headed import by_headings, clean_handling, split_headed
from tests.sources.systems import lines, readers_of

HEADINGS = [
    ("Päätös", Label.DECISION),
    ("Käsittely", Label.HANDLING),
    ("Esitys", Label.PROPOSAL),
    ("Beslut", Label.DECISION),
    ("MUUTOKSENHAKUOHJEET", Label.APPEAL),
    ("Esittelijän perustelut", Label.BACKGROUND),
    ("Otteet", Label.NOTIFICATION),
    ("Päätöshistoria", Label.HISTORY),
    ("Perustelut", None),
    ("Päätös: hyväksytään", None),
    ("päätös", None),
    ("Jäsenen ehdotus:", None),
    ("Asia", None),
]


def tables() -> Readers:
    return by_headings(readers_of("ahjo"))


@pytest.mark.parametrize(("text", "label"), HEADINGS, ids=str)
def test_only_a_heading_parts_the_text(text: str, label: Label | None) -> None:
    parts = split_headed(lines("Jotakin", text, "Muuta"), tables())
    assert [part.label for part in parts] == ([None] if label is None else [None, label])


def test_the_lines_of_all_parts_are_all_lines() -> None:
    blocks = lines("Alku", "Päätös", "Hyväksyttiin.", "Käsittely", "Otteet", "Hakija")
    parts = split_headed(blocks, tables())
    assert [line for part in parts for line in part.lines()] == list(blocks)


def test_a_signature_ends_where_a_sentence_begins() -> None:
    signed = "Päätös on sähköisesti allekirjoitettu."
    blocks = lines("Päätös", "Hyväksyttiin.", signed, "Aino Aalto", "sihteeri", "Se on näin.")
    cleaned = clean_handling(blocks, tables())
    assert [block.text for block in cleaned.blocks] == ["Päätös", "Hyväksyttiin.", "Se on näin."]
    assert [block.text for block, _ in cleaned.ignored] == [signed, "Aino Aalto", "sihteeri"]


def test_a_decision_as_proposed_is_said_in_the_decision() -> None:
    said = "Päätös on ehdotuksen mukainen."
    blocks = lines("Päätös", "Hallitus päätti näin.", "Esittelijä", "Päätösehdotus", said)
    cleaned = clean_handling(blocks, tables())
    texts = [block.text for block in cleaned.blocks]
    assert texts == ["Päätös", "Hallitus päätti näin.", said, "Päätösehdotus"]


def test_without_a_decision_the_sentence_stays_where_it_is() -> None:
    blocks = lines("Päätösehdotus", "Päätös on ehdotuksen mukainen.")
    assert clean_handling(blocks, tables()).blocks == blocks


def test_of_extracts_only_who_gets_them_counts() -> None:
    rows = ("Hakija\tOhje", "Palvelut", "Muutoksenhakukielto, valmistelu", "Liite 1, Liite 2")
    cleaned = clean_handling(lines("Otteet", *rows), tables())
    assert [block.text for block in cleaned.blocks] == ["Otteet", "Hakija", "Palvelut"]
    assert [block.text for block, _ in cleaned.ignored] == ["Ohje", *rows[2:]]


def test_what_names_no_presenter_is_background() -> None:
    sentence = "Asia on kiireellinen ja se on ratkaistava heti."
    cleaned = clean_handling(lines("Päätös", "Esittelijä", sentence), tables())
    assert cleaned.presenter is None
    assert [block.text for block in cleaned.blocks] == [sentence, "Päätös"]


def test_there_are_as_many_cases_as_there_were() -> None:
    assert len(HEADINGS) == 13
