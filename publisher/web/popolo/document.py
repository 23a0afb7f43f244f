"""The document: an array for each class, put together object by object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from publisher.settings import Organization
from publisher.web.labels import Labels
from publisher.web.popolo import classes
from publisher.web.popolo.classes import Node, Speaker
from publisher.web.popolo.memberships import Memberships
from publisher.web.popolo.records import (
    MeetingRecord,
    OrganizationRecord,
    PersonRecord,
    SectionRecord,
)


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """What there is of an organisation, by IRI.

    Attributes:
        organization: Itself.
        bodies: Those that met, or will.
        offices: Those whose holders decided alone.
        people: Those in a public role; none if no names are published.
        meetings: Held and foreseen.
        sections: In the order of their days.
    """

    organization: str
    bodies: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class Writer:
    """Writes the document of an organisation, of which only one page is held at a time."""

    def __init__(
        self, organization: Organization, labels: Labels, read: Callable[[str], bytes]
    ) -> None:
        """Set up.

        Args:
            organization: Whose document it is.
            labels: Of concepts; its languages say which names come first.
            read: Gives the record of a page as JSON, by the IRI of what the page is about.
        """
        self._organization = organization
        self._speaker = Speaker(labels)
        self._read = read
        self._people = msgspec.json.Decoder(PersonRecord)
        self._organizations = msgspec.json.Decoder(OrganizationRecord)
        self._meetings = msgspec.json.Decoder(MeetingRecord)
        self._sections = msgspec.json.Decoder(SectionRecord)

    def write(self, iri: str, context: str, pages: Pages) -> Iterator[bytes]:
        """Write the document.

        Args:
            iri: Of the document.
            context: IRI of the JSON-LD context that tells what its keys mean.
            pages: What it is made from.

        Yields:
            The bytes of a JSON object, each object of Popolo on a line of its own.
        """
        yield b'{\n"@context": ' + msgspec.json.encode(context)
        yield b',\n"id": ' + msgspec.json.encode(iri)
        for name, objects in self._arrays(pages):
            yield from _array(name, objects)
        yield b"\n}\n"

    def _arrays(self, pages: Pages) -> Iterator[tuple[str, Iterator[Node]]]:
        """The arrays in their order; each has to be gone through before the next is taken."""
        memberships, foreseen, voted = Memberships(), list[str](), list[str]()
        yield "persons", self._persons(pages)
        yield "organizations", self._all_organizations(pages)
        yield "events", self._events(pages, memberships, foreseen)
        yield "memberships", memberships.memberships(self._speaker)
        yield "posts", self._posts(pages, memberships)
        yield "motions", self._motions(pages, foreseen, voted)
        yield "vote_events", self._vote_events(voted)

    def _persons(self, pages: Pages) -> Iterator[Node]:
        for iri in pages.people:
            yield classes.person(self._people.decode(self._read(iri)))

    def _all_organizations(self, pages: Pages) -> Iterator[Node]:
        record = self._organizations.decode(self._read(pages.organization))
        yield classes.organization(record, self._organization.kind, self._speaker)
        for iri in pages.bodies:
            record = self._organizations.decode(self._read(iri))
            yield classes.body(record, pages.organization, self._speaker)

    def _events(
        self, pages: Pages, memberships: Memberships, foreseen: list[str]
    ) -> Iterator[Node]:
        """The meetings; on the way, who was a member, and which meetings foresee proposals."""
        for iri in pages.meetings:
            record = self._meetings.decode(self._read(iri))
            memberships.note(record)
            if any(record.foreseen()):
                foreseen.append(iri)
            yield classes.event(record, self._speaker)

    def _posts(self, pages: Pages, memberships: Memberships) -> Iterator[Node]:
        """The offices, then the posts in bodies that somebody was seen in."""
        for iri in pages.offices:
            record = self._organizations.decode(self._read(iri))
            yield classes.office(record, pages.organization, self._speaker)
        yield from memberships.posts(self._speaker)

    def _motions(self, pages: Pages, foreseen: list[str], voted: list[str]) -> Iterator[Node]:
        """The motions of §§, then the foreseen ones; on the way, in which §§ there were votes."""
        for iri in pages.sections:
            record = self._sections.decode(self._read(iri))
            if record.vote:
                voted.append(iri)
            yield from classes.motions(record, pages.organization, self._speaker)
        for iri in foreseen:
            meeting = self._meetings.decode(self._read(iri))
            yield from classes.foreseen_motions(meeting, self._speaker)

    def _vote_events(self, voted: list[str]) -> Iterator[Node]:
        for iri in voted:
            yield from classes.vote_events(self._sections.decode(self._read(iri)), self._speaker)


def _array(name: str, objects: Iterable[Node]) -> Iterator[bytes]:
    yield b',\n"' + name.encode() + b'": ['
    mark = b"\n"
    for one in objects:
        yield mark + msgspec.json.encode(one)
        mark = b",\n"
    yield b"\n]"
