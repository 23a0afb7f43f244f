"""Ask the store: SPARQL queries and their answers as text.

The default graph of a query is the union of all named graphs, since each § is a graph of its own;
a query that names its dataset (``FROM``) gets that dataset.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
import pyoxigraph as ox
from rich.cells import cell_len

from publisher.errors import SettingsError, StoreError
from publisher.sparql_text import check_query, declared_prefixes, names_default_graph, shorten

Output = Literal["table", "csv", "json"]
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
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


class Dataset(msgspec.Struct, frozen=True, kw_only=True):
    """The graphs that a query sees (SPARQL 1.1 Protocol, 2.1.4).

    Attributes:
        default_graphs: The IRIs of the graphs that make up the default graph.
        named_graphs: The IRIs of the graphs that ``GRAPH`` can reach.
    """

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def open_store(path: Path) -> ox.Store:
    """Open the store for reading.

    Raises:
        StoreError: If there is none, or it cannot be opened.
    """
    try:
        return ox.Store.read_only(str(path))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(_no_store(path)) from error
    except OSError as error:
        if not path.is_dir():
            raise StoreError(_no_store(path)) from error
        message = f"the store at {path} cannot be opened: {error}"
        raise StoreError(message) from error


def evaluate(store: ox.Store, text: str, dataset: Dataset | None = None) -> Results:
    """Evaluate a query that can neither change anything nor call anybody.

    The results belong to the thread that asks. There is no time limit: Oxigraph cannot stop a
    query.

    Args:
        store: Where to ask.
        text: The query.
        dataset: Takes the place of the query's own; without one, and without ``FROM``, the
            default graph is the union of all named graphs.

    Raises:
        SettingsError: If the query does not parse, is refused or calls an unknown function, or
            a graph's name is no IRI.
        StoreError: If the store cannot be read.
    """
    check_query(text)
    try:
        if dataset is None:
            return store.query(text, use_default_graph_as_union=not names_default_graph(text))
        return store.query(
            text,
            default_graph=[ox.NamedNode(iri) for iri in dataset.default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in dataset.named_graphs],
        )
    except ValueError as error:
        message = f"a graph must be named by an absolute IRI: {error}"
        raise SettingsError(message) from error
    except RuntimeError as error:
        message = f"the query cannot be answered: {error}"
        raise SettingsError(message) from error
    except OSError as error:
        message = f"the store cannot be read: {error}"
        raise StoreError(message) from error


def sorted_triples(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Put triples in the order of files: by subject, its types first; each triple once."""
    return sorted(set(triples), key=_file_order)


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
    results = evaluate(open_store(store_path), text)
    prefixes = declared_prefixes(text)
    if isinstance(results, ox.QueryTriples):
        return _graph(results, prefixes, output)
    if output != "table":
        return _results_file(results, _RESULTS_FORMATS[output])
    if isinstance(results, ox.QueryBoolean):
        return iter([f"{'true' if results else 'false'}\n"])
    return _table(results, prefixes)


def _no_store(path: Path) -> str:
    return f"there is no store at {path}: run `pykala build` first"


def _file_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def _graph(triples: ox.QueryTriples, prefixes: dict[str, str], output: Output) -> Iterator[str]:
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
