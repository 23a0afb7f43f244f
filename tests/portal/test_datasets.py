"""What CKAN is told of the datasets: what the catalogue says, and what avoindata.fi asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from publisher.errors import TableError
from publisher.portal.action_api import action_files
from publisher.portal.comparing import to_send
from publisher.portal.datasets import Package, geographical_coverage, packages
from publisher.portal.facts import licence_of
from publisher.settings import Portal, Settings
from publisher.web.catalogue import catalogue_record
from tests.portal.avoindata import OWNER, problems
from tests.portal.conftest import described
from tests.web.catalogue_examples import MODIFIED, SETTINGS, datasets, settings

PORTAL = Portal(url="https://portal.example", owner_org=OWNER, token_env="X")  # noqa: S106
ACTIONS = {"organization_list", "organization_show", "package_list", "package_search"}
ACTIONS.add("package_show")


@pytest.fixture
def example(tmp_path: Path) -> Settings:
    return settings(tmp_path)


def answers(wanted: Settings, found: list[Package], day: str = "2026-09-10") -> dict[str, Any]:
    files = action_files(wanted, found, [day] * len(found))
    return {path.removeprefix("api/3/action/"): json.loads(said) for path, said in files.items()}


def test_avoindata_takes_every_dataset(example: Settings) -> None:
    found = [to_send(package, PORTAL) for package in described(example)]
    assert len(found) == 3
    assert [problems(package) for package in found] == [{}, {}, {}]


def test_another_licence_and_several_categories_are_taken_too(tmp_path: Path) -> None:
    cc0 = settings(
        tmp_path, 'licence = "https://creativecommons.org/publicdomain/zero/1.0/"\n' + SETTINGS
    )
    second = "oikeus-oikeusjarjestelma-ja-yleinen-turvallisuus"
    wanted = msgspec.structs.replace(
        PORTAL, categories=("valtioneuvosto-ja-julkinen-sektori", second)
    )
    found = [to_send(package, wanted) for package in described(cc0)]
    assert {package["license_id"] for package in found} == {"cc-zero-1.0"}
    assert [problems(package) for package in found] == [{}, {}, {}]


def test_a_licence_that_the_table_lacks_is_named() -> None:
    with pytest.raises(TableError, match=r"add a \[\[licence\]\] for https://licence\.example"):
        licence_of("https://licence.example")


def test_says_what_the_catalogue_says(example: Settings) -> None:
    record = catalogue_record(example, datasets(example), modified=MODIFIED)
    nodes = {node["id"]: node for node in record["graph"]}
    seen = 0
    for package in described(example):
        (node,) = (
            node for node in nodes.values() if node.get("title") == package["title_translated"]
        )
        assert package["notes_translated"] == node["description"]
        assert package["keywords"] == node["keyword"]
        assert package["version"] == node["version"]
        files = node["distribution"]
        assert len(package["resources"]) == len(files) + 2
        for resource, file in zip(package["resources"], files, strict=False):
            assert resource["name_translated"] == file["title"]
            assert resource["url"] == file["downloadURL"]
            assert resource["size"] == int(file["byteSize"])
            assert resource["hash"] == f"sha256:{file['checksum']['checksumValue']}"
            seen += 1
    assert seen == 15


def test_a_file_covers_its_year_and_no_day_more(example: Settings) -> None:
    kemi = described(example)[0]
    covered = {
        one["url"].rpartition("/")[2]: (one["temporal_coverage_from"], one["temporal_coverage_to"])
        for one in kemi["resources"]
        if "temporal_coverage_from" in one
    }
    assert covered == {
        "kemi-2025.nq": ("2025-08-26", "2025-12-31"),
        "kemi-2025.ttl": ("2025-08-26", "2025-12-31"),
        "kemi-2025.csv": ("2025-08-26", "2025-12-31"),
        "kemi-2026.nq": ("2026-01-01", "2026-09-09"),
        "kemi.nq": ("2025-08-26", "2026-09-09"),
    }
    assert {one["format"] for one in kemi["resources"]} == {"NQ", "TTL", "CSV", "LDES"}


def test_a_county_covers_its_municipalities(example: Settings) -> None:
    invented, kemi, lapland = (geographical_coverage(each) for each in example.organizations)
    assert invented == []
    assert kemi == ["kemi"]
    assert len(lapland) == 21
    assert {"rovaniemi", "utsjoki", "kemi"} <= set(lapland)


def test_identifiers_follow_from_addresses_alone(example: Settings) -> None:
    first, second = described(example), described(example)
    assert first == second
    ids = [one["id"] for package in first for one in (package, *package["resources"])]
    assert len(ids) == len(set(ids)) == 3 + 15 + 3 + 3
    told = datasets(example)
    later = [msgspec.structs.replace(one, sections=one.sections + 1) for one in told]
    assert [one["id"] for one in described(example, later)] == [one["id"] for one in first]


def test_every_action_answers_as_ckan_does(example: Settings) -> None:
    told = answers(example, described(example))
    assert told.keys() == ACTIONS
    assert told["package_list"]["result"] == [one["name"] for one in described(example)]
    search = told["package_search"]["result"]
    assert search["count"] == len(search["results"]) == 3
    assert [one["id"] for one in search["results"]] == sorted(
        one["id"] for one in search["results"]
    )
    assert told["organization_list"]["result"] == ["metsalahti"]
    owner = told["organization_show"]["result"]
    assert {one["owner_org"] for one in search["results"]} == {owner["id"]}
    assert told["package_show"]["success"] is False
    assert "package_search" in told["package_show"]["error"]["message"]
    assert {one["metadata_modified"] for one in search["results"]} == {"2026-09-10T23:59:59.999999"}


def test_a_single_dataset_is_shown(example: Settings) -> None:
    (found, *_) = described(example)
    told = answers(example, [found])
    assert told["package_show"]["result"] == told["package_search"]["result"]["results"][0]


def test_the_organisation_goes_by_its_name_on_the_portal(example: Settings) -> None:
    named = msgspec.structs.replace(example, portal=PORTAL)
    told = answers(named, described(named))
    assert told["organization_list"]["result"] == [OWNER]


def test_harvesters_find_the_category_that_they_translate(example: Settings) -> None:
    groups = {one["name"] for one in described(example)[0]["groups"]}
    assert groups == {"valtioneuvosto-ja-julkinen-sektori", "hallinto-ja-paatoksenteko"}


def test_an_endpoint_stands_among_the_files_of_every_dataset(example: Settings) -> None:
    told = datasets(example)
    endpoint = "https://data.example.fi/sparql"
    asked = msgspec.structs.replace(example, sparql_endpoint=endpoint)
    record = catalogue_record(asked, told, modified=MODIFIED)
    found = packages(asked, record, told)
    assert [len(package["resources"]) for package in found] == [8, 8, 8]
    services = [one for package in found for one in package["resources"] if one["url"] == endpoint]
    assert {one["format"] for one in services} == {"SPARQL"}
    assert len({one["id"] for one in services}) == 3
    assert [problems(to_send(package, PORTAL)) for package in found] == [{}, {}, {}]
