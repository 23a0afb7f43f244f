"""The words and phrases of Finnish and Swedish minutes, read from `mappings/phrases/`.

Patterns are regular expressions in which a plain blank stands for any white space, and
``{name}`` and ``{names}`` for one and for several names with their titles.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.model import Language, Outcome

# One capitalised word of a name, with its double-barrelled forms: Anna-Liisa, O'Neill, af, von.
NAME_WORD = r"(?:[A-ZÅÄÖÉÜ][a-zåäöéüïèáíóõšž']+(?:-[A-ZÅÄÖÉÜ][a-zåäöéüïèáíóõšž']+)*|von|af|de)"


class Marked(msgspec.Struct, frozen=True):
    """Patterns, and what every match of one of them holds.

    Most texts hold none of it and need no search, which would be tens of times slower.

    Attributes:
        marks: Strings, one of which stands in every match.
        patterns: In the order in which they count.
    """

    marks: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def may_match(self, text: str) -> bool:
        """Whether a text holds a mark."""
        return any(map(text.__contains__, self.marks))

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of each pattern in turn."""
        patterns = self.patterns if self.may_match(text) else ()
        return (match for pattern in patterns for match in pattern.finditer(text))

    def full_matches(self, text: str) -> Iterator[re.Match[str]]:
        """The match of each pattern that matches the whole text."""
        patterns = self.patterns if self.may_match(text) else ()
        return (match for pattern in patterns if (match := pattern.fullmatch(text)))


class OutcomePhrase(msgspec.Struct, frozen=True):
    """Words of a decision that say its outcome."""

    outcome: Outcome
    pattern: re.Pattern[str]
    refers_to_proposal: bool


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that `mappings/phrases/` says, ready to be matched."""

    handling: Marked
    section: tuple[re.Pattern[str], ...]
    case_number: tuple[re.Pattern[str], ...]
    title_endings: tuple[str, ...]
    conjunctions: frozenset[str]
    contact_words: frozenset[str]
    body_endings: tuple[str, ...]
    recused: Marked
    temporary_chair: Marked
    outcomes: tuple[OutcomePhrase, ...]
    motion: re.Pattern[str]
    noting_proposal: re.Pattern[str]
    more_than_noting: re.Pattern[str]
    checked: re.Pattern[str]
    attachment_lines: tuple[re.Pattern[str], ...]
    attachment_labels: tuple[re.Pattern[str], ...]
    attachment_inline: tuple[re.Pattern[str], ...]
    amount: Marked
    amount_factors: Mapping[str, int]
    laws: tuple[Marked, ...]
    law_title: str
    section_before_law: re.Pattern[str]
    languages: Mapping[Language, frozenset[str]]
    weekdays: Mapping[str, int]
    full_date: re.Pattern[str]


def read_phrases() -> Phrases:
    """Read every table of `mappings/phrases/`.

    Returns:
        The phrases with their patterns compiled.

    Raises:
        TableError: If a pattern is not a regular expression, or an outcome is unknown.
    """
    tables = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((asset_dir("mappings") / "phrases").glob("*.toml"))
    }
    headings, mentions = tables["headings"], tables["mentions"]
    return Phrases(
        **_sentences(tables),
        **_mentions(mentions),
        handling=compile_marked(headings["handling"]),
        section=compile_all(headings["section"]),
        case_number=compile_all(headings["case_number"]),
        title_endings=tuple(tables["people"]["title_endings"]),
        conjunctions=frozenset(tables["people"]["conjunctions"]),
        contact_words=frozenset(tables["people"]["contact_words"]),
        body_endings=tuple(tables["people"]["body_endings"]),
        languages={
            "fi": frozenset(tables["languages"]["fi"]),
            "sv": frozenset(tables["languages"]["sv"]),
        },
        weekdays={
            word: number
            for number, words in enumerate(tables["dates"]["weekdays"], start=1)
            for word in words
        },
        full_date=compile_pattern(tables["dates"]["full_date"]),
    )


def _sentences(tables: Mapping[str, Any]) -> dict[str, Any]:
    """What whole sentences say: recusals, the chair, outcomes."""
    recusals, outcomes = tables["recusals"], tables["outcomes"]
    conjunctions = tables["people"]["conjunctions"]
    return {
        "recused": _compile_with_people(recusals["recused"], conjunctions),
        "temporary_chair": _compile_with_people(recusals["temporary_chair"], conjunctions),
        "outcomes": tuple(_outcome(entry) for entry in outcomes["phrase"]),
        "motion": compile_pattern(outcomes["motion"]["pattern"]),
        "noting_proposal": compile_pattern(outcomes["noting"]["proposal"]),
        "more_than_noting": compile_pattern(outcomes["noting"]["more"]),
        "checked": compile_pattern(outcomes["checked"]["pattern"]),
    }


def _outcome(entry: Mapping[str, Any]) -> OutcomePhrase:
    try:
        outcome = Outcome(entry["outcome"])
    except ValueError:
        message = f"mappings/phrases/outcomes.toml: {entry['outcome']!r} is no outcome"
        raise TableError(message) from None
    return OutcomePhrase(
        outcome, compile_pattern(entry["pattern"]), entry.get("refers_to_proposal", False)
    )


def _mentions(table: Mapping[str, Any]) -> dict[str, Any]:
    """What may be mentioned anywhere: attachments, sums, laws."""
    attachments, amounts, laws = table["attachments"], table["amounts"], table["laws"]
    factors = dict.fromkeys(amounts["factors"]["million"], 1_000_000)
    return {
        "attachment_lines": compile_all(attachments["lines"]),
        "attachment_labels": compile_all(attachments["labels"]),
        "attachment_inline": compile_all(attachments["inline"]),
        "amount": compile_marked(amounts),
        "amount_factors": factors | dict.fromkeys(amounts["factors"]["thousand"], 1_000),
        "laws": tuple(compile_marked(entry) for entry in laws["last_word"]),
        "law_title": laws["title"],
        "section_before_law": compile_pattern(laws["section_first"]),
    }


def compile_all(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Compile every pattern of a list, in order."""
    return tuple(compile_pattern(pattern) for pattern in patterns)


def compile_marked(entry: Mapping[str, Any]) -> Marked:
    """Compile the ``pattern`` or the ``patterns`` of an entry that has ``marks``.

    Raises:
        TableError: If a pattern is no regular expression.
    """
    patterns = entry["patterns"] if "patterns" in entry else [entry["pattern"]]
    return Marked(tuple(entry["marks"]), compile_all(patterns))


_PERSON = rf"(?<![\w-])(?:[A-Za-zÅÄÖåäö][\wåäö-]*\s+){{0,3}}?{NAME_WORD}(?:\s+{NAME_WORD}){{1,3}}"
_BRACKETS = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern of a table.

    Args:
        pattern: A regular expression of Python's; a blank outside brackets stands for white
            space, and a blank with a question mark for white space or none.

    Returns:
        The compiled pattern.

    Raises:
        TableError: If it is no regular expression.

    Examples:
        >>> bool(compile_pattern("a b").fullmatch("a \n b"))
        True
    """
    parts = _BRACKETS.split(pattern)
    spaced = "".join(
        part if index % 2 else part.replace(" ?", r"\s*").replace(" ", r"\s+")
        for index, part in enumerate(parts)
    )
    try:
        return re.compile(spaced)
    except re.error as error:
        message = f"mappings/phrases: {pattern!r} is not a regular expression: {error}"
        raise TableError(message) from None


def _compile_with_people(entry: Mapping[str, Any], conjunctions: Iterable[str]) -> Marked:
    """Compile an entry in whose patterns ``{name}`` and ``{names}`` stand for people.

    Args:
        entry: As `compile_marked` takes it.
        conjunctions: The words between the last two names of a list.

    Returns:
        The compiled patterns, with groups ``name`` and ``names``.
    """
    words = "|".join(rf"\s+{re.escape(word)}" for word in conjunctions)
    people = rf"{_PERSON}(?:(?:,|{words})\s+{_PERSON})*"
    patterns = [
        pattern.replace("{names}", f"(?P<names>{people})").replace("{name}", f"(?P<name>{_PERSON})")
        for pattern in entry["patterns"]
    ]
    return compile_marked({**entry, "patterns": patterns})
