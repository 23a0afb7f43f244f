"""Constraints in SPARQL, evaluated for all focus nodes of a store at once.

Each named graph is a data graph of its own, in which the focus nodes are found and the constraint
is evaluated: nothing in another graph, or in the default graph, makes a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.errors import UnknownConstraintError
from publisher.shacl.graph import Hierarchy
from publisher.shacl.queries import distinct
from publisher.shacl.restrictions import (
    QueryError,
    counts_solutions,
    refuse_unless_set_based,
)
from publisher.shacl.results import Result
from publisher.shacl.shape import Shape
from publisher.shacl.source import show
from publisher.shacl.sparql import SparqlConstraint
from publisher.shacl.targets import Targets
from publisher.shacl.vocabulary import RDF_TYPE, RDFS_SUB_CLASS_OF, Term

_Occurs: TypeAlias = Callable[[ox.NamedNode, Term | None], bool]

_GRAPH: Final = "recordGraph"


def validate_sets(
    store: ox.Store, roots: Iterable[tuple[Shape, Targets]], background: Hierarchy
) -> Iterator[Result]:
    """Evaluate the constraints of shapes, one query for each.

    Args:
        store: Holds the data graphs as named graphs.
        roots: The shapes with targets.
        background: Subclass axioms that hold in every graph.

    Yields:
        The results.
    """
    local = _local_hierarchies(store, background)

    @cache
    def occurs(predicate: ox.NamedNode, value: Term | None) -> bool:
        return next(store.quads_for_pattern(None, predicate, value), None) is not None

    for root, targets in roots:
        for shape, constraint in _constraints(root):
            query = constraint.query
            _refuse(root, targets, constraint)
            once = counts_solutions(query.outline)
            pattern = _focus_pattern(targets, background, local, occurs, once=once)
            if not pattern:
                continue
            text = query.prologue + query.outline.bind_in_graphs(pattern, _GRAPH)
            for solution in distinct(store.query(text)):
                graph = solution.pop(_GRAPH)
                if isinstance(graph, ox.NamedNode):
                    result = constraint.result(shape, solution["this"], solution)
                    yield replace(result, graph=graph)


def _constraints(root: Shape) -> Iterator[tuple[Shape, SparqlConstraint]]:
    """List the constraints whose focus nodes are the targets of a shape."""
    shapes = (root,) if root.path else (root, *root.properties)
    for shape in shapes:
        for constraint in shape.queries:
            if isinstance(constraint, SparqlConstraint):
                yield shape, constraint


def _refuse(root: Shape, targets: Targets, constraint: SparqlConstraint) -> None:
    """Refuse a constraint that cannot be evaluated for all focus nodes at once.

    Args:
        root: The shape with targets.
        targets: Its targets.
        constraint: The constraint.

    Raises:
        UnknownConstraintError: If its solutions might not be those for one focus node at a time.
    """
    where = f"{show(root.node)}: {show(constraint.query.node)}"
    how = "rewrite it, or use validate_all on one graph at a time"
    if targets.nodes:
        wrong = f"{where} is on sh:targetNode, which no named graph has to contain: {how}"
        raise UnknownConstraintError(wrong)
    try:
        refuse_unless_set_based(constraint.query.outline, _GRAPH)
    except QueryError as error:
        wrong = f"{where} cannot be evaluated for all records at once, as it has {error}: {how}"
        raise UnknownConstraintError(wrong) from error


def _local_hierarchies(store: ox.Store, background: Hierarchy) -> dict[ox.NamedNode, Hierarchy]:
    """Return the hierarchies of the graphs that have subclass axioms of their own."""
    axioms: dict[ox.NamedNode, list[ox.Quad]] = {}
    for quad in store.quads_for_pattern(None, RDFS_SUB_CLASS_OF, None, None):
        graph = quad.graph_name
        if isinstance(graph, ox.NamedNode):
            axioms.setdefault(graph, []).append(quad)
    return {graph: background.extended(quads) for graph, quads in axioms.items()}


def _focus_pattern(
    targets: Targets,
    background: Hierarchy,
    local: dict[ox.NamedNode, Hierarchy],
    occurs: _Occurs,
    *,
    once: bool,
) -> str:
    """Write a pattern that has the focus nodes of the current graph as ``?this``.

    Args:
        targets: Say which nodes are focus nodes.
        background: Subclass axioms that hold in every graph.
        local: The hierarchies of the graphs that have subclass axioms of their own.
        occurs: Tells whether there are triples with a predicate and, if given, an object.
        once: Whether each focus node must come once. If not, a single pattern stands as it is: what
            it is joined with is then looked up node by node, where a query within the query makes
            Oxigraph compare everything with everything in a graph of many records.

    Returns:
        The pattern, without what nothing in the store could match; empty if nothing is left, so
        that there are no focus nodes.
    """
    classes = {own: None for cls in targets.classes for own in background.descendants(cls)}
    extra = {
        (graph, own): None
        for graph, hierarchy in local.items()
        for cls in targets.classes
        for own in hierarchy.descendants(cls)
        if own not in classes
    }
    used = [cls for cls in classes if occurs(RDF_TYPE, cls)]
    branches = [
        *(f"?this {RDF_TYPE} {cls}" for cls in used),
        *(f"?this {predicate} []" for predicate in targets.subjects_of if occurs(predicate, None)),
        *(f"[] {predicate} ?this" for predicate in targets.objects_of if occurs(predicate, None)),
    ]
    if len(branches) == 1 and not extra and (used or not once):
        return f"{branches[0]} ."
    if extra:
        pairs = " ".join(f"({_list(pair)})" for pair in extra)
        branches.append(f"?this {RDF_TYPE} ?class VALUES (?{_GRAPH} ?class) {{ {pairs} }}")
    union = " UNION ".join(f"{{ {branch} }}" for branch in branches)
    return f"{{ SELECT DISTINCT ?{_GRAPH} ?this WHERE {{ {union} }} }}" if branches else ""


def _list(terms: Iterable[Term]) -> str:
    return " ".join(map(str, terms))
