"""What a build remembers of how long personal data may stay."""

from __future__ import annotations

import datetime as dt
import sqlite3

import msgspec

from publisher.model import Term


class Terms:
    """Whose time is over, and what has left since."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def removals(self) -> dict[str, Term]:
        """Of what personal data have left because their time was over, with that time, by IRI."""
        rows = self._db.execute(
            "SELECT iri, term FROM record WHERE NOT open AND json_extract(term, '$.removal') "
            "IS NOT NULL"
        )
        return {iri: msgspec.json.decode(term, type=Term) for iri, term in rows}

    def overdue(self, today: dt.date) -> int:
        """How many records are public of which personal data have to be gone on a day."""
        row = self._db.execute(
            "SELECT COUNT(*) FROM record WHERE open AND until < ? "
            "AND (json_extract(term, '$.about_private') OR json_extract(term, '$.holds_names'))",
            (today.isoformat(),),
        ).fetchone()
        return int(row[0])

    def due(self, today: dt.date) -> set[str]:
        """The documents that are to be read again on a day, though they stayed the same.

        Those that may be public from then on, and those of which personal data have to leave.
        """
        rows = self._db.execute(
            "SELECT name FROM document WHERE due <= :today "
            "UNION SELECT document FROM record WHERE open AND until < :today "
            "UNION SELECT second FROM record WHERE open AND until < :today AND second <> ''",
            {"today": today.isoformat()},
        )
        return {row[0] for row in rows}
