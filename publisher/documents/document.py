"""A document as it was read: one text, its lines, and where each of them stands."""

from __future__ import annotations

from typing import Literal

import msgspec

MediaType = Literal["text/plain", "text/html"]


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
    """

    text: str
    span: Span
    paragraph: int


class SourceDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it was read.

    Attributes:
        name: How the user knows the document: its path below the source's folder.
        sha256: Of the bytes as they were found, in hexadecimal.
        size_bytes: Of the bytes as they were found.
        media_type: By content, never by name.
        encoding: The encoding that the bytes were decoded from, as Python names it.
        text: The canonical text (see `publisher.documents.reading`); spans count its characters.
        blocks: The lines that are not blank, in order.
    """

    name: str
    sha256: str
    size_bytes: int
    media_type: MediaType
    encoding: str
    text: str
    blocks: tuple[Block, ...]
