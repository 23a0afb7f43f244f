"""The reference tables and what is read from them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from publisher import reference
from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.reference import read_counties, read_municipalities
from publisher.slugs import slugify
from publisher.statutes import read_statutes

FINLEX = "http://data.finlex.fi/eli/sd/"


def test_has_every_municipality_once() -> None:
    municipalities = read_municipalities()
    assert len(municipalities) == 310
    assert len({each.code for each in municipalities}) == 310
    assert len({each.slug for each in municipalities}) == 310
    ended = [(each.name_fi, each.valid_to, each.successor_code) for each in municipalities]
    assert sorted(each for each in ended if each[1]) == [
        ("Honkajoki", "2020-12-31", "214"),
        ("Pertunmaa", "2024-12-31", "507"),
    ]
    statuses = Counter(each.language_status for each in municipalities)
    assert statuses == {"0": 261, "1": 18, "2": 16, "3": 15}


def test_municipalities_have_the_identifiers_that_are_certain() -> None:
    municipalities = read_municipalities()
    assert sum(bool(each.koodistot_uri) for each in municipalities) == 309
    assert sum(bool(each.wikidata_qid) for each in municipalities) == 86
    alavus = next(each for each in municipalities if each.slug == "alavus")
    assert alavus.same_as == (
        "http://uri.suomi.fi/codelist/jhs/kunta_1_20240101/code/010",
        "http://www.wikidata.org/entity/Q5981",
    )


def test_slugs_come_from_the_finnish_names() -> None:
    exceptions = [each.slug for each in read_municipalities() if each.slug != slugify(each.name_fi)]
    assert exceptions == ["pedersore"]
    assert [each.slug for each in read_counties() if each.slug != slugify(each.name_fi)] == []


def test_has_every_county_and_its_three_exceptions() -> None:
    counties = read_counties()
    kinds = Counter(each.type for each in counties)
    assert kinds == {"county": 21, "municipality": 1, "region": 1, "joint-authority": 1}
    assert sum(bool(each.business_id) for each in counties) == 22
    codes = {each.code for each in counties}
    assert {each.county_code for each in read_municipalities()} - {""} <= codes


def test_has_the_acts_and_sections() -> None:
    statutes = read_statutes()
    assert len(statutes.all) == 202
    rows = reference.read_rows("statute_sections")
    assert len(rows) == 1913
    assert sum(len(row["sections"].split()) for row in rows) == 17448
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


def test_links_only_sections_that_exist_and_are_clear() -> None:
    statutes = read_statutes()
    seen = 0
    for statute_id, section, chapter, path in SECTIONS:
        expected = FINLEX + path if path else None
        found = statutes.section_iri(statute_id, section, chapter)
        assert expected == found, (statute_id, section)
        seen += 1
    assert seen == 14


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


def test_knows_what_an_act_repealed() -> None:
    statutes = read_statutes()
    assert [each.id for each in statutes.predecessors("1301/2014")] == ["710/1982"]
    assert [each.id for each in statutes.predecessors("741/2023")] == ["922/2011", "152/1990"]
    assert statutes.predecessors("710/1982") == ()


def test_acts_have_their_address_in_finlex_or_eli() -> None:
    iris = {each.id: each.iri for each in read_statutes().all}
    assert iris["410/2015"] == FINLEX + "2015/410"
    assert iris["EU 2016/679"] == "http://data.europa.eu/eli/reg/2016/679/oj"
    assert len(set(iris.values())) == 202


def test_common_bodies_have_the_slug_of_their_finnish_name() -> None:
    rows = reference.read_rows("bodies")
    assert [row["slug"] for row in rows] == [slugify(row["name_fi"]) for row in rows]
    assert len(rows) == 14


def test_every_table_is_rectangular() -> None:
    tables = sorted((asset_dir("mappings") / "reference").glob("*.csv"))
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, table.name
    assert len(tables) >= 8


def test_says_which_line_of_a_table_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "counties.csv").write_text("code,slug\n01,x\n02\n", encoding="utf-8")
    monkeypatch.setattr(reference, "asset_dir", lambda _: tmp_path)
    with pytest.raises(TableError, match=r"counties\.csv:3: has 1 cells: give it 2"):
        read_counties()
    (tmp_path / "reference" / "counties.csv").write_text("code,slug\n01,x\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"counties\.csv:2: .*`type`: correct the row"):
        read_counties()
    with pytest.raises(TableError, match=r"municipalities\.csv: cannot be read"):
        read_municipalities()
