"""The tables and their columns, from `mappings/tables.toml` and the context of the records."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError
from publisher.web.catalogue.facts import Text
from publisher.web.tables.model import KEY, Column, Empty, Kind, Path, Root, Table, Tables, Words

_TABLE = "mappings/tables.toml"
_XSD = "xsd:"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class _ColumnEntry(Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    path: str
    empty: Empty
    scheme: str | None = None
    type: Kind | None = None
    property: str | None = None
    inverse: bool = False
    about: str | None = None
    many: bool = False
    references: str | None = None
    none_where: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class _TableEntry(Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    slug: str
    rows: dict[Root, tuple[str, ...]]
    columns: tuple[str, ...]
    paths: dict[str, str] = msgspec.field(default_factory=dict)
    about: dict[str, str] = msgspec.field(default_factory=dict)
    inverse: tuple[str, ...] = ()
    only: str | None = None
    without: str | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text_languages: tuple[str, ...]
    title: Text
    empty: dict[str, dict[str, str]]
    table: dict[str, _TableEntry]
    column: dict[str, _ColumnEntry]


@functools.cache
def read_tables() -> Tables:
    """Read the declaration.

    Raises:
        TableError: If it is damaged, or names a term, a column or a table that there is not.
    """
    file = read_toml(asset_dir("mappings") / "tables.toml", _File)
    path = asset_dir("mappings") / "context.jsonld"
    context = json.loads(path.read_text(encoding="utf-8"))["@context"]
    reader = _Reader(file, context)
    return Tables(tuple(map(reader.table, file.table)), file.title, context)


def expand(context: Mapping[str, Any], name: str) -> str:
    """The IRI of a term or a compact IRI.

    Raises:
        TableError: If the context has no such term or prefix.
    """
    if name == "type":
        return _TYPE
    found = context.get(name, name)
    compact = found["@id"] if isinstance(found, dict) else found
    prefix, _, rest = compact.partition(":")
    if rest.startswith("//"):
        return str(compact)
    if prefix not in context:
        message = f"{_TABLE}: mappings/context.jsonld has no {name!r}"
        raise TableError(message)
    return f"{context[prefix]}{rest}"


class _Reader:
    """Puts what the declaration and the context say of each column together."""

    def __init__(self, file: _File, context: Mapping[str, Any]) -> None:
        self._file = file
        self._context = context

    def table(self, name: str) -> Table:
        entry = self._file.table[name]
        return Table(
            name=name,
            slug=entry.slug,
            rows={root: tuple(map(_path, paths)) for root, paths in entry.rows.items()},
            columns=tuple(
                column for each in entry.columns for column in self._columns(name, entry, each)
            ),
            only=entry.only,
            without=entry.without,
            titles=entry.titles,
            explanations=entry.explanations,
        )

    def _columns(self, table: str, entry: _TableEntry, name: str) -> Iterator[Column]:
        """A column; of a text one for each language.

        Raises:
            TableError: If there is no entry for it.
        """
        if name not in self._file.column:
            message = f"{_TABLE}: [table.{table}] names the column {name}, which has no entry"
            raise TableError(message)
        found = self._file.column[name]
        paths = tuple(map(_path, entry.paths.get(name, found.path).split(" | ")))
        term = paths[0][-1]
        column = Column(
            name=name,
            paths=paths,
            kind=found.type or self._kind(term, found),
            datatype=self._datatype(term),
            language=None,
            scheme=expand(self._context, f"{found.scheme}:") if found.scheme else None,
            predicate=self._predicate(entry, name, term),
            about=entry.about.get(name, found.about or f"{{+{KEY}}}"),
            inverse=False,
            many=found.many,
            references=found.references,
            empty=found.empty,
            none_where=found.none_where,
            titles=found.titles,
            explanations=self._explanations(found),
        )
        if found.inverse or name in entry.inverse:
            yield msgspec.structs.replace(column, inverse=True, about=f"{{+{name}}}")
        elif self._definition(term).get("@container") == "@language":
            yield from (_in_language(column, code) for code in self._file.text_languages)
        else:
            yield column

    def _definition(self, term: str) -> Mapping[str, Any]:
        """What the context says of a term beside its IRI.

        Raises:
            TableError: If it has no such term.
        """
        if term not in self._context:
            message = f"{_TABLE}: mappings/context.jsonld has no {term!r}"
            raise TableError(message)
        found = self._context[term]
        return found if isinstance(found, dict) else {}

    def _kind(self, term: str, entry: _ColumnEntry) -> Kind:
        if entry.scheme:
            return "code"
        datatype = self._datatype(term)
        return "iri" if datatype is None else msgspec.convert(datatype, Kind)

    def _datatype(self, term: str) -> str | None:
        """What the context says of a term; IRIs have none."""
        if term in {"id", "type"}:
            return None
        found = self._definition(term).get("@type", f"{_XSD}string")
        return None if found == "@id" else found.removeprefix(_XSD)

    def _predicate(self, entry: _TableEntry, name: str, term: str) -> str | None:
        found = self._file.column[name]
        if found.property is not None:
            return expand(self._context, found.property) if found.property else None
        if name in entry.inverse:
            (term,) = {_path(path)[-1] for paths in entry.rows.values() for path in paths}
        return None if term == "id" else expand(self._context, term)

    def _explanations(self, entry: _ColumnEntry) -> dict[str, str]:
        """What a column is, then what an empty cell means."""
        empty, found = self._file.empty, {}
        for code, text in entry.explanations.items():
            parts = [text, empty[entry.empty][code]]
            parts += [
                empty["none_where"][code].format(column=column, codes=", ".join(codes))
                for column, codes in entry.none_where.items()
            ]
            found[code] = " ".join(parts)
        return found


def _in_language(column: Column, language: str) -> Column:
    return msgspec.structs.replace(
        column,
        name=f"{column.name}_{language}",
        language=language,
        about=column.about.replace("{language}", language),
        titles={code: f"{title} ({language})" for code, title in column.titles.items()},
    )


def _path(text: str) -> Path:
    return tuple(text.split("/")) if text else ()
