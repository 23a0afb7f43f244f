"""Laws as running text names them, and which act is meant."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from publisher.finnish.laws import LawReader
from publisher.finnish.provisions import Provision
from tests.quality.extracting import readers

DAY = dt.date(2025, 5, 12)

# text, the printed mention, and the acts with what is cited of them: chapter, section, subsection,
# item, parted by blanks; a dot for what is not named
NAMED = [
    (
        "Maankäyttö- ja rakennuslain (MRL) 188 §:n mukaan",
        "Maankäyttö- ja rakennuslain (MRL) 188 §",
        ["132/1999 . 188 . ."],
    ),
    ("Kuntalain 103 §:n mukaan", "Kuntalain 103 §", ["410/2015 . 103 . ."]),
    (
        "Kuntalain 103 §:n 2 momentin mukaan",
        "Kuntalain 103 §:n 2 momentin",
        ["410/2015 . 103 2 ."],
    ),
    (
        "Kuntalain (410/2015) 134 §:n 1 momentin",
        "Kuntalain (410/2015) 134 §:n 1 momentin",
        ["410/2015 . 134 1 ."],
    ),
    ("Kuntalaki 410/2015 136 §", "Kuntalaki 410/2015 136 §", ["410/2015 . 136 . ."]),
    (
        "Kuntalaki § 136 ja 137",
        "Kuntalaki § 136 ja 137",
        ["410/2015 . 136 . .", "410/2015 . 137 . ."],
    ),
    (
        "hallintolaki 28 § 1 mom. 5 kohta",
        "hallintolaki 28 § 1 mom. 5 kohta",
        ["434/2003 . 28 1 5"],
    ),
    ("hallintolain 28.1 §:n 5 kohta", "hallintolain 28.1 §:n 5 kohta", ["434/2003 . 28 1 5"]),
    ("hallintolain 28.1 §:ssä", "hallintolain 28.1 §:ssä", ["434/2003 . 28 1 ."]),
    (
        "hallintolain 28 §:n 1 momentin 4–6 kohdassa",
        "hallintolain 28 §:n 1 momentin 4–6 kohdassa",
        ["434/2003 . 28 1 4", "434/2003 . 28 1 5", "434/2003 . 28 1 6"],
    ),
    (
        "hallintolain 28 §:n 1 momentin 5 kohta ja 2 momentti",
        "hallintolain 28 §:n 1 momentin 5 kohta ja 2 momentti",
        ["434/2003 . 28 1 5", "434/2003 . 28 2 ."],
    ),
    (
        "kuntalain 14 §:n 1 ja 2 momentissa",
        "kuntalain 14 §:n 1 ja 2 momentissa",
        ["410/2015 . 14 1 .", "410/2015 . 14 2 ."],
    ),
    (
        "hallintolain 27–30 §:ssä säädetään",
        "hallintolain 27–30 §",
        ["434/2003 . 27 . .", "434/2003 . 28 . .", "434/2003 . 29 . .", "434/2003 . 30 . ."],
    ),
    (
        "perusopetuslain 16 a – 16 c § ja 17 a–b §",
        "perusopetuslain 16 a – 16 c § ja 17 a–b §",
        [
            "628/1998 . 16a . .",
            "628/1998 . 16b . .",
            "628/1998 . 16c . .",
            "628/1998 . 17a . .",
            "628/1998 . 17b . .",
        ],
    ),
    (
        "kuntalain 15, 16 ja 18 §",
        "kuntalain 15, 16 ja 18 §",
        ["410/2015 . 15 . .", "410/2015 . 16 . .", "410/2015 . 18 . ."],
    ),
    (
        "kuntalain 15 §:n 1 momentin ja 16 §:n nojalla",
        "kuntalain 15 §:n 1 momentin ja 16 §",
        ["410/2015 . 15 1 .", "410/2015 . 16 . ."],
    ),
    ("kuntalain 14 luvussa", "kuntalain 14 luvussa", ["410/2015 14 . . ."]),
    ("sosiaalihuoltolain 27 e §:n", "sosiaalihuoltolain 27 e §", ["710/1982 . 27e . ."]),
    (
        "sosiaalihuoltolain 27 e ja 27 d §:n mukaista",
        "sosiaalihuoltolain 27 e ja 27 d §",
        ["710/1982 . 27e . .", "710/1982 . 27d . ."],
    ),
    ("sosiaalihuoltolain 14 §:n", "sosiaalihuoltolain 14 §", ["1301/2014 . 14 . ."]),
    ("sosiaalihuoltolain 999 §:n", "sosiaalihuoltolain 999 §", ["1301/2014 . 999 . ."]),
    ("lastensuojelulain mukainen", "lastensuojelulain", ["417/2007 . . . ."]),
    (
        "Hyvinvointialueesta annetun lain 22 §:n",
        "Hyvinvointialueesta annetun lain 22 §",
        ["611/2021 . 22 . ."],
    ),
    ("Laki hyvinvointialueesta 139 §", "Laki hyvinvointialueesta 139 §", ["611/2021 . 139 . ."]),
    (
        "lakia julkisista hankinnoista ja\nkäyttöoikeussopimuksista (1397/2016).",
        "lakia julkisista hankinnoista ja käyttöoikeussopimuksista (1397/2016)",
        ["1397/2016 . . . ."],
    ),
    ("jäteasetuksen 5 §:n", "jäteasetuksen 5 §", ["978/2021 . 5 . ."]),
    ("maakaaren 2 luvun 1 §", "maakaaren 2 luvun 1 §", ["540/1995 2 1 . ."]),
    (
        "vesilain 5 luvun 5 §:n ja 6 luvun 2 §:n",
        "vesilain 5 luvun 5 §:n ja 6 luvun 2 §",
        ["587/2011 5 5 . .", "587/2011 6 2 . ."],
    ),
    ("JulkL 24 § 1 mom. 20 kohta", "JulkL 24 § 1 mom. 20 kohta", ["621/1999 . 24 1 20"]),
    ("HL 28 § 1 mom 5 k", "HL 28 § 1 mom 5 k", ["434/2003 . 28 1 5"]),
    ("28 § i förvaltningslagen", "28 § i förvaltningslagen", ["434/2003 . 28 . ."]),
    (
        "28 § 1 mom. 5 punkten i förvaltningslagen",
        "28 § 1 mom. 5 punkten i förvaltningslagen",
        ["434/2003 . 28 1 5"],
    ),
    ("kommunallagens § 37", "kommunallagens § 37", ["410/2015 . 37 . ."]),
    ("§ 37 i kommunallagen", "§ 37 i kommunallagen", ["410/2015 . 37 . ."]),
    ("kommunallagen 92 § 1 mom. och", "kommunallagen 92 § 1 mom.", ["410/2015 . 92 1 ."]),
    (
        "27 e och 27 d § i socialvårdslagen",
        "27 e och 27 d § i socialvårdslagen",
        ["710/1982 . 27e . .", "710/1982 . 27d . ."],
    ),
    (
        "6 § i lagen om allmänna bibliotek ska",
        "6 § i lagen om allmänna bibliotek",
        ["1492/2016 . 6 . ."],
    ),
    ("3 kap. 2 § i vattenlagen", "3 kap. 2 § i vattenlagen", ["587/2011 3 2 . ."]),
    ("16 kap. i kommunallagen", "16 kap. i kommunallagen", ["410/2015 16 . . ."]),
    ("sosiaalihoitolain 27 e §", "sosiaalihoitolain 27 e §", ["? . 27e . ."]),
    ("rahoituslain 8 §:n", "rahoituslain 8 §", ["617/2021|1705/2009 . 8 . ."]),
]

NOT_NAMED = [
    "hallintosäännön 16 §:n mukaan",
    "Kunnanhallitus 28.04.2025 § 80",
    "Lain mukaan asia ratkaistaan",
    "laki on vanha",
    "talkoolaisten sanalaskun",
    "lag och ordning",
    "HL 28 § asia",
    "HL 03.11.2020 § 128",
]


@cache
def laws() -> LawReader:
    tables = readers()
    return LawReader(tables.statutes, tables.phrases)


def read(text: str, day: dt.date = DAY) -> list[tuple[str, str]]:
    """Each mention as printed, with what is cited."""
    found = []
    for mention in laws().find(text):
        for provision in mention.provisions or (None,):
            acts = laws().resolve(mention, provision, day)
            if acts or provision is not None:
                printed = " ".join(text[mention.start : mention.end].split())
                found.append((printed, shown(acts, provision or Provision())))
    return found


def shown(acts: tuple[str, ...], cited: Provision) -> str:
    numbers = (cited.chapter, cited.section, cited.subsection, cited.item)
    return " ".join(["|".join(acts) or "?", *(number or "." for number in numbers)])


@pytest.mark.parametrize(("text", "printed", "cited"), NAMED)
def test_a_law_is_found_with_what_is_cited_of_it(text: str, printed: str, cited: list[str]) -> None:
    assert read(text) == [(printed, one) for one in cited]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_is_no_law_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("piece", ["a-", "a", "-", "lag-", "1 ja ", "28 § i "])
def test_a_text_of_one_piece_again_and_again_is_read_through(piece: str) -> None:
    """A compound of 60,000 parts took nine seconds, and four times as long twice that."""
    text = f"{piece * (200_000 // len(piece))} kuntalain 26 §, förvaltningslagen 28 §"
    assert [printed for printed, _ in read(text)][-2:] == [
        "kuntalain 26 §",
        "förvaltningslagen 28 §",
    ]


# Day, name and section; the act that is meant, or those of which nobody can tell.
ON_THE_DAY = [
    ("2014-01-01", "kuntalain 26 §", "365/1995"),
    ("2025-05-12", "kuntalain 26 §", "410/2015"),
    # For two years most of 365/1995 was applied beside 410/2015 (its 147 §), not its budget.
    ("2016-03-01", "kuntalain 90 §", "410/2015|365/1995"),
    ("2017-06-01", "kuntalain 90 §", "410/2015"),
    ("2016-03-01", "kuntalain 110 §", "410/2015"),
    ("2016-03-01", "kuntalain 65 §", "410/2015"),
    ("2016-03-01", "uuden kuntalain 90 §", "410/2015"),
    ("2016-03-01", "vanhan kuntalain 51 §", "365/1995"),
    ("2016-03-01", "kuntalain (365/1995) 51 §", "365/1995"),
    ("2026-03-01", "vanhan kuntalain 51 §", "365/1995"),
    # Sections of 710/1982 that stayed in force, and one that did not (1301/2014 61 §).
    ("2014-03-01", "sosiaalihuoltolain 17 §", "710/1982"),
    ("2026-03-01", "sosiaalihuoltolain 17 §", "1301/2014"),
    ("2026-03-01", "sosiaalihuoltolain 27 f §", "1301/2014"),
    # An act that replaced one of another title.
    ("2015-03-01", "hankintalain 25 §", "348/2007"),
    ("2024-12-31", "vammaispalvelulain 8 §", "380/1987"),
    ("2025-01-01", "vammaispalvelulain 8 §", "675/2023"),
    # Of one act nobody needs to ask when it applied.
    ("2024-03-01", "rakentamislain 42 §", "751/2023"),
    ("2024-03-01", "henkilötietolain 11 §", "523/1999"),
    ("2010-03-01", "rakentamislain 42 §", "?"),
]


@pytest.mark.parametrize(("day", "text", "act"), ON_THE_DAY)
def test_the_act_that_applied_on_the_day_is_meant(day: str, text: str, act: str) -> None:
    ((_, cited),) = read(text, dt.date.fromisoformat(day))
    assert cited.split()[0] == act


def test_without_a_day_the_act_of_today_is_meant() -> None:
    (mention,) = laws().find("kuntalain 26 §")
    assert laws().resolve(mention, mention.provisions[0], None) == ("410/2015",)


def test_an_act_that_the_text_names_without_doubt_is_the_one_it_means() -> None:
    text = "Kuntalain 51 §:n mukainen sopimus. Uuden kuntalain mukaan sopimus päivitetään."
    assert [cited for _, cited in read(text, dt.date(2017, 5, 2))] == [
        "410/2015 . 51 . .",
        "410/2015 . . . .",
    ]


def test_the_word_alone_means_the_law_that_was_named_last() -> None:
    text = (
        "Lain 3 § on kumottu. Kuntalain päätöksiä koskeva osa tulee voimaan. Lain 51\n§:n mukaan "
        "ja saman lain 52 §:n mukaan"
    )
    assert [cited for _, cited in read(text)] == [
        "? . 3 . .",
        "410/2015 . . . .",
        "410/2015 . 51 . .",
        "410/2015 . 52 . .",
    ]


def test_a_section_between_two_names_belongs_to_the_one_it_is_said_of() -> None:
    first, second = "410/2015 . 14 . .", "434/2003 . 28 . ."
    for text in (
        "kommunallagen 14 § och 28 § i förvaltningslagen",
        "14 § i kommunallagen och 28 § i förvaltningslagen",
        "kuntalain 14 §:n ja hallintolain 28 §:n",
    ):
        assert [cited for _, cited in read(text)] == [first, second], text


def test_only_the_ends_are_read_of_a_range_that_is_a_slip_of_the_pen() -> None:
    assert [cited for _, cited in read("kuntalain 1–410 §")] == [
        "410/2015 . 1 . .",
        "410/2015 . 410 . .",
    ]
    assert [cited for _, cited in read("kuntalain 30–27 §")] == [
        "410/2015 . 30 . .",
        "410/2015 . 27 . .",
    ]


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(NAMED), len(NOT_NAMED), len(ON_THE_DAY)) == (41, 8, 19)
