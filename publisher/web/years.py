"""What a body handled in a calendar year, from the rows of its §§."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from publisher.web.listings import handled
from publisher.web.meetings import Derived, Record
from publisher.web.rows import OfficeRow


def year(
    page: str,
    rows: Sequence[OfficeRow],
    name: Mapping[str, str],
    meeting: Callable[[dt.date], str],
) -> Derived:
    """A year of a body: its §§ by meeting, newest first, and how many had which outcome.

    Args:
        page: Its IRI, which ends with the year.
        rows: The §§ of that year, those of the newest meeting first.
        name: Of the body, by language.
        meeting: The IRI of the meeting of a day.
    """
    body, _, number = page.rpartition("/")
    record: Record = {
        "id": page,
        "type": "FoafDocument",
        "pageTitle": {language: f"{text} {number}" for language, text in name.items()},
        "primaryTopic": body,
    }
    meetings = [
        {
            "iri": meeting(dt.date.fromisoformat(date)),
            "date": date,
            "handlings": sorted(map(handled, group), key=_in_order),
        }
        for date, group in itertools.groupby(rows, key=lambda row: row.date)
    ]
    return record, {
        "body": body,
        "name": name,
        "year": int(number),
        "meetings": meetings,
        "handlings": len(rows),
        "outcomes": _outcomes(rows),
    }


def _in_order(entry: Mapping[str, object]) -> int:
    return int(str(entry["order"]))


def _outcomes(rows: Sequence[OfficeRow]) -> list[tuple[str | None, int]]:
    """How many §§ had each outcome, the most frequent one first; None is where none was read."""
    counts = Counter(row.outcome for row in rows)
    known = sorted(
        ((outcome, count) for outcome, count in counts.items() if outcome is not None),
        key=lambda entry: (-entry[1], entry[0]),
    )
    return [*known, *([(None, counts[None])] if counts[None] else [])]
