"""Every page says the same in five syntaxes, in every language, and in the store."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pyoxigraph as ox
import pytest

from publisher.assets import asset_dir
from tests.site.building import BASE, LANGUAGES, PAGES, Built
from tests.site.rules_syntaxes import EXTENSIONS, disagreements, said_by, strays
from tests.site.triples import (
    Triples,
    as_stored,
    of_store,
    rdflib_reader,
    read_contexts,
    read_file,
)


@cache
def read_pages(built: Built) -> dict[str, dict[str, Triples]]:
    """What each page says, by page and by the name of the document that says it."""
    read = rdflib_reader(read_contexts(built.site))
    return {page: said_by(page, built.place, read) for page in built.pages}


def test_pages_are_as_many_as_the_report_says(demo: Built) -> None:
    counts = demo.report["pages"]
    kinds = Counter(
        str(document.body.attributes["class"])
        for document in demo.documents.values()
        if document.body is not None
    )
    once = ("index", "downloads", "dictionary", "changes", "about", "privacy", "accessibility")
    of_whole_site = dict.fromkeys((*once, "vocabularies", "context"), 1)
    of_whole_site |= {"sparql": 1, "example": 16}
    assert kinds == {kind: 3 * count for kind, count in (counts | of_whole_site).items()}
    assert len(demo.pages) == sum(counts.values()) + sum(of_whole_site.values()) == PAGES


def test_every_page_says_the_same_in_every_document(demo: Built) -> None:
    pages = read_pages(demo)
    assert len(pages) == PAGES
    documents = [said for page in pages.values() for said in page.values()]
    assert len(documents) == PAGES * (len(EXTENSIONS) + len(LANGUAGES))
    assert [fault for page, said in pages.items() for fault in disagreements(page, said)] == []


def test_every_page_is_a_named_graph_of_the_store(demo: Built) -> None:
    pages = read_pages(demo)
    stored = {page: of_store(demo.graphs.get(f"{BASE}{page}.jsonld", ())) for page in pages}
    assert sum(map(len, stored.values())) > 4_000
    assert [fault for page in pages for fault in strays(page, pages[page], stored[page])] == []


def test_every_named_graph_below_the_base_is_a_page_or_the_provenance(demo: Built) -> None:
    graphs = {name for name in demo.graphs if name.startswith(BASE)}
    assert graphs == {f"{BASE}{page}.jsonld" for page in demo.pages} | {f"{BASE}lataukset#alkupera"}


def test_numbers_of_records_are_written_as_the_store_writes_them(demo: Built) -> None:
    numbers = [
        triple
        for path, page in read_pages(demo).items()
        if path != "lataukset"  # DCAT wants sizes as xsd:nonNegativeInteger
        for triple in page[f"{path}.nt"]
        if triple[2][-1].endswith(("#decimal", "#integer"))
    ]
    assert len(numbers) > 50
    assert as_stored(frozenset(numbers)) == frozenset(numbers)


def test_nothing_published_has_blank_nodes(demo: Built) -> None:
    terms = [term for quad in demo.quads for term in (quad.subject, quad.object, quad.graph_name)]
    assert len(terms) > 12_000
    assert not [term for term in terms if isinstance(term, ox.BlankNode | ox.DefaultGraph)]


@pytest.mark.parametrize("stem", ["catalogue", "void"])
def test_descriptions_of_the_data_say_the_same_in_every_syntax(demo: Built, stem: str) -> None:
    contexts = read_contexts(demo.site)
    turtle, xml, json_ld = (
        read_file(demo.site / f"{stem}.{extension}", contexts)
        for extension in ("ttl", "rdf", "jsonld")
    )
    assert len(turtle) > 400
    assert turtle == xml == json_ld


def test_vocabularies_say_the_same_in_every_syntax_and_in_the_store(demo: Built) -> None:
    stems = sorted({name.partition(".")[0] for name in demo.files if name.startswith("koodi/")})
    assert len(stems) == 19
    for stem in ["def", "def/opengov", *stems]:
        files = [read_file(demo.site / f"{stem}.{end}") for end in EXTENSIONS]
        stored = of_store(demo.graphs[f"https://w3id.org/pykala/{stem}"])
        assert len(stored) > 30
        assert [as_stored(said) for said in files] == [stored] * 4


def test_the_shapes_are_published_as_they_are_used(demo: Built) -> None:
    files = sorted(asset_dir("shapes").glob("*.ttl"))
    expected = ox.Dataset(quad for path in files for quad in ox.parse(path=path))
    assert len(expected) > 1000
    expected.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    for end in EXTENSIONS:
        published = ox.Dataset(ox.parse(path=demo.site / f"shapes.{end}"))
        published.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        assert published == expected, end


def test_a_version_of_the_vocabulary_has_documents_of_its_own(demo: Built) -> None:
    now = read_file(demo.site / "def.ttl")
    assert read_file(demo.site / "def/0.2.0.ttl") == now
    before = read_file(demo.site / "def/0.1.0.ttl")
    assert len(before) == 247
    assert before != now
