"""A value as a reader sees it: short, in the reader's language, with its characters beside it."""

from __future__ import annotations

import msgspec

from publisher.explaining.explanation import Entry, Explanation, Group
from publisher.explaining.lines import Line
from publisher.explaining.marking import Fate
from publisher.explaining.names import Names
from publisher.explaining.values import Value, plain_fields
from publisher.model import Item

_MORE = "…"
# How many characters of a text are looked at for each one that is shown: blanks are many in tables.
_BLANKS_FACTOR = 4


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A value in words.

    Attributes:
        name: What it is; its path in the model if a field has no name.
        said: The value, on one line, with what the model says beside it.
        evidence: The characters that say so, on one line; empty if they are the value itself, or
            if there are none.
        where: On which lines they stand; empty if there are none.
        inferred: What it follows from if it is not printed as such; otherwise empty.
        kind: What it is about, one of `Names.kinds`.
    """

    name: str
    said: str
    evidence: str
    where: str
    inferred: str
    kind: str


def show(entry: Entry, explanation: Explanation, names: Names, *, width: int) -> Shown:
    """Put a value into words.

    Args:
        entry: The value.
        explanation: Where it comes from.
        names: The words.
        width: How many characters of a text are shown.

    Returns:
        The words; what is cut ends in an ellipsis.
    """
    value, text = entry.value, explanation.document.text
    said = shorten(", ".join(map(names.say, value.said)), width)
    span = value.span
    printed = "" if span is None else shorten(text, width, span.start, span.end)
    return Shown(
        name=called(value, names),
        said=", ".join(filter(None, [said, *_details(value, names, width)])),
        evidence="" if printed == said else printed,
        where=_where(entry, explanation, names),
        inferred=_inferred(value, names),
        kind=names.kind(value.steps),
    )


def called(value: Value, names: Names) -> str:
    """What a value is called within its group; its path if a field on the way has no name."""
    steps = value.steps[1:] if value.steps[0].field == "items" else value.steps
    return names.called(steps) or value.path


def heading(group: Group, names: Names, *, width: int) -> str:
    """What a group is about: the document, or number and title of an item."""
    item = group.item
    if item is None:
        return names.words["of_document"]
    section = "" if item.section is None else f"§ {item.section.value}"
    title = names.words["untitled"] if item.title is None else shorten(item.title.value, width)
    return " ".join(filter(None, [section, title, *_of_item(item, names)]))


def about(explanation: Explanation, names: Names) -> str:
    """What kind of document it is, in which language, and which system read it."""
    minutes = explanation.minutes
    return names.words["about"].format(
        kind=names.say(minutes.kind),
        language=names.code("Language", minutes.language),
        system=explanation.system,
    )


def totals(explanation: Explanation, names: Names) -> str:
    """How many lines there are, and how many were used, left out, or neither, with the share."""
    counts, total = explanation.counts(), len(explanation.lines)
    sums = {
        "used": counts[Fate.VALUE] + counts[Fate.LABEL],
        "left_out": counts[Fate.IGNORED],
        "unexplained": counts[Fate.UNUSED] + counts[Fate.SILENT],
    }
    parts = [
        names.words[key].format(n=count, share=names.share(count, total))
        for key, count in sums.items()
    ]
    return names.words["totals"].format(n=total, parts=", ".join(parts))


def note(line: Line, names: Names) -> str:
    """What is said beside a line that gave no value: why it was left out, or that nobody knows."""
    if line.fate is Fate.IGNORED:
        return ", ".join(names.reason(reason) for reason in line.reasons)
    return "" if line.fate in {Fate.VALUE, Fate.LABEL} else names.say(line.fate)


def shorten(text: str, width: int, start: int = 0, end: int | None = None) -> str:
    r"""Put a run of a text on one line, without looking at more of it than is shown.

    Args:
        text: The text.
        width: How many characters it may have.
        start: Where the run begins.
        end: Where it ends, exclusive; None for the end of the text.

    Returns:
        The run with single blanks; if it is longer, its first words and an ellipsis.

    Examples:
        >>> shorten("Merkitään\n  tiedoksi", 40)
        'Merkitään tiedoksi'
        >>> shorten("Merkitään tiedoksi", 12)
        'Merkitään …'
    """
    whole = len(text) if end is None else end
    looked = min(whole, start + width * _BLANKS_FACTOR)
    line = " ".join(text[start:looked].split())
    if len(line) <= width and looked == whole:
        return line
    kept = line[: width - 1].rstrip()
    words = kept.rpartition(" ")[0] if len(line) >= width else kept
    return f"{words or kept} {_MORE}"


def _details(value: Value, names: Names, width: int) -> list[str]:
    return [
        f"{names.called([step]) or step.field}: {shorten(names.say(said), width)}"
        for step, said in value.details
    ]


def _of_item(item: Item, names: Names) -> list[str]:
    """What an item says of itself as a whole, as that it is secret."""
    return [f"({names.called([step]) or step.field})" for step, _ in plain_fields(item)]


def _where(entry: Entry, explanation: Explanation, names: Names) -> str:
    if entry.first is None or entry.last is None:
        return ""
    first, last = (explanation.lines[at] for at in (entry.first, entry.last))
    key = "on_line" if first is last else "on_lines"
    where = names.words[key].format(first=first.number, last=last.number)
    if first.page is None:
        return where
    return f"{names.words['on_page'].format(page=first.page)}, {where}"


def _inferred(value: Value, names: Names) -> str:
    if value.inferred is None:
        return ""
    reason, confidence = value.inferred.reason, value.inferred.confidence
    return names.words["inferred"].format(
        reason=names.say(reason), confidence=names.say(confidence)
    )
