"""What the tables mean, for CSVW ("Metadata Vocabulary for Tabular Data", W3C Recommendation).

A tool that knows it (RDF by "Generating RDF from Tabular Data on the Web") makes of the tables
triples that are in the dumps, as far as columns have a property.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publisher.web.tables.model import KEY, Column, Table, Texts

Node = dict[str, Any]

SUFFIX = ".csv-metadata.json"
"""What the file is called after the stem of the tables' names."""

_CONTEXT = "http://www.w3.org/ns/csvw"
# As the tables are written; all but the line ends is what CSVW takes for granted (RFC 4180).
_DIALECT = {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True, "delimiter": ","}


def describe(
    tables: Sequence[Table], files: Sequence[str], plain: tuple[str, Sequence[str]], about: Node
) -> Node:
    """Describe the tables of an organisation and year as one group.

    Args:
        tables: The tables.
        files: The name of the file of each, in the same order.
        plain: Name and columns of the file that has a row for each § and is mapped to nothing.
        about: Title, licence and publisher of the group, as common properties.

    Returns:
        A table group, as JSON.
    """
    named = {table.name: file for table, file in zip(tables, files, strict=True)}
    name, columns = plain
    return {
        "@context": _CONTEXT,
        **about,
        "dialect": _DIALECT,
        "tables": [
            *(_table(table, named) for table in tables),
            {
                "url": name,
                "suppressOutput": True,
                "tableSchema": {
                    "columns": [{"name": one, "titles": one} for one in columns],
                    "primaryKey": KEY,
                },
            },
        ],
    }


def in_languages(texts: Texts) -> list[Node]:
    """A text in every language, as the value of a common property."""
    return [{"@value": text, "@language": code} for code, text in texts.items()]


def _table(table: Table, named: dict[str, str]) -> Node:
    schema: Node = {
        "columns": [_column(column) for column in table.columns],
        "primaryKey": KEY,
        "aboutUrl": f"{{+{KEY}}}",
    }
    keys = [
        {
            "columnReference": column.name,
            "reference": {"resource": named[column.references], "columnReference": KEY},
        }
        for column in table.columns
        # Tools differ on whether what is not there refers to anything; packages name these, too.
        if column.references is not None and column.empty == "never"
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "url": named[table.name],
        "dc:title": in_languages(table.titles),
        "dc:description": in_languages(table.explanations),
        "tableSchema": schema,
    }


def _column(column: Column) -> Node:
    node: Node = {
        "name": column.name,
        # What stands in the first line is a title, too, or the file would not match.
        "titles": {
            "und": column.name,
            **column.titles,
        },
        "dc:description": in_languages(column.explanations),
        "datatype": "anyURI" if column.kind == "iri" else column.datatype or "string",
    }
    if column.language is not None:
        node["lang"] = column.language
    if column.empty == "never":
        node["required"] = True
    if column.many:
        node["separator"] = " "
    if column.predicate is None:
        return node | {"suppressOutput": True}
    node["propertyUrl"] = column.predicate
    if column.about != f"{{+{KEY}}}":
        node["aboutUrl"] = column.about
    if column.value is not None:
        node["valueUrl"] = column.value
    return node
