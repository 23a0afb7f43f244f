"""Pages that nobody would think of, in the systems that print one item on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_document
from publisher.extraction import Extraction, read_words
from publisher.sources import SOURCES
from tests.quality.extracting import readers
from tests.sources.accounting import unaccounted

HEADS = {
    "dynasty": "Dynasty tietopalvelu Haku RSS Tammisuon kunta\nKunnanvaltuusto\n"
    "Pöytäkirja 21.03.2022/Pykälä 14\n",
    "djulkaisu": "Tammisuon kunta\nKunnanvaltuusto\nEsityslista 21.03.2022 Asianro 14\n",
    "fragment": "Otsikko\nKV 21.03.2022 § 14\n",
}
LINKS = ["Liitteet", "Kartta |", "Liite1 | Kartta | |", "# 240422 Kartta", "Oheismateriaali"]
LINES = [
    "Kunnanhallitus",
    "§ 52",
    "07.03.2022",
    "Kunnanhallitus\t§ 52\t07.03.2022",
    "72/10.00.02/2018",
    "730/2017",
    "00.01.01",
    "KH 07.03.2022 § 52",
    "KV 21.03.2022 § 14",
    "KV 19.02.2018 § 9",
    "KV 21.03.2022",
    "Päätöshistoria",
    "Valmistelija Kunnanjohtaja Aino Aalto, puh. 040 123 4567",
    "Päätösehdotus     Kunnanvaltuusto hyväksyy sopimuksen.",
    "Käsittely",
    "Päätös Hyväksyttiin.",
    "Tiedoksi",
    "Otsikko",
    "",
    "|",
    "Edellinen asia | Seuraava asia",
]


def read(system: str, text: str) -> tuple[SourceDocument, Extraction]:
    document = read_document("page", (HEADS[system] + text).encode())
    return document, readers().sources.read(document, system)


@pytest.mark.parametrize("system", HEADS)
@given(
    links=st.lists(st.sampled_from(LINKS), max_size=4, unique=True),
    lines=st.lists(st.sampled_from(LINES), max_size=16),
)
def test_no_line_of_any_page_is_lost(system: str, links: list[str], lines: list[str]) -> None:
    above = "" if system == "fragment" else "\n\n".join([*links, ""])
    document, extraction = read(system, above + "\n".join(lines))
    labels = set(read_words(system).labels.meanings)
    assert unaccounted(document, extraction, labels) == []
    assert len(extraction.minutes.items) == 1


@pytest.mark.parametrize("system", HEADS)
def test_nothing_of_an_earlier_handling_is_in_the_current_one(system: str) -> None:
    earlier = (
        "Päätösehdotus\nVanha ehdotus.\n\nKäsittely\nAino Aalto poistui esteellisenä.\n\n"
        "Päätös\nAsia jätettiin pöydälle 3 000 euron takia (kuntalaki 90 §).\n\n"
    )
    current = "Päätösehdotus\nUusi ehdotus.\n\nPäätös\nHyväksyttiin.\n\n"
    first = "" if system == "fragment" else "Otsikko\n\n"
    history = f"Päätöshistoria\n\nKH 07.03.2022 § 52\n\n{earlier}"
    _, extraction = read(system, f"{first}\n{current}{history}")
    (item,) = extraction.minutes.items
    assert len(item.earlier) == 1
    assert (item.recusals, item.amounts, item.citations) == ((), (), ())
    assert item.proposal is not None
    assert item.proposal.text.value == "Uusi ehdotus."
    assert item.decision is not None
    assert item.decision.text.value == "Hyväksyttiin."


@pytest.mark.parametrize("system", HEADS)
@pytest.mark.parametrize("line", ["KH 07.03.2022 § 52\n", "Kartta |\n", "Päätös A ", "§ 52\n\n"])
def test_a_long_page_takes_no_long_time(system: str, line: str) -> None:
    _, extraction = read(system, line * (100_000 // len(line)))
    assert len(extraction.minutes.items) == 1
    assert HEADS.keys() <= SOURCES.keys()
