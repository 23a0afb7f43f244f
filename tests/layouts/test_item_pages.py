"""What stands around and above the item of a page."""

from __future__ import annotations

import pytest

from publisher.documents.text import split_blocks
from publisher.extraction import Readers, read_words
from publisher.finnish.laws import LawReader
from publisher.items.titles import read_title
from publisher.layouts.handling_cells import read_cells
from publisher.layouts.item_pages import ItemPage, has_heading, language_of_item, read_page
from publisher.layouts.link_lists import LinkLists, read_links
from tests.quality.extracting import readers

HEAD = "Dynasty tietopalvelu Haku RSS Koivulammen kunta\nKunnanvaltuusto\n"
MINUTES, AGENDA = (
    f"{HEAD}Pöytäkirja 31.10.2017/Pykälä 80\n",
    f"{HEAD}Esityslista 31.10.2017/Asianro 8\n",
)
SWEDISH = "Kommunstyrelsen\nProtokoll 3.2.2025/Paragraf 9\n"


def known(system: str = "dynasty") -> Readers:
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    return Readers(words=read_words(system), phrases=tables.phrases, laws=laws)


def page_of(text: str) -> ItemPage:
    return read_page(split_blocks(text), known().words)


# Headings -----------------------------------------------------------------------------------------

NOT_HEADED = [
    "Pöytäkirja 31.10.2017/Pykälä 80\nKunnanvaltuusto",
    "Kunnanvaltuusto\nPöytäkirja 31.10.2017/Pykälä 80 on tarkastettu",
    "Kunnanvaltuusto\nPöytäkirja 31.10.2017 Pykälä 80",
    "Kunnanvaltuusto\n" + "Teksti.\n" * 40 + "Pöytäkirja 31.10.2017/Pykälä 80",
]


@pytest.mark.parametrize("text", NOT_HEADED)
def test_only_the_heading_of_a_page_counts(text: str) -> None:
    assert not has_heading(split_blocks(text), known().words)
    assert len(NOT_HEADED) == 4


def test_the_older_edition_has_no_stroke() -> None:
    blocks = split_blocks("Valtuusto\nPöytäkirja 31.10.2017 Pykälä 80")
    assert has_heading(blocks, known("djulkaisu").words)
    assert not has_heading(blocks, known("dynasty").words)


def test_the_number_of_an_agenda_is_no_section() -> None:
    assert page_of(AGENDA).section is None
    section = page_of(MINUTES).section
    assert section is not None
    assert section.value == 80


LANGUAGES = [
    (MINUTES + "Asia on kesken.", "fi"),
    (SWEDISH + "Ärendet är inte klart.", "sv"),
    (SWEDISH + "Asia on kesken, ja se palautettiin.", "fi"),
    (SWEDISH + "Delgivningar", "sv"),
    (MINUTES + "Ilmoitusasiat", "fi"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_item_tells_the_language_before_the_page_does(text: str, language: str) -> None:
    tables = known()
    assert language_of_item(page_of(text), tables.words, tables.phrases) == language
    assert len(LANGUAGES) == 5


# Cells --------------------------------------------------------------------------------------------

CELLS = [
    "Kunnanhallitus\n\n§ 6\n\n30.10.2017\n\nKunnanvaltuusto\n\n§ 80\n\n31.10.2017\n\nOtsikko",
    "Kunnanhallitus\t§ 6\t30.10.2017\nKunnanvaltuusto\t§ 80\t31.10.2017\nOtsikko",
    "Kunnanhallitus\t6 §\t30.10.2017\nOtsikko",
    "Kunnanhallitus |\n§ 6 |\n30.10.2017 |\nOtsikko",
    "Kunnanhallitus | § 6 | 30.10.2017 |\nOtsikko",
]


@pytest.mark.parametrize("text", CELLS)
def test_cells_are_handlings(text: str) -> None:
    cells = read_cells(page_of(MINUTES + text), known())
    assert [block.text for block in cells.rest] == ["Otsikko"]
    assert [(one.body.value, one.section.value) for one in cells.earlier] == [("Kunnanhallitus", 6)]
    assert len(CELLS) == 5


NO_CELLS = [
    "§ 80\n31.10.2017\nOtsikko",
    "Kunnanhallitus\n§ 6\nOtsikko",
    "Kunnanhallitus\n§ 6\n31.11.2017",
    "Kohta 5\n§ 6\n30.10.2017",
]


@pytest.mark.parametrize("text", NO_CELLS)
def test_other_lines_are_no_cells(text: str) -> None:
    assert read_cells(page_of(MINUTES + text), known()).lines == ()
    assert len(NO_CELLS) == 4


# Links --------------------------------------------------------------------------------------------

KARTTA = [(None, "Kartta"), (None, "Kuntoarvio")]
LINKS = [
    ("Liitteet\n\nKartta\nKuntoarvio\n\nOtsikko\n\n5/10.00.01/2020", KARTTA, [], "Otsikko"),
    ("Liitteet\nKartta\nKuntoarvio\n\nOtsikko", KARTTA, [], "Otsikko"),
    ("Liitteet\nKartta\nKuntoarvio\nOtsikko\n5/10.00.01/2020", KARTTA, [], "Otsikko"),
    ("Liitteet\nKartta\nKuntoarvio\nOtsikko\nKV 31.10.2017 § 80", KARTTA, [], "Otsikko"),
    ("Liitteet\nKartta\nKuntoarvio\n§ 80\nOtsikko", KARTTA, [], "§ 80"),
    ("Kartta | |\nKuntoarvio |\nOtsikko", KARTTA, [], "Otsikko"),
    ("Liite1 | Kartta | |\nOtsikko", [("1", "Kartta")], [], "Otsikko"),
    ("# 240422 Kartta\nOtsikko", [("240422", "Kartta")], [], "Otsikko"),
    ("Liitteet\nKartta\nOheismateriaali\nArvio\n\nOtsikko", KARTTA[:1], ["Arvio"], "Otsikko"),
    ("Liitteet\n5/10.00.01/2020\nOtsikko", [], [], "5/10.00.01/2020"),
    ("Otsikko\n\n5/10.00.01/2020", [], [], "Otsikko"),
]  # fmt: skip


def links_of(text: str, system: str = "dynasty") -> LinkLists:
    above = system == "dynasty"
    return read_links(split_blocks(text), known(system), title_above_number=above)


@pytest.mark.parametrize(("text", "attachments", "material", "rest"), LINKS)
def test_links_end_above_the_item(
    text: str, attachments: list[tuple[str | None, str]], material: list[str], rest: str
) -> None:
    links = links_of(text)
    assert [(one.number, one.title.value) for one in links.attachments] == attachments
    assert [one.title.value for one in links.background_material] == material
    assert links.rest[0].text == rest
    assert len(LINKS) == 11


def test_the_older_edition_has_the_title_below_the_number() -> None:
    links = links_of("Liitteet\nKartta\nKuntoarvio\n730/2017\n00.01.01\nOtsikko", "djulkaisu")
    assert [(one.number, one.title.value) for one in links.attachments] == KARTTA


def test_links_to_the_end_of_the_page_end_there() -> None:
    assert links_of("Liitteet").rest == ()


@pytest.mark.parametrize(
    "text", ["| " * 50_000, "\t|" * 50_000, "Kartta |\n" * 12_000, "a" + " " * 99_000 + "|"]
)
def test_bars_take_no_long_time(text: str) -> None:
    page = page_of(MINUTES + text + "\nOtsikko")
    links = read_links(read_cells(page, known()).rest, known(), title_above_number=True)
    assert links.rest[-1].text == "Otsikko"


# Titles -------------------------------------------------------------------------------------------

TITLES = [
    ("Otsikko\njatkuu\n\nTeksti", "Otsikko jatkuu"),
    ("Otsikko\nTeksti\nTeksti\nTeksti", "Otsikko"),
    ("Otsikko\nPäätös\nHyväksyttiin.", "Otsikko"),
    ("Päätös\nHyväksyttiin.", None),
    ("Lautakunta päätti eilen, että asiasta pyydetään lausunto kaikilta muilta kunnilta.", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_is_no_label_and_no_running_text(text: str, title: str | None) -> None:
    found, rest = read_title(split_blocks(text), known())
    assert (found.value if found else None) == title
    assert len(rest) == len(split_blocks(text)) - (len(found.value.split()) if found else 0)
    assert len(TITLES) == 6
