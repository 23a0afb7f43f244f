"""The events of the log of changes.

An object of the log is a document of the site: a record, which is a named graph of the store too.
Of every object the log keeps the latest event alone, since what has left must live on nowhere; that
an object was deleted it keeps for ever.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Literal

import msgspec

# How the name of an activity ends: when it was, and the how manieth of its build.
_NAME = re.compile(r"-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d+)$")


KINDS = (
    "section",
    "meeting",
    "case",
    "law",
    "person",
    "body",
    "year",
    "office",
    "classes",
    "organization",
    "quality",
    "page",
    "vocabulary",
)
"""Of what documents are, in the order of the events of a build.

It begins with what seldom changes again, so that pages of the log lose events seldom.
"""


Act = Literal["", "live", "gone"]


class Activity(StrEnum):
    """What became of an object, as Activity Streams 2.0 names it (as:Create and so on)."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The latest thing that happened to an object.

    Attributes:
        object: IRI of the document, which is that of its named graph.
        activity: What happened to it.
        published: When, by the build that published it: ``2026-11-23T05:00:00Z``.
        number: Which one of its build, from 1.
        kind: Of the page that the document stands beside, such as ``section``.
        digest: SHA-256 of what is said since, as canonical N-Triples, in hexadecimal.
        size_bytes: The length of these.
        act: Whether it tells of an act (eli:LegalResource), or did so before; empty if it never
            did.
        day: Of the meeting that it tells of, as ``2026-10-19``; empty if it tells of none.
    """

    object: str
    activity: Activity
    published: str
    number: int
    kind: str
    digest: str
    size_bytes: int
    act: Act = ""
    day: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether the object is no more."""
        return self.activity is Activity.DELETE

    @property
    def name(self) -> str:
        """What tells the activity from all others of the stream.

        Examples:
            >>> Event(object="a:b", activity=Activity.CREATE, published="2026-11-23T05:00:00Z",
            ...       number=7, kind="page", digest="", size_bytes=0).name
            '20261123T050000Z-7'
        """
        return f"{self.published.replace('-', '').replace(':', '')}-{self.number}"


def parse_activity(iri: str) -> tuple[str, int]:
    """When an activity was published, and the how manieth of its build it was.

    Raises:
        ValueError: If no activity has such an IRI.

    Examples:
        >>> parse_activity("https://data.example.fi/muutokset#virta-20261123T050000Z-7")
        ('2026-11-23T05:00:00Z', 7)
    """
    found = _NAME.search(iri)
    if found is None:
        message = f"{iri} is no activity"
        raise ValueError(message)
    year, month, day, hour, minute, second, number = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z", int(number)


def moment(now: dt.datetime, last: str | None) -> str:
    """When the events of a build are published.

    Args:
        now: The time that the build goes by, in any zone.
        last: When the latest event before was.

    Returns:
        That time in UTC and whole seconds, as ``xsd:dateTime``; a second after the latest event if
        it would not be later, since no event may be added to the past of a stream (LDES, 5.1).
    """
    time = now.astimezone(dt.UTC).replace(microsecond=0)
    if last is not None:
        time = max(time, dt.datetime.fromisoformat(last) + dt.timedelta(seconds=1))
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
