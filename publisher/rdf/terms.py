"""The terms that exist: our own and those in the pinned lists of other vocabularies."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import TableError

Kind: TypeAlias = Literal["class", "property", "individual", "datatype"]

_KINDS: Final[dict[str, Kind]] = {
    "class": "class",
    "property": "property",
    "individual": "individual",
    "datatype": "datatype",
}
# "# eli: <http://data.europa.eu/eli/ontology#> ELI 1.5": the first line of a list. One that ends in
# "; open" pins what our ontology links to: its namespace has other names that data may use.
_HEADING: Final = re.compile(r"# ([a-z-]+): <([^>]+)> .+?(; open)?")

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA: Final = "http://schema.org/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_OWN_KINDS: Final[dict[str, Kind]] = {
    f"{_OWL}Class": "class",
    f"{_OWL}ObjectProperty": "property",
    f"{_OWL}DatatypeProperty": "property",
    f"{_OWL}NamedIndividual": "individual",
    f"{_SKOS}Concept": "individual",
}


class Term(NamedTuple):
    """What is known of a term.

    Attributes:
        kind: What it is.
        parents: IRIs of its superclasses or superproperties; for an individual, of its classes.
        domain: IRIs of classes, of which a subject must have one; empty if anything may be it.
        range: IRIs of classes or datatypes, of which an object must have one; empty likewise.
    """

    kind: Kind
    parents: frozenset[str] = frozenset()
    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()


class _Heading(NamedTuple):
    """The first line of a list."""

    prefix: str
    namespace: str
    is_open: bool


class Terms:
    """All terms by IRI, and the namespaces in which nothing else exists.

    Args:
        table: The terms by IRI.
        open_namespaces: Namespaces that have more terms than the table.
    """

    def __init__(
        self, table: dict[str, Term], open_namespaces: frozenset[str] = frozenset()
    ) -> None:
        self._table = table
        self._namespaces = frozenset(namespace_of(iri) for iri in table) - open_namespaces

    def __iter__(self) -> Iterator[str]:
        """The IRIs of all terms."""
        return iter(self._table)

    def find(self, iri: str) -> Term | None:
        """What is known of a term; None if there is no such term."""
        return self._table.get(iri)

    def covers(self, iri: str) -> bool:
        """Tell whether an IRI is in a namespace whose terms are all known."""
        return namespace_of(iri) in self._namespaces

    def with_ancestors(self, classes: Iterable[str]) -> set[str]:
        """Return classes together with all their superclasses."""
        found: set[str] = set()
        waiting = list(classes)
        while waiting:
            iri = waiting.pop()
            if iri not in found:
                found.add(iri)
                term = self._table.get(iri)
                waiting.extend(term.parents if term else ())
        return found


def namespace_of(iri: str) -> str:
    """Return an IRI up to and with its last ``#``, or else its last ``/``.

    Examples:
        >>> namespace_of("http://schema.org/text")
        'http://schema.org/'
        >>> namespace_of("https://w3id.org/pykala/def#Recusal")
        'https://w3id.org/pykala/def#'
    """
    before, mark, _ = iri.partition("#")
    return before + mark if mark else iri[: iri.rfind("/") + 1]


def read_terms() -> Terms:
    """Read `ontology/`: our own terms and codes, and the lists under `external/`.

    Returns:
        Every term there is.

    Raises:
        TableError: If a list has no heading, or a line with an unknown prefix or kind.
    """
    folder = asset_dir("ontology")
    paths = sorted((folder / "external").glob("*.tsv"))
    headings = [_read_heading(path) for path in paths]
    table = _read_lists(paths, {heading.prefix: heading.namespace for heading in headings})
    for path in sorted([*folder.glob("*.ttl"), *folder.glob("koodi/*.ttl")]):
        table |= _read_own(path)
    return Terms(table, frozenset(heading.namespace for heading in headings if heading.is_open))


def _read_lists(paths: list[Path], namespaces: dict[str, str]) -> dict[str, Term]:
    table: dict[str, Term] = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            next(file)
            for row in csv.DictReader(file, delimiter="\t"):
                iri, term = _read_row(row, namespaces, path)
                table[iri] = term
    return table


def _read_heading(path: Path) -> _Heading:
    with path.open(encoding="utf-8") as file:
        match = _HEADING.fullmatch(file.readline().rstrip("\n"))
    if match is None:
        message = f"{path}: begin with '# prefix: <namespace> version'"
        raise TableError(message)
    prefix, namespace, is_open = match.groups()
    return _Heading(prefix, namespace, is_open is not None)


def _read_row(row: dict[str, str], namespaces: dict[str, str], path: Path) -> tuple[str, Term]:
    def expand(cell: str) -> frozenset[str]:
        return frozenset(_expand(curie, namespaces) for curie in cell.split("|") if curie)

    try:
        iri = _expand(row["term"], namespaces)
        term = Term(
            _KINDS[row["kind"]], expand(row["parents"]), expand(row["domain"]), expand(row["range"])
        )
    except KeyError as error:
        message = f"{path}: {row['term']} has the unknown kind or prefix {error}"
        raise TableError(message) from None
    return iri, term


def _expand(curie: str, namespaces: dict[str, str]) -> str:
    prefix, _, name = curie.partition(":")
    return namespaces[prefix] + name


def _read_own(path: Path) -> dict[str, Term]:
    """Read the terms that one of our own Turtle files defines."""
    said: dict[str, dict[str, set[str]]] = {}
    for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            values = said.setdefault(triple.subject.value, {})
            values.setdefault(triple.predicate.value, set()).add(triple.object.value)
    return {
        iri: _own_term(kind, values)
        for iri, values in said.items()
        for kind in [_own_kind(values.get(f"{_RDF}type", set()))]
        if kind is not None
    }


def _own_kind(types: set[str]) -> Kind | None:
    return next((_OWN_KINDS[iri] for iri in sorted(types) if iri in _OWN_KINDS), None)


def _own_term(kind: Kind, values: dict[str, set[str]]) -> Term:
    """Return what a Turtle file says of a term.

    Where any of several classes will do, it says ``schema:domainIncludes``: two ``rdfs:domain``
    would mean that every subject is of both (RDF Schema 1.1, 3.2).
    """

    def objects(*predicates: str) -> frozenset[str]:
        return frozenset(value for p in predicates for value in values.get(p, ()))

    if kind == "individual":
        return Term(kind, objects(f"{_RDF}type"))
    return Term(
        kind,
        objects(f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf"),
        objects(f"{_RDFS}domain", f"{_SCHEMA}domainIncludes"),
        objects(f"{_RDFS}range", f"{_SCHEMA}rangeIncludes"),
    )
