"""The objects of the log of changes, as the site has them that is being written."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from html import unescape

import pyoxigraph as ox

from publisher.build.change_log import ChangeLog
from publisher.build.run import Run
from publisher.changes.events import Act, Activity, Event
from publisher.changes.payload import Payload, Payloads, digest, is_tombstone, origin_of
from publisher.rdf.iris import Iris, graph_of, thing_of
from publisher.rdf.syntaxes import write

_TITLE = re.compile(rb"<title>([^<]*)</title>")
# The title is the second thing of a page, and mostly a line.
_TITLE_BYTES = 2_048
# About a kilobyte each.
_KEPT = 20_000
_IS_ACT = (
    b"<%s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    b"<http://data.europa.eu/eli/ontology#LegalResource> ."
)


class Objects:
    """The objects of the log, as the site has them that is being written."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._iris = Iris(run.plan.settings.base_iri)
        self._payloads = Payloads(run.plan.site, self._iris)
        self._titles: dict[str, str | None] = {}
        # Of every object there are a digest, a feed, and the stream in two syntaxes.
        self._payload = functools.lru_cache(_KEPT)(self._find_payload)

    def changed(self, log: ChangeLog) -> Iterator[Event]:
        """What has happened since the events that a log has, not yet numbered."""
        for graph in self._candidates(log):
            before, payload = log.of(graph), self._payload(graph)
            said = self._payloads.n_triples(payload)
            gone = said is None or is_tombstone(said)
            if before is None and said is None:
                continue  # it came and went within this build
            event = self._event(graph, said or b"", before, gone=gone)
            if before is None or (before.digest, before.is_gone) != (event.digest, event.is_gone):
                yield event

    def _event(self, graph: str, said: bytes, before: Event | None, *, gone: bool) -> Event:
        """What happened to an object, if anything did."""
        if gone:
            activity = Activity.DELETE
        else:
            is_new = before is None or before.is_gone
            activity = Activity.CREATE if is_new else Activity.UPDATE
        return Event(
            object=graph,
            activity=activity,
            published="",
            number=0,
            kind=before.kind if before is not None and gone else self._kind(graph),
            digest=digest(said),
            size_bytes=len(said),
            act=self._act(graph, said, before),
            day=self._day(graph) or (before.day if before is not None else ""),
        )

    def _day(self, graph: str) -> str | None:
        return self._run.state.pages.day(thing_of(graph))

    def _act(self, graph: str, said: bytes, before: Event | None) -> Act:
        """Whether a document tells of an act, or did so before."""
        section = self._iris.section_at(graph)
        if section is not None and _IS_ACT % self._iris.act_of(section).encode() in said:
            return "live"
        return "gone" if before is not None and before.act else ""

    def path(self, event: Event) -> str:
        """Where the page lies that a document stands beside; empty if there is none."""
        return self._payloads.path(event.object)

    def origin(self, event: Event) -> bytes:
        """What is said of where a document comes from, and stands in no file of its page."""
        return self._payload(event.object).origin

    def title(self, path: str) -> str | None:
        """What a page is called in the first language of the site, with the name of the site.

        Args:
            path: Of the page.

        Returns:
            The title; None if there is no such page.
        """
        if path not in self._titles:  # a § is told of in many feeds
            self._titles[path] = self._read_title(path)
        return self._titles[path]

    def _read_title(self, path: str) -> str | None:
        try:
            with open(f"{self._run.plan.site}/{path}.html", "rb") as file:  # noqa: PTH123
                start = file.read(_TITLE_BYTES)
                found = _TITLE.search(start) or _TITLE.search(start + file.read())
        except FileNotFoundError:
            return None
        return unescape(found[1].decode()) if found is not None else None

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
        iri = thing_of(graph)
        if iri == graph:
            return "page" if graph.startswith(self._iris.base) else "vocabulary"
        if self._iris.section_at(iri) == iri:
            return "section"
        return self._run.state.pages.kind(iri) or "page"

    def _find_payload(self, graph: str) -> Payload:
        if graph == self._iris.provenance_graph:
            return Payload(path="", origin=self._making)
        iri = thing_of(graph)
        origin = origin_of(self._run.state.pages.origin(iri), self._iris.provenance_graph)
        return Payload(path=self._payloads.path(graph), origin=origin)

    @functools.cached_property
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
