"""Popolo's own schemas, which stand beside the repository and never in it, in two libraries."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import fastjsonschema
import jsonschema
import pytest
import referencing

from tests.site.building import REPOSITORY

Schema = dict[str, Any]
Check = Callable[[Schema], list[str]]

SCHEMAS = REPOSITORY.parent / "shared" / "vocabulary" / "popolo" / "schemas"
# The class of every array of the document.
CLASSES = {
    "persons": "person",
    "organizations": "organization",
    "events": "event",
    "memberships": "membership",
    "posts": "post",
    "motions": "motion",
    "vote_events": "vote_event",
}


@cache
def read_schemas() -> dict[str, Schema]:
    """The schemas by the IRI that they refer to each other by."""
    if not SCHEMAS.is_dir():
        pytest.skip("Popolo's schemas are not at ../shared/vocabulary/popolo/schemas")
    found = [json.loads(path.read_text("utf-8")) for path in sorted(SCHEMAS.glob("*.json"))]
    assert len(found) == 16
    return {schema["id"]: schema for schema in found}


def schema_of(name: str) -> Schema:
    return read_schemas()[f"http://www.popoloproject.com/schemas/{CLASSES[name]}.json#"]


def by_jsonschema(name: str) -> Check:
    """The errors of an object by the schema as it is (draft 3), formats included."""
    draft = referencing.jsonschema.DRAFT3
    registry: referencing.Registry[Any] = referencing.Registry().with_resources(
        (iri, draft.create_resource(schema)) for iri, schema in read_schemas().items()
    )
    checker = jsonschema.Draft3Validator.FORMAT_CHECKER
    assert "date-time" in checker.checkers
    validator = jsonschema.Draft3Validator(
        schema_of(name), registry=registry, format_checker=checker
    )
    return lambda one: [error.message for error in validator.iter_errors(one)]


def by_fastjsonschema(name: str) -> Check:
    """The same by another library, which knows draft 4: only `required` is said otherwise there."""
    newer = {iri: as_draft_4(schema) for iri, schema in read_schemas().items()}
    handlers = {"http": lambda iri: newer[f"{iri.partition('#')[0]}#"]}
    validate = fastjsonschema.compile(newer[schema_of(name)["id"]], handlers=handlers)

    def check(one: Schema) -> list[str]:
        try:
            validate(one)
        except fastjsonschema.JsonSchemaException as error:
            return [str(error)]
        return []

    return check


def as_draft_4(schema: Schema) -> Schema:
    """A schema of draft 3 that says in the way of draft 4 which properties have to be there."""
    properties = schema["properties"]
    required = [name for name, rules in properties.items() if rules.get("required")]
    rules = {
        name: {key: value for key, value in each.items() if key != "required"}
        for name, each in properties.items()
    }
    newer = {**schema, "$schema": "http://json-schema.org/draft-04/schema#", "properties": rules}
    return newer | ({"required": required} if required else {})
