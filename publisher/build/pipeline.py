"""The stages of a build, in order; the only module that knows them all."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from publisher.build import furniture
from publisher.build.generations import Generations
from publisher.build.model import Batch, Change, InputFile, Plan
from publisher.build.report import Report, make_report
from publisher.build.scanning import fingerprint, scan
from publisher.build.state import State
from publisher.build.team import run_all, team
from publisher.build.working import (
    Desk,
    Stopwatch,
    desk_of,
    publish_derived,
    publish_documents,
    write_derived,
)
from publisher.build.writing import SiteWriter
from publisher.errors import PublisherError
from publisher.rdf.iris import Iris, graph_of
from publisher.settings import Settings
from publisher.store import GraphStore
from publisher.validation import read_ontology
from publisher.web.derived import DerivedPages

KINDS = ("section", "meeting", "case", "person", "law", "body", "organization")
_FROM_SECTIONS = ("meeting", "case", "person", "law")

_DOCUMENTS_PER_BATCH = 50
_PAGES_PER_BATCH = 100
# With less work than this, starting processes would take longer than doing it.
_ALONE = 60

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""

T = TypeVar("T")


def build(settings: Settings, *, workers: int | None = None, progress: Progress) -> Report:
    """Build the site and the store of a settings file, and publish both in one step.

    Args:
        settings: What to build.
        workers: Processes; None for one a core.
        progress: Told how far each stage is.

    Returns:
        The report.

    Raises:
        PublisherError: If nothing may be published: then everything public stays as it is.
    """
    started = time.perf_counter()
    generations = Generations(settings.output)
    with generations.held():
        state = State(settings.output / "state.sqlite")
        run = _Build(settings, generations, state, progress)
        try:
            report = run.go(workers)
        except BaseException:
            state.roll_back()
            generations.abandon()
            raise
    return msgspec.structs.replace(
        report,
        stages={stage: round(seconds, 3) for stage, seconds in sorted(run.stages.items())},
        seconds=round(time.perf_counter() - started, 3),
    )


class _Build:
    """One build."""

    def __init__(
        self, settings: Settings, generations: Generations, state: State, progress: Progress
    ) -> None:
        self.stages: Counter[str] = Counter()
        self._settings = settings
        self._generations = generations
        self._state = state
        self._progress = progress
        self._iris = Iris(settings.base_iri)
        self._changes: dict[str, Change] = {}

    def go(self, workers: int | None) -> Report:
        """Do everything."""
        with self._stage("scan"):
            files = scan(self._settings)
            mark = fingerprint(self._settings)
            changed, removed, afresh = self._compare(files, mark)
        if not changed and not removed and not afresh:
            report = self._report(int(self._state.get("quads") or 0))
            self._state.roll_back()
            return report
        self._plan = Plan(
            settings=self._settings, site=self._generations.begin() / "site", fingerprint=mark
        )
        count = workers if len(changed) > _ALONE else 1
        if count == 1:
            return self._publish(changed, removed, None, 1, afresh=afresh)
        with team(workers) as executor:
            size = getattr(executor, "_max_workers", workers or 2)
            return self._publish(changed, removed, executor, size, afresh=afresh)

    def _compare(
        self, files: Sequence[InputFile], mark: str
    ) -> tuple[list[InputFile], list[str], bool]:
        """Which documents are new or changed, which are gone, and whether all is made afresh."""
        afresh = self._generations.live is None or self._state.get("fingerprint") != mark
        known = self._state.known_files()
        present = {file.name for file in files}
        changed = [
            file
            for file in files
            if afresh or known.get(file.name) != (file.size_bytes, file.mtime_ns)
        ]
        return changed, sorted(known.keys() - present), afresh

    def _publish(
        self,
        changed: Sequence[InputFile],
        removed: Sequence[str],
        executor: Executor | None,
        workers: int,
        *,
        afresh: bool,
    ) -> Report:
        live = self._generations.live
        like = None if afresh or live is None else live / "store"
        store_path = self._generations.spare / "store"
        with self._stage("store"):
            store = GraphStore.create(store_path, like)
            if like is None:
                store.add(read_ontology())
        gone = self._state.forget([*removed, *(file.name for file in changed)])
        if like is not None:
            store.remove_graphs(graph_of(iri) for iri in gone)
        run = _Runner(executor, workers)
        self._documents(changed, store, run)
        self._settle_rivals(store)
        desk = desk_of(self._plan)
        self._remove_pages(desk, [iri for iri in gone if not self._state.has(iri)])
        for kind in _FROM_SECTIONS:
            self._derived(kind, store, store_path, desk, run, fresh=like is None)
        for kind in ("body", "organization"):
            self._derived_here(kind, store, desk, fresh=like is None)
        self._finish(store, desk)
        quads = len(store)
        store.flush()
        del store
        return self._seal(quads)

    def _documents(self, changed: Sequence[InputFile], store: GraphStore, run: _Runner) -> None:
        work = functools.partial(publish_documents, self._plan)
        done = 0
        for batch in run.each(work, _batches(changed, _DOCUMENTS_PER_BATCH)):
            self._take(batch, store)
            with self._stage("remember"):
                self._state.remember(batch.outcomes)
            done += len(batch.outcomes)
            self._progress("documents", done, len(changed))

    def _take(self, batch: Batch, store: GraphStore) -> None:
        with self._stage("store"):
            store.load(batch.quads)
        self._changes.update(batch.changes)
        self.stages.update(batch.seconds)

    def _settle_rivals(self, store: GraphStore) -> None:
        """Of several documents that claim one §, publish one if all say the same, else none."""
        desk = None
        for iri, claims in self._state.rivals().items():
            names = [name for name, _ in claims]
            if len({sha256 for _, sha256 in claims}) == 1:
                for name in names[1:]:
                    self._state.withdraw(name, f"it is the same document as {names[0]}")
                continue
            reason = (
                f"{' and '.join(names)} say different things of the same § ({iri}), and only you "
                "can tell which is right: keep one of them in the folder"
            )
            for name in names:
                self._state.withdraw(name, reason)
            desk = desk or desk_of(self._plan)
            store.remove_graphs([graph_of(iri)])
            self._remove_pages(desk, [iri])

    def _remove_pages(self, desk: Desk, iris: Iterable[str]) -> None:
        writer = SiteWriter(self._plan.site)
        for iri in iris:
            for path in desk.pages.paths(iri):
                writer.remove(path)
        self._changes.update(writer.changes)

    def _derived(
        self,
        kind: str,
        store: GraphStore,
        store_path: Path,
        desk: Desk,
        run: _Runner,
        *,
        fresh: bool,
    ) -> None:
        """Make the touched pages of a kind that follow from §§ alone, on all processes."""
        pages = self._touched(kind, store, desk, fresh=fresh)
        if run.alone or len(pages) <= _ALONE:
            self._make_here(kind, pages, store, desk)
            return
        with self._stage("store"):
            store.flush()
        tasks = (
            (kind, batch, self._foreseen(kind, batch))
            for batch in _batches(pages, _PAGES_PER_BATCH)
        )
        done = 0
        work = functools.partial(_derive, self._plan, store_path)
        for batch in run.each(work, tasks):
            self._take(batch, store)
            done += _PAGES_PER_BATCH
            self._progress(f"{kind} pages", min(done, len(pages)), len(pages))

    def _derived_here(self, kind: str, store: GraphStore, desk: Desk, *, fresh: bool) -> None:
        """Make the touched pages of a kind that follow from other derived pages."""
        self._make_here(kind, self._touched(kind, store, desk, fresh=fresh), store, desk)

    def _touched(self, kind: str, store: GraphStore, desk: Desk, *, fresh: bool) -> list[str]:
        """The touched pages of a kind; those that nothing mentions any more are removed."""
        touched = self._state.touched(kind)
        if not fresh:
            store.remove_graphs(graph_of(iri) for iri, _ in touched)
        self._remove_pages(desk, [iri for iri, there in touched if not there])
        return [iri for iri, there in touched if there]

    def _foreseen(self, kind: str, pages: Iterable[str]) -> dict[str, bytes]:
        if kind != "meeting":
            return {}
        records = ((iri, self._state.foreseen(iri)) for iri in pages)
        return {iri: record for iri, record in records if record is not None}

    def _make_here(
        self, kind: str, pages: Sequence[str], store: GraphStore, desk: Desk
    ) -> None:
        watch = Stopwatch()
        for batch in _batches(pages, _PAGES_PER_BATCH):
            foreseen = self._foreseen(kind, batch)
            with watch.measure("query"):
                derived = self._derived_pages(desk, store, foreseen)
                found = list(derived.make(kind, batch))
                if kind == "organization":
                    furniture.add_recent(found, derived, self._state)
            self._take(write_derived(desk, watch, kind, found), store)
            watch = Stopwatch()
        self._progress(f"{kind} pages", len(pages), len(pages))

    def _derived_pages(
        self, desk: Desk, store: GraphStore, foreseen: Mapping[str, bytes]
    ) -> DerivedPages:
        bodies = {
            self._iris.body(slug, body.slug): (slug, body) for slug, body in self._state.bodies()
        }
        return DerivedPages(
            desk.catalog(bodies),
            store.queries,
            lambda iri: msgspec.json.decode(foreseen[iri]) if iri in foreseen else None,
        )

    def _finish(self, store: GraphStore, desk: Desk) -> None:
        """Write what belongs to the whole site: front page, downloads, catalogue, static files."""
        writer = SiteWriter(self._plan.site)
        with self._stage("downloads"):
            quads = furniture.write_all(
                desk, self._state, self._derived_pages(desk, store, {}), writer
            )
        for graph, content in quads.items():
            store.remove_graphs([graph])
            store.add(content)
        self._changes.update(writer.changes)

    def _seal(self, quads: int) -> Report:
        """Publish, and remember what was built."""
        self._state.set("fingerprint", self._plan.fingerprint)
        self._state.set("quads", str(quads))
        report = self._report(quads)
        if not report.published:
            message = (
                "no document is fit to publish, so everything public stays as it was:\n"
                + "\n".join(report.lines())
            )
            raise NothingToPublishError(message)
        with self._stage("publish"):
            self._generations.publish(self._changes.items())
        self._state.commit()
        report.save(self._settings.output / "report.json")
        return report

    def _report(self, quads: int) -> Report:
        return make_report(self._state, quads, self._changes.items(), KINDS)

    def _stage(self, name: str) -> _Stage:
        return _Stage(self.stages, name)


class NothingToPublishError(PublisherError):
    """No document of a run is fit to publish."""


class _Stage:
    """Adds the time spent inside to a stage."""

    def __init__(self, stages: Counter[str], name: str) -> None:
        self._stages, self._name = stages, name

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._stages[self._name] += time.perf_counter() - self._started


class _Runner:
    """Runs batches on the team, or here if there is none."""

    def __init__(self, executor: Executor | None, workers: int) -> None:
        self._executor = executor
        self._workers = workers

    @property
    def alone(self) -> bool:
        """Whether there is no team."""
        return self._executor is None

    def each(self, work: Callable[[T], Batch], tasks: Iterable[T]) -> Iterator[Batch]:
        """Run every task.

        Yields:
            The results; in order only if there is no team.
        """
        if self._executor is None:
            return map(work, tasks)
        return run_all(self._executor, work, tasks, self._workers)


def _derive(
    plan: Plan, store: Path, task: tuple[str, Sequence[str], Mapping[str, bytes]]
) -> Batch:
    kind, pages, foreseen = task
    return publish_derived(plan, store, kind, pages, foreseen)


def _batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch


__all__ = ["KINDS", "NothingToPublishError", "Progress", "build"]
