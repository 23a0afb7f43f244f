"""What is remembered of single pages and documents, and of where they come from."""

from __future__ import annotations

import sqlite3

from publisher.rdf.iris import minutes_of


class Remembered:
    """Questions to the memory of a work folder about one thing at a time."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def kind(self, iri: str) -> str | None:
        """Of which kind the page of a thing is that records mention; None if none does."""
        row = self._db.execute("SELECT kind FROM mention WHERE iri = ? LIMIT 1", (iri,)).fetchone()
        return None if row is None else row[0]

    def day(self, iri: str) -> str | None:
        """The day of the meeting of a §, or that of a meeting; None if no record is of it."""
        row = self._db.execute(
            "SELECT day FROM record WHERE iri IN (?, ?) LIMIT 1", (iri, minutes_of(iri))
        ).fetchone()
        return None if row is None else row[0]

    def origin(self, iri: str) -> list[bytes]:
        """What is said of the origin of a record, for a meeting also of that of its minutes.

        Returns:
            N-Quads, in pieces that may say the same.
        """
        rows = self._db.execute(
            "SELECT provenance FROM record WHERE iri IN (?, ?)", (iri, minutes_of(iri))
        )
        return [bytes(row[0]) for row in rows]

    def origins_by(self, sha256: str) -> list[bytes]:
        """What is said of the origin of the records that documents of the same bytes give."""
        rows = self._db.execute(
            "SELECT r.provenance FROM record r JOIN document d ON d.name = r.document "
            "WHERE d.sha256 = ? UNION ALL "
            "SELECT provenance FROM record WHERE second <> '' AND second_sha256 = ?",
            (sha256, sha256),
        )
        return [bytes(row[0]) for row in rows]
