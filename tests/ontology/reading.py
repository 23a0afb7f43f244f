"""What our own Turtle files say."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from publisher.assets import asset_dir

PK = "https://w3id.org/pykala/def#"
OPENGOV = "http://www.w3.org/ns/opengov#"
CODES = "https://w3id.org/pykala/koodi/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"

ONTOLOGY = sorted(
    [*asset_dir("ontology").glob("*.ttl"), *asset_dir("ontology").glob("koodi/*.ttl")]
)


def read(*paths: Path) -> list[ox.Quad]:
    return [quad for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


def languages(quads: list[ox.Quad], subject: ox.NamedNode, predicate: str) -> list[str | None]:
    return [
        quad.object.language
        for quad in quads
        if quad.subject == subject
        and quad.predicate.value == predicate
        and isinstance(quad.object, ox.Literal)
    ]


def subjects(quads: list[ox.Quad], prefix: str) -> list[ox.NamedNode]:
    found = {
        quad.subject
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(prefix)
    }
    return sorted(found, key=str)
