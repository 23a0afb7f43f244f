"""The clock of retention: until when personal data of minutes may stay on the network."""

from __future__ import annotations

import datetime as dt

import msgspec

from publisher.deadlines import Deadlines
from publisher.model import DocumentKind, Handling, Item, Minutes, Term
from publisher.settings import Body, Organization, resolve_body


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """What tells the term of everything in one document.

    The time for an appeal is counted from the day on which the minutes were posted. Where they do
    not print it, and for a § that was checked in the meeting, whose extract may have been posted
    before the rest, it is counted from the day of the meeting: no minutes are posted earlier, so
    that nothing stays too long. That a party was notified in person later does not lengthen it.

    Attributes:
        deadlines: How long the times are.
        today: The day that the build goes by.
        keep_names: Whether names of people in a public role stay afterwards.
        organization: Whose document it is.
        body: Of the document; None if it is not known.
        day: Of the meeting, or of the decision of an office-holder; None likewise.
        posted: The day of the posting, if it is printed.
    """

    deadlines: Deadlines
    today: dt.date
    keep_names: bool
    organization: Organization
    body: Body | None
    day: dt.date | None
    posted: dt.date | None

    def is_over(self, term: Term | None) -> bool:
        """Whether personal data have to be gone, from the day after the last one on."""
        return term is not None and self.today > term.until

    def of_item(self, item: Item) -> Term | None:
        """The term of the handling that the document is about; None if day or body are unknown."""
        decision = item.decision
        at_meeting = decision is not None and decision.checked_at_meeting is not None
        kind = item.appeal.kind.value.value if item.appeal and item.appeal.kind else None
        return self._term(self.body, self.day, None if at_meeting else self.posted, kind)

    def of_earlier(self, handling: Handling) -> Term | None:
        """The term of a handling before it, of which neither posting nor appeal is told."""
        if handling.date is None:
            return None
        printed = handling.body.value if handling.body is not None else ""
        body = resolve_body(self.organization, printed)
        return self._term(body, handling.date.value, None, None)

    def of_meeting(self) -> Term | None:
        """The term of the front page of minutes: that of a § of its body."""
        return self._term(self.body, self.day, self.posted, None)

    def _term(
        self, body: Body | None, day: dt.date | None, posted: dt.date | None, kind: str | None
    ) -> Term | None:
        if body is None or day is None:
            return None
        counted_from = posted or day
        until = self.deadlines.retention_end(kind, body.classification, counted_from)
        return Term(counted_from=counted_from, posted=posted is not None, until=until)


def retention_of(
    minutes: Minutes,
    organization: Organization,
    deadlines: Deadlines,
    today: dt.date,
    *,
    keep_names: bool,
) -> Retention:
    """The clock for one document.

    Args:
        minutes: As read.
        organization: Whose document it is.
        deadlines: How long the times are.
        today: The day that the build goes by.
        keep_names: Whether names of people in a public role stay afterwards.

    Returns:
        The clock, also where body or day are not known: then nothing has a term.
    """
    posted = minutes.meeting and minutes.meeting.posted
    # Of a decision that an office-holder makes alone there is no meeting, and no front page.
    of_office = minutes.kind is DocumentKind.OFFICE_DECISION
    return Retention(
        deadlines=deadlines,
        today=today,
        keep_names=keep_names,
        organization=organization,
        body=resolve_body(organization, minutes.body.value) if minutes.body else None,
        day=minutes.date.value if minutes.date else None,
        posted=posted.value if posted and not of_office else None,
    )
