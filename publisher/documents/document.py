"""A document as it was read: one text, its lines, and where each of them stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

import msgspec

MediaType = Literal[
    "text/plain", "text/html", "text/markdown", "application/json", "application/pdf"
]


class Span(msgspec.Struct, frozen=True, order=True):
    """A run of characters in the text of a document, half open, counted from 0.

    Positions count Unicode code points of `SourceDocument.text`, as RFC 5147 (2.1.1) counts
    characters, so that ``#char=12,40`` names the same run.
    """

    start: int
    end: int


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a document that is not blank.

    Attributes:
        text: The line without outer white space. Inner white space is kept as it stands, so that
            ``document.text[span.start:span.end] == text``.
        span: Where the line stands.
        paragraph: Counts from 0; lines with no blank line between them share the number.
        furniture: Whether the line belongs to the header or footer of a page, and not to what the
            document says. Without these lines, a sentence that a page break interrupts goes on.
        runs_on: Whether the line ends only because the next word had no room on it. Where nobody
            can see that, as in plain text, it is not said.
    """

    text: str
    span: Span
    paragraph: int
    furniture: bool = False
    runs_on: bool = False


class SourceDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it was read.

    Attributes:
        name: How the user knows the document: its path below the source's folder.
        sha256: Of the bytes as they were found, in hexadecimal.
        size_bytes: Of the bytes as they were found.
        media_type: By content, never by name.
        encoding: The encoding that the bytes were decoded from, as Python names it; None for a PDF,
            whose fonts say which letters its bytes are.
        text: The canonical text (see `publisher.documents.reading`); spans count its characters.
        blocks: The lines that are not blank, in order.
        pages: Where in the text each page begins; empty for what has no pages. A page without text
            begins where the next one does.
    """

    name: str
    sha256: str
    size_bytes: int
    media_type: MediaType
    encoding: str | None
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()

    def page_of(self, position: int) -> int | None:
        """Tell on which page a character stands.

        Args:
            position: Its place in the text. A run of characters is on the page where it starts.

        Returns:
            The number of the page as a reader of PDFs counts, from 1; None if there are no pages.
        """
        return bisect_right(self.pages, position) or None
