"""What minutes say, before anybody thinks of RDF.

Every value that was read from a document is wrapped in `Found`, which keeps the characters it was
read from. What the document does not say is ``None`` or an empty tuple: no default stands in for
it. The names are Popolo's and ELI-DL's where those have one; `docs/architecture.md` has the
glossary.
"""

from publisher.model.found import Confidence, Found, Inference, Language, Reason
from publisher.model.handling import Appeal, AppealKind, Decision, Handling, Item, Manner, Outcome
from publisher.model.meeting import DocumentKind, Meeting, MeetingMode, Minutes
from publisher.model.mentions import Amount, Attachment, Citation, Direction, Place
from publisher.model.motions import Choice, CounterProposal, MotionFate, Proposal, Vote, VoteMethod
from publisher.model.people import Attendance, Dissent, PersonInRole, Presence, Recusal

__all__ = [
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
    "Handling",
    "Inference",
    "Item",
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
    "Vote",
    "VoteMethod",
]
