"""Proof: records against `shapes/`, before anything of them is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, get_args

import msgspec
import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import ProofError, SettingsError
from publisher.rdf.iris import DEF
from publisher.rdf.vocabularies import read_header
from publisher.shacl import Result, Shapes
from publisher.shacl.vocabulary import sh

Grade = Literal["must", "should", "nice"]
"""How much a rule asks for: the severity of its shape, in the words of docs/shapes.md."""

GRADES: Final[tuple[Grade, ...]] = get_args(Grade)
MESSAGE_LANGUAGES: Final = ("fi", "sv", "en")
"""The languages of every message of ours."""

_GRADES: Final[Mapping[ox.NamedNode, Grade]] = {
    sh("Violation"): "must",
    sh("Warning"): "should",
    sh("Info"): "nice",
}


_AS_OF: Final = ox.NamedNode(f"{DEF}asOf")
_DATE: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One result of validation, as the report prints it.

    Attributes:
        message: What to do, in the words of the shape.
        shape: The shape that was not met.
        focus: What does not meet it: an IRI, never a value.
        grade: How much the rule asks for.
    """

    message: str
    shape: str
    focus: str
    grade: Grade

    @property
    def severe(self) -> bool:
        """Whether it keeps the record out."""
        return self.grade == "must"


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
    name = ox.NamedNode(read_header([quad.triple for quad in triples], str(path)).iri)
    return [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]


def _turtle(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.ttl"))


def read_graphs(path: Path) -> dict[str, list[ox.Quad]]:
    """Read an RDF file, each of its graphs apart.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD with its context inside, by the
            ending of the name.

    Returns:
        The quads by graph name; those of no graph under the file's own IRI, those of a graph that
        is a blank node under a fragment of it.

    Raises:
        SettingsError: If the file cannot be read, or is no such file.
    """
    own = path.resolve().as_uri()
    graphs: dict[str, list[ox.Quad]] = {}
    try:
        for quad in ox.parse(path=str(path), base_iri=own):
            graph = _graph_name(quad, own)
            named = ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(graph))
            graphs.setdefault(graph, []).append(named)
    except (OSError, SyntaxError, ValueError) as error:
        message = f"{path}: cannot be read as RDF: {error}"
        raise SettingsError(message) from error
    return graphs


def _graph_name(quad: ox.Quad, own: str) -> str:
    match quad.graph_name:
        case ox.NamedNode() as name:
            return name.value
        case ox.BlankNode() as name:
            return f"{own}#{name.value}"
        case _:
            return own


class Validator:
    """Validates records, each as a data graph of its own.

    Attributes:
        language: In which findings say what to do.
    """

    def __init__(self, language: str = "en", as_of: dt.date | None = None) -> None:
        """Compile the shapes.

        Args:
            language: In which findings say what to do.
            as_of: The day by which records are judged, so that none outlives its time; None to
                judge them by no day.
        """
        self.language = language
        self._as_of = None if as_of is None else ox.Literal(as_of.isoformat(), datatype=_DATE)
        shapes = [quad for path in _turtle(asset_dir("shapes")) for quad in ox.parse(path=path)]
        self._shapes = Shapes.compile(shapes, background=read_ontology())

    def results(self, graphs: Mapping[str, Sequence[ox.Quad]]) -> dict[str, list[Result]]:
        """Validate a batch of named graphs.

        SHACL Core is applied graph by graph, sh:sparql set-based on a store that holds the batch;
        both see one graph at a time, so that the batch makes no difference.

        Args:
            graphs: Quads by graph name.

        Returns:
            The results by graph name; a graph without any has no entry.
        """
        found: dict[str, list[Result]] = {}
        graphs = {graph: self._dated(graph, quads) for graph, quads in graphs.items()}
        for graph, quads in graphs.items():
            if results := self._shapes.validate(quads):
                found.setdefault(graph, []).extend(results)
        store = ox.Store()
        store.bulk_extend([quad for quads in graphs.values() for quad in quads])
        for result in self._shapes.validate_sparql(store):
            if result.graph is not None:
                found.setdefault(result.graph.value, []).append(result)
        return found

    def _dated(self, graph: str, quads: Sequence[ox.Quad]) -> Sequence[ox.Quad]:
        """The quads of a graph, with the day by which they are judged."""
        if self._as_of is None:
            return quads
        name = ox.NamedNode(graph)
        return [*quads, ox.Quad(name, _AS_OF, self._as_of, name)]

    def validate(self, graphs: Mapping[str, Sequence[ox.Quad]]) -> dict[str, list[Finding]]:
        """Validate a batch of named graphs, and put the results in words.

        Args:
            graphs: Quads by graph name.

        Returns:
            The findings by graph name; a graph without any has no entry.
        """
        return {
            graph: [self._finding(result) for result in results]
            for graph, results in self.results(graphs).items()
        }

    def applies(self, graphs: Mapping[str, Sequence[ox.Quad]]) -> bool:
        """Tell whether any shape is about anything in these graphs."""
        return any(map(self._shapes.applies, graphs.values()))

    def report(self, results: Iterable[Result]) -> Iterator[ox.Triple]:
        """Write results as one validation report of SHACL.

        Args:
            results: From `results`, in the order of the report.

        Returns:
            Its triples.
        """
        return self._shapes.report(results)

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

    def _finding(self, result: Result) -> Finding:
        return Finding(
            message=message_in(result, self.language),
            shape=str(result.shape),
            focus=result.focus.value if isinstance(result.focus, ox.NamedNode) else "",
            grade=grade_of(result),
        )


def grade_of(result: Result) -> Grade:
    """How much the rule asks for that a result is about; everything, if its severity is unknown."""
    return _GRADES.get(result.severity, "must")


def message_in(result: Result, language: str) -> str:
    """The message of a result in a language; in whichever there is, if there is none in that."""
    by_language = {message.language or "": message.value for message in result.messages}
    return by_language.get(language) or next(iter(by_language.values()), "")
