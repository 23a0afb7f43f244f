"""Terms of vocabularies as pages show them: compact, in order, with what is said of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import pyoxigraph as ox

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
SH: Final = "http://www.w3.org/ns/shacl#"
RDF_TYPE: Final = f"{RDF}type"

_SCHEMA: Final = "http://schema.org/"
# Texts come in this order, and before values that have no language.
_RANKS: Final = {"fi": 0, "sv": 1, "en": 2}
# What tables show of a term, by the predicates that say it.
_FACTS: Final = {
    "label": (f"{RDFS}label", f"{SKOS}prefLabel"),
    "definition": (f"{SKOS}definition", f"{RDFS}comment"),
    "notation": (f"{SKOS}notation",),
    "parents": (f"{RDFS}subClassOf",),
    "domain": (f"{RDFS}domain", f"{_SCHEMA}domainIncludes"),
    "range": (f"{RDFS}range", f"{_SCHEMA}rangeIncludes"),
    "target": tuple(
        f"{SH}{name}"
        for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
    ),
    "path": (f"{SH}path",),
    "message": (f"{SH}message",),
}


class Value(NamedTuple):
    """One value of a statement.

    Attributes:
        text: As it is shown.
        language: Of a text that has one; else empty.
        link: The IRI that it is, or its place on this page; empty for a literal.
    """

    text: str
    language: str
    link: str


class Statement(NamedTuple):
    """What is said with one predicate.

    Attributes:
        name: Compact IRI of the predicate.
        link: Its IRI.
        values: In the order in which they are shown.
    """

    name: str
    link: str
    values: list[Value]


class Described(NamedTuple):
    """A term, or the vocabulary itself.

    Attributes:
        name: Compact IRI.
        iri: In full.
        fragment: Its part after ``#``; empty for the vocabulary.
        statements: What is said of it, by predicate.
    """

    name: str
    iri: str
    fragment: str
    statements: list[Statement]

    def facts(self) -> dict[str, list[Value]]:
        """What tables show of it, by the name of the column."""
        return {fact: self.said(*predicates) for fact, predicates in _FACTS.items()}

    def said(self, *predicates: str) -> list[Value]:
        """The values of predicates, one predicate after the other."""
        by_predicate = {statement.link: statement.values for statement in self.statements}
        return [value for each in predicates for value in by_predicate.get(each, ())]


class Names:
    """Shortens IRIs, and leads to terms of the same page by fragment."""

    def __init__(self, iri: str, prefixes: Mapping[str, str]) -> None:
        """Set up.

        Args:
            iri: Of the vocabulary that a page is about.
            prefixes: By which IRIs are shortened.
        """
        self._iri = iri
        # The longest namespace first: one may begin with another.
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item))

    def describe(self, subject: str, triples: Iterable[ox.Triple]) -> Described:
        """Describe a term by the triples of which it is the subject."""
        values: dict[str, list[Value]] = {}
        for triple in triples:
            if (value := self._value(triple.object)) is not None:
                values.setdefault(triple.predicate.value, []).append(value)
        statements = [
            Statement(self._shorten(predicate), predicate, sorted(values[predicate], key=_order))
            for predicate in sorted(values, key=lambda each: (each != RDF_TYPE, each))
        ]
        fragment = subject.partition("#")[2]
        return Described(self._shorten(subject), subject, fragment, statements)

    def links(self, iris: Iterable[str]) -> list[Value]:
        """IRIs as values, in order."""
        return [Value(self._shorten(iri), "", iri) for iri in sorted(iris)]

    def _value(self, node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value | None:
        match node:
            case ox.Literal():
                return Value(node.value, node.language or "", "")
            case ox.NamedNode():
                own = node.value.startswith(f"{self._iri}#")
                link = "#" + node.value.partition("#")[2] if own else node.value
                return Value(self._shorten(node.value), "", link)
            case _:
                return None

    def _shorten(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            name = iri.removeprefix(namespace)
            if name != iri and name and "/" not in name:
                return f"{prefix}:{name}"
        return iri


def _order(value: Value) -> tuple[int, Value]:
    return _RANKS.get(value.language, len(_RANKS)), value
