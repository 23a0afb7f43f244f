"""The log of changes, as a work folder remembers it: of each object the latest event (D-038)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.changes.events import Act, Activity, Event
from publisher.rdf.iris import VOCABULARIES, minutes_of, thing_of

# The limits of a page of the log. A page that is read whole should come in a moment, also where
# the line is poor; and one that has lost an event has to be written again.
PAGE_EVENTS = 100
PAGE_BYTES = 1_000_000

OPEN = 0
"""The page of events that are in no closed page yet."""

# Whose events are told where they concern somebody.
_TELLING = ("section", "meeting")

_COLUMNS = "object, activity, published, number, kind, digest, size, act, day"


class ClosedPage(NamedTuple):
    """A page that gets no more events.

    Attributes:
        number: Its place in the order of time.
        first: The name of the first activity that it ever had; no other page ever had it.
        name: The name that it was last written under.
        is_stale: Whether it has to be written again.
    """

    number: int
    first: str
    name: str
    is_stale: bool


class ChangeLog:
    """The events that a work folder remembers, and the pages that they are in.

    Pages are numbered from 1, in the order of time. A closed page gets no more events, but loses
    those whose objects have later ones, and is then written again, under another name.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM event")
        self._db.execute("DELETE FROM event_page")
        self._db.execute("DELETE FROM concern")

    def is_of(self, base: str) -> bool:
        """Whether all objects are those of a site, or vocabularies that every site has.

        Args:
            base: Where the site stands, with a final slash.
        """
        found = self._db.execute(
            "SELECT 1 FROM event WHERE substr(object, 1, ?) <> ? AND substr(object, 1, ?) <> ?",
            (len(base), base, len(VOCABULARIES), VOCABULARIES),
        ).fetchone()
        return found is None

    def last(self) -> str | None:
        """When the latest event was published; None if there is none."""
        found = self._db.execute("SELECT MAX(published) FROM event").fetchone()
        return None if found is None else found[0]

    def of(self, graph: str) -> Event | None:
        """The latest event of an object."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM event WHERE object = ?",  # noqa: S608
            (graph,),
        ).fetchone()
        return None if row is None else _event(row)

    def objects(self) -> Iterator[str]:
        """All objects, also those that were deleted."""
        return (row[0] for row in self._db.execute("SELECT object FROM event ORDER BY object"))

    def add(self, events: Iterable[Event]) -> None:
        """Add events, which take the places of earlier ones of the same objects."""
        for event in events:
            self._age(event.object)
            self._db.execute(
                "INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    event.object,
                    event.activity,
                    event.published,
                    event.number,
                    event.kind,
                    event.digest,
                    event.size_bytes,
                    event.act,
                    event.day,
                    OPEN,
                ),
            )

    def _age(self, graph: str) -> None:
        """Mark the page that loses an event, since it has to be written again."""
        self._db.execute(
            "UPDATE event_page SET stale = 1 WHERE page = "
            "(SELECT page FROM event WHERE object = ?)",
            (graph,),
        )

    def events(self, page: int) -> list[Event]:
        """The events of a page, in the order of time."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM event WHERE page = ? "  # noqa: S608
            "ORDER BY published, number",
            (page,),
        )
        return [_event(row) for row in rows]

    def all(self) -> Iterator[Event]:
        """Every event, in the order of time."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM event ORDER BY published, number"  # noqa: S608
        )
        return map(_event, rows)

    def latest_of(self, iri: str, count: int) -> list[Event]:
        """The latest events that concern a thing, and deletions of what ever concerned it.

        Args:
            iri: Of the thing.
            count: How many at most.

        Returns:
            The events, the latest first; of those of one build, those of the latest meeting.
        """
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM concern JOIN event USING (object) "  # noqa: S608
            "WHERE iri = ? AND (holds OR activity = ?) "
            "ORDER BY published DESC, day DESC, number DESC LIMIT ?",
            (iri, Activity.DELETE, count),
        )
        return [_event(row) for row in rows]

    def acts(self) -> list[Event]:
        """The events of documents that tell of an act, by IRI."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM event WHERE act = 'live' ORDER BY object"  # noqa: S608
        )
        return [_event(row) for row in rows]

    def acts_since(self, time: str) -> list[Event]:
        """The events of documents that tell of an act or did so, the latest first.

        Args:
            time: The earliest one.
        """
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM event WHERE act <> '' AND published >= ? "  # noqa: S608
            "ORDER BY published DESC, number DESC",
            (time,),
        )
        return [_event(row) for row in rows]

    def settle_concerns(self, changed: Iterable[Event], *, afresh: bool) -> list[str]:
        """Note which things the documents concern that are there, as records mention them.

        What a document concerned once stays known, for the day on which it is deleted.

        Args:
            changed: The events of this build.
            afresh: Whether to look at all documents and not only at those of these events.

        Returns:
            IRIs of the things whose latest events may be others than before, in order.
        """
        graphs = {event.object for event in changed if event.kind in _TELLING}
        touched = self._concerned(graphs)
        if afresh:
            rows = self._db.execute("SELECT object FROM event WHERE kind IN (?, ?)", _TELLING)
            graphs |= {row[0] for row in rows}
        gone = self._db.execute("SELECT object FROM event WHERE activity = ?", (Activity.DELETE,))
        there = sorted(graphs - {row[0] for row in gone})
        self._db.executemany(
            "UPDATE concern SET holds = 0 WHERE object = ?", ((each,) for each in there)
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO concern SELECT ?, m.iri, 1 FROM record r "
            "JOIN mention m ON m.record = r.id WHERE r.iri IN (?, ?) AND m.kind IN "
            "('body', 'office', 'case', 'law', 'organization')",
            ((each, thing_of(each), minutes_of(thing_of(each))) for each in there),
        )
        if afresh:
            return [
                row[0] for row in self._db.execute("SELECT DISTINCT iri FROM concern ORDER BY 1")
            ]
        return sorted(touched | self._concerned(graphs))

    def _concerned(self, graphs: Iterable[str]) -> set[str]:
        """What documents concern."""
        rows = (
            self._db.execute("SELECT iri FROM concern WHERE object = ?", (graph,))
            for graph in graphs
        )
        return {row[0] for found in rows for row in found}

    def add_concerns(self, concerns: Iterable[tuple[str, str]]) -> None:
        """Note which things documents concern, document first."""
        self._db.executemany("INSERT OR IGNORE INTO concern VALUES (?, ?, 1)", concerns)

    def close_full(self) -> None:
        """Close as many pages as the open events fill."""
        batch: list[Event] = []
        size = 0
        for event in self.events(OPEN):
            full = len(batch) == PAGE_EVENTS or size + event.size_bytes > PAGE_BYTES
            if batch and full:
                self.close(batch)
                batch, size = [], 0
            batch.append(event)
            size += event.size_bytes

    def close(self, events: Sequence[Event], *, first: str = "", name: str = "") -> None:
        """Put events that are in no closed page into a new one.

        Args:
            events: Later than those of all closed pages.
            first: The name of the first activity that the page ever had, if it was closed before.
            name: Under which it was written; empty if it has not been.
        """
        page = self._db.execute("SELECT COALESCE(MAX(page), 0) + 1 FROM event_page").fetchone()[0]
        self._db.execute(
            "INSERT INTO event_page VALUES (?, ?, ?, ?)",
            (page, first or events[0].name, name, not name),
        )
        self._db.executemany(
            "UPDATE event SET page = ? WHERE object = ?",
            ((page, event.object) for event in events),
        )

    def pages(self) -> list[ClosedPage]:
        """The closed pages in the order of time."""
        rows = self._db.execute("SELECT page, first, name, stale FROM event_page ORDER BY page")
        return [ClosedPage(page, first, name, bool(stale)) for page, first, name, stale in rows]

    def name(self, page: int, name: str) -> None:
        """Remember under which name a page was written."""
        self._db.execute("UPDATE event_page SET name = ?, stale = 0 WHERE page = ?", (name, page))

    def drop(self, page: int) -> None:
        """Forget a page that has lost all its events."""
        self._db.execute("DELETE FROM event_page WHERE page = ?", (page,))


def _event(row: tuple[str, str, str, int, str, str, int, Act, str]) -> Event:
    graph, activity, published, number, kind, digest, size, act, day = row
    return Event(
        object=graph,
        activity=Activity(activity),
        published=published,
        number=number,
        kind=kind,
        digest=digest,
        size_bytes=size,
        act=act,
        day=day,
    )
