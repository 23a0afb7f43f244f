"""What stands in the folder of the site: all of it, and what machines are told of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from tests.site.building import BASE, LANGUAGES, Built


def test_the_sitemap_lists_exactly_the_pages(demo: Built) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ET.parse(demo.site / "sitemap.xml").getroot()  # noqa: S314  (we wrote it)
    parts = [str(node.text) for node in index.iter(f"{space}loc")]
    assert parts == [f"{BASE}sitemap-1.xml"]
    urls = ET.parse(demo.site / "sitemap-1.xml").getroot()  # noqa: S314
    listed = [str(node.text) for node in urls.iter(f"{space}loc")]
    indexed = {name for name, page in demo.documents.items() if not page.css('meta[name="robots"]')}
    # Of a § that can still be appealed: its page, and those of its meetings, case and people.
    assert len(demo.documents) - len(indexed) == 14 * len(LANGUAGES)
    assert len(listed) == len(set(listed)) == 372
    assert set(listed) == {BASE + name for name in indexed}
    versions = [
        node.attrib for url in urls for node in url.iter("{http://www.w3.org/1999/xhtml}link")
    ]
    assert len(versions) == 372 * (len(LANGUAGES) + 1)
    assert {each["href"] for each in versions} == set(listed)


def test_robots_may_read_everything_and_find_the_sitemap(demo: Built) -> None:
    lines = (demo.site / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Disallow:", "", f"Sitemap: {urljoin(BASE, 'sitemap.xml')}"]


def test_every_file_of_the_site_is_accounted_for(demo: Built) -> None:
    of_pages = {
        f"{page}.{end}"
        for page in demo.pages
        for end in ("html", "sv.html", "en.html", "ttl", "jsonld", "nt", "rdf")
    }
    rest = {
        name
        for name in demo.files - demo.vocabularies - of_pages
        if Path(name).parts[0] != "lataukset"
    }
    assert rest == {
        *(f"catalogue.{end}" for end in ("ttl", "rdf", "jsonld")),
        *(f"void.{end}" for end in ("ttl", "rdf", "jsonld")),
        *("context.jsonld", "catalogue-context.jsonld", "popolo-context.jsonld", "robots.txt"),
        ".well-known/void",
        *("sitemap.xml", "sitemap-1.xml", "static/pykala.css", "static/pykala.svg"),
    }
