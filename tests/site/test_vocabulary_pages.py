"""The pages of vocabularies on the site: every term at its fragment, in every language."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from publisher.build.vocabularies import read_vocabularies
from publisher.web.vocabulary import Vocabulary
from tests.site.building import BASE, LANGUAGES, Built
from tests.site.rules_links import leads_somewhere
from tests.site.triples import of_store, read_contexts, read_json_ld

Documents = dict[str, LexborHTMLParser]
ENDINGS = (".html", ".sv.html", ".en.html")


@pytest.fixture(scope="module")
def documents(demo: Built) -> Documents:
    return demo.vocabulary_documents


@pytest.fixture(scope="module")
def vocabularies() -> list[Vocabulary]:
    found, _ = read_vocabularies()
    return found


def own_fragments(vocabulary: Vocabulary) -> set[str]:
    subjects = {t.subject.value for t in vocabulary.triples if isinstance(t.subject, ox.NamedNode)}
    return {iri.partition("#")[2] for iri in subjects if iri.startswith(f"{vocabulary.iri}#")}


def only(document: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (node,) = document.css(selector)
    return node


def ids(document: LexborHTMLParser) -> list[str]:
    return [str(node.attributes["id"]) for node in document.css("[id]")]


def test_every_term_stands_at_its_fragment_in_every_language(
    documents: Documents, vocabularies: list[Vocabulary]
) -> None:
    checked = 0
    for vocabulary in vocabularies:
        fragments = own_fragments(vocabulary)
        for name in (f"{path}{ending}" for path in vocabulary.paths for ending in ENDINGS):
            found = ids(documents[name])
            assert len(found) == len(set(found)), name
            assert fragments <= set(found), name
            checked += len(fragments)
    assert checked > 1_200
    assert len(documents) == 3 * sum(len(one.paths) for one in vocabularies)


def test_every_link_to_a_place_of_ours_has_its_end(demo: Built, documents: Documents) -> None:
    ours, terms, dead = 0, 0, []
    for name, document in documents.items():
        for node in document.css("a[href], link[href]"):
            url = urljoin(BASE + name, str(node.attributes["href"]))
            if not url.startswith(BASE):
                assert not url.startswith("https://w3id.org/pykala/"), (name, url)
                continue
            dead += [] if leads_somewhere(url, demo.place) else [(name, url)]
            ours += 1
            terms += "#" in url
    assert dead == []
    assert ours > 5_000
    assert terms > 2_000


def test_a_page_is_in_its_language_and_marks_the_others(documents: Documents) -> None:
    for ending, language in zip(ENDINGS, LANGUAGES, strict=True):
        document = documents[f"koodi/tulos{ending}"]
        assert only(document, "html").attributes["lang"] == language
        (section,) = document.css("section#hyvaksytty")
        labels = {
            str(node.attributes["lang"]): node.text(strip=True)
            for node in section.css("dd > span[lang]")
            if node.text(strip=True) in {"Hyväksytty", "Godkänt", "Approved"}
        }
        assert labels == {"fi": "Hyväksytty", "sv": "Godkänt", "en": "Approved"}
        assert next(iter(labels)) == language
    titles = [only(documents[f"def{ending}"], "h1").text(strip=True) for ending in ENDINGS]
    assert titles == ["Pykälän sanasto", "Pykäläs vokabulär", "The Pykälä vocabulary"]


def test_tables_say_what_the_vocabulary_says(
    documents: Documents, vocabularies: list[Vocabulary]
) -> None:
    wanted = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    checked = 0
    for vocabulary in vocabularies:
        notations = {
            str(t.subject)[1:-1]: t.object.value
            for t in vocabulary.triples
            if t.predicate == wanted and isinstance(t.object, ox.Literal)
        }
        if not notations or not vocabulary.iri.startswith("https://w3id.org/pykala/koodi/"):
            continue
        rows = documents[f"{vocabulary.paths[0]}.en.html"].css("tbody tr")
        shown = {
            f"{vocabulary.iri}{only(row, 'th a').attributes['href']}": [
                cell.text(strip=True) for cell in row.css("td")
            ]
            for row in rows
        }
        for iri, notation in notations.items():
            assert notation in shown[iri], iri
            checked += 1
    assert checked > 60


def test_the_record_in_a_page_is_part_of_the_vocabulary(
    demo: Built, documents: Documents, vocabularies: list[Vocabulary]
) -> None:
    contexts = read_contexts(demo.site)
    for vocabulary in vocabularies:
        for path in vocabulary.paths:
            triples = list(ox.parse(path=str(demo.site / f"{path}.nt")))
            said = of_store(
                quad.triple
                for quad in triples
                if not {type(quad.subject), type(quad.object)} & {ox.BlankNode}
            )
            script = only(documents[f"{path}.sv.html"], "script:not(.schema-org)")
            embedded = read_json_ld(script.text(), contexts)
            assert embedded
            assert embedded <= said, path


def test_only_current_versions_are_for_search_engines(
    demo: Built, documents: Documents, vocabularies: list[Vocabulary]
) -> None:
    indexed = {name for name, page in documents.items() if not page.css('meta[name="robots"]')}
    current = {v.paths[0] for v in vocabularies if not re.search(r"/\d+\.\d+\.\d+$", v.paths[0])}
    assert len(current) == 22
    assert indexed == {f"{path}{ending}" for path in current for ending in ENDINGS}
    listed = (demo.site / "sitemap-1.xml").read_text("utf-8")
    assert all(f"<loc>{BASE}{name}</loc>" in listed for name in indexed)
    assert not any(f"<loc>{BASE}{name}</loc>" in listed for name in documents.keys() - indexed)


def test_the_page_of_all_vocabularies_leads_to_each(
    demo: Built, vocabularies: list[Vocabulary]
) -> None:
    for ending in ENDINGS:
        rows = demo.documents[f"sanastot{ending}"].css("tbody tr")
        leads = {str(only(row, "a").attributes["href"]): row for row in rows}
        wanted = {f"{v.paths[0]}{ending}": v for v in vocabularies if len(v.paths) > 1}
        assert len(wanted) == 3
        for href, vocabulary in wanted.items():
            terms = {t.subject for t in vocabulary.triples if isinstance(t.subject, ox.NamedNode)}
            (number,) = leads[href].css("td.n")
            assert number.text() == str(len(terms) - 1)
        assert len(leads) == 22


def test_the_page_of_the_context_names_every_key(demo: Built) -> None:
    context = json.loads((demo.site / "context.jsonld").read_text("utf-8"))["@context"]
    names = {name for name in context if not name.startswith("@")}
    for ending in ENDINGS:
        document = demo.documents[f"sanastot/konteksti{ending}"]
        shown = [node.text() for node in document.css("tbody th")]
        assert len(shown) == len(set(shown)) > 200
        assert set(shown) == names
        by_name = {only(row, "th").text(): row for row in document.css("tbody tr")}
        link = only(by_name["recusalGround"], "td a").attributes["href"]
        assert link == f"../def{ending}#recusalGround"
