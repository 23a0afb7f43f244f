"""A stretch of a document, squeezed for reading, that still knows where every character stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from publisher.documents.document import Block, Span
from publisher.documents.pdf.hyphens import mend

_BLANKS = re.compile(r"[ \t]{2,}|\t")


class Excerpt:
    """The text of some lines, with runs of blanks made one.

    Lines of one paragraph are parted by a newline, paragraphs by an empty line; a word that a
    hyphen breaks at the end of a line is put together. Positions in `text` lead back to the
    document through `span`.

    Attributes:
        text: The squeezed text.
    """

    __slots__ = ("_origins", "_runs_on", "_starts", "text")

    def __init__(self, blocks: Iterable[Block]) -> None:
        pieces: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        runs_on: list[int] = []
        before: Block | None = None
        for block in blocks:
            if before is not None:
                line, gap = _part(pieces[-1], before, block)
                length += len(line) - len(pieces[-1])
                pieces[-1] = line
                if before.runs_on and gap == "\n":
                    runs_on.append(length)
                pieces.append(gap)
                length += len(gap)
            before = block
            start = block.span.start
            for offset, piece in _squeeze(block.text):
                starts.append(length)
                origins.append(start + offset)
                pieces.append(piece)
                length += len(piece)
        self.text = "".join(pieces)
        self._starts = starts
        self._origins = origins
        self._runs_on = runs_on

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def prose(self) -> str:
        """The text for a reader: lines that only end for want of room are one with the next.

        What reads lines reads `text`; a character has the same place in both.
        """
        pieces, start = [], 0
        for place in self._runs_on:
            pieces.append(self.text[start:place])
            start = place + 1
        return " ".join([*pieces, self.text[start:]])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The characters of the document that a run of this text was made from.

        Args:
            start: Where the run begins in `text`.
            end: Where it ends, exclusive; None for the end of the text.

        Returns:
            The run in the document. An empty run is an empty span.
        """
        last = len(self.text) if end is None else end
        if last <= start:
            return Span(self._origin(start), self._origin(start))
        return Span(self._origin(start), self._origin(last - 1) + 1)

    def _origin(self, position: int) -> int:
        if not self._starts:
            return 0
        index = max(bisect_right(self._starts, position) - 1, 0)
        return self._origins[index] + position - self._starts[index]


def _part(line: str, before: Block, block: Block) -> tuple[str, str]:
    """A line without a hyphen that breaks its last word, and what parts it from the next one."""
    if block.paragraph != before.paragraph:
        return line, "\n\n"
    if not line.endswith("-"):
        return line, "\n"
    last, first = line.split()[-1], block.text.split()[0]
    word = mend(last, first)
    if word is None:
        return line, "\n"
    return (line if word == last + first else line[:-1]), ""


def _squeeze(text: str) -> list[tuple[int, str]]:
    """Cut a line at its runs of blanks; each piece keeps one blank of the run after it."""
    if "  " not in text and "\t" not in text:  # nearly every line, and much faster to tell so
        return [(0, text)]
    pieces, start = [], 0
    for run in _BLANKS.finditer(text):
        pieces.append((start, text[start : run.start()] + " "))
        start = run.end()
    return [*pieces, (start, text[start:])]
