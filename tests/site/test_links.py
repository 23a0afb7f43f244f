"""Every link leads somewhere, and every IRI that is ours answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pyoxigraph as ox
import pytest
from selectolax.lexbor import LexborHTMLParser

from publisher.serving.dereferencing import Document, SeeOther, dereference
from publisher.serving.negotiation import MEDIA_TYPES
from tests.site.building import BASE, LANGUAGES, PAGES, Built

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


def of_ours(built: Built) -> list[tuple[str, str]]:
    """Every address of ours that a page names, with the page."""
    found = [(name, urljoin(BASE + name, link)) for name, _, link in links(built)]
    return [entry for entry in found if entry[1].startswith(BASE)]


@pytest.mark.parametrize(
    ("name", "fewest"), [("demo", 8_000), ("generated", 10_000), ("sampled", 1_000)]
)
def test_every_link_of_every_page_leads_somewhere(
    request: pytest.FixtureRequest, name: str, fewest: int
) -> None:
    built: Built = request.getfixturevalue(name)
    found = of_ours(built)
    assert len(found) > fewest
    assert [entry for entry in found if not built.leads_to(entry[1])] == []


def test_the_page_for_nothing_leads_somewhere_from_wherever_it_is_shown(demo: Built) -> None:
    document = LexborHTMLParser((demo.site / "404.html").read_bytes())
    found = [
        urljoin(f"{BASE}{place}", str(node.attributes["href"]))
        for place in ("ei-ole", "eli/dl/metsalahti/kaupunginhallitus/1901/1.sv.html")
        for node in document.css("[href^='/']")
    ]
    assert len(found) > 10
    assert [url for url in found if not demo.leads_to(url)] == []


def reached(built: Built, start: str) -> set[str]:
    """The pages that a reader comes to by links from a page, in whatever language."""
    found, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        links = (str(node.attributes["href"]) for node in built.documents[name].css("a[href]"))
        paths = {urldefrag(urljoin(BASE + name, link))[0].removeprefix(BASE) for link in links}
        new = (paths & built.documents.keys()) - found
        found |= new
        waiting += new
    return found


@pytest.mark.parametrize(
    ("name", "languages", "fewest"),
    [("demo", 3, 3 * PAGES), ("generated", 1, 500), ("sampled", 3, 90)],
)
def test_every_page_can_be_reached_from_the_front_page(
    request: pytest.FixtureRequest, name: str, languages: int, fewest: int
) -> None:
    built: Built = request.getfixturevalue(name)
    assert len(built.documents) == languages * len(built.pages) >= fewest
    assert reached(built, "index.html") == built.documents.keys()


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


def test_every_page_names_its_canonical_address_and_its_other_documents(demo: Built) -> None:
    for page in demo.pages:
        versions = {
            language: f"{page}{'' if language == 'fi' else f'.{language}'}.html"
            for language in LANGUAGES
        }
        for name in versions.values():
            document = demo.documents[name]
            (canonical,) = document.css("link[rel=canonical]")
            assert canonical.attributes["href"] == BASE + name
            alternates = document.css("link[rel=alternate]")
            named = {
                str(node.attributes["hreflang"]): str(node.attributes["href"])
                for node in alternates
                if "hreflang" in node.attributes
            }
            default = {"x-default": f"{BASE}{page}.html"}
            assert named == default | {code: BASE + each for code, each in versions.items()}
            data = [
                urljoin(BASE + name, str(node.attributes["href"]))
                for node in alternates
                if "hreflang" not in node.attributes
            ]
            assert data == [f"{BASE}{page}.{end}" for end in ("ttl", "jsonld", "nt", "rdf")]


def own_iris(built: Built) -> list[str]:
    """Every IRI below the base that stands anywhere in the store, also as the name of a graph."""
    terms = {
        term.value
        for quad in built.quads
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode)
    }
    return sorted(iri for iri in terms if iri.startswith(BASE))


def answer(built: Built, iri: str, accept: str) -> str | None:
    """The document that answers for an IRI; None if nothing does."""
    path = unquote(urldefrag(iri)[0].removeprefix(BASE))
    match dereference(f"/{path}", accept, built.files.__contains__):
        case SeeOther(document) | Document(document):
            return document
        case _:
            return None


def unanswered(built: Built, iris: Iterable[str]) -> list[str]:
    """The IRIs that lead to no page, or to one that lacks the part that they name."""
    found = []
    for iri in iris:
        document, fragment = answer(built, iri, "text/html"), urldefrag(iri)[1]
        if document is None or (fragment and fragment not in built.ids[document]):
            found.append(iri)
    return found


def test_every_iri_of_ours_answers_and_its_part_is_on_the_page(demo: Built) -> None:
    iris = own_iris(demo)
    assert len(iris) > 500
    assert sum("#" in iri for iri in iris) > 150
    assert unanswered(demo, iris) == []


def test_the_parts_are_on_the_page_in_every_language(demo: Built) -> None:
    parts = [iri for iri in own_iris(demo) if "#" in iri]
    missing = [
        (iri, name)
        for iri in parts
        for page in [unquote(urldefrag(iri)[0].removeprefix(BASE))]
        for name in (f"{page}.html", f"{page}.sv.html", f"{page}.en.html")
        if urldefrag(iri)[1] not in demo.ids[name]
    ]
    assert missing == []


@pytest.mark.parametrize(("extension", "names"), MEDIA_TYPES.items())
def test_every_thing_has_a_document_of_every_type(
    demo: Built, extension: str, names: tuple[str, ...]
) -> None:
    things = {f"{BASE}{page}" for page in demo.pages}
    assert len(things) == PAGES
    for thing in things:
        assert answer(demo, thing, names[0]) == f"{thing.removeprefix(BASE)}.{extension}"


def test_acts_and_their_expressions_answer_with_the_page_of_their_section(demo: Built) -> None:
    acts = [
        iri for iri in own_iris(demo) if iri.startswith(f"{BASE}eli/") and "/eli/dl/" not in iri
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
    iris = own_iris(sampled)
    assert len(iris) > 100
    assert unanswered(sampled, iris) == []


# The base itself is the front page, and answers with it whatever is asked for.
FRONT = BASE
# What only the records of builds name: the graph of provenance and the making of it.
UNDESCRIBED = {f"{BASE}lataukset#alkupera", f"{BASE}lataukset#koonti"}


@pytest.mark.parametrize(("name", "fewest"), [("demo", 400), ("generated", 2_000)])
def test_every_iri_of_ours_answers_in_every_format_and_data_tell_of_it(
    request: pytest.FixtureRequest, name: str, fewest: int
) -> None:
    built: Built = request.getfixturevalue(name)
    iris = own_iris(built)
    assert unanswered(built, iris) == []
    things = [iri for iri in iris if iri != FRONT and unquote(iri[len(BASE) :]) not in built.files]
    assert len(things) > fewest
    missing, silent, said = [], [], dict[str, str]()
    for iri in things:
        answers = {end: answer(built, iri, names[0]) for end, names in MEDIA_TYPES.items()}
        missing += [(iri, end) for end, file in answers.items() if not f"{file}".endswith(end)]
        triples = str(answers["nt"])
        if triples not in said:
            said[triples] = (built.site / triples).read_text("utf-8")
        if f"<{iri}>" not in said[triples]:
            silent.append(iri)
    assert missing == []
    assert set(silent) <= UNDESCRIBED


# What only the description in VoID names: shares of the data that no page shows.
SHARES = ("kaikki", "luokka-", "ominaisuus-")


def test_every_iri_of_the_void_description_answers(demo: Built) -> None:
    triples = list(ox.parse(path=str(demo.site / "void.ttl")))
    terms = {
        term.value for t in triples for term in (t.subject, t.object) if hasattr(term, "value")
    }
    iris = sorted(term for term in terms if term.startswith(BASE))
    assert len(iris) > 80
    missing = unanswered(demo, iris)
    assert [iri for iri in missing if not urldefrag(iri)[1].startswith(SHARES)] == []
    assert all(answer(demo, iri, "text/html") == "lataukset.html" for iri in missing)
