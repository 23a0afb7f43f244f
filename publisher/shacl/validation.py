"""Shapes, and the data graphs that they are applied to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from publisher.errors import UnknownConstraintError
from publisher.shacl.compiling import Compiler
from publisher.shacl.components import ComponentConstraint
from publisher.shacl.graph import DataGraph, Hierarchy, Triples, index_triples
from publisher.shacl.known import refuse_entailment
from publisher.shacl.queries import SHAPES_GRAPH
from publisher.shacl.reports import report_quads
from publisher.shacl.results import Result, sort_results
from publisher.shacl.sets import validate_sets
from publisher.shacl.shape import Shape
from publisher.shacl.source import ShapesGraph, show
from publisher.shacl.sparql import SparqlTarget, read_target
from publisher.shacl.targets import TargetIndex, Targets, is_declared_shape, read_targets

_USE_ALL: Final = "use validate_all, as validate and validate_sparql would leave it out"


class Shapes:
    """A shapes graph, compiled once and applied to any number of data graphs.

    `validate` and `validate_sparql` divide the work of `validate_all`: what the one leaves out, the
    other does, and a shapes graph with something that neither would do is refused by both.
    """

    def __init__(self, graph: ShapesGraph, background: Hierarchy) -> None:
        self._graph = graph
        self._background = background
        self._roots = list(_compile_roots(graph))
        self._index = TargetIndex(self._roots, background)
        self._queries = [
            (shape, read_target(graph, shape, node))
            for shape, targets in self._roots
            for node in targets.queries
        ]
        self._undivided = next(_find_undivided(self._roots), None)

    @classmethod
    def compile(cls, shapes: Triples, background: Triples = ()) -> Shapes:
        """Compile a shapes graph.

        Args:
            shapes: The shapes graph.
            background: An ontology. Its ``rdfs:subClassOf`` triples, and the types that it gives to
                its nodes, count wherever a class is asked for, by ``sh:class`` or as a target, in
                every data graph. Nothing else of it does: its nodes are no focus nodes, and no
                path and no query sees its triples.

        Returns:
            The compiled shapes.

        Raises:
            TableError: If a shape is malformed.
            UnknownConstraintError: If a shape uses what is not known here, or comes back to itself.
        """
        graph = ShapesGraph(shapes)
        refuse_entailment(graph)
        return cls(graph, Hierarchy(index_triples(background)))

    def validate(self, triples: Triples) -> list[Result]:
        """Validate one data graph with the constraints of SHACL Core.

        ``sh:sparql`` is left to `validate_sparql`.

        Args:
            triples: The data graph; the graph names of quads are ignored.

        Returns:
            The results, in an order that depends on nothing but what they say.

        Raises:
            UnknownConstraintError: If the shapes have a target or a component in SPARQL, or
                constraints in SPARQL within Core: then only `validate_all` does all.
        """
        self._refuse_undivided()
        return _validate_targets(DataGraph(triples, self._background), self._index)

    def validate_all(self, triples: Triples) -> list[Result]:
        """Validate one data graph with all constraints, those in SPARQL one focus node at a time.

        Literals that a query returns are in the canonical form of the engine, ``1.5`` for ``1.50``.

        Args:
            triples: The data graph; the graph names of quads are ignored. Queries see it as the
                default graph, and the shapes graph as ``$shapesGraph``.

        Returns:
            The results, in an order that depends on nothing but what they say.
        """
        own = [ox.Quad(t.subject, t.predicate, t.object) for t in triples]
        store = ox.Store()
        store.extend(own)
        store.extend(
            ox.Quad(t.subject, t.predicate, t.object, SHAPES_GRAPH) for t in self._graph.triples
        )
        graph = DataGraph(own, self._background, store)
        return _validate_targets(graph, self._index, self._queries)

    def validate_sparql(self, store: ox.Store) -> list[Result]:
        """Validate the named graphs of a store with ``sh:sparql``, one query for each constraint.

        Each named graph is a data graph of its own. The variable ``$this`` is joined with the focus
        nodes of the graph in every group of the query, nested or not, in OPTIONAL, UNION and
        EXISTS, and in queries within the query, which return it: solutions are those of one focus
        node at a time. Literals are in the canonical form of the store.

        Refused, beyond what SHACL itself rules out (MINUS, VALUES, SERVICE, an assignment to
        ``$this``, a query within the query that does not return it), is what cannot be divided by
        graph and focus node: GRAPH and FROM, LIMIT and OFFSET, aggregates without GROUP BY, SAMPLE
        and GROUP_CONCAT, RAND, UUID, STRUUID, BNODE and NOW, ``$shapesGraph``, ``$currentShape``,
        and targets by ``sh:targetNode``.

        Args:
            store: Holds the data graphs as named graphs.

        Returns:
            The results with their graphs, in an order that depends on nothing but what they say.

        Raises:
            UnknownConstraintError: If a query is refused, for the reasons above or those of
                `validate`.
        """
        self._refuse_undivided()
        return sort_results(validate_sets(store, self._roots, self._background))

    def applies(self, triples: Triples) -> bool:
        """Tell whether the shapes are about anything in a data graph at all."""
        return any(self._index.find(DataGraph(triples, self._background)).values())

    def report(self, results: Iterable[Result]) -> Iterator[ox.Triple]:
        """Write results as a validation report (https://www.w3.org/TR/shacl/#validation-report).

        Args:
            results: Of these shapes, in the order of the report.

        Returns:
            The triples of the report.
        """
        return report_quads(results, self._graph.description)

    def _refuse_undivided(self) -> None:
        """Refuse to do half of a work that the other half does not complete.

        Raises:
            UnknownConstraintError: If the shapes have a target or a component in SPARQL, or
                constraints in SPARQL within Core.
        """
        if self._undivided:
            wrong = f"{self._undivided}: {_USE_ALL}"
            raise UnknownConstraintError(wrong)


def _compile_roots(graph: ShapesGraph) -> Iterator[tuple[Shape, Targets]]:
    compiler = Compiler(graph)
    for node in graph:
        targets = read_targets(graph, node)
        if targets or is_declared_shape(graph, node):
            yield compiler.shape(node), targets


def _validate_targets(
    graph: DataGraph, index: TargetIndex, queries: Iterable[tuple[Shape, SparqlTarget]] = ()
) -> list[Result]:
    found = index.find(graph)
    for shape, query in queries:
        if graph.store is not None:
            found.setdefault(shape, {}).update(dict.fromkeys(query.find(graph.store)))
    results: list[Result] = []
    for shape, nodes in found.items():
        for node in nodes:
            results += shape.validate(graph, node)
    return sort_results(results) if results else results


def _find_undivided(roots: Iterable[tuple[Shape, Targets]]) -> Iterator[str]:
    """Find what needs SPARQL and Core at once, in shapes with targets."""
    for root, targets in roots:
        if targets.queries:
            yield f"{show(root.node)} has an sh:target"
        if not targets:
            continue
        for shape in (root, *root.properties):
            if any(isinstance(query, ComponentConstraint) for query in shape.queries):
                yield f"{show(shape.node)} uses a constraint component in SPARQL"
        for shape in _beneath(root):
            if _has_queries(shape):
                yield f"{show(shape.node)}, within {show(root.node)}, has SPARQL"


def _beneath(root: Shape) -> Iterator[Shape]:
    """List the shapes whose focus nodes are others than those of a shape with targets."""
    yield from root.parts
    if root.path:
        yield from root.properties
        return
    for shape in root.properties:
        yield from shape.parts
        yield from shape.properties


def _has_queries(shape: Shape) -> bool:
    return bool(shape.queries) or any(map(_has_queries, (*shape.parts, *shape.properties)))
