"""Texts that nobody would think of, of no known system: nothing breaks, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_document
from publisher.errors import NotMinutesError
from publisher.extraction import Extraction, read_words
from publisher.model import DocumentKind
from tests.quality.extracting import readers
from tests.sources.accounting import unaccounted

SYSTEMS = ("generic", "digest", "preview")
LINES = [
    "§ 5 Torin kunnostus",
    "§ 6",
    "6 §   SATAMAN TIE",
    "7 KOULUN KATTO",
    "§ 8, STST 2014-03-17 17:00",
    "Kvalt 9",
    "Kunnanhallitus 3.2.2025 § 5",
    "KHALL § 5 Tausta on tässä.",
    "Kunnanhallituksen päätöksiä 3.2.2025",
    "Kunnanhallitus kokoontuu maanantaina 3.2. koululla.",
    "Kunnanhallitukselle ehdotetaan, että se hyväksyy asian.",
    "Tammisuon kunta   PÖYTÄKIRJA   2/2025",
    "ESITYSLISTA",
    "Aika 3.2.2025 klo 18.00",
    "Saapuvilla olleet jäsenet",
    "Anna Malli, puheenjohtaja",
    "Dno 12/2025",
    "Perustelut",
    "Ehdotus: Hyväksytään asia.",
    "Päätösehdotus",
    "Valmistelija: rehtori Anna Malli",
    "Lautakunta päättää hankkia 3 400 euron laiturin.",
    "Päätös: Hyväksyttiin.",
    "Päätös",
    "Asia poistettiin esityslistalta.",
    "Kunnanhallitus päätti, että asia jää pöydälle.",
    "Tähän päätökseen ei saa hakea muutosta, koska asia on vasta valmisteilla.",
    "Oikaisuvaatimusohje",
    "§ 5, § 6",
    "Pöytäkirjan vakuudeksi",
    "Jaa artikkeli",
    "_____",
    "",
    "",
]
TEXTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=40).map("\n".join)


def read_as(system: str, text: str) -> tuple[SourceDocument, Extraction] | None:
    document = read_document("text", (text + "\n.").encode())
    try:
        return document, readers().sources.read(document, system)
    except NotMinutesError:
        return None


@cache
def labels(system: str) -> set[str]:
    return set(read_words(system).labels.meanings)


def spans(value: object) -> Iterator[dict[str, int]]:
    if isinstance(value, list):
        for one in value:
            yield from spans(one)
    elif isinstance(value, dict):
        if value.keys() == {"start", "end"}:
            yield value
        for one in value.values():
            yield from spans(one)


@given(TEXTS)
def test_whatever_is_read_stands_in_the_text(text: str) -> None:
    for system in SYSTEMS:
        if (read := read_as(system, text)) is None:
            continue
        document, extraction = read
        found: Any = msgspec.to_builtins(extraction.minutes)
        for span in spans(found):
            assert 0 <= span["start"] < span["end"] <= len(document.text)
        for item in extraction.minutes.items:
            if item.section is not None:
                span_of = item.section.span
                assert document.text[span_of.start : span_of.end] == str(item.section.value)


@given(TEXTS)
def test_an_agenda_never_decides(text: str) -> None:
    if (read := read_as("generic", text)) is None:
        return
    minutes = read[1].minutes
    if minutes.kind in {DocumentKind.AGENDA, DocumentKind.AGENDA_ITEM}:
        assert all(item.decision is None for item in minutes.items)


@given(TEXTS)
def test_no_line_is_lost(text: str) -> None:
    for system in SYSTEMS:
        if (read := read_as(system, text)) is not None:
            assert unaccounted(*read, labels(system)) == []
