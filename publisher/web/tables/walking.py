"""Records to rows: every table is gone through by its paths, and nothing is worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.errors import TableError
from publisher.web.tables.declaration import expand
from publisher.web.tables.model import UP, Column, Path, Root, Table, Tables

Cell = str | None
"""The lexical form of a value; None where there is none."""

Row = tuple[Cell, ...]

_Trail = tuple[Mapping[str, Any], ...]
"""A node, after those that it is part of."""


class Walker:
    """Finds the rows of all tables in a record."""

    def __init__(self, tables: Tables) -> None:
        self._context = tables.context
        self._tables = tables.tables

    def section(self, record: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
        """The rows of a §.

        Args:
            record: In the terms of `mappings/context.jsonld`.

        Yields:
            Rows with their table, in the order of the tables, then of the record.

        Raises:
            TableError: If a record has several values where the declaration knows of one, or a
                code of another list.
        """
        yield from self._rows("section", (record,))

    def meeting(self, record: Mapping[str, Any]) -> Iterator[tuple[Table, Row]]:
        """The rows of a meeting and of the items that are foreseen for it.

        Args:
            record: As for `section`.

        Yields:
            As `section` does.

        Raises:
            TableError: As `section` does.
        """
        yield from self._rows("meeting", (record,))
        for item in _each(record.get("consistsOf")):
            if isinstance(item, dict):
                yield from self._rows("foreseen", (record, item))

    def _rows(self, root: Root, trail: _Trail) -> Iterator[tuple[Table, Row]]:
        for table in self._tables:
            for path in table.rows.get(root, ()):
                for found in _nodes(trail, path):
                    types = _each(found[-1].get("type"))
                    if table.only not in {None, *types} or table.without in types:
                        continue
                    yield table, tuple(self._cell(column, found) for column in table.columns)

    def _cell(self, column: Column, trail: _Trail) -> Cell:
        for path in column.paths:
            values = [self._lexical(column, value) for value in _values(trail, path)]
            found = [value for value in values if value is not None]
            if column.many and found:
                return " ".join(found)
            if len(found) > 1:
                message = (
                    f"mappings/tables.toml: {trail[-1]['id']} has several values for the column "
                    f"{column.name}: declare it with many = true"
                )
                raise TableError(message)
            if found:
                return found[0]
        return None

    def _lexical(self, column: Column, value: Any) -> Cell:  # noqa: ANN401  (JSON)
        if column.language is not None:
            text = value.get(column.language)
            return None if text is None else str(text)
        if isinstance(value, dict):
            value = value["id"]
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if column.scheme is None else self._code(column, str(value))

    def _code(self, column: Column, value: str) -> Cell:
        """A code without what comes before it in its IRI; None for a class of another vocabulary.

        Raises:
            TableError: If it is a code of another list.
        """
        iri = expand(self._context, value)
        assert column.scheme is not None  # noqa: S101  (the caller has looked)
        if iri.startswith(column.scheme):
            return iri.removeprefix(column.scheme)
        if column.paths[0][-1] == "type":
            return None
        message = f"mappings/tables.toml: {value} is no code of the column {column.name}"
        raise TableError(message)


def _each(value: Any) -> list[Any]:  # noqa: ANN401  (JSON)
    """A value that a record writes bare where there is but one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _nodes(trail: _Trail, path: Path) -> Iterator[_Trail]:
    """Every node at the end of a path, with those that it is part of."""
    if not path:
        yield trail
        return
    for node in _each(trail[-1].get(path[0])):
        yield from _nodes((*trail, node), path[1:])


def _values(trail: _Trail, path: Path) -> Iterator[Any]:
    """Every value at the end of a path; none if it leads above the record, or to nothing."""
    while path[0] == UP:
        trail, path = trail[:-1], path[1:]
        if not trail:
            return
    for found in _nodes(trail, path[:-1]):
        yield from _each(found[-1].get(path[-1]))
