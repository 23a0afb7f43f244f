"""The labels of a vocabulary in SKOS that a user supplies, such as YSO (finto.fi)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from publisher.errors import SettingsError

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = {
    ox.NamedNode(f"{_SKOS}prefLabel"): True,
    ox.NamedNode(f"{_SKOS}altLabel"): False,
}
_DEPRECATED = ox.NamedNode("http://www.w3.org/2002/07/owl#deprecated")


class ConceptLabel(NamedTuple):
    """What a concept is called.

    Attributes:
        concept: IRI.
        text: The label.
        language: Its tag.
        preferred: Whether it is the label to show (SKOS Reference, 5.1).
    """

    concept: str
    text: str
    language: str
    preferred: bool


def read_labels(path: Path) -> Iterator[ConceptLabel]:
    """Read the labels of all concepts that are not deprecated.

    Args:
        path: Turtle, N-Triples, RDF/XML or JSON-LD with its context inside, by the ending of the
            name.

    Yields:
        The labels in the order of the file.

    Raises:
        SettingsError: If the file cannot be read, or is no such file.
    """
    found: list[ConceptLabel] = []
    deprecated: set[str] = set()
    try:
        for quad in ox.parse(path=str(path), base_iri=path.resolve().as_uri()):
            if not isinstance(quad.subject, ox.NamedNode) or not isinstance(
                quad.object, ox.Literal
            ):
                continue
            if quad.predicate == _DEPRECATED and quad.object.value in {"true", "1"}:
                deprecated.add(quad.subject.value)
            elif (preferred := _LABELS.get(quad.predicate)) is not None:
                literal = quad.object
                label = (quad.subject.value, literal.value, literal.language or "")
                found.append(ConceptLabel(*label, preferred))
    except (OSError, SyntaxError, ValueError) as error:
        message = f"{path}: the vocabulary cannot be read as RDF: {error}"
        raise SettingsError(message) from error
    yield from (label for label in found if label.concept not in deprecated)
