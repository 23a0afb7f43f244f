"""Evaluate queries: what they may do, over which graphs, and in which order triples come.

The default graph of a query is the union of all named graphs, since each § is a graph of its own;
a query that names its dataset (``FROM``) gets that dataset.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec
import pyoxigraph as ox

from publisher.errors import SettingsError, StoreError
from publisher.sparql_text import check_query, may_call, names_default_graph

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


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


def evaluate(
    store: ox.Store, text: str, dataset: Dataset | None = None, *, services: Collection[str] = ()
) -> Results:
    """Evaluate a query that can neither change anything nor call anybody.

    The results belong to the thread that asks. There is no time limit: Oxigraph cannot stop a
    query.

    Args:
        store: Where to ask.
        text: The query.
        dataset: Takes the place of the query's own; without one, and without ``FROM``, the
            default graph is the union of all named graphs.
        services: Other endpoints that it may call.

    Raises:
        SettingsError: If the query does not parse, is refused or calls an unknown function, or
            a graph's name is no IRI.
        StoreError: If the store cannot be read.
    """
    if may_call(text):
        check_query(text, services)
    try:
        if dataset is None:
            return store.query(text, use_default_graph_as_union=not names_default_graph(text))
        return store.query(
            text,
            default_graph=[ox.NamedNode(iri) for iri in dataset.default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in dataset.named_graphs],
        )
    except SyntaxError as error:
        check_query(text, services)  # which says more of what is wrong, and what to do
        message = f"the query does not parse: {error}"
        raise SettingsError(message) from error
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


def _no_store(path: Path) -> str:
    return f"there is no store at {path}: run `pykala build` first"


def _file_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)
