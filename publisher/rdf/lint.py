"""The term lint: triples use terms that exist, the way their vocabularies mean them.

It asks less than a reasoner and says more: ELI and ELI-DL set the domain and range of nearly every
property, and a value that is no member of them is nearly always a mistake of the mapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from publisher.rdf.terms import Kind, Term, Terms, read_terms

Problem: TypeAlias = Literal["unknown", "kind", "domain", "range", "blank node", "literal"]
Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE: Final = f"{_RDF}type"
_LANG_STRING: Final = f"{_RDF}langString"
_LITERAL: Final = "http://www.w3.org/2000/01/rdf-schema#Literal"
_THING: Final = "http://www.w3.org/2002/07/owl#Thing"

# The lexical forms that our datatypes have (XML Schema 1.1 Part 2, 3.3); others are not looked at.
_DATE: Final = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME: Final = r"\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"
_LEXICAL: Final = {
    f"{_XSD}date": re.compile(_DATE),
    f"{_XSD}dateTime": re.compile(f"{_DATE}T{_TIME}"),
    f"{_XSD}time": re.compile(_TIME),
    f"{_XSD}decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    f"{_XSD}integer": re.compile(r"[+-]?\d+"),
    f"{_XSD}nonNegativeInteger": re.compile(r"\+?\d+"),
    f"{_XSD}boolean": re.compile("true|false|1|0"),
}


class Finding(NamedTuple):
    """One thing that is wrong with the use of a term.

    Attributes:
        problem: Which kind of mistake.
        term: IRI of the term, or what stands in its place.
        node: The subject or the object that is at fault.
        expected: What the vocabulary asks for, if it says so; IRIs parted by a blank.
    """

    problem: Problem
    term: str
    node: str
    expected: str = ""


def lint_terms(triples: Iterable[ox.Triple | ox.Quad], terms: Terms | None = None) -> list[Finding]:
    """Find terms that do not exist or are not used as their vocabulary says.

    Looked for are: classes and properties that no ontology or list has, and other names in their
    namespaces; a class that is used as a property and the like; subjects and objects outside the
    domain or range; blank nodes; literals whose datatype does not exist or that do not look as it
    says. A node whose class the triples do not tell is in every domain and range, so give all
    graphs at once to judge the links between them. Where a range is ``xsd:string``, text with a
    language is as good: ELI-DL means its labels so.

    Args:
        triples: Triples, or quads whose graph names are ignored.
        terms: The terms that exist; those of `ontology/` if left out.

    Returns:
        Each finding once, sorted.

    Examples:
        >>> act = ox.NamedNode("https://data.example.fi/eli/kemi/valtuusto/2026/1")
        >>> use = ox.NamedNode("http://data.europa.eu/eli/ontology#legal_force")
        >>> [finding.problem for finding in lint_terms([ox.Triple(act, use, ox.Literal("x"))])]
        ['unknown']
    """
    given = list(triples)
    lint = _Lint(terms or read_terms(), given)
    return sorted({finding for triple in given for finding in lint.triple(triple)})


class _Lint:
    """The terms, and the classes of the nodes of some triples."""

    def __init__(self, terms: Terms, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._terms = terms
        self._classes: dict[Node, set[str]] = {}
        for triple in triples:
            if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
                ancestors = terms.with_ancestors([triple.object.value])
                self._classes.setdefault(triple.subject, set()).update(ancestors)

    def triple(self, triple: ox.Triple | ox.Quad) -> Iterator[Finding]:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        yield from self._node(subject)
        yield from self._name(predicate, "property")
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            yield from self._name(value.value, "class")
        else:
            yield from self._node(value)
        term = self._terms.find(predicate)
        if term is not None:
            yield from self._domain(predicate, term, subject)
            yield from self._range(predicate, term, value)

    def _name(self, iri: str, kind: Kind) -> Iterator[Finding]:
        """Look at what stands where a property or a class is wanted."""
        term = self._terms.find(iri)
        if term is None:
            yield Finding("unknown", iri, "")
        elif term.kind != kind:
            yield Finding("kind", iri, "", kind)

    def _node(self, node: Node) -> Iterator[Finding]:
        match node:
            case ox.BlankNode():
                yield Finding("blank node", "", node.value)
            case ox.Literal():
                yield from self._literal(node)
            case ox.NamedNode() if self._terms.covers(node.value):
                if self._terms.find(node.value) is None:
                    yield Finding("unknown", node.value, "")

    def _literal(self, literal: ox.Literal) -> Iterator[Finding]:
        datatype = literal.datatype.value
        term = self._terms.find(datatype)
        lexical = _LEXICAL.get(datatype)
        wrong_form = lexical is not None and lexical.fullmatch(literal.value) is None
        if (datatype != _LANG_STRING and (term is None or term.kind != "datatype")) or wrong_form:
            yield Finding("literal", datatype, literal.value)

    def _domain(self, predicate: str, term: Term, subject: Node) -> Iterator[Finding]:
        classes = self._classes_of(subject)
        if term.domain and classes and not classes & (term.domain | {_THING}):
            yield Finding("domain", predicate, str(subject), _join(term.domain))

    def _range(self, predicate: str, term: Term, value: Node) -> Iterator[Finding]:
        classes = self._classes_of(value)
        if term.range and classes and _THING not in term.range and not classes & term.range:
            yield Finding("range", predicate, str(value), _join(term.range))

    def _classes_of(self, node: Node) -> set[str]:
        """Return the classes of a node, or of a literal the datatypes; empty if not known."""
        if isinstance(node, ox.Literal):
            text = {f"{_XSD}string"} if node.datatype.value == _LANG_STRING else set()
            return {node.datatype.value, _LITERAL} | text
        found = set(self._classes.get(node, ()))
        if isinstance(node, ox.NamedNode):
            term = self._terms.find(node.value)
            if term is not None and term.kind == "individual":
                found |= self._terms.with_ancestors(term.parents)
        return found


def _join(iris: Iterable[str]) -> str:
    return " ".join(sorted(iris))
