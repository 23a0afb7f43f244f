"""The log of changes as an event stream, and as plain JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.build.change_log import OPEN, ChangeLog
from publisher.build.objects import Objects
from publisher.build.run import Run
from publisher.build.writing import SiteWriter
from publisher.changes.catalogue import SHAPE as FEED_SHAPE
from publisher.changes.catalogue import CatalogueSayings, read_events
from publisher.changes.listing import Log, Page, listing
from publisher.changes.stream import Closed, Document, Sayings, Stream
from publisher.rdf.addresses import CATALOGUE_STREAM, STREAM, closed_page
from publisher.rdf.iris import VOCABULARIES, Iris
from publisher.settings import Settings
from publisher.web.derived import texts

_ENDINGS = ("trig", "jsonld")
_SHAPE = f"{VOCABULARIES}shapes#Change"
_NAME_CHARACTERS = 16


def write_stream(run: Run, objects: Objects, log: ChangeLog, writer: SiteWriter) -> None:
    """Write the event stream, and the list of all that is in it."""
    settings = run.plan.settings
    stream = _stream(settings, STREAM, _SHAPE)
    closed: list[Closed] = []
    pages: list[Page] = []
    for page in log.pages():
        events = log.events(page.number)
        if page.is_stale and page.name:
            _remove_page(page.name, writer)
        if not events:
            log.drop(page.number)
            continue
        name = page.name
        if page.is_stale or run.fresh:
            name = _write_page(Document(stream=stream, events=events), objects, writer)
            log.name(page.number, name)
        closed.append(Closed(name=name, first=events[0].published, last=events[-1].published))
        pages.append(Page(name=name, first=page.first, activities=len(events)))
    root = Document(stream=stream, events=log.events(OPEN), closed=closed)
    for ending, content in _contents(root, objects).items():
        writer.write(f"{STREAM}.{ending}", content)
    every = Log(events=list(log.all()), pages=pages)
    for path, content in listing(stream, settings.base_iri, every):
        writer.write(path, content)


def write_catalogue_stream(
    run: Run, record: Mapping[str, Any], writer: SiteWriter, *, published: str, live: Path | None
) -> None:
    """Write the event stream of the entities of the catalogue, which is one document.

    Args:
        run: The build.
        record: The catalogue.
        writer: Of the files.
        published: When what has changed is published.
        live: The generation that is public; None before the first build.
    """
    settings = run.plan.settings
    stream = _stream(settings, CATALOGUE_STREAM, FEED_SHAPE)
    sayings = CatalogueSayings(record, settings.base_iri)
    path = f"{CATALOGUE_STREAM}.trig"
    before = read_events(live / "site" / path, stream, settings.base_iri + path) if live else {}
    document = Document(stream=stream, events=sayings.events(before, published), closed=())
    for ending, content in _contents(document, sayings).items():
        writer.write(f"{CATALOGUE_STREAM}.{ending}", content)


def _stream(settings: Settings, path: str, shape: str) -> Stream:
    """The stream whose first document lies at a path, and whose members meet a shape."""
    return Stream(
        iri=Iris(settings.base_iri).stream(path),
        title=texts(settings.title),
        licence=settings.licence,
        shape=shape,
    )


def _contents(document: Document, sayings: Sayings) -> dict[str, bytes]:
    return {"trig": document.trig(sayings), "jsonld": document.json_ld(sayings)}


def _write_page(document: Document, objects: Objects, writer: SiteWriter) -> str:
    """Write a closed page, whose name holds the digest of its content, so that it never changes."""
    contents = _contents(document, objects)
    digest_of_all = hashlib.sha256(b"".join(contents.values())).hexdigest()
    day = document.events[0].published.partition("T")[0]
    name = f"{day}-{digest_of_all[:_NAME_CHARACTERS]}"
    for ending, content in contents.items():
        writer.write(f"{closed_page(name)}.{ending}", content)
    return name


def _remove_page(name: str, writer: SiteWriter) -> None:
    for ending in _ENDINGS:
        writer.remove(f"{closed_page(name)}.{ending}")
