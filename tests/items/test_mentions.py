"""Sums of money and attachments."""

from __future__ import annotations

import pytest

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.documents.text import split_blocks
from publisher.items.listed import read_listed
from publisher.items.mentions import once, read_attachments
from tests.quality.extracting import readers

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
    assert (len(IN_TEXT), len(LISTED), len(RESTRICTED)) == (8, 6, 6)
