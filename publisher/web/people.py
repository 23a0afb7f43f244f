"""People in public roles, from the rows of what they took part in."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.web.listings import participation
from publisher.web.meetings import Derived, Record
from publisher.web.rows import PersonRow


def person(page: str, rows: Sequence[PersonRow]) -> Derived:
    """Somebody in a public role, under the name that was printed most recently."""
    record: Record = {
        "id": page,
        "type": ["FoafPerson", "Person"],
        "personName": rows[0].name,
        "participatedIn": sorted({row.participation for row in rows}),
    }
    return record, {"participations": [participation(row) for row in rows]}
