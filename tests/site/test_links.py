"""Every link leads somewhere, and every IRI that is ours answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pyoxigraph as ox
import pytest
from selectolax.lexbor import LexborHTMLParser

from publisher.serving.dereferencing import SeeOther, dereference
from publisher.serving.negotiation import MEDIA_TYPES
from tests.site.building import BASE, PAGES, Built
from tests.site.rules_iris import answer, is_thing, own_iris, unanswered, unread
from tests.site.rules_links import addresses, dead_links, neighbours, reached, wrong_versions

# Whose pages we link to, beside our own; the last four from the pages about the site alone.
KNOWN_HOSTS = {
    "data.finlex.fi",
    "creativecommons.org",
    "data.europa.eu",
    "tietosuoja.fi",
    "www.metsalahti.example",
    "www.saavutettavuusvaatimukset.fi",
}


def links(built: Built) -> Iterator[tuple[str, str, str]]:
    """Every reference of every page: the document, the attribute and what it says."""
    for name, document in built.documents.items():
        for attribute in ("href", "src"):
            for node in document.css(f"[{attribute}]"):
                yield name, attribute, str(node.attributes[attribute])


@pytest.mark.parametrize(
    ("name", "fewest"), [("demo", 8_000), ("generated", 10_000), ("sampled", 1_000)]
)
def test_every_link_of_every_page_leads_somewhere(
    request: pytest.FixtureRequest, name: str, fewest: int
) -> None:
    built: Built = request.getfixturevalue(name)
    found = {name: addresses(name, each, built.place) for name, each in built.documents.items()}
    assert sum(map(len, found.values())) > fewest
    dead = {name: dead_links(urls, built.place) for name, urls in found.items()}
    assert {name: urls for name, urls in dead.items() if urls} == {}


def test_the_page_for_nothing_leads_somewhere_from_wherever_it_is_shown(demo: Built) -> None:
    document = LexborHTMLParser((demo.site / "404.html").read_bytes())
    found = [
        urljoin(f"{BASE}{place}", str(node.attributes["href"]))
        for place in ("ei-ole", "eli/dl/metsalahti/kaupunginhallitus/1901/1.sv.html")
        for node in document.css("[href^='/']")
    ]
    assert len(found) > 10
    assert dead_links(found, demo.place) == []


@pytest.mark.parametrize(
    ("name", "languages", "fewest"),
    [("demo", 3, 3 * PAGES), ("generated", 1, 500), ("sampled", 3, 90)],
)
def test_every_page_can_be_reached_from_the_front_page(
    request: pytest.FixtureRequest, name: str, languages: int, fewest: int
) -> None:
    built: Built = request.getfixturevalue(name)
    assert len(built.documents) == languages * len(built.pages) >= fewest
    led = {
        name: neighbours(name, document, built.place) for name, document in built.documents.items()
    }
    found = reached("index.html", lambda name: led.get(name, ()))
    assert found - built.vocabularies == built.documents.keys()


def test_pages_ask_nobody_else_for_anything(demo: Built) -> None:
    sources = {link for _, attribute, link in links(demo) if attribute == "src"}
    loaded = {
        str(node.attributes["href"])
        for document in demo.documents.values()
        for node in document.css("link[rel=stylesheet], link[rel=icon]")
    }
    assert len(loaded) > 1
    assert [link for link in sources | loaded if urlsplit(link).netloc] == []


def test_links_to_others_are_to_those_we_know(demo: Built) -> None:
    found = [(name, urlsplit(link).netloc) for name, _, link in links(demo)]
    # The page of the JSON-LD context leads to every term that it stands for.
    terms = {host for name, host in found if name.startswith("sanastot/konteksti.")}
    assert {"purl.org", "www.w3.org"} < terms
    hosts = {host for name, host in found if not name.startswith("sanastot/konteksti.")}
    assert hosts == {"", urlsplit(BASE).netloc, *KNOWN_HOSTS}


def test_no_link_depends_on_where_the_site_stands(demo: Built) -> None:
    plain = [link for _, _, link in links(demo) if not urlsplit(link).scheme]
    assert len(plain) > 6_000
    assert [link for link in plain if link.startswith("/")] == []


@pytest.mark.parametrize(("name", "languages"), [("demo", 3), ("generated", 1)])
def test_every_page_names_its_canonical_address_and_its_other_documents(
    request: pytest.FixtureRequest, name: str, languages: int
) -> None:
    built: Built = request.getfixturevalue(name)
    wrong = {
        name: wrong_versions(name, document, built.place)
        for name, document in built.documents.items()
    }
    assert len(wrong) == languages * len(built.pages)
    assert {name: faults for name, faults in wrong.items() if faults} == {}


def unread_of(built: Built, iris: Iterable[str]) -> list[str]:
    """What is wrong with where a reader finds some IRIs."""
    return [fault for iri in iris for fault in unread(iri, built.place)]


def test_every_iri_of_ours_answers_and_its_part_is_on_the_page(demo: Built) -> None:
    iris = own_iris(demo.quads, BASE)
    assert len(iris) > 500
    assert sum("#" in iri for iri in iris) > 150
    assert unread_of(demo, iris) == []


@pytest.mark.parametrize(("extension", "names"), MEDIA_TYPES.items())
def test_every_thing_has_a_document_of_every_type(
    demo: Built, extension: str, names: tuple[str, ...]
) -> None:
    things = {f"{BASE}{page}" for page in demo.pages}
    assert len(things) == PAGES
    for thing in things:
        assert answer(thing, names[0], demo.place) == f"{thing.removeprefix(BASE)}.{extension}"


def test_acts_and_their_expressions_answer_with_the_page_of_their_section(demo: Built) -> None:
    acts = [
        iri
        for iri in own_iris(demo.quads, BASE)
        if iri.startswith(f"{BASE}eli/") and "/eli/dl/" not in iri
    ]
    assert len(acts) == 59  # twenty-nine acts, each in one language and one in two
    for iri in acts:
        path = iri.removeprefix(BASE)
        section, language = ("/".join(path.split("/")[1:5]), path.split("/")[5:])
        for accept, ending in (("text/html", "html"), ("text/turtle", "ttl")):
            found = dereference(f"/{path}", accept, demo.files.__contains__)
            assert isinstance(found, SeeOther)
            wanted = f"eli/dl/{section}.{ending}"
            if language == ["sv"] and ending == "html":
                wanted = f"eli/dl/{section}.sv.html"
            assert found.path == wanted


def test_the_samples_answer_as_well(sampled: Built) -> None:
    iris = own_iris(sampled.quads, BASE)
    assert len(iris) > 100
    assert unread_of(sampled, iris) == []


@pytest.mark.parametrize(("name", "fewest"), [("demo", 400), ("generated", 2_000)])
def test_every_iri_of_ours_answers_in_every_format_and_data_tell_of_it(
    request: pytest.FixtureRequest, name: str, fewest: int
) -> None:
    built: Built = request.getfixturevalue(name)
    iris = sorted(own_iris(built.quads, BASE))
    assert sum(is_thing(iri, built.place) for iri in iris) > fewest
    assert [fault for iri in iris for fault in unanswered(iri, built.place)] == []


# What only the description in VoID names: shares of the data that no page shows.
SHARES = ("kaikki", "luokka-", "ominaisuus-")


def test_every_iri_of_the_void_description_answers(demo: Built) -> None:
    triples = list(ox.parse(path=str(demo.site / "void.ttl")))
    terms = {
        term.value for t in triples for term in (t.subject, t.object) if hasattr(term, "value")
    }
    iris = sorted(term for term in terms if term.startswith(BASE))
    assert len(iris) > 80
    missing = [iri for iri in iris if unread(iri, demo.place)]
    assert [iri for iri in missing if not urldefrag(iri)[1].startswith(SHARES)] == []
    assert all(answer(iri, "text/html", demo.place) == "lataukset.html" for iri in missing)
