"""What was pushed where, and what is left to do.

One SQLite file in the work folder. It can be deleted at any time; the next push then reads back
from the store what it holds. Each graph is a transaction, so that a push that is killed goes on
where it stopped.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.errors import SettingsError
from publisher.pushing.canonical import Fingerprint

_SCHEMA = """
CREATE TABLE IF NOT EXISTS pushed (
    target TEXT, graph TEXT, digest BLOB, PRIMARY KEY (target, graph)
) WITHOUT ROWID;
CREATE TEMP TABLE wanted (graph TEXT PRIMARY KEY, digest BLOB, triples INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE found (graph TEXT PRIMARY KEY, triples INTEGER) WITHOUT ROWID;
CREATE TEMP VIEW known AS
    SELECT w.graph, w.digest AS wanted, p.digest AS pushed, w.triples AS ours, f.triples AS theirs
    FROM wanted w LEFT JOIN found f USING (graph)
    LEFT JOIN pushed p ON p.graph = w.graph AND p.target = (SELECT url FROM temp.target);
"""
_ADVICE = {
    sqlite3.SQLITE_BUSY: "another push is running here: wait for it to end",
    sqlite3.SQLITE_NOTADB: "this is damaged: delete it, and the next push looks at the store",
    sqlite3.SQLITE_CORRUPT: "this is damaged: delete it, and the next push looks at the store",
}
_LOST = "theirs IS NULL"
_OTHER = "theirs <> ours OR (pushed IS NOT NULL AND pushed <> wanted)"
_UNSURE = "theirs = ours AND pushed IS NULL"
_SAME = "theirs = ours AND pushed = wanted"


class Plan(NamedTuple):
    """How many graphs there are to do.

    Attributes:
        change: Those that the store holds otherwise.
        add: Those that it does not hold.
        keep: Those that it holds as they are, as far as we know.
    """

    change: int
    add: int
    keep: int


class Memory:
    """What is remembered of one store."""

    def __init__(self, output: Path, target: str) -> None:
        """Open the memory, and hold it.

        Args:
            output: The work folder.
            target: The URL that graphs are pushed to.

        Raises:
            SettingsError: If another push is at work in the same folder, if that cannot be written
                to, or if it is no memory.
        """
        self._target = target
        path = output / "pushed.sqlite"
        if not os.access(output, os.W_OK):
            message = f"{output}: cannot be written to: what is pushed is remembered there"
            raise SettingsError(message)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=1)
        try:
            self._db.executescript(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; "
                "PRAGMA synchronous = NORMAL; PRAGMA temp_store = FILE; PRAGMA secure_delete = ON; "
                "CREATE TEMP TABLE target (url TEXT);" + _SCHEMA
            )
            self._db.execute("INSERT INTO temp.target VALUES (?)", (target,))
            self._db.execute("DELETE FROM pushed WHERE target = ''")  # takes the lock
        except sqlite3.DatabaseError as error:
            self._db.close()
            advice = _ADVICE.get(error.sqlite_errorcode, f"cannot be written ({error})")
            message = f"{path}: {advice}"
            raise SettingsError(message) from error

    @staticmethod
    @contextlib.contextmanager
    def opened(output: Path, target: str) -> Iterator[Memory]:
        """Open a memory, and close it in the end.

        Args:
            output: As of `Memory`.
            target: As of `Memory`.

        Yields:
            The memory.

        Raises:
            SettingsError: As of `Memory`.
        """
        memory = Memory(output, target)
        try:
            yield memory
        finally:
            memory._db.close()

    # What is to be, and what is -----------------------------------------------------------------

    def want(self, graphs: Iterable[tuple[str, Fingerprint]]) -> None:
        """Say which graphs there are to be, all at once."""
        rows = ((graph, each.digest, each.triples) for graph, each in graphs)
        self._fill("wanted", "?, ?, ?", rows)

    def find(self, graphs: Iterable[tuple[str, int]], ours: Sequence[str]) -> None:
        """Say which graphs the store holds, all at once.

        Args:
            graphs: Their IRIs, and how many triples they have.
            ours: How the IRIs begin that are ours; of others, only those count that were pushed.
        """
        self._db.execute("DELETE FROM temp.found")
        self._fill("found", "?, ?", graphs)
        below = " AND ".join("SUBSTR(graph, 1, ?) <> ?" for _ in ours)
        lengths = [part for prefix in ours for part in (len(prefix), prefix)]
        self._db.execute(
            f"DELETE FROM temp.found WHERE {below} "  # noqa: S608  (question marks alone)
            "AND graph NOT IN (SELECT graph FROM pushed WHERE target = ?) "
            "AND graph NOT IN (SELECT graph FROM temp.wanted)",
            (*lengths, self._target),
        )
        self._db.execute(
            "DELETE FROM pushed WHERE target = ? AND graph NOT IN (SELECT graph FROM temp.found)",
            (self._target,),
        )

    # What is left to do -------------------------------------------------------------------------

    def plan(self) -> Plan:
        """How much there is to do, once nothing is unsure."""
        counted = [self._count(each) for each in (_OTHER, _LOST, _SAME)]
        return Plan(*counted)

    def old(self) -> list[str]:
        """The graphs that the store holds and that are ours, but no longer published."""
        return self._graphs("SELECT graph FROM temp.found EXCEPT SELECT graph FROM temp.wanted")

    def other(self) -> list[str]:
        """The graphs that the store holds otherwise."""
        return self._where(_OTHER)

    def lost(self) -> list[str]:
        """The graphs that the store does not hold."""
        return self._where(_LOST)

    def unsure(self) -> list[str]:
        """The graphs that the store holds, we do not know how."""
        return self._where(_UNSURE)

    def same(self) -> list[str]:
        """The graphs that the store holds as they are to be, as far as we know."""
        return self._where(_SAME)

    def wrong(self) -> list[str]:
        """The graphs that the store holds with more or fewer triples, or not at all."""
        return self._where("theirs IS NULL OR theirs <> ours")

    # What was done ------------------------------------------------------------------------------

    def wanted(self, graph: str) -> bytes:
        """The digest that a graph is to have."""
        row = self._db.execute("SELECT digest FROM temp.wanted WHERE graph = ?", (graph,))
        return bytes(row.fetchone()[0])

    def begin(self, graphs: Iterable[str]) -> None:
        """Remember that graphs are about to be written, so that nobody knows what there is."""
        self._remember((graph, None) for graph in graphs)

    def done(self, graphs: Iterable[str]) -> None:
        """Remember that the store holds graphs as they are to be."""
        self._remember((graph, self.wanted(graph)) for graph in graphs)

    def differ(self, graphs: Iterable[str]) -> None:
        """Remember that the store holds graphs otherwise than they are to be."""
        self._remember((graph, b"") for graph in graphs)

    def removed(self, graphs: Iterable[str]) -> None:
        """Forget graphs that the store does not hold any more."""
        rows = [(self._target, graph) for graph in graphs]
        self._db.execute("BEGIN")
        self._db.executemany("DELETE FROM pushed WHERE target = ? AND graph = ?", rows)
        self._db.execute("COMMIT")

    def _remember(self, graphs: Iterable[tuple[str, bytes | None]]) -> None:
        rows = [(self._target, graph, digest) for graph, digest in graphs]
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO pushed VALUES (?, ?, ?)", rows)
        self._db.execute("COMMIT")

    def _fill(self, table: str, places: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(f"INSERT OR REPLACE INTO temp.{table} VALUES ({places})", rows)  # noqa: S608
        self._db.execute("COMMIT")

    def _count(self, condition: str) -> int:
        query = f"SELECT COUNT(*) FROM temp.known WHERE {condition}"  # noqa: S608  (one of ours)
        return int(self._db.execute(query).fetchone()[0])

    def _where(self, condition: str) -> list[str]:
        return self._graphs(f"SELECT graph FROM temp.known WHERE {condition}")  # noqa: S608

    def _graphs(self, query: str) -> list[str]:
        return [graph for (graph,) in self._db.execute(f"{query} ORDER BY graph")]
