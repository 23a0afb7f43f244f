"""Rows as Parquet, for analysts: typed columns, and texts as they are.

Written where pyarrow is installed (``pip install pykala[parquet]``). Pages are not compressed, so
that `pykala scan` and anybody else sees in the bytes of a file what it says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from publisher.web.tables.model import Column, Kind, Table
from publisher.web.tables.walking import Row

# Sums have two decimals, prices of electricity and tax rates a few more.
_TYPES: dict[Kind, tuple[pa.DataType, Callable[[str], Any]]] = {
    "iri": (pa.string(), str),
    "code": (pa.string(), str),
    "string": (pa.string(), str),
    "integer": (pa.int64(), int),
    "decimal": (pa.decimal128(38, 8), Decimal),
    "boolean": (pa.bool_(), "true".__eq__),
    "date": (pa.date32(), dt.date.fromisoformat),
    "time": (pa.time32("s"), dt.time.fromisoformat),
    "dateTime": (pa.timestamp("ms", tz="Europe/Helsinki"), dt.datetime.fromisoformat),
}


class ParquetFile:
    """A file that is written row group by row group."""

    def __init__(self, table: Table, file: IO[bytes]) -> None:
        self._columns = table.columns
        self._schema = pa.schema([_field(column) for column in table.columns])
        self._writer = pq.ParquetWriter(file, self._schema, compression="none")

    def write(self, rows: Sequence[Row]) -> None:
        """Write rows as one group.

        Args:
            rows: In the order of the columns.
        """
        arrays = [
            pa.array(_values(column, cells), type=field.type)
            for column, field, cells in zip(
                self._columns, self._schema, zip(*rows, strict=True), strict=True
            )
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        """Write what ends the file."""
        self._writer.close()


def _field(column: Column) -> pa.Field:
    kind = _TYPES["string" if column.many else column.kind][0]
    return pa.field(column.name, kind, nullable=column.empty != "never")


def _values(column: Column, cells: Iterable[str | None]) -> list[Any]:
    read = _TYPES["string" if column.many else column.kind][1]
    return [None if cell is None else read(cell) for cell in cells]
