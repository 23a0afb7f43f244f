"""A plain client of Atom, which mirrors the documents that a feed's entries lead to.

It knows RFC 4287, RFC 5005 (section 4) and RFC 6721, and of RDF that triples come as N-Triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import pyoxigraph as ox

from tests.changes.atom import Content, Entry, Event, Link, link_of, merge, read_new
from tests.changes.http import GONE, OK, Answer, Fetch, ProtocolError

_T = TypeVar("_T")
_TRIPLES = "application/n-triples"
_TURTLE = "text/turtle"


class AtomClient:
    """Keeps a copy of the documents of a feed.

    Attributes:
        graphs: The triples of each live entry, by its id.
        origins: The triples that an entry carries itself.
        deleted: When each entry was deleted that has not come back.
        tombstones: The triples of documents that stand in for deleted ones.
        fetched: All that was asked for.
    """

    def __init__(self, feed: str, fetch: Fetch) -> None:
        """Prepare a client that knows nothing.

        Args:
            feed: The current document of the feed.
            fetch: What asks the web.
        """
        self.graphs: dict[str, frozenset[ox.Triple]] = {}
        self.origins: dict[str, frozenset[ox.Triple]] = {}
        self.deleted: dict[str, str] = {}
        self.tombstones: dict[str, frozenset[ox.Triple]] = {}
        self.fetched: list[str] = []
        self._feed = feed
        self._fetch = fetch
        self._archives: frozenset[str] = frozenset()
        self._events: Mapping[str, Event] = {}

    def synchronize(self) -> None:
        """Read what is new, as far back as it was not known, and fetch what has changed.

        A run that fails leaves everything as it was, except for what was fetched.

        Raises:
            ProtocolError: If the feed breaks a rule, or a document cannot be had.
            SyntaxError: If triples are none.
        """
        documents = read_new(self._feed, self._ask, self._archives)
        events = merge(self._events, documents)
        changed = [each for id_, each in events.items() if self._events.get(id_) != each]
        documents_of = {each.id: self._triples(each) for each in changed}
        origins_of = {each.id: _origin(each) for each in changed}
        for event in changed:
            is_live = isinstance(event, Entry)
            found = documents_of[event.id]
            _put(self.graphs, event.id, found if is_live else None)
            _put(self.tombstones, event.id, None if is_live else found)
            _put(self.origins, event.id, origins_of[event.id])
            _put(self.deleted, event.id, None if is_live else event.when)
        self._events = events
        self._archives |= {document.url for document in documents[1:]}

    def _triples(self, event: Event) -> frozenset[ox.Triple] | None:
        url = _document_of(event.links)
        if url is not None:
            answer = self._ask(url, {"Accept": _TRIPLES})
            # What is gone may still say so in every form (RFC 9110, section 15.5.11).
            expected = {OK} if isinstance(event, Entry) else {OK, GONE}
            if answer.status in expected and answer.media_type == _TRIPLES:
                return _parse(answer.body, ox.RdfFormat.N_TRIPLES, None)
            message = f"RFC 4287, 4.2.7.3: {answer.status}, {answer.media_type}, for {url}"
            raise ProtocolError(message)
        if isinstance(event, Entry) and event.content is None:
            message = f"RFC 4287, 4.1.2: {event.id} has neither content nor alternate in {_TRIPLES}"
            raise ProtocolError(message)
        return None

    def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.fetched.append(url)
        return self._fetch(url, headers)


def _document_of(links: Iterable[Link]) -> str | None:
    return link_of(links, "alternate", _TRIPLES)


def _origin(event: Event) -> frozenset[ox.Triple] | None:
    content: Content | None = event.content if isinstance(event, Entry) else None
    if content is None or content.media_type.partition(";")[0].strip() != _TURTLE:
        return None
    return _parse(content.text.encode(), ox.RdfFormat.TURTLE, content.base)


def _parse(text: bytes, syntax: ox.RdfFormat, base: str | None) -> frozenset[ox.Triple]:
    return frozenset(quad.triple for quad in ox.parse(text, syntax, base_iri=base))


def _put(kept: dict[str, _T], key: str, value: _T | None) -> None:
    """Keep a value in place of the one before, or none."""
    if value is None:
        kept.pop(key, None)
    else:
        kept[key] = value
