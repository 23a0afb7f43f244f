"""Triples as the files that people download; every file sorted, so that bytes never wander."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _in_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """By subject, with its types first, then by predicate and object."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def to_files(
    quads: Iterable[ox.Quad | ox.Triple], prefixes: Mapping[str, str]
) -> dict[str, bytes]:
    """Write a graph in the syntaxes that stand beside a page, but for its record.

    Args:
        quads: One graph; the graph's name is not written.
        prefixes: For Turtle and RDF/XML.

    Returns:
        The bytes by file extension: ``nt``, ``ttl``, ``rdf``.
    """
    triples = [quad.triple if isinstance(quad, ox.Quad) else quad for quad in quads]
    triples.sort(key=_in_order)
    # Oxigraph writes what it is given, in that order, and its Turtle groups by subject.
    used = _used(triples, prefixes)
    return {
        "nt": ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES),
        "ttl": ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used),
        "rdf": ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=used),
    }


def _used(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that shorten something in these triples."""
    namespaces = {
        _namespace(term.value)
        for triple in triples
        for term in (triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode)
    }
    namespaces |= {
        _namespace(triple.object.datatype.value)
        for triple in triples
        if isinstance(triple.object, ox.Literal)
    }
    return {prefix: iri for prefix, iri in prefixes.items() if iri in namespaces}


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def to_quads(n_triples: bytes, graph: str) -> bytes:
    """N-Triples as N-Quads of one graph, without parsing: a line is a triple in both.

    Args:
        n_triples: Canonical N-Triples, as Oxigraph writes them.
        graph: IRI of the graph.

    Returns:
        The lines with the graph's name before the final full stop.

    Examples:
        >>> to_quads(b"<a:s> <a:p> <a:o> .\\n", "a:g")
        b'<a:s> <a:p> <a:o> <a:g> .\\n'
    """
    # A newline inside a literal is escaped, so that each " .\n" ends a triple.
    return n_triples.replace(b" .\n", f" <{graph}> .\n".encode())
