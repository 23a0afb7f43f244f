"""What minutes say, before anybody thinks of RDF.

Every value that was read from a document is wrapped in `Found`, which keeps the characters it was
read from. What the document does not say is ``None`` or an empty tuple: no default stands in for
it. The names are Popolo's and ELI-DL's where those have one; `docs/architecture.md` has the
glossary.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Literal, TypeVar

import msgspec

from publisher.documents.document import Span

T = TypeVar("T")
Language = Literal["fi", "sv"]


class Found(msgspec.Struct, Generic[T], frozen=True):
    """A value and the characters it was read from.

    Attributes:
        value: The value, in the type that its name promises.
        span: Where it stands in `SourceDocument.text`.
        inferred: True if the value is not printed as such but follows from what is printed, as a
            year that follows from a weekday.
    """

    value: T
    span: Span
    inferred: bool = False


class Outcome(StrEnum):
    """What became of a matter in one handling (*lopputulos*), resolved against the proposal."""

    APPROVED = "approved"
    APPROVED_AMENDED = "approved-amended"
    NOTED = "noted"
    REJECTED = "rejected"
    TABLED = "tabled"
    RETURNED = "returned"
    REMOVED = "removed"
    ELECTED = "elected"
    OTHER = "other"


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
    """

    person: PersonInRole
    ground: Found[str] | None


class Place(StrEnum):
    """The part of an item in which something is mentioned."""

    TITLE = "title"
    PREPARATION = "preparation"
    PROPOSAL = "proposal"
    DECISION = "decision"


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A law that the text names.

    Attributes:
        as_printed: The characters that name it.
        statute: Number and year of the act as ``410/2015``; None if no act of that name is known.
        section: Number and letter of the section (*pykälä*) as ``27e``; None if only the act is
            named.
        place: The part of the item in which it stands.
    """

    as_printed: Found[str]
    statute: str | None
    section: str | None
    place: Place


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A sum of money that the text names; what it is spent on is not interpreted."""

    value: Found[Decimal]
    currency: Literal["EUR"]
    place: Place


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A document attached to the item (*liite*).

    Attributes:
        title: As printed, in whatever case the sentence puts it.
        number: As printed, for example ``1``; None if the attachments are not numbered.
    """

    title: Found[str]
    number: str | None


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """The proposal for a decision (*päätösehdotus*; Popolo Motion).

    Attributes:
        text: The whole text, paragraphs parted by a blank line.
        proposer: Who is named beside the label.
    """

    text: Found[str]
    proposer: PersonInRole | None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided (*päätös*).

    Attributes:
        text: The whole text under the label, with the process narrative that precedes it.
        outcome: None if no known phrase says it; never guessed.
        checked_at_meeting: The characters that say that this item of the minutes was checked at
            once, which starts its own appeal period.
    """

    text: Found[str]
    outcome: Found[Outcome] | None
    checked_at_meeting: Found[str] | None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One matter of a meeting: a § of minutes, or a foreseen item of a preview.

    A secret item is a bare mention: number, case number and a title that says nothing.
    """

    title: Found[str] | None
    section: Found[int] | None
    case_number: Found[str] | None
    classification: Found[str] | None
    preparers: tuple[PersonInRole, ...] = ()
    presenter: PersonInRole | None = None
    preparation: Found[str] | None = None
    proposal: Proposal | None = None
    decision: Decision | None = None
    recusals: tuple[Recusal, ...] = ()
    temporary_chair: PersonInRole | None = None
    attachments: tuple[Attachment, ...] = ()
    citations: tuple[Citation, ...] = ()
    amounts: tuple[Amount, ...] = ()
    secret: bool = False


class DocumentKind(StrEnum):
    """What kind of document was read."""

    MINUTES_ITEM = "minutes-item"
    PREVIEW = "press"


class Minutes(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says of one meeting.

    Attributes:
        kind: A § of minutes, or a preview of a meeting that is still to come.
        language: Of the text, not of the page around it.
        organization: As printed.
        body: As printed, in full or abbreviated.
        date: The day of the meeting.
        items: In the order of the document.
    """

    kind: DocumentKind
    language: Language
    organization: Found[str] | None
    body: Found[str] | None
    date: Found[dt.date] | None
    items: tuple[Item, ...]
