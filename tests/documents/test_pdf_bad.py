"""PDFs that cannot be read, and those that somebody made to break the reader."""

from __future__ import annotations

import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from publisher.documents.pdf import words
from publisher.documents.pdf.columns import measure_spacing, read_columns
from publisher.documents.pdf.margins import read_lines
from publisher.documents.pdf.rows import build_rows
from publisher.documents.pdf.words import Word
from publisher.documents.reading import read_document
from publisher.errors import UnreadableError
from tests.documents.pdf_pages import at, embedded, lines, make_pdf, row

GOOD = make_pdf(
    [
        *lines(57, 60, "§ 46\n\nKunta on päättä-\nnyt asiasta."),
        *row(200, (57, "Päätös"), (187, "Ei")),
    ],
    [at(57, 60, "Salassa")],
)


def picture(canvas: Canvas) -> None:
    canvas.rect(100, 100, 300, 500, fill=1)


LOCK = StandardEncryption("avain", "yleisavain")

REFUSED = {
    "a header alone": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj Salassa",
        "is damaged: fetch or export",
    ),
    "named as text": (b"Salassa\n" * 100 + b"%PDF-1.4", "is damaged: fetch or export it again"),
    "cut off": (GOOD[: len(GOOD) // 3], "is damaged: fetch or export it again"),
    "a password": (make_pdf([at(57, 60, "Salassa")], locked_by=LOCK), "locked with a password"),
    "a picture": (make_pdf([picture]), "holds no text, but perhaps a scan: read its text with OCR"),
    "signs that are no letters": (
        make_pdf([at(57, 60, "Salassa"), embedded(57, 80, "\N{GRINNING FACE}" * 9)]),
        "does not say which letters it shows: export it",
    ),
    "blank": (make_pdf([], []), "holds no text, but perhaps a scan"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_what_cannot_be_read_and_says_what_to_do(name: str) -> None:
    content, message = REFUSED[name]
    with pytest.raises(UnreadableError, match=message) as caught:
        read_document("Salassa.txt", content)
    assert "Salassa" not in str(caught.value)
    assert len(str(caught.value)) < 160
    assert caught.value.__cause__ is None  # else it would be tried again


def test_tells_a_pdf_by_its_content() -> None:
    assert read_document("asia.txt", GOOD).media_type == "application/pdf"
    assert read_document("asia.pdf", "§ 7".encode()).media_type == "text/plain"
    assert read_document("asia", b"\n" + GOOD).text == read_document("asia", GOOD).text


def test_reads_a_pdf_that_may_be_read_without_its_password() -> None:
    """Encrypted, so that only who has the password may change it."""
    content = make_pdf([at(57, 60, "Päätös")], locked_by=StandardEncryption("", "salaa"))
    assert read_document("asia", content).text == "Päätös"


def test_refuses_more_pages_than_minutes_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MAX_PAGES", 1)
    with pytest.raises(UnreadableError, match="one file per meeting"):
        read_document("asia", GOOD)
    monkeypatch.undo()
    monkeypatch.setattr(words, "_MAX_CHARACTERS", 10)
    with pytest.raises(UnreadableError, match="one file per meeting"):
        read_document("asia", GOOD)


@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8)),
        min_size=1,
        max_size=12,
    )
)
def test_reads_or_refuses_whatever_the_bytes_are(changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(GOOD)
    for place, new in changes:
        content[place : place + len(new)] = new
    try:
        document = read_document("asia", bytes(content))
    except UnreadableError:
        return
    for block in document.blocks:
        assert document.text[block.span.start : block.span.end] == block.text
    document.text.encode()


@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_reads_or_refuses_whatever_is_cut_out(start: int, end: int) -> None:
    try:
        read_document("asia", GOOD[:start] + GOOD[end:])
    except UnreadableError:
        return


def _word(number: int, place: tuple[float, float, float]) -> Word:
    text = "".join(chr(ord("a") + int(figure)) for figure in str(number))
    left, baseline, size = place
    return Word(text, left, left + len(text) * size / 2, baseline, size, spaced=bool(number % 2))


PLACES = st.tuples(st.floats(0, 600), st.floats(0, 800), st.floats(4, 30))
COLUMNS = st.tuples(
    st.sampled_from([57.0, 58.0, 187.0, 310.0]),
    st.integers(4, 30).map(lambda line: line * 13.8),
    st.sampled_from([7.0, 11.0, 11.2]),
)


@given(st.lists(PLACES | COLUMNS, max_size=60, unique=True))
def test_loses_and_repeats_no_word_wherever_it_stands(
    places: list[tuple[float, float, float]],
) -> None:
    found = [_word(number, place) for number, place in enumerate(places)]
    rows = build_rows(found)
    spacing = measure_spacing(rows)
    out = [
        line.text
        for stretch in read_columns(rows, spacing)
        for line in read_lines(stretch, spacing)
    ]
    letters = sorted("".join("".join(out).split()))
    assert letters == sorted("".join(word.text for word in found))


def test_a_page_full_of_words_takes_no_longer_for_what_they_are() -> None:
    """Ten thousand lines that all look broken, or like one label."""
    cases = {
        "broken words": [Word("aa-", 57, 80, n * 13.8, 11, spaced=False) for n in range(10_000)],
        "labels": [
            Word(text, left, left + 30, n * 13.8, 11, spaced=False)
            for n in range(5_000)
            for left, text in ((57, "Aa/"), (300, "bb"))
        ],
        "small signs": [
            Word("1", n, n + 0.5, 100 - n % 2 * 5, 11 - n % 2 * 5, spaced=False)
            for n in range(10_000)
        ],
    }
    counts = {}
    for name, found in cases.items():
        rows = build_rows(found)
        counts[name] = sum(len(read_lines(one, 1.2)) for one in read_columns(rows, 1.2))
    assert counts == {"broken words": 10_000, "labels": 5_000, "small signs": 2}


def test_keeps_nothing_of_the_documents_that_it_has_read() -> None:
    """The peak of the memory of the process stays where it is, document after document."""
    for _ in range(50):
        read_document("asia", GOOD)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(200):
        read_document("asia", GOOD)
        with pytest.raises(UnreadableError):
            read_document("asia", GOOD[: len(GOOD) // 3])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 2_000  # kilobytes
