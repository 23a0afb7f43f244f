"""The canonical text and its lines, through `read_document`."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_document, read_file
from publisher.documents.text import canonicalise, split_blocks
from publisher.errors import UnreadableError

MARKED = (
    "\u00a0\u202f\u2007\u200b\u200c\u2060\ufeff\u00ad\u2028\u2029\x85\x96\x81\ufffe\r\f\v\x01\x7f"
)
THOROUGH = settings(max_examples=300)
SAMPLES = Path(__file__).parents[3] / "shared" / "reading" / "minutes"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(MARKED + "\t\n \u0308\u030a§äÅ–"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    )
)
TAGS = ("<p>", "</p>", "<td>", "<tr>", "<table>", "</table>", "<br>", "<pre>", "</pre>", "<li>")
PAGES = st.lists(st.one_of(st.sampled_from((*TAGS, "&nbsp;", "<b>", "</div>")), TEXTS))


def assert_blocks_hold(document: SourceDocument) -> None:
    """Every block stands where it says, and nothing but white space stands outside of blocks."""
    end = 0
    paragraph = -1
    for block in document.blocks:
        assert document.text[block.span.start : block.span.end] == block.text
        assert block.text == block.text.strip() != ""
        assert "\n" not in block.text
        between = document.text[end : block.span.start]
        assert not between.strip()
        assert "\n" in between or end == 0
        is_new = paragraph < 0 or between.count("\n") > 1
        assert block.paragraph == paragraph + is_new
        end, paragraph = block.span.end, block.paragraph
    assert not document.text[end:].strip()


def assert_canonical(text: str) -> None:
    assert text == canonicalise(text)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set(MARKED)
    assert not any(unicodedata.category(c) == "Cc" for c in text if c not in "\t\n")


def test_brings_text_to_its_canonical_form() -> None:
    expected = {
        "newlines": ("a\r\nb\rc\u2028d\u2029e\ff\vg\x85h", "a\nb\nc\nd\ne\nf\ng\nh"),
        "newline pairs": ("a\r\n\r\nb\n\rc", "a\n\nb\n\nc"),
        "blanks, one for one": ("a\u00a0\u00a0b\u202fc\u2007d", "a  b c d"),
        "zero width": ("Viemerö-\u200bRanta\u200c\u2060, 2,\ufeff5", "Viemerö-Ranta, 2,5"),
        "soft hyphen": ("hyvin\u00advointi", "hyvinvointi"),
        "controls": ("a\x01b\x1bc\x7fd\te" + "." * 400, "abcd\te" + "." * 400),
        "composed": ("Pa\u0308a\u0308to\u0308s A\u030ale", "Päätös Åle"),
        "composed over a soft hyphen": ("a\u00ad\u0308", "ä"),
        "signs with another composition": ("5 \u212b, 3 \u2126", "5 Å, 3 Ω"),
        "windows-1252 as controls": ("1.2.\x962.2. \x84a\x94 \x81", "1.2.–2.2. „a” "),
        "not XML": ("a\ufffe\uffffb", "ab"),
        "white space stands": ("  a \t b  \n\n\n c ", "  a \t b  \n\n\n c "),
        "joiner stands": ("a\u200db", "a\u200db"),
    }
    actual = {
        name: (given_, read_document(name, given_.encode()).text)
        for name, (given_, _) in expected.items()
    }
    assert expected == actual
    assert len(actual) == 13


def test_finds_lines_and_paragraphs() -> None:
    document = read_document("asia", "\n\n § 7\u00a0\r\nAsia\n \u00a0 \n\n\tPäätös\n".encode())
    lines = [(b.text, b.span.start, b.span.end, b.paragraph) for b in document.blocks]
    assert lines == [("§ 7", 3, 6, 0), ("Asia", 8, 12, 0), ("Päätös", 19, 25, 1)]
    assert_blocks_hold(document)


def test_counts_code_points() -> None:
    document = read_document("asia", "𝔄 hanke\n§ 7".encode())
    assert [(b.span.start, b.span.end) for b in document.blocks] == [(0, 7), (8, 11)]


@THOROUGH
@given(TEXTS)
@example(MARKED)
@example("\u1680a\u3000\n\u2003b")
def test_every_text_becomes_canonical_and_its_blocks_hold(text: str) -> None:
    canonical = canonicalise(text)
    assert_canonical(canonical)
    blocks = split_blocks(canonical)
    document = read_document("asia", ("§ 1\n\n" + text).encode("utf-16"))
    assert_canonical(document.text)
    assert_blocks_hold(document)
    assert len(document.blocks) in {len(blocks) + 1, len(split_blocks("§ 1\n\n" + text))}


@THOROUGH
@given(st.binary())
def test_every_content_is_read_or_refused(content: bytes) -> None:
    try:
        document = read_document("asia", content)
    except UnreadableError:
        return
    assert document.blocks
    assert_canonical(document.text)
    assert_blocks_hold(document)


@THOROUGH
@given(PAGES)
def test_every_page_becomes_canonical_and_its_blocks_hold(pieces: list[str]) -> None:
    document = read_document("asia", f"<div>§ 1</div>{''.join(pieces)}".encode("utf-16"))
    assert document.media_type == "text/html"
    assert_canonical(document.text)
    assert_blocks_hold(document)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected minutes are not beside the project")
def test_every_collected_document_becomes_canonical_and_its_blocks_hold() -> None:
    paths = sorted([*SAMPLES.glob("S[0-4].txt"), *SAMPLES.glob("*.html")])
    for path in paths:
        document = read_file(path, path.name)
        assert document.media_type == ("text/html" if path.suffix == ".html" else "text/plain")
        assert_canonical(document.text)
        assert_blocks_hold(document)
    assert len(paths) == 10
