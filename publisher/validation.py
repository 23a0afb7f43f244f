"""Proof: records against `shapes/`, before anything of them is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import ProofError, SettingsError, TableError
from publisher.shacl import Result, Shapes
from publisher.shacl.vocabulary import OWL, RDF_TYPE, sh

_VIOLATION = sh("Violation")
_HEADER_TYPES = (
    ox.NamedNode(f"{OWL}Ontology"),
    ox.NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme"),
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One result of validation, as the report prints it.

    Attributes:
        message: What to do, in the words of the shape.
        shape: The shape that was not met.
        focus: What does not meet it: an IRI, never a value.
        severe: Whether it keeps the record out.
    """

    message: str
    shape: str
    focus: str
    severe: bool


def read_ontology() -> list[ox.Quad]:
    """Read every Turtle file of `ontology/`, each into the graph that its own header names."""
    return [quad for path in _turtle(asset_dir("ontology")) for quad in read_vocabulary(path)]


def read_vocabulary(path: Path) -> list[ox.Quad]:
    """Read a Turtle file into the graph named like the ontology or concept scheme that it is.

    Args:
        path: The file.

    Returns:
        All its triples, in that graph.

    Raises:
        TableError: If no subject of the file is one, or several are.
    """
    triples = list(ox.parse(path=path))
    headers = {
        triple.subject
        for triple in triples
        if triple.predicate == RDF_TYPE and triple.object in _HEADER_TYPES
    }
    match list(headers):
        case [ox.NamedNode() as name]:
            return [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]
        case _:
            message = f"{path}: say of one IRI that it is an owl:Ontology or skos:ConceptScheme"
            raise TableError(message)


def _turtle(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.ttl"))


def read_graphs(path: Path) -> dict[str, list[ox.Quad]]:
    """Read an RDF file, each of its graphs apart.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD with its context inside, by the
            ending of the name.

    Returns:
        The quads by graph name; those without one under the file's own IRI.

    Raises:
        SettingsError: If the file cannot be read, or is no such file.
    """
    graphs: dict[str, list[ox.Quad]] = {}
    try:
        for quad in ox.parse(path=str(path), base_iri=path.resolve().as_uri()):
            name = quad.graph_name
            graph = name.value if isinstance(name, ox.NamedNode) else path.resolve().as_uri()
            named = ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(graph))
            graphs.setdefault(graph, []).append(named)
    except (OSError, SyntaxError, ValueError) as error:
        message = f"{path}: cannot be read as RDF: {error}"
        raise SettingsError(message) from error
    return graphs


class Validator:
    """Validates records, each as a data graph of its own."""

    def __init__(self) -> None:
        shapes = [quad for path in _turtle(asset_dir("shapes")) for quad in ox.parse(path=path)]
        self._shapes = Shapes.compile(shapes, background=read_ontology())

    def validate(self, graphs: Mapping[str, Sequence[ox.Quad]]) -> dict[str, list[Finding]]:
        """Validate a batch of named graphs.

        SHACL Core is applied graph by graph, sh:sparql set-based on a store that holds the batch;
        both see one graph at a time, so that the batch makes no difference.

        Args:
            graphs: Quads by graph name.

        Returns:
            The findings by graph name; a graph without any has no entry.
        """
        findings: dict[str, list[Finding]] = {}
        for graph, quads in graphs.items():
            if results := self._shapes.validate(quads):
                findings.setdefault(graph, []).extend(map(_finding, results))
        store = ox.Store()
        store.bulk_extend([quad for quads in graphs.values() for quad in quads])
        for result in self._shapes.validate_sparql(store):
            if result.graph is not None:
                findings.setdefault(result.graph.value, []).append(_finding(result))
        return findings

    def require(self, graphs: Mapping[str, Sequence[ox.Quad]]) -> None:
        """Insist that derived records meet the shapes.

        They are made by us from records that were proven, so that a violation is a mistake of
        ours and nothing may be published.

        Args:
            graphs: Quads by graph name.

        Raises:
            ProofError: If one has a violation; the message names shape and focus. Warnings pass.
        """
        for findings in self.validate(graphs).values():
            for finding in findings:
                if finding.severe:
                    message = f"{finding.focus} does not meet {finding.shape}: {finding.message}"
                    raise ProofError(message)


def _finding(result: Result) -> Finding:
    return Finding(
        message=_message(result.messages),
        shape=str(result.shape),
        focus=result.focus.value if isinstance(result.focus, ox.NamedNode) else "",
        severe=result.severity == _VIOLATION,
    )


def _message(messages: Iterable[ox.Literal]) -> str:
    """The English message, or whichever there is."""
    by_language = {message.language or "": message.value for message in messages}
    return by_language.get("en") or next(iter(by_language.values()), "")
