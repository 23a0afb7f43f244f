"""Tables and their columns, as everything that writes them takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from publisher.web.catalogue.facts import Text

Root = Literal["section", "meeting", "foreseen"]
"""What rows are found in: a §, a meeting, or an item that a preview foresees for one."""

Empty = Literal["never", "unknown", "not-applicable"]
"""What an empty cell means."""

Kind = Literal["iri", "code", "string", "integer", "decimal", "boolean", "date", "time", "dateTime"]
"""What a cell holds; those that XML Schema has too are called as there."""

Path = tuple[str, ...]
"""Terms of the context, from what a row is about; ``..`` is what that is part of."""

Texts = Mapping[str, str]
"""Language to text."""

LANGUAGES = ("fi", "sv", "en")
KEY = "iri"
UP = ".."


class Words(msgspec.Struct, frozen=True):
    """What a table or column is called, and what it is, in each language."""

    fi: tuple[str, str]
    sv: tuple[str, str]
    en: tuple[str, str]

    @property
    def titles(self) -> dict[str, str]:
        """By language."""
        return {code: getattr(self, code)[0] for code in LANGUAGES}

    @property
    def explanations(self) -> dict[str, str]:
        """By language."""
        return {code: getattr(self, code)[1] for code in LANGUAGES}


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table.

    Attributes:
        name: Its heading.
        paths: Where its value stands; the first that leads to anything counts.
        kind: What a cell holds.
        datatype: Of the literal in RDF, as XML Schema names it; None for IRIs.
        language: Of the text, if it is one.
        scheme: What comes before a code in its IRI; None if cells are no codes.
        predicate: IRI of the property that leads to the value; None if it is in no triple.
        about: URI template (RFC 6570) of what it is said of.
        inverse: Whether the triple leads from the value to the row.
        many: Whether there may be several values, with a blank between them.
        references: Name of the table in which the value is a key; None if there is none.
        empty: What an empty cell means.
        none_where: The codes of other columns with which unknown becomes not applicable.
        titles: What it is called.
        explanations: What it is, and what an empty cell means.
    """

    name: str
    paths: tuple[Path, ...]
    kind: Kind
    datatype: str | None
    language: str | None
    scheme: str | None
    predicate: str | None
    about: str
    inverse: bool
    many: bool
    references: str | None
    empty: Empty
    none_where: Mapping[str, tuple[str, ...]]
    titles: Texts
    explanations: Texts

    @property
    def value(self) -> str | None:
        """URI template of the value; None for a literal."""
        if self.inverse:
            return f"{{+{KEY}}}"
        if self.kind == "iri":
            return f"{{+{self.name}}}"
        return f"{self.scheme}{{{self.name}}}" if self.scheme else None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table; its key is the column ``iri``.

    Attributes:
        name: In the code and in packages.
        slug: In the names of its files.
        rows: Where rows are found in each kind of record.
        columns: In their order.
        only: The class that a node must have to be a row; None if it may be any.
        without: The class that it must not have.
        titles: What it is called.
        explanations: What its rows are.
    """

    name: str
    slug: str
    rows: Mapping[Root, tuple[Path, ...]]
    columns: tuple[Column, ...]
    only: str | None
    without: str | None
    titles: Texts
    explanations: Texts


class Tables(msgspec.Struct, frozen=True):
    """All tables, in their order.

    Attributes:
        tables: Those whose keys others name come first.
        title: Of the tables of an organisation and year; with the fields name and year.
        context: The terms of records, as in `mappings/context.jsonld`.
    """

    tables: tuple[Table, ...]
    title: Text
    context: Mapping[str, Any]
