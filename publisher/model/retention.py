"""How long personal data of a handling may stay on the network, and what has left it since."""

from __future__ import annotations

import datetime as dt

import msgspec


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """What left a handling when its time was over.

    Attributes:
        texts: How many of its texts.
        names: How many names of people in a public role.
    """

    texts: int
    names: int


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """Until when personal data of a handling, or of the front page of minutes, may stay.

    Attributes:
        counted_from: The day that the time for an appeal is counted from.
        posted: Whether that is the day on which the minutes were posted, as they print it;
            otherwise it is the day of the meeting, which is not later.
        until: The last day (kuntalaki 140 §, hyvinvointialuelaki 145 §).
        about_private: Whether it is a matter of private people, whose texts have to leave then.
        holds_names: Whether there are, or were, names that have to.
        removal: What has left; None while it may stay, and where there was nothing.
    """

    counted_from: dt.date
    posted: bool
    until: dt.date
    about_private: bool = False
    holds_names: bool = False
    removal: Removal | None = None

    @property
    def personal(self) -> bool:
        """Whether there are, or were, personal data that have to leave then."""
        return self.about_private or self.holds_names

    @property
    def removed_on(self) -> dt.date | None:
        """The first day without what has left; None if nothing has."""
        return None if self.removal is None else self.until + dt.timedelta(days=1)


class ItemTerms(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of an item and of its earlier handlings.

    Attributes:
        own: Of the handling that the document is about; None where its day or its body is not
            known, so that nothing of it is published.
        earlier: Of those before, in the order of the item.
    """

    own: Term | None
    earlier: tuple[Term | None, ...] = ()
