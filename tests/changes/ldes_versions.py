"""What members make of the things that they are versions of (LDES, "Versions and transactions")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

import pyoxigraph as ox

from tests.changes.http import ProtocolError
from tests.changes.ldes_context import XSD, StreamContext, time_of
from tests.changes.ldes_pages import Member, iri_of
from tests.changes.paths import Node, Path

Rank: TypeAlias = "tuple[tuple[str, datetime | Decimal | str], ...]"

ORDER = 'LDES, "The chronological order of the stream"'
_NUMBERS = {f"{XSD}{each}" for each in ("integer", "decimal", "long", "int", "nonNegativeInteger")}


class Copy:
    """What members make of things, one after the other.

    Attributes:
        graphs: The triples of each thing.
        deleted: When each thing was deleted that has not come back.
        versions: The rank of the version that each thing has.
    """

    def __init__(
        self,
        graphs: dict[str, frozenset[ox.Triple]],
        deleted: dict[str, str],
        versions: dict[str, Rank],
    ) -> None:
        self.graphs = graphs
        self.deleted = deleted
        self.versions = versions

    def apply(self, members: Iterable[Member], context: StreamContext, *, tombstones: bool) -> None:
        """Apply what members tell, in the order of versions (LDES, "Versions and transactions").

        Args:
            members: In any order.
            context: What the stream says of them.
            tombstones: Whether what a deletion carries takes the place of what was deleted.

        Raises:
            ProtocolError: If a member does not tell of what it is a version, when or what it does,
                or if nothing tells which of two versions is the later one.
        """
        when = context.version_timestamp or context.timestamp
        then = context.version_sequence or context.sequence
        ranked = [(rank_of(member, when, then), member) for member in members]
        changed: set[str] = set()
        for rank, member in sorted(ranked, key=lambda each: (each[0], each[1].iri.value)):
            thing = _thing_of(member, context)
            known = self.versions.get(thing, ())
            if rank == known and (rank or thing in changed):
                message = f"{ORDER}: two versions of {thing} at once, none of them the later one"
                raise ProtocolError(message)
            changed.add(thing)
            if rank >= known:  # an older version may be published later, and changes nothing
                self.versions[thing] = rank
                self._change(member, thing, context, tombstones=tombstones)

    def _change(
        self, member: Member, thing: str, context: StreamContext, *, tombstones: bool
    ) -> None:
        payload = member.payload
        if not _deletes(member, context):
            if not payload:
                message = f"DCAT-AP Feeds: nothing in the named graph of {member.iri.value}"
                raise ProtocolError(message)
            self.graphs[thing] = payload
            self.deleted.pop(thing, None)
            return
        self.graphs.pop(thing, None)
        if payload and tombstones:
            self.graphs[thing] = payload
        time = _literal_of(member, context.timestamp) if context.timestamp else None
        self.deleted[thing] = time.value if time else ""


def _deletes(member: Member, context: StreamContext) -> bool:
    """Tell whether a member is a deletion; without a type it is none (DCAT-AP Feeds).

    Args:
        member: Of a stream.
        context: What the stream says.

    Returns:
        Whether it is.

    Raises:
        ProtocolError: If it is, and is something else as well.
    """
    told = {name for name, (path, value) in context.actions.items() if value in member.values(path)}
    if "Delete" in told and len(told) > 1:
        message = f"LDES vocabulary: {member.iri.value} deletes, and does not"
        raise ProtocolError(message)
    return "Delete" in told


def _thing_of(member: Member, context: StreamContext) -> str:
    if context.version_of is None:
        message = "DCAT-AP Feeds: ldes:versionOfPath must be set"
        raise ProtocolError(message)
    things = member.values(context.version_of)
    if len(things) != 1:
        message = f"DCAT-AP Feeds: {member.iri.value} is a version of {len(things)} things"
        raise ProtocolError(message)
    return iri_of(next(iter(things)), "what a member is a version of").value


def rank_of(member: Member, time: Path | None, sequence: Path | None = None) -> Rank:
    """Tell where a member stands in an order.

    Args:
        member: Of a stream.
        time: Where it has its time.
        sequence: Where it has its number.

    Returns:
        What can be compared with that of other members; empty if there is no order.

    Raises:
        ProtocolError: If it has not one time and one number where there should be some.
    """
    rank: Rank = ()
    if time is not None:
        rank = (("time", time_of(_literal_of(member, time))),)
    if sequence is not None:
        values = member.values(sequence)
        if len(values) != 1:
            message = f"{ORDER}: {member.iri.value} has {len(values)} sequence numbers"
            raise ProtocolError(message)
        rank = (*rank, _comparable(next(iter(values))))
    return rank


def _literal_of(member: Member, path: Path) -> ox.Literal:
    times = [each for each in member.values(path) if isinstance(each, ox.Literal)]
    if len(times) != 1:
        message = f"{ORDER}: {member.iri.value} has {len(times)} times"
        raise ProtocolError(message)
    return times[0]


def _comparable(value: Node) -> tuple[str, datetime | Decimal | str]:
    """Tell the value of a literal, which XPath can compare with others of its kind.

    Args:
        value: A literal.

    Returns:
        Its kind and its value.

    Raises:
        ProtocolError: If it is something else.
    """
    if isinstance(value, ox.Literal):
        kind = value.datatype.value
        if kind in _NUMBERS:
            try:
                return ("number", Decimal(value.value))
            except InvalidOperation as error:
                message = f"{ORDER}: {value} is no number"
                raise ProtocolError(message) from error
        if kind == f"{XSD}string":
            return ("text", value.value)
        return ("time", time_of(value))
    message = f"{ORDER}: {value} cannot be compared"
    raise ProtocolError(message)
