"""What may be mentioned in any part of an item."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec

from publisher.model.found import Found


class Place(StrEnum):
    """The part of an item in which something is mentioned."""

    TITLE = "title"
    PREPARATION = "preparation"
    PROPOSAL = "proposal"
    DECISION = "decision"
    COMPETENCE = "competence"


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A law that the text names, or an act of the EU or a decision of a court.

    Attributes:
        as_printed: The characters that name it.
        statute: Number and year of the act as ``410/2015``; None if no act of that name is known.
        chapter: Number and letter of the chapter (*luku*); None if none is named.
        section: Number and letter of the section (*pykälä*) as ``27e``; None if only the act is
            named.
        subsection: Number of the subsection (*momentti*); None if none is named.
        item: Number and letter of the item (*kohta*); None if none is named.
        place: The part of the item in which it stands, or that it is the ground of competence.
        candidates: The acts of the name, where only whose minutes these are tells which is meant.
        work: ``EU reg/2016/679``, ``EU dir/2014/24`` or ``kho/2019/54``; None for Finnish acts, and
            for decisions without a number of a yearbook.
    """

    as_printed: Found[str]
    statute: str | None
    chapter: str | None
    section: str | None
    subsection: str | None = None
    item: str | None = None
    place: Place
    candidates: tuple[str, ...] = ()
    work: str | None = None


class Direction(StrEnum):
    """Whether money is spent or received by the one who decides."""

    EXPENDITURE = "expenditure"
    INCOME = "income"


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of money that the text names; what it is spent on is not interpreted.

    Attributes:
        value: How much.
        currency: Of the value.
        place: The part of the item in which it stands.
        direction: Whether it is spent or received, with the words that say so; None if none do.
    """

    value: Found[Decimal]
    currency: Literal["EUR"]
    place: Place
    direction: Found[Direction] | None = None


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A document attached to the item (*liite*), or background material (*oheismateriaali*).

    Attributes:
        title: As printed, in whatever case the sentence puts it.
        number: As printed, for example ``1``; None if the attachments are not numbered.
        restriction: Why it is not for everybody, as printed; None if nothing says so.
    """

    title: Found[str]
    number: str | None
    restriction: Found[str] | None = None
