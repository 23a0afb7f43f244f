"""The terms of SHACL, RDF and RDFS that the validator reads, and the kinds of term there are.

Every name is a term of https://www.w3.org/ns/shacl#, https://www.w3.org/TR/rdf-schema/ or
https://www.w3.org/TR/owl2-syntax/.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import pyoxigraph as ox

Node: TypeAlias = ox.NamedNode | ox.BlankNode
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

SHACL: Final = "http://www.w3.org/ns/shacl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"


def sh(name: str) -> ox.NamedNode:
    """Name a term of SHACL.

    Args:
        name: The local name, as in ``minCount``.

    Returns:
        The term, as in ``<http://www.w3.org/ns/shacl#minCount>``.
    """
    return ox.NamedNode(SHACL + name)


def xsd(name: str) -> ox.NamedNode:
    """Name a datatype of XML Schema.

    Args:
        name: The local name, as in ``date``.

    Returns:
        The datatype, as in ``<http://www.w3.org/2001/XMLSchema#date>``.
    """
    return ox.NamedNode(XSD + name)


RDF_TYPE: Final = ox.NamedNode(RDF + "type")
RDF_FIRST: Final = ox.NamedNode(RDF + "first")
RDF_REST: Final = ox.NamedNode(RDF + "rest")
RDF_NIL: Final = ox.NamedNode(RDF + "nil")
RDF_LANG_STRING: Final = ox.NamedNode(RDF + "langString")
RDFS_CLASS: Final = ox.NamedNode(RDFS + "Class")
RDFS_SUB_CLASS_OF: Final = ox.NamedNode(RDFS + "subClassOf")
OWL_CLASS: Final = ox.NamedNode(OWL + "Class")
OWL_IMPORTS: Final = ox.NamedNode(OWL + "imports")
XSD_BOOLEAN: Final = xsd("boolean")
XSD_INTEGER: Final = xsd("integer")
XSD_STRING: Final = xsd("string")
