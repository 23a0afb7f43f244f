"""What a build remembers: documents and their fates, records, and who mentions whom.

One SQLite file in the work folder. It can be deleted at any time; the next build then reads
everything again and comes to the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from publisher.build.census import Census
from publisher.build.change_log import ChangeLog
from publisher.build.contested import Contested
from publisher.build.days import Days
from publisher.build.model import Claim, Outcome, Row
from publisher.build.remembered import Remembered
from publisher.build.rivals import Loss
from publisher.build.schema import open_database
from publisher.build.terms import Terms


class State:
    """The memory of a work folder.

    Nothing is kept before `commit`, so that a build that fails leaves the memory of the last one.

    Attributes:
        census: What there is, counted and listed.
        contested: What several documents tell of.
        terms: Until when personal data may stay.
        days: When what pages say changed last.
        changes: What changed, and when.
        pages: What records say of the page of a thing.
    """

    def __init__(self, path: Path) -> None:
        self._db = open_database(path)
        self._db.execute("BEGIN")
        for table in ("touched", "stirred", "shard", "made"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        self.census = Census(self._db)
        self.contested = Contested(self._db)
        self.terms = Terms(self._db)
        self.days = Days(self._db)
        self.changes = ChangeLog(self._db)
        self.pages = Remembered(self._db)

    def commit(self) -> None:
        """Keep what was said since the beginning."""
        self._db.execute("COMMIT")
        self._db.close()

    def roll_back(self) -> None:
        """Forget what was said since the beginning."""
        self._db.execute("ROLLBACK")
        self._db.close()

    def clear(self) -> None:
        """Forget everything but the past, since everything is made afresh."""
        for table in ("meta", "document", "record", "rival", "download", "search_index", "mention"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608

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

    def forget(self, names: Iterable[str]) -> list[Claim]:
        """Forget documents with their records, and mark the pages that showed them as touched.

        Returns:
            The records that are gone.
        """
        gone: list[Claim] = []
        for name in names:
            gone.extend(self._forget_records(name, None))
            self.contested.forget(name)
            self._db.execute("DELETE FROM document WHERE name = ?", (name,))
        return gone

    def remember(self, outcomes: Sequence[Outcome]) -> None:
        """Remember documents and their records, and mark the pages that show them as touched."""
        self._db.executemany(
            "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            map(_document_row, outcomes),
        )
        self.remember_records(outcomes)

    def remember_records(self, outcomes: Sequence[Outcome]) -> None:
        """Remember records of documents that are known, and mark their pages as touched."""
        every = [(each.file.name, row) for each in outcomes for row in each.rows]
        first = self._db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM record").fetchone()[0]
        rows = list(enumerate(every, start=first))
        self._db.executemany(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_record_row(number, name, row) for number, (name, row) in rows),
        )
        self.contested.speak([(number, name, row) for number, (name, row) in rows])
        mentions = [(iri, kind, number) for number, (_, row) in rows for kind, iri in row.mentions]
        self._db.executemany("INSERT OR REPLACE INTO mention VALUES (?, ?, ?)", mentions)
        self._db.executemany(
            "INSERT OR REPLACE INTO touched VALUES (?, ?)",
            {(iri, kind) for iri, kind, _ in mentions},
        )
        for organization, year in {(row.organization, row.day.year) for _, row in every}:
            self._touch_shard(organization, year)

    def touch_quality(self, organization: str, iri: str) -> None:
        """Mark the report on quality of an organisation as touched, and its register with it."""
        self._db.execute("INSERT OR REPLACE INTO touched VALUES (?, 'quality')", (iri,))
        self._touch_shard(organization, 0)

    def touch(self, kind: str, iris: Iterable[str]) -> None:
        """Mark pages of a kind as touched that no record has touched."""
        self._db.executemany(
            "INSERT OR REPLACE INTO touched VALUES (?, ?)", ((iri, kind) for iri in iris)
        )

    def _touch_shard(self, organization: str, year: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO shard VALUES (?, ?)", (organization, year))

    def has(self, iri: str) -> bool:
        """Whether a document gives a record of this IRI."""
        row = self._db.execute("SELECT 1 FROM record WHERE iri = ? LIMIT 1", (iri,)).fetchone()
        return row is not None

    def lose(self, name: str, loss: Loss) -> list[Claim]:
        """Let a document no longer speak for a § or a foreseen meeting, and remember why.

        Returns:
            The record, if it was published until now.
        """
        self.contested.lose(name, loss)
        return self._forget_records(name, loss.iri)

    def _forget_records(self, name: str, iri: str | None) -> list[Claim]:
        """Forget records of a document, but not the document; touch what showed them.

        Args:
            name: Of the document.
            iri: Of the record; None for all of them.
        """
        rows = self._db.execute(
            "SELECT r.id, r.organization, r.year, r.iri, r.kind, r.provenance, d.sha256, "
            "r.second_sha256 "
            "FROM record r JOIN document d ON d.name = r.document WHERE r.document = ? "
            "AND (? IS NULL OR r.iri = ?)",
            (name, iri, iri),
        ).fetchall()
        for number, organization, year, *_ in rows:
            self._touch_shard(organization, year)
            self._db.execute(
                "INSERT OR REPLACE INTO touched SELECT iri, kind FROM mention WHERE record = ?",
                (number,),
            )
            self._db.execute("DELETE FROM mention WHERE record = ?", (number,))
            self._db.execute("DELETE FROM record WHERE id = ?", (number,))
        claims = [
            Claim(
                iri=iri,
                kind=kind,
                documents=tuple(filter(None, documents)),
                provenance=bytes(provenance),
            )
            for _, _, _, iri, kind, provenance, *documents in rows
        ]
        self.contested.stir(claim.iri for claim in claims)
        return claims

    # What the build has to look at --------------------------------------------------------------

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
        return list(
            self._db.execute("SELECT organization, year FROM shard WHERE year > 0 ORDER BY 1, 2")
        )

    def touched_registers(self) -> list[str]:
        """The organisations whose registers have to be made anew, in order."""
        rows = self._db.execute("SELECT DISTINCT organization FROM shard ORDER BY 1")
        return [row[0] for row in rows]

    def told_of_meeting(self, iri: str, minutes: str) -> tuple[bytes, bytes]:
        """The records that a preview and the front page of minutes gave of a meeting.

        Args:
            iri: Of the meeting.
            minutes: Of its minutes.

        Returns:
            Both; empty where there is none.
        """
        rows = self._db.execute(
            "SELECT kind, json FROM record WHERE iri IN (?, ?) AND kind IN ('meeting', 'minutes')",
            (iri, minutes),
        )
        found = {kind: bytes(record) for kind, record in rows}
        return found.get("meeting", b""), found.get("minutes", b"")

    # Downloads ----------------------------------------------------------------------------------

    def set_download(self, organization: str, year: int | None, figures: bytes) -> None:
        """Remember what was written of a download; the year of a register is 0."""
        self._db.execute(
            "INSERT OR REPLACE INTO download VALUES (?, ?, ?)", (organization, year or 0, figures)
        )

    def forget_download(self, organization: str, year: int | None) -> None:
        """Forget a download."""
        self._db.execute(
            "DELETE FROM download WHERE organization = ? AND year = ?", (organization, year or 0)
        )

    # Search -------------------------------------------------------------------------------------

    def set_index(self, organization: str, year: int, figures: bytes) -> None:
        """Remember what was written of the index of an organisation and year."""
        self._db.execute(
            "INSERT OR REPLACE INTO search_index VALUES (?, ?, ?)", (organization, year, figures)
        )

    def forget_index(self, organization: str, year: int) -> None:
        """Forget an index."""
        self._db.execute(
            "DELETE FROM search_index WHERE organization = ? AND year = ?", (organization, year)
        )


def _document_row(outcome: Outcome) -> tuple[str | int | None, ...]:
    return (
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
        outcome.due.isoformat() if outcome.due else None,
    )


def _record_row(number: int, name: str, row: Row) -> tuple[str | int | bytes | None, ...]:
    return (
        number,
        name,
        row.iri,
        row.kind,
        row.organization,
        msgspec.json.encode(row.body).decode(),
        row.day.isoformat(),
        row.day.year,
        row.order,
        " ".join(row.unmet),
        row.record,
        msgspec.json.encode(row.cells).decode(),
        row.provenance,
        msgspec.json.encode(row.telling).decode(),
        row.second.name,
        row.second.sha256,
        msgspec.json.encode(row.term).decode() if row.term else None,
        row.term.until.isoformat() if row.term else None,
        row.open,
    )
