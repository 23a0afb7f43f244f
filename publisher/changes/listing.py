"""The log as plain JSON, a file a month, and the way back from these files to the log.

For who asks no more than what has changed since a time, as the ``modified_since`` of OParl 1.1
(2.5.3) does: the index tells which months there are, and each month its events, the latest last.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from publisher.changes.events import Act, Activity, Event, parse_activity
from publisher.changes.stream import Stream
from publisher.errors import StoreError
from publisher.rdf.addresses import LISTING, month_list

_MONTH = len("2026-11")

Happened = Literal["created", "updated", "deleted"]

_HAPPENED: Mapping[Activity, Happened] = {
    Activity.CREATE: "created",
    Activity.UPDATE: "updated",
    Activity.DELETE: "deleted",
}
_ACTIVITIES = {happened: activity for activity, happened in _HAPPENED.items()}


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event in a month.

    Attributes:
        activity: IRI of the activity.
        document: IRI of the document, which is that of its named graph.
        kind: Of the page that it stands beside.
        event: What happened to it.
        modified: When.
        sha256: Of what it says since, as N-Triples in the canonical form (RDF 1.2 N-Triples, 3)
            with sorted lines.
        size_bytes: The length of these.
        act: Whether it tells of an act (eli:LegalResource), or did so before; empty if it never
            did.
        day: Of the meeting that it tells of; empty if it tells of none.
    """

    activity: str
    document: str
    kind: str
    event: Happened
    modified: str
    sha256: str
    size_bytes: int = msgspec.field(name="sizeBytes")
    act: Act = ""
    day: str = ""


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """A month in the index.

    Attributes:
        month: As ``2026-11``.
        href: IRI of its file.
        events: How many there are.
    """

    month: str
    href: str
    events: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A closed page of the stream, in the index.

    Attributes:
        name: Of its files below the folder of changes, without ending.
        first: The name of the first activity that it ever had, which names its archive in Atom.
        activities: How many activities it has.
    """

    name: str
    first: str
    activities: Annotated[int, msgspec.Meta(ge=1)]


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """The index of the months.

    Attributes:
        stream: IRI of the event stream.
        modified: When the latest event was published; None if there is none.
        months: In the order of time.
        pages: The closed pages of the stream, in that order.
    """

    stream: str
    modified: str | None
    months: tuple[Month, ...]
    pages: tuple[Page, ...]


class Log(msgspec.Struct, frozen=True, kw_only=True):
    """A log of changes.

    Attributes:
        events: In the order of time.
        pages: The closed pages of the stream, which hold the first of these events.
    """

    events: Sequence[Event] = ()
    pages: Sequence[Page] = ()

    def __post_init__(self) -> None:
        """Check that the events fill the pages.

        Raises:
            ValueError: If they do not.
        """
        closed = sum(page.activities for page in self.pages)
        if closed > len(self.events):
            message = f"closed pages have {closed} events, and there are {len(self.events)}"
            raise ValueError(message)


def listing(stream: Stream, base: str, log: Log) -> Iterator[tuple[str, bytes]]:
    """Write a log.

    Args:
        stream: Of its events.
        base: Where the site stands, with a final slash.
        log: What to write.

    Yields:
        The path below the root of the site and the bytes, of each month and then of the index.
    """
    months = []
    for month, found in itertools.groupby(log.events, key=lambda event: event.published[:_MONTH]):
        lines = [msgspec.json.encode(_line(stream, event)) for event in found]
        months.append(Month(month=month, href=f"{base}{month_list(month)}", events=len(lines)))
        # A line an event, for who looks at it by eye, or with tools that take lines.
        yield month_list(month), b"[\n" + b",\n".join(lines) + b"\n]\n"
    index = Index(
        stream=stream.iri,
        modified=log.events[-1].published if log.events else None,
        months=tuple(months),
        pages=tuple(log.pages),
    )
    yield LISTING, msgspec.json.format(msgspec.json.encode(index)) + b"\n"


def read_log(site: Path) -> Log:
    """Read the log back that a site tells.

    Args:
        site: The root of the site.

    Returns:
        The log; an empty one if the site tells none, as it was made before there were logs.

    Raises:
        StoreError: If it is damaged.
    """
    path = site / LISTING
    if not path.exists():
        return Log()
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Index)
        lines = [
            line
            for month in found.months
            for line in msgspec.json.decode(
                (site / month_list(month.month)).read_bytes(), type=list[Line]
            )
        ]
        return Log(events=[_event(line) for line in lines], pages=found.pages)
    except (OSError, ValueError) as error:
        message = (
            f"{path}: the log of changes that is public cannot be read ({error}): bring the "
            "published site back from a backup, or delete this file and build again, so that "
            "whoever follows the changes has to begin anew"
        )
        raise StoreError(message) from error


def _line(stream: Stream, event: Event) -> Line:
    return Line(
        activity=stream.activity(event),
        document=event.object,
        kind=event.kind,
        event=_HAPPENED[event.activity],
        modified=event.published,
        sha256=event.digest,
        size_bytes=event.size_bytes,
        act=event.act,
        day=event.day,
    )


def _event(line: Line) -> Event:
    published, number = parse_activity(line.activity)
    return Event(
        object=line.document,
        activity=_ACTIVITIES[line.event],
        published=published,
        number=number,
        kind=line.kind,
        digest=line.sha256,
        size_bytes=line.size_bytes,
        act=line.act,
        day=line.day,
    )
