"""The words for votes, read from `mappings/phrases/votes.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

import msgspec

from publisher.model import VoteMethod
from publisher.phrases.patterns import Beside, Patterns, compile_all, compile_pattern, read_word

Side = Literal["yes", "no", "blank", "absent"]

SIDES: Final[tuple[Side, ...]] = ("yes", "no", "blank", "absent")
BOTH: Final[tuple[Side, Side]] = ("yes", "no")
_NAMES = r"(?:\s*\((?P<{}>(?:[^()]|\([^()]{{1,20}}\)){{2,1500}})\))?"


class WonPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words beside the alternative that won a vote, or lost it.

    Attributes:
        pattern: The words.
        stands: Where the alternative stands.
        won: Whether it won.
        weak: Whether the words may also tell of what was decided on all the rest, so that counts
            that say the contrary are right.
    """

    pattern: re.Pattern[str]
    stands: Beside
    won: bool
    weak: bool


class AlternativeWords(msgspec.Struct, frozen=True, kw_only=True):
    """Whose an alternative is."""

    counter: re.Pattern[str]
    base: re.Pattern[str]
    named: re.Pattern[str]


class VoteWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that `votes.toml` says, ready to be matched."""

    heading: re.Pattern[str]
    held: re.Pattern[str]
    announced: re.Pattern[str]
    not_held: re.Pattern[str]
    methods: Mapping[VoteMethod, re.Pattern[str]]
    numbers: Mapping[str, int]
    counted: re.Pattern[str]
    needed: re.Pattern[str]
    counts: Mapping[Side, Patterns]
    pairs: Patterns
    counts_after: Patterns
    counts_before: Patterns
    alternative_start: re.Pattern[str]
    means: Mapping[Side, Patterns]
    means_before: Mapping[Side, Patterns]
    listed: Mapping[Side, re.Pattern[str]]
    listed_number: re.Pattern[str]
    results: re.Pattern[str]
    subject: re.Pattern[str]
    won: tuple[WonPhrase, ...]
    won_by_base: re.Pattern[str]
    won_by_counter: re.Pattern[str]
    casting: Mapping[Side, re.Pattern[str]]
    casting_told: re.Pattern[str]
    alternative: AlternativeWords


def vote_words(table: Mapping[str, Any]) -> VoteWords:
    """Compile `votes.toml`.

    Raises:
        TableError: If a pattern is no regular expression, or a method is unknown.
    """
    fill = _Filler(table)
    counts, means, listed = table["counts"], table["means"], table["listed"]
    return VoteWords(
        **{
            key: compile_pattern(table[key]) for key in ("heading", "held", "announced", "not_held")
        },
        methods={
            read_word(VoteMethod, name, "votes"): compile_pattern(text)
            for name, text in table["methods"].items()
        },
        numbers=_numbers(table["numbers"]),
        counted=compile_pattern(table["counted"]["pattern"]),
        needed=compile_pattern(table["counted"]["needed"]),
        counts={side: fill([*counts["side"], *counts[side]], side) for side in BOTH}
        | {"blank": fill(counts["blank"]), "absent": fill(counts["absent"])},
        pairs=fill(table["pairs"]["patterns"]),
        counts_after=fill(table["alternatives"]["before"]),
        counts_before=fill(table["alternatives"]["after"]),
        alternative_start=compile_pattern(table["alternatives"]["start"]),
        means={side: fill([*means["side"], *means[side]], side) for side in BOTH},
        means_before={side: fill(means["before"], side) for side in BOTH},
        listed={side: fill([listed[side]])[0] for side in SIDES},
        listed_number=fill([listed["number"]])[0],
        results=compile_pattern(listed["results"]),
        subject=compile_pattern(table["subject"]["pattern"]),
        won=tuple(_won(entry) for entry in table["won"]),
        won_by_base=compile_pattern(table["won_by"]["base"]),
        won_by_counter=compile_pattern(table["won_by"]["counter"]),
        casting_told=compile_pattern(table["won_by"]["casting_told"]),
        casting={side: compile_pattern(table["won_by"][f"casting_{side}"]) for side in BOTH},
        alternative=AlternativeWords(
            **{key: compile_pattern(text) for key, text in table["alternative"].items()}
        ),
    )


class _Filler:
    """Compiles patterns after it has put in what their placeholders stand for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._number = _number_pattern(table["numbers"])
        self._sides = table["sides"]

    def __call__(self, patterns: Iterable[str], side: Side | None = None) -> Patterns:
        return compile_all(self._fill(pattern, side) for pattern in patterns)

    def _fill(self, pattern: str, side: Side | None) -> str:
        for name in ("n", "a", "b"):
            pattern = pattern.replace(f"{{{name}}}", f"(?P<{name}>{self._number})")
        for name in ("names", "names2"):
            pattern = pattern.replace(f"{{{name}}}", _NAMES.format(name))
        pattern = pattern.replace("{number}", f"(?:{self._number})")
        if side is None:
            return pattern
        words, capitals = self._sides[side], self._sides[side.upper()]
        return pattern.replace("{side}", f"(?:{words})").replace("{SIDE}", f"(?:{capitals})")


def _won(entry: Mapping[str, Any]) -> WonPhrase:
    return WonPhrase(
        pattern=compile_pattern(entry["pattern"]),
        stands=entry["stands"],
        won=entry["won"],
        weak=entry.get("weak", False),
    )


def _numbers(table: Mapping[str, list[list[str]]]) -> dict[str, int]:
    """Number words, those of tens and units joined among them."""
    units = {word: number for number, words in enumerate(table["words"]) for word in words}
    tens = {word: 10 * number for number, words in enumerate(table["tens"], 2) for word in words}
    joined = {ten + unit: tens[ten] + units[unit] for ten in tens for unit in units}
    return units | tens | joined


def _number_pattern(table: Mapping[str, list[list[str]]]) -> str:
    """A number in digits, in words, or in words with the digits in brackets."""
    units, tens = (
        "|".join(sorted((word for words in table[key] for word in words), key=len, reverse=True))
        for key in ("words", "tens")
    )
    digits = r"\d{1,3}(?!\d|[.,:/]\d)"
    words = rf"\b(?:(?:{tens})(?:{units})?|(?:{units}))\b"
    return rf"(?:(?=\d)(?<![\d.,:/§])(?<!§\s){digits}|{words}(?:\s*\(\s*{digits}\s*\))?)"
