"""Feeds in Atom (RFC 4287), with what was deleted (RFC 6721) and with archives (RFC 5005, 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang='
)
# Of text and of attributes in double quotes (XML 1.0, 2.4).
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SPECIAL = re.compile('[&<>"]')
MEDIA_TYPE = "application/atom+xml"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link of a feed or an entry (RFC 4287, 4.2.7).

    Attributes:
        rel: Its relation.
        href: Where it leads.
        type: Media type of what is there; empty if it is not told.
    """

    rel: str
    href: str
    type: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry, or that there is none any more.

    Attributes:
        id: IRI of what it is about.
        updated: When that changed last, or was deleted.
        title: What it is called; None of what was deleted.
        links: Where to go from it.
        turtle: Triples that belong to it and stand nowhere else; empty if there are none.
    """

    id: str
    updated: str
    title: str | None
    links: Sequence[Link] = ()
    turtle: str = ""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed document.

    Attributes:
        id: IRI that stays whatever becomes of its address.
        title: What it is called.
        author: Who publishes it.
        language: Of titles.
        updated: When its latest entry was.
        links: Its own address first.
        is_archive: Whether it is an archive of the feed, and not the feed as it is now.
    """

    id: str
    title: str
    author: str
    language: str
    updated: str
    links: Sequence[Link]
    is_archive: bool = False

    def write(self, entries: Iterable[Entry]) -> bytes:
        """Write the feed.

        Args:
            entries: In the order to keep; the newest should come first.

        Returns:
            UTF-8.
        """
        lines = [
            f'{_FEED}"{_escape(self.language)}">',
            f"<id>{_escape(self.id)}</id>",
            f"<title>{_escape(self.title)}</title>",
            f"<updated>{self.updated}</updated>",
            f"<author><name>{_escape(self.author)}</name></author>",
            *map(_link, self.links),
            *(["<fh:archive/>"] if self.is_archive else []),
        ]
        for entry in entries:
            lines += _gone(entry) if entry.title is None else _entry(entry, entry.title)
        lines.append("</feed>\n")
        return (_HEAD + "\n".join(lines)).encode()


def _entry(entry: Entry, title: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{_escape(entry.id)}</id>"
    yield f"<title>{_escape(title)}</title>"
    yield f"<updated>{entry.updated}</updated>"
    yield from map(_link, entry.links)
    if entry.turtle:
        yield f'<content type="text/turtle">{_escape(entry.turtle)}</content>'
    yield "</entry>"


def _gone(entry: Entry) -> Iterator[str]:
    yield f'<at:deleted-entry ref="{_escape(entry.id)}" when="{entry.updated}">'
    yield from map(_link, entry.links)
    yield "</at:deleted-entry>"


def _link(link: Link) -> str:
    kind = f' type="{link.type}"' if link.type else ""
    return f'<link rel="{link.rel}"{kind} href="{_escape(link.href)}"/>'


def _escape(text: str) -> str:
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text
