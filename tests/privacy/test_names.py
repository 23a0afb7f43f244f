"""Whose names go, and whose stay."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from publisher.model import Language
from publisher.privacy.detection import TextCleaner
from publisher.privacy.known_names import split_name
from publisher.privacy.names import NameDetector
from tests.quality.extracting import readers


class Setting(NamedTuple):
    """Who is known when a text is cleaned."""

    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    keeps_titled: bool = True
    language: Language = "fi"


def clean(text: str, *, in_meeting: bool = False, setting: Setting | None = None) -> str:
    known = setting or Setting()
    tables = readers()
    names = NameDetector(tables.policy, tables.phrases, known.language)
    for name in known.kept:
        names.keep(split_name(name))
    for name in known.dropped:
        names.drop(split_name(name), "[valmistelija]")
    names.keeps_titled = known.keeps_titled
    names.learn([] if in_meeting else [text], [text] if in_meeting else [])
    return TextCleaner(tables.policy, names, known.language).clean(text, in_meeting=in_meeting)


IN_EVERY_FORM = [
    "Matti Virtanen pyytää",
    "Matti Virtasen pyyntö",
    "Matti Virtaselle annetaan",
    "Matti Virtaselta on saatu",
    "Matti Virtasta on kuultu",
    "Matti Virtaseen on oltu yhteydessä",
    "Irja Vuorinotkon mukaan",
    "Sulo Kivelänahon antama",
    "Tyyne Alakorven testamentti",
    "Eine Rautavirran vaatimus",
    "Anna Maria Virtanen pyytää",
    "Matti J. Virtanen pyytää",
    "M. Virtanen pyytää",
    "MATTI VIRTANEN pyytää",
    "Virtanen Matti pyytää",
    "Virtanen Matti Johannes pyytää",
    "Ekvall Sanna pyytää",
    "Virtanen, Matti",
    "Gun-Lis Träskberg",
    "Carl von Essen pyytää",
    "Aino O'Neill pyytää",
    "naapuri Bjørg Ødegård-Virtanen pyytää",
    "Rauno\nPihlajakosken hakemus",
    "Hakija Matti Virtanen, Kuopio",
    "naapuri Gezim Krasniqisen kirje",
]

ALONE = [
    ("Matti Virta vaatii. Virran mukaan tie on huono.", "Virran"),
    ("Matti Virran kirje. Virta vaatii.", "Virta"),
    ("Matti Lahti vaatii. Lahden mukaan", "Lahden"),
    ("Matti Mäki vaatii. Mäen mukaan", "Mäen"),
    ("Matti Aalto vaatii. Aallolle vastattiin", "Aallolle"),
    ("Kalle Kangas vaatii. Kankaan mukaan", "Kankaan"),
    ("Matti Koskinen vaatii. Koskiselle vastattiin", "Koskiselle"),
    ("Taito Hakamäki vastustaa. Hakamäen kirje", "Hakamäen"),
    ("Kalle Lindgård vaatii. Lindgårdin mukaan", "Lindgårdin"),
    ("Matti Niemi vaatii. Niemeltä on pyydetty", "Niemeltä"),
]

NO_NAMES = [
    "Etelä-Savon Perhekeskus avataan",
    "Metsälahden Vesi Oy:n kanssa",
    "Pohjois-Savon kuntien",
    "Lapsi- ja perhepalvelut Kemissä",
    "Havuniemen Perhekeskustoimintamalli",
    "Tulevaisuuden SOTE-keskus",
    "Tekninen lautakunta päätti",
    "Kirkkotien ja Koulupolun risteys",
    "Haukiselän kyläyhdistys ry",
    "Osavuosikatsaus 2/2026 ja Talousarvion raami",
    "Uimahallipalvelut ja Nuorten liikunnalliset kesäleirit",
    "Lehtori Kemistä. Lehdon asukkaat",
]

WITH_A_ROLE = [
    "Nelli Katajainen kannatti ehdotusta.",
    "Veikko Ylitörmä ehdotti, että asia jätetään pöydälle.",
    "Valtuutettu Kaarina Heinijoki ehdotti valtuutettu Petteri Ojakankaan kannattamana asiaa.",
    "Jäseneksi Oona Niittyranta valittiin.",
    "Varajäsenekseen Roope Vainiolan.",
    "Pöytäkirjantarkastajiksi Aino Aalto ja Eero Elo.",
    "Aino Aalto, Eero Elo ja Ilmari Ilo kannattivat ehdotusta.",
    "Myönnettiin ero Lauri Multasuolle teknisen lautakunnan jäsenyydestä.",
    "Sihteerinä toimi hallintojohtaja Ossi Tuomiranta.",
    "Aino Aalto teki seuraavan muutosehdotuksen.",
    "Aino Aalto jätti päätökseen eriävän mielipiteen.",
    "Aino Aalto saapui kokoukseen klo 18.12.",
]


@pytest.mark.parametrize("text", IN_EVERY_FORM)
def test_a_private_name_goes_in_every_form(text: str) -> None:
    cleaned = clean(text)
    assert "[" in cleaned
    for word in (
        "Matti",
        "Virta",
        "VIRTA",
        "Anna",
        "Maria",
        "Johannes",
        "Ekvall",
        "Sanna",
        "Essen",
    ):
        assert word not in cleaned
    for stem in ("Vuorinot", "Kivelän", "Alakor", "Rautavir", "Träsk", "Neill", "Ødeg", "Pihlaja"):
        assert stem not in cleaned
    assert "Krasniqi" not in cleaned


@pytest.mark.parametrize(("text", "alone"), ALONE)
def test_a_surname_alone_goes_where_the_full_name_went(text: str, alone: str) -> None:
    assert alone not in clean(text)


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", WITH_A_ROLE)
def test_who_acts_in_the_meeting_stays(text: str) -> None:
    assert clean(text, in_meeting=True) == text


def test_the_tables_are_as_long_as_they_were() -> None:
    assert [len(table) for table in (IN_EVERY_FORM, ALONE, NO_NAMES, WITH_A_ROLE)] == [
        25,
        10,
        12,
        12,
    ]


@pytest.mark.parametrize("text", WITH_A_ROLE)
def test_strict_keeps_no_name(text: str) -> None:
    strict = clean(text, in_meeting=True, setting=Setting(keeps_titled=False))
    for name in ("Katajai", "Ylitör", "Heinijo", "Ojakan", "Niittyr", "Vainiol", "Aalto", "Elo"):
        assert name not in strict
    for name in ("Ilo", "Multasuo", "Tuomiran", "Aino", "Eero", "Lauri", "Ossi", "Oona"):
        assert name not in strict


def test_strict_keeps_no_surname_behind_a_title() -> None:
    strict = Setting(keeps_titled=False)
    text = "Valtuutettu Heinijoki ehdotti. Katajainen kannatti ehdotusta."
    expected = "Valtuutettu [yksityishenkilö] ehdotti. [nimi poistettu] kannatti ehdotusta."
    assert clean(text, in_meeting=True, setting=strict) == expected


def test_a_role_holder_stays_in_the_background_too() -> None:
    known = Setting(kept=("Helka Saarenketo",))
    text = "Kaupunginjohtaja Helka Saarenketo esitteli. Saarenkedon mukaan hanke etenee."
    assert clean(text, setting=known) == text


def test_somebody_elses_chair_goes_from_the_background() -> None:
    text = "Yhteyshenkilönä on yhdistyksen sihteeri Maire Heikurinen. Sihteeri Heikurinen kertoo."
    assert "Heikuri" not in clean(text)
    assert "Rajalai" not in clean("Kyläyhdistyksen puheenjohtaja Rajalainen esitti kirjeessään")


def test_a_preparer_goes_by_title() -> None:
    known = Setting(dropped=("Timo Harjukoski",))
    text = "Talousjohtaja Timo Harjukoski selosti asiaa. Harjukosken mukaan rahaa on."
    expected = "Talousjohtaja [valmistelija] selosti asiaa. [valmistelija] mukaan rahaa on."
    assert clean(text, in_meeting=True, setting=known) == expected


def test_a_role_holder_who_goes_is_no_private_person() -> None:
    tables = readers()
    names = NameDetector(tables.policy, tables.phrases, "fi")
    names.drop(split_name("Timo Harjukoski"), "[valmistelija]")
    cleaner = TextCleaner(tables.policy, names, "fi")
    assert not cleaner.shows_private_person("Timo Harjukoski kertoo. Harjukosken mukaan on.")
    assert cleaner.shows_private_person("Irja Vuorinotko kertoo.")
    names.learn(["Irja Vuorinotko kertoo."], [])
    assert cleaner.shows_private_person("Vuorinotkon mukaan on.", in_meeting=True)


def test_a_couple_goes_together() -> None:
    assert clean("Vuokralaiset Matti ja Maija Meikäläinen") == (
        "Vuokralaiset [vuokrasopimuksen osapuoli]"
    )


def test_a_party_of_the_background_has_no_role_in_the_meeting() -> None:
    tables = readers()
    names = NameDetector(tables.policy, tables.phrases, "fi")
    decision = "Hylätään. Irja Vuorinotko saapui kuultavaksi. Vuorinotkolle ilmoitetaan."
    names.learn(["Oikaisuvaatimuksen tekijä Irja Vuorinotko vaatii"], [decision])
    cleaned = TextCleaner(tables.policy, names, "fi").clean(decision, in_meeting=True)
    assert cleaned == (
        "Hylätään. [oikaisuvaatimuksen tekijä] saapui kuultavaksi. "
        "[oikaisuvaatimuksen tekijä] ilmoitetaan."
    )


def test_the_words_around_a_name_say_what_stands_for_it() -> None:
    swedish = Setting(language="sv")
    assert clean("katetaan Kyllikki Alangon testamenttivaroista") == (
        "katetaan [testamentin tekijä] testamenttivaroista"
    )
    assert clean("Hakija Matti Virtanen") == "Hakija [hakija]"
    assert clean("ansökan av Börje Hedlöf", setting=swedish) == "ansökan av [sökande]"


def test_a_private_namesake_of_a_role_holder_goes_from_the_background() -> None:
    known = Setting(kept=("Liisa Virtanen",))
    background = "Naapuri Matti Virtanen vaatii. Virtasen mukaan tie on huono."
    assert "Virta" not in clean(background, setting=known)
    meeting = "Liisa Virtanen kannatti. Virtanen totesi. Kuultiin: Matti Virtanen."
    assert clean(meeting, in_meeting=True, setting=known) == (
        "Liisa Virtanen kannatti. Virtanen totesi. Kuultiin: [yksityishenkilö]."
    )


@pytest.mark.parametrize("in_meeting", [False, True])
def test_a_list_of_thousands_of_names_takes_no_longer_a_name_than_a_short_one(
    *, in_meeting: bool
) -> None:
    """Comparing every name with every other one took minutes."""
    given = ("Aino", "Matti", "Eero", "Liisa", "Pekka")
    names = [f"{given[n % 5]} {chr(65 + n % 23)}{chr(97 + n % 19)}lanen" for n in range(8000)]
    cleaned = clean(f"Kuultiin: {', '.join(names)}.", in_meeting=in_meeting)
    assert cleaned.count("[yksityishenkilö]") == len(names)
    assert not any(name in cleaned for name in set(names))
