"""What a build remembers of several documents that tell of one § or one foreseen meeting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publisher.build.model import Row
from publisher.build.rivals import Contest, Loss, Second, Telling, Why


class Contested:
    """Which documents tell of something that another one speaks for, and what has to be settled."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def stir(self, iris: Iterable[str]) -> None:
        """Note that something about what documents tell of these has changed."""
        self._db.executemany("INSERT OR IGNORE INTO stirred VALUES (?)", ((iri,) for iri in iris))

    def forget(self, name: str) -> None:
        """Forget what a document tells of that others speak for."""
        self._db.execute(
            "INSERT OR IGNORE INTO stirred SELECT iri FROM rival WHERE document = ?", (name,)
        )
        self._db.execute("DELETE FROM rival WHERE document = ?", (name,))

    def contests(self) -> Iterator[Contest]:
        """What has to be settled: where something changed and not one document alone tells of it.

        Yields:
            The contests, by IRI. They may be settled on the way.
        """
        rows = self._db.execute(
            "SELECT iri FROM stirred s WHERE EXISTS (SELECT 1 FROM rival v WHERE v.iri = s.iri) "
            "OR (SELECT COUNT(*) + MAX(r.second <> '') FROM record r WHERE r.iri = s.iri) > 1 "
            "ORDER BY iri"
        ).fetchall()
        for (iri,) in rows:
            told = self._db.execute(
                "SELECT document, telling, 1, second, second_sha256 FROM record WHERE iri = ? "
                "UNION ALL SELECT document, telling, 0, '', '' FROM rival WHERE iri = ? "
                "ORDER BY document",
                (iri, iri),
            ).fetchall()
            yield Contest(
                iri=iri,
                tellings={
                    name: msgspec.json.decode(telling, type=Telling) for name, telling, *_ in told
                },
                published={
                    name: Second(*second) for name, _, published, *second in told if published
                },
            )

    def lose(self, name: str, loss: Loss) -> None:
        """Remember why a document does not speak for something, and what it tells of it."""
        self._db.execute(
            "INSERT OR IGNORE INTO rival SELECT iri, document, telling, '' FROM record "
            "WHERE document = ? AND iri = ?",
            (name, loss.iri),
        )
        self._say([(name, loss)])

    def speak(self, records: Sequence[tuple[int, str, Row]]) -> None:
        """Let documents speak for what they give records of.

        What a document tells by itself stays as it was, whatever another one has added to it.

        Args:
            records: That were just remembered: number, name of the document, and the record.
        """
        added = [(number, name, row) for number, name, row in records if row.second.name]
        self._db.executemany(
            "UPDATE record SET telling = COALESCE((SELECT v.telling FROM rival v WHERE "
            "v.iri = record.iri AND v.document = record.document), telling) WHERE id = ?",
            ((number,) for number, _, _ in added),
        )
        self._db.executemany(
            "DELETE FROM rival WHERE iri = ? AND document = ?",
            ((row.iri, name) for _, name, row in records),
        )
        self._say(
            (row.second.name, Loss(iri=row.iri, why=Why.ADDS_LANGUAGE, documents=(name,)))
            for _, name, row in added
        )
        self.stir(row.iri for _, _, row in records)

    def _say(self, losses: Iterable[tuple[str, Loss]]) -> None:
        self._db.executemany(
            "UPDATE rival SET loss = ? WHERE document = ? AND iri = ?",
            ((msgspec.json.encode(loss).decode(), name, loss.iri) for name, loss in losses),
        )
