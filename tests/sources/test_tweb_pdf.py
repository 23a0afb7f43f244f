"""Whole documents of Tweb as PDFs, one in each layout of a town. All of it is invented."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import pytest

from publisher.documents.document import SourceDocument
from publisher.extraction import Extraction
from publisher.model import Found, Item
from tests.documents.pdf_pages import Draw, at, lines, read_pages, row
from tests.quality.extracting import readers
from tests.sources.accounting import unaccounted
from tests.sources.systems import readers_of

T = TypeVar("T")

MARGIN, TEXT = 57, 187

# Labels in the margin, some of them broken; the board and the council decided.
COLUMNS: list[Draw] = [
    at(MARGIN, 46, "Koivulammen kaupunki"),
    at(316, 73, "Päivämäärä"),
    *lines(TEXT, 115, "Hiihtolatujen huollon järjestäminen\nvuosina 2026-2029"),
    *row(155, (MARGIN, "Dno"), (TEXT, "KLMP/52/12.05.00/2025")),
    *row(
        182, (MARGIN, "Valmistelijat/"), (TEXT, "liikuntapäällikkö Helmi Aarnio, p. 040 555 0101")
    ),
    at(MARGIN, 195.8, "Lisätietojen"),
    at(MARGIN, 209.6, "antaja"),
    *row(236, (MARGIN, "Päätöshistoria"), (TEXT, "Vapaa-aikalautakunta 7.4.2025 § 31")),
    *row(263, (MARGIN, "Kaupungin-"), (TEXT, "-")),
    at(MARGIN, 276.8, "hallituksen"),
    at(MARGIN, 290.6, "käsittely"),
    *row(
        317,
        (MARGIN, "Esittelyteksti"),
        (TEXT, "Ladut huolletaan nykyisin kahdella koneella, joista toi-"),
    ),
    at(TEXT, 330.8, "nen on vuodelta 1999. Kuntalain 110 §:n mukaan talous-"),
    at(TEXT, 344.6, "arviota on noudatettava."),
    *row(371, (MARGIN, "Liitteet"), (TEXT, "1 Latukartta")),
    at(TEXT, 384.8, "2 Huoltosuunnitelma"),
    *row(411, (MARGIN, "Esittelijä"), (TEXT, "Kaupunginjohtaja Ilkka Vuorenmaa")),
    *row(
        438,
        (MARGIN, "Päätösesitys"),
        (TEXT, "Kaupunginhallitus esittää kaupunginvaltuustolle, että"),
    ),
    at(TEXT, 451.8, "huolto kilpailutetaan."),
    *row(478, (MARGIN, "Päätös"), (TEXT, "Kaupunginhallitus hyväksyi päätösesityksen.")),
    *row(505, (MARGIN, "Kaupungin-"), (TEXT, "Kaupunginvaltuusto päättää kilpailuttaa latujen")),
    *row(518.8, (MARGIN, "hallituksen"), (TEXT, "huollon.")),
    at(MARGIN, 532.6, "päätösehdotus"),
    *row(559, (MARGIN, "Päätös"), (TEXT, "Kaupunginvaltuusto pani asian pöydälle.")),
    *row(586, (MARGIN, "Täytäntöönpano-"), (TEXT, "Asia tiedoksi vapaa-aikalautakunnalle")),
    *row(599.8, (MARGIN, "tiedot"), (TEXT, "Ote: latuyhdistys")),
    *row(626, (MARGIN, "Muutoksenhaku"), (TEXT, "Ei muutoksenhakuoikeutta")),
]

# A title over several lines, the initials of who wrote the draft, then body, day and §.
INITIALS: list[Draw] = [
    *lines(
        MARGIN,
        60,
        "Oikaisuvaatimus satamapaikkojen\njakamisesta ja täytäntöönpanon\nkeskeyttäminen",
    ),
    at(MARGIN, 130, "KRT/318/10.03.01/2024"),
    at(MARGIN, 158, "MM/TR/ES-K"),
    *lines(
        MARGIN,
        186,
        "Satamapaikat jaettiin hakemusten saapumisjärjestyksessä, kuten lauta-\n"
        "kunta oli päättänyt 12.2.2024 § 9.",
    ),
    at(MARGIN, 228, "Tekninen lautakunta 18.3.2024 § 27"),
    at(MARGIN, 256, "Teknisen johtajan esitys:"),
    at(MARGIN, 284, "Tekninen lautakunta päättää hylätä oikaisuvaatimuksen."),
    at(MARGIN, 312, "Päätös:"),
    at(MARGIN, 340, "Hyväksyttiin teknisen johtajan esitys."),
    *lines(MARGIN, 368, "Liitteet:\nOikaisuvaatimus"),
    *lines(MARGIN, 410, "Muutoksenhakuohje:\nKunnallisvalitus, hallinto-oikeus"),
    *lines(MARGIN, 452, "Lisätiedot:\nPauli Saukko, tekninen johtaja, puh. 040 555 0120"),
]

# Case number and title over a rule, then what each body proposed and decided.
RULED: list[Draw] = [
    *lines(MARGIN, 60, "BJKN/77/14.05.00/2024\nTilläggsanslag för strandpromenaden"),
    at(MARGIN, 88, "_" * 60),
    at(
        MARGIN,
        116,
        "Tidigare behandling: Tekniska nämnden 9.4.2024, § 41, Stadsstyrelsen 6.5.2024, 118 §",
    ),
    at(MARGIN, 144, "Beredning:"),
    *lines(
        MARGIN,
        172,
        "Promenadens räcken är slitna, och arbetet har fördyrats under verksam-\nhetsåret.",
    ),
    *lines(MARGIN, 214, "Tekniska direktörens förslag:\nTekniska nämnden anhåller om 42 000 euro."),
    at(MARGIN, 256, "Tekniska nämndens beslut: Ärendet bordlades."),
    *lines(
        MARGIN,
        284,
        "Stadsdirektörens förslag:\nStadsstyrelsen föreslår för fullmäktige att anslaget beviljas.",
    ),
    at(MARGIN, 326, "Stadsstyrelsens beslut: Godkändes. Ledamot Nils Sundvall anmälde sig jävig."),
    *lines(MARGIN, 354, "Stadsstyrelsens förslag:\nFullmäktige beviljar 42 000 euro."),
    at(MARGIN, 396, "Stadsfullmäktiges beslut: Fullmäktige godkände stadsstyrelsens förslag."),
]

# § and title, what the board and the council decided, and the header at the end.
PAGE: list[Draw] = [
    at(MARGIN, 60, "§ 31 Bokslut för hamnen 2023"),
    at(MARGIN, 88, "Offentligt"),
    at(MARGIN, 116, "Beslutshistorik Stadsstyrelsen 25.3.2024 § 88"),
    at(MARGIN, 144, "Beredare ekonomichef Siv Holmgård"),
    at(MARGIN, 172, "Hamnens överskott är 12 000 euro."),
    *lines(MARGIN, 200, "Stadsdirektör Bo Furuviks förslag\nStadsstyrelsen godkänner bokslutet."),
    *lines(MARGIN, 242, "Beslut\nFörslaget godkändes."),
    at(MARGIN, 284, "Stadsfullmäktige 13.6.2024, 31 §"),
    *lines(MARGIN, 312, "Beslut\nStadsfullmäktige återremitterade ärendet för ny beredning."),
    *lines(
        MARGIN,
        600,
        "PROTOKOLL 3/2024\n13.6.2024\nBJÖRKNÄS STAD\nStadsfullmäktige\nBJKN/118/02.02.02.00/2024",
    ),
]


def read(page: list[Draw]) -> tuple[SourceDocument, Extraction]:
    document = read_pages(page)
    return document, readers().sources.read(document, "tweb")


def item_of(page: list[Draw]) -> Item:
    (item,) = read(page)[1].minutes.items
    return item


def value(found: Found[T] | None) -> T | None:
    return found.value if found else None


@pytest.mark.parametrize("page", [COLUMNS, INITIALS, RULED, PAGE])
def test_no_line_of_a_pdf_is_lost(page: list[Draw]) -> None:
    document, extraction = read(page)
    labels = set(readers_of("tweb").words.labels.meanings)
    assert unaccounted(document, extraction, labels) == []
    assert extraction.unused == ()
    assert readers().sources.recognise(document) == "tweb"


@pytest.mark.parametrize(
    ("page", "organization", "body", "day", "section"),
    [
        (COLUMNS, "Koivulammen kaupunki", None, None, None),
        (INITIALS, None, "Tekninen lautakunta", dt.date(2024, 3, 18), 27),
        (RULED, None, "Stadsfullmäktige", None, None),
        (PAGE, "Björknäs stad", "Stadsfullmäktige", dt.date(2024, 6, 13), 31),
    ],
)
def test_a_pdf_says_what_meeting_it_is_of(
    page: list[Draw], organization: str | None, body: str | None, day: object, section: object
) -> None:
    minutes = read(page)[1].minutes
    found = (value(minutes.organization), value(minutes.body), value(minutes.date))
    assert found == (organization, body, day)
    assert value(minutes.items[0].section) == section


@pytest.mark.parametrize(
    ("page", "title", "case", "outcome"),
    [
        (
            COLUMNS,
            "Hiihtolatujen huollon järjestäminen vuosina 2026-2029",
            "KLMP/52/12.05.00/2025",
            "tabled",
        ),
        (
            INITIALS,
            "Oikaisuvaatimus satamapaikkojen jakamisesta ja täytäntöönpanon keskeyttäminen",
            "KRT/318/10.03.01/2024",
            "approved",
        ),
        (RULED, "Tilläggsanslag för strandpromenaden", "BJKN/77/14.05.00/2024", "approved"),
        (PAGE, "Bokslut för hamnen 2023", "BJKN/118/02.02.02.00/2024", "returned"),
    ],
)
def test_a_pdf_says_what_was_decided_last(
    page: list[Draw], title: str, case: str, outcome: str
) -> None:
    item = item_of(page)
    assert (value(item.title), value(item.case_number)) == (title, case)
    assert item.decision is not None
    assert value(item.decision.outcome) == outcome
    assert item.recusals == ()


@pytest.mark.parametrize(
    ("page", "handlings"),
    [
        (
            COLUMNS,
            [("Vapaa-aikalautakunta", 31, None), ("Kaupunginhallitus", None, "approved")],
        ),
        (INITIALS, []),
        (RULED, [("Tekniska nämnden", 41, "tabled"), ("Stadsstyrelsen", 118, "approved")]),
        (PAGE, [("Stadsstyrelsen", 88, "approved")]),
    ],
)
def test_a_pdf_tells_the_handlings_before(page: list[Draw], handlings: list[object]) -> None:
    found = [
        (value(one.body), value(one.section), one.decision and value(one.decision.outcome))
        for one in item_of(page).earlier
    ]
    assert found == handlings


def test_a_broken_word_is_put_together() -> None:
    assert item_of(COLUMNS).preparation is not None
    assert "toinen on vuodelta" in " ".join(str(value(item_of(COLUMNS).preparation)).split())
    assert "lautakunta oli päättänyt" in " ".join(str(value(item_of(INITIALS).preparation)).split())
