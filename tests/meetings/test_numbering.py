"""The headings of the items of a meeting, in every shape, among lines that look like them."""

from __future__ import annotations

import pytest

from publisher.documents.text import split_blocks
from publisher.extraction import Readers, read_words
from publisher.finnish.laws import LawReader
from publisher.meetings.numbering import Numbering, find_numbering
from publisher.meetings.numbering_shapes import Shape, is_in_capitals
from tests.quality.extracting import readers

DECIDED = "Ehdotus: Hyväksytään.\n\nPäätös: Hyväksyttiin."

HEADINGS = [
    ("§ 5 Torin kunnostus", Shape.SIGN_FIRST, "Torin kunnostus"),
    ("§5 Torin kunnostus", Shape.SIGN_FIRST, "Torin kunnostus"),
    ("## § 5 Torin kunnostus", Shape.SIGN_FIRST, "Torin kunnostus"),
    ("§ 5. Torin kunnostus", Shape.SIGN_FIRST, "Torin kunnostus"),
    ("§ 5", Shape.SIGN_FIRST, None),
    ("5 §             TORIN KUNNOSTUS", Shape.SIGN_LAST, "TORIN KUNNOSTUS"),
    ("5 § Torin kunnostus Sivu 12", Shape.SIGN_LAST, "Torin kunnostus"),
    ("5 §", Shape.SIGN_LAST, None),
    ("§ 5, STST 2014-03-17 17:00", Shape.WITH_TIME, None),
    ("5, STST :00", Shape.WITH_TIME, None),
    ("Kunnanhallitus 17.3.2014 § 5", Shape.OPENING, None),
    ("Kunnanhallitus          § 5          17.03.2014", Shape.OPENING, None),
]

NO_HEADINGS = [
    "§ 5:n mukaan kunta päättää",
    "§ 5 mukaan kunta päättää",
    "§ 5, § 6 ja § 7",
    "§ 5-7",
    "5 § ja 6 §",
    "5 §:ssä säädetään",
    "§ 5 Kunnan on lain mukaan pidettävä huolta siitä, että tori on kunnossa.",
    "5 Torin kunnostus",
    "Liite 5",
    "5",
]

# Weak shapes: only several of them prove anything.
ROWS = [
    ("{n} TORIN KUNNOSTUS {letter}", Shape.BARE),
    ("{n} TORIN KUNNOSTUS {letter} Sivu 12", Shape.BARE),
    ("TORIN KUNNOSTUS {letter}\nKvalt {n}", Shape.ABBREVIATION),
]


def known() -> Readers:
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    return Readers(words=read_words("generic"), phrases=tables.phrases, laws=laws)


def find(text: str) -> Numbering:
    return find_numbering(split_blocks(text), known())


def numbers(numbering: Numbering) -> list[int]:
    return [heading.number.value for heading in numbering.headings]


@pytest.mark.parametrize(("line", "shape", "title"), HEADINGS)
def test_a_heading_is_found_by_its_shape(line: str, shape: Shape, title: str | None) -> None:
    found = find(f"{line}\n\n{DECIDED}")
    assert found.shape is shape
    assert numbers(found) == [5]
    printed = found.headings[0].title
    assert (printed.text if printed else None) == title
    assert found.is_likely()


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_what_only_begins_like_a_heading_is_none(line: str) -> None:
    assert numbers(find(f"{line}\n\n{DECIDED}")) == []


@pytest.mark.parametrize(("row", "shape"), ROWS)
def test_a_weak_shape_counts_only_if_there_are_several(row: str, shape: Shape) -> None:
    items = [f"{row.format(n=n, letter='ABC'[n - 7])}\n\n{DECIDED}" for n in (7, 8, 9)]
    assert find(items[0]).shape is None
    found = find("\n\n".join(items))
    assert found.shape is shape
    assert numbers(found) == [7, 8, 9]


def test_all_shapes_were_seen() -> None:
    assert {shape for _, shape, _ in HEADINGS} | {shape for _, shape in ROWS} == set(Shape)
    assert (len(HEADINGS), len(NO_HEADINGS), len(ROWS)) == (12, 10, 3)


def test_the_list_of_items_at_the_front_is_passed_over() -> None:
    rows = [f"§ {n} Asia {n}" for n in range(7, 10)]
    text = "\n".join(["Käsitellyt asiat", *rows]) + "\n\n"
    text += "\n\n".join(f"{row}\n\n{DECIDED}" for row in rows)
    found = find(text)
    assert numbers(found) == [7, 8, 9]
    assert found.decided == 3
    assert [heading.index for heading in found.headings] == [4, 7, 10]


def test_a_list_of_items_is_passed_over_though_but_one_item_is_told() -> None:
    rows = [f"{n} § Asia {n}" for n in range(7, 10)]
    found = find("\n\n".join([*rows, "7 § Asia 7", "Ehdotus: Hyväksytään.", "Kutsu on"]))
    assert numbers(found) == [7]
    assert found.headings[0].index == 3


def test_a_weak_shape_counts_alone_if_the_lines_are_known_to_be_of_a_meeting() -> None:
    blocks = split_blocks(f"TORIN KUNNOSTUS\n\nKvalt 5\n\n{DECIDED}")
    assert find_numbering(blocks, known()).headings == ()
    assert numbers(find_numbering(blocks, known(), is_proven=True)) == [5]


def test_a_paragraph_of_another_decision_is_no_item() -> None:
    text = f"§ 7 Asia\n\n{DECIDED}\n\n§ 8 Päätökset\n\n§ 162 Vuokra\n\n§ 3 Lupa\n\n{DECIDED}"
    assert numbers(find(f"{text}\n\n§ 9 Muut asiat\n\n{DECIDED}")) == [7, 8, 9]


def test_a_heading_that_a_page_repeats_is_one() -> None:
    line = "Kunnanhallitus 17.3.2014 § 7"
    found = find(f"{line}\n\nTausta.\n\n{line}\n\n{DECIDED}")
    assert numbers(found) == [7]
    assert [block.text for block in found.repeated] == [line]
    assert found.headings[0].index == 0


def test_the_same_number_on_another_day_is_another_handling() -> None:
    text = (
        f"Kunnanhallitus 17.3.2014 § 7\n\n{DECIDED}\n\n"
        f"Kunnanhallitus 17.3.2014 § 8\n\nJaosto 3.3.2014 § 7\n\n{DECIDED}\n\n"
        f"Jaosto 3.3.2014 § 7\n\n{DECIDED}"
    )
    found = find(text)
    assert numbers(found) == [7, 8]
    assert found.repeated == ()


def test_a_head_of_pages_is_no_item() -> None:
    text = "\n\n".join(f"{n} TAMMISUON KUNTA\n\n{DECIDED}" for n in range(1, 5))
    assert find(text).shape is None


def test_rules_have_headings_too_but_hardly_any_label() -> None:
    rules = "\n\n".join(f"{n} § Luku {n}\n\nKunta toimii näin." for n in range(1, 9))
    found = find(f"{rules}\n\n9 § Ote\n\nPäätös annetaan näin.\n\nPäätös\n\nOte annetaan.")
    assert found.headings
    assert not found.is_likely()


def test_capitals_are_told_from_names() -> None:
    assert is_in_capitals("TORIN KUNNOSTUS 2014 / OY AB")
    assert not is_in_capitals("2014 / 15")
    assert not is_in_capitals("TORIN kunnostus")
