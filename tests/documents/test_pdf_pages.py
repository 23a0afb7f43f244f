"""Pages of a PDF: headers, footers, sentences over page breaks, and what page a span is on."""

from __future__ import annotations

from publisher.documents.document import SourceDocument, Span
from publisher.documents.excerpt import Excerpt
from tests.documents.pdf_pages import Draw, at, lines, read_pages, row


def framed(page: int, pages: int, text: str) -> list[Draw]:
    """A page with the header and footer of a meeting."""
    return [
        *row(40, (57, "Tammisuon kunta"), (250, "Pöytäkirja"), (400, "13/2025"))[::-1],
        at(500, 40, f"{page} ({pages})"),
        *lines(57, 54, "Kunnanhallitus\n12.5.2025"),
        *lines(57, 110, text),
        *row(800, (57, "Pöytäkirjan tarkastus:"), (400, f"sivu {page}")),
    ]


THREE_PAGES = (
    "§ 46\n\nTalousarvion muutos\n\nKunta on selvittänyt, että hankkeen toteuttaminen vaatii lisää "
    "rahaa\nja että tämän vuoksi on tarpeen muuttaa talousarviota ennen valtuus-",
    "ton kokousta.\n\nLautakunta on puoltanut muutosta, kun se käsitteli hankkeen rahoi-\ntusta "
    "ja kuuli kunnanjohtajaa, talousjohtajaa ja sivistysjohtajaa, joista",
    "Aino Kesti oli estynyt.\n\nPäätös\n\nHyväksyttiin.",
)

THREE_PAGES_TEXT = """\
Tammisuon kunta\tPöytäkirja\t13/2025\t1 (3)
Kunnanhallitus
12.5.2025

§ 46

Talousarvion muutos

Kunta on selvittänyt, että hankkeen toteuttaminen vaatii lisää rahaa
ja että tämän vuoksi on tarpeen muuttaa talousarviota ennen valtuuston
Pöytäkirjan tarkastus:\tsivu 1
Tammisuon kunta\tPöytäkirja\t13/2025\t2 (3)
Kunnanhallitus
12.5.2025
kokousta.

Lautakunta on puoltanut muutosta, kun se käsitteli hankkeen rahoitusta
ja kuuli kunnanjohtajaa, talousjohtajaa ja sivistysjohtajaa, joista
Pöytäkirjan tarkastus:\tsivu 2
Tammisuon kunta\tPöytäkirja\t13/2025\t3 (3)
Kunnanhallitus
12.5.2025
Aino Kesti oli estynyt.

Päätös

Hyväksyttiin.

Pöytäkirjan tarkastus:\tsivu 3"""


def read_framed(*texts: str) -> SourceDocument:
    return read_pages(
        *(framed(number, len(texts), text) for number, text in enumerate(texts, start=1))
    )


def furniture(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if block.furniture]


def test_marks_headers_and_footers_and_leaves_sentences_whole() -> None:
    document = read_framed(*THREE_PAGES)
    assert document.text == THREE_PAGES_TEXT
    assert len(furniture(document)) == 12
    body = [block for block in document.blocks if not block.furniture]
    assert [block.text for block in body] == [
        "§ 46",
        "Talousarvion muutos",
        "Kunta on selvittänyt, että hankkeen toteuttaminen vaatii lisää rahaa",
        "ja että tämän vuoksi on tarpeen muuttaa talousarviota ennen valtuuston",
        "kokousta.",
        "Lautakunta on puoltanut muutosta, kun se käsitteli hankkeen rahoitusta",
        "ja kuuli kunnanjohtajaa, talousjohtajaa ja sivistysjohtajaa, joista",
        "Aino Kesti oli estynyt.",
        "Päätös",
        "Hyväksyttiin.",
    ]
    assert [block.paragraph for block in body] == [1, 2, 3, 3, 3, 4, 4, 4, 5, 6]
    assert [block.text for block in body if block.runs_on] == [
        "Kunta on selvittänyt, että hankkeen toteuttaminen vaatii lisää rahaa",
        "ja että tämän vuoksi on tarpeen muuttaa talousarviota ennen valtuuston",
        "Lautakunta on puoltanut muutosta, kun se käsitteli hankkeen rahoitusta",
        "ja kuuli kunnanjohtajaa, talousjohtajaa ja sivistysjohtajaa, joista",
    ]
    excerpt = Excerpt(body[2:5])
    assert excerpt.text.endswith("ennen valtuuston\nkokousta.")
    assert excerpt.prose.endswith("ennen valtuuston kokousta.")
    assert excerpt.prose.split() == excerpt.text.split()


def test_tells_the_page_of_every_character() -> None:
    document = read_framed(*THREE_PAGES)
    pages = {block.text: document.page_of(block.span.start) for block in document.blocks}
    assert pages["§ 46"] == 1
    assert pages["kokousta."] == 2
    assert pages["Aino Kesti oli estynyt."] == pages["Pöytäkirjan tarkastus:\tsivu 3"] == 3
    assert [document.text[start:].split("\t", 1)[0] for start in document.pages] == [
        "Tammisuon kunta"
    ] * 3
    assert [document.page_of(start) for start in document.pages] == [1, 2, 3]
    assert [document.page_of(start - 1) for start in document.pages[1:]] == [1, 2]
    assert document.page_of(len(document.text)) == 3


def test_a_text_without_pages_has_none() -> None:
    document = SourceDocument(
        name="asia.txt",
        sha256="",
        size_bytes=1,
        media_type="text/plain",
        encoding="utf-8",
        text="a",
        blocks=(),
    )
    assert document.page_of(0) is None


def test_pages_without_text_begin_where_the_next_one_does() -> None:
    document = read_pages([], [at(57, 60, "yksi")], [], [at(57, 60, "Kaksi")], [])
    assert (document.text, document.pages) == ("yksi\n\nKaksi", (0, 0, 6, 6, 11))
    assert [document.page_of(position) for position in (0, 5, 6, 10)] == [2, 2, 4, 4]


def test_a_document_of_one_page_has_no_furniture() -> None:
    document = read_framed("§ 46\n\nAsia")
    assert not furniture(document)
    assert document.blocks[0].text == "Tammisuon kunta\tPöytäkirja\t13/2025\t1 (1)"


def test_headings_and_ends_of_items_are_no_furniture() -> None:
    """Items of a page each, as alike as they get."""
    pages = [
        [
            *row(40, (57, "TAMMISUON KUNTA"), (500, str(number))),
            *row(68, (57, "Kunnanhallitus"), (250, f"§ {number}"), (420, "12.5.2025")),
            *lines(57, 96, f"Tehtävän täyttäminen\n\nKH 12.5.2025 § {number}\n\nHyväksyttiin."),
        ]
        for number in range(1, 6)
    ]
    document = read_pages(*pages)
    assert furniture(document) == [f"TAMMISUON KUNTA\t{number}" for number in range(1, 6)]


def test_paragraphs_end_with_the_page_where_a_sentence_does() -> None:
    long = "Lautakunta päätti esittää kunnanhallitukselle, että asia hyväksytään ehdotuksen"
    cases = {
        f"{long}\tmukaan.": "\n",
        f"{long}\tKallio": "\n",
        f"{long}.\tKallio": "\n\n",
        f"{long} ja\tmuutoin": "\n",
        f"{long}\n\nLiitteet\tKartta": "\n\n",
        f"{long}:\t§ 7": "\n\n",
    }
    for pages, gap in cases.items():
        first, second = pages.split("\t")
        text = read_pages(lines(57, 60, first), lines(57, 60, second)).text
        assert text == f"{first}{gap}{second}", pages
    assert len(cases) == 6


def test_spans_lead_to_the_characters() -> None:
    document = read_framed(*THREE_PAGES)
    for block in document.blocks:
        assert document.text[block.span.start : block.span.end] == block.text
    assert document.blocks[0].span == Span(0, 40)
