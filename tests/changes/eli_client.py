"""A client of ELI Pillar IV, written from the protocol alone (version 3 of 2022).

It follows the processing model of chapter 4, without the 5 seconds that a client waits after each
page so as not to press a server. It reads JSON-LD, not RDFa. What the protocol has no words for is
taken from the standards that it rests on: deletions from RFC 6721, and what is no longer in the
current document of the feed from RFC 5005, section 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pyoxigraph as ox

from tests.changes.atom import Entry, Event, FeedDocument, link_of, merge, read_feed, read_new
from tests.changes.eli_pages import read_description
from tests.changes.http import Answer, Fetch, ProtocolError
from tests.changes.jsonld import JsonLdReader
from tests.changes.sitemap import read_sitemaps

_FEED = "ELI Pillar IV, 3.2.2"
_HEADER = f"{_FEED}, Provide minimal header information"
_HISTORY = timedelta(days=60)


class EliClient:
    """Keeps a copy of the metadata of legal resources.

    Attributes:
        resources: The triples of each legal resource, by its ELI.
        deleted: When each was deleted that has not come back.
        fetched: All that was asked for, contexts of JSON-LD not among them.
    """

    def __init__(self, sitemap: str, feed: str, fetch: Fetch) -> None:
        """Prepare a client that knows nothing.

        Args:
            sitemap: The sitemap, or the index of several.
            feed: The feed that belongs to it.
            fetch: What asks the web.
        """
        self.resources: dict[str, frozenset[ox.Triple]] = {}
        self.deleted: dict[str, str] = {}
        self.fetched: list[str] = []
        self._sitemap = sitemap
        self._feed = feed
        self._fetch = fetch
        self._json_ld = JsonLdReader(fetch)
        self._is_new = True
        self._dates: dict[str, datetime] = {}
        self._archives: frozenset[str] = frozenset()
        self._shown: dict[str, datetime] = {}

    def synchronize(self) -> None:
        """Get the initial state from the sitemap, if there is none, and then what has changed.

        A run that fails leaves everything as it was, except for what was fetched.

        Raises:
            ProtocolError: If something breaks a rule of the protocol.
            SyntaxError: If a page has no JSON-LD where it should.
        """
        dates = dict(self._dates)
        found: dict[str, frozenset[ox.Triple]] = {}
        if self._is_new:
            listed = read_sitemaps(self._sitemap, lambda url: self._ask(url, {}))
            found = {eli: self._describe(eli) for eli in listed}
            dates = listed
        documents = self._read_feed()
        events = {
            id_: event
            for id_, event in merge({}, documents).items()
            if id_ not in dates or event.time > dates[id_]
        }
        found |= {id_: self._describe(id_) for id_, each in events.items() if _is_live(each)}
        self._keep(found, events)
        self._dates = dates | {id_: event.time for id_, event in events.items()}
        self._shown = {each.id: each.time for each in documents[0].events}
        self._archives |= _archives_of(documents)
        self._is_new = False

    def _keep(self, found: Mapping[str, frozenset[ox.Triple]], events: Mapping[str, Event]) -> None:
        self.resources |= found
        for id_, event in events.items():
            if _is_live(event):
                self.deleted.pop(id_, None)
            else:
                self.resources.pop(id_, None)
                self.deleted[id_] = event.when

    def _describe(self, eli: str) -> frozenset[ox.Triple]:
        return read_description(self._ask(eli, {"Accept": "text/html"}), eli, self._json_ld)

    def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.fetched.append(url)
        return self._fetch(url, headers)

    # The feed -------------------------------------------------------------------------------------

    def _read_feed(self) -> list[FeedDocument]:
        """Read what of the feed is not known; what was before the sitemap need not be."""
        today: list[str | None] = []

        def ask(url: str, headers: Mapping[str, str]) -> Answer:
            answer = self._ask(url, headers)
            today.append(answer.header("Date"))
            return answer

        if self._is_new:
            documents = [read_feed(self._feed, ask)]
        else:
            documents = read_new(self._feed, ask, self._archives)
        for document in documents:
            self._check_entries(document)
        _check_header(documents[0])
        if today[0] is not None:
            self._check_history(documents[0], parsedate_to_datetime(today[0]))
        return documents

    def _check_entries(self, document: FeedDocument) -> None:
        """Check that entries are about what the sitemap may list.

        Args:
            document: Of the feed.

        Raises:
            ProtocolError: If one of them is not.
        """
        folder = self._sitemap[: self._sitemap.rindex("/") + 1]
        for entry in document.entries:
            if entry.id not in {each.href for each in entry.links if each.rel == "alternate"}:
                message = f"{_FEED}, Provide minimal entry information: no link to {entry.id}"
                raise ProtocolError(message)
            if not entry.id.startswith(folder):
                message = f"{_FEED}, Provide one ELI update feed per ELI sitemap: {entry.id}"
                raise ProtocolError(message)

    def _check_history(self, current: FeedDocument, now: datetime) -> None:
        """Check that what was shown in the last 60 days still is.

        Other clients know nothing of archives, so that they do not count.

        Args:
            current: The current document.
            now: When it was sent.

        Raises:
            ProtocolError: If something is no longer there.
        """
        present = {each.id for each in current.events}
        for id_, time in self._shown.items():
            if time > now - _HISTORY and id_ not in present:
                message = f"{_FEED}, Keep 60 days of history in the feed: {id_} is missing"
                raise ProtocolError(message)


def _is_live(event: Event) -> bool:
    return isinstance(event, Entry)


def _archives_of(documents: list[FeedDocument]) -> frozenset[str]:
    """What need not be read again: archives that were, and the one before all that was."""
    previous = documents[-1].previous
    return frozenset(each.url for each in documents[1:]) | ({previous} if previous else set())


def _check_header(current: FeedDocument) -> None:
    """Check what Atom does not ask for.

    The protocol knows no deletions, so that they may count as entries, and may not.

    Args:
        current: The current document.

    Raises:
        ProtocolError: If the feed has no author or no link to itself, or another date than that of
            its most recent entry.
    """
    if not current.has_author:
        message = f"{_HEADER}: the feed has no author"
        raise ProtocolError(message)
    if link_of(current.links, "self") != current.url:
        message = f"{_HEADER}: no link to {current.url} itself"
        raise ProtocolError(message)
    entries = [each.time for each in current.entries]
    latest = {max(each) for each in (entries, [each.time for each in current.events]) if each}
    if latest and current.updated not in latest:
        message = f"{_HEADER}: updated is not the date of the most recent entry"
        raise ProtocolError(message)
