"""What is read from a document, for whoever wants to check the reading.

This is not what is published: role holders keep their names here, also preparers. Contact details
and private persons are withheld all the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from publisher.documents.reading import read_file
from publisher.errors import DocumentError
from publisher.finnish.laws import LawReader
from publisher.phrases import read_phrases
from publisher.privacy.policy import read_policy
from publisher.privacy.stage import clean_contacts
from publisher.reference import read_statutes
from publisher.sources import SourceReader


class Extractor:
    """Reads documents outside a build."""

    def __init__(self) -> None:
        self._phrases = read_phrases()
        self._policy = read_policy()
        self._sources = SourceReader(self._phrases, LawReader(read_statutes(), self._phrases))

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
