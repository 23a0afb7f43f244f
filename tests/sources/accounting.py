"""Whether every line of a document was used, left out with a reason, or reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from publisher.documents.document import Block, SourceDocument, Span
from publisher.extraction import Extraction

# What stands before a title in a list: - 1 Title.
_MARK = re.compile(r"^(?:[-–•]\s)?\d{1,3}[.)]?\s")
_BLANKS = re.compile(r"\s+")


def unaccounted(document: SourceDocument, extraction: Extraction, labels: set[str]) -> list[str]:
    """The lines of a document of which nothing says what became of them.

    Args:
        document: As read.
        extraction: What was read from it.
        labels: The words that are labels, in small letters.

    Returns:
        The text of lines that are in no text or value of the minutes, hold more than a label, and
        are neither unused nor ignored.
    """
    named = {block.span for block in extraction.unused}
    named |= {block.span for block, _ in extraction.ignored}
    read = _read(extraction)
    return [
        block.text for block in document.blocks if not _is_accounted(block, named, read, labels)
    ]


def _is_accounted(
    block: Block, named: set[Span], read: tuple[str, list[Span], list[Span]], labels: set[str]
) -> bool:
    texts, spans, people = read
    line = _squeeze(block.text)
    # The first half of a word that the end of the line breaks.
    half = line.removesuffix("-")
    return (
        any(_within(span, block.span) for span in named)
        or any(_within(span, block.span) for span in spans)
        or any(_within(block.span, person) for person in people)
        or line.casefold().rstrip(":") in labels
        or line in texts
        or half in texts
        or _without_label(line, labels) in texts
        or _without_label(half, labels) in texts
        or _MARK.sub("", line) in texts
    )


def _without_label(line: str, labels: set[str]) -> str:
    """What follows a label on its line."""
    longest = max(
        (word for word in labels if line.casefold().startswith(word)), key=len, default=""
    )
    rest = line[len(longest) :]
    return re.sub(r"^\s*(?:\([^)]*\))?:?\s*", "", rest) if longest else line


def _read(extraction: Extraction) -> tuple[str, list[Span], list[Span]]:
    """All texts of the minutes as one, where single values stand, and where people do.

    Somebody may stand in several lines, as title and name, and so may numbers.
    """
    texts: list[str] = []
    spans: list[Span] = []
    people: list[Span] = []
    for one in _walk(msgspec.to_builtins(extraction.minutes)):
        spans.append(Span(**one["span"]))
        value = one.get("value")
        if "value" not in one or isinstance(value, int):  # as the numbers of a list of §§
            people.append(spans[-1])
        elif isinstance(value, str):
            texts.append(value)
    return " ".join(map(_squeeze, texts)), spans, people


def _walk(value: object) -> Iterator[dict[str, Any]]:
    """Everything that stands somewhere, however deep."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from _walk(one)
    elif isinstance(value, dict):
        if "span" in value:
            yield value
        for one in value.values():
            yield from _walk(one)


def _within(span: Span, line: Span) -> bool:
    return line.start <= span.start and span.end <= line.end


def _squeeze(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
