"""Laws in the parts of an item: what counts, where it stands, and the grounds of recusals."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from publisher.documents.document import Span
from publisher.documents.excerpt import Excerpt
from publisher.documents.text import split_blocks
from publisher.extraction import Readers, read_words
from publisher.finnish.laws import LawReader
from publisher.items.grounds import with_provision
from publisher.items.mentions import read_citations
from publisher.model import Citation, Found, PersonInRole, Place, Recusal
from tests.quality.extracting import readers

DAY = dt.date(2025, 5, 12)


@cache
def tables() -> Readers:
    known = readers()
    laws = LawReader(known.statutes, known.phrases)
    return Readers(words=read_words("generic"), phrases=known.phrases, laws=laws)


def read(text: str) -> list[Citation]:
    excerpt = Excerpt(split_blocks(text))
    found = read_citations(excerpt, Place.PREPARATION, DAY, tables().laws, tables().phrases)
    return list(found)


# Text, and the places of the laws in it.
COMPETENCE = [
    ("Toimivalta: kuntalain 92 §", ["competence"]),
    ("Toimivalta:\nkuntalain 92 §", ["competence"]),
    ("Toimivallan peruste\nHallintosääntö 12 §, kuntalain 92 §", ["competence"]),
    ("Päätösvalta: Kuntalain 14 §\n\nKuntalain 92 §:n mukaan", ["competence", "preparation"]),
    ("Beslutanderätt: kommunallagen 92 §", ["competence"]),
    ("Behörighet\n92 § i kommunallagen", ["competence"]),
    ("Toimivalta perustuu kuntalain 92 §:ään", ["preparation"]),
    ("Kuntalain 92 §:n mukainen toimivalta:", ["preparation"]),
    ("Asian selostus\nkuntalain 92 §", ["preparation"]),
]


@pytest.mark.parametrize(("text", "places"), COMPETENCE)
def test_a_law_under_a_label_for_competence_is_its_ground(text: str, places: list[str]) -> None:
    assert [citation.place.value for citation in read(text)] == places


def test_of_a_range_only_those_sections_count_that_the_act_has() -> None:
    sections = [citation.section for citation in read("perusopetuslain 16–18 a §")]
    assert sections == ["16", "17", "18", "18a"]
    sections = [citation.section for citation in read("hallintolain 69–73 §")]
    assert sections == ["69", "70", "71", "73"]


def test_acts_of_which_nobody_can_tell_are_candidates() -> None:
    (citation,) = read("rahoituslain 8 §")
    assert citation.statute is None
    assert citation.candidates == ("617/2021", "1705/2009")


def test_acts_of_the_eu_and_decisions_of_courts_are_no_statutes() -> None:
    found = read("asetuksen (EU) 2016/679, KHO:2019:54 ja KHO 12.3.2014 taltio 123")
    assert [(one.statute, one.work) for one in found] == [
        (None, "EU reg/2016/679"),
        (None, "kho/2019/54"),
        (None, None),
    ]


# A ground as printed, and the provision: act, section, subsection and item.
GROUNDS = [
    ("hallintolaki 28 § 1 mom. 4 kohta", "434/2003 28 1 4"),
    ("hallintolain 28.1 §:n 5 kohta", "434/2003 28 1 5"),
    ("28 § 1 mom 5 k", "434/2003 28 1 5"),
    ("HL 28 §", "434/2003 28 . ."),
    ("kuntalaki 97 §", "410/2015 97 . ."),
    ("laki hyvinvointialueesta 102 §", "611/2021 102 . ."),
    ("28 § 1 mom. 3 punkten i förvaltningslagen", "434/2003 28 1 3"),
    ("osallisuusjäävi", "434/2003 28 1 1"),
    ("asianosaisjäävi", "434/2003 28 1 1"),
    ("edustusjäävi", "434/2003 28 1 2"),
    ("intressijäävi", "434/2003 28 1 3"),
    ("palvelussuhde- ja toimeksiantosuhdejäävi", "434/2003 28 1 4"),
    ("yhteisöjäävi, Latukahvila Oy", "434/2003 28 1 5"),
    ("ohjaus- ja valvontajäävi", "434/2003 28 1 6"),
    ("yleislausekejäävi", "434/2003 28 1 7"),
    ("partsjäv", "434/2003 28 1 1"),
    ("intressejäv", "434/2003 28 1 3"),
    # What is cited goes before what the name stands for.
    ("intressijäävi, hallintolaki 28 § 1 mom. 1 kohta", "434/2003 28 1 1"),
    ("puoliso on hakija", None),
    ("hallintolaki", None),
    ("Latukahvila Oy:n hallitus, 128 §", None),
]


@pytest.mark.parametrize(("ground", "provision"), GROUNDS)
def test_the_ground_of_a_recusal_is_a_provision(ground: str, provision: str | None) -> None:
    span = Span(0, len(ground))
    person = PersonInRole(name="Reino Tervakoski", title=None, span=span)
    found = with_provision(Recusal(person=person, ground=Found(ground, span)), DAY, tables())
    law = found.provision
    parts = (law.statute, law.section, law.subsection, law.item) if law else ()
    assert (" ".join(part or "." for part in parts) or None) == provision


def test_a_recusal_without_a_ground_has_no_provision() -> None:
    person = PersonInRole(name="Reino Tervakoski", title=None, span=Span(0, 16))
    recusal = Recusal(person=person, ground=None)
    assert with_provision(recusal, DAY, tables()) is recusal


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(COMPETENCE), len(GROUNDS)) == (9, 21)
