"""Political groups beside names: every way to print one, and what only looks like one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from publisher.assets import asset_dir
from publisher.finnish.groups import group_finder, read_parties
from publisher.mapping.codes import read_codes

# Lines of lists, and the groups in them: as printed, and the party.
LINES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Maija Ahola (kok.)", [("kok.", "kok")]),
    ("Maija Ahola (Kok)", [("Kok", "kok")]),
    ("Maija Ahola [kesk]", [("kesk", "kesk")]),
    ("Ahola Maija ( sd )", [("sd", "sdp")]),
    ("Ahola Maija SFP", [("SFP", "rkp")]),
    ("Ahola Maija, sd, varajäsen", [("sd", "sdp")]),
    ("Ahola Maija\tPS\tjäsen", [("PS", "ps")]),
    ("Maija Ahola – Vas.", [("Vas.", "vas")]),
    ("Maija Ahola (pj, kok)", [("kok", "kok")]),
    ("Maija Ahola (kok, pj)", [("kok", "kok")]),
    ("Maija Ahola (Svenska folkpartiet)", [("Svenska folkpartiet", "rkp")]),
    ("Maija Ahola, Liike Nyt", [("Liike Nyt", "liik")]),
    ("Ahola Maija kok. Aho Eero sd.", [("kok.", "kok"), ("sd.", "sdp")]),
    ("Maija Ahola-Lehto (KD)", [("KD", "kd")]),
    ("Eva Malmgren (saml)", [("saml", "kok")]),
    ("Eva Malmgren, gröna, ledamot", [("gröna", "vihr")]),
    ("Maija Ahola (sit.)", [("sit.", None)]),
    ("Eva Malmgren (obunden)", [("obunden", None)]),
    ("Anna Liik (LIIK)", [("LIIK", "liik")]),
    ("Maija Ahola", []),
    # A surname, a second one, or one in capitals.
    ("Liik Anna", []),
    ("Anna LIIK", []),
    ("Anna Maria LIIK", []),
    ("Maija Ahola Liik", []),
    ("Anna Malli (Liik)", []),
    ("Ahola-Vas Maija", []),
    ("Vas Anna, jäsen", []),
    ("MAIJA AHOLA VAS", []),
    # Roles, and words that only begin so.
    ("Maija Ahola (pj)", []),
    ("Maija Ahola (vj.)", []),
    ("Maija Ahola (vas. sairaanhoitaja)", []),
    ("Maija Ahola VAS-ryhmä", []),
    ("Maija Ahola, keskustan edustaja", []),
    ("Ps. Ahola Maija", []),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_groups_are_found_in_a_line(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = {one.group: one for one in group_finder().find(text)}
    printed = [(text[slice(*place)], one.party) for place, one in sorted(found.items())]
    assert printed == expected


def test_in_running_text_only_brackets_behind_the_name_count() -> None:
    text = "Maija Ahola (sd) ja Eero Aho, kok"
    found = group_finder().after(text, len("Maija Ahola"))
    assert found is not None
    assert (text[slice(*found.group)], found.party) == ("sd", "sdp")
    assert group_finder().after(text, len("Maija Ahola (sd) ja Eero Aho")) is None


def test_the_table_the_codes_and_the_code_list_have_the_same_parties() -> None:
    parties = read_parties()
    assert len(parties) == 13
    path = asset_dir("ontology") / "koodi" / "ryhma.ttl"
    said = {
        (str(quad.subject), quad.predicate.value.rpartition("#")[2], str(quad.object))
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    }
    codes = read_codes()
    for party in parties:
        assert codes.concept("group", party.code) == f"ryhma:{party.code}"
        concept = f"<https://w3id.org/pykala/koodi/ryhma#{party.code}>"
        assert (concept, "notation", f'"{party.code}"') in said
        assert (concept, "prefLabel", f'"{party.names_fi[0]}"@fi') in said
        assert (concept, "prefLabel", f'"{party.names_sv[0]}"@sv') in said
    assert len([one for one in said if one[1] == "notation"]) == len(parties)


def test_no_word_means_two_parties() -> None:
    words = [
        word.casefold()
        for party in read_parties()
        for word in (*party.abbreviations, *party.names_fi, *party.names_sv)
    ]
    assert len(words) == len(set(words)) == 67


def test_the_table_is_as_long_as_it_was() -> None:
    assert len(LINES) == 34
