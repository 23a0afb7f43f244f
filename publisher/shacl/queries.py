"""Queries in a shapes graph: read with their prefixes, evaluated with variables bound.

https://www.w3.org/TR/shacl/#sparql-prefixes and https://www.w3.org/TR/shacl/#pre-binding
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from publisher.errors import TableError, UnknownConstraintError
from publisher.shacl.known import refuse_unknown_query_terms
from publisher.shacl.outline import Outline
from publisher.shacl.paths import write_path
from publisher.shacl.restrictions import QueryError, refuse_restricted
from publisher.shacl.results import term_order
from publisher.shacl.shape import Shape
from publisher.shacl.source import ShapesGraph
from publisher.shacl.vocabulary import OWL_IMPORTS, Node, Term, sh

SHAPES_GRAPH: Final = ox.NamedNode("urn:shacl:shapes-graph")
"""The named graph that ``$shapesGraph`` stands for."""

_ALWAYS_BOUND: Final = frozenset({"this", "shapesGraph", "currentShape"})
_BOUND: Final = "urn:shacl:bound:"
_DECLARE: Final = sh("declare")
_PREFIX: Final = sh("prefix")
_NAMESPACE: Final = sh("namespace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query that pre-binds variables.

    Attributes:
        node: The node that has the query.
        prologue: The PREFIX lines from ``sh:prefixes``.
        outline: The query itself.
        messages: The messages of the node.
    """

    node: Node
    prologue: str
    outline: Outline
    messages: tuple[ox.Literal, ...]

    def text(self, pattern: str) -> str:
        """Write the query with a pattern at the start of each group."""
        return self.prologue + self.outline.bind(pattern)

    def ask(self, store: ox.Store, values: Mapping[str, Term]) -> bool:
        """Evaluate an ASK query.

        Args:
            store: Its default graph is the data graph.
            values: The values of the pre-bound variables.

        Returns:
            The answer.
        """
        return bool(self._evaluate(store, values))

    def select(self, store: ox.Store, values: Mapping[str, Term]) -> list[dict[str, Term]]:
        """Evaluate a SELECT query.

        Args:
            store: Its default graph is the data graph.
            values: The values of the pre-bound variables.

        Returns:
            The solutions, each once, in an order of their own.
        """
        return distinct(self._evaluate(store, values))

    def _evaluate(
        self, store: ox.Store, values: Mapping[str, Term]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Evaluate the query with each variable bound to a function without arguments.

        A function can return any term, a blank node of the store too, for which SPARQL has no
        notation.
        """
        names = [name for name in values if name == "this" or name in self.outline.variables]
        pattern = " ".join(f"BIND(<{_BOUND}{name}>() AS ?{name})" for name in names)
        functions: dict[ox.NamedNode, Callable[..., Term | None]] = {
            ox.NamedNode(_BOUND + name): _constant(values[name]) for name in names
        }
        return store.query(self.text(pattern), custom_functions=functions)


def _constant(term: Term) -> Callable[[], Term]:
    return lambda: term


def distinct(
    solutions: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
) -> list[dict[str, Term]]:
    """Collect the different solutions of a SELECT query.

    Args:
        solutions: What the store returned.

    Returns:
        The variables that are bound in each, ordered by their values.

    Raises:
        TypeError: If the query was no SELECT query.
    """
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(solutions)
    names = [variable.value for variable in solutions.variables]
    rows = {tuple(solution[name] for name in names): None for solution in solutions}
    ordered = sorted(rows, key=lambda row: [term_order(term) for term in row])
    return [
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in ordered
    ]


def read_query(
    graph: ShapesGraph, node: Node, predicate: ox.NamedNode, shape: Shape, bound: Collection[str]
) -> Query:
    """Read a query that constrains a shape.

    Args:
        graph: The shapes graph.
        node: The node that has the query.
        predicate: ``sh:select`` or ``sh:ask``.
        shape: The shape, whose path ``$PATH`` stands for.
        bound: The names of the variables that get values, besides ``$this``.

    Returns:
        The query, its syntax checked.

    Raises:
        TableError: If it asks for the path of a node shape.
        UnknownConstraintError: If SHACL leaves open what it means.
    """
    query = read_plain_query(graph, node, predicate)
    outline = query.outline
    if "PATH" in outline.variables:
        if shape.path is None:
            wrong = "uses $PATH, but the shape has no sh:path: write the path itself"
            raise TableError(graph.complaint(node, predicate, wrong))
        outline = outline.with_path(write_path(shape.path))
    try:
        refuse_restricted(outline, {"this", *bound})
    except QueryError as error:
        raise UnknownConstraintError(graph.complaint(node, predicate, str(error))) from error
    names = sorted((_ALWAYS_BOUND | set(bound)) & outline.variables | {"this"})
    query = replace(query, outline=outline)
    refuse_bad_syntax(graph, query, predicate, " ".join(f"BIND(1 AS ?{name})" for name in names))
    return query


def read_plain_query(graph: ShapesGraph, node: Node, predicate: ox.NamedNode) -> Query:
    """Read a query as it is written.

    Args:
        graph: The shapes graph.
        node: The node that has the query.
        predicate: ``sh:select`` or ``sh:ask``.

    Returns:
        The query, its syntax not checked yet.
    """
    refuse_unknown_query_terms(graph, node)
    return Query(
        node=node,
        prologue=read_prologue(graph, node),
        outline=Outline(graph.text(node, predicate, graph.one(node, predicate))),
        messages=graph.messages(node),
    )


def refuse_bad_syntax(
    graph: ShapesGraph, query: Query, predicate: ox.NamedNode, pattern: str
) -> None:
    """Refuse a query that the engine cannot parse.

    Args:
        graph: The shapes graph.
        query: The query.
        predicate: ``sh:select`` or ``sh:ask``.
        pattern: What to bind its variables with.

    Raises:
        TableError: If it is no SPARQL, or not of the form that the predicate says.
    """
    try:
        answer = ox.Store().query(query.text(pattern))
    except SyntaxError as error:
        raise TableError(
            graph.complaint(query.node, predicate, f"is no SPARQL: {error}")
        ) from error
    wanted = ox.QueryBoolean if predicate == sh("ask") else ox.QuerySolutions
    if not isinstance(answer, wanted):
        raise TableError(graph.complaint(query.node, predicate, "is a query of another form"))


def read_prologue(graph: ShapesGraph, node: Node) -> str:
    """Write the prefixes of a query (https://www.w3.org/TR/shacl/#sparql-prefixes).

    Args:
        graph: The shapes graph.
        node: The node that has the query.

    Returns:
        PREFIX lines.

    Raises:
        TableError: If a prefix stands for two namespaces.
    """
    waiting = list(graph.values(node, sh("prefixes")))
    namespaces: dict[str, str] = {}
    for ontology in waiting:  # grows on the way
        if not isinstance(ontology, ox.NamedNode | ox.BlankNode):
            continue
        imports = graph.values(ontology, OWL_IMPORTS)
        waiting += [imported for imported in imports if imported not in waiting]
        for value in graph.values(ontology, _DECLARE):
            prefix, namespace = _read_declaration(graph, graph.node(ontology, _DECLARE, value))
            if namespaces.setdefault(prefix, namespace) != namespace:
                wrong = f"{prefix!r} stands for two namespaces: keep one"
                raise TableError(graph.complaint(node, _PREFIX, wrong))
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(namespaces.items()))


def _read_declaration(graph: ShapesGraph, node: Node) -> tuple[str, str]:
    prefix = graph.text(node, _PREFIX, graph.one(node, _PREFIX))
    namespace = graph.one(node, _NAMESPACE)
    if not isinstance(namespace, ox.Literal):
        raise TableError(graph.complaint(node, _NAMESPACE, "is no literal: write an xsd:anyURI"))
    return prefix, namespace.value
