"""The thing that is scored: from a file to what `pykala extract` prints of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from publisher.documents.reading import read_file
from publisher.finnish.laws import LawReader
from publisher.phrases import Phrases, read_phrases
from publisher.privacy.policy import Policy, read_policy
from publisher.privacy.stage import clean_contacts
from publisher.sources import SourceReader
from publisher.statutes import Statutes, read_statutes

Printed = dict[str, Any]


class Readers(NamedTuple):
    """Everything that is read from the tables once."""

    phrases: Phrases
    policy: Policy
    statutes: Statutes
    sources: SourceReader


@cache
def readers() -> Readers:
    """The tables, read at the first call."""
    phrases, statutes = read_phrases(), read_statutes()
    sources = SourceReader(phrases, LawReader(statutes, phrases))
    return Readers(phrases, read_policy(), statutes, sources)


def extract(path: Path) -> Printed:
    """What is read from one document, as plain dictionaries and lists.

    As `pykala extract` prints it, but before anything private is taken out of it: reading is what
    is scored here, and what is withheld is only counted.
    """
    tables = readers()
    document = read_file(path, path.name)
    extraction = tables.sources.read(document)
    cleaned = clean_contacts(extraction.minutes, document, tables.policy, tables.phrases)
    printed: Printed = msgspec.to_builtins(
        {
            "document": document.name,
            "sha256": document.sha256,
            "minutes": extraction.minutes,
            "withheld": cleaned.counts,
            "unused_lines": len(extraction.unused),
        }
    )
    return printed
