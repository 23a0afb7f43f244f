"""The patterns of the tables in `mappings/`: how they are written, compiled, and searched for fast.

Patterns are regular expressions in which a plain blank stands for any white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Literal, TypeVar

import msgspec

from publisher.errors import TableError

Word = TypeVar("Word", bound=StrEnum)
Patterns = tuple[re.Pattern[str], ...]
# Where something stands in relation to the words of a pattern.
Beside = Literal["before", "after"]

_BRACKETS = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])")


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


def read_word(kind: type[Word], word: str, table: str) -> Word:
    """Read a word of a table that must be one of a few.

    Raises:
        TableError: If it is none of them.
    """
    try:
        return kind(word)
    except ValueError:
        message = f"mappings/phrases/{table}.toml: {word!r} is none of {', '.join(kind)}"
        raise TableError(message) from None


def compile_all(patterns: Iterable[str]) -> Patterns:
    """Compile every pattern of a list, in order."""
    return tuple(compile_pattern(pattern) for pattern in patterns)


def compile_marked(entry: Mapping[str, Any]) -> Marked:
    """Compile the ``pattern`` or the ``patterns`` of an entry that has ``marks``.

    Raises:
        TableError: If a pattern is no regular expression.
    """
    patterns = entry["patterns"] if "patterns" in entry else [entry["pattern"]]
    return Marked(tuple(entry["marks"]), compile_all(patterns))


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
