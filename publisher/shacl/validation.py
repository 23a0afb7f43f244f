"""Shapes, and the data graphs that they are applied to."""

from __future__ import annotations

from publisher.shacl.compiling import Compiler
from publisher.shacl.graph import DataGraph, Hierarchy, Triples, index_triples
from publisher.shacl.known import refuse_entailment
from publisher.shacl.results import Result, sort_results
from publisher.shacl.shape import Shape
from publisher.shacl.source import ShapesGraph
from publisher.shacl.targets import TargetIndex, Targets, is_declared_shape, read_targets


class Shapes:
    """A shapes graph, compiled once and applied to any number of data graphs."""

    def __init__(self, targets: list[tuple[Shape, Targets]], background: Hierarchy) -> None:
        self._background = background
        self._targets = TargetIndex(targets)

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
        """
        graph = ShapesGraph(shapes)
        refuse_entailment(graph)
        compiler = Compiler(graph)
        targets = []
        for node in graph:
            target = read_targets(graph, node)
            if target or is_declared_shape(graph, node):
                targets.append((compiler.shape(node), target))
        return cls(targets, Hierarchy(index_triples(background)))

    def validate(self, triples: Triples) -> list[Result]:
        """Validate one data graph with the constraints of SHACL Core.

        Args:
            triples: The data graph; the graph names of quads are ignored.

        Returns:
            The results, in an order that depends on nothing but what they say.
        """
        graph = DataGraph(triples, self._background)
        results: list[Result] = []
        for shape, nodes in self._targets.find(graph).items():
            for node in nodes:
                results += shape.validate(graph, node)
        return sort_results(results) if results else results
