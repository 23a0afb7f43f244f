"""The SPARQL store: on-disk Oxigraph, one named graph a record."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import StoreError, TableError
from publisher.rdf.iris import graph_of

# A bulk load sorts all it is given in memory, so large loads come in pieces of this size.
_PIECE_BYTES = 8_000_000
# A bulk load writes files of its own; for less than this an ordinary load is quicker.
_SMALL_BYTES = 1_000_000

Row = TypeVar("Row", bound=NamedTuple)
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class GraphStore:
    """A store that a build writes to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = _open(path)
        self._pending = bytearray()

    @staticmethod
    def create(path: Path, like: Path | None) -> GraphStore:
        """Make a store, empty or as another one is now.

        Args:
            path: Where; what is there is removed.
            like: The store to begin with (its files are shared by hard links), if any.

        Returns:
            The open store.

        Raises:
            StoreError: If a store cannot be opened.
        """
        shutil.rmtree(path, ignore_errors=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        if like is not None:
            _open_to_read(like).backup(str(path))  # what is public is not written to
        return GraphStore(path)

    @contextmanager
    def lent(self) -> Iterator[Callable[[bytes], object]]:
        """Let other processes read the store, which nobody may write to meanwhile.

        A store that is open for writing rearranges its files, also when nothing is written, and
        takes them away from whoever reads them; so it is closed.

        Yields:
            A function that keeps N-Quads in a file until the store is ours again.
        """
        self.flush()
        del self._store
        with tempfile.TemporaryFile(dir=self._path.parent) as kept:
            yield kept.write
            self._store = _open(self._path)
            kept.seek(0)
            while piece := kept.read(_PIECE_BYTES):
                self.load(piece + kept.readline())

    def load(self, n_quads: bytes) -> None:
        """Add N-Quads, at the latest when the store is next looked at.

        Args:
            n_quads: As Oxigraph writes them: their IRIs are not checked again.
        """
        self._pending += n_quads
        if len(self._pending) > _PIECE_BYTES:
            self._load_pending()

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add a few quads at once."""
        self._store.extend(quads)

    def _load_pending(self) -> None:
        if not self._pending:
            return
        content, self._pending = bytes(self._pending), bytearray()
        if len(content) < _SMALL_BYTES:
            self._store.load(content, ox.RdfFormat.N_QUADS, lenient=True)
        else:
            self._store.bulk_load(content, ox.RdfFormat.N_QUADS, lenient=True)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Remove a few quads."""
        self._load_pending()
        for quad in quads:
            self._store.remove(quad)

    def remove_graphs(self, graphs: Iterable[str]) -> None:
        """Remove named graphs with all they hold."""
        self._load_pending()
        for graph in graphs:
            self._store.remove_graph(ox.NamedNode(graph))

    def remove_graphs_of(self, iris: Iterable[str]) -> None:
        """Remove the records of things."""
        self.remove_graphs(graph_of(iri) for iri in iris)

    def flush(self) -> None:
        """Load what is pending and see to it that other processes find it."""
        self._load_pending()
        self._store.flush()

    def __len__(self) -> int:
        self._load_pending()
        return len(self._store)

    @property
    def queries(self) -> Queries:
        """The queries of `site/queries/` over this store, with all that was loaded."""
        self._load_pending()
        return Queries(self._store)


class Text(NamedTuple):
    """A literal that is text in a language (rdf:langString)."""

    value: str
    language: str


class Queries:
    """The set-based queries of `site/queries/`: one query for many pages of a kind."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._texts: dict[str, str] = {}

    @staticmethod
    def over(path: Path) -> Queries:
        """Read a store that nobody writes to, as it was when it was last flushed.

        Opening one takes as long as hundreds of rows, so it stays open until somebody has opened
        the store to write since.

        Raises:
            StoreError: If there is no store.
        """
        return Queries(_opened_to_read(path, _version(path)))

    def rows(self, name: str, pages: Iterable[str], row: type[Row]) -> list[Row]:
        """Ask a query for some pages.

        Args:
            name: Of the file below `site/queries/`, without ending.
            pages: IRIs that the query asks for.
            row: Its fields are the variables that the query selects, in that order.

        Returns:
            The rows in the order of the query, each once. In them stands a `Text` for text in a
            language, the value of other literals and of IRIs, and None for what is unbound.

        Raises:
            TableError: If the query selects anything else.
        """
        text = self._texts.get(name)
        if text is None:
            path = asset_dir("site") / "queries" / f"{name}.rq"
            text = self._texts[name] = path.read_text(encoding="utf-8")
        wanted = " ".join(str(ox.NamedNode(iri)) for iri in pages)
        solutions = self._store.query(
            text.replace("{ $pages }", f"{{ {wanted} }}"), use_default_graph_as_union=True
        )
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101  (they all SELECT)
        selected = tuple(variable.value for variable in solutions.variables)
        if selected != row._fields:
            message = f"site/queries/{name}.rq: select {' '.join(f'?{v}' for v in row._fields)}"
            raise TableError(message)
        return [row._make(map(_value, terms)) for terms in dict.fromkeys(map(tuple, solutions))]


def _value(term: Term | None) -> Text | str | None:
    """A term as Python knows it; what has no value is written as N-Triples do."""
    match term:
        case None:
            return None
        case ox.NamedNode():
            return term.value
        case ox.Literal():
            return Text(term.value, term.language) if term.language else term.value
        case _:
            return str(term)


def _version(path: Path) -> tuple[int, int] | None:
    """What changes whenever a store is opened to write: then RocksDB begins a new manifest.

    See https://github.com/facebook/rocksdb/wiki/MANIFEST. None if there is no store, which whoever
    opens it is told.
    """
    try:
        current = (path / "CURRENT").stat()
    except OSError:
        return None
    return current.st_ino, current.st_mtime_ns


@functools.lru_cache(maxsize=1)
def _opened_to_read(path: Path, _version: tuple[int, int] | None) -> ox.Store:
    """The store at a path in a version; only the last one is kept."""
    return _open_to_read(path)


def _open_to_read(path: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        message = (
            f"{path}: the store cannot be read ({error}): delete the work folder and build again"
        )
        raise StoreError(message) from error


def _open(path: Path) -> ox.Store:
    try:
        return ox.Store(str(path))
    except OSError as error:
        message = (
            f"{path}: the store cannot be opened ({error}): if no other build is running, delete "
            "the work folder and build again"
        )
        raise StoreError(message) from error
