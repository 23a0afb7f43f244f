"""What stands in the folder of the site: all of it, and what machines are told of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from publisher.web.static import StaticFiles
from tests.site.building import BASE, HIDDEN, LANGUAGES, PAGES, TODAY, Built


def test_the_sitemap_lists_exactly_the_pages(demo: Built) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ET.parse(demo.site / "sitemap.xml").getroot()  # noqa: S314  (we wrote it)
    parts = [str(node.text) for node in index.iter(f"{space}loc")]
    assert parts == [f"{BASE}sitemap-1.xml"]
    urls = ET.parse(demo.site / "sitemap-1.xml").getroot()  # noqa: S314
    listed = [str(node.text) for node in urls.iter(f"{space}loc")]
    indexed = {name for name, page in demo.documents.items() if not page.css('meta[name="robots"]')}
    # Of a § that can still be appealed: its page, and those of its meetings, case and people.
    assert len(demo.documents) - len(indexed) == HIDDEN * len(LANGUAGES)
    vocabularies = {
        name
        for name, page in demo.vocabulary_documents.items()
        if not page.css('meta[name="robots"]')
    }
    assert len(vocabularies) == 22 * len(LANGUAGES)  # none of a version that has an IRI of its own
    assert len(listed) == len(set(listed)) == (PAGES - HIDDEN + 22) * len(LANGUAGES)
    assert set(listed) == {BASE + name for name in indexed | vocabularies}
    assert len(list(urls.iter(f"{space}lastmod"))) == len(listed)
    assert {node.text for node in urls.iter(f"{space}lastmod")} == {TODAY}
    versions = [
        node.attrib for url in urls for node in url.iter("{http://www.w3.org/1999/xhtml}link")
    ]
    assert len(versions) == len(listed) * (len(LANGUAGES) + 1)
    assert {each["href"] for each in versions} == set(listed)


def test_every_page_leads_to_the_description_of_all_data(demo: Built) -> None:
    documents = demo.documents | demo.vocabulary_documents
    for name, document in documents.items():
        (link,) = document.css('link[rel="describedby"][title="VoID"]')
        assert urljoin(BASE + name, str(link.attributes["href"])) == f"{BASE}void.ttl"
        assert link.attributes["type"] == "text/turtle"
    assert len(documents) > 500
    well_known = (demo.site / ".well-known" / "void").read_bytes()
    assert well_known == (demo.site / "void.ttl").read_bytes()
    assert f"<{BASE}.well-known/void>" in well_known.decode()


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
        if Path(name).parts[0] not in {"lataukset", "sparql"}
    }
    cards = {name for name in rest if name.startswith("static/card.")}
    assert rest == {
        *(f"catalogue.{end}" for end in ("ttl", "rdf", "jsonld")),
        *(f"void.{end}" for end in ("ttl", "rdf", "jsonld")),
        *("context.jsonld", "catalogue-context.jsonld", "popolo-context.jsonld"),
        *("robots.txt", "404.html", "examples.ttl"),
        ".well-known/void",
        *(f"api/3/action/package_{end}" for end in ("list", "search", "show")),
        *("api/3/action/organization_list", "api/3/action/organization_show"),
        *("sitemap.xml", "sitemap-1.xml", *(file.path for file in StaticFiles().all())),
        *cards,
    }
    assert len(cards) == len(LANGUAGES) * 3  # of the site and of two organisations
