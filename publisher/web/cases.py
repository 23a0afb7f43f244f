"""The record of a case, out of what its handlings say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.function_classes import class_codes
from publisher.rdf.iris import function_class
from publisher.web.listings import handling, texts
from publisher.web.meetings import Derived, Record
from publisher.web.rows import CaseRow


def case(
    page: str,
    rows: Sequence[CaseRow],
    motives: Mapping[str, str],
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
        motives: The handling that came right before each that has one.
        scheme: IRI of the organisation's scheme of function classes.
        status: Where it stands; None if its handlings do not tell.
    """
    sections = list(dict.fromkeys(row.handling for row in rows))
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
    printed = [{"iri": function_class(scheme, code), "notation": code} for code in codes]
    if printed:
        record["processType"] = [each["iri"] for each in printed]
    handlings = [handling(row, row.handling) for row in rows]
    return record, {"handlings": handlings, "classes": printed}
