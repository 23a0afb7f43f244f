"""Ask the store: SPARQL queries and their answers as text."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
from rich.cells import cell_len

from publisher.evaluating import Results, evaluate, open_store, sorted_triples
from publisher.sparql_text import declared_prefixes, shorten

Output = Literal["table", "csv", "json"]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_CHUNK_CHARACTERS = 65_536
_ROWS_A_CHUNK = 500

# What a terminal would obey instead of showing.
_CONTROLS = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160))}

_RESULTS_FORMATS: dict[Output, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
}
_GRAPH_FORMATS: dict[Output, ox.RdfFormat] = {
    "table": ox.RdfFormat.TURTLE,
    "csv": ox.RdfFormat.N_TRIPLES,
    "json": ox.RdfFormat.JSON_LD,
}


def run_query(store_path: Path, text: str, *, output: Output) -> Iterator[str]:
    """Ask the store and write the answer.

    ``table`` is aligned plain text with IRIs shortened by the query's own prefixes, ``csv`` is
    SPARQL 1.1 Query Results CSV and ``json`` is SPARQL 1.1 Query Results JSON. Graphs (CONSTRUCT
    and DESCRIBE) come as Turtle, N-Triples and JSON-LD instead.

    Args:
        store_path: The folder of the store.
        text: The query.
        output: How to write the answer.

    Returns:
        The answer in pieces, in order; the store is open until the last has been taken.

    Raises:
        SettingsError: If the query does not parse (with line and column) or is refused.
        StoreError: If there is no store or it cannot be read.
    """
    return write_answer(evaluate(open_store(store_path), text), text, output=output)


def write_answer(results: Results | list[ox.Triple], text: str, *, output: Output) -> Iterator[str]:
    """Write an answer, as `run_query` does.

    Args:
        results: What was found.
        text: The query, whose prefixes make it short.
        output: How to write it.

    Returns:
        The answer in pieces, in order.
    """
    prefixes = declared_prefixes(text)
    if isinstance(results, ox.QueryTriples | list):
        return _graph(results, prefixes, output)
    if output != "table":
        return _results_file(results, _RESULTS_FORMATS[output])
    if isinstance(results, ox.QueryBoolean):
        return iter([f"{'true' if results else 'false'}\n"])
    return _table(results, prefixes)


def _graph(triples: Iterable[ox.Triple], prefixes: dict[str, str], output: Output) -> Iterator[str]:
    with tempfile.TemporaryFile() as file:
        ordered = sorted_triples(triples)
        ox.serialize(ordered, file, format=_GRAPH_FORMATS[output], prefixes=prefixes)
        yield from _pieces(file)


def _results_file(
    results: ox.QuerySolutions | ox.QueryBoolean, results_format: ox.QueryResultsFormat
) -> Iterator[str]:
    """Write by way of a file on disk, so that memory does not grow with the answer."""
    with tempfile.TemporaryFile() as file:
        results.serialize(file, results_format)
        yield from _pieces(file)


def _pieces(file: io.BufferedRandom) -> Iterator[str]:
    file.seek(0)
    last = "\n"
    with io.TextIOWrapper(file, encoding="utf-8", newline="") as reader:
        while piece := reader.read(_CHUNK_CHARACTERS):
            last = piece[-1]
            yield piece
    if last != "\n":
        yield "\n"


def _table(solutions: ox.QuerySolutions, prefixes: dict[str, str]) -> Iterator[str]:
    names = [variable.value for variable in solutions.variables]
    rows = [[_cell(term, prefixes) for term in solution] for solution in solutions]
    widths = [max(map(cell_len, column)) for column in zip(names, *rows, strict=True)]
    yield _line(names, widths) + _line(["─" * width for width in widths], widths)
    for start in range(0, len(rows), _ROWS_A_CHUNK):
        yield "".join(_line(row, widths) for row in rows[start : start + _ROWS_A_CHUNK])


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return f"{'  '.join(padded).rstrip()}\n"


def _cell(term: Term | None, prefixes: dict[str, str]) -> str:
    """Show a term: a literal by its text and language, an IRI shortened, nothing for unbound."""
    match term:
        case None:
            return ""
        case ox.NamedNode():
            return shorten(term.value, prefixes)
        case ox.Literal():
            language = f"@{term.language}" if term.language else ""
            return f"{term.value.translate(_CONTROLS)}{language}"
        case _:
            return str(term).translate(_CONTROLS)
