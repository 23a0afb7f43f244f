"""Read feeds: Atom (RFC 4287), deleted entries (RFC 6721) and archived feeds (RFC 5005, section 4).

What these say MUST be is checked, and nothing else: no order of entries is asked for, since Atom
gives it no significance (RFC 4287, section 4.1.1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from tests.changes.http import OK, Answer, Fetch, ProtocolError

MEDIA_TYPE = "application/atom+xml"
ATOM = "{http://www.w3.org/2005/Atom}"
_TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XML = {MEDIA_TYPE, "application/xml", "text/xml"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_FEED_ONCE = ("generator", "icon", "logo", "rights", "subtitle")
_ENTRY_ONCE = ("content", "published", "rights", "source", "summary")


@dataclass(frozen=True)
class Link:
    """A link.

    Attributes:
        rel: The relation, which is ``alternate`` where none is told.
        href: Its IRI, made absolute.
        media_type: What it is said to lead to; empty if nothing is said.
    """

    rel: str
    href: str
    media_type: str


@dataclass(frozen=True)
class Content:
    """The content of an entry that is text, and what is relative in it is relative to."""

    media_type: str
    text: str
    base: str


@dataclass(frozen=True)
class Entry:
    """An entry.

    Attributes:
        id: What stays the same.
        time: When it was last updated.
        when: The same as it was written.
        links: All of them.
        content: Its content, if there is some of a type of text.
    """

    id: str
    time: datetime
    when: str
    links: tuple[Link, ...]
    content: Content | None


@dataclass(frozen=True)
class Deletion:
    """An entry that was deleted (RFC 6721, section 3).

    Attributes:
        id: Of the entry.
        time: When it was deleted.
        when: The same as it was written.
        links: All of them.
    """

    id: str
    time: datetime
    when: str
    links: tuple[Link, ...]


Event: TypeAlias = Entry | Deletion


@dataclass(frozen=True)
class FeedDocument:
    """One document of a feed.

    Attributes:
        url: Where it is.
        updated: When the feed was last updated.
        has_author: Whether the feed itself has one.
        links: Those of the feed.
        entries: Those that are there, in the order of the document.
        deletions: Those that are not.
    """

    url: str
    updated: datetime
    has_author: bool
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]
    deletions: tuple[Deletion, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """What it tells of entries."""
        return (*self.entries, *self.deletions)

    @property
    def previous(self) -> str | None:
        """The archive before it, if there is one (RFC 5005, section 4)."""
        return link_of(self.links, "prev-archive")


def read_new(url: str, fetch: Fetch, known: Collection[str]) -> list[FeedDocument]:
    """Read the current document of a feed and all archives that are not known (RFC 5005, 4.2).

    Args:
        url: The current document.
        fetch: What asks the web.
        known: The addresses of archives that were read before.

    Returns:
        The documents, the current one first.

    Raises:
        ProtocolError: If one of them cannot be had, breaks a rule or comes twice.
    """
    documents = [read_feed(url, fetch)]
    while (previous := documents[-1].previous) is not None and previous not in known:
        if previous in {document.url for document in documents}:
            message = f"RFC 5005, 4: {previous} is an archive before itself"
            raise ProtocolError(message)
        documents.append(read_feed(previous, fetch))
    return documents


def merge(events: Mapping[str, Event], documents: Iterable[FeedDocument]) -> dict[str, Event]:
    """Put together what documents tell of each entry.

    Of two entries of one id the one updated later counts (RFC 4287, section 4.1.1; RFC 5005,
    section 4.2), and an entry is deleted if that was after its last update (RFC 6721, section 3).

    Args:
        events: What was told before.
        documents: New ones, the latest first.

    Returns:
        What holds now, by the ids of entries.
    """
    merged = dict(events)
    for document in documents:
        for event in document.events:
            known = merged.get(event.id)
            if known is None or _is_later(event, known):
                merged[event.id] = event
    return merged


def _is_later(event: Event, known: Event) -> bool:
    comes_back = isinstance(event, Entry) and isinstance(known, Deletion)
    return event.time > known.time or (event.time == known.time and comes_back)


def link_of(links: Iterable[Link], rel: str, media_type: str | None = None) -> str | None:
    """Where the first link of a relation, and of a type if one is asked for, leads."""
    found = (each for each in links if each.rel == rel and media_type in {None, each.media_type})
    return next((each.href for each in found), None)


# Reading ------------------------------------------------------------------------------------------


def read_feed(url: str, fetch: Fetch) -> FeedDocument:
    """Read a document of a feed.

    Args:
        url: Where it is.
        fetch: What asks the web.

    Returns:
        The document.

    Raises:
        ProtocolError: If it cannot be had or breaks a rule of Atom.
    """
    answer = fetch(url, {"Accept": MEDIA_TYPE})
    if answer.status != OK or answer.media_type not in _XML:
        message = f"RFC 4287, 2: {answer.status}, {answer.media_type or 'of no type'}, for {url}"
        raise ProtocolError(message)
    root = read_xml(answer, "RFC 4287, 2")
    if root.tag != f"{ATOM}feed":
        message = f"RFC 4287, 2: {url} is no atom:feed"
        raise ProtocolError(message)
    base = urljoin(answer.url, root.get(_BASE, ""))
    _at_most_once(root, _FEED_ONCE, "4.1.1")
    _check_people(root)
    _id(root, "4.1.1")
    _text(root, "title", "4.1.1")
    deletions = tuple(_deletion(each, base) for each in root.findall(f"{_TOMBSTONES}deleted-entry"))
    for (ref, when), number in Counter((each.id, each.time) for each in deletions).items():
        if number > 1:
            message = f"RFC 6721, 3: {ref} is deleted twice at {when}"
            raise ProtocolError(message)
    return FeedDocument(
        url=url,
        updated=_date(_text(root, "updated", "4.1.1"), "RFC 4287, 3.3"),
        has_author=root.find(f"{ATOM}author") is not None,
        links=_links(root, base, "4.1.1"),
        entries=tuple(_entry(each, base) for each in root.findall(f"{ATOM}entry")),
        deletions=deletions,
    )


def read_xml(answer: Answer, clause: str) -> ET.Element:
    """Parse an answer.

    Args:
        answer: With XML.
        clause: Which says that it is well-formed.

    Returns:
        The root.

    Raises:
        ProtocolError: If it is not well-formed.
    """
    try:
        return ET.fromstring(answer.body)  # noqa: S314  (we wrote it)
    except ET.ParseError as error:
        message = f"{clause}: {answer.url} is not well-formed: {error}"
        raise ProtocolError(message) from error


def _entry(entry: ET.Element, base: str) -> Entry:
    base = urljoin(base, entry.get(_BASE, ""))
    _at_most_once(entry, _ENTRY_ONCE, "4.1.2")
    when = _text(entry, "updated", "4.1.2")
    _text(entry, "title", "4.1.2")
    links = _links(entry, base, "4.1.2")
    content = entry.find(f"{ATOM}content")
    if content is None and link_of(links, "alternate") is None:
        message = "RFC 4287, 4.1.2: an entry has neither content nor a link to an alternate"
        raise ProtocolError(message)
    if content is not None and _needs_summary(content) and entry.find(f"{ATOM}summary") is None:
        message = "RFC 4287, 4.1.2: an entry has content of another kind, but no summary"
        raise ProtocolError(message)
    return Entry(
        id=_id(entry, "4.1.2"),
        time=_date(when, "RFC 4287, 3.3"),
        when=when,
        links=links,
        content=None if content is None else _content(content, base),
    )


def _content(content: ET.Element, base: str) -> Content | None:
    kind = content.get("type", "text")
    if kind != "text" and not kind.lower().startswith("text/"):
        return None
    if content.get("src") is not None:
        return None  # a processor may, but need not, look there (RFC 4287, section 4.1.3.2)
    if len(content):
        message = f"RFC 4287, 4.1.3.3: content of type {kind} has elements"
        raise ProtocolError(message)
    return Content(kind.lower(), content.text or "", urljoin(base, content.get(_BASE, "")))


def _needs_summary(content: ET.Element) -> bool:
    kind = content.get("type", "text").lower()
    is_readable = kind in {"text", "html", "xhtml"} or kind.startswith("text/")
    is_xml = kind.endswith(("+xml", "/xml"))
    return content.get("src") is not None or not (is_readable or is_xml)


def _deletion(deletion: ET.Element, base: str) -> Deletion:
    ref, when = deletion.get("ref", ""), deletion.get("when", "")
    if not _IRI.fullmatch(ref):
        message = f"RFC 6721, 3: a deleted-entry has no IRI as its ref: {ref!r}"
        raise ProtocolError(message)
    base = urljoin(base, deletion.get(_BASE, ""))
    return Deletion(ref, _date(when, "RFC 6721, 3"), when, _links(deletion, base, "4.2.7"))


def _links(parent: ET.Element, base: str, section: str) -> tuple[Link, ...]:
    links, alternates = [], []
    for link in parent.findall(f"{ATOM}link"):
        href = link.get("href")
        if href is None:
            message = "RFC 4287, 4.2.7.1: a link without href"
            raise ProtocolError(message)
        rel = link.get("rel", "alternate")
        kind = link.get("type", "").partition(";")[0].strip().lower()
        if rel == "alternate":
            alternates.append((kind, link.get("hreflang")))
        links.append(Link(rel, urljoin(urljoin(base, link.get(_BASE, "")), href), kind))
    if len(set(alternates)) < len(alternates):
        message = f"RFC 4287, {section}: two alternates of one type and language"
        raise ProtocolError(message)
    return tuple(links)


def _check_people(feed: ET.Element) -> None:
    """Check that everything has an author with a name.

    Args:
        feed: The root.

    Raises:
        ProtocolError: If something has none.
    """
    own = (f"{ATOM}author", f"{ATOM}source/{ATOM}author")
    have = [any(each.find(path) is not None for path in own) for each in feed.iter(f"{ATOM}entry")]
    if feed.find(own[0]) is None and not all(have):
        message = "RFC 4287, 4.1.1: neither the feed nor all of its entries have an author"
        raise ProtocolError(message)
    for kind in ("author", "contributor"):
        for person in feed.iter(f"{ATOM}{kind}"):
            _text(person, "name", "3.2")


def _id(parent: ET.Element, section: str) -> str:
    text = _text(parent, "id", section)
    if not _IRI.fullmatch(text):
        message = f"RFC 4287, 4.2.6: an id is no IRI: {text!r}"
        raise ProtocolError(message)
    return text


def _text(parent: ET.Element, name: str, section: str) -> str:
    found = parent.findall(f"{ATOM}{name}")
    if len(found) != 1:
        message = f"RFC 4287, {section}: {len(found)} times atom:{name}"
        raise ProtocolError(message)
    return "".join(found[0].itertext())


def _at_most_once(parent: ET.Element, names: Iterable[str], section: str) -> None:
    for name in names:
        if len(parent.findall(f"{ATOM}{name}")) > 1:
            message = f"RFC 4287, {section}: more than one atom:{name}"
            raise ProtocolError(message)


def _date(text: str, clause: str) -> datetime:
    try:
        if _DATE.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    message = f"{clause}: no date of RFC 3339: {text!r}"
    raise ProtocolError(message)
