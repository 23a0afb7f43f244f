"""An explanation as plain data, which a template makes a page of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.explaining.explanation import Explanation
from publisher.explaining.lines import Line
from publisher.explaining.marking import Fate, Mark, Segment
from publisher.explaining.names import Names
from publisher.explaining.showing import Shown, about, heading, note, shorten, show, totals

_WIDTH = 200
# A browser lays out no more than it shows, so many lines at a time.
_LINES_A_PART = 100


def page_record(explanation: Explanation, names: Names) -> dict[str, Any]:
    """Put an explanation into the form that the template knows.

    Args:
        explanation: What to show.
        names: The words.

    Returns:
        Texts, numbers, lists and mappings; the lines of the document come as they are asked for.
    """
    shown = {
        entry.number: show(entry, explanation, names, width=_WIDTH)
        for group in explanation.groups
        for entry in group.entries
    }
    linked = {
        number
        for line in explanation.lines
        for segment in line.segments
        for number in segment.begins
    }
    used = {one.kind for one in shown.values()}
    return {
        "language": names.language,
        "text_language": explanation.minutes.language,
        "say": names.words,
        "name": explanation.document.name,
        "about": about(explanation, names),
        "totals": totals(explanation, names),
        "kinds": [(kind, name) for kind, name in names.kinds.items() if kind in used],
        "unexplained": [
            {"number": line.number, "text": shorten(line.block.text, _WIDTH)}
            for line in explanation.lines
            if line.fate in {Fate.UNUSED, Fate.SILENT}
        ],
        "groups": [
            {
                "heading": heading(group, names, width=_WIDTH),
                "entries": [
                    _entry(entry.number, shown[entry.number], is_linked=entry.number in linked)
                    for entry in group.entries
                ],
            }
            for group in explanation.groups
            if group.entries or group.item is not None
        ],
        "parts": _parts(explanation, shown, names),
    }


def _entry(number: int, shown: Shown, *, is_linked: bool) -> dict[str, Any]:
    return {
        "number": number,
        "linked": is_linked,
        "name": shown.name,
        "said": shown.said,
        "evidence": shown.evidence,
        "where": shown.where,
        "inferred": shown.inferred,
        "kind": shown.kind,
    }


def _parts(
    explanation: Explanation, shown: Mapping[int, Shown], names: Names
) -> Iterator[list[dict[str, Any]]]:
    """The lines of the document, some at a time."""
    lines = explanation.lines
    page = None
    for start in range(0, len(lines), _LINES_A_PART):
        part = []
        for line in lines[start : start + _LINES_A_PART]:
            part.append(_line(line, shown, names, is_first=line.page != page))
            page = line.page
        yield part


def _line(
    line: Line, shown: Mapping[int, Shown], names: Names, *, is_first: bool
) -> dict[str, Any]:
    return {
        "number": line.number,
        "page": names.words["on_page"].format(page=line.page) if is_first else "",
        "gap": line.after_gap,
        "indent": line.indent,
        "fate": line.fate.value,
        "note": note(line, names),
        "pieces": [_piece(segment, shown, names) for segment in line.segments],
    }


def _piece(segment: Segment, shown: Mapping[int, Shown], names: Names) -> dict[str, Any]:
    mark = segment.mark
    value = None if mark is None else shown.get(mark.number)
    return {
        "text": segment.text,
        "fate": "" if mark is None else mark.fate.value,
        "kind": "" if value is None else value.kind,
        "title": _reason(mark, names) if value is None else _title(value),
        "begins": [(number, shown[number].name) for number in segment.begins],
    }


def _reason(mark: Mark | None, names: Names) -> str:
    """Why characters were left out; empty for others."""
    return names.reason(mark.reason) if mark is not None and mark.reason else ""


def _title(shown: Shown) -> str:
    """What a value is, and what was read if that differs from the characters."""
    said = f"{shown.name}: {shown.said}" if shown.evidence else shown.name
    return f"{said} ({shown.inferred})" if shown.inferred else said
