"""People whom minutes name, each in a role and nothing else."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from publisher.documents.document import Span
from publisher.model.found import Found
from publisher.model.mentions import Citation


class PersonInRole(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the text names in a role.

    Attributes:
        name: In the base form, given name first; None where only a title is printed.
        title: The title as printed (*kunnanjohtaja*), without the name.
        span: The characters of name and title together.
    """

    name: str | None
    title: str | None
    span: Span


class Recusal(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was disqualified and did not take part (*esteellisyys*, hallintolaki 27-30 §).

    Attributes:
        person: Who.
        ground: The ground as printed, without its brackets.
        provision: The provision that the ground is; None if it does not tell.
    """

    person: PersonInRole
    ground: Found[str] | None
    provision: Citation | None = None


class Dissent(msgspec.Struct, frozen=True, kw_only=True):
    """A dissenting opinion left to a decision (*eriävä mielipide*, kuntalaki 106 §).

    Attributes:
        person: Who left it.
        text: The sentence that says so, with the grounds where they are printed beside it.
    """

    person: PersonInRole
    text: Found[str]


class Presence(StrEnum):
    """How somebody took part in a meeting."""

    MEMBER = "member"
    DEPUTY = "deputy"
    OTHER = "other"
    ABSENT = "absent"


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of those present (*saapuvilla olleet*).

    Attributes:
        person: Who; the title holds the role as printed.
        presence: Member, deputy, other (officials, visitors), or absent.
        arrived: When somebody who came late arrived.
        left: When somebody who left early went.
    """

    person: PersonInRole
    presence: Presence
    arrived: Found[dt.time] | None = None
    left: Found[dt.time] | None = None
