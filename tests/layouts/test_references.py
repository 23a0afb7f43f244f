"""Running lists of earlier handlings."""

from __future__ import annotations

import pytest

from publisher.layouts.references import read_references
from publisher.model import Handling
from tests.quality.extracting import readers
from tests.sources.systems import lines

LISTS = [
    ("Sivistyslautakunta 3.2.2024 § 17", ["Sivistyslautakunta 2024-02-03 17"]),
    ("Tekniska nämnden 3.2.2024, 17 §", ["Tekniska nämnden 2024-02-03 17"]),
    (
        "Tekniska nämnden 3.2.2024, § 17, Stadsstyrelsen 12.2.2024, 41 §",
        ["Tekniska nämnden 2024-02-03 17", "Stadsstyrelsen 2024-02-12 41"],
    ),
    (
        "Tekniska nämnden 3.2.2024 § 17 Stadsstyrelsen 12.2.2024 § 41",
        ["Tekniska nämnden 2024-02-03 17", "Stadsstyrelsen 2024-02-12 41"],
    ),
    ("Kaupunginhallitus 3.2.2024", ["Kaupunginhallitus 2024-02-03 None"]),
    (
        "Kaupunginhallitus 3.2.2024, 12.2.2024",
        ["Kaupunginhallitus 2024-02-03 None", "Kaupunginhallitus 2024-02-12 None"],
    ),
    ("3.2.2024, 12.2.2024", ["None 2024-02-03 None", "None 2024-02-12 None"]),
    ("Kaupunginhallitus 3.2.3024 § 17", ["Kaupunginhallitus None 17"]),
]
NO_LISTS = [
    "",
    "Kaupunginhallitus",
    "§ 17",
    "Kunta on 3.2.2024 § 17",
    "Sopimus päättyi 3.2.2024, eikä sitä jatkettu.",
]


def said(one: Handling) -> str:
    body, date, section = (found and found.value for found in (one.body, one.date, one.section))
    return f"{body} {date} {section}"


@pytest.mark.parametrize(("text", "handlings"), LISTS)
def test_a_list_is_read_to_its_end(text: str, handlings: list[str]) -> None:
    blocks = lines(text, "Ranta on kulunut.")
    found, rest = read_references(blocks, readers().phrases)
    assert [said(one) for one in found] == handlings
    assert list(rest) == [blocks[1]]


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_is_no_list_is_left(text: str) -> None:
    blocks = lines(text)
    assert read_references(blocks, readers().phrases) == ((), blocks)


def test_a_list_that_goes_on_with_a_sentence_is_both() -> None:
    blocks = lines("Stadsstyrelsen 12.2.2024, 41 §, beslöt att höra invånarna.")
    found, rest = read_references(blocks, readers().phrases)
    assert [said(one) for one in found] == ["Stadsstyrelsen 2024-02-12 41"]
    assert rest == blocks


def test_an_entry_may_be_broken_at_the_end_of_a_line() -> None:
    blocks = lines("Tekniska nämnden 3.2.2024, § 17, Stadsstyrelsen\n12.2.2024, 41 §")
    found, rest = read_references(blocks, readers().phrases)
    assert [said(one) for one in found] == [
        "Tekniska nämnden 2024-02-03 17",
        "Stadsstyrelsen 2024-02-12 41",
    ]
    assert rest == ()


@pytest.mark.parametrize("text", ["Nämnden ,,, " * 9_000, "3.2.2024 " * 11_000, "Nämnd " * 17_000])
def test_a_long_list_is_read_to_its_end(text: str) -> None:
    """A pattern that searches the same again and again would take hours."""
    assert read_references(lines(text), readers().phrases) is not None
