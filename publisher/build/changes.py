"""What a build has changed goes into the log of changes, and from there into every feed."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from publisher.build.change_log import ChangeLog
from publisher.build.feeds import FeedWriter, read_concerns
from publisher.build.model import Work
from publisher.build.objects import Objects
from publisher.build.run import Run
from publisher.build.streams import write_catalogue_stream, write_stream
from publisher.build.writing import SiteWriter
from publisher.changes.events import KINDS, Event, moment
from publisher.changes.listing import read_log
from publisher.rdf.iris import DOWNLOADS, Iris


def write_changes(run: Run, work: Work, live: Path | None) -> None:
    """Note what has changed, and write every feed.

    Args:
        run: The build, when all else has been written.
        work: What it has to do.
        live: The generation that is public; None before the first build.
    """
    log, iris = run.state.changes, Iris(run.plan.settings.base_iri)
    if not work.remembers:
        _restore(log, live, iris)
    if not log.is_of(iris.base):
        log.clear()  # whoever moves to another address begins another log
    objects = Objects(run)
    published = moment(work.now, log.last())
    with run.clock.stage("log of changes"):
        changed = list(_number(objects.changed(log), published))
        log.add(changed)
        log.close_full()
        concerned = log.settle_concerns(changed, afresh=run.fresh)
    with run.clock.stage("feeds"):
        run.note_changes(FeedWriter(run, objects, log).write(concerned, work.now))
        # Not by way of the gate: all that stands there was looked at when its page was written.
        writer = SiteWriter(run.plan.site)
        write_stream(run, objects, log, writer)
        if (catalogue := run.plan.site / f"{DOWNLOADS}.jsonld").exists():
            record = msgspec.json.decode(catalogue.read_bytes())
            write_catalogue_stream(run, record, writer, published=published, live=live)
        run.note_changes(writer.changes)


def _restore(log: ChangeLog, live: Path | None, iris: Iris) -> None:
    """Take the log from what is public, where what is remembered is of something else."""
    log.clear()
    if live is None:
        return
    told = read_log(live / "site")
    log.add(told.events)
    rest = iter(told.events)
    for page in told.pages:
        events = [next(rest) for _ in range(page.activities)]
        log.close(events, first=page.first, name=page.name)
    log.add_concerns(read_concerns(live / "site", iris))


def _number(changes: Iterable[Event], published: str) -> Iterator[Event]:
    """Put the events of a build in order: by kind of page, then by day and IRI."""
    key = operator.attrgetter("day", "object")
    in_order = sorted(changes, key=lambda event: (KINDS.index(event.kind), *key(event)))
    for number, event in enumerate(in_order, start=1):
        yield msgspec.structs.replace(event, published=published, number=number)
