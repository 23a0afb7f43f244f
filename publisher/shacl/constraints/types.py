"""Constraints on what kind of term a value is.

https://www.w3.org/TR/shacl/#core-components-value-type
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from publisher.errors import TableError
from publisher.shacl.constraints.declaration import Builder, Declaration
from publisher.shacl.datatypes import PARSERS
from publisher.shacl.graph import DataGraph
from publisher.shacl.shape import Constraint, Test, ValueConstraint
from publisher.shacl.source import show
from publisher.shacl.vocabulary import XSD, Term, sh

_CLASS: Final = sh("class")
_DATATYPE: Final = sh("datatype")
_NODE_KIND: Final = sh("nodeKind")

_KINDS: Final[dict[Term, tuple[type[Term], ...]]] = {
    sh("IRI"): (ox.NamedNode,),
    sh("BlankNode"): (ox.BlankNode,),
    sh("Literal"): (ox.Literal,),
    sh("BlankNodeOrIRI"): (ox.BlankNode, ox.NamedNode),
    sh("BlankNodeOrLiteral"): (ox.BlankNode, ox.Literal),
    sh("IRIOrLiteral"): (ox.NamedNode, ox.Literal),
}


def build_class(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:class`` (https://www.w3.org/TR/shacl/#ClassConstraintComponent)."""

    def instance_of(cls: ox.NamedNode) -> Test:
        return lambda graph, value: graph.is_instance(value, cls)

    for cls in shape.iris(_CLASS):
        yield ValueConstraint(sh("ClassConstraintComponent"), instance_of(cls))


def build_datatype(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:datatype`` (https://www.w3.org/TR/shacl/#DatatypeConstraintComponent).

    Args:
        shape: The shape.

    Yields:
        The constraint. Ill-typed literals violate it.

    Raises:
        UnknownConstraintError: If it is a datatype of XML Schema whose rules are not known here,
            so that ill-typed literals would pass.
    """
    datatype = shape.graph.iri(shape.node, _DATATYPE, shape.only(_DATATYPE))
    parse = PARSERS.get(datatype)
    if parse is None and datatype.value.startswith(XSD):
        advice = f"is {datatype}, whose rules are not known: add them to publisher/shacl/datatypes"
        raise shape.graph.unknown(shape.node, _DATATYPE, advice)

    def test(_: DataGraph, value: Term) -> bool:
        if not isinstance(value, ox.Literal) or value.datatype != datatype:
            return False
        if parse is None:
            return True
        try:
            parse(value.value)
        except ValueError:
            return False
        return True

    yield ValueConstraint(sh("DatatypeConstraintComponent"), test)


def build_node_kind(shape: Declaration) -> Iterator[Constraint]:
    """Compile ``sh:nodeKind`` (https://www.w3.org/TR/shacl/#NodeKindConstraintComponent).

    Args:
        shape: The shape.

    Yields:
        The constraint.

    Raises:
        TableError: If the value is not one of the six kinds.
    """
    kinds = _KINDS.get(shape.only(_NODE_KIND))
    if kinds is None:
        names = ", ".join(map(show, _KINDS))
        raise TableError(shape.complaint(_NODE_KIND, f"is none of {names}"))
    yield ValueConstraint(
        sh("NodeKindConstraintComponent"), lambda _, value: isinstance(value, kinds)
    )


BUILDERS: Final[dict[ox.NamedNode, Builder]] = {
    _CLASS: build_class,
    _DATATYPE: build_datatype,
    _NODE_KIND: build_node_kind,
}
