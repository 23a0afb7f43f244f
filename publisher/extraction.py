"""What a source system promises: a document in, what it says and what was left over out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Protocol

import msgspec

from publisher.assets import asset_dir
from publisher.documents.document import Block, SourceDocument
from publisher.errors import TableError
from publisher.finnish.laws import LawReader
from publisher.model import Minutes
from publisher.phrases import Phrases, compile_pattern


class Label(StrEnum):
    """What a labelled part of an item holds; the words for each are in `mappings/sources/`."""

    PREPARERS = "preparers"
    PRESENTER = "presenter"
    PROPOSAL = "proposal"
    DECISION = "decision"
    ATTACHMENTS = "attachments"
    BACKGROUND_MATERIAL = "background_material"
    BACKGROUND = "background"
    RECUSAL = "recusal"
    HANDLING = "handling"
    NOTIFICATION = "notification"
    APPEAL = "appeal"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The table of one source system.

    Attributes:
        labels: What each printed label means.
        label_pattern: Matches a label at the beginning of a line.
        ignored: Lines that say nothing of the matter, with the reason.
        patterns: Whatever else the source needs, by section and name.
        base_forms: Inflected words to their base forms.
    """

    labels: Mapping[str, Label]
    label_pattern: re.Pattern[str] | None
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
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    labels = dict(_labels(name, table.get("labels", {})))
    sections = [section for key, section in table.items() if key not in {"labels", "ignored"}]
    return Words(
        labels=labels,
        label_pattern=_label_pattern(labels) if labels else None,
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


def _labels(name: str, table: Mapping[str, Any]) -> Iterable[tuple[str, Label]]:
    for meaning, words in table.items():
        try:
            label = Label(meaning)
        except ValueError:
            message = f"mappings/sources/{name}.toml: [labels] {meaning} is no label"
            raise TableError(message) from None
        for word in words:
            yield word.casefold(), label


def _label_pattern(labels: Mapping[str, Label]) -> re.Pattern[str]:
    """Match a label that stands alone, or is parted from what follows by more than one blank.

    A word of running text is followed by a single blank, so that a sentence that begins with a
    label's word is none.
    """
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(labels, key=len)[::-1]
    )
    return re.compile(
        rf"(?P<label>{words})(?:\s*\((?P<qualifier>[^)]{{1,80}})\))?(?:\s*:\s*|\s*\t\s*|\s{{2,}}|\s*$)",
        re.IGNORECASE,
    )
