"""The tables of one source system, as it gets them, and documents made of lines."""

from __future__ import annotations

from functools import cache

from publisher.documents.document import Block, SourceDocument
from publisher.documents.reading import read_document
from publisher.documents.text import split_blocks
from publisher.extraction import Readers, read_words
from publisher.finnish.laws import LawReader
from tests.quality.extracting import readers


@cache
def readers_of(name: str) -> Readers:
    """What the system of that name is given."""
    tables = readers()
    laws = LawReader(tables.statutes, tables.phrases)
    return Readers(words=read_words(name), phrases=tables.phrases, laws=laws)


def lines(*texts: str) -> tuple[Block, ...]:
    """Lines of one document, each a paragraph."""
    return split_blocks("\n\n".join(texts))


def document(text: str) -> SourceDocument:
    """A document of that text."""
    return read_document("asia.txt", text.encode())
