"""An explanation as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from rich.style import Style

from publisher.explaining.explanation import Entry, Explanation
from publisher.explaining.lines import Line
from publisher.explaining.marking import Fate
from publisher.explaining.names import Names
from publisher.explaining.showing import about, heading, note, shorten, show, totals

_WIDTH = 100
_ARROW = "←"


class Tone(StrEnum):
    """How loud a line is, where there are colours."""

    HEADING = "heading"
    PLAIN = "plain"
    WARNING = "warning"
    QUIET = "quiet"


_STYLES = {
    Tone.HEADING: Style(bold=True),
    Tone.PLAIN: Style.null(),
    Tone.WARNING: Style(bold=True, color="red"),
    Tone.QUIET: Style(dim=True),
}


class Told(NamedTuple):
    """One line for a terminal."""

    text: str
    tone: Tone = Tone.PLAIN


def coloured(line: Told) -> str:
    """A line with the codes of its tone (ECMA-48, 8.3.117), for a terminal only."""
    return _STYLES[line.tone].render(line.text)


def told(explanation: Explanation, names: Names) -> Iterator[Told]:
    """Tell what was read from a document and what was not.

    Args:
        explanation: What to tell.
        names: The words.

    Returns:
        Lines of text: what the document is, its values with their characters, the lines that
        nobody could place, those that were left out with the reason, and the totals.
    """
    yield Told(explanation.document.name, Tone.HEADING)
    yield Told(f"  {about(explanation, names)}")
    for group in explanation.groups:
        if group.item is None and not group.entries:
            continue
        yield Told("")
        yield Told(heading(group, names, width=_WIDTH), Tone.HEADING)
        for entry in group.entries:
            yield _told(entry, explanation, names)
    yield from _listed(explanation, names)
    yield Told("")
    yield Told(totals(explanation, names))


def _told(entry: Entry, explanation: Explanation, names: Names) -> Told:
    shown = show(entry, explanation, names, width=_WIDTH)
    quoted = names.words["quoted"].format(text=shown.evidence) if shown.evidence else ""
    source = ", ".join(filter(None, [quoted, shown.where]))
    parts = [f"  {shown.name}: {shown.said}", source and f"{_ARROW} {source}", shown.inferred]
    return Told(" ".join(filter(None, parts)))


def _listed(explanation: Explanation, names: Names) -> Iterator[Told]:
    unexplained = [line for line in explanation.lines if line.fate in (Fate.UNUSED, Fate.SILENT)]
    left_out = [line for line in explanation.lines if line.fate is Fate.IGNORED]
    for key, lines, tone in (
        ("unexplained_lines", unexplained, Tone.WARNING),
        ("left_out_lines", left_out, Tone.QUIET),
    ):
        if lines:
            yield Told("")
            yield Told(names.words[key].format(n=len(lines)), Tone.HEADING)
            yield from (Told(_line(line, names), tone) for line in lines)


def _line(line: Line, names: Names) -> str:
    said = note(line, names)
    text = shorten(line.block.text, _WIDTH)
    return f"  {line.number}  {text}{said and f'  [{said}]'}"
