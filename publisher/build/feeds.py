"""The log of changes as feeds in Atom: of everything, of acts, and of what concerns one thing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

from publisher.build.change_log import OPEN, ChangeLog
from publisher.build.model import Change
from publisher.build.objects import Objects
from publisher.build.run import Run
from publisher.build.writing import SiteWriter
from publisher.changes.atom import MEDIA_TYPE, Entry, Feed, Link
from publisher.changes.events import Event
from publisher.rdf.addresses import ACTS, ACTS_SITEMAP, EVERYTHING, archive, feed_about, followed
from publisher.rdf.iris import CHANGES, Iris, graph_of, thing_of
from publisher.web import sitemap

# "The feed MUST contain at least 60 days of history" (ELI Pillar IV, 3.2.2).
_HISTORY = dt.timedelta(days=60)
_LATEST = 50

# Whether it is there or was deleted.
_TOLD = re.compile(rb'(?:<entry>\n<id>|<at:deleted-entry ref=")([^"<]*)')
_DATA = (("application/n-triples", ".nt"), ("application/ld+json", ".jsonld"))


class FeedWriter:
    """Writes the feeds of a build."""

    def __init__(self, run: Run, objects: Objects, log: ChangeLog) -> None:
        settings = run.plan.settings
        self._run = run
        self._objects = objects
        self._log = log
        self._writer = SiteWriter(run.plan.site, run.desk.documents.gate)
        self._base = settings.base_iri
        self._iris = Iris(settings.base_iri)
        self._language = settings.languages[0]
        self._author = settings.publisher.name.text(self._language)
        self._site = settings.title.text(self._language)

    def write(self, concerned: Iterable[str], now: dt.datetime) -> list[tuple[str, Change]]:
        """Write all feeds, as far as they change.

        Args:
            concerned: IRIs of the things whose latest events may be others than before.
            now: When the build takes place.

        Returns:
            What happened to their files.
        """
        self._write_everything()
        self._write_acts(now)
        for iri in concerned:
            self._write_about(iri)
        return self._writer.changes

    def _write_everything(self) -> None:
        """Write the feed of everything: what is now, and its archives (RFC 5005, 4).

        Archives keep their addresses, since each leads to the one before it, and no address is ever
        that of another one. They lose entries of which there are later ones, and get none.
        """
        before: str | None = None
        has_moved = False
        for page in self._log.pages():
            path = archive(page.first)
            events = self._log.events(page.number)
            if not events:
                self._writer.remove(path)
                has_moved = True
                continue
            if page.is_stale or has_moved or self._run.fresh:
                self._write_part(path, events, before, is_archive=True)
            before, has_moved = path, False
        self._write_part(EVERYTHING, self._log.events(OPEN), before, is_archive=False)

    def _write_part(
        self, path: str, events: Sequence[Event], before: str | None, *, is_archive: bool
    ) -> None:
        links = [Link(rel="self", type=MEDIA_TYPE, href=f"{self._base}{path}")]
        if is_archive:
            links.append(Link(rel="current", type=MEDIA_TYPE, href=f"{self._base}{EVERYTHING}"))
        if before is not None:
            links.append(Link(rel="prev-archive", type=MEDIA_TYPE, href=f"{self._base}{before}"))
        feed = Feed(
            id=f"{self._base}{CHANGES}",
            title=self._site,
            author=self._author,
            language=self._language,
            updated=events[-1].published if events else (self._log.last() or ""),
            links=links,
            is_archive=is_archive,
        )
        self._writer.write(path, feed.write(map(self._document, reversed(events))))

    def _document(self, event: Event) -> Entry:
        """An entry about a document, called by its IRI, with what stands in none of its files."""
        path = self._objects.path(event)
        links = [
            Link(rel="alternate", type=kind, href=f"{self._base}{quote(path)}{ending}")
            for kind, ending in _DATA
            if path
        ]
        if event.is_gone:
            left = links if event.size_bytes else []
            return Entry(id=event.object, updated=event.published, title=None, links=left)
        return Entry(
            id=event.object,
            updated=event.published,
            title=event.object,
            links=links,
            turtle=self._objects.origin(event).decode(),
        )

    def _write_acts(self, now: dt.datetime) -> None:
        """Write the sitemap and the feed of acts (ELI Pillar IV, 3.1 and 3.2)."""
        there = [(self._act(event), event.published) for event in self._log.acts()]
        feed = f"{self._base}{ACTS}"
        paths = set()
        for path, content in sitemap.legislation(self._base, there, feed):
            self._writer.write(path, content)
            paths.add(path)
        self._writer.keep_only(f"{ACTS_SITEMAP}-*.xml", paths)
        since = (now.astimezone(dt.UTC) - _HISTORY).strftime("%Y-%m-%dT%H:%M:%SZ")
        events = self._log.acts_since(since)
        host = urlsplit(self._base).netloc.replace(".", "-").replace(":", "-")
        written = Feed(
            id=f"urn:{host}:eli:eli-update-feed",
            title=self._site,
            author=self._author,
            language=self._language,
            updated=events[0].published if events else (self._log.last() or ""),
            links=[Link(rel="self", type=MEDIA_TYPE, href=feed)],
        )
        self._writer.write(ACTS, written.write(map(self._update, events)))

    def _update(self, event: Event) -> Entry:
        """An entry about an act."""
        act = self._act(event)
        is_there = event.act == "live"
        return Entry(
            id=act,
            updated=event.published,
            title=(self._title(event) or act) if is_there else None,
            links=[Link(rel="alternate", href=act)] if is_there else [],
        )

    def _act(self, event: Event) -> str:
        return self._iris.act_of(thing_of(event.object))

    def _write_about(self, iri: str) -> None:
        """Write the feed of what concerns a body, an office, a case, a law or an organisation.

        It may be no more, as its feed tells what was deleted.
        """
        path = self._iris.path(iri)
        address = feed_about(path)
        events = self._log.latest_of(iri, _LATEST)
        if not events:
            self._writer.remove(address)
            return
        title = self._objects.title(path)
        links = [Link(rel="self", type=MEDIA_TYPE, href=f"{self._base}{quote(address)}")]
        if title is not None:
            links.append(Link(rel="alternate", type="text/html", href=self._page(path)))
        feed = Feed(
            id=iri,
            title=title or iri,
            author=self._author,
            language=self._language,
            updated=events[0].published,
            links=links,
        )
        self._writer.write(address, feed.write(map(self._told, events)))

    def _told(self, event: Event) -> Entry:
        """An entry about a § or a meeting, called as its page is."""
        iri, path = thing_of(event.object), self._objects.path(event)
        if event.is_gone:
            return Entry(id=iri, updated=event.published, title=None)
        links = [
            Link(rel="alternate", type="text/html", href=self._page(path)),
            *(
                Link(rel="alternate", type=kind, href=f"{self._base}{quote(path)}{ending}")
                for kind, ending in _DATA
            ),
        ]
        return Entry(id=iri, updated=event.published, title=self._title(event) or iri, links=links)

    def _title(self, event: Event) -> str | None:
        """What a page is called, without the name of the site."""
        title = self._objects.title(self._objects.path(event))
        return title.removesuffix(f" | {self._site}") if title is not None else None

    def _page(self, path: str) -> str:
        return f"{self._base}{quote(path)}.html"


def read_concerns(site: Path, iris: Iris) -> Iterator[tuple[str, str]]:
    """Read back what documents concern, and what those concerned that are no more.

    Args:
        site: The root of a site with feeds.
        iris: Of that site.

    Yields:
        IRI of the document and of the thing that it concerns.
    """
    for path in sorted(site.rglob("*.atom")):
        thing = followed(path.relative_to(site).as_posix())
        if thing is None:
            continue
        for found in _TOLD.findall(path.read_bytes()):
            yield graph_of(unescape(found.decode())), f"{iris.base}{thing}"
