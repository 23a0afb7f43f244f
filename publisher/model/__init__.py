"""What minutes say, before anybody thinks of RDF.

Every value that was read from a document is wrapped in `Found`, which keeps the characters it was
read from. What the document does not say is ``None`` or an empty tuple: no default stands in for
it. The names are Popolo's and ELI-DL's where those have one; `docs/architecture.md` has the
glossary.
"""

from publisher.model.found import Confidence, Found, Inference, Language, Reason
from publisher.model.handling import Appeal, AppealKind, Decision, Handling, Item, Manner, Outcome
from publisher.model.meeting import FORESEEN, DocumentKind, Meeting, MeetingMode, Minutes
from publisher.model.mentions import Amount, Attachment, Citation, Direction, Place
from publisher.model.motions import Choice, CounterProposal, MotionFate, Proposal, Vote, VoteMethod
from publisher.model.people import (
    Attendance,
    Dissent,
    Group,
    PersonInRole,
    Presence,
    Recusal,
    SectionRange,
)
from publisher.model.retention import ItemTerms, Removal, Term

__all__ = [
    "FORESEEN",
    "Amount",
    "Appeal",
    "AppealKind",
    "Attachment",
    "Attendance",
    "Choice",
    "Citation",
    "Confidence",
    "CounterProposal",
    "Decision",
    "Direction",
    "Dissent",
    "DocumentKind",
    "Found",
    "Group",
    "Handling",
    "Inference",
    "Item",
    "ItemTerms",
    "Language",
    "Manner",
    "Meeting",
    "MeetingMode",
    "Minutes",
    "MotionFate",
    "Outcome",
    "PersonInRole",
    "Place",
    "Presence",
    "Proposal",
    "Reason",
    "Recusal",
    "Removal",
    "SectionRange",
    "Term",
    "Vote",
    "VoteMethod",
]
