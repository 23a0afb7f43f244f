"""What a build has changed goes into the log of changes, and from there into every feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import msgspec
import pyoxigraph as ox

from publisher.build.change_log import OPEN, ChangeLog
from publisher.build.model import Work
from publisher.build.run import Run
from publisher.build.writing import SiteWriter
from publisher.changes.events import KINDS, Activity, Event, moment
from publisher.changes.listing import Log, Page, listing, read_log
from publisher.changes.payload import Payload, Payloads, digest, origin_of
from publisher.changes.stream import Closed, Document, Stream
from publisher.rdf.iris import CHANGES, VOCABULARIES, Iris, graph_of
from publisher.rdf.syntaxes import write
from publisher.web.derived import texts

ROOT = f"{CHANGES}/virta"
"""Where the first document of the stream lies, without ending."""

ENDINGS = ("trig", "jsonld")
SHAPE = f"{VOCABULARIES}shapes#Change"

_NAME_CHARACTERS = 16


def write_changes(run: Run, work: Work, live: Path | None) -> None:
    """Note what has changed, and write every feed.

    Args:
        run: The build, when all else has been written.
        work: What it has to do.
        live: The generation that is public; None before the first build.
    """
    log = run.state.changes
    if not work.remembers:
        _restore(log, live)
    objects = Objects(run)
    with run.clock.stage("log of changes"):
        log.add(_number(objects.changed(log), moment(work.now, log.last())))
        log.close_full()
    with run.clock.stage("feeds"):
        writer = SiteWriter(run.plan.site)
        _write_stream(run, objects, log, writer)
        run.note_changes(writer.changes)


def _restore(log: ChangeLog, live: Path | None) -> None:
    """Take the log from what is public, where what is remembered is of something else."""
    log.clear()
    if live is None:
        return
    told = read_log(live / "site")
    log.add(told.events)
    rest = iter(told.events)
    for page in told.pages:
        log.close([next(rest) for _ in range(page.activities)], page.name)


def _number(changes: Iterable[Event], published: str) -> Iterator[Event]:
    """Put the events of a build in order: by kind of page, then by IRI."""
    in_order = sorted(changes, key=lambda event: (KINDS.index(event.kind), event.object))
    for number, event in enumerate(in_order, start=1):
        yield msgspec.structs.replace(event, published=published, number=number)


class Objects:
    """The objects of the log, as the site has them that is being written."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._iris = Iris(run.plan.settings.base_iri)
        self._payloads = Payloads(run.plan.site, self._iris)

    def changed(self, log: ChangeLog) -> Iterator[Event]:
        """What has happened since the events that a log has, not yet numbered."""
        for graph in self._candidates(log):
            before, payload = log.of(graph), self._payload(graph)
            said = self._payloads.n_triples(payload)
            gone = said is None or self._payloads.is_tombstone(payload)
            if before is None and gone and said is None:
                continue  # it came and went within this build
            now = digest(said or b"")
            was_there = before is not None and before.activity is not Activity.DELETE
            if before is not None and before.digest == now and was_there is not gone:
                continue
            yield Event(
                object=graph,
                activity=Activity.DELETE
                if gone
                else (Activity.UPDATE if was_there else Activity.CREATE),
                published="",
                number=0,
                kind=before.kind if before is not None and gone else self._kind(graph),
                digest=now,
                size_bytes=len(said or b""),
            )

    def _candidates(self, log: ChangeLog) -> list[str]:
        """The graphs that may say something else than before."""
        run = self._run
        if run.fresh:
            return sorted({*run.store.graphs(), *log.objects()})
        paths = (path.removesuffix(".nt") for path in run.changes if path.endswith(".nt"))
        found = {graph for path in paths if (graph := self._payloads.graph(path)) is not None}
        return sorted(found | {graph_of(iri.partition("#")[0]) for iri in run.reread})

    def _kind(self, graph: str) -> str:
        """Of which kind the page is that a document stands beside."""
        iri = graph.removesuffix(".jsonld")
        if iri == graph:
            return "page" if graph.startswith(self._iris.base) else "vocabulary"
        if self._iris.section_at(iri) == iri:
            return "section"
        return self._run.state.census.kind_of(iri) or "page"

    def _payload(self, graph: str) -> Payload:
        if graph == self._iris.provenance_graph:
            return Payload(path="", origin=self._making)
        iri = graph.removesuffix(".jsonld")
        origin = origin_of(self._run.state.origin_of(iri), self._iris.provenance_graph)
        return Payload(path=self._payloads.path(graph), origin=origin)

    @cached_property
    def _making(self) -> bytes:
        """What is said of the program that made the records."""
        lines = (write([quad.triple], ox.RdfFormat.N_TRIPLES) for quad in self._run.desk.run())
        return b"".join(sorted(lines))

    def turtle(self, event: Event) -> tuple[list[bytes], bytes]:
        """What the object of an event says, for TriG."""
        return self._payloads.turtle(self._payload(event.object))

    def json_ld(self, event: Event) -> list[bytes]:
        """What the object of an event says, for JSON-LD."""
        return self._payloads.json_ld(self._payload(event.object))


def _write_stream(run: Run, objects: Objects, log: ChangeLog, writer: SiteWriter) -> None:
    """Write the event stream, and the list of all that is in it."""
    settings = run.plan.settings
    stream = Stream(
        iri=Iris(settings.base_iri).stream,
        title=texts(settings.title),
        licence=settings.licence,
        shape=SHAPE,
    )
    closed: list[Closed] = []
    pages: list[Page] = []
    for number, name, is_stale in log.pages():
        events = log.events(number)
        if is_stale and name:
            _remove_page(name, writer)
        if not events:
            log.drop(number)
            continue
        written = name
        if is_stale or run.fresh:
            written = _write_page(Document(stream=stream, events=events), objects, writer)
            log.name(number, written)
        closed.append(Closed(name=written, first=events[0].published, last=events[-1].published))
        pages.append(Page(name=written, activities=len(events)))
    root = Document(stream=stream, events=log.events(OPEN), closed=closed)
    for ending, content in _contents(root, objects).items():
        writer.write(f"{ROOT}.{ending}", content)
    every = Log(events=list(log.all()), pages=pages)
    for path, content in listing(stream, settings.base_iri, every):
        writer.write(path, content)


def _contents(document: Document, objects: Objects) -> dict[str, bytes]:
    return {"trig": document.trig(objects), "jsonld": document.json_ld(objects)}


def _write_page(document: Document, objects: Objects, writer: SiteWriter) -> str:
    """Write a closed page, whose name holds the digest of its content, so that it never changes."""
    contents = _contents(document, objects)
    digest_of_all = hashlib.sha256(b"".join(contents.values())).hexdigest()
    day = document.events[0].published.partition("T")[0]
    name = f"{day}-{digest_of_all[:_NAME_CHARACTERS]}"
    for ending, content in contents.items():
        writer.write(f"{_path(name)}.{ending}", content)
    return name


def _remove_page(name: str, writer: SiteWriter) -> None:
    for ending in ENDINGS:
        writer.remove(f"{_path(name)}.{ending}")


def _path(name: str) -> str:
    return f"{CHANGES}/{name}"
