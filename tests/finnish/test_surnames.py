"""Surnames in their cases."""

from __future__ import annotations

import pytest

from publisher.meetings.words import meeting_words
from tests.quality.extracting import readers

SAME = [
    ("Virta", "Virran"), ("Lahti", "Lahden"), ("Mäki", "Mäen"), ("Hakamäki", "Hakamäen"),
    ("Kangas", "Kankaan"), ("Ojakangas", "Ojakankaan"), ("Aalto", "Aallon"), ("Niemi", "Niemestä"),
    ("Virtanen", "Virtasen"), ("Virtanen", "Virtaselle"), ("Lindgård", "Lindgårdin"),
    ("Joki", "Joen"), ("Aho", "Aholta"), ("Ilves", "Ilveksen"), ("Kokko", "Kokon"),
    ("Lepo", "Levon"), ("Rinne", "Rinteen"), ("Susi", "Suden"), ("Wikgren", "Wikgrens"),
    ("Salmi-Virtanen", "Salmi-Virtasen"), ("Laine", "Laineen"), ("Lehto", "Lehdon"),
    ("Heikurinen", "Heikurista"), ("Virran", "Virralle"), ("Hautamäki", "Hautamäkeen"),
]  # fmt: skip
DIFFERENT = [
    ("Virta", "Virtanen"), ("Lehto", "Lehtori"), ("Maa", "Maanvuokralaki"), ("Salo", "Saloranta"),
    ("Virtanen", "Virtasalmi"), ("Niemi", "Nieminen"), ("Aalto", "Aaltonen"), ("Virta", "Virtaus"),
    ("Koski", "Koskela"), ("Järvi", "Järvenpää"), ("Heino", "Heinola"), ("Saari", "Saarinen"),
    ("Kallio", "Kalliola"), ("Koski", "Koskinen"), ("Laki", "Lautakunta"),
]  # fmt: skip
GENITIVES = [
    ("Mallisen", "Mallinen"), ("Hakamäen", "Hakamäki"), ("Kankaan", "Kangas"), ("Virran", "Virta"),
    ("Harjulan", "Harjula"), ("Aro-Mallisen", "Aro-Mallinen"), ("Heikkilän", "Heikkilä"),
    ("Salo-Ahon", "Salo-Aho"), ("Havurannan", "Havuranta"), ("Lindgårdin", "Lindgård"),
    ("Ekströmin", "Ekström"), ("Isojoen", "Isojoki"), ("Testilän", "Testilä"), ("Aallon", "Aalto"),
    ("Hepun", None), ("Kokon", None), ("Jalan", None), ("Mustaselän", None), ("Rossin", None),
    ("Mallinen", None), ("Lundin", None), ("", None),
]  # fmt: skip
NOMINATIVES = [
    ("Mallisen", "Mallinen"), ("Mallinen", "Mallinen"), ("Rossi", "Rossi"), ("Norrman", None),
    ("Hepun", None), ("HEPUN", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_forms_of_a_surname_are_one(one: str, other: str) -> None:
    surnames = readers().policy.surnames
    assert surnames.are_same(one, other)
    assert surnames.are_same(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_words_that_begin_alike_are_two(one: str, other: str) -> None:
    assert not readers().policy.surnames.are_same(one, other)


@pytest.mark.parametrize(("genitive", "base"), GENITIVES)
def test_a_genitive_has_a_base_form_where_it_is_certain(genitive: str, base: str | None) -> None:
    assert meeting_words().genitives.base_form(genitive) == base


@pytest.mark.parametrize(("printed", "base"), NOMINATIVES)
def test_a_surname_is_left_open_that_may_be_a_genitive(printed: str, base: str | None) -> None:
    assert meeting_words().genitives.nominative(printed) == base


def test_every_base_form_is_one_of_the_name() -> None:
    surnames = readers().policy.surnames
    certain = [pair for pair in meeting_words().genitives.surnames if pair[1]]
    assert all(surnames.are_same(f"Xa{one}", f"Xa{other}") for one, other in certain)
    assert len(certain) > 60


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(SAME), len(DIFFERENT), len(GENITIVES), len(NOMINATIVES)) == (25, 15, 22, 6)


def test_what_is_too_long_for_a_name_is_only_itself() -> None:
    surnames = readers().policy.surnames
    assert surnames.are_same("A" * 100_000, "a" * 100_000)  # its stems would need gigabytes
    assert not surnames.are_same("A" * 100_000, "A" * 100_001)
