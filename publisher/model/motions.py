"""Proposals, the motions made against them, and the votes between them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from publisher.model.found import Found
from publisher.model.people import PersonInRole


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """The proposal for a decision (*päätösehdotus*; Popolo Motion).

    Attributes:
        text: The whole text, paragraphs parted by a blank line.
        proposer: Who is named beside the label.
    """

    text: Found[str]
    proposer: PersonInRole | None


class MotionFate(StrEnum):
    """What became of a motion made in the meeting."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class CounterProposal(msgspec.Struct, frozen=True, kw_only=True):
    """A motion that a member made in the meeting (*vastaehdotus*, *muutosehdotus*).

    Attributes:
        text: The sentence or sentences that tell it.
        by: Who made it.
        seconded_by: Who seconded it (*kannatti*).
        fate: What became of it, where the text says so.
    """

    text: Found[str]
    by: tuple[PersonInRole, ...]
    seconded_by: tuple[PersonInRole, ...] = ()
    fate: Found[MotionFate] | None = None


class VoteMethod(StrEnum):
    """How votes were cast (kuntalaki 104 §)."""

    ROLL_CALL = "roll-call"
    OPEN = "open"
    SHOW_OF_HANDS = "show-of-hands"
    ELECTRONIC = "electronic"
    CLOSED_BALLOT = "closed-ballot"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What one side of a vote was for.

    Attributes:
        proposal: Whether it was for the proposal that the handling began with.
        motions: Numbers, from 1, of the counter-proposals that it was for, in the handling's order.
    """

    proposal: bool = False
    motions: tuple[int, ...] = ()


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """One vote between two alternatives (*äänestys*; Popolo VoteEvent).

    A count that is not printed is None; a printed nought is 0.

    Attributes:
        text: The sentences that tell of it.
        subject: What was voted on, where that is named (*Lehdon muutosehdotus nro 2*).
        method: How.
        yes_means: What *jaa* meant, as printed.
        no_means: What *ei* meant, as printed.
        yes: Votes for the first alternative: *jaa*, as a rule the original proposal.
        no: Votes for the second one: *ei*.
        blank: Blank votes (*tyhjää*).
        absent: Those who did not vote (*poissa*).
        yes_voters: Who voted *jaa*, where names are printed.
        no_voters: Who voted *ei*.
        blank_voters: Who voted blank.
        absent_voters: Who did not vote.
        yes_won: Whether the first alternative won, as told or as the counts say.
        casting: The words that say that in a tie the vote of the chair decided (kuntalaki 104 §).
        yes_for: What *jaa* was a vote for; None if that cannot be told.
        no_for: What *ei* was a vote for; None likewise.
    """

    text: Found[str]
    subject: Found[str] | None = None
    method: Found[VoteMethod] | None = None
    yes_means: Found[str] | None = None
    no_means: Found[str] | None = None
    yes: Found[int] | None = None
    no: Found[int] | None = None
    blank: Found[int] | None = None
    absent: Found[int] | None = None
    yes_voters: tuple[PersonInRole, ...] = ()
    no_voters: tuple[PersonInRole, ...] = ()
    blank_voters: tuple[PersonInRole, ...] = ()
    absent_voters: tuple[PersonInRole, ...] = ()
    yes_won: Found[bool] | None = None
    casting: Found[str] | None = None
    yes_for: Choice | None = None
    no_for: Choice | None = None
