"""Documents of a Linked Data Event Stream, in TriG and in JSON-LD (LDES; TREE; DCAT-AP Feeds).

Members are activities of Activity Streams 2.0, and what an object says since stands in the named
graph of its activity (DCAT-AP Feeds, 1); the tombstone that a deletion leaves stands there too. A
document speaks of itself, and of its neighbours, by relative references (LDES server primer).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import msgspec

from publisher.changes.events import Activity, Event
from publisher.rdf.addresses import RETENTION
from publisher.rdf.iris import part_of

NAMESPACES = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# How long a client should wait between two looks; who runs builds mostly does so once a day.
_POLLING_SECONDS = 3_600

Node = dict[str, Any]
"""A node in compact JSON-LD, its terms being compact IRIs of `NAMESPACES`."""


class Sayings(Protocol):
    """Knows what objects say."""

    def turtle(self, event: Event) -> tuple[list[bytes], bytes]:
        """The prefixes that TriG wants first, and what stands inside a graph of it."""

    def json_ld(self, event: Event) -> list[bytes]:
        """Nodes that stand inside a graph of JSON-LD."""


class Stream(msgspec.Struct, frozen=True, kw_only=True):
    """An event stream.

    Attributes:
        iri: Of the stream.
        title: By language.
        licence: IRI.
        shape: IRI of the shape that every member meets.
    """

    iri: str
    title: dict[str, str]
    licence: str
    shape: str

    def activity(self, event: Event) -> str:
        """The IRI of an activity."""
        return part_of(self.iri, event.name)


class Closed(msgspec.Struct, frozen=True, kw_only=True):
    """A document to which nothing is added any more.

    Attributes:
        name: Of its files, without ending.
        first: When its first event was published.
        last: When its last event was published.
    """

    name: str
    first: str
    last: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document of a stream (tree:Node), whatever it is written in.

    Attributes:
        stream: Of which it is.
        events: Its members, in order.
        closed: Those that it leads to, in order of time; None if it is closed itself.
    """

    stream: Stream
    events: Sequence[Event]
    closed: Sequence[Closed] | None = None

    def trig(self, sayings: Sayings) -> bytes:
        """The document in TriG; every member stands by itself (TREE profile).

        Args:
            sayings: Of the objects of its events.
        """
        own = [f"@prefix {name}: <{iri}> .".encode() for name, iri in NAMESPACES.items()]
        in_force: dict[bytes, bytes] = {}
        lines = [*_declare(own, in_force), *map(_statement, self._frame(".trig"))]
        for event in self.events:
            member = self._member(event)
            lines += _declare(own, in_force)
            lines += [_statement(self._stream_with(_reference(member))), _statement(member)]
            prefixes, payload = sayings.turtle(event)
            if payload:
                lines += _declare(prefixes, in_force)
                lines += [f"<{member['@id']}> {{\n".encode(), payload, b"}\n"]
        return b"".join(lines)

    def json_ld(self, sayings: Sayings) -> bytes:
        """The document in JSON-LD.

        Args:
            sayings: Of the objects of its events.
        """
        members = []
        for event in self.events:
            member = self._member(event)
            if said := sayings.json_ld(event):
                member["@graph"] = [msgspec.Raw(node) for node in said]
            members.append(member)
        graph = [*self._frame(".jsonld"), self._stream_with(members)]
        return msgspec.json.encode({"@context": NAMESPACES, "@graph": graph}) + b"\n"

    def _frame(self, ending: str) -> list[Node]:
        """What the document says of itself, and the first one of the stream."""
        if self.closed is None:
            return [{"@id": "", "@type": "tree:Node", "ldes:immutable": {"@value": True}}]
        relations = list(_relations(self.closed, ending))
        return [
            self._context(),
            {
                "@id": "",
                "@type": ["tree:Node", "ldes:EventSource"],
                "ldes:retentionPolicy": {"@id": RETENTION},
                **_unless_empty("tree:relation", map(_reference, relations)),
            },
            *relations,
            # Only the latest activity of each object; both as LDES has it now, and as DCAT-AP
            # Feeds took it over from before.
            {
                "@id": RETENTION,
                "@type": ["ldes:RetentionPolicy", "ldes:LatestVersionSubset"],
                "ldes:versionAmount": {"@value": 1},
                "ldes:amount": {"@value": 1},
            },
        ]

    def _context(self) -> Node:
        """What a client has to know of the stream (LDES, 5)."""
        return {
            "@id": self.stream.iri,
            "@type": "ldes:EventStream",
            "dcterms:title": [
                {"@value": text, "@language": code} for code, text in self.stream.title.items()
            ],
            "dcterms:license": {"@id": self.stream.licence},
            "ldes:timestampPath": {"@id": f"{NAMESPACES['as']}published"},
            "ldes:versionOfPath": {"@id": f"{NAMESPACES['as']}object"},
            **{
                f"ldes:version{activity}Object": {"@id": f"{NAMESPACES['as']}{activity}"}
                for activity in Activity
            },
            "ldes:pollingInterval": {"@value": _POLLING_SECONDS},
            "tree:shape": {"@id": self.stream.shape},
            "tree:view": {"@id": ""},
        }

    def _stream_with(self, members: Any) -> Node:  # noqa: ANN401  (one node, or several)
        return {"@id": self.stream.iri, **_unless_empty("tree:member", members)}

    def _member(self, event: Event) -> Node:
        return {
            "@id": self.stream.activity(event),
            "@type": f"as:{event.activity}",
            "as:object": {"@id": event.object},
            "as:published": _time(event.published),
        }


def _relations(closed: Iterable[Closed], ending: str) -> Iterator[Node]:
    """Two to each document, so that its time is bounded on both sides (LDES server primer)."""
    for page in closed:
        for bound, value in (("GreaterThan", page.first), ("LessThan", page.last)):
            yield {
                "@id": f"#{bound}-{page.name}",
                "@type": f"tree:{bound}OrEqualToRelation",
                "tree:node": {"@id": f"{page.name}{ending}"},
                "tree:path": {"@id": f"{NAMESPACES['as']}published"},
                "tree:value": _time(value),
            }


def _time(value: str) -> Node:
    return {"@value": value, "@type": "xsd:dateTime"}


def _reference(node: Node) -> Node:
    return {"@id": node["@id"]}


def _unless_empty(term: str, values: Any) -> Node:  # noqa: ANN401  (one node, or several)
    found = [values] if isinstance(values, dict) else list(values)
    return {term: found} if found else {}


def _declare(prefixes: Iterable[bytes], in_force: dict[bytes, bytes]) -> Iterator[bytes]:
    """The declarations of prefixes that are not in force already, which they are from now on."""
    for line in prefixes:
        name = line.split(maxsplit=2)[1]
        if in_force.get(name) != line:
            in_force[name] = line
            yield line + b"\n"


def _statement(node: Node) -> bytes:
    """What is said of a node, in Turtle."""
    said = [
        f"{'a' if term == '@type' else term} {', '.join(map(_object, _all(value)))}"
        for term, value in node.items()
        if term != "@id"
    ]
    return (f"<{node['@id']}> " + " ;\n\t".join(said) + " .\n").encode()


def _object(value: Any) -> str:  # noqa: ANN401  (whatever stands in a node)
    match value:
        case str():
            return value
        case {"@value": str(text), "@language": language}:
            return f"{msgspec.json.encode(text).decode()}@{language}"
        case {"@value": str(text), "@type": datatype}:
            return f'"{text}"^^{datatype}'
        case {"@value": literal}:
            return msgspec.json.encode(literal).decode()
        case _:
            return f"<{value['@id']}>"


def _all(value: Any) -> list[Any]:  # noqa: ANN401  (whatever stands in a node)
    return value if isinstance(value, list) else [value]
