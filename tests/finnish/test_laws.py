"""Laws as running text names them, and which act is meant."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.finnish.laws import LawReader
from tests.quality.extracting import readers

DAY = dt.date(2025, 5, 12)

# text, the printed mention, and the acts with their sections
NAMED = [
    (
        "Maankäyttö- ja rakennuslain (MRL) 188 §:n mukaan",
        "Maankäyttö- ja rakennuslain (MRL) 188 §",
        [("132/1999", "188")],
    ),
    ("Kuntalain 103 §:n 2 momentin mukaan", "Kuntalain 103 §", [("410/2015", "103")]),
    (
        "Kuntalain (410/2015) 134 §:n 1 momentin",
        "Kuntalain (410/2015) 134 §",
        [("410/2015", "134")],
    ),
    ("Kuntalaki 136 §", "Kuntalaki 136 §", [("410/2015", "136")]),
    ("hallintolaki 28 § 1 mom. 5 kohta", "hallintolaki 28 §", [("434/2003", "28")]),
    ("sosiaalihuoltolain 27 e §:n", "sosiaalihuoltolain 27 e §", [("710/1982", "27e")]),
    (
        "sosiaalihuoltolain 27 e ja 27 d §:n mukaista",
        "sosiaalihuoltolain 27 e ja 27 d §",
        [("710/1982", "27e"), ("710/1982", "27d")],
    ),
    ("sosiaalihuoltolain 14 §:n", "sosiaalihuoltolain 14 §", [("1301/2014", "14")]),
    ("lastensuojelulain mukainen", "lastensuojelulain", [("417/2007", None)]),
    (
        "Hyvinvointialueesta annetun lain 22 §:n",
        "Hyvinvointialueesta annetun lain 22 §",
        [("611/2021", "22")],
    ),
    ("Laki hyvinvointialueesta 139 §", "Laki hyvinvointialueesta 139 §", [("611/2021", "139")]),
    (
        "lakia julkisista hankinnoista ja\nkäyttöoikeussopimuksista (1397/2016).",
        "lakia julkisista hankinnoista ja käyttöoikeussopimuksista (1397/2016)",
        [("1397/2016", None)],
    ),
    ("28 § i förvaltningslagen", "28 § i förvaltningslagen", [("434/2003", "28")]),
    ("kommunallagens § 37", "kommunallagens § 37", [("410/2015", "37")]),
    (
        "6 § i lagen om allmänna bibliotek ska",
        "6 § i lagen om allmänna bibliotek",
        [("1492/2016", "6")],
    ),
    ("sosiaalihoitolain 27 e §", "sosiaalihoitolain 27 e §", [(None, "27e")]),
    ("vesilain 5 luvun 5 §:n", "vesilain 5 luvun 5 §", [("587/2011", "5")]),
    ("3 kap. 2 § i vattenlagen", "3 kap. 2 § i vattenlagen", [("587/2011", "2")]),
]

NOT_NAMED = [
    "hallintosäännön 16 §:n mukaan",
    "Kunnanhallitus 28.04.2025 § 80",
    "Lain mukaan asia ratkaistaan",
    "laki on vanha",
    "talkoolaisten sanalaskun",
    "lag och ordning",
]


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    return [
        (
            " ".join(text[found.start : found.end].split()),
            laws.resolve(found, section, DAY),
            section,
        )
        for found in laws.find(text)
        for section in found.sections or (None,)
        if found.candidates or found.sections
    ]


@pytest.mark.parametrize(("text", "printed", "acts"), NAMED)
def test_a_law_is_found_with_its_sections(
    text: str, printed: str, acts: list[tuple[str | None, str | None]]
) -> None:
    assert read(text) == [(printed, *act) for act in acts]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_is_no_law_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("piece", ["a-", "a", "-", "lag-"])
def test_a_text_of_one_piece_again_and_again_is_read_through(piece: str) -> None:
    """A compound of 60,000 parts took nine seconds, and four times as long twice that."""
    text = f"{piece * (200_000 // len(piece))} kuntalain 26 §, förvaltningslagen 28 §"
    assert [printed for printed, *_ in read(text)][-2:] == [
        "kuntalain 26 §",
        "förvaltningslagen 28 §",
    ]


def test_an_act_of_the_name_that_was_there_on_the_day_is_meant() -> None:
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    (mention,) = laws.find("kuntalain 26 §")
    assert laws.resolve(mention, "26", dt.date(2014, 1, 1)) == "365/1995"
    assert laws.resolve(mention, "26", DAY) == "410/2015"


def test_the_word_alone_means_the_law_that_was_named_last() -> None:
    text = "Lain 3 § on kumottu. Kuntalain päätöksiä koskeva osa tulee voimaan. Lain 51\n§:n mukaan"
    assert [acts for _, *acts in read(text)] == [
        [None, "3"],
        ["410/2015", None],
        ["410/2015", "51"],
    ]


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(NAMED), len(NOT_NAMED)) == (18, 6)
