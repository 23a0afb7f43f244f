"""The table of decisions: one row a §, for people with spreadsheets."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence

from publisher.mapping.scope import Record, Scope

COLUMNS = (
    "iri",
    "act",
    "organization",
    "body",
    "body_iri",
    "body_kind",
    "meeting_iri",
    "date",
    "section",
    "language",
    "title",
    "case_number",
    "case_iri",
    "classification",
    "outcome",
    "presenter",
    "recusals",
    "attachments",
    "checked_at_meeting",
    "source_sha256",
)


def cells(record: Record, scope: Scope) -> tuple[str, ...]:
    """The row of a §.

    Args:
        record: Of the §.
        scope: Whose, where and when.

    Returns:
        One text for each of `COLUMNS`. What the minutes do not say is empty, and zero is ``0``;
        a decision of an office-holder has no meeting.
    """
    decision = record.get("decision", {})
    outcome = decision.get("outcome", "")
    checked = record.get("checkedAtMeeting")
    return (
        record["id"],
        decision.get("act", {}).get("id", ""),
        scope.organization.slug,
        record["bodyAsPrinted"],
        record["body"],
        record["bodyKind"].partition(":")[2],
        record.get("meeting", ""),
        record["date"],
        record["order"],
        scope.language,
        next(iter(record.get("label", {}).values()), ""),
        record.get("caseNumberAsPrinted", ""),
        record.get("case", ""),
        record.get("classificationAsPrinted", ""),
        outcome.partition(":")[2],
        _presenter(record),
        str(_recusals(record)),
        str(len(record.get("attachment", ()))),
        "" if checked is None else str(checked).lower(),
        scope.sha256,
    )


def _presenter(record: Record) -> str:
    for participation in record.get("participation", ()):
        if participation["id"].endswith("#esittelija"):
            title = next(iter(participation.get("titleAsPrinted", {}).values()), "")
            return f"{title} {participation.get('nameAsPrinted', '')}".strip()
    return ""


def _recusals(record: Record) -> int:
    return sum("Recusal" in part["type"] for part in record.get("participation", ()))


def to_csv(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Write the table with its heading.

    Yields:
        Line by line: UTF-8 without a byte order mark, commas, ended by CR LF (RFC 4180).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in itertools.chain([COLUMNS], rows):
        writer.writerow(row)
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
