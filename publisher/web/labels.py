"""What things are called: concepts of the code lists, and names that a run adds to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import TableError

_PREF_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")

Names = Mapping[str, str]
"""Language to name."""


class Labels(msgspec.Struct, frozen=True):
    """Names by IRI, compact or in full.

    Attributes:
        table: IRI to names.
        languages: In which order to look when a language lacks a name.
    """

    table: Mapping[str, Names]
    languages: tuple[str, ...]

    def find(self, iri: str, language: str) -> tuple[str, str] | None:
        """Look up what a thing is called.

        Args:
            iri: A compact IRI (``tulos:hyvaksytty``) or a whole one.
            language: The wanted one.

        Returns:
            The language found and the name; None for a thing without a name.
        """
        names = self.table.get(iri)
        return choose(names, language, self.languages) if names else None

    def label(self, concept: str, language: str) -> str:
        """Look up the label of a concept, which must have one.

        Args:
            concept: A compact IRI (``tulos:hyvaksytty``) or a whole one.
            language: The wanted one.

        Returns:
            The label, in another language if need be.

        Raises:
            TableError: If the code lists lack the concept.
        """
        found = self.find(concept, language)
        if found is None:
            message = f"ontology/koodi/: add {concept} with a skos:prefLabel"
            raise TableError(message)
        return found[1]

    def extended(self, names: Mapping[str, Names]) -> Labels:
        """The same labels and more, for example of organisations, bodies and laws."""
        return Labels({**self.table, **names}, self.languages)


def choose(names: Names, language: str, languages: Sequence[str]) -> tuple[str, str]:
    """Choose the name to show.

    Args:
        names: At least one.
        language: The wanted one.
        languages: Those to try next, in order.

    Returns:
        The language of the name and the name.

    Examples:
        >>> choose({"fi": "Kemi", "sv": "Kemi"}, "en", ("sv", "fi"))
        ('sv', 'Kemi')
    """
    for code in (language, *languages):
        if code in names:
            return code, names[code]
    code = min(names)
    return code, names[code]


def read_labels(languages: Sequence[str], folder: Path | None = None) -> Labels:
    """Read the labels of all concepts (skos:prefLabel).

    Args:
        languages: Of the site, in order.
        folder: With one Turtle file per code list; `ontology/koodi` unless another is given.

    Returns:
        The labels, each under the whole IRI and under the compact one of `mappings/context.jsonld`.

    Raises:
        TableError: If a file is not Turtle.
    """
    folder = folder or asset_dir("ontology") / "koodi"
    prefixes = _prefixes()
    table: dict[str, dict[str, str]] = {}
    for file in sorted(folder.glob("*.ttl")):
        for iri, language, text in _pref_labels(file):
            table.setdefault(iri, {})[language] = text
    compact = {_compact(iri, prefixes): names for iri, names in table.items()}
    return Labels(table | compact, tuple(languages))


def _pref_labels(file: Path) -> Iterator[tuple[str, str, str]]:
    try:
        triples = list(ox.parse(path=file, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        message = f"{file.name}: {error}"
        raise TableError(message) from error
    for triple in triples:
        concept, label = triple.subject, triple.object
        if triple.predicate != _PREF_LABEL or not isinstance(concept, ox.NamedNode):
            continue
        if isinstance(label, ox.Literal) and label.language:
            yield concept.value, label.language, label.value


def _prefixes() -> list[tuple[str, str]]:
    """Namespace and prefix of each code list, as the context declares them."""
    text = (asset_dir("mappings") / "context.jsonld").read_text(encoding="utf-8")
    terms: dict[str, object] = json.loads(text)["@context"]
    return [
        (value, name)
        for name, value in terms.items()
        if isinstance(value, str) and value.endswith(("#", "/"))
    ]


def _compact(iri: str, prefixes: Sequence[tuple[str, str]]) -> str:
    for namespace, prefix in prefixes:
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
