"""The lines that open an item, in every order."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.documents.text import split_blocks
from publisher.extraction import Readers, read_words
from publisher.finnish.laws import LawReader
from publisher.items.heading import Heading, read_heading
from tests.quality.extracting import readers

CASE, TITLE = "12/10.03.02/2025", "Kyläkoulun jatkokäyttö"
PROSE = "Koulu suljettiin vuonna 2023, ja sen jatkokäytöstä on pyydetty lausunnot kaikilta kyliltä."

OPENINGS = [
    (f"{TITLE}\n\nKH 12.05.2025 § 90\n{CASE}\n\n{PROSE}", "KH", 3),
    (f"{TITLE}\n\n{CASE}\n\nKH 12.05.2025 § 90\n\n{PROSE}", "KH", 3),
    (f"{CASE}\n{TITLE}\nKH 12.05.2025, 90 §\n{PROSE}", "KH", 3),
    (f"KH § 90, 12.05.2025\n{CASE}\n{TITLE}\n{PROSE}", "KH", 3),
    (
        f"Kunnanhallituksen jaosto 12.05.2025 § 90\nDno {CASE}\n{TITLE}",
        "Kunnanhallituksen jaosto",
        3,
    ),
    (f"{TITLE}\n\nKunnanhallitus, 12.5.2025, § 90\nAsianro {CASE}", "Kunnanhallitus", 3),
]


def read(text: str) -> Heading:
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    known = Readers(words=read_words("fragment"), phrases=tables.phrases, laws=laws)
    return read_heading(split_blocks(text), known)


@pytest.mark.parametrize(("text", "body", "length"), OPENINGS)
def test_an_opening_is_read_in_any_order(text: str, body: str, length: int) -> None:
    heading = read(text)
    assert heading.title is not None
    assert heading.title.value == TITLE
    assert heading.body is not None
    assert heading.body.value == body
    assert heading.day is not None
    assert heading.day.value == dt.date(2025, 5, 12)
    assert heading.section is not None
    assert heading.section.value == 90
    assert heading.case_number is not None
    assert heading.case_number.value == CASE
    assert heading.length == length


def test_a_title_of_two_lines_is_one() -> None:
    heading = read("Kyläkoulun\njatkokäyttö\n\nKH 12.05.2025 § 90")
    assert heading.title is not None
    assert heading.title.value == TITLE
    assert heading.case_number is None


def test_prose_is_no_title() -> None:
    assert read(f"KH 12.05.2025 § 90\n\n{PROSE}").title is None


def test_a_label_is_no_title() -> None:
    assert read("KH 12.05.2025 § 90\n\nPäätös: Hyväksyttiin.").title is None


def test_a_title_may_name_another_decision() -> None:
    title = "Oikaisuvaatimus kunnanhallituksen päätöksestä 12.05.2025 § 90"
    heading = read(f"{title}\n\nKH 16.06.2025 § 101")
    assert heading.title is not None
    assert heading.title.value == title
    assert heading.section is not None
    assert heading.section.value == 101


def test_a_case_number_further_down_is_another_case() -> None:
    heading = read(f"{TITLE}\n\nKH 12.05.2025 § 90\n\nLiittyy asiaan:\n\n{CASE}")
    assert heading.case_number is None
    assert heading.length == 2


def test_a_day_that_does_not_exist_is_none() -> None:
    assert read(f"{TITLE}\n\nKH 31.04.2025 § 90").day is None


def test_there_are_as_many_openings_as_there_were() -> None:
    assert len(OPENINGS) == 6
