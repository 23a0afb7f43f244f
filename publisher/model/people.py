"""People whom minutes name, each in a role and nothing else."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from publisher.documents.document import Span
from publisher.model.found import Found
from publisher.model.mentions import Citation


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The political group that is printed beside a name (*valtuustoryhmä*).

    Attributes:
        text: As printed, without its brackets.
        party: The code of the party in `mappings/reference/parties.csv`; None for whoever is
            printed as belonging to none.
        span: Where it stands.
    """

    text: str
    party: str | None
    span: Span


class PersonInRole(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the text names in a role.

    Attributes:
        name: In the base form, given name first; None where only a title is printed.
        title: The title as printed (*kunnanjohtaja*), without the name.
        span: The characters of name and title together.
        group: The political group that is printed beside the name.
    """

    name: str | None
    title: str | None
    span: Span
    group: Group | None = None


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


class SectionRange(msgspec.Struct, frozen=True, kw_only=True):
    """§§ of a meeting without a gap, at which somebody was present as a list says.

    Attributes:
        first: The first of them; None if somebody was there from the beginning.
        last: The last of them; None if somebody was there to the end.
        first_in_part: Whether somebody may have come while the first one was handled.
        last_in_part: Whether somebody may have left while the last one was handled.
    """

    first: Found[int] | None
    last: Found[int] | None
    first_in_part: bool = False
    last_in_part: bool = False


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of those present (*saapuvilla olleet*).

    Attributes:
        person: Who; the title holds the role as printed.
        presence: Member, deputy, other (officials, visitors), or absent.
        arrived: When somebody who came late arrived.
        left: When somebody who left early went.
        sections: At which §§ somebody was there, in order, where the list says it.
        unclear: Whether §§ are printed beside the name without telling at which somebody was there.
        deputy_for: The member in whose place a deputy came, where the list says it.
        contradicted: Whether the lists name somebody more than once, as a member or deputy and
            otherwise, or at different times.
    """

    person: PersonInRole
    presence: Presence
    arrived: Found[dt.time] | None = None
    left: Found[dt.time] | None = None
    sections: tuple[SectionRange, ...] = ()
    unclear: bool = False
    deputy_for: PersonInRole | None = None
    contradicted: bool = False
