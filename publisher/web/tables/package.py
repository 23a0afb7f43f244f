"""The tables as a Data Package (datapackage.org, 2.0), which Frictionless and others read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from publisher.web.tables.model import KEY, Column, Kind, Table

Node = dict[str, Any]

SUFFIX = "-datapackage.json"
"""What the file is called after the stem of the tables' names."""

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES: dict[Kind, tuple[str, str]] = {
    "iri": ("string", "uri"),
    "code": ("string", "default"),
    "string": ("string", "default"),
    "integer": ("integer", "default"),
    "decimal": ("number", "default"),
    "boolean": ("boolean", "default"),
    "date": ("date", "default"),
    "time": ("time", "default"),
    "dateTime": ("datetime", "any"),
}


class Resource(msgspec.Struct, frozen=True):
    """The file of a table.

    Attributes:
        table: What it holds.
        name: Of the file, which lies beside the description.
        size_bytes: Its size.
        sha256: Of its content, in hexadecimal.
    """

    table: Table
    name: str
    size_bytes: int
    sha256: str


def describe(resources: Sequence[Resource], about: Node, language: str) -> Node:
    """Describe the tables of an organisation and year.

    Args:
        resources: The tables.
        about: Name, title, licence and publisher of the package.
        language: Of titles and descriptions, of which a package has room for one.

    Returns:
        A package, as JSON.
    """
    return {
        "$schema": _PROFILE,
        **about,
        "resources": [_resource(one, language) for one in resources],
    }


def _resource(one: Resource, language: str) -> Node:
    return {
        "name": one.table.name.replace("_", "-"),
        "type": "table",
        "path": one.name,
        "title": one.table.titles[language],
        "description": one.table.explanations[language],
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": one.size_bytes,
        "hash": f"sha256:{one.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": _schema(one.table, language),
    }


def _schema(table: Table, language: str) -> Node:
    schema: Node = {
        "$schema": _SCHEMA_PROFILE,
        "fields": [_field(column, language) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [KEY],
    }
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": column.references.replace("_", "-"), "fields": [KEY]},
        }
        for column in table.columns
        if column.references is not None
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column, language: str) -> Node:
    kind, form = ("string", "default") if column.many else _TYPES[column.kind]
    node: Node = {
        "name": column.name,
        "type": kind,
        "format": form,
        "title": column.titles[language],
        "description": column.explanations[language],
    }
    if column.predicate is not None:
        node["rdfType"] = column.predicate
    constraints = {}
    if column.empty == "never":
        constraints["required"] = True
    if column.name == KEY:
        constraints["unique"] = True
    return node | ({"constraints": constraints} if constraints else {})
