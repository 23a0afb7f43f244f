"""The labels of minutes: what a printed one means, and where its text begins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.phrases import compile_pattern


class Label(StrEnum):
    """What a labelled part of an item holds; the words for each are in `mappings/labels.toml`."""

    PREPARERS = "preparers"
    PRESENTER = "presenter"
    PROPOSAL = "proposal"
    DECISION = "decision"
    ATTACHMENTS = "attachments"
    BACKGROUND_MATERIAL = "background_material"
    BACKGROUND = "background"
    RECUSAL = "recusal"
    HANDLING = "handling"
    DISSENT = "dissent"
    NOTE = "note"
    MORE_INFORMATION = "more_information"
    HISTORY = "history"
    NOTIFICATION = "notification"
    APPEAL = "appeal"


class LabelMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A label at the beginning of a line; positions count in the line.

    Attributes:
        label: What it means.
        heading: Where its words stand.
        qualifier: Where what it says of somebody stands: in brackets after it, as in
            *Päätösehdotus (rehtori):*, or before it, as in *Rehtorin ehdotus:*; None if nothing.
        end: Where the text after it begins.
    """

    label: Label
    heading: tuple[int, int]
    qualifier: tuple[int, int] | None
    end: int


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The labels that a source system knows.

    Attributes:
        meanings: What each printed label means, in small letters and with single blanks.
        pattern: Matches one of them at the beginning of a line.
        owned: Matches labels that name whose text follows.
    """

    meanings: Mapping[str, Label]
    pattern: re.Pattern[str]
    owned: tuple[tuple[re.Pattern[str], Label], ...]

    def match(self, line: str) -> LabelMatch | None:
        """Tell whether a line begins with a label.

        A word of running text is followed by a single blank, so that a sentence that begins with
        a label's word has none.
        """
        if match := self.pattern.match(line):
            return LabelMatch(
                label=self.meanings[" ".join(match["label"].casefold().split())],
                heading=match.span("label"),
                qualifier=match.span("qualifier") if match["qualifier"] else None,
                end=match.end(),
            )
        for pattern, label in self.owned:
            if match := pattern.match(line):
                return LabelMatch(
                    label=label,
                    heading=match.span(),
                    qualifier=match.span("owner"),
                    end=match.end(),
                )
        return None


def read_labels(own: Mapping[str, Any], table: str) -> Labels:
    """Read `mappings/labels.toml`, and what a system adds to it.

    Args:
        own: The labels of the system, by meaning: lists of words.
        table: Where they were read from, for messages.

    Returns:
        The labels; those of the system come before the others.

    Raises:
        TableError: If a label means something unknown, or a pattern cannot be compiled.
    """
    shared = _read_shared()
    meanings = dict(_words(shared["words"], "mappings/labels.toml")) | dict(_words(own, table))
    return Labels(
        meanings=meanings,
        pattern=_pattern(meanings),
        owned=tuple(
            (compile_pattern(pattern), _label(meaning, "mappings/labels.toml"))
            for meaning, patterns in shared["owned"].items()
            for pattern in patterns
        ),
    )


@cache
def _read_shared() -> dict[str, Any]:
    path = asset_dir("mappings") / "labels.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _words(table: Mapping[str, Iterable[str]], name: str) -> Iterator[tuple[str, Label]]:
    for meaning, words in table.items():
        label = _label(meaning, name)
        for word in words:
            yield word.casefold(), label


def _label(meaning: str, name: str) -> Label:
    try:
        return Label(meaning)
    except ValueError:
        message = f"{name}: {meaning!r} is no label: write one of {', '.join(Label)}"
        raise TableError(message) from None


def _pattern(labels: Iterable[str]) -> re.Pattern[str]:
    """Match a label that stands alone, or is parted from what follows by more than one blank."""
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(labels, key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<label>{words})(?:\s*\((?P<qualifier>[^)]{{1,80}})\))?(?:\s*:\s*|\s*\t\s*|\s{{2,}}|\s*$)",
        re.IGNORECASE,
    )
