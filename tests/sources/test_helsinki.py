"""The systems of Helsinki take no document of another kind, and no text keeps them long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.reading import read_file
from publisher.extraction import read_words
from publisher.sources import SOURCES
from tests.sources.accounting import unaccounted
from tests.sources.systems import document, readers_of
from tests.sources.test_cases import CASES

SYSTEMS = ("ahjo", "paatokset", "paatostiedote", "khs")
OWN = [path for path in CASES if path.parents[1].name in SYSTEMS]

OTHERS = {
    "one line": "Päätös",
    "news": "Uusi laituri valmistui\n\nKaupunginhallitus päätti asiasta (HEL 2031-000123).",
    "no heading": "§ 5\n\nLaiturin uusiminen\n\nHEL 2031-000123 T 10 05 02\n\nLaituri on uusittu.",
    "prepared elsewhere": "§ 5\n\nOtsikko\n\nPäätös\n\nNäin.\n\nValmistelija\n\nAino Aalto\n\n"
    "Esittelijä\n\nkunnanjohtaja\n\nLisätiedot\n\nAino Aalto",
    "proposal first": "§ 5\n\nOtsikko\n\nPäätösehdotus\n\nNäin.\n\nPäätös\n\nNäin.",
    "case number in prose": "Asia HEL 2031-000123 on vireillä.\n\nPäätös\n\nNäin.",
    "text below the case number": "Rivi\n\nHEL 2031-000123\n\nMuuta tekstiä.\n\nPäätös\n\nNäin.",
    "list without items": "Kaupunginhallitus\n\nPäätöstiedote nro 3\n\nEi asioita.",
    "capitals without letters": "3\n\nOTSIKKO\n\nKhs\n\nKaupunginhallitus päättänee näin.",
    "meeting numbers alone": "Kaupunginhallitus 3/16.02.2032\n\nKaupunginhallitus 4/23.02.2032",
}

# What stands above the first heading, and what is read from it: §, title, case number, class.
OPENINGS = [
    ("ahjo", "§ 5|Laituri|HEL 2031-000123 T 10 05 02", (5, "Laituri", True, "T 10 05 02")),
    ("ahjo", "5 §|Laituri|HEL 2031-000123", (5, "Laituri", True, None)),
    ("ahjo", "Laituri|§ 5|Laituri|HEL 2031-000123 T 10 05", (5, "Laituri", True, "T 10 05")),
    ("ahjo", "Laituri|§ 5|HEL 2031-000123", (5, "Laituri", True, None)),
    ("ahjo", "§ 5|Laituri|ja ranta|HEL 2031-000123", (5, "Laituri ja ranta", True, None)),
    ("ahjo", "§ 5|Laituri|HEL 2031-000123|Viite", (5, "Laituri", True, None)),
    ("ahjo", "§ 5|HEL 2031-000123|Salassa pidettävä", (5, None, True, None)),
    ("ahjo", "Laituri|HEL 2031-000123", (None, "Laituri", True, None)),
    ("paatokset", "Rannat|HEL 2031-000123|22. / 5 §|Laituri", (5, "Laituri", True, None)),
    ("paatokset", "Rannat|HEL 2031-000123|§ 5|Laituri|Päällikkö", (5, "Laituri", True, None)),
    ("paatokset", "Rannat|HEL 2031-000123|Ärende 2. / 5 §|A|Nämnden", (5, "A", True, None)),
    (
        "paatokset",
        "Rannat|HEL 2031-000123|Laituri|Kaupunginhallitus",
        (None, "Laituri", True, None),
    ),
    (
        "paatokset",
        "Rannat|- Kaupunginhallitus 3/16.02.2032|Laituri",
        (None, "Laituri", False, None),
    ),
    ("paatokset", "A|HEL 2031-000123|B|Case 2. / 5 §|Decisionmaker: C Board", (5, "B", True, None)),
    ("paatokset", "Rannat|HEL 2031-000123|22. / 5 §", (5, None, True, None)),
]

SLOW = {
    "headings": "§ 1\n\nOtsikko\n\nHEL 2031-000123\n\n" + "Päätös\n\n" * 8_000,
    "one long line": "Päätöstiedote nro 1\nKaupunginhallitus\n1\n" + "a " * 50_000 + "pdf html",
    "blanks": "Päätöstiedote nro 1\nKaupunginhallitus\n1\na" + " " * 100_000 + "b",
    "blanks in an opening": "A" + " " * 100_000 + "1\nHEL 2031-000123\n22. / 3 §\nB\nPäätös\nNäin.",
    "capitals": "HEL 2031-000123\n" + "Aa " * 33_000 + "\nPäätös\nNäin.",
    "days": "§ 1\nA\nHEL 2031-000123\nPäätös\n" + "Kaupunginhallitus 1.2.2031 § 3\n" * 3_200,
    "buttons": "HEL 2031-000123\n22. / 3 §\nB\nPäätös\n" + "Sulje\nNäin.\n" * 8_000,
    "cells": "Pöytäkirja\t26/2031\t" + "a\t" * 50_000 + "\n§ 1\nHEL 2031-000123\nPäätös\nNäin.",
    "asterisks": "§ 1\nA\nHEL 2031-000123\nPäätös\nNäin.\nEsittelijä\njohtaja\n" + "*" * 100_000,
    "letters": "3\nOTSIKKO\nKhs\n" + "KJ\n" * 33_000,
}


def recognised(text: str) -> list[str]:
    """The systems of Helsinki that recognise a text; those that do must be able to read it."""
    source = document(text)
    found = [name for name in SYSTEMS if SOURCES[name].recognises(source, readers_of(name))]
    for name in found:
        SOURCES[name].read(source, readers_of(name))
    return found


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_theirs_is_not_recognised(name: str) -> None:
    assert recognised(OTHERS[name]) == []


@pytest.mark.parametrize(("name", "text", "expected"), OPENINGS, ids=str)
def test_an_opening_is_read_in_any_of_its_forms(
    name: str, text: str, expected: tuple[int | None, str | None, bool, str | None]
) -> None:
    source = document("\n\n".join([*text.split("|"), "Päätös", "Päätettiin näin."]))
    assert recognised(source.text) == [name]
    (item,) = SOURCES[name].read(source, readers_of(name)).minutes.items
    singles = (item.section, item.title, item.classification)
    section, title, classification = (one.value if one else None for one in singles)
    assert (section, title, item.case_number is not None, classification) == expected


@pytest.mark.parametrize("name", SLOW)
def test_a_long_text_is_looked_at_to_its_end(name: str) -> None:
    """A pattern that searches the same again and again would take hours."""
    assert len(recognised(SLOW[name])) <= 1


@given(st.data())
def test_lines_in_any_order_are_accounted_for(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(OWN))
    texts = [block.text for block in read_file(path, path.name).blocks]
    drawn = data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=25))
    source = document("\n\n".join([*texts[:8], *drawn]))
    for name in SYSTEMS:
        if SOURCES[name].recognises(source, readers_of(name)):
            extraction = SOURCES[name].read(source, readers_of(name))
            labels = set(read_words(name).labels.meanings)
            assert unaccounted(source, extraction, labels) == []


def test_there_are_as_many_texts_as_there_were() -> None:
    assert (len(OTHERS), len(OPENINGS), len(SLOW), len(OWN)) == (10, 15, 10, 25)
