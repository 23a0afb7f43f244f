"""The words for what happens in a meeting: motions, dissents, recusals.

Read from `mappings/phrases/sentences.toml`, `motions.toml` and `recusals.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from publisher.model import MotionFate
from publisher.phrases.patterns import Beside, Patterns, compile_all, compile_pattern, read_word

_MOTION_PATTERNS: Final = (
    "and_others", "asked", "block", "counter", "heading", "kind", "lapsed", "number", "ordinal",
    "procedure", "seconded", "seconded_what", "seconders", "supported_after", "supported_by",
    "to_return", "to_table", "unopposed", "withdrawn",
)  # fmt: skip


class SentenceWords(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sentence ends, and what shows that it is about something else."""

    abbreviations: frozenset[str]
    lines: Patterns
    earlier: re.Pattern[str]


class DecidedPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words beside a motion that was adopted or rejected without a vote."""

    pattern: re.Pattern[str]
    stands: Beside
    fate: MotionFate


class MotionWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that `motions.toml` says, ready to be matched."""

    marks: tuple[str, ...]
    ordinal: re.Pattern[str]
    no_names: frozenset[str]
    no_name_endings: tuple[str, ...]
    officials: tuple[str, ...]
    members: tuple[str, ...]
    genitive: Mapping[str, list[Any]]
    and_others: re.Pattern[str]
    moved: Patterns
    counter: re.Pattern[str]
    supported_by: re.Pattern[str]
    supported_after: re.Pattern[str]
    seconded: re.Pattern[str]
    seconded_what: re.Pattern[str]
    procedure: re.Pattern[str]
    heading: re.Pattern[str]
    block: re.Pattern[str]
    seconders: re.Pattern[str]
    number: re.Pattern[str]
    lapsed: re.Pattern[str]
    withdrawn: re.Pattern[str]
    decided: tuple[DecidedPhrase, ...]
    asked: re.Pattern[str]
    unopposed: re.Pattern[str]
    kind: re.Pattern[str]
    to_return: re.Pattern[str]
    to_table: re.Pattern[str]


class DissentWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words for a dissenting opinion."""

    marks: tuple[str, ...]
    before: Patterns
    after: Patterns
    never: re.Pattern[str]
    grounds: re.Pattern[str]


class RecusalWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words for a recusal, by where those who are recused stand."""

    marks: tuple[str, ...]
    before: Patterns
    after: Patterns
    reason: re.Pattern[str]
    bracketed: re.Pattern[str]
    ground: re.Pattern[str]
    never: re.Pattern[str]
    instead: re.Pattern[str]


class GroundWords(msgspec.Struct, frozen=True, kw_only=True):
    """What grounds for recusal mean as law.

    Attributes:
        act: The act that lists them, as ``434/2003``.
        bare: A section of it that stands without the name of the act.
        named: The names of grounds, each with the provision that it stands for.
    """

    act: str
    bare: re.Pattern[str]
    named: tuple[tuple[re.Pattern[str], str], ...]


def sentence_words(table: Mapping[str, Any]) -> SentenceWords:
    """Compile `sentences.toml`."""
    return SentenceWords(
        abbreviations=frozenset(table["abbreviations"]),
        lines=compile_all(table["lines"]),
        earlier=compile_pattern(table["earlier"]),
    )


def motion_words(table: Mapping[str, Any]) -> MotionWords:
    """Compile the motions of `motions.toml`.

    Raises:
        TableError: If a pattern is no regular expression, or a fate is unknown.
    """
    patterns = {key: compile_pattern(table[key]) for key in _MOTION_PATTERNS}
    return MotionWords(
        marks=tuple(table["marks"]),
        no_names=frozenset(table["no_names"]),
        no_name_endings=tuple(table["no_name_endings"]),
        officials=tuple(table["officials"]),
        members=tuple(table["members"]),
        genitive=table["genitive"],
        moved=compile_all(table["moved"]),
        decided=tuple(_decided(entry) for entry in table["decided"]),
        **patterns,
    )


def _decided(entry: Mapping[str, Any]) -> DecidedPhrase:
    return DecidedPhrase(
        pattern=compile_pattern(entry["pattern"]),
        stands=entry["stands"],
        fate=read_word(MotionFate, entry["fate"], "motions"),
    )


def dissent_words(table: Mapping[str, Any]) -> DissentWords:
    """Compile the dissents of `motions.toml`."""
    return DissentWords(
        marks=tuple(table["marks"]),
        before=compile_all(table["before"]),
        after=compile_all(table["after"]),
        never=compile_pattern(table["never"]),
        grounds=compile_pattern(table["grounds"]),
    )


def ground_words(table: Mapping[str, Any]) -> GroundWords:
    """Compile the grounds of `recusals.toml`.

    Raises:
        TableError: If a pattern is no regular expression.
    """
    named = ((compile_pattern(row["pattern"]), row["provision"]) for row in table["named"])
    return GroundWords(act=table["act"], bare=compile_pattern(table["bare"]), named=tuple(named))


def recusal_words(table: Mapping[str, Any]) -> RecusalWords:
    """Compile the recusals of `recusals.toml`."""
    return RecusalWords(
        marks=tuple(table["marks"]),
        before=compile_all(table["before"]),
        after=compile_all(table["after"]),
        reason=compile_pattern(table["reason"]),
        bracketed=compile_pattern(table["bracketed"]),
        ground=compile_pattern(table["ground"]),
        never=compile_pattern(table["never"]),
        instead=compile_pattern(table["instead"]),
    )
