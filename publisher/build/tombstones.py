"""What stands at the address of a § that is published no more.

An IRI that was published once stays, and says that there is nothing any more: a page in every
language, the same in RDF, and beside them an empty file whose name ends in ``.gone``, by which a
server can tell that the answer is 410 (RFC 9110, 15.5.11).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from publisher.build.model import Change
from publisher.build.removals import Entry, RemovalLog, Rule, public_in
from publisher.build.run import Run
from publisher.build.writing import SiteWriter
from publisher.rdf.iris import GONE, Iris
from publisher.web.page import Page


def write_tombstones(run: Run, log: RemovalLog, live: Path | None) -> list[Entry]:
    """Write a tombstone for every § that was published once and is no more.

    Args:
        run: The build, when all else has been written.
        log: What left before.
        live: The generation that is public; None where what it has and this build has not did not
            go away, as before the first build.

    Returns:
        The lines for the log: what has gone now, and what has come back.
    """
    withdrawn = {one.iri: one.day for one in run.plan.settings.withdrawn}
    before, today = log.gone(), run.plan.today
    since = {iri: entry.day for iri, entry in before.items()}
    since |= dict.fromkeys(_vanished(run, live) - since.keys(), today) | withdrawn
    was_public = public_in(live, Iris(run.plan.settings.base_iri))
    writer = SiteWriter(run.plan.site)
    entries: list[Entry] = []
    for iri, day in sorted(since.items()):
        if run.state.has(iri):
            _take_away(run, writer, iri, day)
            entries.append(Entry(day=today, rule=Rule.PUBLISHED_AGAIN, iri=iri))
            continue
        _write(run, writer, iri, day)
        rule = Rule.WITHDRAWN if iri in withdrawn else Rule.NO_LONGER_SUPPLIED
        if iri not in before or before[iri].rule is not rule:
            entries.append(Entry(day=today, rule=rule, iri=iri, was_public=was_public(iri)))
    run.note_changes(writer.changes)
    return entries


def _vanished(run: Run, live: Path | None) -> set[str]:
    """The §§ that were public before this build, and are not now."""
    iris = Iris(run.plan.settings.base_iri)
    if run.fresh:
        paths = _files(live / "site") if live else iter(())
    else:
        paths = (path for path, change in run.changes.items() if change is Change.REMOVED)
    found = {iris.section_at(f"{iris.base}{path}") for path in paths if path.endswith(".ttl")}
    return {iri for iri in found if iri is not None and not run.state.has(iri)}


def _files(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in (site / "eli" / "dl").rglob("*.ttl"))


def _write(run: Run, writer: SiteWriter, iri: str, day: dt.date) -> None:
    record, quads = run.tombstone(iri, day)
    path = Iris(run.plan.settings.base_iri).path(iri)
    page = Page(kind="tombstone", iri=iri, path=path, record=record, listing={}, indexed=False)
    for name, content in run.desk.pages.files(page, quads).items():
        writer.write(name, content)
    writer.write(f"{path}{GONE}", b"")
    run.store.add(quads)


def _take_away(run: Run, writer: SiteWriter, iri: str, day: dt.date) -> None:
    """Take the tombstone of a § that is published again out of the site and the store."""
    _, quads = run.tombstone(iri, day)
    run.store.remove(quads)
    writer.remove(f"{Iris(run.plan.settings.base_iri).path(iri)}{GONE}")
