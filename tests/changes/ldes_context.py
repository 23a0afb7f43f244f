"""What the root node of an event stream says about the stream (LDES, "Context information")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

import pyoxigraph as ox

from tests.changes.http import ProtocolError
from tests.changes.paths import RDF, Graph, Node, Path, read_path

AS = "https://www.w3.org/ns/activitystreams#"
LDES = "https://w3id.org/ldes#"
TREE = "https://w3id.org/tree#"
XSD = "http://www.w3.org/2001/XMLSchema#"

ACTIONS = ("Create", "Update", "Delete")
_DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class RetentionPolicy:
    """What a view keeps; None where it says nothing (LDES, "Retention policies").

    The former policies are told in the words of today: ``ldes:amount`` of a
    ``ldes:LatestVersionSubset`` is an amount of versions, a ``ldes:PointInTimePolicy`` says where
    the view starts, and a ``ldes:DurationAgoPolicy`` for how long it has all.

    Attributes:
        starting_from: The time before which there are no members.
        full_log_duration: How long all members are kept, as an ``xsd:duration``.
        version_amount: How many versions are kept.
        version_duration: How long these are kept, as an ``xsd:duration``.
        version_delete_duration: How long deletions are kept, as an ``xsd:duration``.
    """

    starting_from: str | None = None
    full_log_duration: str | None = None
    version_amount: int | None = None
    version_duration: str | None = None
    version_delete_duration: str | None = None

    @property
    def keeps_nothing(self) -> bool:
        """Whether it has no statements, so that the view keeps no members at all."""
        return all(getattr(self, each.name) is None for each in fields(self))


@dataclass(frozen=True)
class StreamContext:
    """What holds for all members of a stream.

    Attributes:
        timestamp: Where a member has its time, by which the stream is ordered.
        sequence: What orders members of one time.
        version_of: Where a member has the thing it is a version of.
        version_timestamp: What orders versions instead, if they come in another order.
        version_sequence: What orders versions of one time.
        actions: Where each action is told, and by which object.
        polling_s: How long to wait between runs.
        shapes: The shapes of members.
    """

    timestamp: Path | None
    sequence: Path | None
    version_of: Path | None
    version_timestamp: Path | None
    version_sequence: Path | None
    actions: Mapping[str, tuple[Path, Node]]
    polling_s: int | None
    shapes: frozenset[str]


def read_context(graph: Graph, stream: ox.NamedNode) -> StreamContext:
    """Read what a root node says about its stream.

    Args:
        graph: The default graph of the root node.
        stream: The stream.

    Returns:
        What it says. The objects that tell actions are those of Activity Streams unless the stream
        says otherwise (DCAT-AP Feeds, "Publishing changes about DCAT-AP entities").

    Raises:
        ProtocolError: If a path is none or is said twice, or if there are transactions, which this
            client has no need for and does not know.
    """
    if graph.objects(stream, f"{LDES}transactionPath"):
        message = 'LDES, "Versions and transactions": this client knows no transactions'
        raise ProtocolError(message)

    def path(name: str) -> Path | None:
        value = _only(graph, stream, f"{LDES}{name}")
        return None if value is None else read_path(graph, value)

    actions: dict[str, tuple[Path, Node]] = {}
    for action in ACTIONS:
        value = _only(graph, stream, f"{LDES}version{action}Object")
        where = path(f"version{action}Path") or Path("predicate", f"{RDF}type")
        actions[action] = (where, value or ox.NamedNode(f"{AS}{action}"))
    polling = _only(graph, stream, f"{LDES}pollingInterval")
    return StreamContext(
        timestamp=path("timestampPath"),
        sequence=path("sequencePath"),
        version_of=path("versionOfPath"),
        version_timestamp=path("versionTimestampPath"),
        version_sequence=path("versionSequencePath"),
        actions=actions,
        polling_s=None if polling is None else int(_typed(polling, "integer")),
        shapes=frozenset(
            each.value if isinstance(each, ox.NamedNode) else str(each)
            for each in graph.objects(stream, f"{TREE}shape")
        ),
    )


def read_policy(graph: Graph, root: ox.NamedNode) -> RetentionPolicy | None:
    """Read the retention policy of a view, of the root node itself or of its description.

    Args:
        graph: The default graph of the root node.
        root: The root node.

    Returns:
        The policy. What several of them state is put together. None means that all members that
        ever were are there.

    Raises:
        ProtocolError: If statements contradict each other, or are not of their type.
    """
    told: dict[str, str | int] = {}
    policies = [
        policy
        for where in (root, *graph.objects(root, f"{TREE}viewDescription"))
        for policy in graph.objects(where, f"{LDES}retentionPolicy")
    ]
    for policy in policies:
        for name, value in _statements(graph, policy):
            if told.setdefault(name, value) != value:
                message = f'LDES, "Retention policies": {name} is {told[name]} and {value}'
                raise ProtocolError(message)
    return _policy_of(told) if policies else None


def _policy_of(told: Mapping[str, str | int]) -> RetentionPolicy:
    amount = told.get("version_amount")
    if isinstance(amount, int) and amount < 1:
        message = "LDES vocabulary, ldes:versionAmount: must be greater than 0"
        raise ProtocolError(message)
    texts = {name: str(value) for name, value in told.items() if name != "version_amount"}
    return RetentionPolicy(
        starting_from=texts.get("starting_from"),
        full_log_duration=texts.get("full_log_duration"),
        version_amount=amount if isinstance(amount, int) else None,
        version_duration=texts.get("version_duration"),
        version_delete_duration=texts.get("version_delete_duration"),
    )


def _statements(graph: Graph, policy: Node) -> Iterator[tuple[str, str | int]]:
    for name, local, datatype in (
        ("starting_from", "startingFrom", "dateTime"),
        ("full_log_duration", "fullLogDuration", "duration"),
        ("version_duration", "versionDuration", "duration"),
        ("version_delete_duration", "versionDeleteDuration", "duration"),
    ):
        for value in graph.objects(policy, f"{LDES}{local}"):
            yield name, _typed(value, datatype)
    for value in graph.objects(policy, f"{LDES}versionAmount"):
        yield "version_amount", int(_typed(value, "integer"))
    for kind in graph.objects(policy, f"{RDF}type"):
        yield from _former_statements(graph, policy, kind)


def _former_statements(graph: Graph, policy: Node, kind: Node) -> Iterator[tuple[str, str | int]]:
    if kind == ox.NamedNode(f"{LDES}LatestVersionSubset"):
        amounts = [_typed(each, "integer") for each in graph.objects(policy, f"{LDES}amount")]
        yield from (("version_amount", int(each)) for each in amounts or ["1"])
    elif kind == ox.NamedNode(f"{LDES}PointInTimePolicy"):
        for value in graph.objects(policy, f"{LDES}pointInTime"):
            yield "starting_from", _typed(value, "dateTime")
    elif kind == ox.NamedNode(f"{LDES}DurationAgoPolicy"):
        for value in graph.objects(policy, f"{TREE}value"):
            yield "full_log_duration", _typed(value, "duration")


def time_of(value: Node) -> datetime:
    """The time of an ``xsd:dateTime``, which all times of a stream are.

    Raises:
        ProtocolError: If it is none, or has no time zone and therefore no place in an order (XML
            Schema 1.1 part 2, section 3.3.7).
    """
    return datetime.fromisoformat(_typed(value, "dateTime"))


def _typed(value: Node, kind: str) -> str:
    if not isinstance(value, ox.Literal) or value.datatype.value != f"{XSD}{kind}":
        message = f"LDES vocabulary: {value} is no xsd:{kind}"
        raise ProtocolError(message)
    if kind == "dateTime" and not _DATE_TIME.fullmatch(value.value):
        message = f"LDES vocabulary: {value} is no xsd:dateTime with a time zone"
        raise ProtocolError(message)
    return value.value


def _only(graph: Graph, subject: ox.NamedNode, predicate: str) -> Node | None:
    found = graph.objects(subject, predicate)
    if len(found) > 1:
        message = f"LDES vocabulary: more than one {predicate}"
        raise ProtocolError(message)
    return next(iter(found), None)


def default_graph(quads: Iterable[ox.Quad]) -> Graph:
    """The triples that stand in no named graph, where all of what LDES and TREE say is."""
    return Graph(quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph))
