"""The tables in which a build remembers, and how the file with them is opened."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
  name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL, source INTEGER NOT NULL, fate TEXT NOT NULL, reason TEXT NOT NULL,
  notes TEXT NOT NULL, withheld TEXT NOT NULL, due TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
  id INTEGER PRIMARY KEY, document TEXT NOT NULL, iri TEXT NOT NULL, kind TEXT NOT NULL,
  organization TEXT NOT NULL, body TEXT NOT NULL, day TEXT NOT NULL, year INTEGER NOT NULL,
  ord INTEGER NOT NULL, unmet TEXT NOT NULL, json BLOB NOT NULL, cells TEXT NOT NULL,
  provenance BLOB NOT NULL, telling TEXT NOT NULL, second TEXT NOT NULL,
  second_sha256 TEXT NOT NULL, term TEXT, until TEXT, open INTEGER NOT NULL);
CREATE VIEW IF NOT EXISTS speaker AS
  SELECT document, iri, kind FROM record
  UNION ALL SELECT second, iri, kind FROM record WHERE second <> '';
CREATE TABLE IF NOT EXISTS rival (
  iri TEXT NOT NULL, document TEXT NOT NULL, telling TEXT NOT NULL, loss TEXT NOT NULL,
  PRIMARY KEY (iri, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rival_document ON rival (document);
CREATE TABLE IF NOT EXISTS download (
  organization TEXT NOT NULL, year INTEGER NOT NULL, figures BLOB NOT NULL,
  PRIMARY KEY (organization, year)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS search_index (
  organization TEXT NOT NULL, year INTEGER NOT NULL, figures BLOB NOT NULL,
  PRIMARY KEY (organization, year)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_sha256 ON document (sha256);
CREATE INDEX IF NOT EXISTS record_document ON record (document, iri);
CREATE INDEX IF NOT EXISTS record_iri ON record (iri, kind);
CREATE INDEX IF NOT EXISTS record_second ON record (second, iri) WHERE second <> '';
CREATE INDEX IF NOT EXISTS record_second_sha256 ON record (second_sha256) WHERE second <> '';
CREATE INDEX IF NOT EXISTS record_shard ON record (organization, year, kind, day, iri);
CREATE INDEX IF NOT EXISTS record_until ON record (until) WHERE open;
CREATE INDEX IF NOT EXISTS document_due ON document (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_body ON record (organization, body);
CREATE TABLE IF NOT EXISTS mention (
  iri TEXT NOT NULL, kind TEXT NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (iri, record)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_record ON mention (record);
CREATE TABLE IF NOT EXISTS touched (
  iri TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stirred (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS content (
  path TEXT PRIMARY KEY, digest BLOB NOT NULL, day TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made (path TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shard (
  organization TEXT NOT NULL, year INTEGER NOT NULL, PRIMARY KEY (organization, year)
  ) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event (
  object TEXT PRIMARY KEY, activity TEXT NOT NULL, published TEXT NOT NULL,
  number INTEGER NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
  act TEXT NOT NULL, day TEXT NOT NULL, page INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS event_time ON event (page, published, number);
CREATE TABLE IF NOT EXISTS event_page (
  page INTEGER PRIMARY KEY, first TEXT NOT NULL, name TEXT NOT NULL, stale INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS concern (
  object TEXT NOT NULL, iri TEXT NOT NULL, holds INTEGER NOT NULL, PRIMARY KEY (object, iri)
  ) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS concern_iri ON concern (iri);
"""


def open_database(path: Path) -> sqlite3.Connection:
    """Open a memory; one that is damaged, or of another version, is begun anew.

    Args:
        path: Of the file, which need not be there.

    Returns:
        The database, with its tables; every statement is its own transaction until one is begun.
    """
    version = zlib.crc32(_SCHEMA.encode()) & 0x7FFFFFFF
    if _version_of(path) != version:
        for part in path.parent.glob(f"{path.name}*"):
            part.unlink()
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;" + _SCHEMA
    )
    database.execute(f"PRAGMA user_version = {version}")
    return database


def _version_of(path: Path) -> int | None:
    """Which tables a memory has; None if it is no memory."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        try:
            return int(database.execute("PRAGMA user_version").fetchone()[0])
        except sqlite3.DatabaseError:
            return None
