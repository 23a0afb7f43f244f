"""What Popolo needs of the records of pages; whatever else they say is passed over.

The names are those of `mappings/context.jsonld`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

Texts = dict[str, str]
"""Language to text."""

OneOrMore = str | list[str] | None
"""A value that a record writes bare where there can be but one."""


class _Node(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: str


class PersonRecord(_Node, frozen=True, kw_only=True):
    """Somebody in a public role."""

    person_name: str


class OrganizationRecord(_Node, frozen=True, kw_only=True):
    """An organisation, or one of its bodies and offices, which alone have a classification."""

    name: Texts
    classification: str | None = None
    exact_match: tuple[str, ...] = ()


class Participation(_Node, frozen=True, kw_only=True):
    """Somebody at a meeting; only those on the list of attendance have a presence."""

    role: str
    presence: str | None = None
    person: str | None = None
    name_as_printed: str | None = None
    in_name_of: str | None = None


class Motion(_Node, frozen=True, kw_only=True):
    """A proposal, or a counter-proposal, which alone has a fate of its own."""

    work_type: str
    text: Texts
    creator: OneOrMore = None
    seconded_by: tuple[str, ...] = ()
    motion_fate: str | None = None


class Count(_Node, frozen=True, kw_only=True):
    """How many votes an option got."""

    type: str
    count_value: int


class IndividualVote(_Node, frozen=True, kw_only=True):
    """How somebody voted; without agent if no more than a surname is printed."""

    name_as_printed: str
    option: str
    agent: str | None = None
    political_group: str | None = None


class Vote(_Node, frozen=True, kw_only=True):
    """A vote."""

    decision_method: str | None = None
    motion: tuple[str, ...] = ()
    yes_means: tuple[str, ...] = ()
    no_means: tuple[str, ...] = ()
    result: str | None = None
    count: tuple[Count, ...] = ()
    individual_vote: tuple[IndividualVote, ...] = ()


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """The decision as an act."""

    adopts: tuple[str, ...] = ()


class Decision(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The decision of a §."""

    act: Act
    outcome: str | None = None
    deciding_vote: str | None = None


class _Activity(_Node, frozen=True, kw_only=True):
    activity_id: str
    date: str
    body: str


class ForeseenItem(_Node, frozen=True, kw_only=True):
    """A matter that a preview foresees for a meeting."""

    proposal: Motion | None = None


class MeetingRecord(_Activity, frozen=True, kw_only=True):
    """A meeting, held or foreseen."""

    type: tuple[str, ...]
    activity_type: str
    meeting_number: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    location: Texts = {}
    participation: tuple[Participation, ...] = ()
    consists_of: tuple[str | ForeseenItem, ...] = ()

    def foreseen(self) -> Iterator[Motion]:
        """The proposals that a preview foresees."""
        for item in self.consists_of:
            if not isinstance(item, str) and item.proposal is not None:
                yield item.proposal


class SectionRecord(_Activity, frozen=True, kw_only=True):
    """A §; one that an office-holder decided alone is of no meeting."""

    meeting: str | None = None
    proposal: Motion | None = None
    counter_proposal: tuple[Motion, ...] = ()
    vote: tuple[Vote, ...] = ()
    decision: Decision | None = None
