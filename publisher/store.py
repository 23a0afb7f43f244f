"""The SPARQL store: on-disk Oxigraph, one named graph a record."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import StoreError, TableError

# A bulk load sorts in memory all that it is given. But whatever it is given becomes files that each
# cover the whole store, and RocksDB merges these again and again: so it is given as much as may be.
_PIECE_BYTES = 24_000_000
# A bulk load writes files of its own; for less than this an ordinary load is quicker.
_SMALL_BYTES = 1_000_000

Row = TypeVar("Row", bound=NamedTuple)
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class _Spool:
    """N-Quads that wait in a file, in pieces that one load can take."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sizes = [0]

    @property
    def has_a_piece(self) -> bool:
        """Whether what waits is enough for a load."""
        return len(self._sizes) > 1

    def write(self, n_quads: bytes) -> None:
        """Let whole lines wait."""
        self._file.write(n_quads)
        self._sizes[-1] += len(n_quads)
        if self._sizes[-1] >= _PIECE_BYTES:
            self._sizes.append(0)

    def take(self) -> Iterator[bytes]:
        """Empty the spool, piece by piece."""
        sizes, self._sizes = self._sizes, [0]
        self._file.seek(0)
        for size in sizes:
            if size:
                yield self._file.read(size)
        self._file.seek(0)
        self._file.truncate()


class GraphStore:
    """A store that a build writes to."""

    def __init__(self, path: Path, spool: _Spool) -> None:
        self._path = path
        self._store = _open(path)
        self._spool = spool

    @staticmethod
    @contextmanager
    def create(path: Path, like: Path | None) -> Iterator[GraphStore]:
        """Make a store, empty or as another one is now.

        Args:
            path: Where; what is there is removed.
            like: The store to begin with (its files are shared by hard links), if any.

        Yields:
            The open store; in the end everything is in it that was added, and it is closed.

        Raises:
            StoreError: If a store cannot be opened.
        """
        shutil.rmtree(path, ignore_errors=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        if like is not None:
            _open_to_read(like).backup(str(path))  # what is public is not written to
        with tempfile.TemporaryFile(dir=path.parent) as file:
            store = GraphStore(path, _Spool(file))
            yield store
            store.flush()
            del store._store  # closes it, whoever still holds ours

    @contextmanager
    def lent(self) -> Iterator[Callable[[bytes], None]]:
        """Let other processes read the store, which nobody may write to meanwhile.

        A store that is open for writing rearranges its files, also when nothing is written, and
        takes them away from whoever reads them; so it is closed.

        Yields:
            A function that keeps N-Quads until the store is ours again.
        """
        self.flush()
        del self._store
        yield self._spool.write
        self._store = _open(self._path)

    def load(self, n_quads: bytes) -> None:
        """Add N-Quads, at the latest when the store is next looked at.

        Args:
            n_quads: Whole lines as Oxigraph writes them: their IRIs are not checked again.
        """
        self._spool.write(n_quads)
        if self._spool.has_a_piece:
            self._load_waiting()

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add a few quads at once."""
        self._store.extend(quads)

    def _load_waiting(self) -> None:
        for piece in self._spool.take():
            if len(piece) < _SMALL_BYTES:
                self._store.load(piece, ox.RdfFormat.N_QUADS, lenient=True)
            else:
                self._store.bulk_load(piece, ox.RdfFormat.N_QUADS, lenient=True)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Remove a few quads."""
        self._load_waiting()
        for quad in quads:
            self._store.remove(quad)

    def remove_graphs(self, graphs: Iterable[str]) -> None:
        """Remove named graphs with all they hold."""
        self._load_waiting()
        for graph in graphs:
            self._store.remove_graph(ox.NamedNode(graph))

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, in order."""
        self._load_waiting()
        return sorted(graph.value for graph in self._store.named_graphs())

    def flush(self) -> None:
        """Load what is waiting, and see to it that other processes find it."""
        self._load_waiting()
        self._store.flush()

    def renew(self) -> None:
        """Make the store anew out of what is in it.

        Oxigraph keeps the texts of quads that were removed, also when it is told to optimise itself
        and in backups; so what has to be gone is gone only from a store that never had it.
        """
        self._load_waiting()
        with tempfile.TemporaryFile(dir=self._path.parent) as file:
            self._store.dump(file, ox.RdfFormat.N_QUADS)
            del self._store
            shutil.rmtree(self._path)
            self._store = _open(self._path)
            file.seek(0)
            for lines in iter(lambda: file.readlines(_PIECE_BYTES), []):
                self._store.bulk_load(b"".join(lines), ox.RdfFormat.N_QUADS, lenient=True)

    def __len__(self) -> int:
        self._load_waiting()
        return len(self._store)

    @property
    def queries(self) -> Queries:
        """The queries of `site/queries/` over this store, with all that was loaded."""
        self._load_waiting()
        return Queries(self._store)


class Text(NamedTuple):
    """A literal that is text in a language (rdf:langString)."""

    value: str
    language: str


Texts = tuple[Text, ...]
"""One text in each language that there is, by language."""

# What a § is called, of which there is one in each language of its minutes.
_LABEL = "label"


class Queries:
    """The set-based queries of `site/queries/`: one query for many pages of a kind."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._texts: dict[str, str] = {}

    @staticmethod
    def over(path: Path) -> Queries:
        """Read a store that nobody writes to.

        Opening one takes as long as hundreds of rows, so ask for many pages at a time.

        Raises:
            StoreError: If there is no store.
        """
        return Queries(_open_to_read(path))

    def select(self, query: str) -> ox.QuerySolutions:
        """Ask a whole query over the union of all graphs; one that does not parse is an error."""
        solutions = self._store.query(query, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101  (it is one of ours)
        return solutions

    def rows(self, name: str, pages: Iterable[str], row: type[Row]) -> list[Row]:
        """Ask a query for some pages.

        Args:
            name: Of the file below `site/queries/`, without ending.
            pages: IRIs that the query asks for.
            row: Its fields are the variables that the query selects, in that order.

        Returns:
            The rows in the order of the query, each once. In them stands a `Text` for text in a
            language, the value of other literals and of IRIs, and None for what is unbound. Rows
            that differ in nothing but the language of ``?label`` are one, with `Texts`.

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
        found = dict.fromkeys(map(tuple, solutions))
        if _LABEL in selected:
            return [row._make(values) for values in _by_label(found, selected.index(_LABEL))]
        return [row._make(map(_value, terms)) for terms in found]


def _by_label(found: Iterable[tuple[Term | None, ...]], place: int) -> Iterator[list[Any]]:
    """Rows with all labels of each at one place; none where it is unbound."""
    labels: dict[tuple[Term | None, ...], list[Text]] = {}
    for terms in found:
        said = labels.setdefault((*terms[:place], *terms[place + 1 :]), [])
        label = _value(terms[place])
        if isinstance(label, Text):
            said.append(label)
    for terms, said in labels.items():
        values: list[Any] = list(map(_value, terms))
        values.insert(place, tuple(sorted(said, key=_language)))
        yield values


def _language(text: Text) -> str:
    return text.language


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


def _open_to_read(path: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        message = (
            f"{path}: the store cannot be read ({error}): delete state.sqlite in the work folder, "
            "and the next build makes all anew"
        )
        raise StoreError(message) from error


def _open(path: Path) -> ox.Store:
    try:
        return ox.Store(str(path))
    except OSError as error:
        message = (
            f"{path}: the store cannot be opened ({error}): if no other build is running, delete "
            "state.sqlite in the work folder, and the next build makes all anew"
        )
        raise StoreError(message) from error
