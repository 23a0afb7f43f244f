"""Sums of money and attachments."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.documents.text import split_blocks
from publisher.items.listed import read_listed
from publisher.items.mentions import once, read_amounts, read_attachments
from publisher.model import Place
from tests.quality.extracting import readers

AMOUNTS = [
    ("yhteensä 10 000 euroa", ["10000"]),
    ("21 400 000 euron", ["21400000"]),
    ("vaihtelivat 1 118 000 eurosta 1 467 500 euroon", ["1118000", "1467500"]),
    ("muutos on -120 000 euroa", ["-120000"]),
    ("muutos on −120 000 €", ["-120000"]),
    ("10 000–20 000 euroa", ["20000"]),
    ("2-120 000 euroa", ["120000"]),
    ("hinta on 0,50 euroa", ["0.50"]),
    ("3,2 miljoonaa euroa", ["3200000"]),
    ("noin kuusi (6) miljoonaa euroa", ["6000000"]),
    ("1,125 milj. euroa", ["1125000"]),
    ("2,5 M€ ja 500 t€", ["2500000", "500000"]),
    ("35 000 €.", ["35000"]),
    ("1.118.000,00 euroa", ["1118000"]),
    ("vuonna 2025 120 000 euroa", ["120000"]),
    ("kohta 12 10 000 euroa", ["10000"]),
    ("1 980 euro i månaden", ["1980"]),
    ("5 eurooppalaista", []),
    ("asia 418/10.03.02/2025 euroa", []),
    ("1 184 m²", []),
]

IN_TEXT = [
    ("Liite 1 Kuntoarvio 1.2.2025", [("1", "Kuntoarvio 1.2.2025")]),
    ("LIITE 2: Kartta", [("2", "Kartta")]),
    ("Liite 3\nKustannusarvio", [("3", "Kustannusarvio")]),
    ("Liitteenä Hulevesisopimus 2026–2028", [(None, "Hulevesisopimus 2026–2028")]),
    ("Bilaga 1 Utkast till avtal", [("1", "Utkast till avtal")]),
    (
        "Hyväksytään liitteenä oleva Järvikylän vesiosuuskunnan takaussopimus koskien",
        [(None, "Järvikylän vesiosuuskunnan takaussopimus")],
    ),
    ("Sopimus on liitteenä.", []),
    ("Liitteenä oleva kartta on suuntaa-antava", []),
]

LISTED = [
    ("1 Käsittelyohje\n2 Maksutaulukko", [("1", "Käsittelyohje"), ("2", "Maksutaulukko")]),
    ("1. Kartta\n2) Arvio", [("1", "Kartta"), ("2", "Arvio")]),
    ("Kartta", [(None, "Kartta")]),
    ("Liite 1  Hankesuunnitelma", [("1", "Hankesuunnitelma")]),
    ("Liite 1\nHankesuunnitelma", [("1", "Hankesuunnitelma")]),
    ("Delårsrapport 1-3/2026", [(None, "Delårsrapport 1-3/2026")]),
]


def blocks(text: str) -> tuple[Block, ...]:
    return split_blocks(text)


@pytest.mark.parametrize(("text", "values"), AMOUNTS)
def test_sums_are_read_in_euros(text: str, values: list[str]) -> None:
    found = list(read_amounts(Excerpt(blocks(text)), Place.PREPARATION, readers().phrases))
    assert [amount.value.value for amount in found] == [Decimal(value) for value in values]


@pytest.mark.parametrize(("text", "expected"), IN_TEXT)
def test_attachments_are_named_in_lines_and_sentences(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    lines = blocks(text)
    found = once(read_attachments(Excerpt(lines), lines, readers().phrases))
    assert [(attachment.number, attachment.title.value) for attachment in found] == expected


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_lines_under_the_label_are_attachments(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    found = read_listed(blocks(text), readers().phrases)
    assert [(attachment.number, attachment.title.value) for attachment in found] == expected


# Lines under the label, and each title with what says that not everybody may see it.
RESTRICTED = [
    (
        "1 Laiturin kuntotutkimus\n2 Tarjousten vertailu\nSalassa pidettävä, julkisuuslaki 24 §",
        [
            ("Laiturin kuntotutkimus", None),
            ("Tarjousten vertailu", "Salassa pidettävä, julkisuuslaki 24 §"),
        ],
    ),
    (
        "Hakijan selvitys (ei julkinen)\nAsemapiirros",
        [("Hakijan selvitys", "ei julkinen"), ("Asemapiirros", None)],
    ),
    (
        "Vuokrasopimus\nVerkkojulkisuus rajoitettu\nKartta",
        [("Vuokrasopimus", "Verkkojulkisuus rajoitettu"), ("Kartta", None)],
    ),
    (
        "1 Ohje salassa pidettävistä asiakirjoista",
        [("Ohje salassa pidettävistä asiakirjoista", None)],
    ),
    ("Liite 4\nSalassa pidettävä", [("Salassa pidettävä", "Salassa pidettävä")]),
    ("Bilaga 2 Utlåtande, sekretessbelagd", [("Utlåtande", "sekretessbelagd")]),
]


@pytest.mark.parametrize(("text", "expected"), RESTRICTED)
def test_an_attachment_that_is_not_for_everybody_says_so(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = read_listed(blocks(text), readers().phrases)
    assert [
        (each.title.value, each.restriction and each.restriction.value) for each in found
    ] == expected


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(AMOUNTS), len(IN_TEXT), len(LISTED), len(RESTRICTED)) == (20, 8, 6, 6)
