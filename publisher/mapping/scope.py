"""What a document says only together with the settings: whose minutes these are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from publisher.deadlines import Deadlines
from publisher.documents.document import Span
from publisher.mapping.codes import Codes
from publisher.mapping.roles import MeetingRoles
from publisher.model import PersonInRole
from publisher.rdf.iris import Iris, source_iri, span_iri
from publisher.settings import Body, Organization
from publisher.statutes import Statutes

Record = dict[str, Any]
"""A JSON-LD node in the terms of `mappings/context.jsonld`; plain JSON values only."""


class Mapper(msgspec.Struct, frozen=True, kw_only=True):
    """What stays the same for all documents of one run.

    Attributes:
        iris: Mints the IRIs.
        codes: Names to concepts.
        meeting_roles: What titles in the list of those present mean.
        deadlines: How long an appeal may take.
        statutes: Which acts and sections exist.
        person_key: The secret behind the IRIs of people.
        licence: IRI of the licence of the data.
        languages: In which pages are made; the first is the default.
        withdrawn: IRIs of §§ that their publisher took off the network.
    """

    iris: Iris
    codes: Codes
    meeting_roles: MeetingRoles
    deadlines: Deadlines
    statutes: Statutes
    person_key: bytes
    licence: str
    languages: tuple[str, ...]
    withdrawn: frozenset[str] = frozenset()


class Scope(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Where and when the matters of one document were handled.

    Attributes:
        mapper: The run.
        organization: Whose document this is.
        body: Who met, or the office whose holder decided.
        day: When.
        language: Of the text.
        sha256: Of the source document.
        posted: When the minutes were put on the public network, if they say it.
        has_front_page: Whether the document is the minutes of the meeting with their front page.
        retold: Whether the document is not the minutes of the meeting but later ones that tell of
            what was done there.
    """

    mapper: Mapper
    organization: Organization
    body: Body
    day: dt.date
    language: str
    sha256: str
    posted: dt.date | None = None
    has_front_page: bool = False
    retold: bool = False

    @cached_property
    def body_iri(self) -> str:
        """The body that met, or the office."""
        return self.mapper.iris.body(self.organization.slug, self.body.slug)

    @cached_property
    def meeting_iri(self) -> str:
        """The meeting."""
        return self.mapper.iris.meeting(self.organization.slug, self.body.slug, self.day)

    @cached_property
    def body_name(self) -> str:
        """The body's full name in the language of the text, or the one name it has."""
        name = self.body.name_sv if self.language == "sv" else self.body.name_fi
        return name or self.body.name_fi or self.body.name_sv or ""

    def section_iri(self, section: int) -> str:
        """A § of the body and the year of its day."""
        return self.mapper.iris.section(
            self.organization.slug, self.body.slug, self.day.year, section
        )

    def is_withdrawn(self, section: int) -> bool:
        """Whether its publisher took a § off the network."""
        return self.section_iri(section) in self.mapper.withdrawn

    def text(self, value: str) -> dict[str, str]:
        """A text of the document as a language map."""
        return {self.language: value}

    def evidence(self, spans: Iterable[Span]) -> list[str]:
        """The characters of the source document that something was read from."""
        return [span_iri(self.source, span.start, span.end) for span in spans]

    @cached_property
    def source(self) -> str:
        """The source document as a whole."""
        return source_iri(self.sha256)

    def person_iri(self, person: PersonInRole) -> str | None:
        """The IRI of somebody who is named; None for a bare title or surname, which many share."""
        if person.name is None or " " not in person.name:
            return None
        name = person.name
        namesake = name.casefold() in {n.casefold() for n in self.organization.namesakes}
        return self.mapper.iris.person(
            self.organization.slug,
            name,
            self.mapper.person_key,
            kept_apart_by=self.body.slug if namesake else "",
        )
