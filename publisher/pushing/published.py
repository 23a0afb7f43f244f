"""What is to be pushed: the graphs that are published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from publisher.errors import StoreError
from publisher.evaluating import open_store


class Published:
    """The graphs of the generation that was public when this was opened.

    It may be asked from several threads.
    """

    def __init__(self, output: Path) -> None:
        """Open the store.

        Args:
            output: The work folder.

        Raises:
            StoreError: If nothing is published, or it cannot be opened.
        """
        self._link = output / "published"
        self._generation = self._told()
        self._store = open_store(self._link / "store")

    def graphs(self) -> Iterator[str]:
        """The IRIs of all graphs, in no order."""
        return (graph.value for graph in self._store.named_graphs())

    def n_triples(self, graph: str) -> bytes:
        """What a graph says.

        Args:
            graph: Its IRI.

        Returns:
            Canonical N-Triples, in no order; nothing if there is no such graph.

        Raises:
            StoreError: If something else has been published since, or the store cannot be read.
        """
        # What has left the network may still stand in this store, which is not that of now.
        self.require_public()
        try:
            found = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
        except OSError as error:
            message = f"the store cannot be read: {error}"
            raise StoreError(message) from error
        return found or b""

    def require_public(self) -> None:
        """See that what was opened is still what is public.

        Raises:
            StoreError: If it is not.
        """
        if self._told() != self._generation:
            message = (
                "a build has published something else meanwhile: run the same command again, which "
                "goes on from where this one stopped"
            )
            raise StoreError(message)

    def _told(self) -> tuple[Path, bytes]:
        """Which generation is public: the two folders are taken in turn, each with its mark."""
        mark = self._link / "mark"
        return self._link.resolve(), mark.read_bytes() if mark.exists() else b""
