"""Read sitemaps as https://www.sitemaps.org/protocol.html says, and as ELI Pillar IV adds."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from tests.changes.atom import read_xml
from tests.changes.http import OK, Answer, ProtocolError

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_ENTRIES = 50_000
_MOST_BYTES = 52_428_800
_LONGEST_URL = 2_048
_GZIP = b"\x1f\x8b"
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([^\"']+)")
_DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(T(?P<time>\d\d:\d\d(:\d\d(\.\d+)?)?)(?P<zone>Z|[+-]\d\d:\d\d))?)?)?"
)
_CHANGES = {"always", "hourly", "daily", "weekly", "monthly", "yearly", "never"}


def read_sitemaps(url: str, ask: Callable[[str], Answer]) -> dict[str, datetime]:
    """Read a sitemap, or all that an index lists.

    Args:
        url: Of either.
        ask: What fetches a document.

    Returns:
        When each ELI was last modified; a day without a time is its beginning in UTC.

    Raises:
        ProtocolError: If one of them cannot be had or breaks a rule.
    """
    root = _read(url, ask)
    if root.tag == f"{SITEMAP}urlset":
        return _read_urls(url, root)
    found: dict[str, datetime] = {}
    for sitemap in _children(url, root, "sitemap"):
        there = _location(sitemap)
        if urlsplit(there)[:2] != urlsplit(url)[:2]:
            message = f"sitemaps.org, Using Sitemap index files: {there} is on another site"
            raise ProtocolError(message)
        if sitemap.find(f"{SITEMAP}lastmod") is not None:
            _modified(sitemap)
        listed = _read(there, ask)
        if listed.tag != f"{SITEMAP}urlset":
            message = f"sitemaps.org, Using Sitemap index files: {there} is no sitemap"
            raise ProtocolError(message)
        found |= _read_urls(there, listed)
    return found


def _read(url: str, ask: Callable[[str], Answer]) -> ET.Element:
    answer = ask(url)
    if answer.status != OK:
        message = f"ELI Pillar IV, 3.1: {answer.status} for {url}"
        raise ProtocolError(message)
    if answer.body.startswith(_GZIP):
        answer = Answer(OK, answer.headers, gzip.decompress(answer.body), answer.url)
    encoding = _ENCODING.match(answer.body)
    if encoding and encoding[1].lower() != b"utf-8":
        message = f"sitemaps.org, Sitemap file: {url} is not in UTF-8"
        raise ProtocolError(message)
    if len(answer.body) > _MOST_BYTES:
        message = (
            f"sitemaps.org, Using Sitemap index files: {url} has more than {_MOST_BYTES} bytes"
        )
        raise ProtocolError(message)
    root = read_xml(answer, "sitemaps.org, XML tag definitions")
    if root.tag not in {f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"}:
        message = f"sitemaps.org, XML tag definitions: {url} is neither sitemap nor index"
        raise ProtocolError(message)
    return root


def _read_urls(url: str, root: ET.Element) -> dict[str, datetime]:
    folder = url[: url.rindex("/") + 1]
    found: dict[str, datetime] = {}
    for entry in _children(url, root, "url"):
        there = _location(entry)
        if not there.startswith(folder):
            message = f"ELI Pillar IV, 3.1.2, Publish under /eli/sitemap.xml: {there} is not there"
            raise ProtocolError(message)
        _check_hints(entry)
        found[there] = _modified(entry)
    return found


def _children(url: str, root: ET.Element, name: str) -> list[ET.Element]:
    found = root.findall(f"{SITEMAP}{name}")
    if not 0 < len(found) <= MOST_ENTRIES:
        message = f"ELI Pillar IV, 3.1.2, Split if more than 50000 entries: {len(found)} in {url}"
        raise ProtocolError(message)
    return found


def _location(entry: ET.Element) -> str:
    text = _text(entry, "loc")
    if not urlsplit(text).netloc or len(text) >= _LONGEST_URL:
        message = f"sitemaps.org, XML tag definitions, loc: no URL of a proper length: {text!r}"
        raise ProtocolError(message)
    return text


def _modified(entry: ET.Element) -> datetime:
    text = _text(entry, "lastmod")
    found = _DATE.fullmatch(text)
    try:
        if found:
            day = (found["year"], found["month"] or "01", found["day"] or "01")
            time = f"{found['time'] or '00:00'}{found['zone'] or 'Z'}"
            return datetime.fromisoformat(f"{'-'.join(day)}T{time}").astimezone(UTC)
    except ValueError:
        pass
    message = f"ELI Pillar IV, 3.1.2, Provide loc and lastmod: no W3C Datetime: {text!r}"
    raise ProtocolError(message)


def _check_hints(entry: ET.Element) -> None:
    frequency = entry.findtext(f"{SITEMAP}changefreq", "never").strip()
    priority = entry.findtext(f"{SITEMAP}priority", "0.5").strip()
    if frequency not in _CHANGES or not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", priority):
        message = f"sitemaps.org, XML tag definitions: {frequency!r}, {priority!r}"
        raise ProtocolError(message)


def _text(entry: ET.Element, name: str) -> str:
    found = entry.findall(f"{SITEMAP}{name}")
    if len(found) != 1:
        message = f"ELI Pillar IV, 3.1.2, Provide loc and lastmod: {len(found)} times {name}"
        raise ProtocolError(message)
    return (found[0].text or "").strip()
