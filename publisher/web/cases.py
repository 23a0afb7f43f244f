"""The record of a case, out of what its handlings say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from publisher.function_classes import class_codes
from publisher.rdf.iris import function_class
from publisher.web.listings import Entry, handling, texts
from publisher.web.meetings import Derived, Record
from publisher.web.rows import CaseRow, EarlierRow

Printed = tuple[EarlierRow, str]
"""An earlier handling that a § prints, and its IRI; empty where its body is not known."""


def case(
    page: str,
    rows: Sequence[CaseRow],
    printed: Sequence[Printed],
    scheme: str,
    status: str | None,
) -> Derived:
    """A case, with the title of its newest handling, and which handling led to which.

    Only the case knows all of its handlings, so that it says what came before what (D-003), and
    has every function class that they print. Where several bodies handled it on its last day,
    nothing tells which of them was the last.

    Args:
        page: IRI of the case.
        rows: Its handlings, oldest first, those of one body and day by §; at least one.
        printed: The handlings before that they print.
        scheme: IRI of the organisation's scheme of function classes.
        status: Where it stands; None if its handlings do not tell.
    """
    sections = list(dict.fromkeys(row.handling for row in rows))
    motives = _motives(sections, printed)
    record: Record = {
        "id": page,
        "type": "Process",
        "processNumber": rows[0].number,
        "processTitle": texts(rows[-1].label),
        "consistsOf": [
            {"id": iri, "motivatedBy": [motives[iri]]} if iri in motives else iri
            for iri in sections
        ],
    }
    if len({row.body for row in rows if row.date == rows[-1].date}) == 1:
        record["latestActivity"] = sections[-1]
    if status is not None:
        record["processStatus"] = status
    codes = sorted({code for row in rows for code in class_codes(row.classes or "")})
    classes = [{"iri": function_class(scheme, code), "notation": code} for code in codes]
    if classes:
        record["processType"] = [each["iri"] for each in classes]
    handlings = [handling(row, row.handling) for row in rows]
    missing = _missing(sections, printed)
    stages = sorted([*handlings, *missing], key=lambda entry: str(entry["date"]))
    return record, {
        "handlings": handlings,
        "missing": missing,
        "stages": stages,
        "marks": _marks(stages),
        "classes": classes,
    }


def _motives(sections: Sequence[str], printed: Sequence[Printed]) -> dict[str, str]:
    """The handling that came right before each, of those that it prints and that are there.

    Of two on one day nothing tells which was the last.
    """
    days: dict[str, dict[str, set[str]]] = {}
    for row, before in printed:
        if before in sections and before != row.handling:
            days.setdefault(row.handling, {}).setdefault(row.date, set()).add(before)
    last = {iri: found[max(found)] for iri, found in days.items()}
    return {iri: min(found) for iri, found in last.items() if len(found) == 1}


def _missing(sections: Sequence[str], printed: Sequence[Printed]) -> list[Entry]:
    """The handlings that §§ print and that are not here, by day; each once."""
    found = {
        iri or (row.body.casefold(), row.date, row.section): row
        for row, iri in reversed(printed)
        if iri not in sections
    }
    return [
        {"date": row.date, "bodyAsPrinted": row.body, "section": row.section}
        for row in sorted(found.values(), key=lambda row: (row.date, row.body, row.section))
    ]


# The width of the line of time, in units of its drawing, and what is free at either end.
_WIDTH, _EDGE = 600, 12


def _marks(stages: Sequence[Entry]) -> list[dict[str, object]]:
    """Where each day of a case stands on a line of time; none if there is but one day.

    A day on which a § is here counts as here, whatever else of that day is missing.
    """
    days = sorted({str(entry["date"]) for entry in stages})
    if len(days) == 1:
        return []
    here = {entry["date"] for entry in stages if "iri" in entry}
    first, last = (dt.date.fromisoformat(day) for day in (days[0], days[-1]))
    scale = (_WIDTH - 2 * _EDGE) / (last - first).days
    return [
        {
            "x": round(_EDGE + (dt.date.fromisoformat(day) - first).days * scale),
            "missing": day not in here,
        }
        for day in days
    ]
