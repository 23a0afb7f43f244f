"""The words beside names that tell at which §§ and in whose place somebody was present."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from publisher.phrases import compile_all, compile_pattern

_PLAIN = ("not_there", "behind", "presiding", "acting")


class SectionWords(msgspec.Struct, frozen=True, kw_only=True):
    """How §§ are printed beside a name, and what they mean there.

    Attributes:
        printed: Matches numbers of §§ with the words around them that say what they are.
        number: Matches a § or a range of them in a list.
        before: Words for until before a §.
        after: Words for from after a §.
        since: Words for from a § on.
        until: Words for until the end of a §.
        away: Words, behind one for leaving, for how long somebody was away.
        not_there: Tells that the numbers are those at which somebody was not there.
        behind: The words behind the numbers that may belong to them.
        presiding: Tells that they may be those at which somebody presided.
        acting: Tells that they may be those at which somebody did something else.
    """

    printed: re.Pattern[str]
    number: re.Pattern[str]
    before: frozenset[str]
    after: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    away: frozenset[str]
    not_there: re.Pattern[str]
    behind: re.Pattern[str]
    presiding: re.Pattern[str]
    acting: re.Pattern[str]


class BesideWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is noted beside names.

    Attributes:
        sections: At which §§ somebody was there.
        absent: That somebody was not there.
        away: That somebody was not there for some of the time.
        deputies: In whose place somebody came.
        columns: Heads two columns, of members and of the deputy of each.
        instead: Between a member who was not there and the deputy.
    """

    sections: SectionWords
    absent: re.Pattern[str]
    away: re.Pattern[str]
    deputies: tuple[re.Pattern[str], ...]
    columns: re.Pattern[str]
    instead: re.Pattern[str]


def beside_words(table: Mapping[str, Any]) -> BesideWords:
    """Compile the part of `mappings/phrases/meetings.toml` about what is noted beside names.

    Raises:
        TableError: If a pattern is no regular expression.
    """
    deputies = table["deputies"]
    return BesideWords(
        sections=_section_words(table["sections"]),
        absent=compile_pattern(table["absences"]["whole"]),
        away=compile_pattern(table["absences"]["partly"]),
        deputies=compile_all(_fill(deputies["patterns"], {"name": deputies["name"]})),
        columns=compile_pattern(deputies["columns"]),
        instead=compile_pattern(deputies["instead"]),
    )


def _section_words(table: Mapping[str, Any]) -> SectionWords:
    parts: dict[str, str] = {}
    for name, pattern in table["parts"].items():
        parts[name] = _fill([pattern], parts)[0]
    return SectionWords(
        printed=compile_pattern(_fill([table["printed"]], parts)[0]),
        number=compile_pattern(parts["range"]),
        before=frozenset(table["before"]),
        after=frozenset(table["after"]),
        since=frozenset(table["from"]),
        until=frozenset(table["until"]),
        away=frozenset(table["away"]),
        **{name: compile_pattern(table[name]) for name in _PLAIN},
    )


def _fill(patterns: Iterable[str], parts: Mapping[str, str]) -> list[str]:
    """Put patterns with names into the places that others hold for them."""
    filled = []
    for pattern in patterns:
        whole = pattern
        for name, part in parts.items():
            whole = whole.replace(f"{{{name}}}", part)
        filled.append(whole)
    return filled
