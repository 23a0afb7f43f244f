"""A vocabulary as a page: its terms in tables, and each at its fragment with all said of it.

What is said with blank nodes is left to the other documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pyoxigraph as ox

from publisher.web.page import Page
from publisher.web.vocabulary_terms import (
    DCTERMS,
    OWL,
    RDF,
    RDF_TYPE,
    RDFS,
    SH,
    SKOS,
    Described,
    Names,
    Value,
)

_TITLE: Final = (f"{DCTERMS}title", f"{SKOS}prefLabel", f"{RDFS}label")
_DESCRIPTION: Final = (f"{DCTERMS}description", f"{SKOS}definition")

# Kinds of terms in the order of the page: how they are known, and the columns of their table.
_KINDS: Final = {
    "classes": ({f"{OWL}Class", f"{RDFS}Class"}, ("label", "definition", "parents")),
    "properties": (
        {
            *(f"{OWL}{name}Property" for name in ("Object", "Datatype", "Annotation")),
            f"{RDF}Property",
        },
        ("label", "domain", "range", "definition"),
    ),
    "concepts": ({f"{SKOS}Concept"}, ("notation", "label", "definition")),
    "node_shapes": ({f"{SH}NodeShape"}, ("target", "message")),
    "property_shapes": ({f"{SH}PropertyShape"}, ("path", "message")),
    "others": (set[str](), ("label", "definition", "message")),
}


class Version(NamedTuple):
    """A version of a vocabulary.

    Attributes:
        number: As the vocabulary says it; empty if it has none.
        iri: Of the version; that of the vocabulary if versions have none.
        issued: The day; empty if it is not said.
        terms: IRIs of all that it describes.
    """

    number: str
    iri: str
    issued: str
    terms: frozenset[str]


class Vocabulary(NamedTuple):
    """One vocabulary in one version.

    Attributes:
        iri: The vocabulary.
        paths: Of its documents, below the root of the site and without suffix.
        triples: What it says.
    """

    iri: str
    paths: tuple[str, ...]
    triples: list[ox.Triple]


class VocabularyPages:
    """Makes the pages about vocabularies."""

    def __init__(self, vocabularies: Sequence[Vocabulary], prefixes: Mapping[str, str]) -> None:
        """Set up.

        Args:
            vocabularies: All of them, in all versions; the current one of each has its own path.
            prefixes: By which IRIs are shortened.
        """
        self._vocabularies = vocabularies
        self._prefixes = prefixes
        self._versions: dict[str, list[Version]] = {}
        for vocabulary in vocabularies:
            self._versions.setdefault(vocabulary.iri, []).append(_version(vocabulary))
        for versions in self._versions.values():
            versions.sort(key=lambda version: _in_order(version.number), reverse=True)

    def all(self) -> Iterable[Page]:
        """The pages, each of the kind ``vocabulary``; only current versions are to be indexed.

        Yields:
            One for each path of each vocabulary.
        """
        for vocabulary in self._vocabularies:
            record, listing = self.describe(vocabulary)
            for number, path in enumerate(vocabulary.paths):
                yield Page(
                    kind="vocabulary",
                    iri=vocabulary.iri,
                    path=path,
                    record=record,
                    listing=listing,
                    indexed=listing["current"] and number == 0,
                )

    def summaries(self) -> list[dict[str, Any]]:
        """What the page of all vocabularies says of each, in the order of their paths."""
        found = []
        for vocabulary in sorted(self._vocabularies, key=lambda each: each.paths):
            _, listing = self.describe(vocabulary)
            if listing["current"]:
                kinds = [kind for kind, *_ in listing["groups"]]
                found.append(
                    {
                        "iri": vocabulary.iri,
                        "title": listing["title"],
                        "description": listing["description"],
                        "version": listing["version"].number,
                        "terms": sum(len(terms) for _, _, terms in listing["groups"]),
                        "kind": "codes" if "concepts" in kinds else "terms",
                    }
                )
        return found

    def describe(self, vocabulary: Vocabulary) -> tuple[dict[str, Any], dict[str, Any]]:
        """Describe a vocabulary.

        Args:
            vocabulary: One of those that this was set up with.

        Returns:
            A record that says what it is called, and all that its page shows.
        """
        said: dict[str, list[ox.Triple]] = {vocabulary.iri: []}
        for triple in vocabulary.triples:
            if isinstance(triple.subject, ox.NamedNode):
                said.setdefault(triple.subject.value, []).append(triple)
        names = Names(vocabulary.iri, self._prefixes)
        header = names.describe(vocabulary.iri, said.pop(vocabulary.iri))
        terms = [names.describe(subject, said[subject]) for subject in sorted(said)]
        versions = self._versions[vocabulary.iri]
        own = _version(vocabulary)
        listing = {
            "title": _by_language(header.said(*_TITLE)),
            "description": _by_language(header.said(*_DESCRIPTION)),
            "vocabulary": header,
            "groups": _grouped(terms),
            "version": own,
            "current": own.number == versions[0].number,
            "newest": versions[0],
            "versions": [
                (version, names.links(version.terms - before.terms if before else ()))
                for version, before in zip(versions, [*versions[1:], None], strict=True)
            ],
        }
        term = "name" if header.said(f"{SKOS}prefLabel") else "pageTitle"
        return {"id": vocabulary.iri, term: listing["title"]}, listing


def _grouped(
    terms: Iterable[Described],
) -> list[tuple[str, list[str], list[tuple[Described, dict[str, list[Value]]]]]]:
    """Terms by kind: its name, the columns in which any of them has something, and the terms."""
    groups: dict[str, list[tuple[Described, dict[str, list[Value]]]]] = {}
    for term in terms:
        types = {value.link for value in term.said(RDF_TYPE)}
        kind = next((kind for kind, (known, _) in _KINDS.items() if known & types), "others")
        groups.setdefault(kind, []).append((term, term.facts()))
    return [
        (
            kind,
            [column for column in columns if any(f[column] for _, f in groups[kind])],
            groups[kind],
        )
        for kind, (_, columns) in _KINDS.items()
        if kind in groups
    ]


def _version(vocabulary: Vocabulary) -> Version:
    header = [t for t in vocabulary.triples if t.subject == ox.NamedNode(vocabulary.iri)]
    said = {triple.predicate.value: getattr(triple.object, "value", "") for triple in header}
    subjects = {t.subject.value for t in vocabulary.triples if isinstance(t.subject, ox.NamedNode)}
    return Version(
        number=said.get(f"{OWL}versionInfo", ""),
        iri=said.get(f"{OWL}versionIRI", vocabulary.iri),
        issued=said.get(f"{DCTERMS}issued", ""),
        terms=frozenset(subjects - {vocabulary.iri}),
    )


def _in_order(number: str) -> list[int]:
    """A version as numbers (Semantic Versioning 2.0.0, 11)."""
    return [int(part) for part in number.split(".") if part.isdecimal()]


def _by_language(values: Iterable[Value]) -> dict[str, str]:
    """The first text in each language."""
    found: dict[str, str] = {}
    for value in values:
        if value.language:
            found.setdefault(value.language, value.text)
    return found
