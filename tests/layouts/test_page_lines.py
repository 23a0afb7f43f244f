"""Pages that stand on one line each, cut where it is certain, and texts that are no such pages."""

from __future__ import annotations

import pytest

from publisher.documents.text import split_blocks
from publisher.layouts.page_lines import cut_page_lines
from publisher.meetings.repeated_heads import find_repeated_heads
from tests.meetings.test_numbering import known

LONG = "Tausta on pitkä, ja sitä on selvitetty kahdessa kokouksessa ja yhdessä retkessä. " * 5

PAGES = [
    (
        "1 140, STST :00 MÖTETS ÖPPNANDE\n2 141, STST :00 CFV: 18/2013 VAL AV PERSON Texten.",
        ["140, STST :00", "MÖTETS ÖPPNANDE", "141, STST :00", "CFV: 18/2013", "VAL AV PERSON"],
    ),
    (
        f"1 {LONG} AVAUS Kvalt 30 Avattiin.\n"
        f"2 {LONG} TORIN KUNTO Kvalt 31 Tori on vanha. Päätös: Hyväksyttiin.",
        ["AVAUS", "Kvalt 30", "TORIN KUNTO", "Kvalt 31", "Tori on vanha.", "Päätös: Hyväksyttiin."],
    ),
    (
        f"1 {LONG}\n2 {LONG} Rektorns förslag: Godkänns. Beslut: Godkändes.",
        ["Rektorns förslag: Godkänns.", "Beslut: Godkändes."],
    ),
    (
        f"1 {LONG}\n2 {LONG} Förslag Stadsdirektören: Godkänns.",
        ["Förslag", "Stadsdirektören:", "Godkänns."],
    ),
    (
        f"1 {LONG}\n2 {LONG} KOKOUSPAIKKA SAAPUVILLA OLLEET Anna Malli POISSA Eero Aho",
        ["KOKOUSPAIKKA", "SAAPUVILLA OLLEET Anna Malli", "POISSA Eero Aho"],
    ),
    (
        f"1 {LONG}\n2 {LONG} TID - AIKA kl. 17.00 PLATS - PAIKKA Skolan FRÅNVARANDE Eva Malm",
        ["TID - AIKA kl. 17.00", "PLATS - PAIKKA Skolan", "FRÅNVARANDE Eva Malm"],
    ),
    (
        f"1 {LONG}\n2 {LONG} Sammanträdestid: Sammanträdesplats: I dag, skolan Beslutande Malm Eva",
        ["Sammanträdestid: Sammanträdesplats: I dag, skolan", "Beslutande Malm Eva"],
    ),
    (
        f"1 {LONG}\n2 {LONG} Läsnä Malli Anna Koe Eero jäsen Muut Aho Pekka johtaja MUU Aho Eva",
        ["Läsnä Malli Anna Koe Eero jäsen", "Muut Aho Pekka johtaja", "MUU Aho Eva"],
    ),
    (
        f"1 {LONG} 57 MUUT ASIAT JA POISSA OLLEET Kh 57 Ei muita.\n"
        f"2 {LONG} 58 TIEDOKSI SAATETTAVAT ASIAT Kh 58 Ei muita.",
        ["MUUT ASIAT JA POISSA OLLEET", "Kh 57", "TIEDOKSI SAATETTAVAT ASIAT", "Kh 58"],
    ),
]


@pytest.mark.parametrize(("text", "lines"), PAGES)
def test_a_page_is_cut_at_headings_titles_and_labels(text: str, lines: list[str]) -> None:
    found = cut_page_lines(split_blocks(text), known())
    pieces = [block.text for block in found.blocks]
    assert [piece for piece in pieces if piece in lines] == lines
    assert [block.text for block, _ in found.ignored] == ["1", "2"]
    for block in found.blocks:
        assert text[block.span.start : block.span.end] == block.text


@pytest.mark.parametrize(
    "text",
    [
        "§ 5 Torin kunnostus\n\nEhdotus: Hyväksytään. Päätös: Hyväksyttiin.",
        f"{LONG} Päätös: Hyväksyttiin.",
        f"Tori: {LONG}\n\nSatama: {LONG} Päätös: Hyväksyttiin.",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    blocks = split_blocks(text)
    found = cut_page_lines(blocks, known())
    assert found.blocks == blocks
    assert found.ignored == ()


def test_a_number_after_any_other_word_parts_nothing() -> None:
    text = f"1 {LONG} Katso Liite 3 Kartta.\n2 {LONG} Katso Liite 4 Kaavio."
    found = cut_page_lines(split_blocks(text), known())
    assert len(found.blocks) == 2


def test_all_texts_were_seen() -> None:
    assert len(PAGES) == 9


def test_heads_of_pages_are_found_but_for_the_first() -> None:
    head = "Tammisuon kunta   Pöytäkirja   3/2025   {}\n\nKunnanhallitus\n\n"
    text = "".join(f"{head.format(page)}Asia {page} on tärkeä.\n\n" for page in (1, 2, 3))
    text += "Ehdotus\n\nKunnanhallitus\n\nHyväksytään."
    blocks = split_blocks(text)
    found = find_repeated_heads(blocks, known().phrases)
    assert [blocks.index(block) for block in found] == [3, 4, 6, 7]
