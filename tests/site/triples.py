"""RDF files as sets of triples, read by rdflib.

Literals are compared as they are written: text, language and datatype. The store is another
matter: it keeps the value of a number and not how it was written (``"7.50"^^xsd:decimal`` comes
back as ``"7.5"``), and the types derived from xsd:integer come back as xsd:integer. So what comes
from a file is written the way the store would (`as_stored`) before it is compared with the store.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from tests.site.building import BASE

Term: TypeAlias = tuple[str, ...]
"""An IRI alone, or a literal's text, language and datatype."""
Triples: TypeAlias = frozenset[tuple[Term, Term, Term]]

_XSD = str(rdflib.XSD)
_SYNTAXES = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
_DERIVED_INTEGERS = {f"{_XSD}nonNegativeInteger", f"{_XSD}positiveInteger"}


def read_file(path: Path, contexts: dict[str, Any] | None = None) -> Triples:
    """Read a file by the ending of its name; JSON-LD with the contexts that it names."""
    content = path.read_text("utf-8")
    if path.suffix == ".jsonld":
        return read_json_ld(content, contexts or {})
    return _parse(content, _SYNTAXES[path.suffix[1:]])


def read_json_ld(content: str, contexts: dict[str, Any]) -> Triples:
    """Read JSON-LD; a context given by its address is taken from the files of the site."""
    document = json.loads(content)
    if isinstance(document, dict):  # in expanded form it is a list, and names none
        named = document["@context"]
        document["@context"] = contexts[named] if isinstance(named, str) else named
    return _parse(json.dumps(document), "json-ld")


def rdflib_reader(contexts: dict[str, Any]) -> Callable[[str, str], Triples]:
    """A reader of what files say, by the endings of their names."""

    def read(content: str, ending: str) -> Triples:
        if ending == "jsonld":
            return read_json_ld(content, contexts)
        return _parse(content, _SYNTAXES[ending])

    return read


def oxigraph_reader(contexts: dict[str, Any]) -> Callable[[str, str], Triples]:
    """The same with Oxigraph, which is many times as quick, and has written the files."""

    def read(content: str, ending: str) -> Triples:
        if ending == "jsonld":
            document = json.loads(content)
            if isinstance(document, dict) and isinstance(document["@context"], str):
                document["@context"] = contexts[document["@context"]]
            content = json.dumps(document)
        form = ox.RdfFormat.from_extension(ending)
        assert form is not None
        return of_store(quad.triple for quad in ox.parse(content, form, base_iri=BASE))

    return read


def read_contexts(site: Path) -> dict[str, Any]:
    """The context files of a site by their addresses."""
    return {
        f"{BASE}{name}": json.loads((site / name).read_text("utf-8"))["@context"]
        for name in ("context.jsonld", "catalogue-context.jsonld", "popolo-context.jsonld")
    }


def read_n_quads(path: Path) -> dict[str, Triples]:
    """Read N-Quads: the triples of every graph."""
    with _as_written():
        dataset = rdflib.Dataset().parse(data=path.read_text("utf-8"), format="nquads")
    graphs: dict[str, set[tuple[Term, Term, Term]]] = {}
    for subject, predicate, value, graph in dataset.quads():
        triple = (_term(subject), _term(predicate), _term(value))
        graphs.setdefault(str(graph), set()).add(triple)
    return {name: frozenset(triples) for name, triples in graphs.items()}


def _parse(content: str, syntax: str) -> Triples:
    with _as_written():
        graph = rdflib.Graph().parse(data=content, format=syntax)
    return frozenset((_term(s), _term(p), _term(o)) for s, p, o in graph)


@contextmanager
def _as_written() -> Iterator[None]:
    """Keep rdflib from normalising literals; and from warning of what rdflib itself does."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _term(term: Node) -> Term:
    match term:
        case rdflib.URIRef():
            return (str(term),)
        case rdflib.Literal():
            language = (term.language or "").lower()
            datatype = rdflib.RDF.langString if language else term.datatype or rdflib.XSD.string
            return (str(term), language, str(datatype))
        case _:
            message = f"a blank node: {term!r}"
            raise AssertionError(message)


def of_store(triples: Iterable[ox.Triple]) -> Triples:
    """Triples of the store in the same form."""
    return frozenset((_of(t.subject), _of(t.predicate), _of(t.object)) for t in triples)


def _of(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    match term:
        case ox.NamedNode():
            return (term.value,)
        case ox.Literal():
            return (term.value, (term.language or "").lower(), term.datatype.value)
        case _:
            message = f"neither an IRI nor a literal: {term}"
            raise AssertionError(message)


def as_stored(triples: Triples) -> Triples:
    """The same triples with numbers written as the store writes them."""
    return frozenset((s, p, _number_as_stored(o)) for s, p, o in triples)


def _number_as_stored(term: Term) -> Term:
    if len(term) == 1:
        return term
    text, language, datatype = term
    if datatype == f"{_XSD}decimal":
        return (format(Decimal(text).normalize(), "f"), language, datatype)
    if datatype in _DERIVED_INTEGERS | {f"{_XSD}integer"}:
        return (str(int(text)), language, f"{_XSD}integer")
    return term
