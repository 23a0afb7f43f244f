"""The client of ELI Pillar IV keeps to the protocol, and minds when others do not."""

from __future__ import annotations

import json

import pytest

from tests.changes.eli_client import EliClient
from tests.changes.http import ProtocolError
from tests.changes.memory import MemoryWeb
from tests.changes.sitemap import MOST_ENTRIES

BASE = "https://data.example.fi/eli/"
SITEMAP = f"{BASE}sitemap.xml"
FEED = f"{BASE}eli-update-feed.atom"
CONTEXT = "https://data.example.fi/context.jsonld"
HEADER = f"""<title>Feed</title><link rel="self" href="{FEED}"/><id>urn:feed</id>
<author><name>Tuulikoski</name></author>"""


def page(name: str, title: str, **more: object) -> tuple[str, str]:
    """A page with its metadata in two scripts, and one that is something else."""
    work = {
        "@context": "/context.jsonld",
        "@id": f"eli/{name}",
        "@type": "LegalResource",
        "is_realized_by": {"@id": f"eli/{name}/fi", "is_embodied_by": f"eli/{name}/fi/html"},
        **more,
    }
    form = {"@context": CONTEXT, "@id": f"eli/{name}/fi/html", "title": title}
    text = f"""<!doctype html><base href="/"><script>"{name}"</script>
        <script type="application/ld+json">{json.dumps(work)}</script>
        <script type='Application/LD+JSON; profile="x"'>[{json.dumps(form)}]</script>"""
    return "text/html", text


def sitemap(*names: str, date: str = "2024-01-01") -> tuple[str, str]:
    urls = "".join(f"<url><loc>{BASE}{each}</loc><lastmod>{date}</lastmod></url>" for each in names)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "application/xml", f'<?xml version="1.0"?><urlset xmlns="{space}">{urls}</urlset>'


def index(*urls: str) -> tuple[str, str]:
    listed = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in urls)
    kind, text = sitemap()
    text = text.replace("></urlset>", f">{listed}</urlset>")
    return kind, text.replace("urlset", "sitemapindex")


def entry(name: str, time: str) -> str:
    return f"""<entry><title>{name}</title><link href="{BASE}{name}"/><id>{BASE}{name}</id>
        <updated>{time}</updated></entry>"""


def deletion(name: str, time: str) -> str:
    return f'<at:deleted-entry ref="{BASE}{name}" when="{time}"/>'


def feed(updated: str, *parts: str, header: str = HEADER) -> tuple[str, str]:
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
    text = f"<feed {names}>{header}<updated>{updated}</updated>{''.join(parts)}</feed>"
    return "application/atom+xml", text


def a_web() -> MemoryWeb:
    terms = {
        "@vocab": "http://data.europa.eu/eli/ontology#",
        "is_embodied_by": {"@type": "@id"},
    }
    return MemoryWeb(
        {
            CONTEXT: ("application/ld+json", json.dumps({"@context": terms})),
            SITEMAP: sitemap("a", "b"),
            FEED: feed("2023-12-31T00:00:00Z", entry("a", "2023-12-31T00:00:00Z")),
            f"{BASE}a": page("a", "A"),
            f"{BASE}b.html": page("b", "B"),
            f"{BASE}c": page("c", "C"),
        },
        redirects={f"{BASE}b": f"{BASE}b.html"},
    )


def synchronized(web: MemoryWeb) -> EliClient:
    client = EliClient(SITEMAP, FEED, web)
    client.synchronize()
    return client


def titles(client: EliClient) -> dict[str, list[str]]:
    return {
        eli.removeprefix(BASE): [
            str(each.object) for each in triples if each.predicate.value.endswith("#title")
        ]
        for eli, triples in client.resources.items()
    }


def test_begins_with_the_sitemap_and_goes_on_with_the_feed() -> None:
    web = a_web()
    client = synchronized(web)
    assert client.fetched == [SITEMAP, f"{BASE}a", f"{BASE}b", FEED]
    assert (f"{BASE}a", {"Accept": "text/html"}) in web.requests
    assert titles(client) == {"a": ['"A"'], "b": ['"B"']}

    client.fetched.clear()
    web.pages[f"{BASE}a"] = page("a", "A2")
    time = "2024-01-02T00:00:00Z"
    shown = (entry("a", "2024-01-01T10:00:00Z"), entry("c", time), deletion("b", time))
    web.pages[FEED] = feed(time, *shown)
    client.synchronize()
    assert client.fetched == [FEED, f"{BASE}a", f"{BASE}c"]
    assert titles(client) == {"a": ['"A2"'], "c": ['"C"']}
    assert client.deleted == {f"{BASE}b": time}

    client.fetched.clear()
    client.synchronize()
    assert client.fetched == [FEED]


def test_reads_archives_back_to_what_is_known() -> None:
    web = a_web()
    old = f'<link rel="prev-archive" href="{BASE}1.atom"/>'
    new = f'<link rel="prev-archive" href="{BASE}2.atom"/>'
    time, later = "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z"
    web.pages[FEED] = feed(time, old, entry("a", time))
    client = synchronized(web)  # the archive is older than the sitemap, and is not even there
    web.pages[f"{BASE}2.atom"] = feed(time, old, entry("a", time), entry("c", time))
    web.pages[FEED] = feed(later, new, deletion("c", later), entry("b", time))
    client.fetched.clear()
    client.synchronize()
    assert client.fetched == [FEED, f"{BASE}2.atom", f"{BASE}b"]
    assert client.deleted == {f"{BASE}c": later}


def test_reads_an_index_of_sitemaps() -> None:
    web = a_web()
    web.pages |= {SITEMAP: index(f"{BASE}1.xml", f"{BASE}2.xml")}
    web.pages |= {f"{BASE}1.xml": sitemap("a"), f"{BASE}2.xml": sitemap("b")}
    assert titles(synchronized(web)).keys() == {"a", "b"}
    for url in ("https://elsewhere.example/eli/1.xml", SITEMAP):
        web.pages[SITEMAP] = index(url)
        with pytest.raises(ProtocolError, match="Using Sitemap index files"):
            synchronized(web)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (f"{BASE}b", "https://data.example.fi/laki/b", "Publish under"),
        ("<lastmod>2024-01-01</lastmod>", "", "0 times lastmod"),
        ("2024-01-01", "1.1.2024", "no W3C Datetime"),
        ("2024-01-01", "2024-01-01T10:00:00", "no W3C Datetime"),
        ("2024-01-01", "2024-13", "no W3C Datetime"),
        (f"<loc>{BASE}b</loc>", "", "0 times loc"),
        (f"{BASE}b", BASE + "b" * 2048, "proper length"),
        ("</lastmod>", "</lastmod><priority>2</priority>", "XML tag definitions"),
        ("</lastmod>", "</lastmod><changefreq>often</changefreq>", "XML tag definitions"),
        ("sitemap/0.9", "sitemap/0.8", "neither sitemap nor index"),
        ('version="1.0"', 'version="1.0" encoding="ISO-8859-1"', "UTF-8"),
        ("<url>", "<url", "not well-formed"),
    ],
)
def test_minds_sitemaps_that_break_a_rule(old: str, new: str, complaint: str) -> None:
    web = a_web()
    kind, text = web.pages[SITEMAP]
    assert old in text
    web.pages[SITEMAP] = (kind, text.replace(old, new))
    with pytest.raises(ProtocolError, match=complaint):
        synchronized(web)


def test_minds_sitemaps_that_are_too_large() -> None:
    web = a_web()
    web.pages[SITEMAP] = ("application/xml", sitemap("a")[1] + " " * 52_428_800)
    with pytest.raises(ProtocolError, match="52428800 bytes"):
        synchronized(web)
    web.pages[SITEMAP] = sitemap(*(str(number) for number in range(MOST_ENTRIES + 1)))
    with pytest.raises(ProtocolError, match="Split if more than 50000"):
        synchronized(web)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (f'<link rel="self" href="{FEED}"/>', "", "itself"),
        ("<author><name>Tuulikoski</name></author>", "", "author"),
        (f"{BASE}a", "https://data.example.fi/laki/a", "one ELI update feed per ELI sitemap"),
        (f"<id>{BASE}a", f"<id>{BASE}b", "minimal entry information"),
        (
            "<updated>2023-12-31T00:00:00Z</updated><entry>",
            "<updated>2023-12-31T01:00:00Z</updated><entry>",
            "most recent",
        ),
    ],
)
def test_minds_feeds_that_break_a_rule(old: str, new: str, complaint: str) -> None:
    web = a_web()
    kind, text = web.pages[FEED]
    assert old in text
    web.pages[FEED] = (kind, text.replace(old, new))
    with pytest.raises(ProtocolError, match=complaint):
        synchronized(web)


def test_minds_feeds_whose_entries_alone_have_authors() -> None:
    web = a_web()
    author = "<author><name>Tuulikoski</name></author>"
    kind, text = web.pages[FEED]
    web.pages[FEED] = (kind, text.replace(author, "").replace("<entry>", f"<entry>{author}"))
    with pytest.raises(ProtocolError, match="the feed has no author"):
        synchronized(web)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        (page("b", "B"), "does not describe the legal resource"),
        (page("a", "A", **{"@type": "LegalExpression"}), "does not describe the legal resource"),
        (page("a", "A", is_realized_by={"@id": f"{BASE}a/sv"}), "is not described"),
        (
            ("text/html", page("a", "A")[1].replace('fi/html", "title', 'fi/pdf", "title')),
            "is not described",
        ),
        (("text/html", "<title>A</title>"), "does not describe the legal resource"),
        (("text/html", '<script type="application/ld+json">{</script>'), "no JSON"),
        (("application/ld+json", "{}"), "dereferencable"),
    ],
)
def test_minds_pages_that_do_not_describe_what_was_asked_for(
    changed: tuple[str, str], complaint: str
) -> None:
    web = a_web()
    web.pages[f"{BASE}a"] = changed
    with pytest.raises(ProtocolError, match=complaint):
        synchronized(web)


def test_minds_what_is_not_there() -> None:
    web = a_web()
    web.pages[SITEMAP] = index(f"{BASE}1.xml")
    with pytest.raises(ProtocolError, match=r"404 for .*1\.xml"):
        synchronized(web)
    web.pages[SITEMAP] = sitemap("a", "d")
    with pytest.raises(ProtocolError, match="404"):
        synchronized(web)


def test_minds_a_history_that_is_too_short() -> None:
    web = a_web()
    client = synchronized(web)
    web.pages[FEED] = feed("2024-02-01T00:00:00Z", entry("c", "2024-02-01T00:00:00Z"))
    web.headers[FEED] = {"Date": "Thu, 29 Feb 2024 00:00:00 GMT"}
    client.synchronize()  # 60 days and no more
    web.pages[FEED] = feed("2024-02-02T00:00:00Z", entry("b", "2024-02-02T00:00:00Z"))
    with pytest.raises(ProtocolError, match="60 days"):
        client.synchronize()
    assert titles(client).keys() == {"a", "b", "c"}
