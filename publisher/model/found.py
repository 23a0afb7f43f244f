"""What every value read from a document carries: where it stands, and how sure it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, Literal, TypeVar

import msgspec

from publisher.documents.document import Span

T = TypeVar("T")
Language = Literal["fi", "sv"]


class Confidence(StrEnum):
    """How sure an inferred value is."""

    HIGH = "high"
    LOW = "low"


class Reason(StrEnum):
    """Why a value that is not printed as such was taken to be so."""

    YEAR_FROM_WEEKDAY = "year-from-weekday"
    BASE_FORM = "base-form"
    ADOPTS_A_NOTING = "adopts-a-noting"
    ADOPTS_A_RETURN = "adopts-a-return"
    REPEATS_PROPOSAL = "repeats-proposal"
    NO_KNOWN_PHRASE = "no-known-phrase"
    FROM_PAGE_HEADER = "from-page-header"
    SUBJECT_OF_DECISION = "subject-of-decision"
    VOTE_COUNTS = "vote-counts"
    PROPOSAL_WON_VOTE = "proposal-won-vote"
    NAMES_COUNTED = "names-counted"
    ADOPTS_A_MOTION = "adopts-a-motion"
    NO_LABELS = "no-labels"
    FROM_RANGE = "from-range"
    PROPOSED_BY_LOWER_BODY = "proposed-by-lower-body"


class Inference(msgspec.Struct, frozen=True):
    """That a value is not printed as such but follows from what is printed.

    Attributes:
        reason: What it follows from.
        confidence: How sure that is. What is of low confidence may be withheld by a setting.
    """

    reason: Reason
    confidence: Confidence = Confidence.HIGH


class Found(msgspec.Struct, Generic[T], frozen=True):
    """A value and the characters it was read from.

    Attributes:
        value: The value, in the type that its name promises.
        span: Where it stands in `SourceDocument.text`.
        inferred: None if the value is printed as such.
    """

    value: T
    span: Span
    inferred: Inference | None = None
