"""The plain client of Atom mirrors what a feed leads to, and minds feeds that are none."""

from __future__ import annotations

import pytest

from tests.changes.atom_client import AtomClient
from tests.changes.http import ProtocolError
from tests.changes.memory import MemoryWeb

BASE = "https://data.example.fi/"
FEED = f"{BASE}feed.atom"
DAYS = [f"2024-01-0{day}T00:00:00Z" for day in range(10)]
HEADER = f"""<title>Feed</title><id>urn:feed</id><updated>{DAYS[9]}</updated>
<author><name>Tuulikoski</name></author>"""
LINK = '<link type="application/n-triples" href="{}.nt"/>'


def entry(name: str, day: int, more: str = "") -> str:
    return f"""<entry><title>{name}</title><id>{BASE}{name}</id><updated>{DAYS[day]}</updated>
        {LINK.format(name)}{more}</entry>"""


def deletion(name: str, day: int, more: str = "") -> str:
    return f'<at:deleted-entry ref="{BASE}{name}" when="{DAYS[day]}">{more}</at:deleted-entry>'


def feed(*parts: str, header: str = HEADER) -> tuple[str, str]:
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
    text = f'<feed {names} xml:base="{BASE}">{header}{"".join(parts)}</feed>'
    return "application/atom+xml", text


def archive(name: str) -> str:
    return f'<link rel="prev-archive" href="{name}"/>'


def triples(text: str) -> tuple[str, str]:
    return "application/n-triples", f'<{BASE}s> <{BASE}p> "{text}" .\n'


def web_of(*parts: str) -> MemoryWeb:
    documents = {f"{BASE}{name}.nt": triples(name) for name in "abc"}
    return MemoryWeb({FEED: feed(*parts), **documents})


def synchronized(web: MemoryWeb) -> AtomClient:
    client = AtomClient(FEED, web)
    client.synchronize()
    return client


def texts(client: AtomClient) -> dict[str, list[str]]:
    return {id_: [str(each.object) for each in found] for id_, found in client.graphs.items()}


def test_follows_archives_to_the_beginning_once() -> None:
    web = web_of(archive("2.atom"), entry("b", 4))
    web.pages[f"{BASE}2.atom"] = feed(archive("1.atom"), entry("a", 3), deletion("c", 3))
    web.pages[f"{BASE}1.atom"] = feed(entry("a", 1), entry("c", 2))
    client = synchronized(web)
    assert texts(client) == {f"{BASE}a": ['"a"'], f"{BASE}b": ['"b"']}
    assert client.deleted == {f"{BASE}c": DAYS[3]}
    assert client.fetched[:3] == [FEED, f"{BASE}2.atom", f"{BASE}1.atom"]
    assert sorted(client.fetched[3:]) == [f"{BASE}a.nt", f"{BASE}b.nt"]

    client.fetched.clear()
    client.synchronize()
    assert client.fetched == [FEED]
    client.fetched.clear()
    web.pages[f"{BASE}3.atom"] = feed(archive("2.atom"), entry("b", 4), entry("a", 5))
    web.pages[f"{BASE}a.nt"] = triples("new")
    web.pages[FEED] = feed(archive("3.atom"), entry("c", 6))
    client.synchronize()
    assert client.fetched[:2] == [FEED, f"{BASE}3.atom"]
    assert sorted(client.fetched[2:]) == [f"{BASE}a.nt", f"{BASE}c.nt"]
    assert texts(client)[f"{BASE}a"] == ['"new"']
    assert client.deleted == {}


def test_counts_what_is_later_whatever_the_order() -> None:
    client = synchronized(web_of(deletion("a", 2), entry("a", 1), entry("b", 3), deletion("b", 2)))
    assert texts(client) == {f"{BASE}b": ['"b"']}
    assert client.deleted == {f"{BASE}a": DAYS[2]}
    assert client.fetched == [FEED, f"{BASE}b.nt"]


def test_keeps_origins_and_tombstones_apart() -> None:
    turtle = '<content type="text/turtle">&lt;a> a &lt;Origin> .</content>'
    web = web_of(entry("a", 1, turtle), entry("b", 1, turtle))
    client = synchronized(web)
    assert client.origins.keys() == {f"{BASE}a", f"{BASE}b"}
    assert {str(each.subject) for each in client.origins[f"{BASE}a"]} == {f"<{BASE}a>"}
    web.pages[FEED] = feed(entry("b", 2), deletion("a", 2, LINK.format("c")))
    client.synchronize()
    assert client.origins == {}
    assert client.graphs.keys() == {f"{BASE}b"}
    assert client.tombstones == {f"{BASE}a": synchronized(web_of(entry("c", 1))).graphs[f"{BASE}c"]}
    web.pages[FEED] = feed(entry("a", 3))
    client.synchronize()
    assert (client.tombstones, client.deleted) == ({}, {})


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (entry("d", 1), "404"),
        (entry("a", 1).replace("application/n-triples", "text/turtle"), "neither"),
        (archive("feed.atom"), "before itself"),
        (archive("0.atom"), "404"),
        (entry("a", 1).replace("<title>a</title>", ""), "0 times atom:title"),
        (entry("a", 1).replace(f"<updated>{DAYS[1]}</updated>", ""), "0 times atom:updated"),
        (entry("a", 1).replace(DAYS[1], "2024-01-01"), "no date"),
        (entry("a", 1).replace(DAYS[1], "2024-13-01T00:00:00Z"), "no date"),
        (entry("a", 1).replace(f"<id>{BASE}", "<id>"), "no IRI"),
        (entry("a", 1, LINK.format("b")), "two alternates"),
        (entry("a", 1).replace('href="a.nt"', ""), "without href"),
        (entry("a", 1).replace("<link", '<link rel="related"'), "neither content"),
        (entry("a", 1, "<rights/><rights/>"), "more than one"),
        (entry("a", 1, '<content type="image/png">AA</content>'), "no summary"),
        (entry("a", 1, '<content type="text/turtle"><b/></content>'), "has elements"),
        (entry("a", 1, "<author><uri/></author>"), "0 times atom:name"),
        (deletion("a", 1) + deletion("a", 1), "deleted twice"),
        (deletion("a", 1).replace(f' ref="{BASE}a"', ""), "no IRI as its ref"),
        (deletion("a", 1).replace("when=", "then="), "no date"),
        ("<b>", "not well-formed"),
    ],
)
def test_minds_what_breaks_a_rule(said: str, complaint: str) -> None:
    with pytest.raises(ProtocolError, match=complaint):
        synchronized(web_of(said))


@pytest.mark.parametrize("name", ["title", "id", "updated", "author"])
def test_minds_headers_that_lack_something(name: str) -> None:
    web = web_of()
    header = HEADER.replace(f"<{name}>", f"<x-{name}>").replace(f"</{name}>", f"</x-{name}>")
    web.pages[FEED] = feed(entry("a", 1), header=header)
    with pytest.raises(ProtocolError, match=name):
        synchronized(web)


def test_minds_documents_of_other_types() -> None:
    web = web_of(entry("a", 1))
    web.pages[f"{BASE}a.nt"] = ("text/plain", "")
    with pytest.raises(ProtocolError, match="text/plain"):
        synchronized(web)
    web.pages[FEED] = ("text/html", web.pages[FEED][1])
    with pytest.raises(ProtocolError, match="text/html"):
        synchronized(web)
    web.pages[FEED] = ("application/atom+xml", "<rss/>")
    with pytest.raises(ProtocolError, match="no atom:feed"):
        synchronized(web)
