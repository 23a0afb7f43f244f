"""What stands in the folder of the site: all of it, and what machines are told of it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

from publisher.web.static import StaticFiles
from tests.site.building import BASE, HIDDEN, LANGUAGES, PAGES, TODAY, Built

ATOM = "{http://www.w3.org/2005/Atom}"
ENDINGS = ("trig", "jsonld")


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
    index = json.loads((demo.site / "muutokset.json").read_bytes())
    closed = [page["name"] for page in index["pages"]]
    followed = {
        f"{page}.atom"
        for page in demo.pages
        if {kind_of(demo.documents[f"{page}.html"])}
        & {"body", "case", "law", "office", "organization"}
    }
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
        *("muutokset.json", "muutokset.atom", f"muutokset/{TODAY[:7]}.json"),
        *(f"muutokset/{name}.{end}" for name in ("virta", "luettelo") for end in ENDINGS),
        *(f"muutokset/{name}.{end}" for name in closed for end in ENDINGS),
        *(f"muutokset/arkisto-{page['first']}.atom" for page in index["pages"]),
        *("eli/sitemap.xml", "eli/eli-update-feed.atom"),
        *followed,
    }
    assert len(closed) == 1
    assert len(followed) == 47
    assert len(cards) == len(LANGUAGES) * 3  # of the site and of two organisations


def kind_of(page: LexborHTMLParser) -> str:
    """Of which kind a page is, as its body says."""
    body = page.css_first("body")
    assert body is not None
    return str(body.attributes["class"])


def test_whoever_reads_a_page_finds_its_feed(demo: Built) -> None:
    seen = 0
    for name, document in demo.documents.items():
        for link in document.css('link[type="application/atom+xml"]'):
            address = urljoin(BASE + name, str(link.attributes["href"]))
            feed = ET.parse(demo.site / address.removeprefix(BASE)).getroot()  # noqa: S314
            (own,) = (
                each.attrib["href"]
                for each in feed.iter(f"{ATOM}link")
                if each.attrib["rel"] == "self"
            )
            assert own == address
            shown = {each.attributes["href"] for each in document.css("main a")}
            assert link.attributes["href"] in shown or kind_of(document) == "index"
            seen += 1
    assert seen == (47 + 2) * len(LANGUAGES)
