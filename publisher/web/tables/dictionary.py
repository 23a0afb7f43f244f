"""The page that tells what the columns of the tables mean."""

from __future__ import annotations

from typing import Any

from publisher.rdf.iris import DICTIONARY
from publisher.settings import Settings
from publisher.web.page import Page
from publisher.web.site_pages import document
from publisher.web.tables.declaration import read_tables
from publisher.web.tables.model import Column, Table


def dictionary_page(settings: Settings) -> Page:
    """The page of all tables and columns; it is the same on every site.

    Args:
        settings: Of the site.

    Raises:
        TableError: If a word of it is missing, or the declaration is damaged.
    """
    declared = read_tables()
    prefixes = {
        iri: prefix
        for prefix, iri in declared.context.items()
        if isinstance(iri, str) and iri.endswith(("#", "/"))
    }
    iri = f"{settings.base_iri}{DICTIONARY}"
    return Page(
        kind="dictionary",
        iri=iri,
        path=DICTIONARY,
        record=document(settings, iri, "dictionary_title", settings.base_iri),
        listing={"tables": [_table(table, prefixes) for table in declared.tables]},
    )


def _table(table: Table, prefixes: dict[str, str]) -> dict[str, Any]:
    return {
        "slug": table.slug,
        "titles": table.titles,
        "explanations": table.explanations,
        "columns": [_column(column, prefixes) for column in table.columns],
    }


def _column(column: Column, prefixes: dict[str, str]) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.titles,
        "explanations": column.explanations,
        "kind": column.kind,
        "many": column.many,
        "codes": column.scheme.rstrip("#") if column.scheme else None,
        "property": _compact(column.predicate, prefixes) if column.predicate else None,
        "inverse": column.inverse,
    }


def _compact(iri: str, prefixes: dict[str, str]) -> str:
    """The compact form of an IRI, or all of it if the context has no prefix for it."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return f"{prefixes[iri[:cut]]}:{iri[cut:]}" if iri[:cut] in prefixes else iri
