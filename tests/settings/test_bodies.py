"""Printed names and abbreviations of bodies."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.errors import SettingsError
from publisher.settings import Organization, read_settings, resolve_body

START = """\
output = "var"
title = { fi = "Päätökset" }
publisher = { name = { fi = "Julkaisija" }, email = "avoindata@example.fi" }
privacy = { mode = "strict", person_key = "0123456789abcdef" }
source = [{ organization = "o", path = "pykala.toml" }]
[[organization]]
slug = "o"
"""

CITY = """\
kind = "municipality"
form = "kaupunki"
name = { fi = "Metsälahti", sv = "Skogsviken" }
also_printed = ["Uuden Metsälahden kaupunki"]
[[organization.body]]
name = { fi = "Hyvinvointilautakunta", sv = "Välfärdsnämnd" }
abbreviations = ["HL", "Hyvltk"]
[[organization.body]]
name = { fi = "Kaupunginhallituksen konsernijaosto" }
abbreviations = ["KH-kons", "kvl"]
[[organization.body]]
name = { sv = "Stadsstyrelsen" }
abbreviations = ["SST"]
[[organization.body]]
name = { fi = "Metsälahden Vesi", sv = "Skogsvikens Vatten" }
classification = "johtokunta"
[[organization.body]]
name = { sv = "Skärgårdsnämnden" }
[[organization.office]]
name = { fi = "Tekninen johtaja", sv = "Tekniska direktören" }
also_printed = ["Teknisk direktör"]
abbreviations = ["TEKJOHT"]
"""

COUNTY = """\
kind = "county"
name = { fi = "Jokirannan hyvinvointialue", sv = "Åstrands välfärdsområde" }
"""

RURAL = """\
kind = "municipality"
form = "kunta"
name = { fi = "Virolahti" }
"""

# What is printed, and the slug of the body.
IN_CITY = [
    ("KH", "kaupunginhallitus"),
    ("Kh", "kaupunginhallitus"),
    ("kh.", "kaupunginhallitus"),
    ("Khall", "kaupunginhallitus"),
    ("SST", "kaupunginhallitus"),
    ("KV", "kaupunginvaltuusto"),
    ("Kvalt", "kaupunginvaltuusto"),
    ("Valtuusto", "kaupunginvaltuusto"),
    ("HL", "hyvinvointilautakunta"),
    ("hyvltk", "hyvinvointilautakunta"),
    ("KVL", "kaupunginhallituksen-konsernijaosto"),
    ("Kaupunginhallitus", "kaupunginhallitus"),
    ("KAUPUNGINHALLITUS", "kaupunginhallitus"),
    ("  Kaupunginhallitus:\n", "kaupunginhallitus"),
    ("Metsälahden kaupunginhallitus", "kaupunginhallitus"),
    ("Metsälahden kaupunki, kaupunginhallitus", "kaupunginhallitus"),
    ("METSÄLAHDEN KAUPUNKI\n  KAUPUNGINHALLITUS", "kaupunginhallitus"),
    ("Uuden Metsälahden kaupungin hyvinvointilautakunta", "hyvinvointilautakunta"),
    ("Stadsstyrelsen", "kaupunginhallitus"),
    ("stadsstyrelse", "kaupunginhallitus"),
    ("Skogsvikens stad, stadsstyrelsen", "kaupunginhallitus"),
    ("Skogsvikens stadsfullmäktige", "kaupunginvaltuusto"),
    ("Välfärdsnämnden", "hyvinvointilautakunta"),
    ("VÄLFÄRDSNÄMND", "hyvinvointilautakunta"),
    ("Revisionsnämnden", "tarkastuslautakunta"),
    ("Centralvalnämnden", "keskusvaalilautakunta"),
    ("Metsälahden Vesi", "metsalahden-vesi"),
    ("Skogsvikens Vatten", "metsalahden-vesi"),
    ("Skärgårdsnämnd", "skargardsnamnden"),
    ("Perusturva- ja terveyslautakunta", "perusturva-ja-terveyslautakunta"),
    ("TEKNINEN LAUTAKUNTA", "tekninen-lautakunta"),
    ("Metsälahden tekninen lautakunta", "tekninen-lautakunta"),
    ("Metsälahden seudun ympäristölautakunta", "metsalahden-seudun-ymparistolautakunta"),
    ("Kotkan kaupunginhallitus", "kotkan-kaupunginhallitus"),
    ("Sivistyslautakunta, ruotsinkielinen jaosto", "sivistyslautakunta-ruotsinkielinen-jaosto"),
    ("Yksilöasiain jaosto", "yksiloasiain-jaosto"),
    ("Bildningsnämnd", "bildningsnamnden"),
    ("Tekninen johtaja", "tekninen-johtaja"),
    ("TEKNISKA DIREKTÖREN", "tekninen-johtaja"),
    ("Teknisk direktör", "tekninen-johtaja"),
    ("Metsälahden kaupunki, tekninen johtaja", "tekninen-johtaja"),
    ("TEKJOHT", "tekninen-johtaja"),
    ("Nämnden för utbildning och kultur", "namnden-for-utbildning-och-kultur"),
]

IN_COUNTY = [
    ("Aluevaltuusto", "aluevaltuusto"),
    ("AV", "aluevaltuusto"),
    ("Jokirannan hyvinvointialueen aluehallitus", "aluehallitus"),
    ("Jokirannan aluehallitus", "aluehallitus"),
    ("Ahall", "aluehallitus"),
    ("Välfärdsområdesstyrelsen", "aluehallitus"),
    ("Åstrands välfärdsområdes välfärdsområdesfullmäktige", "aluevaltuusto"),
    ("Nämnden för minoritetsspråk", "vahemmistokielilautakunta"),
]

IN_RURAL = [
    ("Virolahden kunnanhallitus", "kunnanhallitus"),
    ("Virolahden kunta, Kunnanvaltuusto", "kunnanvaltuusto"),
    ("KV", "kunnanvaltuusto"),
    ("Kommunstyrelsen", "kunnanhallitus"),
    ("Virolahden kunnan keskusvaalilautakunta", "keskusvaalilautakunta"),
]

NO_BODY = [
    "",
    "§",
    "KHX",
    "AH",
    "Lautakunta",
    "Nämnden",
    "Kunnanjohtaja",
    "Hyvinvointilautakunta päättää",
    "esitetään, että lautakunta",
    "Kokous 12.3.2024 lautakunta",
    "Stadsstyrelsen beslutade",
]


def organization(folder: Path, text: str) -> Organization:
    path = folder / "pykala.toml"
    path.write_text(START + text, encoding="utf-8")
    return read_settings(path, known_systems=frozenset()).organizations[0]


def test_finds_the_body_that_is_meant(tmp_path: Path) -> None:
    seen = 0
    for text, cases in ((CITY, IN_CITY), (COUNTY, IN_COUNTY), (RURAL, IN_RURAL)):
        found = organization(tmp_path, text)
        for printed, slug in cases:
            body = resolve_body(found, printed)
            assert body is not None, printed
            assert slug == body.slug, printed
            seen += 1
    assert seen == 56


def test_finds_no_body_where_none_is_meant(tmp_path: Path) -> None:
    city = organization(tmp_path, CITY)
    assert [resolve_body(city, printed) for printed in NO_BODY] == [None] * 11


# The name in Finnish, and what sort of body it is.
CLASSIFICATIONS = [
    ("Kunnanvaltuusto", "valtuusto"),
    ("Nuorisovaltuusto", "muu"),
    ("Yhtymähallitus", "hallitus"),
    ("Sivistyslautakunta", "lautakunta"),
    ("Elinvoimavaliokunta", "valiokunta"),
    ("Lupajaos", "jaosto"),
    ("Vesilaitoksen johtokunta", "johtokunta"),
    ("Kuntaliitostoimikunta", "toimikunta"),
    ("Vanhusneuvosto", "muu"),
]


def test_tells_the_sort_of_body_from_its_name(tmp_path: Path) -> None:
    bodies = "".join(
        f'[[organization.body]]\nname = {{ fi = "{name}" }}\n' for name, _ in CLASSIFICATIONS
    )
    found = organization(tmp_path, COUNTY + bodies)
    own = [(body.name_fi, body.classification) for body in found.bodies[:9]]
    assert own == CLASSIFICATIONS


def test_a_common_body_keeps_what_the_file_does_not_say(tmp_path: Path) -> None:
    board = resolve_body(organization(tmp_path, CITY), "KH")
    assert board is not None
    assert (board.name_fi, board.name_sv) == ("Kaupunginhallitus", "Stadsstyrelsen")
    assert board.abbreviations[:2] == ("SST", "KH")


def test_an_own_abbreviation_is_taken_from_a_common_body(tmp_path: Path) -> None:
    election = resolve_body(organization(tmp_path, CITY), "Keskusvaalilautakunta")
    assert election is not None
    assert election.abbreviations == ("Kvaaliltk",)


def test_refuses_bodies_that_cannot_be_told_apart(tmp_path: Path) -> None:
    bodies = """\
    [[organization.body]]
    name = { fi = "Lupalautakunta" }
    abbreviations = ["LL"]
    [[organization.body]]
    name = { fi = "Liikuntalautakunta" }
    abbreviations = ["LL"]
    [[organization.body]]
    name = { fi = "LUPALAUTAKUNTA" }
    [[organization.body]]
    name = { fi = "Henkilö" }
    classification = "muu"
    [[organization.body]]
    name = { fi = "Kaupungin Vesi" }
    """
    with pytest.raises(SettingsError) as caught:
        organization(tmp_path, COUNTY + bodies)
    assert [line.split(": ", 2)[:2] for line in str(caught.value).splitlines()] == [
        ["pykala.toml:15", "[[organization.body]] abbreviations"],
        ["pykala.toml:17", "[[organization.body]] name"],
        ["pykala.toml:19", "[[organization.body]] name"],
        ["pykala.toml:21", "[[organization.body]] classification"],
    ]


def test_keeps_the_names_of_namesakes(tmp_path: Path) -> None:
    namesake = '[[organization.namesake]]\nname = "Matti  Meikäläinen"\n'
    assert organization(tmp_path, COUNTY + namesake).namesakes == ("Matti Meikäläinen",)
