"""The tables of an organisation and year, from the records of its pages.

Records are read once, one at a time; rows wait in unnamed files beside the site, so that memory
does not grow with a year.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from publisher.build.table import COLUMNS
from publisher.build.writing import SiteWriter
from publisher.leaks.gate import Gate
from publisher.settings import Settings
from publisher.web.catalogue import File
from publisher.web.tables import Table, csvw, delimited, package, read_tables
from publisher.web.tables.extra import writes_parquet
from publisher.web.tables.walking import Row, Walker

if TYPE_CHECKING:
    from publisher.web.tables.parquet import ParquetFile

_ROWS_AT_ONCE = 1_000
_PIECE_BYTES = 262_144


class TableFiles(msgspec.Struct, frozen=True):
    """What was written of one table.

    Attributes:
        table: Its name.
        rows: How many there are.
        files: As CSV, and as Parquet where that can be written.
    """

    table: str
    rows: int
    files: tuple[File, ...]


class WrittenTables(msgspec.Struct, frozen=True):
    """What was written of all tables.

    Attributes:
        tables: Each of them.
        metadata: What the columns mean, as CSVW.
        package: The same as a Data Package, with sizes and checksums.
    """

    tables: tuple[TableFiles, ...]
    metadata: File
    package: File


def table_paths(stem: str) -> list[str]:
    """Every file that tables of this stem may have, below the root of the site."""
    tables = read_tables().tables
    named = [f"{stem}-{table.slug}.{ending}" for table in tables for ending in ("csv", "parquet")]
    return [*named, f"{stem}{csvw.SUFFIX}", f"{stem}{package.SUFFIX}"]


class TableWriter:
    """Writes the tables of one organisation and year."""

    def __init__(self, settings: Settings, writer: SiteWriter, gate: Gate, folder: Path) -> None:
        """Set up.

        Args:
            settings: Of the site.
            writer: Of its files.
            gate: Looks at every table before it is published.
            folder: Where rows wait, in files without a name.
        """
        self._settings = settings
        self._writer = writer
        self._gate = gate
        self._folder = folder

    def write(
        self,
        stem: str,
        title: Mapping[str, str],
        sections: Iterable[bytes],
        meetings: Iterable[bytes],
    ) -> WrittenTables:
        """Write the tables and what describes them.

        Args:
            stem: Below the root of the site, what the names of all files begin with.
            title: Of them all, by language.
            sections: The records of the §§, as JSON, in the order of the rows.
            meetings: The records of the meetings, likewise.

        Raises:
            LeakError: If something private stands in a table.
            TableError: If the declaration does not fit a record.
        """
        declared, read = read_tables(), msgspec.json.decode
        walker = Walker(declared)
        with ExitStack() as opened:

            def nameless() -> IO[bytes]:
                return opened.enter_context(tempfile.TemporaryFile(dir=self._folder))

            waiting = {
                table.name: _Waiting(table, nameless(), nameless() if writes_parquet() else None)
                for table in declared.tables
            }
            for one in waiting.values():
                opened.callback(one.close)
            for walk, records in ((walker.meeting, meetings), (walker.section, sections)):
                for record in records:
                    for table, row in walk(read(record)):
                        waiting[table.name].add(row)
            tables = tuple(self._publish(stem, one) for one in waiting.values())
        return WrittenTables(tables, *self._describe(stem, title, declared.tables, tables))

    def _publish(self, stem: str, waiting: _Waiting) -> TableFiles:
        rows, path = waiting.finish(), f"{stem}-{waiting.table.slug}"
        files = [
            File(
                f"{path}.csv",
                "csv",
                *self._writer.write_pieces(
                    f"{path}.csv", self._gate.passing(f"{path}.csv", _pieces(waiting.csv))
                ),
            )
        ]
        if waiting.parquet is not None:  # the rows that the gate has seen
            written = self._writer.write_pieces(f"{path}.parquet", _pieces(waiting.parquet))
            files.append(File(f"{path}.parquet", "parquet", *written))
        else:
            self._writer.remove(f"{path}.parquet")
        return TableFiles(waiting.table.name, rows, tuple(files))

    def _describe(
        self,
        stem: str,
        title: Mapping[str, str],
        tables: Iterable[Table],
        written: Iterable[TableFiles],
    ) -> Iterator[File]:
        """What describes them: CSVW, then the package."""
        settings, publisher = self._settings, self._settings.publisher
        resources = [
            package.Resource(table, one.files[0].name, one.files[0].size_bytes, one.files[0].sha256)
            for table, one in zip(tables, written, strict=True)
        ]
        name = stem.rpartition("/")[2]
        group = csvw.describe(
            [one.table for one in resources],
            [one.name for one in resources],
            (f"{name}.csv", COLUMNS),
            {
                "dc:title": csvw.in_languages(title),
                "dc:license": {"@id": settings.licence},
                "dc:publisher": publisher.name.text(settings.languages[0]),
            },
        )
        yield self._write(f"{stem}{csvw.SUFFIX}", "csvw", group)
        language = settings.languages[0]
        about = {
            "name": name,
            "title": title[language],
            "homepage": f"{settings.base_iri}lataukset.html",
            "licenses": [{"path": settings.licence}],
            "contributors": [{"title": publisher.name.text(language), "roles": ["publisher"]}],
        }
        described = package.describe(resources, about, language)
        yield self._write(f"{stem}{package.SUFFIX}", "package", described)

    def _write(self, path: str, form: Any, content: dict[str, Any]) -> File:  # noqa: ANN401
        pieces = [msgspec.json.format(msgspec.json.encode(content), indent=1), b"\n"]
        return File(path, form, *self._writer.write_pieces(path, pieces))


class _Waiting:
    """The rows of a table, until all of them are there."""

    def __init__(self, table: Table, csv: IO[bytes], parquet: IO[bytes] | None) -> None:
        self.table = table
        self.csv = csv
        self.parquet = parquet
        self._typed: ParquetFile | None = None
        if parquet is not None:
            from publisher.web.tables.parquet import ParquetFile  # not everybody has pyarrow

            self._typed = ParquetFile(table, parquet)
        self._rows: list[Row] = []
        self._count = 0
        csv.write(delimited.heading(table))

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) == _ROWS_AT_ONCE:
            self._flush()

    def finish(self) -> int:
        """Write what is left, and say how many rows there were."""
        self._flush()
        self.close()
        return self._count

    def close(self) -> None:
        """End the file of Parquet, also where a build fails, before what it is written to."""
        if self._typed is not None:
            self._typed.close()

    def _flush(self) -> None:
        if not self._rows:
            return
        self.csv.write(delimited.lines(self.table, self._rows))
        if self._typed is not None:
            self._typed.write(self._rows)
        self._count += len(self._rows)
        self._rows = []


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE_BYTES):
        yield piece
