"""Names and titles on lines of their own."""

from __future__ import annotations

import pytest

from publisher.finnish.people import is_body, parse_name_list, parse_people, parse_person
from tests.quality.extracting import readers

PERSONS = [
    ("Kunnanjohtaja Minna Mallinen", "Minna Mallinen", "Kunnanjohtaja"),
    ("Tekninen johtaja Kalle Koskimäki", "Kalle Koskimäki", "Tekninen johtaja"),
    ("Minna Mallinen kunnanjohtaja", "Minna Mallinen", "kunnanjohtaja"),
    ("Minna Mallinen tekninen johtaja", "Minna Mallinen", "tekninen johtaja"),
    ("Matti Johannes Mallinen toimitusjohtaja", "Matti Johannes Mallinen", "toimitusjohtaja"),
    ("Gun-Lis af Hällström", "Gun-Lis af Hällström", None),
    ("jäsen Aino Salla-aho", "Aino Salla-aho", "jäsen"),
    ("palvelualuejohtaja", None, "palvelualuejohtaja"),
    ("että aluevaltuutettu Ilkka Peltonen", "Ilkka Peltonen", "aluevaltuutettu"),
    ("Stadsdirektör Sven Granfors", "Sven Granfors", "Stadsdirektör"),
]
# Lines of people, and what each of them is: name and title.
CONTACTS = [
    (
        "Minna Mallinen, Hallintopäällikkö, m@koivulampi.example",
        ["Minna Mallinen: Hallintopäällikkö"],
    ),
    (
        "Minna Mallinen m@koivulampi.example vt.opetuspäällikkö",
        ["Minna Mallinen: vt.opetuspäällikkö"],
    ),
    ("Minna Mallinen / m@koivulampi.example / rehtori", ["Minna Mallinen: rehtori"]),
    ("Minna Mallinen, vs. kunnanjohtaja, puh. 044 700 1180", ["Minna Mallinen: vs. kunnanjohtaja"]),
    ("vs. kunnanjohtaja Minna Mallinen", ["Minna Mallinen: vs. kunnanjohtaja"]),
    (
        "Vt. rehtori Minna Mallinen, va. rehtori Oiva Tanska",
        ["Minna Mallinen: Vt. rehtori", "Oiva Tanska: va. rehtori"],
    ),
    ("1. varapuheenjohtaja Minna Mallinen", ["Minna Mallinen: 1. varapuheenjohtaja"]),
    ("Minna Mallinen, 1. varapuheenjohtaja", ["Minna Mallinen: 1. varapuheenjohtaja"]),
    (
        "Minna Mallinen, Sivistys- ja hyvinvointijohtaja",
        ["Minna Mallinen: Sivistys- ja hyvinvointijohtaja"],
    ),
    (
        "sivistys- ja hyvinvointijohtaja Minna Mallinen",
        ["Minna Mallinen: sivistys- ja hyvinvointijohtaja"],
    ),
    (
        "Talous- ja hallintojohtaja Minna Mallinen ja rehtori Oiva Tanska",
        ["Minna Mallinen: Talous- ja hallintojohtaja", "Oiva Tanska: rehtori"],
    ),
    ("Minna Mallinen, talous ja hallintojohtaja", ["Minna Mallinen: talous ja hallintojohtaja"]),
    (
        "Minna Mallinen, hallinto-, talous- ja henkilöstöjohtaja",
        ["Minna Mallinen: hallinto-, talous- ja henkilöstöjohtaja"],
    ),
    ("Konsernihallinto,", []),
    ("Konsernihallinto, Minna Mallinen, puh. 09 555 12345", ["Minna Mallinen"]),
    ("Minna Mallinen, Tekniset palvelut", ["Minna Mallinen"]),
    ("Minna Mallinen,", ["Minna Mallinen"]),
    ("Minna Mallinen ja", ["Minna Mallinen"]),
    ("ja Oiva Tanska", ["Oiva Tanska"]),
    ("Minna Mallinen, puhelin: 09 555 12345", ["Minna Mallinen"]),
    ("Minna Mallinen, puh. (09) 555 24801.", ["Minna Mallinen"]),
    ("Minna Mallinen, puh. 020?555 8011", ["Minna Mallinen"]),
    ("Minna Mallinen (etunimi.sukunimi@koivulampi.example)", ["Minna Mallinen"]),
    ("(etunimi.sukunimi@koivulampi.example):", []),
    ("minna.mallinen(at)koivulampi.example, oiva.tanska(at)koivulampi.example", []),
    ("Hyvinvointialuejohtaja Mallinen Minna", ["Mallinen Minna: Hyvinvointialuejohtaja"]),
    ("Minna Malli-Koskinen, kehittämispäällikkö", ["Minna Malli-Koskinen: kehittämispäällikkö"]),
    ("Gun af Hällmark, Carl von Tallberg", ["Gun af Hällmark", "Carl von Tallberg"]),
    ("Juhani A. Mallinen, rehtori", ["Juhani A. Mallinen: rehtori"]),
    ("Riitta A. Mallinen kunnanjohtaja", ["Riitta A. Mallinen: kunnanjohtaja"]),
    ("Minna Mallinen Tekninen johtaja", ["Minna Mallinen: Tekninen johtaja"]),
    (
        "Minna Mallinen Kaupunginhallituksen puheenjohtaja",
        ["Minna Mallinen: Kaupunginhallituksen puheenjohtaja"],
    ),
    (
        "Kaupunginhallituksen puheenjohtaja Minna Mallinen",
        ["Minna Mallinen: Kaupunginhallituksen puheenjohtaja"],
    ),
    ("Minna Mallinen, hallintojohtaja, sihteeri", ["Minna Mallinen: hallintojohtaja, sihteeri"]),
    ("Kunnanjohtaja Minna Mallinen, esittelijä", ["Minna Mallinen: Kunnanjohtaja"]),
    ("Kunnanjohtaja Minna Mallinen esittelijä", ["Minna Mallinen: Kunnanjohtaja"]),
    ("Suunnittelija Minna Mallinen 12.4.2017:", ["Minna Mallinen: Suunnittelija"]),
    (
        "Lisätietoja antaa kunnanjohtaja Minna Mallinen, puh. 06 555 4111 (vaihde)",
        ["Minna Mallinen: kunnanjohtaja"],
    ),
    (
        "Minna Mallinen ja Oiva Tanska, hallintojohtaja",
        ["Minna Mallinen", "Oiva Tanska: hallintojohtaja"],
    ),
    (
        "Biträdande stadsdirektör Sven Malmgren, tfn 06 555 7111",
        ["Sven Malmgren: Biträdande stadsdirektör"],
    ),
    ("Sven Malmgren, t.f. stadsdirektör", ["Sven Malmgren: t.f. stadsdirektör"]),
    (
        "Stadssekreterare Eva Tallberg och kanslist Nils Havsund",
        ["Eva Tallberg: Stadssekreterare", "Nils Havsund: kanslist"],
    ),
]
NOT_PERSONS = ["Kunnanhallitus päättää", "Koulu suljettiin vuonna 2023", "", "puh. 040 123"]

LINES = [
    ("Minna Mallinen, puh. 044 700 1180", [("Minna Mallinen", None)]),
    ("Minna Mallinen p.0405550147, Oiva Tanska p. 040 765 4321", ["Minna Mallinen", "Oiva Tanska"]),
    ("Minna Mallinen, kunnanjohtaja, minna@kunta.example", [("Minna Mallinen", "kunnanjohtaja")]),
    ("controller Petra Wikgren, petra.wikgren@skog.example", [("Petra Wikgren", "controller")]),
    ("puh. +358 44 555 0171", []),
    ("etunimi.sukunimi(at)kunta.example", []),
    ("minna.mallinen (at) kunta.example", []),
    ("Minna Mallinen ja Oiva Tanska", ["Minna Mallinen", "Oiva Tanska"]),
]
NOT_LINES = [
    "Asiaa on valmisteltu kesästä 2023.",
    "Minna Mallinen esittelee asian",
    "Selvitys, liite",
    "Konsernihallinto",
    "Asiaa on valmisteltu 12.4.2017.",
    "kunnanjohtaja",
    "Oheismateriaali / Minna Mallinen",
]

BODIES = [
    "Kaupunginhallitus",
    "Perusturva- ja terveyslautakunta",
    "Stadsstyrelsen",
    "Aluehallitus:",
]
NOT_BODIES = ["kaupunginhallitus", "Kaupunginhallitus päättää", "Minna Mallinen", "", "Selostus"]


@pytest.mark.parametrize(("text", "name", "title"), PERSONS)
def test_a_person_is_a_name_with_a_title(text: str, name: str | None, title: str | None) -> None:
    person = parse_person(text, readers().phrases)
    assert person is not None
    assert (person.name, person.title) == (name, title)


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_what_is_more_than_a_person_is_none(text: str) -> None:
    assert parse_person(text, readers().phrases) is None


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_line_of_contacts_holds_people(
    text: str, expected: list[tuple[str, str | None] | str]
) -> None:
    people = parse_people(text, readers().phrases)
    assert people is not None
    wanted = [(one, None) if isinstance(one, str) else one for one in expected]
    assert [(person.name, person.title) for person in people] == wanted
    assert all(person.name in text[person.start : person.end] for person in people if person.name)


@pytest.mark.parametrize(("text", "expected"), CONTACTS)
def test_a_line_of_contacts_holds_people_with_titles(text: str, expected: list[str]) -> None:
    people = parse_people(text, readers().phrases)
    assert people is not None
    assert [": ".join(filter(None, (one.name, one.title))) for one in people] == expected
    for person in people:
        printed = text[person.start : person.end]
        assert all(part in printed for part in (person.name, person.title) if part)


@pytest.mark.parametrize("text", NOT_LINES)
def test_a_line_that_says_anything_else_holds_none(text: str) -> None:
    assert parse_people(text, readers().phrases) is None


@pytest.mark.parametrize("text", BODIES)
def test_a_body_stands_alone(text: str) -> None:
    assert is_body(text, readers().phrases)


@pytest.mark.parametrize("text", NOT_BODIES)
def test_what_is_no_body_is_none(text: str) -> None:
    assert not is_body(text, readers().phrases)


def test_a_list_of_names_may_hold_titles() -> None:
    text = "puheenjohtaja Aino Aalto, Eero Elo sekä jäsen Ilmari Ilo"
    people = parse_name_list(text, readers().phrases)
    assert [person.name for person in people] == ["Aino Aalto", "Eero Elo", "Ilmari Ilo"]


def test_the_tables_are_as_long_as_they_were() -> None:
    tables = (PERSONS, NOT_PERSONS, LINES, CONTACTS, NOT_LINES, BODIES, NOT_BODIES)
    assert [len(table) for table in tables] == [10, 4, 8, 42, 7, 4, 5]


@pytest.mark.parametrize("piece", ["a", "1a", "A-", "A.", "(at)"])
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    line = piece * (200_000 // len(piece)) + " Kunta"  # minutes, if every letter were a beginning
    assert not parse_people(line, readers().phrases)
