"""Constraint components that a shapes graph defines in SPARQL.

https://www.w3.org/TR/shacl/#sparql-constraint-components
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import pyoxigraph as ox

from publisher.errors import TableError, UnknownConstraintError
from publisher.shacl.graph import DataGraph
from publisher.shacl.queries import Query, read_query
from publisher.shacl.results import Result
from publisher.shacl.shape import Finding, Shape
from publisher.shacl.source import ShapesGraph
from publisher.shacl.sparql import bindings, solution_result, write_messages
from publisher.shacl.vocabulary import SHACL, Node, Term, sh

_PARAMETER: Final = sh("parameter")
_PATH: Final = sh("path")
_ASK: Final = sh("ask")
_SELECT: Final = sh("select")
_NAME: Final = re.compile(r"[A-Za-z_]\w*$")
_RESERVED: Final = frozenset({"this", "shapesGraph", "currentShape", "path", "PATH", "value"})


class Parameter(NamedTuple):
    """A parameter: the property that shapes use, and the variable that queries use."""

    iri: ox.NamedNode
    name: str
    optional: bool


class Component(NamedTuple):
    """A constraint component."""

    node: ox.NamedNode
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentConstraint:
    """The use of a component by a shape.

    Attributes:
        component: The component.
        query: The validator that suits the shape.
        asks: Whether it is an ASK query, about one value node at a time.
        parameters: The values of the parameters, by variable.
        messages: The validator's, or the component's.
    """

    component: ox.NamedNode
    query: Query
    asks: bool
    parameters: Mapping[str, Term]
    messages: tuple[ox.Literal, ...]

    def validate(
        self, shape: Shape, graph: DataGraph, store: ox.Store, focus: Term
    ) -> Iterator[Result]:
        """Validate a focus node (…/#sparql-constraint-components-validation)."""
        values = {**bindings(shape, focus), **self.parameters}
        templates = self.messages or shape.messages
        for result, solution in self._results(shape, graph, store, values):
            messages = write_messages(templates, {**self.parameters, **solution})
            yield replace(result, messages=messages)

    def _results(
        self, shape: Shape, graph: DataGraph, store: ox.Store, values: Mapping[str, Term]
    ) -> Iterator[tuple[Result, Mapping[str, Term]]]:
        focus = values["this"]
        if not self.asks:
            for solution in self.query.select(store, values):
                yield solution_result(shape, self.component, focus, solution), solution
            return
        for value in shape.values(graph, focus):
            if not self.query.ask(store, {**values, "value": value}):
                result = shape.result(focus, self.component, Finding(value))
                yield result, {"this": focus, "value": value}


def read_components(graph: ShapesGraph) -> list[Component]:
    """Read the components that a shapes graph defines.

    Args:
        graph: The shapes graph.

    Returns:
        The components; those of SHACL itself are left out.
    """
    return [
        Component(node, tuple(_read_parameters(graph, node)))
        for node in graph
        if graph.is_instance(node, sh("ConstraintComponent"))
        and isinstance(node, ox.NamedNode)
        and not node.value.startswith(SHACL)
    ]


def _read_parameters(graph: ShapesGraph, component: Node) -> Iterator[Parameter]:
    for value in graph.values(component, _PARAMETER):
        node = graph.node(component, _PARAMETER, value)
        path = graph.one(node, _PATH)
        name = _NAME.search(path.value) if isinstance(path, ox.NamedNode) else None
        if name is None or name.group() in _RESERVED:
            wrong = "is no IRI that ends in the name of a free variable: choose another"
            raise TableError(graph.complaint(component, _PATH, wrong))
        iri = graph.iri(node, _PATH, path or node)
        yield Parameter(iri, name.group(), graph.boolean(node, sh("optional")))


def read_component_constraints(
    graph: ShapesGraph, components: Iterable[Component], shape: Shape
) -> Iterator[ComponentConstraint]:
    """Read the uses of components by a shape.

    Args:
        graph: The shapes graph.
        components: The components that it defines.
        shape: The shape.

    Yields:
        A constraint for each component whose parameters the shape has; for each value, if there is
        one parameter only.

    Raises:
        UnknownConstraintError: If a component has no validator that suits the shape.
    """
    for component in components:
        for parameters in _uses(graph, component, shape.node):
            validator = _validator(graph, component.node, shape)
            if validator is None:
                wrong = "has no validator for this kind of shape: add one"
                raise UnknownConstraintError(graph.complaint(component.node, _PARAMETER, wrong))
            asks = bool(graph.values(validator, _ASK))
            bound = [*parameters, "value"] if asks else [*parameters]
            query = read_query(graph, validator, _ASK if asks else _SELECT, shape, bound)
            yield ComponentConstraint(
                component=component.node,
                query=query,
                asks=asks,
                parameters=parameters,
                messages=query.messages or graph.messages(component.node),
            )


def _uses(graph: ShapesGraph, component: Component, shape: Node) -> Iterator[dict[str, Term]]:
    needed = [parameter for parameter in component.parameters if not parameter.optional]
    if not needed or not all(graph.values(shape, parameter.iri) for parameter in needed):
        return
    if len(component.parameters) == 1:
        (parameter,) = needed
        yield from ({parameter.name: value} for value in graph.values(shape, parameter.iri))
        return
    values = {p.name: graph.one(shape, p.iri) for p in component.parameters}
    yield {name: value for name, value in values.items() if value is not None}


def _validator(graph: ShapesGraph, component: Node, shape: Shape) -> Node | None:
    special = sh("nodeValidator" if shape.path is None else "propertyValidator")
    for predicate in (special, sh("validator")):
        value = graph.one(component, predicate)
        if value is not None:
            return graph.node(component, predicate, value)
    return None
