"""What is private by its shape, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.fi import hetu, ytunnus

from publisher.privacy.detection import TextCleaner
from publisher.privacy.names import NameDetector
from publisher.privacy.passages import Passage
from tests.quality.extracting import readers

HITS = [
    ("phone", "puh. 044 700 1180", "044 700 1180"),
    ("phone", "Aino Aalto p.0405550147, Eero Elo", "0405550147"),
    ("phone", "puh. +358 44 555 0171", "+358 44 555 0171"),
    ("phone", "puh. +358 (0)44 700 1544", "+358 (0)44 700 1544"),
    ("phone", "puh. 00358 44 700 1544", "00358 44 700 1544"),
    ("phone", "puhelin 040-7001 412", "040-7001 412"),
    ("phone", "puh. 044-700 1177", "044-700 1177"),
    ("phone", "puh. (06) 555 0195", "(06) 555 0195"),
    ("phone", "puh. (09) 555 01953", "(09) 555 01953"),
    ("phone", "puhelin: 09 555 01863", "09 555 01863"),
    ("phone", "tfn 050 555 0142.", "050 555 0142"),
    ("phone", "Puh.044 700 1234", "044 700 1234"),
    ("phone", "gsm.0447001234", "0447001234"),
    ("phone", "040.123.4567", "040.123.4567"),
    ("phone", "040 – 123 4567", "040 – 123 4567"),
    ("phone", "+46 70 123 45 67", "+46 70 123 45 67"),
    ("phone", "06 555 0111 (vaihde)", "06 555 0111"),
    ("phone", "puhelin: 555 01472", "555 01472"),
    ("phone", "(aino@esimerkki.example, 0400 555 019)", "0400 555 019"),
    ("phone", "puh. 040 123 4567/Aino", "040 123 4567"),
    ("phone", "Aino/0401234567", "0401234567"),
    ("email", "aino.aalto@esimerkki.example", "aino.aalto@esimerkki.example"),
    ("email", "AINO.AALTO@ESIMERKKI.EXAMPLE", "AINO.AALTO@ESIMERKKI.EXAMPLE"),
    ("email", "aino.aalto(at)esimerkki.example", "aino.aalto(at)esimerkki.example"),
    ("email", "aino.aalto (at) esimerkki.example", "aino.aalto (at) esimerkki.example"),
    ("email", "aino.aalto[at]esimerkki.example", "aino.aalto[at]esimerkki.example"),
    ("email", "aino.aalto(a)esimerkki.example", "aino.aalto(a)esimerkki.example"),
    ("email", "åsa.öhman@skogsviken.example", "åsa.öhman@skogsviken.example"),
    ("iban", "tilille FI81 9021 0020 0117 87", "FI81 9021 0020 0117 87"),
    ("iban", "FI8190210020011787", "FI8190210020011787"),
    ("birth-date", "Hakija, s. 14.3.1957,", "s. 14.3.1957"),
    ("birth-date", "syntynyt 1.12.1980", "syntynyt 1.12.1980"),
    ("birth-date", "SYNT. 1.12.1980", "SYNT. 1.12.1980"),
    ("address", "asuu osoitteessa Rantakuja 4 as 2, 41999 Metsälahti", "Rantakuja 4"),
    ("address", "kotiosoite Pitkäkatu 12 B 5", "Pitkäkatu 12 B 5"),
    ("address", "Börje Hedlöf, Strandgatan 14 B 6", "Strandgatan 14 B 6"),
    ("personal-identity-code", "hetu 010252-987H", "010252-987H"),
    ("personal-identity-code", "hetu 010252-987h", "010252-987h"),
    ("personal-identity-code", "010252–987H", "010252–987H"),
    ("personal-identity-code", "010203A9111", "010203A9111"),
]

GUARDS = [
    "4127/06.00.00/2024",
    "738/20.215/2024",
    "VD/1936/00.04.00/2023",
    "0123/02.05.01/2026",
    "14272-2023 (00 01 02, 06 00 00)",
    "14272-2023 (06 00 00 01)",
    "06 00 00",
    "Y-tunnus 0201256-6",
    "FI02012566",
    "kuntalain (410/2015) 134 §",
    "(1266/2001; 1291/2015)",
    "21.05.2019",
    "01.02.2024",
    "7.2. - 28.11.2021",
    "27-09-2022",
    "04-12-2021",
    "2023-06-13",
    "21 400 000 euroa",
    "1 184 m²",
    "kustannusarvio 1 050 000",
    "1\u00a0050\u00a0000\u00a0€",
    "yhteensä 12 082 013, josta",
    "vuosina 2016 – 2018",
    "vuosiluokat 1 - 9",
    "asia 0401234567/2025",
    "kiinteistö 899-401-12-3",
    "kiinteistö 091-432-3-5",
    "klo 19.40 - 19.58",
    "klo 09.00",
    "0,50 euroa",
    "pöytäkirja 13/2025",
    "yli 75-vuotiaiden",
    "etunimi.sukunimi(at)metsalahti.example",
    "fornamn.efternamn@skogsviken.example",
    "kirjaamo(at)jokiranta.example",
    "Kirjaamo@jokiranta.example",
    "Rantakuja 4 korjataan",
    "Kirkkotien ja Koulupolun risteys",
]


def cleaner() -> TextCleaner:
    tables = readers()
    return TextCleaner(tables.policy, NameDetector(tables.policy, tables.phrases, "fi"), "fi")


@pytest.mark.parametrize(("kind", "text", "value"), HITS)
def test_finds_what_is_private_by_its_shape(kind: str, text: str, value: str) -> None:
    counts = cleaner().count([Passage(text, in_meeting=False)])
    assert counts[kind] == 1
    assert value not in cleaner().clean(text)


@pytest.mark.parametrize("text", GUARDS)
def test_leaves_what_only_looks_private(text: str) -> None:
    assert cleaner().clean(text) == text


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(HITS), len(GUARDS)) == (40, 38)


@pytest.mark.parametrize("text", ["010252-987H", "131052-308T", "010203A911D"])
def test_a_personal_identity_code_stops_the_build(text: str) -> None:
    assert cleaner().blocks(f"Vuokralainen ({text}) on ilmoittanut")


@pytest.mark.parametrize("text", ["010252-987J", "010203A9111", "120324-0123"])
def test_a_code_with_a_wrong_check_character_goes_and_stops_nothing(text: str) -> None:
    assert not cleaner().blocks(f"Vuokralainen ({text}) on ilmoittanut")
    assert cleaner().clean(f"Vuokralainen ({text})") == "Vuokralainen ([henkilötunnus poistettu])"
    assert cleaner().shows_private_person(text)


def test_the_values_of_the_table_are_what_they_are_taken_for() -> None:
    assert hetu.is_valid("010252-987H", allow_temporary=True)
    assert iban.is_valid("FI81 9021 0020 0117 87")
    assert ytunnus.is_valid("0201256-6")


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("Naapuri Irja Vuorinotko vaatii", True),
        ("asuu osoitteessa Rantakuja 4 as 2", True),
        ("tilille FI81 9021 0020 0117 87", True),
        ("syntynyt 1.12.1980", True),
        ("puh. 044 700 1180", False),
        ("aino.aalto@esimerkki.example", False),
        ("Rantakuja 4 korjataan", False),
    ],
)
def test_a_hit_says_whether_it_shows_a_private_person(text: str, *, shows: bool) -> None:
    assert cleaner().shows_private_person(text) is shows


def test_what_two_hits_share_leaves_no_rest() -> None:
    text = "Virtanen Matti AINO.AALTO@ESIMERKKI.EXAMPLE"
    assert cleaner().clean(text) == "[yksityishenkilö][sähköpostiosoite poistettu]"


def test_a_number_ends_where_a_date_begins() -> None:
    text = "puh. (06) 555 0195 27-09-2022"
    assert cleaner().clean(text) == "puh. [puhelinnumero poistettu] 27-09-2022"


# A street counts only near certain words, and cleaning brings words nearer to each other.
_PIECES = st.sampled_from(
    [text for kind, text, _ in HITS if kind != "address"]
    + GUARDS[:-2]
    + ["\n", "\n\n", ". ", "Aino Aalto", "Virtanen Matti"]
)


@given(st.lists(_PIECES | st.text(max_size=12), max_size=8).map(" ".join))
def test_cleaned_text_holds_nothing_private(text: str) -> None:
    cleaned = cleaner().clean(text)
    assert cleaner().clean(cleaned) == cleaned
