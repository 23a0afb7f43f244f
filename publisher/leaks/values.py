"""What files hold that cannot be read byte by byte: values of SQLite, and terms of the store."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from publisher.errors import PublisherError

SQLITE_MAGIC = b"SQLite format 3\x00"


class ValuesError(PublisherError):
    """A database or a store cannot be read."""


class Value(NamedTuple):
    """A value, and the part of the file that it is."""

    part: str
    text: str


def values_of(path: Path) -> Iterator[Value]:
    """Read every value of every table of an SQLite database, those still in its WAL included.

    It is only read: what is in its WAL stays there, and no file is left beside it.

    Yields:
        The values, each with table, column and number of the row; numbers and blobs as text.

    Raises:
        ValuesError: If it is damaged.
    """
    log, index = (path.with_name(f"{path.name}-{ending}") for ending in ("wal", "shm"))
    waits = log.exists() and log.stat().st_size > 0
    indexed = index.exists()
    address = f"file:{quote(str(path))}?{'mode=ro' if waits else 'immutable=1'}"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            database.text_factory = _text
            found = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
            for name, statement in found.fetchall():
                yield Value("schema", str(statement))
                yield from _rows(database, name)
    except sqlite3.Error as error:
        message = "the database cannot be read"
        raise ValuesError(message) from error
    finally:
        if waits and not indexed:
            index.unlink(missing_ok=True)


def _rows(database: sqlite3.Connection, table: str) -> Iterator[Value]:
    quoted = table.replace('"', '""')
    rows = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608  (a name out of its schema)
    columns = [column for column, *_ in rows.description]
    for number, row in enumerate(rows, start=1):
        for column, value in zip(columns, row, strict=True):
            if value is not None:
                text = _text(value) if isinstance(value, bytes) else str(value)
                yield Value(f"table {table}, column {column}, row {number}", text)


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def quads_of(folder: Path) -> Iterator[Value]:
    """Read every quad of a store, as a line of N-Quads.

    Raises:
        ValuesError: If there is no whole store.
    """
    try:
        store = ox.Store.read_only(str(folder))
        for number, quad in enumerate(store, start=1):
            yield Value(f"quad {number}", str(quad))
    except OSError as error:
        message = "the store cannot be read"
        raise ValuesError(message) from error


def batches_of(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Gather values, so that many are searched at a time.

    Args:
        values: In order.
        size: Characters that are enough for a batch.

    Yields:
        At least one value each.
    """
    batch: list[Value] = []
    length = 0
    for value in values:
        batch.append(value)
        length += len(value.text)
        if length >= size:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
