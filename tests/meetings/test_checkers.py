"""Who was chosen to check the minutes."""

from __future__ import annotations

import pytest

from publisher.documents.excerpt import Excerpt
from publisher.documents.text import split_blocks
from publisher.meetings.checkers import read_checkers
from tests.quality.extracting import readers

BOTH = ["Minna Mallinen", "Ville Koskela"]
SWEDISH = ["Eva Malmgren", "Nils Havsund"]
# Decisions, and who checks the minutes by them.
DECISIONS: list[tuple[str, list[str]]] = [
    ("Pöytäkirjantarkastajiksi valittiin Minna Mallinen ja Ville Koskela.", BOTH),
    ("Tämän kokouksen pöytäkirjantarkastajiksi valittiin Minna Mallinen ja Ville Koskela.", BOTH),
    ("Pöytäkirjan tarkastajiksi valittiin jäsenet Minna Mallinen ja Ville Koskela.", BOTH),
    ("Valittiin pöytäkirjantarkastajiksi Minna Mallinen ja Ville Koskela.", BOTH),
    ("Valittiin tämän kokouksen pöytäkirjantarkastajiksi Minna Mallinen ja Ville Koskela", BOTH),
    ("Tarkastajiksi valittiin Minna Mallinen ja Ville Koskela.", BOTH),
    ("Päätettiin valita pöytäkirjantarkastajiksi Minna Mallinen ja Ville Koskela.", BOTH),
    ("Minna Mallinen ja Ville Koskela valittiin pöytäkirjantarkastajiksi.", BOTH),
    ("Valittiin Minna Mallinen ja Ville Koskela pöytäkirjantarkastajiksi.", BOTH),
    ("Pöytäkirjan tarkastavat Minna Mallinen ja Ville Koskela.", BOTH),
    ("Pöytäkirjantarkastajina toimivat Minna Mallinen ja Ville Koskela.", BOTH),
    (
        "Kokous todettiin lailliseksi. Pöytäkirjantarkastajiksi ja ääntenlaskijoiksi valittiin "
        "Minna Mallinen ja Ville Koskela. Sihteerinä toimii Anna Harjula.",
        BOTH,
    ),
    (
        "Pöytäkirjantarkastajiksi valittiin:\n- Minna Mallinen\n- Ville Koskela\n\nMuuta ei ollut.",
        BOTH,
    ),
    (
        "Pöytäkirjantarkastajiksi valittiin:\n\n1. Minna Mallinen\n\n2. Ville Koskela\n\n"
        "Anna Harjula saapui kokoukseen.",
        BOTH,
    ),
    # Deputies of checkers, and others who were chosen with them.
    (
        "Pöytäkirjan tarkastajiksi valittiin Minna Mallinen ja Ville Koskela sekä "
        "varatarkastajiksi valittiin Anna Harjula ja Eero Aho.",
        BOTH,
    ),
    (
        "Valittiin pöytäkirjantarkastajiksi Minna Mallinen ja Ville Koskela (varalle Anna "
        "Harjula ja Eero Aho).",
        BOTH,
    ),
    (
        "Valittiin pöytäkirjantarkastajiksi Minna Mallinen ja Ville Koskela sekä varalle "
        "valittiin Anna Harjula.",
        BOTH,
    ),
    (
        "Minna Mallinen ja Ville Koskela valittiin pöytäkirjantarkastajiksi ja varalle Anna Aho.",
        BOTH,
    ),
    (
        "Minna Mallinen ja Ville Koskela valittiin pöytäkirjantarkastajiksi ja sihteeriksi "
        "Anna Harjula.",
        BOTH,
    ),
    (
        "Sihteeriksi valittiin Anna Harjula ja pöytäkirjantarkastajiksi valittiin Minna Mallinen "
        "ja Ville Koskela.",
        BOTH,
    ),
    (
        "Pöytäkirjantarkastajiksi valittiin Minna Mallinen ja Ville Koskela ja ääntenlaskijoiksi "
        "Anna Harjula ja Eero Aho.",
        BOTH,
    ),
    # Names in the genitive.
    ("Lautakunta valitsi pöytäkirjantarkastajiksi Minna Mallisen ja Ville Koskelan.", BOTH),
    ("Lautakunta valitsi Minna Mallisen ja Ville Koskelan pöytäkirjantarkastajiksi.", BOTH),
    ("Pöytäkirjantarkastajiksi lautakunta valitsi Minna Mallisen ja Ville Koskelan.", BOTH),
    ("Kunnanhallitus nimesi pöytäkirjantarkastajiksi Minna Mallisen ja Ville Koskelan", BOTH),
    ("Lautakunta valitsi pöytäkirjantarkastajiksi Minna Mallinen ja Ville Koskela.", BOTH),
    (
        "Lautakunta valitsi pöytäkirjantarkastajiksi Minna Mallisen ja Ville Hepun.",
        ["Minna Mallinen"],
    ),
    (
        "Lautakunta valitsi pöytäkirjantarkastajiksi Aino Raitun ja Eero Tammen.",
        ["Aino Raittu", "Eero Tammi"],
    ),
    # Swedish.
    ("Till protokolljusterare valdes Eva Malmgren och Nils Havsund.", SWEDISH),
    (
        "Till protokollsjusterare valdes: Eva Malmgren och Nils Havsund. Protokollet justeras.",
        SWEDISH,
    ),
    ("Stadsstyrelsen utser Eva Malmgren och Nils Havsund till protokolljusterare.", SWEDISH),
    ("Nämnden valde Eva Malmgren och Nils Havsund till protokolljusterare.", SWEDISH),
    (
        "Eva Malmgren och Nils Havsund utsågs till protokolljusterare, ersättare Karin Ekmark.",
        SWEDISH,
    ),
    (
        "Till protokolljusterare utses Eva Malmgren och Nils Havsund samt till rösträknare Karin "
        "Ekmark.",
        SWEDISH,
    ),
    # What is not about checkers of minutes, or names none.
    ("Tilintarkastajiksi valittiin Minna Mallinen ja Ville Koskela.", []),
    ("Valtuusto valitsi tilinpäätöksen tarkastajiksi Minna Mallisen.", []),
    ("Valittiin jäseniksi Minna Mallinen ja Ville Koskela.", []),
    ("Valitaan tarkastusvuorossa olevat kaksi pöytäkirjantarkastajaa.", []),
    ("Pöytäkirjantarkastajiksi valittiin jäävittömiä jäseniä kaksi.", []),
    ("Minna Mallinen esitti, että pöytäkirja tarkastetaan heti.", []),
    ("", []),
]
KNOWN = ("Aino Raittu", "Eero Tammi", "Eero Tammela")


@pytest.mark.parametrize(("text", "expected"), DECISIONS)
def test_a_decision_names_the_checkers(text: str, expected: list[str]) -> None:
    found = read_checkers(Excerpt(split_blocks(text)), readers().phrases, KNOWN)
    assert [person.name for person in found] == expected


def test_the_span_is_that_of_the_printed_name() -> None:
    text = "  Lautakunta  valitsi pöytäkirjantarkastajiksi jäsen Minna  Mallisen ja Ville Koskelan."
    found = read_checkers(Excerpt(split_blocks(text)), readers().phrases)
    assert [(person.title, text[person.span.start : person.span.end]) for person in found] == [
        ("jäsen", "jäsen Minna  Mallisen"),
        (None, "Ville Koskelan"),
    ]


def test_an_initial_ends_no_sentence() -> None:
    text = (
        "Pöytäkirjantarkastajiksi valittiin Juhani A. Mallinen ja Gun af Hällmark. Muuta ei ollut."
    )
    found = read_checkers(Excerpt(split_blocks(text)), readers().phrases)
    assert [person.name for person in found] == ["Juhani A. Mallinen", "Gun af Hällmark"]


def test_there_are_as_many_decisions_as_there_were() -> None:
    assert len(DECISIONS) == 41


@pytest.mark.parametrize(
    "piece",
    [
        "pöytäkirjantarkastajiksi ",
        "valitsi pöytäkirjantarkastajiksi Minna Mallinen ",
        ", (",
        "a. ",
        "\n",
    ],
)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    text = piece * (100_000 // len(piece)) + " pöytäkirjantarkastajiksi"
    assert read_checkers(Excerpt(split_blocks(text)), readers().phrases) is not None
