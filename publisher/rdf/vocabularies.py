"""Which ontology, concept scheme or set of shapes a graph is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import pyoxigraph as ox

from publisher.errors import TableError

_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_VERSION: Final = ox.NamedNode(f"{_OWL}versionIRI")
_TYPES: Final = {
    ox.NamedNode(f"{_OWL}Ontology"),
    ox.NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme"),
}


class Header(NamedTuple):
    """What a vocabulary says of itself.

    Attributes:
        iri: The vocabulary.
        version: The IRI of the version that this is, if it names one (OWL 2, 3.1).
    """

    iri: str
    version: str | None


def read_header(triples: Iterable[ox.Triple], name: str) -> Header:
    """Find what a vocabulary is.

    Args:
        triples: All that it says.
        name: Of the file, for the message.

    Returns:
        Its IRI and that of its version.

    Raises:
        TableError: If no subject is an ontology or concept scheme, or several are.
    """
    found: set[ox.NamedNode | ox.BlankNode | ox.Triple] = set()
    version = None
    for triple in triples:
        if triple.predicate == _TYPE and triple.object in _TYPES:
            found.add(triple.subject)
        elif triple.predicate == _VERSION and isinstance(triple.object, ox.NamedNode):
            version = triple.object.value
    match list(found):
        case [ox.NamedNode() as vocabulary]:
            return Header(vocabulary.value, version)
        case _:
            message = f"{name}: say of one IRI that it is an owl:Ontology or skos:ConceptScheme"
            raise TableError(message)
