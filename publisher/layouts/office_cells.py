"""The cells of an opening whose values come in any order: day, § and case number in one of them."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from publisher.documents.document import Block
from publisher.extraction import Readers
from publisher.finnish.dates import parse_day
from publisher.items.parts import cut
from publisher.model import Found

BETWEEN = " ,:–-"
"""What may stand between the words of a cell, its day and its §."""


def read_case(cell: Block, match: re.Match[str]) -> tuple[Found[str], Found[str] | None]:
    """The case number that a cell was matched as, with the function class inside it."""
    number = Found(match["case"], cut(cell, *match.span("case")).span)
    if not match.groupdict().get("class"):
        return number, None
    return number, Found(match["class"], cut(cell, *match.span("class")).span)


class DayAndSection(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the words of a cell."""

    day: Found[dt.date] | None = None
    section: Found[int] | None = None
    year: int | None = None


def without_day_and_section(cell: Block, readers: Readers) -> tuple[Block, DayAndSection]:
    """The words of a cell before its day and §, and these; all of it if words stand behind them."""
    patterns = readers.words.patterns
    day = patterns["day"].search(cell.text)
    section = patterns["section"].search(cell.text)
    if section is None:
        number = patterns["number"].search(cell.text)
        before = cell.text[: number.start()].strip(BETWEEN) if number else ""
        named = (patterns[name].fullmatch(before) for name in ("kind", "caption"))
        section = number if number is not None and any(named) else None
    matches = [match for match in (day, section) if match is not None]
    if not matches:
        return cell, DayAndSection()
    first = min(match.start() for match in matches)
    left = cell.text[first:]
    for match in matches:
        left = left.replace(match[0], "", 1)
    if left.strip(BETWEEN):
        return cell, DayAndSection()
    end = len(cell.text[:first].rstrip(BETWEEN))
    return cut(cell, 0, end), DayAndSection(
        day=_day(cell, day), section=_number(cell, section), year=_year(section)
    )


def _day(cell: Block, match: re.Match[str] | None) -> Found[dt.date] | None:
    day = parse_day(match["date"]) if match else None
    return None if match is None or day is None else Found(day, cut(cell, *match.span()).span)


def _number(cell: Block, match: re.Match[str] | None) -> Found[int] | None:
    if match is None:
        return None
    group = "before" if match["before"] else "after"
    return Found(int(match[group]), cut(cell, *match.span(group)).span)


def _year(match: re.Match[str] | None) -> int | None:
    groups = match.groupdict() if match else {}
    year = groups.get("year_before") or groups.get("year_after")
    return int(year) if year else None
