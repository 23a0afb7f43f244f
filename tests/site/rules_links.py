"""What holds for the links of a page: each has its end, and they agree on which page it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import unquote, urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser

from tests.site.site_files import SiteFiles

Name = TypeVar("Name", str, int)

FEED = "application/atom+xml"
DATA = ("ttl", "jsonld", "nt", "rdf")
# Addresses of ours that stand in no link: of the page itself and of the card that announces it.
_ANNOUNCED = "meta[property='og:url'], meta[property='og:image']"


def addresses(name: str, document: LexborHTMLParser, site: SiteFiles) -> list[str]:
    """Every address of the site that a document names, written in full."""
    named = [
        str(node.attributes[attribute])
        for attribute in ("href", "src")
        for node in document.css(f"[{attribute}]")
    ]
    named += [str(node.attributes["content"]) for node in document.css(_ANNOUNCED)]
    found = (urljoin(site.base + name, link) for link in named)
    return [url for url in found if url.startswith(site.base)]


def leads_somewhere(url: str, site: SiteFiles) -> bool:
    """Whether there is a file at an address of ours, with the part that the address names."""
    path, fragment = _file(url, site), urldefrag(url).fragment
    if fragment.startswith("query="):  # which the script of the page of queries reads
        return path.startswith("sparql.") and site.has(path)
    return site.has(path) and (not fragment or fragment in site.ids(path))


def dead_links(urls: Iterable[str], site: SiteFiles) -> list[str]:
    """The addresses of ours that lead nowhere, each once."""
    return [url for url in sorted(set(urls)) if not leads_somewhere(url, site)]


def neighbours(name: str, document: LexborHTMLParser, site: SiteFiles) -> set[str]:
    """The HTML documents that a reader comes to from one: by its links, and by nothing else."""
    links = (str(node.attributes["href"]) for node in document.css("a[href]"))
    urls = (urljoin(site.base + name, link) for link in links)
    paths = {_file(url, site) for url in urls if url.startswith(site.base)}
    return {path for path in paths if path.endswith(".html")}


def _file(url: str, site: SiteFiles) -> str:
    """The file at an address of ours; what is asked for behind `?` is read by a script."""
    address = urldefrag(url).url.partition("?")[0]
    return unquote(address.removeprefix(site.base)) or "index.html"


def reached(start: Name, leads_to: Callable[[Name], Iterable[Name]]) -> set[Name]:
    """The documents that a reader comes to by links, in whatever language.

    Args:
        start: The first one, which is among them.
        leads_to: The documents that one has links to.
    """
    found, waiting = {start}, [start]
    while waiting:
        new = set(leads_to(waiting.pop())) - found
        found |= new
        waiting += new
    return found


def wrong_versions(name: str, document: LexborHTMLParser, site: SiteFiles) -> list[str]:
    """What a page says wrongly of its own address, its other languages and its data."""
    page, language = site.page_of(name)
    versions = {code: site.base + file for code, file in site.versions(page).items()}
    alternates = document.css("link[rel=alternate]")
    own = site.base + name
    said: dict[str, tuple[object, object]] = {
        "language": (_attributes(document, "html", "lang"), [language]),
        "canonical": (_attributes(document, "link[rel=canonical]", "href"), [own]),
        "og:url": (_attributes(document, "meta[property='og:url']", "content"), [own]),
        "hreflang": (
            {
                str(node.attributes["hreflang"]): str(node.attributes["href"])
                for node in alternates
                if "hreflang" in node.attributes
            },
            versions | {"x-default": f"{site.base}{page}.html"},
        ),
        "switch": (
            {
                str(node.attributes["hreflang"]): urljoin(own, str(node.attributes["href"]))
                for node in document.css("nav.languages a[hreflang]")
            },
            versions if len(versions) > 1 else {},
        ),
        "data": (
            [
                urljoin(own, str(node.attributes["href"]))
                for node in alternates
                if "hreflang" not in node.attributes and node.attributes["type"] != FEED
            ],
            [f"{site.base}{page}.{end}" for end in DATA],
        ),
    }
    return [
        f"{what}: {found} and not {right}"
        for what, (found, right) in said.items()
        if found != right
    ]


def _attributes(document: LexborHTMLParser, selector: str, name: str) -> list[str]:
    return [str(node.attributes[name]) for node in document.css(selector)]


def repeated_ids(document: LexborHTMLParser) -> list[str]:
    """Ids that stand on a page more than once, or that no address can name."""
    ids = [str(node.attributes["id"]) for node in document.css("[id]")]
    return sorted({each for each in ids if each.split() != [each] or ids.count(each) > 1})
