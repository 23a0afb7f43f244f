"""Who carries graphs to a store, and reads there what arrived."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from publisher.calling.patience import FIRST_WAIT_S, Pause
from publisher.errors import RemoteError, RemoteRefusalError
from publisher.pushing.canonical import differing, fingerprint
from publisher.pushing.published import Published
from publisher.pushing.remote import Remote
from publisher.pushing.updates import Graph

# Followers of a cluster may know a little later what was written.
READS = 3
# No store is known that cuts answers shorter, in triples (Virtuoso: ResultSetMaxRows).
_SHORTEST_CUT = 1000
# Of which a large graph is asked at a time.
_SUBJECTS = 50


class Delivery(NamedTuple):
    """What became of some graphs.

    Attributes:
        graphs: Which.
        size: What was sent of them, in bytes.
        failures: What is wrong with some of them in the store, by IRI.
    """

    graphs: Sequence[str]
    size: int
    failures: dict[str, str]


class Couriers:
    """One for each thread that asks, each with a connection of its own."""

    def __init__(self, published: Published, connect: Callable[[], Remote], pause: Pause) -> None:
        """Set up; nothing is called yet.

        Args:
            published: What is carried.
            connect: Makes a connection.
            pause: Waits for some seconds.
        """
        self._published = published
        self._connect = connect
        self._pause = pause
        self._threads = threading.local()
        self._all: list[Remote] = []

    @property
    def connection(self) -> Remote:
        """The connection of this thread."""
        found: Remote | None = getattr(self._threads, "connection", None)
        if found is None:
            found = self._threads.connection = self._connect()
            self._all.append(found)
        return found

    def close(self) -> None:
        """Close all connections; nobody may be using one."""
        for connection in self._all:
            connection.close()

    def deliver(self, graphs: Sequence[str]) -> Delivery:
        """Write graphs, and read them back.

        Args:
            graphs: Their IRIs.

        Raises:
            RemoteError: If the store cannot be reached, or does not let us.
            StoreError: If something else has been published.
        """
        content = self._content(graphs)
        try:
            self.connection.write(content)
        except RemoteRefusalError as error:
            return Delivery(graphs, 0, dict.fromkeys(graphs, str(error)))
        size = sum(len(n_triples) for _, n_triples in content)
        return Delivery(graphs, size, self._differences(content, READS))

    def remove(self, graph: str) -> tuple[str, str]:
        """Remove a graph.

        Args:
            graph: Its IRI.

        Returns:
            The IRI, and why the store does not remove it; nothing if it did.

        Raises:
            RemoteError: If the store cannot be reached, or does not let us.
        """
        try:
            self.connection.remove(graph)
        except RemoteRefusalError as error:
            return graph, str(error)
        except RemoteError as error:
            message = f"<{graph}> has to go, and is still there: {error}"
            raise RemoteError(message) from error
        return graph, ""

    def check(self, graphs: Sequence[str]) -> Delivery:
        """Read graphs, and hold them against ours.

        Args:
            graphs: Their IRIs.

        Raises:
            RemoteError: If the store cannot be reached, or does not let us.
            StoreError: If something else has been published.
        """
        return Delivery(graphs, 0, self._differences(self._content(graphs), 1))

    def _content(self, graphs: Sequence[str]) -> list[Graph]:
        return [(graph, self._published.n_triples(graph)) for graph in graphs]

    def _differences(self, content: Iterable[Graph], reads: int) -> dict[str, str]:
        found = {}
        for graph, n_triples in content:
            said = self._difference(graph, n_triples, reads)
            if said:
                found[graph] = said
        return found

    def _difference(self, graph: str, ours: bytes, reads: int) -> str:
        """How a store holds a graph otherwise; nothing if it does not."""
        said = ""
        for number in range(reads):
            if number:
                self._pause(FIRST_WAIT_S)
            try:
                theirs = self._read(graph, ours)
            except RemoteRefusalError as error:
                said = str(error)
                continue
            if fingerprint(theirs).digest == fingerprint(ours).digest:
                return ""
            said = f"it came back otherwise than it was sent: {differing(ours, theirs)}"
        return said

    def _read(self, graph: str, ours: bytes) -> bytes:
        """What a store says that a graph is; if that is cut short, what it says of our subjects.

        What it has of others than our subjects, it counts in the end.
        """
        theirs = self.connection.read(graph)
        if theirs.count(b"\n") < min(ours.count(b"\n"), _SHORTEST_CUT):
            return theirs
        if theirs.count(b"\n") >= ours.count(b"\n"):
            return theirs
        subjects = sorted({line.split(b" ", 1)[0].decode() for line in ours.splitlines()})
        starts = range(0, len(subjects), _SUBJECTS)
        parts = (subjects[start : start + _SUBJECTS] for start in starts)
        return b"".join(self.connection.read_part(graph, part) for part in parts)
