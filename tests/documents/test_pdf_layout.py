"""PDFs as lines: labels in the margin, columns, tables, broken words. All of it is invented."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from publisher.documents.document import Span
from publisher.documents.pdf.hyphens import join, mend
from publisher.documents.text import canonicalise
from tests.documents.pdf_pages import (
    at,
    embedded,
    invisible,
    justified,
    lines,
    raised,
    read_pages,
    row,
    table,
    turned,
)

MARGIN, TEXT = 57, 187

LABELS = [
    at(MARGIN, 46, "Havuniemen kaupunki"),
    at(316, 73, "Päivämäärä"),
    at(TEXT, 115, "Uimahallin lipunhinnat 2025"),
    *row(141, (MARGIN, "Dno"), (TEXT, "HAVU/14/02.05.00/2025")),
    *row(168, (MARGIN, "Valmistelijat/"), (TEXT, "Sivistyspalvelut,")),
    *row(181.8, (MARGIN, "Lisätietojen"), (TEXT, "liikuntapäällikkö Aino Kesti ja")),
    *row(195.6, (MARGIN, "antaja"), (TEXT, "Ville Vale")),
    *row(222, (MARGIN, "Kaupungin-"), (TEXT, "Kaupunginhallitus päätti esittää, että valtuusto")),
    *row(235.8, (MARGIN, "hallituksen"), (TEXT, "hyväksyy hinnat.")),
    at(MARGIN, 249.6, "käsittely"),
    *row(276, (MARGIN, "Täytäntöönpano-"), (TEXT, "Asia tiedoksi valtuustoon")),
    *row(289.8, (MARGIN, "tiedot"), (TEXT, "Ote: sivistyspalvelut")),
    *row(316, (MARGIN, "Päätösesitys"), (TEXT, "Merkitään tiedoksi.")),
    *row(329.8, (MARGIN, "Päätös"), (TEXT, "Merkittiin tiedoksi.")),
    *row(356, (MARGIN, "Päätöshistoria"), (TEXT, "-")),
    *row(382, (MARGIN, "Valtuuston"), (TEXT, "Valtuusto 12.5.2025 § 7")),
    *row(395.8, (MARGIN, "käsittely"), (TEXT, "Asia pantiin pöydälle.")),
]

LABELS_TEXT = """\
Havuniemen kaupunki

Päivämäärä

Uimahallin lipunhinnat 2025

Dno\tHAVU/14/02.05.00/2025

Valmistelijat/ Lisätietojen antaja\tSivistyspalvelut,
liikuntapäällikkö Aino Kesti ja
Ville Vale

Kaupunginhallituksen käsittely\tKaupunginhallitus päätti esittää, että valtuusto
hyväksyy hinnat.

Täytäntöönpanotiedot\tAsia tiedoksi valtuustoon
Ote: sivistyspalvelut

Päätösesitys\tMerkitään tiedoksi.
Päätös\tMerkittiin tiedoksi.

Päätöshistoria\t-

Valtuuston käsittely\tValtuusto 12.5.2025 § 7
Asia pantiin pöydälle."""

LEFT_COLUMN = """\
Koivulammen kunta rakentaa
uuden kirjaston keskustaan, ja
työt alkavat jo ensi keväänä

Valtuusto hyväksyi hankkeen
kokouksessaan, ja rahoitus on
varattu kunnan talousarviossa
tulevia vuosia varten"""

RIGHT_COLUMN = """\
niin kuin aiemmin on sovittu.
Kirjasto palvelee asukkaita
joka päivä, myös iltaisin ja
viikonloppuisin, kun toiminta
on vakiintunut eikä ruuhkia
enää ole.

Lisätietoja antaa sivistys-
johtaja."""

CASES = {
    "paragraphs": (
        lines(
            MARGIN, 60, "§ 7\n\nUimahalli\n\nLautakunta päättää\nmerkitä asian tiedoksi.\n\nPäätös"
        ),
        "§ 7\n\nUimahalli\n\nLautakunta päättää\nmerkitä asian tiedoksi.\n\nPäätös",
    ),
    "any order in the file": (
        [*reversed(lines(MARGIN, 60, "yksi\nkaksi\n\nkolme")), at(TEXT, 60, "eka")],
        "yksi\teka\nkaksi\n\nkolme",
    ),
    "lines one and a half apart": (
        lines(MARGIN, 60, "yksi\nkaksi\nkolme\n\nneljä\nviisi", leading=19),
        "yksi\nkaksi\nkolme\n\nneljä\nviisi",
    ),
    "labels in the margin": (LABELS, LABELS_TEXT),
    "labels on other baselines than the text": (
        [
            *lines(MARGIN, 60, "Täytäntöönpano-\ntiedot ja\nmuutoksenhaku"),
            *lines(TEXT, 64, "Asia tiedoksi\nvaltuustoon ja\nsivistyspalveluille", leading=15),
        ],
        "Täytäntöönpanotiedot ja muutoksenhaku\tAsia tiedoksi\nvaltuustoon ja\nsivistyspalveluille",
    ),
    "a label whose text begins beside its end": (
        [at(MARGIN, 60, "Kaupungin-"), *row(73.8, (MARGIN, "hallitus"), (TEXT, "Hyväksyttiin."))],
        "Kaupunginhallitus\tHyväksyttiin.",
    ),
    "a label whose text begins between its halves": (
        [
            at(MARGIN, 60, "Valmistelijat/"),
            at(TEXT, 68, "Aino Kesti ja"),
            at(MARGIN, 74, "Lisätietojen"),
            at(TEXT, 82, "Ville Vale"),
            at(MARGIN, 88, "antaja"),
        ],
        "Valmistelijat/ Lisätietojen antaja\tAino Kesti ja\nVille Vale",
    ),
    "a label without text": (
        [*lines(MARGIN, 60, "Esittelyteksti\n\nLiitteet"), at(TEXT, 80.7, "-")],
        "Esittelyteksti\n\nLiitteet\t-",
    ),
    "a small gap between labels and text": (
        table(
            60, (MARGIN, 150), [("Esittelijä", "Aino"), ("Päätösehdotus", "Ei"), ("Päätös", "Ei")]
        ),
        "Esittelijä\tAino\nPäätösehdotus\tEi\nPäätös\tEi",
    ),
    "rows of a table are no broken labels": (
        table(
            60,
            (MARGIN, 250, 400),
            [
                ("Kallio Onni", "puheenjohtaja", "17.00–18.10"),
                ("Kesti Aino", "varapuheenjohtaja", ""),
                ("Mallila Ville", "jäsen", "saapui 17.05"),
                ("Niemi-", "jäsen", "poistui 18.00"),
                ("Salo Eeva", "", ""),
            ],
        ),
        "Kallio Onni\tpuheenjohtaja\t17.00–18.10\nKesti Aino\tvarapuheenjohtaja\n"
        "Mallila Ville\tjäsen\tsaapui 17.05\nNiemi-Salo Eeva\tjäsen\tpoistui 18.00",
    ),
    "roles in the margin": (
        table(60, (MARGIN, TEXT), [("Puheenjohtaja", "Onni Kallio"), ("jäsen", "Aino Kesti")]),
        "Puheenjohtaja\tOnni Kallio\njäsen\tAino Kesti",
    ),
    "roles in the margin, in groups": (
        [
            draw
            for number in range(4)
            for draw in table(
                60 + 41 * number,
                (MARGIN, TEXT),
                [("Puheenjohtaja", "Onni Kallio"), ("jäsen", "Aino Kesti")],
            )
        ],
        "\n\n".join(["Puheenjohtaja\tOnni Kallio\njäsen\tAino Kesti"] * 4),
    ),
    "a cell of several lines": (
        table(60, (57, 250, 400), [("Koulu", "Uusi talo", "100"), ("", "keskustaan", "")]),
        "Koulu\tUusi talo\t100\nkeskustaan",
    ),
    "numbers and bullets of lists": (
        [
            *row(60, (MARGIN, "1."), (75, "hyväksyä esityksen")),
            at(75, 73.8, "muutettuna"),
            *row(87.6, (MARGIN, "•"), (75, "varata rahat")),
            *row(114, (MARGIN, "Liitteet"), (TEXT, "1"), (205, "Kartta")),
            *row(127.8, (TEXT, "2"), (205, "Lausunto")),
            *row(154, (MARGIN, "§ 12"), (TEXT, "Avaus"), (500, "3")),
        ],
        "1. hyväksyä esityksen\nmuutettuna\n• varata rahat\n\nLiitteet\t1 Kartta\n2 Lausunto\n\n"
        "§ 12\tAvaus\t3",
    ),
    "two columns": (
        [
            *row(50, (MARGIN, "Koivulammen kunta"), (310, "Tiedote 2/2025")),
            *lines(MARGIN, 90, LEFT_COLUMN),
            *lines(310, 95, RIGHT_COLUMN),
            at(MARGIN, 260, "Kunta tiedottaa seuraavan kerran kesäkuussa, kun työt ovat alkaneet."),
        ],
        f"Koivulammen kunta\tTiedote 2/2025\n\n{LEFT_COLUMN}\n"
        + RIGHT_COLUMN.replace("sivistys-\n", "sivistys")
        + "\n\nKunta tiedottaa seuraavan kerran kesäkuussa, kun työt ovat alkaneet.",
    ),
    "justified lines": (
        [
            justified(57, 540, 60, "saavat siten ja on järjestää kunnan on ne saavat asukkaat"),
            justified(57, 540, 73.8, "kohtuullinen hinta ja palvelut siten järjestää kunnan on"),
            justified(57, 540, 87.6, "kunnan kohtuullinen hinta ja palvelut ovat"),
        ],
        "saavat siten ja on järjestää kunnan on ne saavat asukkaat\n"
        "kohtuullinen hinta ja palvelut siten järjestää kunnan on\n"
        "kunnan kohtuullinen hinta ja palvelut ovat",
    ),
    "broken words": (
        lines(
            MARGIN,
            60,
            "Lautakunta antoi täytän-\ntöönpanosta, kaupunginhallitus-\nja linja-\nauto- ja JAA-\n"
            "ääntä Etelä-\nHavuniemi loppu\xad\njen",
        ),
        "Lautakunta antoi täytäntöönpanosta,\nkaupunginhallitus-\nja linja-auto-\nja JAA-ääntä\n"
        "Etelä-Havuniemi\nloppujen",
    ),
    "raised signs": (
        [
            raised(57, 60, "Hyväksytty 12.5.2025", "1"),
            at(57, 80, "Ala on 12 m"),
            at(116, 76, "2", 7),
        ],
        "Hyväksytty 12.5.2025¹\n\nAla on 12 m²",
    ),
    "printed twice to look bold": (
        [
            at(57, 60, "Päätös"),
            at(57.3, 60, "Päätös"),
            at(57.3, 60.2, "Päätös"),
            at(TEXT, 60, "Ei"),
        ],
        "Päätös\tEi",
    ),
    "outside of the page": ([at(57, 60, "Päätös"), at(-300, 60, "x"), at(57, 900, "x")], "Päätös"),
    "invisible": ([at(57, 60, "Päätös oli tämä"), invisible(57, 80, "salaa")], "Päätös oli tämä"),
    "text of a scan": (
        [at(57, 40, "Liite 1"), *(invisible(57, 60 + n * 14, "luettu sana") for n in range(3))],
        "Liite 1\n\nluettu sana\nluettu sana\nluettu sana",
    ),
    "letters": (
        [embedded(57, 60, "Äijä söi åländsk šakkia ﬁlmissä, 10 000 € – ”§ 7”")],
        "Äijä söi åländsk šakkia filmissä, 10 000 € – ”§ 7”",
    ),
    "a page on its side": (
        [turned(1, 60, 780, "Otsikko"), turned(1, 100, 780, "Koulu"), turned(1, 100, 500, "100")],
        "Otsikko\n\nKoulu\t100",
    ),
    "a page upside down": (
        [turned(2, 500, 780, "Otsikko jatkuu"), turned(2, 500, 766.2, "tässä")],
        "Otsikko jatkuu\ntässä",
    ),
}


def test_gives_the_text_of_a_page_as_lines() -> None:
    texts = {name: read_pages(page).text for name, (page, _) in CASES.items()}
    assert {name: text for name, (_, text) in CASES.items()} == texts
    assert len(texts) == 25


def test_reads_a_page_that_is_shown_turned_as_it_is_shown() -> None:
    """The page says that it is to be shown a quarter turned, and its text is written for that."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(57, -60, "Talousarvion")
        canvas.drawString(57, -73.8, "toteuma")
        canvas.drawString(300, -73.8, "100")

    assert read_pages([draw]).text == "Talousarvion\ntoteuma\t100"


def test_a_stamp_at_the_side_is_furniture_at_the_end_of_its_page() -> None:
    page = [*lines(57, 60, "yksi\nkaksi\nkolme\nneljä\nviisi"), turned(1, 30, 500, "Leima")]
    document = read_pages(page, [at(57, 60, "kuusi")])
    assert document.text == "yksi\nkaksi\nkolme\nneljä\nviisi\nLeima\nkuusi"
    assert [block.text for block in document.blocks if block.furniture] == ["Leima"]
    assert {block.paragraph for block in document.blocks} == {0}


def test_says_where_lines_and_paragraphs_are() -> None:
    document = read_pages(lines(57, 60, "§ 7\n\nLautakunta päättää\nasiasta."))
    assert [(block.text, block.span, block.paragraph) for block in document.blocks] == [
        ("§ 7", Span(0, 3), 0),
        ("Lautakunta päättää", Span(5, 23), 1),
        ("asiasta.", Span(24, 32), 1),
    ]
    assert (document.media_type, document.encoding) == ("application/pdf", None)


def test_the_text_is_canonical() -> None:
    text = read_pages(LABELS).text
    assert text == canonicalise(text)


WORDS = {
    ("täytäntöön-", "panosta,"): "täytäntöönpanosta,",
    ("(täytäntöön-", "pano"): "(täytäntöönpano",
    ("linja-", "auto"): "linja-auto",
    ("rakennus-", "suunnitelma"): "rakennussuunnitelma",
    ("5-", "vuotias"): "5-vuotias",
    ("EU-", "maat"): "EU-maat",
    ("e-", "kirja"): "e-kirja",
    ("ei-", "julkinen"): "ei-julkinen",
    ("maa- ja metsätalous-", "alue"): "maa- ja metsätalousalue",
    ("Etelä-", "Havuniemi"): "Etelä-Havuniemi",
    ("Aino Kesti-", "Kallio"): "Aino Kesti-Kallio",
    ("beslysnings-", "armaturer"): "beslysningsarmaturer",
}

NO_WORDS = [
    ("kaupunginhallitus-", "ja"),
    ("kaupunginhallitus-", "tai,"),
    ("stads-", "och"),
    ("-", "lautakunta"),
    ("2024-", "2025"),
    ("TÄYTÄNTÖÖN-", "PANO"),
    ("www.havuniemi.example/uima-", "halli"),
    ("aino.kesti@havu-", "niemi.example"),
    ("2020–", "luku"),
    ("talousarvio", "muutos"),
    ("covid-", "19"),
    ("a" * 99 + "-", "b"),
]


def test_puts_broken_words_together() -> None:
    assert {halves: mend(*halves) for halves in WORDS} == WORDS
    assert len(WORDS) == 12


@pytest.mark.parametrize(("first", "second"), NO_WORDS)
def test_leaves_what_may_not_be_a_broken_word(first: str, second: str) -> None:
    assert mend(first, second) is None
    assert join(first, second) == f"{first} {second}"


def test_a_line_runs_on_only_where_the_next_word_had_no_room() -> None:
    document = read_pages(
        lines(
            70,
            100,
            "Lautakunta päättää varata koulujen korjaamiseen määrärahan, joka käytetään\n"
            "kahden seuraavan vuoden aikana, ja hyväksyy seuraavat kohteet, jotka on valittu:\n"
            "1. Alakoulun katto ja salaojat, joiden kunnosta on teetetty kuntotutkimus ja kysely\n"
            "2. Yläkoulun liikuntasali\n"
            "Työt aloitetaan kesällä.",
        )
    )
    assert [block.runs_on for block in document.blocks] == [True, False, False, False, False]
