"""What is read from a document, for whoever wants to check the reading.

This is not what is published. What `Extractor` gives has the names of role holders, also of
preparers, but neither contact details nor private persons. What `Explainer` gives has the document
itself, private data and all, since it is for its owner's own screen.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_file
from publisher.errors import DocumentError
from publisher.explaining import (
    Explanation,
    Told,
    Tone,
    ViewLanguage,
    coloured,
    explain,
    page_record,
    read_names,
    told,
    totals,
)
from publisher.finnish.laws import LawReader
from publisher.phrases import Phrases, read_phrases
from publisher.privacy.policy import read_policy
from publisher.privacy.stage import clean_contacts
from publisher.sources import SourceReader
from publisher.statutes import read_statutes
from publisher.web.explanation import render_explanation

_ENDING = ".explained.html"
# Names of files have at most 255 bytes (NAME_MAX); some room is left for what is added to one.
_MAX_NAME_BYTES = 200


class Extractor:
    """Reads documents outside a build."""

    def __init__(self) -> None:
        self._phrases = read_phrases()
        self._policy = read_policy()
        self._sources = _source_reader(self._phrases)

    def extract(self, path: Path) -> dict[str, Any]:
        """Read one document.

        Args:
            path: Where it is.

        Returns:
            ``document``, ``sha256``, ``minutes`` with the spans of every value, ``withheld``
            counts by kind and the number of ``unused_lines``; or ``document`` and ``error``.
        """
        try:
            document = read_file(path, path.name)
            extraction = self._sources.read(document)
        except DocumentError as error:
            return {"document": path.name, "error": str(error)}
        kept = clean_contacts(extraction.minutes, document, self._policy, self._phrases)
        return {
            "document": document.name,
            "sha256": document.sha256,
            "minutes": kept.minutes,
            "withheld": kept.counts,
            "unused_lines": len(extraction.unused),
        }

    def to_json(self, found: dict[str, Any]) -> str:
        """One line of JSON."""
        return msgspec.json.encode(found).decode()


class Explainer:
    """Shows which characters of a document gave which value.

    Attributes:
        failed: Whether some document could not be read so far.
    """

    def __init__(
        self, language: ViewLanguage, folder: Path | None = None, *, colours: bool = False
    ) -> None:
        """Read the tables, and make the folder.

        Args:
            language: In which to explain.
            folder: Where pages are written; None to tell everything in lines of text.
            colours: Whether those lines have the codes that terminals make colours of.

        Raises:
            TableError: If a table of ours is wrong.
            OSError: If the folder cannot be made.
        """
        self.failed = False
        self._names = read_names(language)
        self._sources = _source_reader(read_phrases())
        self._folder, self._colours = folder, colours
        self._written: set[str] = set()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def explain(self, path: Path) -> Iterator[str]:
        """Explain one document.

        Args:
            path: Where it is.

        Returns:
            Lines for a terminal: everything, or where the page was written and the totals; one that
            says why, if the document cannot be read.

        Raises:
            OSError: If the page cannot be written.
        """
        lines = self._tell(path)
        return map(coloured, lines) if self._colours else (line.text for line in lines)

    def _tell(self, path: Path) -> Iterable[Told]:
        name = _printable(path.name)
        try:
            document = read_file(path, name)
            explanation = self._read(document)
        except DocumentError as error:
            self.failed = True
            return [Told(f"{name}: {error}", Tone.WARNING)]
        if self._folder is None:
            return told(explanation, self._names)
        file = self._folder / self._file_name(name)
        _write_privately(file, render_explanation(page_record(explanation, self._names)))
        written = f"{name}: {self._names.words['written']} {_printable(str(file))}"
        return [Told(written), Told(f"  {totals(explanation, self._names)}")]

    def _read(self, document: SourceDocument) -> Explanation:
        system = self._sources.recognise(document)
        extraction = self._sources.read(document, system)
        return explain(document, extraction, system=system, labels=self._sources.labels(system))

    def _file_name(self, document: str) -> str:
        """A name that no other document of this run has, whatever folders they are from."""
        stem = document.encode()[:_MAX_NAME_BYTES].decode(errors="ignore")
        name, number = f"{stem}{_ENDING}", 1
        while name in self._written:
            number += 1
            name = f"{stem}-{number}{_ENDING}"
        self._written.add(name)
        return name


def _source_reader(phrases: Phrases) -> SourceReader:
    return SourceReader(phrases, LawReader(read_statutes(), phrases))


def _printable(name: str) -> str:
    """The name of a file without what a terminal would obey, or what is no character at all."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)


def _write_privately(path: Path, pieces: Iterable[str]) -> None:
    """Write a file that only its owner may read, in the place of one that may be there."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")  # with mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)  # nothing is left of one that could not be written
