"""Sitemaps within the limits, with the languages of every page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest

from publisher.web import sitemap as module
from publisher.web.sitemap import MAX_BYTES, MAX_URLS, legislation, robots, sitemap

BASE = "https://data.example.fi/"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
LANGUAGES = ("fi", "sv", "en")


def locations(content: bytes) -> list[str]:
    return [str(each.text) for each in ET.fromstring(content).iter(f"{SITE}loc")]  # noqa: S314


def undated(paths: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    return ((path, None) for path in paths)


def never(_: str, __: bytes) -> None:
    """Nobody knows when a file changed."""


def test_a_page_has_an_address_in_every_language() -> None:
    files = dict(
        sitemap(
            BASE,
            undated(["index", "eli/dl/tuulikoski/kaupunginhallitus/2024/58"]),
            LANGUAGES,
            never,
        )
    )
    assert list(files) == ["sitemap-1.xml", "sitemap.xml"]
    path = "eli/dl/tuulikoski/kaupunginhallitus/2024/58"
    assert locations(files["sitemap-1.xml"]) == [
        f"{BASE}index.html",
        f"{BASE}index.sv.html",
        f"{BASE}index.en.html",
        f"{BASE}{path}.html",
        f"{BASE}{path}.sv.html",
        f"{BASE}{path}.en.html",
    ]
    assert locations(files["sitemap.xml"]) == [f"{BASE}sitemap-1.xml"]


def test_every_address_names_all_languages_and_the_default_one() -> None:
    _, content = next(sitemap(BASE, undated(["tuulikoski"]), ("sv", "fi"), never))
    entries = list(ET.fromstring(content).iter(f"{SITE}url"))  # noqa: S314
    assert len(entries) == 2
    for entry in entries:
        assert [(link.get("hreflang"), link.get("href")) for link in entry.iter(LINK)] == [
            ("sv", f"{BASE}tuulikoski.html"),
            ("fi", f"{BASE}tuulikoski.fi.html"),
            ("x-default", f"{BASE}tuulikoski.html"),
        ]
        assert {link.get("rel") for link in entry.iter(LINK)} == {"alternate"}


def test_a_site_in_one_language_has_no_alternates() -> None:
    _, content = next(sitemap(BASE, undated(["tuulikoski"]), ("fi",), never))
    assert locations(content) == [f"{BASE}tuulikoski.html"]
    assert b"xhtml:link" not in content


def test_no_file_is_too_long() -> None:
    paths = (f"eli/dl/tuulikoski/kaupunginhallitus/2023/{number}" for number in range(120_000))
    total, names = 0, []
    for name, content in sitemap(BASE, undated(paths), LANGUAGES, never):
        names.append(name)
        if name != "sitemap.xml":
            count = content.count(b"<loc>")
            assert count <= MAX_URLS
            assert len(content) <= MAX_BYTES
            total += count
        else:
            assert locations(content) == [f"{BASE}{each}" for each in names[:-1]]
    assert total == 3 * 120_000
    assert names[-1] == "sitemap.xml"


def test_no_file_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 2_000)
    files = dict(
        sitemap(BASE, undated(f"tuulikoski/{number}" for number in range(20)), LANGUAGES, never)
    )
    parts = [content for name, content in files.items() if name != "sitemap.xml"]
    assert all(len(content) <= 2_000 for content in parts)
    assert sum(len(locations(content)) for content in parts) == 60


def test_takes_paths_as_they_come() -> None:
    endless = (f"tuulikoski/{number}" for number in iter(int, 1))
    name, content = next(islice(sitemap(BASE, undated(endless), ("fi",), never), 1))
    assert name == "sitemap-1.xml"
    assert len(locations(content)) == MAX_URLS


def test_signs_that_xml_or_addresses_reserve_are_escaped() -> None:
    _, content = next(sitemap(BASE, undated(["a&b c/ä"]), ("fi",), never))
    assert locations(content) == [f"{BASE}a%26b%20c/%C3%A4.html"]


def test_a_site_without_pages_has_an_empty_index() -> None:
    files = dict(sitemap(BASE, undated([]), LANGUAGES, never))
    assert list(files) == ["sitemap.xml"]
    assert locations(files["sitemap.xml"]) == []


def test_robots_may_read_everything_and_are_told_of_the_sitemap() -> None:
    assert robots(BASE).decode().splitlines() == [
        "User-agent: *",
        "Disallow:",
        "",
        f"Sitemap: {BASE}sitemap.xml",
    ]


def test_says_when_a_page_changed_where_that_is_known() -> None:
    pages = [("index", "2026-03-04"), ("tuulikoski", None)]
    given: list[tuple[str, bytes]] = []

    def day_of_file(name: str, content: bytes) -> str:
        given.append((name, content))
        return "2026-05-06"

    files = dict(sitemap(BASE, pages, LANGUAGES, day_of_file))
    entries = ET.fromstring(files["sitemap-1.xml"]).iter(f"{SITE}url")  # noqa: S314
    days = {entry.findtext(f"{SITE}loc"): entry.findtext(f"{SITE}lastmod") for entry in entries}
    assert days == {
        f"{BASE}{name}{suffix}": day
        for name, day in (("index", "2026-03-04"), ("tuulikoski", None))
        for suffix in (".html", ".sv.html", ".en.html")
    }
    assert given == [("sitemap-1.xml", files["sitemap-1.xml"])]
    index = ET.fromstring(files["sitemap.xml"])  # noqa: S314
    assert [node.text for node in index.iter(f"{SITE}lastmod")] == ["2026-05-06"]


# Acts ---------------------------------------------------------------------------------------------

FEED = f"{BASE}eli/eli-update-feed.atom?a&b"


def told_acts(content: bytes) -> dict[str, str]:
    """The acts of a file, with the time of the last change."""
    entries = list(ET.fromstring(content).iter(f"{SITE}url"))  # noqa: S314
    found = {
        str(each.findtext(f"{SITE}loc")): str(each.findtext(f"{SITE}lastmod")) for each in entries
    }
    assert len(found) == len(entries)
    return found


def acts_of(count: int) -> list[tuple[str, str]]:
    return [
        (f"{BASE}eli/tuulikoski/kaupunginhallitus/2024/{number}", f"2024-03-{number:02}T05:00:00Z")
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])]
)
def test_acts_are_divided_into_files_of_so_many(
    monkeypatch: pytest.MonkeyPatch, count: int, sizes: list[int]
) -> None:
    monkeypatch.setattr(module, "MAX_URLS", 3)
    acts = acts_of(count)
    files = dict(legislation(BASE, acts, FEED))
    if len(sizes) == 1:
        assert list(files) == ["eli/sitemap.xml"]
        parts = list(files.values())
    else:
        names = [f"eli/sitemap-{number}.xml" for number in range(1, len(sizes) + 1)]
        assert list(files) == [*names, "eli/sitemap.xml"]
        assert locations(files["eli/sitemap.xml"]) == [f"{BASE}{name}" for name in names]
        parts = [files[name] for name in names]
    found = [told_acts(part) for part in parts]
    assert [len(each) for each in found] == sizes
    assert [act for each in found for act in each.items()] == acts


def test_the_index_of_acts_changed_no_earlier_than_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_URLS", 3)
    files = dict(legislation(BASE, acts_of(7), FEED))
    index = ET.fromstring(files["eli/sitemap.xml"])  # noqa: S314
    assert index.tag == f"{SITE}sitemapindex"
    entries = list(index.iter(f"{SITE}sitemap"))
    for entry in entries:
        name = str(entry.findtext(f"{SITE}loc")).removeprefix(BASE)
        assert str(entry.findtext(f"{SITE}lastmod")) >= max(told_acts(files[name]).values())
    assert len(entries) == 3


def test_every_file_of_acts_names_the_feed_of_updates(monkeypatch: pytest.MonkeyPatch) -> None:
    """ELI Pillar IV, 3.1.2."""
    monkeypatch.setattr(module, "MAX_URLS", 3)
    for count, expected in ((2, 1), (7, 3)):
        files = dict(legislation(BASE, acts_of(count), FEED)).values()
        roots = [ET.fromstring(content) for content in files]  # noqa: S314
        relations = [
            root.get("{http://purl.org/dc/terms/}relation")
            for root in roots
            if root.tag == f"{SITE}urlset"
        ]
        assert relations == [FEED] * expected
