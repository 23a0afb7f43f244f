"""Political groups as minutes print them beside names: *(kok.)*, *SFP*.

The parties are those that are or were in the register of parties (puoluelaki 10/1969), by the
abbreviations under which Statistics Finland lists them and by those of minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.phrases import compile_all, compile_pattern
from publisher.reference import read_table

_BLANKS = frozenset(" \u00a0")
_LONGEST_NAME = 80


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A party of the register.

    Attributes:
        code: Its name in the code list of groups.
        abbreviations: How it is shortened, in Finnish and in Swedish.
        names_fi: What it is called in Finnish; as it is registered first.
        names_sv: What it is called in Swedish.
    """

    code: str
    abbreviations: tuple[str, ...]
    names_fi: tuple[str, ...]
    names_sv: tuple[str, ...]


class PrintedGroup(msgspec.Struct, frozen=True):
    """A group in a text.

    Attributes:
        start: Where what says so begins, with its bracket or comma.
        end: Where it ends.
        group: Where the words for the group stand.
        party: The code of the party; None for whoever belongs to none.
    """

    start: int
    end: int
    group: tuple[int, int]
    party: str | None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    independent: tuple[str, ...]
    ambiguous: frozenset[str]
    bracketed: tuple[str, ...]
    alone: str
    behind: str
    name_before: str


class GroupFinder:
    """Finds groups by their words and by where these stand."""

    def __init__(self, table: _Table, parties: tuple[Party, ...]) -> None:
        self._codes: dict[str, str | None] = {}
        for party in parties:
            for short in party.abbreviations:
                self._codes |= dict.fromkeys(_forms(short, table.ambiguous), party.code)
            self._codes |= dict.fromkeys((*party.names_fi, *party.names_sv), party.code)
        for word in table.independent:
            self._codes |= dict.fromkeys(_forms(word, frozenset()))
        self._ambiguous = table.ambiguous
        longest = sorted(self._codes, key=len, reverse=True)
        group = f"(?P<group>{'|'.join(map(re.escape, longest))})"
        bracketed = [one.replace("{group}", group) for one in table.bracketed]
        self._bracketed = compile_all(bracketed)
        self._alone = compile_pattern(table.alone.replace("{group}", group))
        self._behind = compile_pattern(table.behind.replace("{group}", group))
        self._name_before = compile_pattern(table.name_before)

    def find(self, text: str, start: int = 0) -> Iterator[PrintedGroup]:
        """Find the groups in a line of a list of people.

        Args:
            text: The line.
            start: Where to begin.

        Yields:
            The groups; first those in brackets.
        """
        for pattern in (*self._bracketed, self._alone):
            yield from map(self._printed, pattern.finditer(text, start))
        for match in self._behind.finditer(text, start):
            if self._is_behind(match, text[: match.start()]):
                yield self._printed(match)

    def _is_behind(self, match: re.Match[str], before: str) -> bool:
        """Whether a word directly behind a name is a group and not the last word of that name."""
        word = match["group"]
        may_be_name = word[0].isupper() and not word.endswith(".")
        in_capitals = word.isupper() and word.casefold() not in self._ambiguous
        if may_be_name and not in_capitals:
            return False
        return self._name_before.search(before[-_LONGEST_NAME:]) is not None

    def after(self, text: str, position: int) -> PrintedGroup | None:
        """The group in the brackets that follow a name in running text.

        Args:
            text: The text.
            position: Where the name ends.
        """
        first = position
        while text[first : first + 1] in _BLANKS:
            first += 1
        match = self._bracketed[0].match(text, first)
        return None if match is None else self._printed(match)

    def _printed(self, match: re.Match[str]) -> PrintedGroup:
        return PrintedGroup(*match.span(), match.span("group"), self._codes[match["group"]])


def _forms(short: str, ambiguous: frozenset[str]) -> Iterator[str]:
    """An abbreviation in small letters, capitals, or with one capital; with a stop or without."""
    small = short.casefold()
    for form in (small, short.upper(), small.capitalize()):
        yield f"{form}."
        if form != small.capitalize() or small not in ambiguous:
            yield form


@cache
def group_finder() -> GroupFinder:
    """Read the tables of groups.

    Returns:
        What finds them.

    Raises:
        TableError: If a table is damaged, or a pattern is no regular expression.
    """
    table = read_toml(asset_dir("mappings") / "phrases" / "groups.toml", _Table)
    return GroupFinder(table, read_parties())


def read_parties() -> tuple[Party, ...]:
    """Read `mappings/reference/parties.csv`, by code.

    Raises:
        TableError: If the table is damaged.
    """
    return read_table("parties", Party, lists=("abbreviations", "names_fi", "names_sv"))
