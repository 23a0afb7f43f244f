"""What a source system promises: a document in, what it says and what was left over out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.documents.document import Block, SourceDocument
from publisher.finnish.laws import LawReader
from publisher.labels import Labels, read_labels
from publisher.model import Minutes
from publisher.phrases import Phrases, compile_pattern


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The table of one source system.

    Attributes:
        labels: What each printed label means.
        ignored: Lines that say nothing of the matter, with the reason.
        patterns: Whatever else the source needs, by section and name.
        base_forms: Inflected words to their base forms.
    """

    labels: Labels
    ignored: tuple[tuple[re.Pattern[str], str], ...]
    patterns: Mapping[str, re.Pattern[str]]
    base_forms: Mapping[str, str]

    def ignores(self, text: str) -> str | None:
        """The reason why a line says nothing of the matter; None if it may say something."""
        return next((reason for pattern, reason in self.ignored if pattern.fullmatch(text)), None)


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from one document.

    Attributes:
        minutes: What it says.
        unused: The lines that nobody could place; each costs a note in the report.
        ignored: The lines that are known to say nothing of the matter, and why.
    """

    minutes: Minutes
    unused: tuple[Block, ...]
    ignored: tuple[tuple[Block, str], ...]


class Readers(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a document needs to know.

    Attributes:
        words: The table of the source system.
        phrases: What all systems have in common.
        laws: Which acts there are.
    """

    words: Words
    phrases: Phrases
    laws: LawReader


class Source(Protocol):
    """A source system: a module with a name and these two functions."""

    NAME: str

    def recognises(self, document: SourceDocument, readers: Readers) -> bool:
        """Whether a document looks like one of this system's."""
        ...

    def read(self, document: SourceDocument, readers: Readers) -> Extraction:
        """Read a document that `recognises` has accepted."""
        ...


def read_words(name: str) -> Words:
    """Read `mappings/sources/<name>.toml`.

    Args:
        name: Of the source system.

    Returns:
        Its words.

    Raises:
        TableError: If a label means something unknown, or a pattern cannot be compiled.
    """
    path = asset_dir("mappings") / "sources" / f"{name}.toml"
    table = read_toml(path, dict[str, Any])
    sections = [section for key, section in table.items() if key not in {"labels", "ignored"}]
    return Words(
        labels=read_labels(table.get("labels", {}), f"mappings/sources/{name}.toml"),
        ignored=tuple(
            (compile_pattern(pattern), reason) for pattern, reason in table["ignored"].items()
        ),
        patterns={
            key: compile_pattern(value)
            for section in sections
            if isinstance(section, dict)
            for key, value in section.items()
            if isinstance(value, str)
        },
        base_forms={
            key: value
            for section in sections
            if isinstance(section, dict)
            for key, value in section.get("base_forms", {}).items()
        },
    )
