"""A small vocabulary in two versions."""

from __future__ import annotations

import pyoxigraph as ox

from publisher.web.page import Page
from publisher.web.vocabulary import Vocabulary, VocabularyPages

IRI = "https://w3id.org/pykala/def"
PREFIXES = f"""
@prefix pk: <{IRI}#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
"""
OLD = f"""{PREFIXES}
<{IRI}> a owl:Ontology ; owl:versionIRI <{IRI}/0.9.0> ; owl:versionInfo "0.9.0" ;
    dcterms:title "Sanat"@fi ; dcterms:description "Vanhat sanat."@fi .
pk:one a owl:Class ; rdfs:label "Old"@en .
"""
NEW = f"""{PREFIXES}
<{IRI}> a owl:Ontology ; owl:versionIRI <{IRI}/0.10.0> ; owl:versionInfo "0.10.0" ;
    dcterms:issued "2026-03-04" ; dcterms:title "Words"@en , "Ord"@sv , "Sanoja <b>"@fi ;
    dcterms:description "Some words."@en , "Muutama sana."@fi .
pk:one a owl:Class ; rdfs:label "One"@en , "Yksi"@fi ; rdfs:seeAlso pk:two , [ rdfs:label "x" ] .
pk:two a owl:ObjectProperty ; rdfs:comment "2" ; rdfs:domain pk:one ;
    schema:rangeIncludes rdfs:Resource .
pk:three rdfs:label "Kolme"@fi .
"""


def vocabulary_pages() -> dict[str, Page]:
    """The pages of both versions, by path."""
    prefixes: dict[str, str] = {}
    found = []
    for text, paths in ((NEW, ("def", "def/0.10.0")), (OLD, ("def/0.9.0",))):
        reader = ox.parse(text, format=ox.RdfFormat.TURTLE)
        found.append(Vocabulary(IRI, paths, [quad.triple for quad in reader]))
        prefixes |= reader.prefixes
    return {page.path: page for page in VocabularyPages(found, prefixes).all()}
