"""Sitemaps for search engines (sitemaps.org 0.9) with the languages of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from publisher.rdf.addresses import ACTS_SITEMAP

# "50,000 URLs and 50MB": the limits of one file (sitemaps.org, protocol), in bytes.
MAX_URLS = 50_000
MAX_BYTES = 50_000_000

INDEX = "sitemap.xml"

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_URLSET = f'<urlset {_NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'.encode()
_URLSET_END = b"</urlset>\n"


def sitemap(
    base_iri: str,
    pages: Iterable[tuple[str, str | None]],
    languages: tuple[str, ...],
    day_of_file: Callable[[str, bytes], str | None],
) -> Iterator[tuple[str, bytes]]:
    """Write the addresses of all HTML documents, and when what they say changed last.

    One file is in memory at a time.

    Args:
        base_iri: Where the site stands, with a final slash.
        pages: Path below the root, without suffix, and day of the last change (``lastmod``; None
            if nobody knows it), in the order to keep.
        languages: Of the site; the first is the default one.
        day_of_file: The same day of a file of sitemaps, by its name and content.

    Yields:
        Name and bytes of each file: ``sitemap-1.xml`` and so on, and last the index of them.
    """
    entries = ""
    for number, body in enumerate(_bodies(base_iri, pages, languages), start=1):
        name, content = f"sitemap-{number}.xml", _HEAD + _URLSET + body + _URLSET_END
        changed = _lastmod(day_of_file(name, content))
        entries += f"<sitemap><loc>{escape(base_iri + name)}</loc>{changed}</sitemap>\n"
        yield name, content
    index = f"<sitemapindex {_NAMESPACE}>\n{entries}</sitemapindex>\n"
    yield INDEX, _HEAD + index.encode()


def robots(base_iri: str) -> bytes:
    """Write ``robots.txt``: everything may be read, data too, and where the sitemap is (RFC 9309).

    Args:
        base_iri: Where the site stands, with a final slash.
    """
    return f"User-agent: *\nDisallow:\n\nSitemap: {base_iri}{INDEX}\n".encode()


def legislation(
    base_iri: str, acts: Sequence[tuple[str, str]], feed: str
) -> Iterator[tuple[str, bytes]]:
    """Write the sitemap of ELI: every act, and when what is said of it changed last.

    Args:
        base_iri: Where the site stands, with a final slash.
        acts: IRI of each, with the time of its last change (W3C Date and Time Formats).
        feed: Address of the feed that tells of updates.

    Yields:
        Path and bytes of each file: of the only one, or of its parts and then of the index.
    """
    entries = [
        f"<url><loc>{escape(act)}</loc><lastmod>{time}</lastmod></url>\n" for act, time in acts
    ]
    relation = f' xmlns:dct="http://purl.org/dc/terms/" dct:relation="{escape(feed)}"'
    head = _HEAD + f"<urlset {_NAMESPACE}{relation}>\n".encode()
    starts = range(0, max(len(entries), 1), MAX_URLS)
    files = [
        head + "".join(entries[start : start + MAX_URLS]).encode() + _URLSET_END for start in starts
    ]
    if len(files) == 1:
        yield f"{ACTS_SITEMAP}.xml", files[0]
        return
    latest = max(time for _, time in acts)
    index = ""
    for number, content in enumerate(files, start=1):
        yield f"{ACTS_SITEMAP}-{number}.xml", content
        address = escape(f"{base_iri}{ACTS_SITEMAP}-{number}.xml")
        index += f"<sitemap><loc>{address}</loc><lastmod>{latest}</lastmod></sitemap>\n"
    yield (
        f"{ACTS_SITEMAP}.xml",
        _HEAD + f"<sitemapindex {_NAMESPACE}>\n{index}</sitemapindex>\n".encode(),
    )


def _bodies(
    base: str, pages: Iterable[tuple[str, str | None]], languages: tuple[str, ...]
) -> Iterator[bytes]:
    """The entries of each file; the languages of a page stay together."""
    entries: list[bytes] = []
    room = MAX_BYTES - len(_HEAD + _URLSET + _URLSET_END)
    size = 0
    template, root = _template(languages), escape(base)
    for path, day in pages:
        entry = template.replace("*", root + quote(path)).replace("|", _lastmod(day)).encode()
        full = (len(entries) + 1) * len(languages) > MAX_URLS or size + len(entry) > room
        if entries and full:
            yield b"".join(entries)
            entries, size = [], 0
        entries.append(entry)
        size += len(entry)
    if entries:
        yield b"".join(entries)


def _template(languages: tuple[str, ...]) -> str:
    """A page in every language, each naming all; with ``*`` for the address, ``|`` for the day."""
    suffixes = [".html", *(f".{code}.html" for code in languages[1:])]
    versions = [*zip(languages, suffixes, strict=True), ("x-default", ".html")]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="*{suffix}"/>'
        for code, suffix in versions
        if len(languages) > 1
    )
    return "".join(f"<url><loc>*{suffix}</loc>|{links}</url>\n" for suffix in suffixes)


def _lastmod(day: str | None) -> str:
    """When something changed last (W3C Date and Time Formats); nothing if nobody knows."""
    return f"<lastmod>{day}</lastmod>" if day else ""
