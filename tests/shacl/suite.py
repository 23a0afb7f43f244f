"""Reads the manifests of the W3C data-shapes test suite.

Terms are compared by what they say: a blank node is described by the triples around it, since its
label differs from one reading of a file to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Row: TypeAlias = tuple[str, ...]
"""What is compared of a result: focus, path, value, severity, component, shape."""

FIELDS = (
    "focusNode",
    "resultPath",
    "value",
    "resultSeverity",
    "sourceConstraintComponent",
    "sourceShape",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One test: `results` is None where the suite expects a failure, not a report."""

    name: str
    data: Path
    shapes: Path
    results: Counter[Row] | None


class File:
    """A file of the suite, with the lookups that a manifest needs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.base = path.resolve().as_uri()
        self.triples = [
            ox.Triple(q.subject, q.predicate, q.object)
            for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=self.base)
        ]

    def values(self, subject: object, predicate: str) -> list[object]:
        return [
            t.object
            for t in self.triples
            if t.subject == subject and t.predicate.value == predicate
        ]

    def members(self, head: object) -> Iterator[object]:
        while head != ox.NamedNode(RDF + "nil"):
            yield from self.values(head, RDF + "first")
            (head,) = self.values(head, RDF + "rest")

    def resolve(self, iri: object) -> Path:
        assert isinstance(iri, ox.NamedNode)
        return Path(iri.value.removeprefix("file://"))


def describe(term: object, triples: Iterable[ox.Triple]) -> str:
    """Write a term; a blank node as the sorted triples that it is the subject of.

    What else a list has besides its members is left out, as a path that is a list is that list.
    """
    if not isinstance(term, ox.BlankNode):
        return str(term)
    own = {t for t in triples if t.subject == term}
    cell = {t for t in own if t.predicate.value in {RDF + "first", RDF + "rest"}}
    said = {f"{t.predicate} {describe(t.object, triples)}" for t in cell or own}
    return f"[{'; '.join(sorted(said))}]"


def read_entries(manifest: Path) -> Iterator[Entry]:
    """Read a manifest and those that it includes."""
    file = File(manifest)
    for triple in file.triples:
        if triple.predicate.value == MF + "include":
            yield from read_entries(file.resolve(triple.object))
        elif triple.predicate.value == MF + "entries":
            for entry in file.members(triple.object):
                yield _read_entry(file, entry)


def _read_entry(file: File, entry: object) -> Entry:
    (action,) = file.values(entry, MF + "action")
    (data,) = file.values(action, SHT + "dataGraph")
    (shapes,) = file.values(action, SHT + "shapesGraph")
    (expected,) = file.values(entry, MF + "result")
    return Entry(
        name=f"{file.path.parent.parent.name}/{file.path.parent.name}/{file.path.stem}",
        data=file.resolve(data),
        shapes=file.resolve(shapes),
        results=None if expected == ox.NamedNode(SHT + "Failure") else _rows(file, expected),
    )


def _rows(file: File, report: object) -> Counter[Row]:
    rows: Counter[Row] = Counter()
    for result in file.values(report, SH + "result"):
        terms = [next(iter(file.values(result, SH + name)), None) for name in FIELDS]
        rows[tuple(describe(term, file.triples) for term in terms)] += 1
    return rows
