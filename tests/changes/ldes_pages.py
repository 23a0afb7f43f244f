"""Read one node of the search tree of an event stream: its members and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyoxigraph as ox

from tests.changes.http import Answer, ProtocolError, without_fragment
from tests.changes.jsonld import MEDIA_TYPE, JsonLdReader
from tests.changes.ldes_context import LDES, TREE, XSD, default_graph, time_of
from tests.changes.paths import RDF, Graph, Node, Path, read_path

# What a client must understand (LDES, "HTTP requests and responses"), besides JSON-LD.
_FORMATS = {
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/trig": ox.RdfFormat.TRIG,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_TRUE = {ox.Literal(each, datatype=ox.NamedNode(f"{XSD}boolean")) for each in ("true", "1")}
_LOWER = {f"{TREE}GreaterThanRelation", f"{TREE}GreaterThanOrEqualToRelation"}
_UPPER = {f"{TREE}LessThanRelation", f"{TREE}LessThanOrEqualToRelation"}


@dataclass(frozen=True)
class Bounds:
    """Between which times all members behind a link are; None where nothing is known.

    Whether a bound itself is meant as well makes no difference to the order of fetching, if one
    waits for what might be of the very time of the bound.
    """

    lower: datetime | None = None
    upper: datetime | None = None

    def narrowed(self, other: Bounds) -> Bounds:
        """Both at once: relations to one node are combined by AND (LDES, "Ordered")."""
        lowers = [each for each in (self.lower, other.lower) if each is not None]
        uppers = [each for each in (self.upper, other.upper) if each is not None]
        return Bounds(max(lowers, default=None), min(uppers, default=None))


@dataclass(frozen=True)
class Member:
    """A member with all quads that belong to it.

    Attributes:
        iri: What it is called.
        quads: Of its star pattern, of its named graph and of their blank nodes.
    """

    iri: ox.NamedNode
    quads: frozenset[ox.Quad]

    @property
    def payload(self) -> frozenset[ox.Triple]:
        """The triples in the graph of its name (LDES, "Versions and transactions")."""
        return frozenset(quad.triple for quad in self.quads if quad.graph_name == self.iri)

    def values(self, path: Path) -> set[Node]:
        """Where a path leads from the member, outside of what it carries."""
        return path.values(default_graph(self.quads), self.iri)

    @property
    def fingerprint(self) -> frozenset[str]:
        """The same for the same quads, whatever their blank nodes are called."""
        dataset = ox.Dataset(self.quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return frozenset(str(dataset).splitlines())


@dataclass(frozen=True)
class Page:
    """A parsed node.

    Attributes:
        iri: Where it was found, after redirects.
        quads: All that it says.
        graph: What it says in the default graph.
    """

    iri: ox.NamedNode
    quads: tuple[ox.Quad, ...]
    graph: Graph

    @property
    def is_immutable(self) -> bool:
        """Whether the page says that it will not change (LDES, "State management")."""
        return bool(self.graph.objects(self.iri, f"{LDES}immutable") & _TRUE)

    def members(self, stream: ox.NamedNode) -> Iterator[Member]:
        """Extract the members, as a client must without a special profile ("Emitting members").

        Args:
            stream: Whose members.

        Yields:
            Each member, in the order of their IRIs.

        Raises:
            ProtocolError: If a member is no IRI.
        """
        stars: dict[Node, list[ox.Quad]] = {}
        for quad in self.quads:
            in_default = isinstance(quad.graph_name, ox.DefaultGraph)
            key: Node | ox.DefaultGraph = quad.subject if in_default else quad.graph_name
            if not isinstance(key, ox.DefaultGraph):
                stars.setdefault(key, []).append(quad)
        for member in sorted(self.graph.objects(stream, f"{TREE}member"), key=str):
            yield Member(iri_of(member, "tree:member"), frozenset(_extract(stars, member)))

    def links(self, ordered_by: Path | None) -> Mapping[str, Bounds]:
        """Where relations lead (LDES, "Traversing the search tree").

        Args:
            ordered_by: The path of times, if bounds are asked for.

        Returns:
            What is behind each address.

        Raises:
            ProtocolError: If a relation has no node, or one without an IRI.
        """
        found: dict[str, Bounds] = {}
        for relation in self.graph.objects(self.iri, f"{TREE}relation"):
            nodes = self.graph.objects(relation, f"{TREE}node")
            if not nodes:
                message = f'LDES, "Unordered": a relation without tree:node on {self.iri.value}'
                raise ProtocolError(message)
            bounds = Bounds() if ordered_by is None else self._bounds(relation, ordered_by)
            for node in nodes:
                url = without_fragment(iri_of(node, "tree:node").value)
                found[url] = found.get(url, Bounds()).narrowed(bounds)
        return found

    def _bounds(self, relation: Node, ordered_by: Path) -> Bounds:
        """Those of one relation; none if it is of a kind, a path or a value of no use here."""
        kinds = {
            each.value
            for each in self.graph.objects(relation, f"{RDF}type")
            if isinstance(each, ox.NamedNode)
        }
        paths = self.graph.objects(relation, f"{TREE}path")
        values = self.graph.objects(relation, f"{TREE}value")
        if len(paths) != 1 or len(values) != 1 or not kinds & (_LOWER | _UPPER):
            return Bounds()
        if read_path(self.graph, next(iter(paths))) != ordered_by:
            return Bounds()
        time = time_of(next(iter(values)))
        return Bounds(time if kinds & _LOWER else None, time if kinds & _UPPER else None)


def read_page(answer: Answer, json_ld: JsonLdReader) -> Page:
    """Parse an answer.

    Args:
        answer: With the content of a node.
        json_ld: What reads JSON-LD.

    Returns:
        The page.

    Raises:
        ProtocolError: If it is of no type that a client must understand.
        SyntaxError: If it is not what its type says.
    """
    base = without_fragment(answer.url)
    if answer.media_type == MEDIA_TYPE:
        quads = json_ld.read(answer.body, base)
    elif answer.media_type in _FORMATS:
        syntax = _FORMATS[answer.media_type]
        read = ox.parse(answer.body, syntax, base_iri=base, rename_blank_nodes=True)
        quads = list(read)
    else:
        kind = answer.media_type or "of no type"
        message = f'LDES, "HTTP requests and responses": {base} is {kind}'
        raise ProtocolError(message)
    return Page(ox.NamedNode(base), tuple(quads), default_graph(quads))


def iri_of(node: Node, what: str) -> ox.NamedNode:
    """The node as an IRI.

    Args:
        node: Any.
        what: What it is, for the message.

    Returns:
        The same.

    Raises:
        ProtocolError: If it is something else.
    """
    if not isinstance(node, ox.NamedNode):
        message = f'LDES, "Overview and terminology": {what} is no IRI: {node}'
        raise ProtocolError(message)
    return node


def _extract(stars: Mapping[Node, Iterable[ox.Quad]], member: Node) -> Iterator[ox.Quad]:
    ahead, seen = [member], {member}
    while ahead:
        for quad in stars.get(ahead.pop(), ()):
            yield quad
            if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                ahead.append(quad.object)
