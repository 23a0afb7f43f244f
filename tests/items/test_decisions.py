"""What the words of a decision mean."""

from __future__ import annotations

import pytest

from publisher.documents.document import Block, Span
from publisher.documents.excerpt import Excerpt
from publisher.items.decisions import (
    read_checked,
    read_outcome,
    read_recusals,
    read_temporary_chair,
)
from tests.quality.extracting import readers

CHANGE = "Kunnanhallitus päättää hyväksyä sopimuksen."
NOTE = "Kunnanhallitus merkitsee selvityksen tiedoksi."

OUTCOMES = [
    ("Päätösehdotus hyväksyttiin.", CHANGE, "approved"),
    ("Hyväksyttiin.", CHANGE, "approved"),
    ("Hyväksyttiin esityksen mukaan.", CHANGE, "approved"),
    ("Hyväksyi esityksen", CHANGE, "approved"),
    ("Kunnanjohtaja alusti asiaa. Kunnanhallitus hyväksyi ehdotuksen.", CHANGE, "approved"),
    ("Päätettiin ehdotuksen mukaisesti.", CHANGE, "approved"),
    ("Päätös on ehdotuksen mukainen.", CHANGE, "approved"),
    ("Kunnanhallitus hyväksyi ehdotuksen.", NOTE, "noted"),
    ("Merkittiin tiedoksi.", NOTE, "noted"),
    ("Päätti olla käyttämättä otto-oikeuttaan ja merkitsi päätökset tiedokseen.", None, "noted"),
    ("Asia jätettiin pöydälle.", CHANGE, "tabled"),
    ("Päätti panna asian pöydälle.", CHANGE, "tabled"),
    ("Asia palautettiin uudelleen valmisteltavaksi.", CHANGE, "returned"),
    ("Asia palautetaan valmisteluun.", CHANGE, "returned"),
    ("Kunnanhallitus palautti asian takaisin valmisteluun.", CHANGE, "returned"),
    ("Kunnanhallitus palautti lautakunnalle maksun. Ehdotus hyväksyttiin.", CHANGE, "approved"),
    ("Hyväksyttiin siten muutettuna, että määräaika on kesäkuu.", CHANGE, "approved-amended"),
    ("Hyväksyttiin muutetun ehdotuksen mukaan.", CHANGE, "approved-amended"),
    ("Esittelijä muutti ehdotustaan. Ehdotus hyväksyttiin.", CHANGE, "approved-amended"),
    (
        "Esittelijä muutti ehdotustaan siten, että asia palautetaan uuteen "
        "valmisteluun. Hyväksyttiin.",
        CHANGE,
        "returned",
    ),
    ("Kunnanhallitus päätti hylätä oikaisuvaatimuksen.", None, "rejected"),
    ("Oikaisuvaatimus hylättiin.", None, "rejected"),
    ("Asia poistettiin esityslistalta.", CHANGE, "removed"),
    ("Esittelijä veti asian pois.", CHANGE, "removed"),
    ("Esittelijä peruutti esityksensä.", CHANGE, "removed"),
    ("Pöytäkirjantarkastajiksi valittiin Aino Aalto ja Eero Elo.", None, "elected"),
    ("Kunnanhallitus päätti hyväksyä sopimuksen.", CHANGE, "approved"),
    ("Kunnanhallitus katsoo aloitteen loppuun käsitellyksi.", None, "other"),
    (
        "Eero Elo esitti, että asia jätetään pöydälle. Esitys raukesi "
        "kannattamattomana. Kunnanhallitus hyväksyi ehdotuksen.",
        CHANGE,
        "approved",
    ),
    (
        "Eero Elo ehdotti Aino Aallon kannattamana asian palauttamista uudelleen "
        "valmisteltavaksi. Ehdotus hyväksyttiin yksimielisesti.",
        CHANGE,
        "approved",
    ),
    ("Godkändes enligt förslaget.", None, "approved"),
    ("Antecknades för kännedom.", None, "noted"),
    ("Ärendet bordlades.", None, "tabled"),
    ("Ärendet återremitterades för ny beredning.", None, "returned"),
    ("Nämnden avslog begäran.", None, "rejected"),
]

RECUSALS = [
    (
        "Aino Aalto, Eero Elo ja Ilmari Ilo ilmoittivat esteellisyytensä "
        "(intressijäävi) ennen keskustelua.",
        ["Aino Aalto", "Eero Elo", "Ilmari Ilo"],
        "intressijäävi",
    ),
    (
        "Aino Aalto ilmoitti olevansa esteellinen (hallintolaki 28 § 1 mom. 5 kohta) ja poistui.",
        ["Aino Aalto"],
        "hallintolaki 28 § 1 mom. 5 kohta",
    ),
    (
        "Aino Aalto poistui kokoushuoneesta esteellisenä (yhteisöjäävi).",
        ["Aino Aalto"],
        "yhteisöjäävi",
    ),
    ("Jäsen Aino Aalto poistui esteellisenä kokouksesta.", ["Aino Aalto"], None),
    (
        "Esteellisenä (osallisuusjäävi) kokouksesta poistui tämän asian käsittelyn sekä "
        "siitä äänestämisen väliseksi ajaksi klo 19.40 - 19.58 puheenjohtaja Aino Aalto "
        "ja jäsen Eero Elo.",
        ["Aino Aalto", "Eero Elo"],
        "osallisuusjäävi",
    ),
    ("Esteelliset: Aino Aalto", ["Aino Aalto"], None),
    ("Lisäksi Aino Aalto ilmoitti olevansa esteellinen.", ["Aino Aalto"], None),
    ("Merkittiin, että valtuutettu Aino Aalto oli esteellinen.", ["Aino Aalto"], None),
    (
        "Ledamöterna Åsa Öhman och Kaj Sundvall anmälde jäv (intressejäv).",
        ["Åsa Öhman", "Kaj Sundvall"],
        "intressejäv",
    ),
    ("Åsa Öhman var jävig och avlägsnade sig.", ["Åsa Öhman"], None),
    ("Suunnittelijat Aino Aalto ja Eero Elo poistuivat kokouksesta klo 17.45.", [], None),
    ("Aino Aalto saapui kokoukseen klo 18.12.", [], None),
    ("Rehtori Aino Aalto oli asiantuntijana kuultavana ja poistui.", [], None),
]

CHAIRS = [
    ("Aino Aalto toimi puheenjohtajana pykälän käsittelyn ajan.", "Aino Aalto"),
    (
        "Puheenjohtajana tämän pykälän käsittelyn aikana toimi varapuheenjohtaja Aino Aalto.",
        "Aino Aalto",
    ),
    (
        "Puheenjohtajana tämän asian käsittelyn ajan klo 19.40 - 19.58 toimi Aino Aalto.",
        "Aino Aalto",
    ),
    ("Tilapäiseksi puheenjohtajaksi valittiin Aino Aalto.", "Aino Aalto"),
    ("Aino Aalto johti puhetta.", "Aino Aalto"),
    ("Puhetta johti asian käsittelyn aikana varapuheenjohtaja Aino Aalto.", "Aino Aalto"),
    ("Aino Aalto toimi sen ajan puheenjohtajana.", "Aino Aalto"),
    ("Aino Aalto toimi asian käsittelyn aikana puheenjohtajana.", "Aino Aalto"),
    ("Puhetta johti puheenjohtaja Aino Aalto.", None),
    ("Åsa Öhman fungerade som ordförande.", "Åsa Öhman"),
    ("Puheenjohtaja totesi ehdotuksen hyväksytyksi.", None),
]

CHECKED = [
    ("Pykälä tarkastettiin kokouksessa.", True),
    ("Pöytäkirja tarkastettiin tältä osin heti.", True),
    ("Paragrafen justerades omedelbart.", True),
    ("Pöytäkirja tarkastetaan ensi viikolla.", False),
]


def excerpt(text: str) -> Excerpt:
    return Excerpt([Block(text=text, span=Span(0, len(text)), paragraph=0)])


@pytest.mark.parametrize(("decision", "proposal", "outcome"), OUTCOMES)
def test_an_outcome_is_resolved_against_the_proposal(
    decision: str, proposal: str | None, outcome: str
) -> None:
    against = None if proposal is None else excerpt(proposal)
    found = read_outcome(excerpt(decision), against, readers().phrases)
    assert found is not None
    assert found.value == outcome


@pytest.mark.parametrize(("text", "names", "ground"), RECUSALS)
def test_who_was_recused(text: str, names: list[str], ground: str | None) -> None:
    found = read_recusals(excerpt(text), readers().phrases)
    assert [recusal.person.name for recusal in found] == names
    assert {recusal.ground.value if recusal.ground else None for recusal in found} <= {ground}


@pytest.mark.parametrize(("text", "name"), CHAIRS)
def test_who_took_the_chair(text: str, name: str | None) -> None:
    found = read_temporary_chair(excerpt(text), readers().phrases)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(("text", "checked"), CHECKED)
def test_whether_the_item_was_checked_at_once(text: str, checked: bool) -> None:  # noqa: FBT001
    assert (read_checked(excerpt(text), readers().phrases) is not None) == checked


def test_the_tables_are_as_long_as_they_were() -> None:
    assert [len(table) for table in (OUTCOMES, RECUSALS, CHAIRS, CHECKED)] == [35, 13, 11, 4]
