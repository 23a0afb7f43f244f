"""The Markdown of PDF converters becomes lines, and what people write by hand stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.markdown import extract_lines, is_markdown
from publisher.documents.reading import read_document

LINES = [
    ("## § 7 Kirjaston aukiolo", "§ 7 Kirjaston aukiolo"),
    ("# Päätös", "Päätös"),
    ("####### liikaa", "####### liikaa"),
    ("#7 ilman väliä", "#7 ilman väliä"),
    ("<!-- image -->", ""),
    ("| § 7 | Aukiolo |", "§ 7\tAukiolo"),
    ("|Havuniemen kunta | 3/2025 |", "Havuniemen kunta\t3/2025"),
    ("| sama | sama |", "sama"),
    ("| **Yhteensä** | 40 |", "Yhteensä\t40"),
    ("hinta *) sisältää veron *) kaikki", "hinta *) sisältää veron *) kaikki"),
    ("**Päätös**", "Päätös"),
    ("***Ehdotus:*** hyväksytään", "Ehdotus: hyväksytään"),
    ("1\\. kohta ja \\_alaviiva\\_", "1. kohta ja _alaviiva_"),
    ("A &amp; B &lt;5", "A & B <5"),
    ("- 1) ensimmäinen", "- 1) ensimmäinen"),
    ("a | b", "a | b"),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_loses_its_signs(line: str, expected: str) -> None:
    assert extract_lines(line) == expected


def test_the_rule_of_a_table_is_no_line() -> None:
    assert extract_lines("| a | b |\n|---|:-:|\n| c | d |") == "a\tb\nc\td"


SIGNED = [
    ("## § 7\n\nteksti\n\n## Päätös\n", True),
    ("<!-- image -->\n\nteksti\n\n<!-- image -->\n", True),
    ("| a | b |\n|---|---|\n| c | d |\n\n## Päätös", True),
    ("## Ainoa otsikko\nteksti", False),
    ("# 240422 Oikaisuvaatimus\nteksti", False),
    ("§ 7\nPäätös\n- kohta\n- toinen", False),
    ("Rivi | jossa | viivoja\nToinen | rivi", False),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_markdown_is_told_by_the_signs_of_a_converter(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_markdown(text) is expected


def test_a_document_of_markdown_is_read_whatever_its_name() -> None:
    document = read_document("poytakirja.pdf", "## § 7\n\n<!-- image -->\n\n## Päätös\n".encode())
    assert document.media_type == "text/markdown"
    assert [block.text for block in document.blocks] == ["§ 7", "Päätös"]


@given(st.text(alphabet="#|*-\\<>! \n`_aä§7&;", max_size=200))
def test_nothing_is_added_and_no_text_fails(text: str) -> None:
    lines = extract_lines(text)
    assert lines.count("ä") == text.count("ä")
    assert lines.count("§") == text.count("§")


def test_a_row_of_signs_takes_no_longer_than_its_length() -> None:
    for sign in ("*", "|", "#", "\\", "<!--", "|-"):
        assert extract_lines(sign * 100_000) is not None


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(LINES), len(SIGNED)) == (16, 7)
