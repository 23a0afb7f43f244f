"""The stages of a build, each from what the one before has left."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from publisher.build.answering import download_and_answer
from publisher.build.changes import write_changes
from publisher.build.clock import Clock
from publisher.build.examples import write_examples
from publisher.build.furniture import Furniture, add_recent
from publisher.build.memory import give_back
from publisher.build.model import Again, Batch, Beside, InputFile, Plan, Work
from publisher.build.neighbours import Neighbours
from publisher.build.quality import quality_reports
from publisher.build.removals import Entry, RemovalLog
from publisher.build.rivals import Contest, Loss, Second, Verdict, Why, settle
from publisher.build.run import Run, batches
from publisher.build.search import write_search
from publisher.build.tombstones import write_tombstones
from publisher.build.working import (
    add_neighbours,
    publish_again,
    publish_derived,
    publish_documents,
    write_derived,
)
from publisher.build.writing import SiteWriter
from publisher.examples.answers import Answer
from publisher.rdf.iris import Iris, graph_of, minutes_of
from publisher.validation import read_ontology

FROM_SECTIONS = ("meeting",)
# The items of a meeting to come stand in its record alone; they are of cases, and cite laws.
FROM_MEETINGS = ("case", "law", "person")
FROM_DERIVED = ("body", "year", "office", "classes", "organization")

_DOCUMENTS_PER_BATCH = 50
# By how many rows a page of a kind usually has: a case has a few, an act may have thousands.
_PAGES_PER_BATCH = {
    "case": 300,
    "meeting": 80,
    "person": 40,
    "law": 2,
    "body": 2,
    "year": 8,
    "office": 2,
    "classes": 1,
    "organization": 1,
    "quality": 1,
}


def go_through(run: Run, work: Work, log: RemovalLog, live: Path | None) -> tuple[int, list[Entry]]:
    """Go through all stages in their order.

    Args:
        run: The build.
        work: What it has to do.
        log: Of what left before.
        live: The generation that is public, with which a build begins unless it is afresh; None
            before the first one.

    Returns:
        How many quads the store holds, and the lines for the log.
    """
    with run.opened(None if work.afresh else live):
        begin(run)
        documents(run, work.changed, work.removed)
        rivals(run, work.files)
        neighbours(run)
        for kinds in (FROM_SECTIONS, FROM_MEETINGS):
            from_store(run, kinds)
        for kind in FROM_DERIVED:
            _make_here(run, kind, _touched(run, kind))
        reports(run)
        furniture(run, download_and_answer(run))
        entries = write_tombstones(run, log, None if work.goes_back else live)
        write_changes(run, work, live)
        if run.has_taken_away:
            with run.clock.stage("store"):
                run.store.renew()
        return len(run.store), entries


def begin(run: Run) -> None:
    """Begin a new store with our vocabularies and what makes its records."""
    if run.fresh:
        with run.clock.stage("store"):
            run.store.add([*read_ontology(), *run.desk.run()])


def documents(run: Run, changed: Sequence[InputFile], removed: Sequence[str]) -> None:
    """Forget what changed or is gone, then read, prove and publish what there is now."""
    _touch_reports(run, changed, removed)
    gone = run.state.forget([*removed, *(file.name for file in changed)])
    if not run.fresh:
        run.remove_records(gone)
    work = functools.partial(publish_documents, run.plan)
    done = 0
    for batch in run.team.each(work, batches(changed, _DOCUMENTS_PER_BATCH)):
        run.take(batch)
        with run.clock.stage("remember"):
            run.state.remember(batch.outcomes)
        done += len(batch.outcomes)
        run.progress("documents", done, len(changed))
    run.remove_pages(
        claim.iri for claim in gone if claim.kind == "section" and not run.state.has(claim.iri)
    )


def _touch_reports(run: Run, changed: Iterable[InputFile], removed: Iterable[str]) -> None:
    """Touch the reports on quality of whoever has a document that came, changed or went."""
    settings = run.plan.settings
    touched = {file.source for file in changed} | run.state.census.sources_of(removed)
    for slug in sorted({settings.sources[index].organization for index in touched}):
        run.state.touch_quality(slug, Iris(settings.base_iri).quality(slug))


def rivals(run: Run, files: Iterable[InputFile]) -> None:
    """Of several documents that tell of one §, publish the one that speaks for it, if there is one.

    All of them have been written to the same graph and the same page, so that the one that is kept
    is written again, alone or with the texts of the one that adds a second language.

    Args:
        run: The build.
        files: All documents.
    """
    again: dict[tuple[str, str], set[str]] = {}
    for contest in run.state.contested.contests():
        verdict = _settle(run, contest)
        if verdict is not None and verdict.kept is not None:
            again.setdefault((verdict.kept, verdict.second or ""), set()).add(contest.iri)
    if not again:
        return
    wanted = {name for names in again for name in names}
    by_name = {file.name: file for file in files if file.name in wanted}
    tasks = (
        Again(file=by_name[kept], second=by_name.get(second), iris=frozenset(iris))
        for (kept, second), iris in sorted(again.items())
    )
    work = functools.partial(publish_again, run.plan)
    for batch in run.team.each(work, batches(tasks, _DOCUMENTS_PER_BATCH)):
        run.take(batch)
        run.state.remember_records(batch.outcomes)
    run.overlook_unchanged(iri for iris in again.values() for iri in iris)


def _settle(run: Run, contest: Contest) -> Verdict | None:
    """Take out of the store and the site what is not to be published.

    Returns:
        Which documents have to be written again; None if there is none.
    """
    verdict = settle(contest.iri, contest.tellings)
    kept, second = verdict.kept, verdict.second
    wanted = Second(second, contest.tellings[second].sha256) if second is not None else Second()
    # Equal documents have the same triples and pages, and differ in where they come from.
    mixed = len({contest.tellings[name].sha256 for name in contest.published}) > 1
    stays = (
        kept in contest.published
        and not mixed
        and all(added == wanted for added in contest.published.values())
    )
    meanwhile = [name for name in (kept, second) if name is not None and not stays]
    for name, loss in verdict.losses.items():
        claims = run.state.lose(name, loss)
        if stays:
            run.remove_origins(claims)
        else:
            run.remove_records(claims)
    if kept is None:
        run.remove_pages([contest.iri])
        return None
    for name in meanwhile:
        changed = Loss(iri=contest.iri, why=Why.CHANGED, documents=(name,))
        run.remove_records(run.state.lose(name, changed))
    return None if stays else verdict


def neighbours(run: Run) -> None:
    """Touch the meetings beside those that have come or gone, since they lead to each other."""
    run.neighbours = Neighbours(run.state.census.meetings())
    if run.fresh:
        return
    iris = Iris(run.plan.settings.base_iri)
    moved = [
        iri
        for iri, there in run.state.touched("meeting")
        if there != (run.plan.site / f"{iris.path(iri)}.ttl").exists()
    ]
    run.state.touch("meeting", run.neighbours.beside(moved))


def from_store(run: Run, kinds: Sequence[str]) -> None:
    """Make the touched pages of some kinds, all over the same store."""
    touched = {kind: _touched(run, kind) for kind in kinds}
    if run.team.alone:
        for kind, pages in touched.items():
            _make_here(run, kind, pages)
    else:
        with run.store.lent() as keep:
            for kind, pages in touched.items():
                _make_by_team(run, kind, pages, keep)


def _touched(run: Run, kind: str) -> list[str]:
    """The pages of a kind that are to be made; those that nothing mentions any more go."""
    touched = run.state.touched(kind)
    if not run.fresh:
        run.store.remove_graphs(graph_of(iri) for iri, _ in touched)
    run.remove_pages(iri for iri, there in touched if not there)
    return [iri for iri, there in touched if there]


def _make_by_team(run: Run, kind: str, pages: Sequence[str], keep: Callable[[bytes], None]) -> None:
    size = _PAGES_PER_BATCH[kind]
    tasks = ((kind, some, _beside(run, kind, some)) for some in batches(pages, size))
    done = 0
    for batch in run.team.each(functools.partial(_derive, run.plan, run.store_path), tasks):
        keep(batch.quads)
        run.note(batch)
        done = min(done + size, len(pages))
        run.progress(f"{kind} pages", done, len(pages))


def _derive(
    plan: Plan,
    store: Path,
    task: tuple[str, Sequence[str], Beside],
) -> Batch:
    try:
        return publish_derived(plan, store, *task)
    finally:
        give_back()  # what the store took that was opened for this


def _make_here(run: Run, kind: str, pages: Sequence[str]) -> None:
    for some in batches(pages, _PAGES_PER_BATCH[kind]):
        watch = Clock(time.process_time)
        with watch.stage("query"):
            beside = _beside(run, kind, some)
            made = run.derived_pages(beside.told)
            found = list(made.make(kind, some))
            add_neighbours(found, beside)
            if kind == "organization":
                add_recent(found, made, run.state.census)
        run.take(write_derived(run.desk, watch, kind, found, beside.hidden))
    run.progress(f"{kind} pages", len(pages), len(pages))


def reports(run: Run) -> None:
    """Make the touched reports on quality, from what is now in the store and remembered."""
    fates, unmet = run.state.census.fates(), run.state.census.unmet()
    for some in batches(_touched(run, "quality"), _PAGES_PER_BATCH["quality"]):
        watch = Clock(time.process_time)
        with watch.stage("query"):
            queries, settings = run.store.queries, run.plan.settings
            found = list(quality_reports(settings, queries, fates, unmet, some))
        run.take(write_derived(run.desk, watch, "quality", found))


def _beside(run: Run, kind: str, pages: Sequence[str]) -> Beside:
    """What is remembered of pages: of meetings what documents told and which stand beside them."""
    meetings = pages if kind == "meeting" else ()
    return Beside(
        told={iri: run.state.told_of_meeting(iri, minutes_of(iri)) for iri in meetings},
        hidden=run.state.census.in_window(kind, pages),
        around={iri: run.neighbours.of(iri) for iri in meetings},
    )


def furniture(run: Run, answers: Sequence[Answer]) -> None:
    """Write what belongs to the whole site, with the answers to the example queries."""
    writer = SiteWriter(run.plan.site, run.desk.documents.gate)
    made = Furniture(run.desk, run.state, run.derived_pages({}), writer)
    with run.clock.stage("front page and catalogue"):
        made.write(afresh=run.fresh)
    with run.clock.stage("examples"):
        asked = write_examples(run.desk, run.state.census, answers, writer)
    with run.clock.stage("search"):
        found = write_search(run.desk, run.state.census, writer)
    made.write_dated(afresh=run.fresh)
    graphs = made.graphs | asked | found
    run.store.remove_graphs(graphs)
    for quads in graphs.values():
        run.store.add(quads)
    run.note_changes(writer.changes)
