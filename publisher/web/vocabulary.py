"""A vocabulary as an HTML document: every term at its fragment, with what is said of it.

It holds no words but those of the vocabulary itself, in the languages that it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import pyoxigraph as ox
from jinja2 import Environment

from publisher.web.templates import open_templates

# Texts come in this order, and before values that have no language.
_RANKS: Final = {"fi": 0, "sv": 1, "en": 2}
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TITLES: Final = (
    "http://purl.org/dc/terms/title",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
)
_DESCRIPTIONS: Final = (
    "http://purl.org/dc/terms/description",
    "http://www.w3.org/2004/02/skos/core#definition",
)


class Value(NamedTuple):
    """One value of a statement.

    Attributes:
        text: As it is shown.
        language: Of a text that has one; else empty.
        link: Where it leads; empty for a literal.
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


class VocabularyPages:
    """Writes the documents about vocabularies."""

    def __init__(self) -> None:
        self._template = open_templates(Environment).get_template("vocabulary.html.j2")

    def write(
        self, triples: Iterable[ox.Triple], iri: str, prefixes: Mapping[str, str], path: str
    ) -> bytes:
        """Write the document about a vocabulary.

        Args:
            triples: All that the vocabulary says.
            iri: The vocabulary.
            prefixes: By which IRIs are shortened.
            path: Of the document below the root of the site, without suffix.

        Returns:
            HTML in UTF-8. What is said with blank nodes is left to the other documents.
        """
        said: dict[str, list[ox.Triple]] = {iri: []}
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode):
                said.setdefault(triple.subject.value, []).append(triple)
        header = said.pop(iri)
        names = _Names(iri, prefixes)
        return self._template.render(
            root="../" * path.count("/"),
            stem=path.rpartition("/")[2],
            title=_texts(header, _TITLES),
            description=_texts(header, _DESCRIPTIONS),
            vocabulary=names.describe(iri, header),
            terms=[names.describe(subject, said[subject]) for subject in sorted(said)],
        ).encode()


class _Names:
    """Shortens IRIs, and leads to terms of the same document by fragment."""

    def __init__(self, iri: str, prefixes: Mapping[str, str]) -> None:
        self._iri = iri
        # The longest namespace first: one may begin with another.
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item))

    def describe(self, subject: str, triples: Iterable[ox.Triple]) -> Described:
        values: dict[str, list[Value]] = {}
        for triple in triples:
            if (value := self._value(triple.object)) is not None:
                values.setdefault(triple.predicate.value, []).append(value)
        statements = [
            Statement(self._shorten(predicate), predicate, sorted(values[predicate], key=_order))
            for predicate in sorted(values, key=lambda each: (each != f"{_RDF}type", each))
        ]
        fragment = subject.partition("#")[2]
        return Described(self._shorten(subject), subject, fragment, statements)

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


def _texts(triples: Iterable[ox.Triple], predicates: tuple[str, ...]) -> list[Value]:
    """The texts that stand for a thing, with their languages."""
    found = [
        Value(triple.object.value, triple.object.language or "", "")
        for triple in triples
        if triple.predicate.value in predicates and isinstance(triple.object, ox.Literal)
    ]
    return sorted(found, key=_order)
