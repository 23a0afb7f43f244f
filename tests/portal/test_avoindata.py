"""The rules of the portal of the tests are those that avoindata.fi has published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publisher.portal.facts import read_portal_facts
from publisher.reference import read_municipalities
from tests.portal import avoindata

PUBLISHED = Path(__file__).parents[3] / "shared" / "portal" / "avoindata-fi"


def read(name: str) -> Any:  # noqa: ANN401  (JSON)
    path = PUBLISHED / name
    if not path.is_file():
        pytest.skip(f"the schema of avoindata.fi is not at {path}")
    return json.loads(path.read_text("utf-8"))


def names(fields: list[dict[str, Any]]) -> set[str]:
    return {each["field_name"] for each in fields}


def validators(fields: list[dict[str, Any]]) -> dict[str, str]:
    """The validators of every field, its own or else those of its preset."""
    presets = {one["preset_name"]: one["values"] for one in read("presets.json")["presets"]}
    return {
        each["field_name"]: each.get("validators")
        or presets.get(each.get("preset", ""), {}).get("validators", "")
        for each in fields
    }


def test_the_fields_are_the_published_ones() -> None:
    schema = read("dataset.json")
    assert names(schema["dataset_fields"]) == avoindata.DATASET_FIELDS
    assert names(schema["resource_fields"]) == avoindata.RESOURCE_FIELDS


def test_what_is_required_is_what_was_published() -> None:
    fields = read("dataset.json")["dataset_fields"]
    assert {one["field_name"] for one in fields if one.get("required")} == avoindata.REQUIRED
    rules = validators(fields)
    first = {key for key, rule in rules.items() if "only_default_lang_required" in rule}
    assert first == avoindata.FINNISH_FIRST
    # Whether somebody may publish for an organisation is asked of the organisation's own rule.
    assert {key for key, rule in rules.items() if rule.startswith("not_empty unicode_safe")} | {
        key for key, rule in rules.items() if "owner_org_validator" in rule
    } == avoindata.NOT_EMPTY


def test_the_kinds_of_fields_are_the_published_ones() -> None:
    schema = read("dataset.json")
    fields = [*schema["dataset_fields"], *schema["resource_fields"]]
    rules = validators(fields)
    assert {key for key, rule in rules.items() if "fluent_text" in rule} == avoindata.TEXTS
    assert {key for key, rule in rules.items() if "fluent_tags" in rule} == avoindata.TAGS
    assert {key for key, rule in rules.items() if "admin_only" in rule} == avoindata.ADMIN_ONLY
    chosen = {
        each["field_name"]: {one["value"] for one in each["choices"]}
        for each in fields
        if each["field_name"] in avoindata.CHOICES | avoindata.RESOURCE_CHOICES
    }
    assert chosen == avoindata.CHOICES | avoindata.RESOURCE_CHOICES


def test_the_licences_are_in_the_published_list() -> None:
    listed = {one["id"]: (one["title"], one["url"]) for one in read("license.json")}
    ours = read_portal_facts().licence
    assert len(ours) == 2
    assert {one.id for one in ours} == avoindata.LICENCES
    assert all(listed[one.id] == (one.title, one.url) for one in ours)


def test_only_fields_of_the_schema_are_sent() -> None:
    schema = read_portal_facts().schema
    assert set(schema.dataset) <= avoindata.DATASET_FIELDS
    assert set(schema.resource) <= avoindata.RESOURCE_FIELDS - avoindata.ADMIN_ONLY
    assert set(schema.kept) <= {"id", *avoindata.RESOURCE_FIELDS} - avoindata.ADMIN_ONLY


def test_every_municipality_is_written_as_there() -> None:
    known = {
        child["text"].lower()
        for region in read("municipalities.json")
        for child in region.get("children", [])
    }
    written = read_portal_facts().places
    today = [place.name_fi for place in read_municipalities() if not place.valid_to]
    assert len(today) == 308
    assert {written.get(name, name.lower()) for name in today} <= known
    assert not {name.lower() for name in written} & known
