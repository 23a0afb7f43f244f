"""What a build remembers: documents and their fates, records, and who mentions whom.

One SQLite file in the work folder. It can be deleted at any time; the next build then reads
everything again and comes to the same result.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from publisher.build.model import Fate, InputFile, Outcome, Row
from publisher.settings import Body

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
  name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL, source INTEGER NOT NULL, fate TEXT NOT NULL, reason TEXT NOT NULL,
  notes TEXT NOT NULL, withheld TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
  document TEXT PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, organization TEXT NOT NULL,
  body TEXT NOT NULL, day TEXT NOT NULL, year INTEGER NOT NULL, ord INTEGER NOT NULL, json BLOB NOT NULL,
  cells TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_iri ON record (iri);
CREATE INDEX IF NOT EXISTS record_day ON record (organization, day, ord);
CREATE TABLE IF NOT EXISTS mention (
  iri TEXT NOT NULL, kind TEXT NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (iri, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_document ON mention (document);
CREATE TABLE IF NOT EXISTS touched (
  iri TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shard (
  organization TEXT NOT NULL, year INTEGER NOT NULL, PRIMARY KEY (organization, year)
  ) WITHOUT ROWID;
"""


class State:
    """The memory of a work folder.

    Nothing is kept before `commit`, so that a build that fails leaves the memory of the last one.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;" + _SCHEMA)
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM touched")
        self._db.execute("DELETE FROM shard")

    def commit(self) -> None:
        """Keep what was said since the beginning."""
        self._db.execute("COMMIT")
        self._db.close()

    def roll_back(self) -> None:
        """Forget what was said since the beginning."""
        self._db.execute("ROLLBACK")
        self._db.close()

    # What is remembered of the last build -------------------------------------------------------

    def get(self, key: str) -> str | None:
        """A fact about the last build."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, key: str, value: str) -> None:
        """Remember a fact about this build."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def known_files(self) -> dict[str, tuple[int, int]]:
        """Size and time of every document of the last build, by name."""
        rows = self._db.execute("SELECT name, size, mtime FROM document")
        return {name: (size, mtime) for name, size, mtime in rows}

    # Documents and records ----------------------------------------------------------------------

    def forget(self, names: Iterable[str]) -> list[str]:
        """Forget documents with their records, and mark the pages that showed them as touched.

        Returns:
            The IRIs of the records that are gone.
        """
        gone: list[str] = []
        for name in names:
            row = self._db.execute(
                "SELECT iri, organization, year FROM record WHERE document = ?", (name,)
            ).fetchone()
            if row is not None:
                gone.append(row[0])
                self._touch_shard(row[1], row[2])
            self._db.execute(
                "INSERT OR REPLACE INTO touched SELECT iri, kind FROM mention WHERE document = ?",
                (name,),
            )
            for table, column in (("mention", "document"), ("record", "document"), ("document", "name")):
                self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))  # noqa: S608
        return gone

    def remember(self, outcomes: Iterable[Outcome]) -> None:
        """Remember documents and their records, and mark the pages that show them as touched."""
        for outcome in outcomes:
            self._db.execute(
                "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    outcome.file.name,
                    outcome.file.size_bytes,
                    outcome.file.mtime_ns,
                    outcome.sha256,
                    outcome.media_type,
                    outcome.file.source,
                    outcome.fate.value,
                    outcome.reason,
                    msgspec.json.encode(outcome.notes).decode(),
                    msgspec.json.encode(outcome.withheld).decode(),
                ),
            )
            if outcome.row is not None:
                self._remember_row(outcome.file, outcome.row)

    def _remember_row(self, file: InputFile, row: Row) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                file.name,
                row.iri,
                row.kind,
                row.organization,
                msgspec.json.encode(row.body).decode(),
                row.day.isoformat(),
                row.day.year,
                row.order,
                row.record,
                msgspec.json.encode(row.cells).decode(),
            ),
        )
        mentions = [(iri, kind, file.name) for kind, iri in row.mentions]
        self._db.executemany("INSERT OR REPLACE INTO mention VALUES (?, ?, ?)", mentions)
        self._db.executemany(
            "INSERT OR REPLACE INTO touched VALUES (?, ?)", [(iri, kind) for iri, kind, _ in mentions]
        )
        self._touch_shard(row.organization, row.day.year)

    def _touch_shard(self, organization: str, year: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO shard VALUES (?, ?)", (organization, year))

    def rivals(self) -> dict[str, list[tuple[str, str]]]:
        """The records that more than one document claims.

        Returns:
            By IRI, the names of the documents with their hashes, sorted.
        """
        rows = self._db.execute(
            "SELECT r.iri, r.document, d.sha256 FROM record r JOIN document d ON d.name = r.document "
            "WHERE r.iri IN (SELECT iri FROM record GROUP BY iri HAVING COUNT(*) > 1) "
            "ORDER BY r.iri, r.document"
        )
        found: dict[str, list[tuple[str, str]]] = {}
        for iri, name, sha256 in rows:
            found.setdefault(iri, []).append((name, sha256))
        return found

    def has(self, iri: str) -> bool:
        """Whether a document gives a record of this IRI."""
        row = self._db.execute("SELECT 1 FROM record WHERE iri = ? LIMIT 1", (iri,)).fetchone()
        return row is not None

    def withdraw(self, name: str, reason: str) -> None:
        """Keep the record of a document out, and say why."""
        self.forget_record(name)
        self._db.execute(
            "UPDATE document SET fate = ?, reason = ? WHERE name = ?",
            (Fate.WITHHELD.value, reason, name),
        )

    def forget_record(self, name: str) -> None:
        """Forget the record of a document, but not the document."""
        for table in ("mention", "record"):
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (name,))  # noqa: S608

    # What the pages are made from ---------------------------------------------------------------

    def touched(self, kind: str) -> list[tuple[str, bool]]:
        """The pages of a kind that this build has to look at.

        Returns:
            IRIs in order, each with whether any record still mentions it.
        """
        rows = self._db.execute(
            "SELECT t.iri, EXISTS (SELECT 1 FROM mention m WHERE m.iri = t.iri) "
            "FROM touched t WHERE t.kind = ? ORDER BY t.iri",
            (kind,),
        )
        return [(iri, bool(there)) for iri, there in rows]

    def touched_shards(self) -> list[tuple[str, int]]:
        """The organisations and years whose downloads have to be made anew, in order."""
        return list(self._db.execute("SELECT organization, year FROM shard ORDER BY 1, 2"))

    def shards(self) -> list[tuple[str, int, int, str, str]]:
        """Organisation, year, number of §§, first and last day, of everything there is."""
        return list(
            self._db.execute(
                "SELECT organization, year, COUNT(*), MIN(day), MAX(day) FROM record "
                "WHERE kind = 'section' GROUP BY organization, year ORDER BY 1, 2"
            )
        )

    def sections(self, organization: str, year: int) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The §§ of an organisation and year, in the order of the table of decisions.

        Yields:
            IRI and the row of the table.
        """
        rows = self._db.execute(
            "SELECT iri, cells FROM record WHERE organization = ? AND year = ? AND kind = 'section' "
            "ORDER BY day, iri",
            (organization, year),
        )
        for iri, cells in rows:
            yield iri, msgspec.json.decode(cells, type=tuple[str, ...])

    def newest(self, organization: str | None, count: int) -> list[str]:
        """The IRIs of the newest §§ of an organisation, or of all."""
        where = "" if organization is None else "AND organization = :organization"
        rows = self._db.execute(
            f"SELECT iri FROM record WHERE kind = 'section' {where} "  # noqa: S608
            "ORDER BY day DESC, iri LIMIT :count",
            {"organization": organization, "count": count},
        )
        return [row[0] for row in rows]

    def foreseen(self, iri: str) -> bytes | None:
        """The record of a foreseen meeting that a preview gave."""
        row = self._db.execute(
            "SELECT json FROM record WHERE iri = ? AND kind = 'meeting'", (iri,)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def pages(self, kind: str) -> Iterator[str]:
        """The IRIs of all pages of a kind, in order."""
        if kind == "section":
            sql = "SELECT iri FROM record WHERE kind = 'section' ORDER BY iri"
            return (row[0] for row in self._db.execute(sql))
        rows = self._db.execute(
            "SELECT DISTINCT iri FROM mention WHERE kind = ? ORDER BY iri", (kind,)
        )
        return (row[0] for row in rows)

    def count(self, kind: str) -> int:
        """How many pages of a kind there are."""
        if kind == "section":
            sql, parameters = "SELECT COUNT(*) FROM record WHERE kind = 'section'", ()
            return int(self._db.execute(sql, parameters).fetchone()[0])
        row = self._db.execute(
            "SELECT COUNT(DISTINCT iri) FROM mention WHERE kind = ?", (kind,)
        ).fetchone()
        return int(row[0])

    def count_by_organization(self) -> dict[str, dict[str, int]]:
        """How many bodies and meetings each organisation has, by slug and kind."""
        rows = self._db.execute(
            "SELECT r.organization, m.kind, COUNT(DISTINCT m.iri) FROM mention m "
            "JOIN record r ON r.document = m.document WHERE m.kind IN ('body', 'meeting') "
            "GROUP BY 1, 2"
        )
        found: dict[str, dict[str, int]] = {}
        for slug, kind, count in rows:
            found.setdefault(slug, {})[kind] = count
        return found

    def bodies(self) -> list[tuple[str, Body]]:
        """Every body that has a record, with its organisation."""
        rows = self._db.execute("SELECT DISTINCT organization, body FROM record ORDER BY 1, 2")
        return [(slug, msgspec.json.decode(body, type=Body)) for slug, body in rows]

    # What the report is made from ---------------------------------------------------------------

    def documents(self) -> Iterator[dict[str, object]]:
        """Every document with its fate, by name, as the report prints it."""
        rows = self._db.execute(
            "SELECT d.name, d.sha256, d.fate, d.reason, d.notes, d.withheld, r.iri "
            "FROM document d LEFT JOIN record r ON r.document = d.name ORDER BY d.name"
        )
        for name, sha256, fate, reason, notes, withheld, iri in rows:
            yield {
                "document": name,
                "sha256": sha256 or None,
                "fate": fate,
                "reason": reason or None,
                "iri": iri,
                "notes": msgspec.json.decode(notes),
                "withheld": msgspec.json.decode(withheld),
            }

    def provenance(self) -> Iterator[tuple[str, str, str, int, int, str]]:
        """IRI, hash, media type, size, source and name of every document that has a record."""
        return iter(
            self._db.execute(
                "SELECT r.iri, d.sha256, d.media_type, d.size, d.source, d.name FROM record r "
                "JOIN document d ON d.name = r.document ORDER BY r.iri"
            )
        )

    def latest_day(self) -> dt.date | None:
        """The newest day of any § or foreseen meeting."""
        day = self._db.execute("SELECT MAX(day) FROM record").fetchone()[0]
        return None if day is None else dt.date.fromisoformat(day)
