"""Triples as the files that people download; every file sorted, so that bytes never wander."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

_TYPE = b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
# What a prefix can stand for: an IRI up to its last slash or hash.
_NAMESPACE = re.compile(rb"<([^>]*[/#])")


def to_files(quads: Iterable[ox.Quad | ox.Triple], prefixes: Mapping[str, str]) -> dict[str, bytes]:
    """Write a graph in the syntaxes that stand beside a page, but for its record.

    Args:
        quads: One graph; the graph's name is not written.
        prefixes: For Turtle and RDF/XML, of IRIs that end in a slash or a hash; those that shorten
            nothing are left out.

    Returns:
        The bytes by file extension: ``nt``, ``ttl``, ``rdf``.
    """
    triples = [quad.triple if isinstance(quad, ox.Quad) else quad for quad in quads]
    lines = write(triples, ox.RdfFormat.N_TRIPLES).splitlines(keepends=True)
    # By subject, with its types first; a newline inside a literal is escaped, so that a line is a
    # triple, and sorting lines is many times cheaper than sorting terms.
    # A second blank comes before the "<" of every other predicate.
    keys = [line.replace(_TYPE, b"  ", 1) for line in lines]
    order = sorted(range(len(lines)), key=keys.__getitem__)
    # Oxigraph writes what it is given, in that order, and its Turtle groups by subject.
    ordered = [triples[index] for index in order]
    n_triples = b"".join(lines[index] for index in order)
    namespaces = set(_NAMESPACE.findall(n_triples))
    used = {prefix: iri for prefix, iri in prefixes.items() if iri.encode() in namespaces}
    return {
        "nt": n_triples,
        "ttl": write(ordered, ox.RdfFormat.TURTLE, used),
        "rdf": write(ordered, ox.RdfFormat.RDF_XML, used),
    }


def write(
    quads: Iterable[ox.Quad] | Iterable[ox.Triple],
    syntax: ox.RdfFormat,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """Write triples or quads in one syntax, in the order in which they come.

    Args:
        quads: What to write.
        syntax: In which syntax.
        prefixes: For syntaxes that have them.

    Returns:
        UTF-8.
    """
    content = ox.serialize(quads, format=syntax, prefixes=dict(prefixes or {}))
    assert content is not None  # noqa: S101  (it is, without a file to write to)
    return content


def split_lines(n_quads: bytes) -> list[list[bytes]]:
    r"""The lines of N-Quads or N-Triples, without parsing.

    Args:
        n_quads: Canonical, as Oxigraph writes them: one blank between the terms.

    Returns:
        Subject, predicate, and all that follows, of each line.

    Examples:
        >>> split_lines(b"<a:s> <a:p> <a:o> <a:g> .\n")
        [[b'<a:s>', b'<a:p>', b'<a:o> <a:g> .']]
    """
    return [line.split(b" ", 2) for line in n_quads.splitlines()]


def to_quads(n_triples: bytes, graph: str) -> bytes:
    r"""N-Triples as N-Quads of one graph, without parsing: a line is a triple in both.

    Args:
        n_triples: Canonical N-Triples, as Oxigraph writes them.
        graph: IRI of the graph.

    Returns:
        The lines with the graph's name before the final full stop.

    Examples:
        >>> to_quads(b"<a:s> <a:p> <a:o> .\n", "a:g")
        b'<a:s> <a:p> <a:o> <a:g> .\n'
    """
    # A newline inside a literal is escaped, so that each " .\n" ends a triple.
    return n_triples.replace(b" .\n", f" <{graph}> .\n".encode())
