"""The labels of minutes: what a printed one means, and where its text begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Any

import msgspec

from publisher.assets import asset_dir, read_toml
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
    VOTES = "votes"
    DISSENT = "dissent"
    NOTE = "note"
    MORE_INFORMATION = "more_information"
    HISTORY = "history"
    NOTIFICATION = "notification"
    APPEAL = "appeal"


_SHARED = "mappings/labels.toml"
# So many lines are remembered: more than a § has, and fewer than would be worth their memory.
_REMEMBERED = 1024
# What may be a label stands alone, or before brackets, a colon, a tab or more than one blank.
_WORDS = re.compile(r"(?P<label>[^\s:(]+(?: [^\s:(]+){0,6})(?=\s*(?:[:(]|\t|$)|\s{2})")
_END = re.compile(r"(?:\s*\((?P<qualifier>[^)]{1,80})\))?(?:\s*:\s*|\s*\t\s*|\s{2,}|\s*$)")
# The labels that exports print with a single blank before what follows.
_GLUABLE = frozenset(
    {
        Label.PREPARERS,
        Label.PRESENTER,
        Label.PROPOSAL,
        Label.BACKGROUND,
        Label.HANDLING,
        Label.DECISION,
        Label.NOTIFICATION,
        Label.APPEAL,
    }
)


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


class Labels(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The labels that a source system knows.

    Attributes:
        meanings: What each printed label means, in small letters and with single blanks.
        owned: Matches labels that name whose text follows.
        owned_marks: Strings, one of which stands in every such label.
        owners: The ends of what they name in the genitive, and of its base form.
        never_titles: What is the title of no attachment wherever it stands, in small letters.
        glued: Matches the labels of people and texts where one blank parts them from what follows,
            and those of what may come after the proposal or the decision.
        glued_beginnings: The first words of these, in small letters.
        heading: If given, nothing but what this matches is a label; its groups are ``label`` and
            ``qualifier``.
    """

    meanings: Mapping[str, Label]
    owned: tuple[tuple[re.Pattern[str], Label], ...]
    owned_marks: tuple[str, ...]
    owners: Mapping[str, str]
    never_titles: frozenset[str]
    glued: re.Pattern[str]
    glued_beginnings: frozenset[str]
    heading: re.Pattern[str] | None = None

    @cached_property
    def match(self) -> Callable[[str], LabelMatch | None]:
        """Tells whether a line begins with a label, and remembers it: each line is asked often.

        A word of running text is followed by a single blank, so that a sentence that begins with
        a label's word has none.
        """
        return lru_cache(maxsize=_REMEMBERED)(self._match)

    def _match(self, line: str) -> LabelMatch | None:
        if self.heading is not None:
            return self._headed(self.heading.match(line))
        words = _WORDS.match(line)
        label = words and self.meanings.get(" ".join(words["label"].casefold().split()))
        if words and label and (end := _END.match(line, words.end())):
            return LabelMatch(
                label=label,
                heading=words.span("label"),
                qualifier=end.span("qualifier") if end["qualifier"] else None,
                end=end.end(),
            )
        return self._owned(line) if any(map(line.__contains__, self.owned_marks)) else None

    def _headed(self, match: re.Match[str] | None) -> LabelMatch | None:
        if match is None:
            return None
        return LabelMatch(
            label=self.meanings[" ".join(match["label"].casefold().split())],
            heading=match.span("label"),
            qualifier=match.span("qualifier") if match["qualifier"] else None,
            end=match.end(),
        )

    def _owned(self, line: str) -> LabelMatch | None:
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
        own: The labels of the system, by meaning: lists of words; under ``owned``, the name of
            the patterns of those that name whose text follows, if others than the shared ones do.
        table: Where they were read from, for messages.

    Returns:
        The labels; those of the system come before the others.

    Raises:
        TableError: If a label means something unknown, or a pattern cannot be compiled.
    """
    shared = _read_shared()
    owned = _owned_by(own.get("owned"), shared["owned_by_system"], table)
    words = {meaning: words for meaning, words in own.items() if meaning != "owned"}
    meanings = dict(_words(shared["words"], _SHARED)) | dict(_words(words, table))
    return Labels(
        meanings=meanings,
        owned=(*_patterns(owned, _SHARED), *_patterns(shared["owned"], _SHARED)),
        owned_marks=(*owned.get("marks", ()), *shared["owned"]["marks"]),
        owners=shared["owners"],
        never_titles=frozenset(word.casefold() for word in shared["never_titles"]),
        glued=_glued(meanings),
        glued_beginnings=frozenset(word.split()[0] for word in _gluable(meanings)),
    )


def _owned_by(
    name: str | None, tables: Mapping[str, Mapping[str, Any]], table: str
) -> Mapping[str, Any]:
    """The patterns that a system names, which several may share.

    Raises:
        TableError: If there are none of that name.
    """
    if name is None:
        return {}
    if name not in tables:
        message = f"{table}: owned = {name!r} is in no table: write one of {', '.join(tables)}"
        raise TableError(message)
    return tables[name]


@cache
def _read_shared() -> dict[str, Any]:
    path = asset_dir("mappings") / "labels.toml"
    return read_toml(path, dict[str, Any])


def _words(table: Mapping[str, Iterable[str]], name: str) -> Iterator[tuple[str, Label]]:
    for meaning, words in table.items():
        label = _label(meaning, name)
        for word in words:
            yield word.casefold(), label


def _patterns(
    table: Mapping[str, Iterable[str]], name: str
) -> Iterator[tuple[re.Pattern[str], Label]]:
    for meaning, patterns in table.items():
        if meaning != "marks":
            label = _label(meaning, name)
            yield from ((compile_pattern(pattern), label) for pattern in patterns)


def _label(meaning: str, name: str) -> Label:
    try:
        return Label(meaning)
    except ValueError:
        message = f"{name}: {meaning!r} is no label: write one of {', '.join(Label)}"
        raise TableError(message) from None


def _gluable(meanings: Mapping[str, Label]) -> list[str]:
    return [word for word, label in meanings.items() if label in _GLUABLE]


def _glued(meanings: Mapping[str, Label]) -> re.Pattern[str]:
    """Match a label of people or of a text before a single blank, the longest first."""
    words = sorted(map(re.escape, _gluable(meanings)), key=len, reverse=True)
    return re.compile(rf"(?P<label>{'|'.join(words)}) (?=\S)", re.IGNORECASE)
