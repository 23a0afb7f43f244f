"""The source systems that Pykälä reads, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publisher.documents.document import Block, SourceDocument
from publisher.errors import NotMinutesError
from publisher.extraction import Extraction, Readers, Source, read_words
from publisher.finnish.laws import LawReader
from publisher.labels import Labels
from publisher.phrases import Phrases
from publisher.sources import (
    ahjo,
    casem,
    digest,
    djulkaisu,
    dynasty,
    fragment,
    generic,
    khs,
    office_holder,
    opennc,
    paatokset,
    paatostiedote,
    preview,
    turku,
    tweb,
)

SOURCES: dict[str, Source] = {
    opennc.NAME: opennc,
    office_holder.NAME: office_holder,
    dynasty.NAME: dynasty,
    djulkaisu.NAME: djulkaisu,
    ahjo.NAME: ahjo,
    paatokset.NAME: paatokset,
    paatostiedote.NAME: paatostiedote,
    khs.NAME: khs,
    casem.NAME: casem,
    turku.NAME: turku,
    tweb.NAME: tweb,
    fragment.NAME: fragment,
    digest.NAME: digest,
    preview.NAME: preview,
    generic.NAME: generic,
}


# The systems that know the headers of their pages; to the others, those of the first page are text.
_READ_PAGE_HEADERS = frozenset({casem.NAME, tweb.NAME})
_HEADER = "page furniture: the header or footer of a page"


class SourceReader:
    """Finds the system that a document comes from, and reads it."""

    def __init__(self, phrases: Phrases, laws: LawReader) -> None:
        self._readers = {
            name: Readers(words=read_words(name), phrases=phrases, laws=laws) for name in SOURCES
        }

    def read(self, document: SourceDocument, system: str | None = None) -> Extraction:
        """Read a document.

        Args:
            document: The document.
            system: The system it comes from, if the settings say so; it must recognise it.

        Returns:
            What was read, and what was left over.

        Raises:
            NotMinutesError: If no system recognises the document, or the given one does not.
        """
        name = self.recognise(document, system)
        given, repeated = _as_read_by(name, document)
        return _ignoring(SOURCES[name].read(given, self._readers[name]), repeated)

    def recognise(self, document: SourceDocument, system: str | None = None) -> str:
        """Find the system that a document comes from.

        Args:
            document: The document.
            system: The only one to ask, if the settings say so.

        Returns:
            The name of the first system that recognises it.

        Raises:
            NotMinutesError: If none does.
        """
        for name in SOURCES if system is None else [system]:
            if SOURCES[name].recognises(_as_read_by(name, document)[0], self._readers[name]):
                return name
        message = (
            "it has no heading and no labels of minutes, and announces no meeting: if it is "
            "minutes, its layout is not known yet; otherwise take it out of the folder"
        )
        if system is not None:
            message = (
                f"it is no document of the system {system!r}: correct or remove `system` in the "
                "settings, or take the file out of the folder"
            )
        raise NotMinutesError(message)

    def labels(self, system: str) -> Labels:
        """The labels that a system knows."""
        return self._readers[system].words.labels


def _as_read_by(system: str, document: SourceDocument) -> tuple[SourceDocument, tuple[Block, ...]]:
    """A document as a system wants it, and the lines that it does not want."""
    if system in _READ_PAGE_HEADERS or len(document.pages) <= 1:
        return document, ()
    return _without_repeated_headers(document)


def _without_repeated_headers(document: SourceDocument) -> tuple[SourceDocument, tuple[Block, ...]]:
    """A document without the headers and footers of its pages but the first, and these lines."""
    second_page = document.pages[1]
    repeated = tuple(
        block for block in document.blocks if block.furniture and block.span.start >= second_page
    )
    spans = {block.span for block in repeated}
    kept = tuple(block for block in document.blocks if block.span not in spans)
    return msgspec.structs.replace(document, blocks=kept), repeated


def _ignoring(found: Extraction, lines: Sequence[Block]) -> Extraction:
    if not lines:
        return found
    ignored = (*found.ignored, *((block, _HEADER) for block in lines))
    return msgspec.structs.replace(found, ignored=ignored)
