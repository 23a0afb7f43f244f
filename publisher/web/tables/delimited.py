"""Rows as CSV: UTF-8 without a byte order mark, commas, lines ended by CR LF (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from publisher.web.tables.model import Table
from publisher.web.tables.walking import Row

# What spreadsheets take for the beginning of a formula, and what stands before it here.
_SIGNS = frozenset("=+-@\t\r'")
_GUARD = "'"


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula, by an apostrophe before it (OWASP).

    A text that begins with an apostrophe gets another one, so that whoever takes one away from
    wherever `unguarded` does has the text again, and no two texts become the same (D-035).

    Examples:
        >>> guarded("=1+1"), guarded("Puheenjohtaja"), guarded("'t Hooft")
        ("'=1+1", 'Puheenjohtaja', "''t Hooft")
    """
    return f"{_GUARD}{text}" if text[:1] in _SIGNS else text


def unguarded(cell: str) -> str:
    """The text of a cell, as it was before `guarded`.

    Examples:
        >>> [unguarded(guarded(text)) for text in ("=1+1", "'t Hooft", "'", "", "'ei'")]
        ['=1+1', "'t Hooft", "'", '', "'ei'"]
    """
    return cell[1:] if cell[:1] == _GUARD and cell[1:2] in _SIGNS else cell


def heading(table: Table) -> bytes:
    """The first line of a table: the names of its columns."""
    return _lines([[column.name for column in table.columns]])


def lines(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows of a table; what is not there is empty, and texts are guarded."""
    texts = [column.kind == "string" for column in table.columns]
    return _lines(
        [
            "" if cell is None else guarded(cell) if is_text else cell
            for cell, is_text in zip(row, texts, strict=True)
        ]
        for row in rows
    )


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
