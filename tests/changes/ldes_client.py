"""A client of Linked Data Event Streams, written from the specifications alone.

It follows the consumer's side of LDES (https://w3id.org/ldes/specification), whose chapters the
comments name, and applies what it finds as DCAT-AP Feeds says. What it leaves out: retries after
errors of a server, which are errors here, and transactions.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import pyoxigraph as ox

from tests.changes.http import (
    GONE,
    NOT_MODIFIED,
    OK,
    Answer,
    Fetch,
    ProtocolError,
    without_fragment,
)
from tests.changes.jsonld import MEDIA_TYPE, JsonLdReader
from tests.changes.ldes_context import (
    TREE,
    RetentionPolicy,
    StreamContext,
    read_context,
    read_policy,
)
from tests.changes.ldes_pages import Bounds, Member, Page, iri_of, read_page
from tests.changes.ldes_versions import ORDER, Copy, Rank, rank_of

_ACCEPTED = ("application/trig", MEDIA_TYPE)


@dataclass(frozen=True)
class _Known:
    """What is remembered of a page (LDES, "State management")."""

    etag: str | None = None
    is_immutable: bool = False
    links: Mapping[str, Bounds] = field(default_factory=dict)


@dataclass(frozen=True)
class _Source:
    """Where members come from, as the root node told."""

    stream: ox.NamedNode
    root: str
    context: StreamContext
    policy: RetentionPolicy | None


@dataclass
class _Run:
    """What one run has found so far; kept only once the run has come to its end."""

    source: _Source
    pages: dict[str, _Known]
    members: dict[str, Member] = field(default_factory=dict)
    emitted: list[str] = field(default_factory=list)
    pending: dict[str, Rank] = field(default_factory=dict)
    emitted_to: Rank = ()


class LdesClient:
    """Keeps a copy of what an event stream tells.

    Attributes:
        graphs: The triples of each thing.
        deleted: When each thing was deleted that has not come back.
        emitted: The members, in the order in which they were emitted.
        fetched: The pages that were asked for, contexts of JSON-LD not among them.
        runs: How many synchronization runs have come to their end.
    """

    def __init__(
        self,
        start: str,
        fetch: Fetch,
        accept: str,
        *,
        ordered: bool = False,
        tombstones: bool = True,
    ) -> None:
        """Prepare a client that knows nothing.

        Args:
            start: The stream, its root node, or a page with one view.
            fetch: What asks the web.
            accept: The syntax to ask for: one of those that DCAT-AP Feeds allows.
            ordered: Whether to emit members in ascending order of time.
            tombstones: Whether what a deletion carries takes the place of what was deleted
                (ActivityPub, section 7.4); otherwise nothing does.

        Raises:
            ValueError: If it is another syntax.
        """
        if accept not in _ACCEPTED:
            message = f"ask for one of {', '.join(_ACCEPTED)}"
            raise ValueError(message)
        self.graphs: dict[str, frozenset[ox.Triple]] = {}
        self.deleted: dict[str, str] = {}
        self.emitted: list[str] = []
        self.fetched: list[str] = []
        self.runs = 0
        self._start = start
        self._fetch = fetch
        self._accept = accept
        self._ordered = ordered
        self._tombstones = tombstones
        self._json_ld = JsonLdReader(fetch)
        self._source: _Source | None = None
        self._pages: dict[str, _Known] = {}
        self._fingerprints: dict[str, frozenset[str]] = {}
        self._latest: Rank = ()
        self._versions: dict[str, Rank] = {}

    @property
    def stream(self) -> str:
        """The event stream."""
        return self._known_source.stream.value

    @property
    def context(self) -> StreamContext:
        """What the root node says of the stream."""
        return self._known_source.context

    @property
    def policy(self) -> RetentionPolicy | None:
        """What the view keeps; None if it keeps all members that ever were."""
        return self._known_source.policy

    @property
    def _known_source(self) -> _Source:
        if self._source is None:
            message = "synchronize() first"
            raise RuntimeError(message)
        return self._source

    def synchronize(self) -> None:
        """Make one run, and apply what it found when it has come to its end.

        A run that fails leaves everything as it was, except for what was fetched.

        Raises:
            ProtocolError: If a page, or a stream, breaks a rule.
            SyntaxError: If a page is not in the syntax that it claims.
        """
        run = self._initialize() if self._source is None else self._resume(self._source)
        context = run.source.context
        if self._ordered and context.timestamp is None and context.sequence is None:
            message = 'LDES, "Ordered": neither ldes:timestampPath nor ldes:sequencePath'
            raise ProtocolError(message)
        self._traverse(run)
        self._commit(run)

    # Initialization run ---------------------------------------------------------------------------

    def _initialize(self) -> _Run:
        url = without_fragment(self._start)
        page, known = self._open(url)
        streams = page.graph.subjects(f"{TREE}view", page.iri)
        if len(streams) > 1:
            message = f'LDES, "Initialization run": {url} is a view of {len(streams)} streams'
            raise ProtocolError(message)
        if streams:
            stream = iri_of(next(iter(streams)), "the subject of tree:view")
        else:
            stream = ox.NamedNode(self._start)
            views = page.graph.objects(stream, f"{TREE}view")
            if len(views) != 1:
                message = f'LDES, "Initialization run": {len(views)} views on {url}'
                raise ProtocolError(message)
            url = without_fragment(iri_of(next(iter(views)), "tree:view").value)
            page, known = self._open(url)
        run = _Run(_read_source(page, stream, url), {})
        self._take(run, url, page, known)
        return run

    def _open(self, url: str) -> tuple[Page, _Known]:
        answer = self._ask(url, None)
        if answer.status != OK:
            message = f'LDES, "Initialization run": {answer.status} for {url}'
            raise ProtocolError(message)
        return read_page(answer, self._json_ld), _known_of(answer)

    # Subsequent nodes -----------------------------------------------------------------------------

    def _resume(self, source: _Source) -> _Run:
        """Begin with a copy of what is known; its mutable pages are the frontier."""
        return _Run(source, dict(self._pages))

    def _traverse(self, run: _Run) -> None:
        """Visit every page that may have something new, first those with the earliest members."""
        queue: list[tuple[datetime, str]] = []
        queued = {url for url, known in run.pages.items() if known.is_immutable}
        if self._source is None:
            queued.add(run.source.root)  # which has just been read
        _enqueue(queue, queued, {url: Bounds() for url in run.pages} | _bounds_of(run.pages))
        while queue:
            lower, url = heapq.heappop(queue)
            if run.source.context.timestamp is not None:
                self._emit(run, lower)
            self._visit(run, url)
            _enqueue(queue, queued, run.pages[url].links)
        self._emit(run, None)

    def _visit(self, run: _Run, url: str) -> None:
        known = run.pages.get(url)
        answer = self._ask(url, known.etag if known else None)
        if answer.status == NOT_MODIFIED and known:
            # A 304 brings header fields up to date (RFC 9111, section 3.2).
            run.pages[url] = replace(known, is_immutable=answer.is_immutable)
        elif answer.status == GONE:
            run.pages[url] = _Known()
        else:
            self._take(run, url, read_page(answer, self._json_ld), _known_of(answer))

    def _ask(self, url: str, etag: str | None) -> Answer:
        """Send a request.

        Args:
            url: Of a page.
            etag: What the page had before.

        Returns:
            An answer with 200, 304 or 410.

        Raises:
            ProtocolError: On any other status.
        """
        headers = {"Accept": self._accept} | ({"If-None-Match": etag} if etag else {})
        self.fetched.append(url)
        answer = self._fetch(url, headers)
        expected = {OK, GONE, NOT_MODIFIED} if etag else {OK, GONE}
        if answer.status not in expected:
            message = f'LDES, "HTTP requests and responses": {answer.status} for {url}'
            raise ProtocolError(message)
        return answer

    def _take(self, run: _Run, url: str, page: Page, known: _Known) -> None:
        if url == run.source.root:
            run.source = _read_source(page, run.source.stream, url)
        links = page.links(run.source.context.timestamp if self._ordered else None)
        is_immutable = page.is_immutable or known.is_immutable
        run.pages[url] = replace(known, links=links, is_immutable=is_immutable)
        for member in page.members(run.source.stream):
            self._discover(run, member)

    # Emitting members -----------------------------------------------------------------------------

    def _discover(self, run: _Run, member: Member) -> None:
        iri = member.iri.value
        before = run.members.get(iri)
        known = before.fingerprint if before else self._fingerprints.get(iri)
        if known is None:
            run.members[iri] = member
            if self._ordered:
                context = run.source.context
                run.pending[iri] = rank_of(member, context.timestamp, context.sequence)
            else:
                run.emitted.append(iri)
        elif known != member.fingerprint:
            message = f'LDES, "Overview and terminology": the member {iri} has changed'
            raise ProtocolError(message)

    def _emit(self, run: _Run, before: datetime | None) -> None:
        """Emit pending members in their order (LDES, "Emitting members" and "Ordered").

        Args:
            run: With members pending, which there are in ordered mode alone.
            before: The earliest time of what may still be discovered; None if nothing may.

        Raises:
            ProtocolError: If one of them should have been emitted before one that was.
        """
        for iri, rank in sorted(run.pending.items(), key=lambda each: (each[1], each[0])):
            if before is not None and rank >= (("time", before),):
                break
            if rank < run.emitted_to:
                message = f'LDES, "Ordered": {iri} is earlier than the relation to its page says'
                raise ProtocolError(message)
            del run.pending[iri]
            run.emitted.append(iri)
            run.emitted_to = rank

    # What the run comes to ------------------------------------------------------------------------

    def _commit(self, run: _Run) -> None:
        context = run.source.context
        ranks = {
            iri: rank_of(member, context.timestamp) for iri, member in sorted(run.members.items())
        }
        if ranks and min(ranks.values()) < self._latest:
            iri = min(ranks, key=lambda each: ranks[each])
            message = f"{ORDER}: {iri} is earlier than what was published before it"
            raise ProtocolError(message)
        copy = Copy(dict(self.graphs), dict(self.deleted), dict(self._versions))
        copy.apply(run.members.values(), context, tombstones=self._tombstones)
        self.graphs, self.deleted, self._versions = copy.graphs, copy.deleted, copy.versions
        self._latest = max((self._latest, *ranks.values()))
        self._source, self._pages = run.source, run.pages
        if self._ordered:
            self._settle()
        self._fingerprints |= {iri: each.fingerprint for iri, each in run.members.items()}
        self.emitted += run.emitted
        self.runs += 1

    def _settle(self) -> None:
        """Pages whose upper bound has been passed are immutable (LDES, "State management", 3)."""
        for url, bounds in _bounds_of(self._pages).items():
            if bounds.upper is not None and (("time", bounds.upper),) < self._latest:
                self._pages[url] = replace(self._pages[url], is_immutable=True)


def _enqueue(
    queue: list[tuple[datetime, str]], queued: set[str], links: Mapping[str, Bounds]
) -> None:
    """Put links into a queue, those without a lower bound first of all (LDES, "Ordered")."""
    earliest = datetime.fromisoformat("0001-01-01T00:00:00Z")
    for url in sorted(links.keys() - queued):
        queued.add(url)
        heapq.heappush(queue, (links[url].lower or earliest, url))


def _bounds_of(pages: Mapping[str, _Known]) -> dict[str, Bounds]:
    """What all pages together say about what is behind each address."""
    found: dict[str, Bounds] = {}
    for page in pages.values():
        for url, bounds in page.links.items():
            found[url] = found.get(url, Bounds()).narrowed(bounds)
    return found


def _known_of(answer: Answer) -> _Known:
    return _Known(answer.header("ETag"), answer.is_immutable)


def _read_source(page: Page, stream: ox.NamedNode, url: str) -> _Source:
    context = read_context(page.graph, stream)
    return _Source(stream, url, context, read_policy(page.graph, page.iri))
