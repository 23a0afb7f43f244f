"""What dumps hold, in figures (VoID, 4.6 and 4.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from publisher.web.void import GraphStatistics

_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class QuadCounter:
    """Counts what N-Quads hold."""

    def __init__(self) -> None:
        self._triples = 0
        self._subjects: set[bytes] = set()
        self._properties: Counter[bytes] = Counter()
        self._classes: Counter[bytes] = Counter()

    def see(self, lines: Sequence[Sequence[bytes]]) -> None:
        """Count lines of N-Quads, each as subject, predicate and all that follows."""
        self._triples += len(lines)
        self._subjects.update(subject for subject, _, _ in lines)
        self._properties.update(predicate for _, predicate, _ in lines)
        self._classes.update(
            rest.partition(b" ")[0] for _, predicate, rest in lines if predicate == _TYPE
        )

    @property
    def statistics(self) -> GraphStatistics:
        """Triples, subjects, classes and properties of all that has passed."""
        return GraphStatistics(
            self._triples, len(self._subjects), _named(self._classes), _named(self._properties)
        )


def _named(counts: Mapping[bytes, int]) -> dict[str, int]:
    return {term[1:-1].decode(): number for term, number in sorted(counts.items())}


def total(parts: Iterable[GraphStatistics]) -> GraphStatistics:
    """The figures of several parts together; each triple stands in one of them only."""
    triples = entities = 0
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for part in parts:
        triples += part.triples
        entities += part.entities
        classes.update(part.classes)
        properties.update(part.properties)
    return GraphStatistics(
        triples, entities, dict(sorted(classes.items())), dict(sorted(properties.items()))
    )
