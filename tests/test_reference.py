"""The reference tables and what is read from them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from publisher import reference
from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.reference import read_counties, read_municipalities, read_places
from publisher.slugs import slugify


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


def test_knows_where_every_municipality_is() -> None:
    places = read_places()
    assert len(places) == 310
    assert [each.code for each in places] == [each.code for each in read_municipalities()]
    for each in places:
        assert each.west < each.longitude < each.east, each.code
        assert each.south < each.latitude < each.north, each.code
        # Finland with its sea; no municipality is wider than Enontekiö or higher than Inari.
        assert 19.08 <= each.west < each.east <= 31.59, each.code
        assert 59.45 <= each.south < each.north <= 70.1, each.code
        assert each.east - each.west < 5, each.code
        assert each.north - each.south < 2, each.code


def test_a_number_in_geonames_is_that_of_one_municipality() -> None:
    numbers = [each.geonames for each in read_places() if each.geonames]
    assert len(numbers) == len(set(numbers)) == 249
    assert all(number.isascii() and number.isdecimal() for number in numbers)


def test_a_municipality_includes_what_has_become_part_of_it() -> None:
    places = {each.code: each for each in read_places()}
    ended = [each for each in read_municipalities() if each.successor_code]
    assert ended
    for each in ended:
        old, new = places[each.code], places[each.successor_code]
        assert new.west <= old.west < old.east <= new.east
        assert new.south <= old.south < old.north <= new.north


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
    columns = "code,geonames,west,south,east,north,latitude,longitude\n"
    (tmp_path / "reference" / "places.csv").write_text(
        f"{columns}005,661594,23.4,62.7,24.3,63.1,,23.9\n", encoding="utf-8"
    )
    with pytest.raises(TableError, match=r"places\.csv:2: .*latitude`: correct the row"):
        read_places()
