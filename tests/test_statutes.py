"""The table of laws: names, provisions, and when they applied."""

from __future__ import annotations

import datetime as dt
import re

from publisher.assets import asset_dir
from publisher.reference import read_rows
from publisher.statutes import read_statutes

FINLEX = "http://data.finlex.fi/eli/sd/"


def test_has_the_acts_and_sections() -> None:
    statutes = read_statutes()
    assert len(statutes.all) == 202
    rows = read_rows("statute_sections")
    assert len(rows) == 1913
    assert sum(len(row["sections"].split()) for row in rows) == 17448
    assert sum(row["sections"].count(":") for row in rows) == 15574
    assert {row["statute"] for row in rows} <= {each.id for each in statutes.all}
    known = {each.id for each in statutes.all} | {""}
    assert {each.repealed_by for each in statutes.all} - known == {"285/2023"}


def test_the_section_table_stays_small() -> None:
    path = asset_dir("mappings") / "reference" / "statute_sections.csv"
    assert path.stat().st_size < 300_000


# What minutes print, and the act.
PATTERNS = [
    ("kuntalain", "410/2015"),
    ("Hallintolaissa", "434/2003"),
    ("hyvinvointialueesta annetun lain", "611/2021"),
    ("viranomaisten toiminnan julkisuudesta annetussa laissa", "621/1999"),
    ("Sosiaalihuoltolain", "1301/2014"),
    ("kuntouttavasta työtoiminnasta annettuun lakiin", "189/2001"),
    ("julkisista työvoimapalveluista annetun valtioneuvoston asetuksen", "385/2024"),
]


def test_every_pattern_compiles_and_has_no_groups() -> None:
    patterns = [each.pattern for each in read_statutes().all if each.pattern]
    assert sum(re.compile(pattern, re.IGNORECASE).groups for pattern in patterns) == 0
    assert len(patterns) == 200


def test_patterns_know_inflected_names() -> None:
    statutes = read_statutes()
    seen = 0
    for printed, statute_id in PATTERNS:
        statute = statutes.get(statute_id)
        assert statute is not None
        assert re.fullmatch(statute.pattern, printed, re.IGNORECASE), printed
        seen += 1
    assert seen == 7


# Act, section and chapter as cited; where the section is.
SECTIONS = [
    ("710/1982", "27 e", None, "1982/710/luku/3/pykala/27e"),
    ("710/1982", "27E", "3", "1982/710/luku/3/pykala/27e"),
    ("1301/2014", "27 e", None, None),
    ("1301/2014", "27 c", None, "2014/1301/luku/3/pykala/27c"),
    ("410/2015", "140", None, "2015/410/luku/16/pykala/140"),
    ("410/2015", "140", "15", None),
    ("410/2015", "147", None, "2015/410/luku/17/pykala/147"),
    ("39/1889", "1", None, None),
    ("39/1889", "1", "21", "1889/39/luku/21/pykala/1"),
    ("633/1982", "4", None, "1982/633/pykala/4"),
    ("1535/1992", "117", None, "1992/1535/osa/5/pykala/117"),
    ("320/2017", "152", None, None),
    ("1/1900", "1", None, None),
    ("EU 2016/679", "6", None, None),
]


def test_knows_only_sections_that_exist_and_are_clear() -> None:
    statutes = read_statutes()
    for statute_id, number, chapter, path in SECTIONS:
        section = statutes.section(statute_id, number, chapter)
        year = "/".join(reversed(statute_id.split("/")))
        assert (section and f"{year}/{section.path}") == path, (statute_id, number)
    assert len(SECTIONS) == 14


# Act, section, subsection and item; how deep the address goes.
PARTS = [
    ("434/2003", "28", "1", "4", "momentti/1/kohta/4"),
    ("434/2003", "28", "1", None, "momentti/1"),
    ("434/2003", "28", "1", "8", "momentti/1"),
    ("434/2003", "28", "1", "4a", "momentti/1"),
    ("434/2003", "28", "4", None, ""),
    ("434/2003", "28", None, "4", ""),
    ("434/2003", "28", None, None, ""),
    # An item of the only subsection needs no number of that.
    ("1301/2014", "1", None, "2", "momentti/1/kohta/2"),
    ("1301/2014", "1", None, "9", ""),
    # Subsections that the table does not know.
    ("434/2003", "3a", "1", None, ""),
]


def test_an_address_goes_as_deep_as_is_known() -> None:
    statutes = read_statutes()
    for statute_id, number, subsection, item, path in PARTS:
        section = statutes.section(statute_id, number, None)
        assert section is not None
        rest = section.path_to(subsection, item).removeprefix(section.path)
        assert rest.lstrip("/") == path, (number, subsection, item)
    assert len(PARTS) == 10


def test_a_chapter_has_an_address_if_there_is_one_of_that_number() -> None:
    statutes = read_statutes()
    assert statutes.chapter_path("410/2015", "14") == "luku/14"
    assert statutes.chapter_path("410/2015", "99") is None
    assert statutes.chapter_path("1535/1992", "1") is None
    assert statutes.chapter_path("633/1982", "1") is None


# Act, section and day; whether it applied.
APPLIED = [
    ("410/2015", None, "2015-04-30", False),
    ("410/2015", None, "2015-05-01", True),
    ("410/2015", "90", "2015-05-01", True),
    ("365/1995", None, "2015-04-30", True),
    ("365/1995", None, "2015-05-01", False),
    ("365/1995", "51", "2017-05-31", True),
    ("365/1995", "51", "2017-06-01", False),
    ("710/1982", "27d", "2026-01-01", True),
    ("365/1995", "65", "2016-06-01", False),
    ("710/1982", "17", "2026-01-01", False),
]


def test_knows_when_an_act_applied_and_when_some_of_its_sections() -> None:
    statutes = read_statutes()
    for statute_id, number, day, applied in APPLIED:
        act = statutes.get(statute_id)
        assert act is not None
        section = statutes.section(statute_id, number, None) if number else None
        found = statutes.applied(act, section, dt.date.fromisoformat(day))
        assert found is applied, (statute_id, number, day)
    assert len(APPLIED) == 10


def test_of_acts_in_force_with_one_name_it_says_whose_they_are() -> None:
    statutes = read_statutes()
    for name in ("rahoituslaki", "järjestämislaki", "asiakasmaksulaki"):
        acts = statutes.candidates(name)
        assert len(acts) == 2
        assert all(act.domain for act in acts), name


# A name, and the acts that bear it, the newest first.
NAMES = [
    ("kuntalaki", ("410/2015", "365/1995")),
    ("Sosiaalihuoltolaki", ("1301/2014", "710/1982")),
    ("SHL", ("1301/2014", "710/1982")),
    ("kommunallagen", ("410/2015", "365/1995")),
    ("alueidenkäyttölaki", ("132/1999",)),
    ("maankäyttö-  ja rakennuslaki", ("132/1999",)),
    ("GDPR", ("EU 2016/679",)),
    ("olematon laki", ()),
]


def test_gives_the_acts_of_one_name_newest_first() -> None:
    statutes = read_statutes()
    seen = 0
    for name, expected in NAMES:
        assert expected == tuple(each.id for each in statutes.candidates(name)), name
        seen += 1
    assert seen == 8


def test_acts_have_their_address_in_finlex_or_eli() -> None:
    iris = {each.id: each.iri for each in read_statutes().all}
    assert iris["410/2015"] == FINLEX + "2015/410"
    assert iris["EU 2016/679"] == "http://data.europa.eu/eli/reg/2016/679/oj"
    assert len(set(iris.values())) == 202
