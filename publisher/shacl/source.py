"""A shapes graph as it was written, and the errors that say where it is wrong.

https://www.w3.org/TR/shacl/#shapes-graph
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from publisher.errors import TableError, UnknownConstraintError
from publisher.shacl.graph import Hierarchy, Triples, index_triples
from publisher.shacl.vocabulary import (
    OWL,
    RDF,
    RDF_FIRST,
    RDF_LANG_STRING,
    RDF_NIL,
    RDF_REST,
    RDFS,
    SHACL,
    XSD,
    XSD_BOOLEAN,
    XSD_INTEGER,
    XSD_STRING,
    Node,
    Term,
    sh,
)

_PATH: Final = sh("path")
_MESSAGE: Final = sh("message")
_TEXTS: Final = frozenset({XSD_STRING, RDF_LANG_STRING})
_PREFIXES: Final = {SHACL: "sh:", RDF: "rdf:", RDFS: "rdfs:", XSD: "xsd:", OWL: "owl:"}


def show(term: Term) -> str:
    """Write a term as an error message shows it: ``sh:minCount``, ``<https://…>``, ``"a"@fi``."""
    if isinstance(term, ox.NamedNode):
        for namespace, prefix in _PREFIXES.items():
            if term.value.startswith(namespace):
                return prefix + term.value.removeprefix(namespace)
    return str(term)


class ShapesGraph:
    """The triples of a shapes graph, and questions that are answered or refused."""

    __slots__ = ("_hierarchy", "_index", "_subjects", "triples")

    def __init__(self, triples: Triples) -> None:
        self.triples = [ox.Triple(t.subject, t.predicate, t.object) for t in triples]
        self._index = index_triples(self.triples)
        self._hierarchy = Hierarchy(self._index)
        self._subjects: dict[ox.NamedNode, dict[Term, list[Term]]] = {}
        for triple in self.triples:
            by_object = self._subjects.setdefault(triple.predicate, {})
            by_object.setdefault(triple.object, []).append(triple.subject)

    def __iter__(self) -> Iterator[Node]:
        """Every subject, in order of appearance."""
        return (node for node in self._index if not isinstance(node, ox.Literal | ox.Triple))

    def predicates(self, node: Node) -> Collection[ox.NamedNode]:
        """Return the predicates of a node, in order of appearance."""
        return self._index.get(node, {}).keys()

    def values(self, node: Node, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the objects of a node's triples with this predicate."""
        return self._index.get(node, {}).get(predicate, ())

    def subjects(self, predicate: ox.NamedNode, value: Term) -> list[Node]:
        """Return the nodes that have this value, in order of appearance."""
        found = self._subjects.get(predicate, {}).get(value, ())
        return [node for node in found if not isinstance(node, ox.Literal | ox.Triple)]

    def is_instance(self, node: Node, cls: ox.NamedNode) -> bool:
        """Tell whether a node is a SHACL instance of a class, within the shapes graph."""
        return node in self._hierarchy.instances(cls)

    def one(self, node: Node, predicate: ox.NamedNode) -> Term | None:
        """Return the only value, or None where there is none.

        Args:
            node: A node of the shapes graph.
            predicate: A property that may be given once.

        Returns:
            The value, or None.

        Raises:
            TableError: If there are two.
        """
        values = self.values(node, predicate)
        if len(values) > 1:
            raise TableError(self.complaint(node, predicate, "is given twice: keep one"))
        return next(iter(values), None)

    def iri(self, node: Node, predicate: ox.NamedNode, value: Term) -> ox.NamedNode:
        """Return a value that has to be an IRI.

        Args:
            node: The node that has the value.
            predicate: What the value is for.
            value: The value.

        Returns:
            The same value.

        Raises:
            TableError: If it is a blank node or a literal.
        """
        if not isinstance(value, ox.NamedNode):
            raise TableError(self.complaint(node, predicate, f"is {show(value)}: write an IRI"))
        return value

    def node(self, node: Node, predicate: ox.NamedNode, value: Term) -> Node:
        """Return a value that has to be an IRI or a blank node.

        Args:
            node: The node that has the value.
            predicate: What the value is for.
            value: The value.

        Returns:
            The same value.

        Raises:
            TableError: If it is a literal.
        """
        if isinstance(value, ox.Literal | ox.Triple):
            raise TableError(self.complaint(node, predicate, f"is {show(value)}: write a node"))
        return value

    def integer(self, node: Node, predicate: ox.NamedNode) -> int | None:
        """Return the only value as a number that is not negative, or None where there is none.

        Args:
            node: A node of the shapes graph.
            predicate: A property whose value is an ``xsd:integer``.

        Returns:
            The number, or None.

        Raises:
            TableError: If the value is of another datatype, or negative.
        """
        value = self.one(node, predicate)
        if value is None:
            return None
        if not isinstance(value, ox.Literal) or value.datatype != XSD_INTEGER:
            wrong = f"is {show(value)}: write an xsd:integer, such as 1"
            raise TableError(self.complaint(node, predicate, wrong))
        if not value.value.isdecimal():
            wrong = f"is {show(value)}: write a whole number that is not negative"
            raise TableError(self.complaint(node, predicate, wrong))
        return int(value.value)

    def boolean(self, node: Node, predicate: ox.NamedNode) -> bool:
        """Return the only value as a truth value, false where there is none.

        Args:
            node: A node of the shapes graph.
            predicate: A property whose value is an ``xsd:boolean``.

        Returns:
            The truth value. ``"1"`` is false: the specification asks for the term ``true``.

        Raises:
            TableError: If the value is anything but true or false.
        """
        value = self.one(node, predicate)
        if value is None:
            return False
        if not (
            isinstance(value, ox.Literal)
            and value.datatype == XSD_BOOLEAN
            and value.value in {"true", "false", "1", "0"}
        ):
            wrong = f"is {show(value)}: write true or false"
            raise TableError(self.complaint(node, predicate, wrong))
        return value.value == "true"

    def text(self, node: Node, predicate: ox.NamedNode, value: Term | None) -> str:
        """Return a value that has to be an ``xsd:string``.

        Args:
            node: The node that has the value.
            predicate: What the value is for.
            value: The value, or None where it is missing.

        Returns:
            The characters.

        Raises:
            TableError: If it is missing or anything else.
        """
        if not isinstance(value, ox.Literal) or value.datatype != XSD_STRING:
            shown = "missing" if value is None else show(value)
            raise TableError(self.complaint(node, predicate, f"is {shown}: write an xsd:string"))
        return value.value

    def members(self, node: Node, predicate: ox.NamedNode, head: Term) -> list[Term]:
        """Read an RDF list (https://www.w3.org/TR/shacl/#syntax-rule-SHACL-list).

        Args:
            node: The node that has the list as a value.
            predicate: What the list is for.
            head: The list.

        Returns:
            Its members.

        Raises:
            TableError: If it is no well-formed list.
        """
        members: list[Term] = []
        seen: set[Term] = set()
        while head != RDF_NIL:
            cell = self.node(node, predicate, head)
            first, rest = self.values(cell, RDF_FIRST), self.values(cell, RDF_REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                wrong = "is no well-formed RDF list: write ( … )"
                raise TableError(self.complaint(node, predicate, wrong))
            seen.add(head)
            members.extend(first)
            (head,) = rest
        return members

    def messages(self, node: Node) -> tuple[ox.Literal, ...]:
        """Read the messages of a shape or a query (https://www.w3.org/TR/shacl/#message).

        Args:
            node: The shape, or the node that has the query.

        Returns:
            The messages, by language and text.

        Raises:
            TableError: If one is no text.
        """
        found = []
        for value in self.values(node, _MESSAGE):
            if not isinstance(value, ox.Literal) or value.datatype not in _TEXTS:
                wrong = f"is {show(value)}: write a string, with or without a language"
                raise TableError(self.complaint(node, _MESSAGE, wrong))
            found.append(value)
        return tuple(sorted(found, key=lambda message: (message.language or "", message.value)))

    def description(self, node: Term) -> Iterator[ox.Triple]:
        """List what a blank node says, and what the blank nodes say that it refers to.

        Args:
            node: A node of the shapes graph that does not refer to itself, as no path does.

        Yields:
            The triples; none of an IRI, which says itself what it is.
        """
        if not isinstance(node, ox.BlankNode):
            return
        for predicate in self.predicates(node):
            for value in self.values(node, predicate):
                yield ox.Triple(node, predicate, value)
                yield from self.description(value)

    def complaint(self, node: Node, predicate: ox.NamedNode, wrong: str) -> str:
        """Say what is wrong with a property of a node, and where the node stands."""
        return f"{self.locate(node)}: {show(predicate)} {wrong}"

    def unknown(self, node: Node, predicate: ox.NamedNode, advice: str) -> UnknownConstraintError:
        """Say that the validator does not know something, so that it cannot check it."""
        return UnknownConstraintError(self.complaint(node, predicate, advice))

    def locate(self, node: Node) -> str:
        """Name a node; a blank node by its path and by the first node that refers to it."""
        if isinstance(node, ox.NamedNode):
            return show(node)
        path = " ".join(show(value) for value in self.values(node, _PATH))
        owners: Iterable[Term] = (
            subject for by_object in self._subjects.values() for subject in by_object.get(node, ())
        )
        owner = next((show(s) for s in owners if isinstance(s, ox.NamedNode)), None)
        within = f" of {owner}" if owner else ""
        return f"a blank node{within}" + (f" with sh:path {path}" if path else "")
