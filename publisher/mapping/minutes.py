"""What the front page of minutes says of the meeting: when, where, and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from publisher.mapping import parts
from publisher.mapping.retention import retention
from publisher.mapping.scope import Record, Scope
from publisher.model import Attendance, Found, Meeting, Presence, Term
from publisher.rdf.iris import minutes_of, part_of
from publisher.rdf.moments import moment


def map_meeting(
    scope: Scope, meeting: Meeting, sections: Iterable[str], term: Term | None
) -> Record:
    """Map the front page of minutes to what it adds to the record of the meeting.

    Args:
        scope: Whose, where and when.
        meeting: As read, after the privacy stage.
        sections: IRIs of the §§ that the minutes hold.
        term: Until when names may stay in it.

    Returns:
        A record of the meeting (eli-dl:Activity), with what the §§ do not say: its number, hours
        and place, who was there in which role, who was absent, and the minutes as a document.
    """
    iri = scope.meeting_iri
    minutes = minutes_of(iri)
    record: Record = {
        "id": iri,
        "type": ["Activity", "Event"],
        "activityId": f"{scope.body_name} {scope.day.isoformat()}",
        "activityType": scope.mapper.codes.concept("activity", "meeting"),
        "date": scope.day.isoformat(),
        "body": scope.body_iri,
        "bodyAsPrinted": scope.body_name,
        "bodyKind": scope.mapper.codes.concept("body", scope.body.classification),
        "consistsOf": list(sections),
        "recordedIn": {
            "id": minutes,
            "type": "LegislativeProcessWork",
            "workType": scope.mapper.codes.concept("work", "minutes"),
            "derivedFrom": [scope.source],
        }
        | _dates(meeting),
    } | retention(term)
    if meeting.number is not None:
        record["meetingNumber"] = meeting.number.value
    if meeting.starts is not None:
        record["startDate"] = moment(scope.day, meeting.starts.value)
    if meeting.ends is not None:
        record["endDate"] = _ending(scope.day, meeting.starts, meeting.ends)
    if meeting.place is not None:
        record["location"] = scope.text(meeting.place.value)
    if meeting.mode is not None:
        mode = meeting.mode.value.value
        record["meetingMode"] = scope.mapper.codes.concept("meeting-mode", mode)
    if people := _people(scope, iri, meeting):
        record["participation"] = people
    if excused := _excused(scope, meeting):
        record["excused"] = excused
    return record


def _dates(meeting: Meeting) -> Record:
    """When the minutes were checked, and when they were put on the public network."""
    found = {"checkedDate": meeting.checked, "postedDate": meeting.posted}
    return {term: day.value.isoformat() for term, day in found.items() if day is not None}


def _ending(day: dt.date, starts: Found[dt.time] | None, ends: Found[dt.time]) -> str:
    """When a meeting ended: the next day, if it ended at an earlier hour than it began."""
    past_midnight = starts is not None and ends.value < starts.value
    return moment(day + dt.timedelta(days=1) if past_midnight else day, ends.value)


def _people(scope: Scope, iri: str, meeting: Meeting) -> list[Record]:
    """Those on the list who are named or have a title, then those who check the minutes."""
    listed = [one for one in meeting.attendance if one.person.name or one.person.title]
    checkers = [one for one in meeting.checkers if one.name or one.title]
    on_list = {scope.person_iri(one.person) for one in listed}
    return [
        *(
            _attendance(scope, part_of(iri, f"lasna-{number}"), one, on_list)
            for number, one in enumerate(listed, start=1)
        ),
        *(
            parts.participation(scope, part_of(iri, f"tarkastaja-{number}"), "minutes-checker", one)
            for number, one in enumerate(checkers, start=1)
        ),
    ]


def _attendance(scope: Scope, iri: str, one: Attendance, on_list: Collection[str | None]) -> Record:
    role = scope.mapper.meeting_roles.role(one)
    record = parts.participation(scope, iri, role, one.person)
    record["presence"] = scope.mapper.codes.concept("presence", one.presence.value)
    if one.arrived is not None:
        record["arrivedAt"] = one.arrived.value.isoformat()
    if one.left is not None:
        record["leftAt"] = one.left.value.isoformat()
    return record | _sections(one) | _deputy_for(scope, one, on_list)


def _sections(one: Attendance) -> Record:
    """From which §§ and until which somebody was there, if not all the time."""
    found = {
        "presentFrom": [each.first.value for each in one.sections if each.first is not None],
        "presentUntil": [each.last.value for each in one.sections if each.last is not None],
    }
    return {term: numbers for term, numbers in found.items() if numbers}


def _deputy_for(scope: Scope, one: Attendance, on_list: Collection[str | None]) -> Record:
    """In whose place a deputy came; only somebody on the list has a page that can be linked."""
    if one.deputy_for is None or (iri := scope.person_iri(one.deputy_for)) is None:
        return {}
    record: Record = {"deputyForAsPrinted": one.deputy_for.name}
    return record | ({"deputyFor": iri} if iri in on_list else {})


def _excused(scope: Scope, meeting: Meeting) -> list[str]:
    """Those who were absent, as far as they have an IRI."""
    absent = (one.person for one in meeting.attendance if one.presence is Presence.ABSENT)
    iris = (scope.person_iri(person) for person in absent)
    return list(dict.fromkeys(iri for iri in iris if iri is not None))
