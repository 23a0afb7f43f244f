"""The answers to the examples over a store: tables with their labels, and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.examples.reading import Example
from publisher.rdf.iris import VOCABULARIES, vocabulary_path
from publisher.store import Queries, Term

LABEL = "Label"
"""What ends the name of a column that says what the things of another one are called."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(f"{_XSD}{name}" for name in ("integer", "decimal", "double"))
_DATE = f"{_XSD}date"

# What bodies, laws and concepts are called; one query for all that the answers name.
_LABELS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?label WHERE {
  VALUES ?thing { $things }
  ?thing skos:prefLabel|dcterms:title ?label .
}
ORDER BY ?thing LANG(?label) ?label
"""

Cell = dict[str, Any]


class Answer(NamedTuple):
    """What a store says to an example.

    Attributes:
        example: The question.
        columns: The variables that are shown, in order.
        rows: A cell for each of these: its ``kind`` (``iri``, ``date``, ``number``, ``text`` or
            ``none``), its ``value``, and for things their ``label``, plain or by language, and for
            our own terms the ``page`` below the root.
        csv: All variables, as SPARQL 1.1 Query Results CSV.
    """

    example: Example
    columns: tuple[str, ...]
    rows: list[list[Cell]]
    csv: bytes


def answer_all(queries: Queries, examples: Iterable[Example]) -> list[Answer]:
    """Ask all examples: one query each, and one for what the things in the answers are called.

    Args:
        queries: Over the published store.
        examples: What to ask.

    Returns:
        The answers in that order.

    Raises:
        TableError: If an example is no query.
    """
    found = [(example, *_ask(queries, example.query, example.name)) for example in examples]
    things = {
        term.value
        for _, _, rows in found
        for row in rows
        for term in row
        if isinstance(term, ox.NamedNode)
    }
    labels = _labels(queries, things)
    return [_answer(example, names, rows, labels) for example, names, rows in found]


def _ask(queries: Queries, query: str, name: str) -> tuple[list[str], list[Sequence[Term | None]]]:
    try:
        solutions = queries.select(query)
    except SyntaxError as error:
        message = f"site/examples/{name}.ttl: the query cannot be asked: {error}"
        raise TableError(message) from error
    return [variable.value for variable in solutions.variables], [tuple(row) for row in solutions]


def _labels(queries: Queries, things: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    wanted = " ".join(str(ox.NamedNode(iri)) for iri in sorted(things))
    labels: dict[str, dict[str, str]] = {}
    _, rows = _ask(queries, _LABELS.replace("$things", wanted), "labels")
    for thing, label in rows:
        if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal) and label.language:
            labels.setdefault(thing.value, {}).setdefault(label.language, label.value)
    return labels


def _answer(
    example: Example,
    names: Sequence[str],
    rows: Sequence[Sequence[Term | None]],
    labels: Mapping[str, Mapping[str, str]],
) -> Answer:
    hidden = {name for name in names if name.removesuffix(LABEL) in names and name.endswith(LABEL)}
    shown = tuple(name for name in names if name not in hidden)
    table = []
    for row in rows:
        terms = dict(zip(names, row, strict=True))
        table.append([_cell(terms[name], terms.get(f"{name}{LABEL}"), labels) for name in shown])
    return Answer(example, shown, table, _to_csv(names, rows))


def _cell(term: Term | None, label: Term | None, labels: Mapping[str, Mapping[str, str]]) -> Cell:
    said = label.value if isinstance(label, ox.Literal) else None
    match term:
        case None if said is not None:  # somebody without an IRI, such as one who is only named
            return {"kind": "text", "value": said, "language": ""}
        case ox.NamedNode():
            found = {"kind": "iri", "value": term.value, "label": said or labels.get(term.value)}
            return found | {"page": _vocabulary_page(term.value)}
        case ox.Literal() if term.datatype.value in _NUMBERS:
            return {"kind": "number", "value": term.value}
        case ox.Literal() if term.datatype.value == _DATE:
            return {"kind": "date", "value": term.value}
        case ox.Literal():
            return {"kind": "text", "value": term.value, "language": term.language or ""}
        case _:
            return {"kind": "none", "value": ""}


def _vocabulary_page(iri: str) -> str:
    """Where a term of ours is explained, below the root of every site; empty for other things."""
    if not iri.startswith(VOCABULARIES):
        return ""
    path, _, name = vocabulary_path(iri).partition("#")
    return f"{path}.html#{name}"


def _to_csv(names: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> bytes:
    """SPARQL 1.1 Query Results CSV, 3."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(
        [term.value if isinstance(term, ox.NamedNode | ox.Literal) else "" for term in row]
        for row in rows
    )
    return text.getvalue().encode()
