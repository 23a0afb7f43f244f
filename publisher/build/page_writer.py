"""Pages of one batch: rendered, looked at by the gate, and written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from publisher.build.clock import Clock
from publisher.build.desk import Desk
from publisher.build.model import Row
from publisher.build.writing import SiteWriter
from publisher.leaks.gate import NOTHING_WITHHELD
from publisher.rdf.iris import Iris, graph_of
from publisher.rdf.syntaxes import to_quads
from publisher.web.meetings import Derived


class PageWriter:
    """Renders pages and writes their files.

    Attributes:
        changes: The files that changed.
        withheld: What was withheld in the document that the pages are of.
    """

    def __init__(self, desk: Desk, watch: Clock) -> None:
        self._desk = desk
        self._iris = Iris(desk.plan.settings.base_iri)
        self._watch = watch
        self._gate = desk.documents.gate
        self._writer = SiteWriter(desk.plan.site, self._gate)
        self.changes = self._writer.changes
        self.withheld = NOTHING_WITHHELD

    def write(
        self, kind: str, derived: Derived, graph: Sequence[ox.Quad], *, indexed: bool
    ) -> bytes:
        """Write every file of a page.

        Args:
            kind: Of the page.
            derived: Its record, and what else it shows.
            graph: The record as quads.
            indexed: Whether search engines may keep it.

        Returns:
            Its N-Quads, made from the file of N-Triples, so that nothing is serialised twice.

        Raises:
            LeakError: If something private stands in one of them.
        """
        iri = derived[0]["id"]
        with self._watch.stage("render"):
            made = self._desk.pages.make(kind, *derived, graph, indexed=indexed)
        with self._watch.stage("write"):
            for path, content in made.items():
                self._gate.require_none_of(self.withheld, path, content)
                self._writer.write(path, content)
        return to_quads(made[f"{self._iris.path(iri)}.nt"], graph_of(iri))

    def require(self, rows: Iterable[Row]) -> None:
        """Look at what else is kept of a document: records of meetings, and origins.

        Raises:
            LeakError: If something private stands in it.
        """
        for row in rows:
            path = self._iris.path(row.iri)
            self._gate.require(f"{path}.nq", row.provenance)
            if row.record:
                self._gate.require(f"{path}.jsonld", row.record)
                self._gate.require_none_of(self.withheld, f"{path}.jsonld", row.record)
