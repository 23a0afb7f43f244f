"""Which § there are: who handled what, when, under which number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from tests.benchmark.vocabulary import WORDS, Body, Organization

YEARS = (2023, 2024, 2025)

_FEWEST_ITEMS, _MOST_ITEMS = 10, 15
_ROOMS = sum(len(organization.bodies) for organization in WORDS.organizations) * len(YEARS)
# From the first meeting of a year to the last one, and between two at most.
_SEASON_DAYS, _LONGEST_GAP_DAYS = 330, 28
# Of five § three belong to a case.
_CASE_PERIOD, _CASES_IN_PERIOD = 5, 3
# A third of the cases each are handled once, twice and three times; how many § with cases an
# organisation handles before one of them comes back.
_MOST_HANDLINGS, _RETURNS_AFTER = 3, 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case, whose kind of matter and place stay the same in all its handlings.

    Attributes:
        number: As printed, with its function class.
        seed: The index of the § that opened it.
    """

    number: str
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A § that is to be written.

    Attributes:
        index: Counts from 0 through the corpus; decides everything that is random.
        organization: Whose.
        body: That met.
        day: Of the meeting.
        number: Of the §, from 1 for each body and year.
        case: None for matters without one.
    """

    index: int
    organization: Organization
    body: Body
    day: dt.date
    number: int
    case: Case | None


def plan_sections(wanted: int) -> list[Section]:
    """Plan a corpus.

    Meetings of 10 to 15 § go round the bodies and years; the last meeting may be shorter.

    Args:
        wanted: How many §.

    Returns:
        The §, meeting by meeting.

    Raises:
        ValueError: If the bodies cannot meet often enough for so many §.
    """
    meetings = list(_meetings(wanted))
    times = -(-len(meetings) // _ROOMS)
    if times > _SEASON_DAYS:
        message = f"{wanted} are too many §: the bodies would meet more than once a day"
        raise ValueError(message)
    gap = min(_LONGEST_GAP_DAYS, _SEASON_DAYS // max(times, 1))
    reached: dict[tuple[str, str, int], int] = {}
    sections: list[Section] = []
    for meeting, size in enumerate(meetings):
        organization, body, year = _room(meeting % _ROOMS)
        day = dt.date(year, 1, 9) + dt.timedelta(days=gap * (meeting // _ROOMS))
        key = (organization.slug, body.name, year)
        first = reached.get(key, 0) + 1
        reached[key] = first + size - 1
        sections += [
            Section(
                index=len(sections) + position,
                organization=organization,
                body=body,
                day=day,
                number=first + position,
                case=None,
            )
            for position in range(size)
        ]
    return _with_cases(sections)


def plan_addition(sections: Sequence[Section]) -> Section:
    """Plan one more § for the latest meeting of the first body, in a case that is there already."""
    body = (sections[0].organization, sections[0].body, sections[0].day.year)
    latest = max(
        (s for s in sections if (s.organization, s.body, s.day.year) == body),
        key=lambda section: section.number,
    )
    case = next(s.case for s in sections[::-1] if s.organization == latest.organization and s.case)
    return replace(latest, index=len(sections), number=latest.number + 1, case=case)


def _meetings(wanted: int) -> Iterator[int]:
    spread = _MOST_ITEMS - _FEWEST_ITEMS + 1
    meeting = 0
    while wanted > 0:
        size = min(wanted, _FEWEST_ITEMS + (meeting * 7 + meeting // spread) % spread)
        yield size
        wanted -= size
        meeting += 1


def _room(number: int) -> tuple[Organization, Body, int]:
    rest, which = divmod(number, len(WORDS.organizations))
    organization = WORDS.organizations[which]
    year, body = divmod(rest, len(organization.bodies))
    return organization, organization.bodies[body], YEARS[year]


def _with_cases(sections: Sequence[Section]) -> list[Section]:
    """Give cases to § in the order of their days, so that a case comes back later than it came."""
    cases: dict[int, Case] = {}
    for organization in WORDS.organizations:
        own = [s for s in sections if s.organization == organization]
        own.sort(key=lambda section: (section.day, section.index))
        handled = [s for s in own if s.index % _CASE_PERIOD < _CASES_IN_PERIOD]
        due: dict[int, tuple[Case, int]] = {}
        opened = 0
        for position, section in enumerate(handled):
            case, left = due.pop(position, (None, 0))
            if case is None:
                opened += 1
                case, left = _open_case(section, opened), opened % _MOST_HANDLINGS
            cases[section.index] = case
            if left:
                back = next(p for p in count(position + _RETURNS_AFTER) if p not in due)
                due[back] = (case, left - 1)
    return [replace(s, case=cases.get(s.index)) for s in sections]


def _open_case(section: Section, serial: int) -> Case:
    matter = WORDS.cases[section.index % len(WORDS.cases)]
    return Case(number=f"{serial}/{matter.classification}/{section.day.year}", seed=section.index)
