"""What one document says of one meeting."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from publisher.model.found import Found, Language
from publisher.model.handling import Item
from publisher.model.people import Attendance, PersonInRole


class DocumentKind(StrEnum):
    """What kind of document was read."""

    MINUTES = "minutes"
    MINUTES_ITEM = "minutes-item"
    AGENDA = "agenda"
    AGENDA_ITEM = "agenda-item"
    PREVIEW = "press"
    DIGEST = "digest"
    OFFICE_DECISION = "office-decision"


# What has not been decided yet.
FORESEEN = frozenset({DocumentKind.PREVIEW, DocumentKind.AGENDA})


class MeetingMode(StrEnum):
    """How members take part in a meeting (kuntalaki 98-100 §, hyvinvointialuelaki 103-105 §)."""

    ON_SITE = "on-site"
    REMOTE = "remote"
    HYBRID = "hybrid"
    ELECTRONIC_PROCEDURE = "electronic-procedure"


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """What the front page of minutes says; None and empty where it does not.

    Attributes:
        number: Of the meeting in its year, as printed (``11/2024``).
        starts: When it began.
        ends: When it ended.
        place: Where it was held, as printed.
        attendance: Who was there and who was not, in the order of the lists.
        unread_people: Whether lines of these lists could not be read, so that somebody may be
            missing.
        mode: How the members took part, where that is told.
        checkers: Who checks the minutes.
        checked: The day on which they were checked.
        posted: The day from which they are on the public network (kuntalaki 140 §).
        contents: The § numbers of its own list of items, in order.
    """

    number: Found[str] | None = None
    starts: Found[dt.time] | None = None
    ends: Found[dt.time] | None = None
    place: Found[str] | None = None
    attendance: tuple[Attendance, ...] = ()
    unread_people: bool = False
    mode: Found[MeetingMode] | None = None
    checkers: tuple[PersonInRole, ...] = ()
    checked: Found[dt.date] | None = None
    posted: Found[dt.date] | None = None
    contents: tuple[Found[int], ...] = ()


class Minutes(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says of one meeting.

    Attributes:
        kind: A whole meeting or a single item, of minutes or of an agenda; a text about them, a
            preview before the meeting or a digest after it; or the decision of an office-holder.
        language: Of the text, not of the page around it.
        organization: As printed.
        body: As printed, in full or abbreviated; of a decision of an office-holder, the office.
        date: The day of the meeting, or of such a decision.
        items: In the order of the document.
        meeting: What the front page says, if there is one.
    """

    kind: DocumentKind
    language: Language
    organization: Found[str] | None
    body: Found[str] | None
    date: Found[dt.date] | None
    items: tuple[Item, ...]
    meeting: Meeting | None = None
