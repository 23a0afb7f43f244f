"""Our own vocabularies, code lists and shapes as documents, each version of them at its own path.

What https://w3id.org/pykala/ redirects to (`ontology/w3id/`): a document in every form for the
IRI of each vocabulary, for the version that it is in, and for each version before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.rdf.iris import vocabulary_path
from publisher.rdf.syntaxes import to_files, write
from publisher.rdf.vocabularies import read_header
from publisher.web.vocabulary import Vocabulary


def vocabulary_files(
    vocabularies: Sequence[Vocabulary], prefixes: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Every document of every vocabulary but for its pages.

    Args:
        vocabularies: All of them.
        prefixes: For the syntaxes that have some.

    Yields:
        The path below the root of the site, and the bytes: Turtle, N-Triples, RDF/XML and JSON-LD
        of each vocabulary, at its own path and at that of its version.
    """
    for vocabulary in vocabularies:
        files = to_files(vocabulary.triples, prefixes)
        json_ld = write(vocabulary.triples, ox.RdfFormat.JSON_LD)
        for path in vocabulary.paths:
            for extension, content in {**files, "jsonld": json_ld}.items():
                yield f"{path}.{extension}", content


def read_vocabularies() -> tuple[list[Vocabulary], dict[str, str]]:
    """Read `ontology/` and `shapes/`.

    Returns:
        The vocabularies, and every prefix that their files declare.

    Raises:
        TableError: If a file is no vocabulary.
    """
    ontology, shapes = asset_dir("ontology"), asset_dir("shapes")
    prefixes: dict[str, str] = {}
    singles = [*sorted(ontology.glob("*.ttl")), *sorted(ontology.glob("koodi/*.ttl"))]
    found = [_current(_read([path], prefixes), path.name) for path in singles]
    found.append(_current(_read(sorted(shapes.glob("*.ttl")), prefixes), "shapes/"))
    versions = ontology / "versions"
    for path in sorted(versions.rglob("*.nt")):
        triples = _read([path], prefixes)
        iri, _ = read_header(triples, path.name)
        name = path.relative_to(versions).as_posix().removesuffix(".nt")
        found.append(Vocabulary(iri, (name,), triples))
    return found, prefixes


def _read(paths: Iterable[Path], prefixes: dict[str, str]) -> list[ox.Triple]:
    """Read files as one graph, whose blank nodes are named after what is said of them."""
    graph = ox.Dataset()
    for path in paths:
        reader = ox.parse(path=path)
        for triple in reader:
            graph.add(ox.Quad(triple.subject, triple.predicate, triple.object))
        prefixes |= reader.prefixes
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in graph), key=str)


def _current(triples: list[ox.Triple], name: str) -> Vocabulary:
    iri, version = read_header(triples, name)
    iris = (iri,) if version is None else (iri, version)
    return Vocabulary(iri, tuple(map(vocabulary_path, iris)), triples)
