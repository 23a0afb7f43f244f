"""How many members were present at one § of a meeting (kuntalaki 103 §).

The list of those present and the recusals of the § stand in different places of minutes; here both
are known. A number that is not certain is not said (D-021).
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.mapping.scope import Record, Scope
from publisher.model import Attendance, Item, Meeting, Presence, SectionRange

_MEMBERS = frozenset({Presence.MEMBER, Presence.DEPUTY})


def members_at(scope: Scope, meeting: Meeting | None, item: Item) -> Record:
    """How many members and deputies were present at a §, and how many members the lists name.

    Whoever was recused is not present (kuntalaki 97 §, hyvinvointialuelaki 102 §), and whoever
    takes part from a distance is (kuntalaki 103 §, hyvinvointialuelaki 108 §).

    Args:
        scope: Knows roles.
        meeting: What the front page says, after the privacy stage; None if there is none.
        item: A § of the same minutes.

    Returns:
        Two numbers for the record of the §. Nothing if the lists could not be read in full or
        contradict themselves, if they do not tell of everybody whether they were there at the §,
        if somebody was recused who is not on them, or if somebody may have come in the place of
        whoever was recused.
    """
    if meeting is None or meeting.unread_people or item.section is None or item.secret:
        return {}
    listed = [one for one in meeting.attendance if one.presence in _MEMBERS]
    absent = [one for one in meeting.attendance if _is_absent_member(scope, one)]
    there = _there(listed, item.section.value)
    recused = _recused(meeting, item)
    if there is None or recused is None or _names(listed) & _names(absent):
        return {}
    if any(one.contradicted for one in meeting.attendance):
        return {}
    members = sum(one.presence is Presence.MEMBER for one in listed) + len(absent)
    if not members or len(there) > members:
        return {}
    if _names(there) & recused and item.tells_of_deputies:
        return {}
    present = sum(one.person.name not in recused for one in there)
    return {"membersPresent": present, "membersListed": members}


def _is_absent_member(scope: Scope, one: Attendance) -> bool:
    return one.presence is Presence.ABSENT and scope.mapper.meeting_roles.role(one) != "deputy"


def _names(people: Sequence[Attendance]) -> set[str]:
    return {one.person.name for one in people if one.person.name is not None}


def _there(listed: Sequence[Attendance], section: int) -> list[Attendance] | None:
    """Those who were there at a §; None if that is not certain of everybody."""
    known = [(one, _is_there(one, section)) for one in listed]
    if any(there is None for _, there in known):
        return None
    return [one for one, there in known if there]


def _is_there(one: Attendance, section: int) -> bool | None:
    """Whether somebody was there all through a §; None if the list leaves it open."""
    came = any(stretch.first is not None for stretch in one.sections)
    went = any(stretch.last is not None for stretch in one.sections)
    if one.unclear or (one.arrived and not came) or (one.left and not went):
        return None
    if not one.sections:
        return True
    inside = [stretch for stretch in one.sections if _holds(stretch, section)]
    if any(_is_edge(stretch, section) for stretch in inside):
        return None
    return bool(inside)


def _holds(stretch: SectionRange, section: int) -> bool:
    begins = stretch.first is None or stretch.first.value <= section
    return begins and (stretch.last is None or section <= stretch.last.value)


def _is_edge(stretch: SectionRange, section: int) -> bool:
    """Whether somebody may have come or gone while the § was handled."""
    first, last = stretch.first, stretch.last
    came = stretch.first_in_part and first is not None and section == first.value
    return came or (stretch.last_in_part and last is not None and section == last.value)


def _recused(meeting: Meeting, item: Item) -> set[str] | None:
    """Who was recused; None if one of them is not on the lists as somebody who was there."""
    names = {recusal.person.name for recusal in item.recusals}
    came = [one for one in meeting.attendance if one.presence is not Presence.ABSENT]
    known = {name for name in names if name is not None}
    return known if len(known) == len(names) and known <= _names(came) else None
