"""The record of a meeting, out of what its §§, a preview and the front page of its minutes say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from publisher.web.listings import handled
from publisher.web.rows import ConvenedRow, MeetingRow

Record = dict[str, Any]
Derived = tuple[Record, dict[str, Any]]
"""A record, and the listing that its page shows beside it."""


class MeetingRecords(msgspec.Struct, frozen=True):
    """What documents said of a meeting beside its §§.

    Attributes:
        foreseen: By a preview; None if there was none.
        held: By the front page of the minutes; None likewise.
    """

    foreseen: Record | None
    held: Record | None

    @classmethod
    def decode(cls, foreseen: bytes, held: bytes) -> MeetingRecords:
        """From the JSON of both; what there is not is empty."""
        return cls(*(msgspec.json.decode(each) if each else None for each in (foreseen, held)))


def without_sections(told: MeetingRecords) -> Derived:
    """A meeting that is foreseen, or of whose §§ none could be published."""
    if told.held is None:
        return told.foreseen or {}, {"handlings": [], "foreseen": True}
    record = {term: value for term, value in told.held.items() if term != "consistsOf"}
    return record, {"handlings": [], "foreseen": False}


def held(
    told: MeetingRecords, page: str, rows: Sequence[MeetingRow], convened: ConvenedRow
) -> Derived:
    """A meeting as it was held, and as its preview foresaw it if there was one."""
    day = convened.date
    foreseen = told.foreseen or {}
    record = (
        foreseen
        | (told.held or {})
        | {
            "id": page,
            "type": ["Activity", *(["ForeseenActivity"] if foreseen else []), "Event"],
            "activityId": f"{convened.body_name} {day}",
            "activityType": "toiminta:kokous",
            "date": day,
            "body": convened.body,
            "bodyAsPrinted": convened.body_name,
            "consistsOf": [*foreseen.get("consistsOf", []), *(row.handling for row in rows)],
        }
    )
    return record, {"handlings": [handled(row) for row in rows], "foreseen": False}
