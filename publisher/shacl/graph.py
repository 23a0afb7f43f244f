"""A data graph as the validator looks at it: by subject, by object, and by class.

https://www.w3.org/TR/shacl/#data-graph
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.shacl.vocabulary import RDF_TYPE, RDFS_SUB_CLASS_OF, Term

Triples: TypeAlias = Iterable[ox.Quad | ox.Triple]
Objects: TypeAlias = tuple[Term] | dict[Term, None]
"""What a node has for a predicate, each once: nearly always one term, which needs no hashing."""

Properties: TypeAlias = Mapping[ox.NamedNode, Objects]
Index: TypeAlias = dict[Term, dict[ox.NamedNode, Objects]]

NO_PROPERTIES: Final[Properties] = {}


def index_triples(triples: Triples) -> Index:
    """Index triples by subject and predicate.

    Dictionaries serve as ordered sets: a triple that comes twice counts once, as in a graph, and
    the order is that of first appearance.

    Args:
        triples: Triples, or quads whose graph names are ignored.

    Returns:
        Subject to predicate to objects.
    """
    index: Index = {}
    latest: Term | None = None
    properties: dict[ox.NamedNode, Objects] = {}
    for triple in triples:
        subject = triple.subject
        if subject != latest:
            latest, properties = subject, index.setdefault(subject, {})
        predicate, only = triple.predicate, (triple.object,)
        objects = properties.setdefault(predicate, only)
        if objects is only:
            continue
        if isinstance(objects, dict):
            objects[only[0]] = None
        else:
            properties[predicate] = dict.fromkeys(objects + only)
    return index


class Hierarchy:
    """Which class is a subclass of which, and the types of nodes outside the data graph.

    "SHACL subclass" is the transitive closure of ``rdfs:subClassOf``
    (https://www.w3.org/TR/shacl/#terminology); no other inference takes place.
    """

    __slots__ = ("_ancestors", "_descendants", "_index", "_instances")

    def __init__(self, index: Index) -> None:
        self._index = index
        self._ancestors: dict[Term, frozenset[Term]] = {}
        self._descendants: dict[Term, list[Term]] = {}
        self._instances: dict[Term, frozenset[Term]] = {}

    def instances(self, cls: Term) -> frozenset[Term]:
        """Return the nodes that the indexed triples make instances of a class."""
        known = self._instances.get(cls)
        if known is None:
            known = self._instances[cls] = frozenset(
                node
                for node, properties in self._index.items()
                if any(cls in self.ancestors(own) for own in properties.get(RDF_TYPE, ()))
            )
        return known

    def ancestors(self, cls: Term) -> frozenset[Term]:
        """Return a class and all its superclasses."""
        known = self._ancestors.get(cls)
        if known is None:
            known = self._ancestors[cls] = frozenset(self._climb(cls))
        return known

    def descendants(self, cls: Term) -> list[Term]:
        """Return a class and all its subclasses, in order of appearance."""
        known = self._descendants.get(cls)
        if known is None:
            below = (sub for sub in self._index if sub != cls and cls in self.ancestors(sub))
            known = self._descendants[cls] = [cls, *below]
        return known

    def extended(self, axioms: Triples) -> Hierarchy:
        """Return this hierarchy with more ``rdfs:subClassOf`` triples in it."""
        own = (
            ox.Triple(subject, predicate, value)  # type: ignore[arg-type]
            for subject, properties in self._index.items()
            for predicate, values in properties.items()
            for value in values
        )
        return Hierarchy(index_triples([*own, *axioms]))

    def _climb(self, cls: Term) -> set[Term]:
        seen, waiting = {cls}, [cls]
        while waiting:
            properties = self._index.get(waiting.pop(), NO_PROPERTIES)
            new = [c for c in properties.get(RDFS_SUB_CLASS_OF, ()) if c not in seen]
            seen.update(new)
            waiting.extend(new)
        return seen


class DataGraph:
    """One data graph, indexed for validation.

    Attributes:
        outgoing: Subject to predicate to objects.
        instances: Class to the nodes that the graph itself gives this type.
        hierarchy: Subclass axioms of the background and of this graph.
        store: Holds the same triples in its default graph; None where SPARQL is left out.
    """

    __slots__ = ("_incoming", "_members", "hierarchy", "instances", "outgoing", "store")

    def __init__(
        self, triples: Triples, background: Hierarchy, store: ox.Store | None = None
    ) -> None:
        self.store = store
        self.outgoing = index_triples(triples)
        self._incoming: dict[ox.NamedNode, dict[Term, list[Term]]] = {}
        self._members: dict[Term, set[Term]] = {}
        self.instances: dict[Term, list[Term]] = {}
        axioms = False
        for node, properties in self.outgoing.items():
            for cls in properties.get(RDF_TYPE, ()):
                nodes = self.instances.get(cls)
                if nodes is None:
                    self.instances[cls] = [node]
                else:
                    nodes.append(node)
            axioms = axioms or RDFS_SUB_CLASS_OF in properties
        self.hierarchy = background.extended(self._axioms()) if axioms else background

    def objects(self, subject: Term, predicate: ox.NamedNode) -> Collection[Term]:
        """Return the objects of the triples with this subject and predicate, each once."""
        return self.outgoing.get(subject, NO_PROPERTIES).get(predicate, ())

    def subjects(self, predicate: ox.NamedNode, value: Term) -> Collection[Term]:
        """Return the subjects of the triples with this predicate and object, each once."""
        by_object = self._incoming.get(predicate)
        if by_object is None:
            by_object = self._incoming[predicate] = self._index_objects(predicate)
        return by_object.get(value, ())

    def _index_objects(self, predicate: ox.NamedNode) -> dict[Term, list[Term]]:
        """Index the triples of one predicate by object; few predicates are asked for so."""
        by_object: dict[Term, list[Term]] = {}
        for subject, properties in self.outgoing.items():
            for value in properties.get(predicate, ()):
                by_object.setdefault(value, []).append(subject)
        return by_object

    def is_instance(self, node: Term, cls: Term) -> bool:
        """Tell whether a node is a SHACL instance of a class.

        Args:
            node: Any term; a literal is an instance of nothing.
            cls: The class, or one of its superclasses.

        Returns:
            True if a type of the node, in this graph or in the background, is the class or a
            subclass of it (https://www.w3.org/TR/shacl/#terminology).
        """
        members = self._members.get(cls)
        if members is None:
            members = self._members[cls] = {
                member
                for own, nodes in self.instances.items()
                if cls in self.hierarchy.ancestors(own)
                for member in nodes
            }
        return node in members or node in self.hierarchy.instances(cls)

    def _axioms(self) -> list[ox.Triple]:
        return [
            ox.Triple(node, RDFS_SUB_CLASS_OF, cls)  # type: ignore[arg-type]
            for node, properties in self.outgoing.items()
            for cls in properties.get(RDFS_SUB_CLASS_OF, ())
        ]
