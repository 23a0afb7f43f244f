"""A table with one row for each handling of a matter, and the texts that belong to the rows.

Each text is opened by a line with an abbreviation of the body and the § of its row (*Kh § 12*).
Text crawled from such a page may glue the cells of a row, or put each on a line of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publisher.documents.document import Block
from publisher.documents.excerpt import Excerpt
from publisher.finnish.dates import parse_day
from publisher.model import Found

# The table stands among the first lines of the page, and has few rows.
_TABLE_LINES = 80

Patterns = Mapping[str, re.Pattern[str]]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: a handling."""

    body: Found[str]
    section: Found[int] | None
    day: Found[dt.date] | None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The table, and the lines around it.

    Attributes:
        organization: Its first cell.
        rows: Oldest first; the last one is the current handling.
        above: The lines above it.
        idle: The lines in it that hold none of its values, if a row takes several lines.
        below: The lines below it.
    """

    organization: Found[str]
    rows: tuple[Row, ...]
    above: tuple[Block, ...]
    idle: tuple[Block, ...]
    below: tuple[Block, ...]


class RowTexts(msgspec.Struct, frozen=True, kw_only=True):
    """Lines, by the rows of the table; a row that has none is missing.

    Attributes:
        before: What stands before the first handling: the summary.
        openings: The line that opens each handling.
        lines: The lines of each handling.
        tabled: The lines that name the meeting which tabled the matter.
    """

    before: Sequence[Block]
    openings: Mapping[int, Block]
    lines: Mapping[int, Sequence[Block]]
    tabled: Sequence[Block]


def read_table(blocks: Sequence[Block], patterns: Patterns) -> Table | None:
    """Find the table among the first lines of a page.

    Args:
        blocks: All lines.
        patterns: ``header`` with the group ``organization``; ``row``, and ``glued_row`` for rows
            without anything between the cells, with the groups ``body``, ``section``, ``date``.

    Returns:
        The table; None if there is no header, or no row below it.
    """
    top = Excerpt(blocks[:_TABLE_LINES])
    header = patterns["header"].search(top.text)
    if header is None:
        return None
    matches = list(_row_matches(top.text, header.end(), patterns))
    if not matches:
        return None
    start, end = top.span(header.start()).start, top.span(0, matches[-1].end()).end
    organization = Found(header["organization"], top.span(*header.span("organization")))
    rows = tuple(_read_row(top, match) for match in matches)
    values = [organization, *(found for row in rows for found in (row.body, row.section, row.day))]
    said = [found.span for found in values if found is not None]
    return Table(
        organization=organization,
        rows=rows,
        above=tuple(block for block in blocks if block.span.end <= start),
        idle=tuple(
            block
            for block in blocks
            if start <= block.span.start
            and block.span.end <= end
            and not any(block.span.start <= one.start < block.span.end for one in said)
        ),
        below=tuple(block for block in blocks if block.span.start >= end),
    )


def _row_matches(text: str, start: int, patterns: Patterns) -> Iterator[re.Match[str]]:
    while match := patterns["row"].match(text, start) or patterns["glued_row"].match(text, start):
        yield match
        start = match.end()


def _read_row(top: Excerpt, match: re.Match[str]) -> Row:
    number, day = match["section"], parse_day(match["date"])
    return Row(
        body=Found(match["body"], top.span(*match.span("body"))),
        section=Found(int(number), top.span(*match.span("section"))) if number else None,
        day=None if day is None else Found(day, top.span(*match.span("date"))),
    )


def split_by_rows(blocks: Sequence[Block], rows: Sequence[Row], patterns: Patterns) -> RowTexts:
    """Part lines at those that open a handling of the table.

    Args:
        blocks: Lines below the heading of the item.
        rows: The table.
        patterns: ``opening`` with the group ``section``, which may be empty; ``tabled`` likewise.

    Returns:
        Every line, under the row that was opened last.
    """
    openings: dict[int, Block] = {}
    before: list[Block] = []
    lines: dict[int, list[Block]] = {}
    tabled: list[Block] = []
    into = before
    for block in blocks:
        number = _opened(block, rows, openings, patterns)
        if number is not None:
            openings[number] = block
            into = lines.setdefault(number, [])
        elif patterns["tabled"].fullmatch(block.text):
            tabled.append(block)
        else:
            into.append(block)
    return RowTexts(before=before, openings=openings, lines=lines, tabled=tabled)


def _opened(
    block: Block, rows: Sequence[Row], openings: Mapping[int, Block], patterns: Patterns
) -> int | None:
    """The index of the row whose handling a line opens, by its §; each is opened once.

    The handling after one that tabled the matter may have no line but the one that says so.
    """
    if match := patterns["opening"].fullmatch(block.text):
        number = int(match["section"]) if match["section"] else None
        return next(
            (i for i, row in enumerate(rows) if i not in openings and _number(row) == number), None
        )
    if match := patterns["tabled"].fullmatch(block.text):
        last = max(openings, default=-1)
        follows = 0 <= last < len(rows) - 1 and _number(rows[last]) == int(match["section"])
        return last + 1 if follows else None
    return None


def _number(row: Row) -> int | None:
    return row.section.value if row.section else None
