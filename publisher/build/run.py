"""What a build carries from stage to stage."""

from __future__ import annotations

import datetime as dt
import filecmp
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from publisher.build.clock import Clock, Progress
from publisher.build.desk import Desk, desk_of
from publisher.build.model import Batch, Change, Claim, Plan
from publisher.build.neighbours import Neighbours
from publisher.build.state import State
from publisher.build.team import Team
from publisher.build.writing import SiteWriter
from publisher.rdf.iris import Iris, graph_of
from publisher.store import GraphStore
from publisher.web.derived import Catalog, DerivedPages

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Cut a stream into pieces.

    Yields:
        Tuples of the size, the last one maybe shorter.
    """
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch


class Run:
    """One build under way.

    Attributes:
        plan: What every process knows.
        state: The memory of the work folder.
        store: Being written to.
        store_path: Where the store is.
        team: Who does the work.
        clock: Seconds by stage.
        progress: Told how far each stage is.
        changes: What happened to the files of the site, by path; empty if it is made afresh.
        neighbours: Which meetings stand beside each other, once all documents have been read.
        has_taken_away: Whether a record of a document was taken out of the store.
        reread: IRIs of records of which this build has said anew where they come from, or no more;
            empty if the site is made afresh.
    """

    def __init__(
        self, plan: Plan, state: State, team: Team, clock: Clock, progress: Progress
    ) -> None:
        self.plan = plan
        self.state = state
        self.store_path = plan.site.parent / "store"
        self.team = team
        self.progress = progress
        self.clock = clock
        self.changes: dict[str, Change] = {}
        self.has_taken_away = False
        self.reread: set[str] = set()
        self.neighbours = Neighbours(())
        self._last: Path | None = None
        self.store: GraphStore

    @property
    def desk(self) -> Desk:
        """The desk of this process, set up when it is first needed."""
        return desk_of(self.plan)

    @contextmanager
    def opened(self, last: Path | None) -> Iterator[None]:
        """Open the store that this build writes to, empty or as that of the last generation is."""
        self._last = last
        with GraphStore.create(self.store_path, last and last / "store") as self.store:
            yield
        del self.store

    @property
    def fresh(self) -> bool:
        """Whether the store and the site began empty."""
        return self._last is None

    def take(self, batch: Batch) -> None:
        """Take in what a process has made."""
        with self.clock.stage("store"):
            self.store.load(batch.quads)
        self.note(batch)
        if not self.fresh:
            self.reread |= {row.iri for outcome in batch.outcomes for row in outcome.rows}

    def note(self, batch: Batch) -> None:
        """Note what a process has done to the site."""
        self.note_changes(batch.changes)
        self.state.days.note(batch.made)
        self.clock.add(batch.seconds)

    def note_changes(self, changes: Iterable[tuple[str, Change]]) -> None:
        """Note what has happened to files, some of which may have been noted before.

        A site that is made afresh is compared with the public one in the end, so that nothing
        needs to be kept till then.
        """
        if self.fresh:
            return
        for path, change in changes:
            altogether = change.after(self.changes.pop(path, None))
            if altogether is not None:
                self.changes[path] = altogether

    def overlook_unchanged(self, iris: Iterable[str]) -> None:
        """Take what was written twice, and is again as it was before, for not changed."""
        if self._last is None:
            return
        for path in (path for iri in iris for path in self.desk.pages.paths(iri)):
            old, new = self._last / "site" / path, self.plan.site / path
            if path in self.changes and old.exists() and filecmp.cmp(old, new, shallow=False):
                del self.changes[path]

    def remove_pages(self, iris: Iterable[str]) -> None:
        """Remove the files of pages."""
        writer = SiteWriter(self.plan.site)
        for iri in iris:
            for path in self.desk.pages.paths(iri):
                writer.remove(path)
            self.state.days.forget([Iris(self.plan.settings.base_iri).path(iri)])
        self.note_changes(writer.changes)

    def remove_records(self, claims: Sequence[Claim]) -> None:
        """Remove the graphs of records from the store, and what is said of their origin."""
        self.has_taken_away = self.has_taken_away or bool(claims)
        self.store.remove_graphs(graph_of(claim.iri) for claim in claims)
        self.remove_origins(claims)

    def remove_origins(self, claims: Sequence[Claim]) -> None:
        """Remove what is said of the origin of records.

        Of other documents of the same bytes the same is said, and that stays.
        """
        self.reread |= {claim.iri for claim in claims}
        for claim in claims:
            self.store.remove(ox.parse(claim.provenance, ox.RdfFormat.N_QUADS))
        for sha256 in sorted({sha256 for claim in claims for sha256 in claim.documents}):
            for provenance in self.state.pages.origins_by(sha256):
                self.store.add(ox.parse(provenance, ox.RdfFormat.N_QUADS))

    def tombstone(self, iri: str, day: dt.date) -> tuple[dict[str, str], list[ox.Quad]]:
        """What is told of a § that is published no more, as record and as quads.

        Raises:
            ProofError: If it does not meet the shapes.
        """
        record = {"id": iri, "type": "Tombstone", "goneSince": day.isoformat()}
        quads = self.desk.records.read_graph([record], graph_of(iri))
        self.desk.validator.require({graph_of(iri): quads})
        return record, quads

    @cached_property
    def catalog(self) -> Catalog:
        """What is known beside the minutes, once all documents have been read."""
        iris = Iris(self.plan.settings.base_iri)
        return self.desk.catalog(
            {iris.body(slug, body.slug): (slug, body) for slug, body in self.state.census.bodies()}
        )

    def derived_pages(self, told: Mapping[str, tuple[bytes, bytes]]) -> DerivedPages:
        """Derived pages over all that is in the store now."""
        return DerivedPages(self.catalog, self.store.queries, told)
