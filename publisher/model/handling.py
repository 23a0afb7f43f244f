"""One matter in one meeting, and the same matter in the meetings before."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from publisher.model.found import Found
from publisher.model.mentions import Amount, Attachment, Citation
from publisher.model.motions import CounterProposal, Proposal, Vote
from publisher.model.people import Dissent, PersonInRole, Recusal


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


class Manner(StrEnum):
    """How a decision came about, beside a vote."""

    LOT = "lot"
    UNANIMOUS = "unanimous"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided (*päätös*).

    Attributes:
        text: The whole text under the label, with the process narrative that precedes it.
        outcome: None if no known phrase says it; never guessed.
        checked_at_meeting: The characters that say that this item of the minutes was checked at
            once, which starts its own appeal period.
        manner: That a lot decided (kuntalaki 105 §), or that all agreed; None if nothing says so.
    """

    text: Found[str]
    outcome: Found[Outcome] | None
    checked_at_meeting: Found[str] | None
    manner: Found[Manner] | None = None


class Handling(msgspec.Struct, frozen=True, kw_only=True):
    """What one body did with a matter in one meeting.

    Attributes:
        body: As printed; None for the current handling, whose body is that of the meeting.
        date: The day of the meeting; None likewise, or where it is not printed.
        section: Number of the §.
        preparers: Who prepared the matter.
        presenter: Who presented it.
        preparation: The background.
        proposal: What was proposed for decision.
        counter_proposals: Motions made in the meeting, in the order of the text.
        votes: In the order in which they were held.
        discussion: What happened before the decision, as who spoke and moved (*käsittely*).
        decision: What was decided.
        recusals: Who was recused from this handling.
        temporary_chair: Who took the chair for it.
        dissents: Who left a dissenting opinion.
    """

    body: Found[str] | None = None
    date: Found[dt.date] | None = None
    section: Found[int] | None = None
    preparers: tuple[PersonInRole, ...] = ()
    presenter: PersonInRole | None = None
    preparation: Found[str] | None = None
    proposal: Proposal | None = None
    counter_proposals: tuple[CounterProposal, ...] = ()
    votes: tuple[Vote, ...] = ()
    discussion: Found[str] | None = None
    decision: Decision | None = None
    recusals: tuple[Recusal, ...] = ()
    temporary_chair: PersonInRole | None = None
    dissents: tuple[Dissent, ...] = ()


class AppealKind(StrEnum):
    """Whether and how a decision can be appealed."""

    PROHIBITED = "prohibited"
    RECTIFICATION = "rectification"
    MUNICIPAL_APPEAL = "municipal-appeal"
    ADMINISTRATIVE_APPEAL = "administrative-appeal"


class Appeal(msgspec.Struct, frozen=True, kw_only=True):
    """The appeal instructions of an item, or that appeal is prohibited (*muutoksenhaku*).

    Attributes:
        text: The lines about appeal.
        kind: What they say; None if only their heading is there.
    """

    text: Found[str]
    kind: Found[AppealKind] | None


class Item(Handling, frozen=True, kw_only=True):
    """One matter of a meeting, as that meeting handled it: a § of minutes, or a foreseen item.

    A secret item is a bare mention: number, case number and a title that says nothing.

    Attributes:
        title: All lines of it.
        case_number: As printed.
        classification: The function class beside or inside the case number.
        earlier: Handlings of the matter before this one, as far as this text tells of them, in its
            order; a bare reference has only body, date or §.
        attachments: Documents attached to the item.
        background_material: Documents that the body had but that are not attached.
        notified: Whom the decision is sent to, as printed.
        appeal: Appeal instructions or prohibition.
        citations: Laws that the current handling names.
        amounts: Sums that the current handling names.
        tells_of_deputies: Whether somebody was recused and the same texts tell of deputies, one of
            whom may have come instead.
        decider: Who decided alone, of a decision of an office-holder.
        secret: True for a bare mention.
    """

    title: Found[str] | None
    case_number: Found[str] | None = None
    classification: Found[str] | None = None
    earlier: tuple[Handling, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    background_material: tuple[Attachment, ...] = ()
    notified: tuple[Found[str], ...] = ()
    appeal: Appeal | None = None
    citations: tuple[Citation, ...] = ()
    amounts: tuple[Amount, ...] = ()
    tells_of_deputies: bool = False
    decider: PersonInRole | None = None
    secret: bool = False
