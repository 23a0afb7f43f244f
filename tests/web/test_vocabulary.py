"""The HTML documents of vocabularies."""

from __future__ import annotations

import pyoxigraph as ox
from selectolax.lexbor import LexborHTMLParser

from publisher.build.vocabularies import Vocabulary, read_vocabularies, vocabulary_files
from publisher.web.vocabulary import VocabularyPages

IRI = "https://w3id.org/pykala/def"
EXAMPLE = f"""
@prefix pk: <{IRI}#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<{IRI}> a owl:Ontology ; dcterms:title "Words"@en , "Ord"@sv , "Sanoja <b>"@fi .
pk:one a owl:Class ; rdfs:label "One"@en , "Yksi"@fi ; rdfs:seeAlso pk:two , [ rdfs:label "x" ] .
pk:two a owl:Class ; rdfs:comment "2" .
"""


def documents() -> dict[str, LexborHTMLParser]:
    return {
        path: LexborHTMLParser(content)
        for path, content in vocabulary_files()
        if path.endswith(".html")
    }


def own_fragments(vocabulary: Vocabulary) -> set[str]:
    nodes = {each.subject for each in vocabulary.triples}
    subjects = {node.value for node in nodes if isinstance(node, ox.NamedNode)}
    return {iri.partition("#")[2] for iri in subjects if iri.startswith(f"{vocabulary.iri}#")}


def test_every_term_stands_at_its_fragment() -> None:
    pages = documents()
    vocabularies, _ = read_vocabularies()
    checked = 0
    for vocabulary in vocabularies:
        fragments = own_fragments(vocabulary)
        for path in vocabulary.paths:
            ids = [node.attributes["id"] for node in pages[f"{path}.html"].css("section[id]")]
            assert len(ids) == len(set(ids))
            assert fragments <= set(ids)
            checked += len(fragments)
    assert checked > 400


def test_every_link_inside_a_document_has_its_end() -> None:
    found = 0
    for path, document in documents().items():
        ids = {f"#{node.attributes['id']}" for node in document.css("[id]")}
        links = [str(node.attributes["href"]) for node in document.css("a[href^='#']")]
        assert set(links) <= ids, path
        found += len(links)
    assert found > 200


def test_says_what_the_vocabulary_says_in_its_own_words() -> None:
    reader = ox.parse(EXAMPLE, format=ox.RdfFormat.TURTLE)
    triples = list(reader)
    page = VocabularyPages().write(triples, IRI, reader.prefixes, "def/0.1.0")
    document = LexborHTMLParser(page)
    titles = document.css("h1 span")
    assert [(node.attributes["lang"], node.text()) for node in titles] == [
        ("fi", "Sanoja <b>"),
        ("sv", "Ord"),
        ("en", "Words"),
    ]
    (one, two) = document.css("section[id]")
    assert [node.text(strip=True) for node in one.css("dt, dd")] == [
        *("rdf:type", "owl:Class"),
        *("rdfs:label", "Yksi", "One"),
        *("rdfs:seeAlso", "pk:two"),
    ]
    assert [node.attributes["href"] for node in one.css("dd a")][1:] == ["#two"]
    assert [node.text(strip=True) for node in two.css("dd")] == ["owl:Class", "2"]
    (style,) = document.css("link[rel=stylesheet]")
    assert style.attributes["href"] == "../static/pykala.css"
