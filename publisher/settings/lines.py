"""Where each key of a TOML file stands.

The standard library reads TOML but keeps no positions, so this walks over the same text once more.
It is only ever given text that `tomllib` has accepted, so it recognises and does not check.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]

# White space, line ends and comments (TOML 1.0, "Comment").
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
# The four kinds of string; a multi-line one may end in up to two quotation marks of its own.
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""\"{0,2}|\'\'\'.*?\'\'\'\'{0,2}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# A number, truth value or time: everything up to what may follow a value.
_PLAIN_VALUE = re.compile(r"[^,\]}#\r\n]+")


def find_lines(text: str) -> dict[KeyPath, int]:
    r"""Find the line of every key, table and array item.

    Args:
        text: TOML 1.0 that ``tomllib.loads`` accepts.

    Returns:
        Lines, counted from 1, by path: ``("source", 0, "path")`` is the key ``path`` of the first
        table of the array ``source``. A table named in several places has its first line.

    Examples:
        >>> find_lines('a = 1\n[[b]]\nc = ["x",\n"y"]')[("b", 0, "c", 1)]
        4
    """
    walk = _Walk(text)
    walk.document()
    return walk.lines


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of a key or, if it is not in the file, of the table that lacks it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walk:
    """One pass over the text; the methods leave `at` behind what they are named after."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.table: KeyPath = ()
        self._last_item: dict[KeyPath, int] = {}
        self._counted = (0, 1)

    def document(self) -> None:
        self.blank()
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                self.array_header()
            elif self.here() == "[":
                self.table_header()
            else:
                self.pair(self.table)
            self.blank()

    def array_header(self) -> None:
        line = self.line()
        self.at += 2
        *parents, last = self.key()
        self.at += 2
        array = (*self.locate((), parents), last)
        item = self._last_item.get(array, -1) + 1
        self._last_item[array] = item
        self.table = (*array, item)
        self.mark(self.table, line)

    def table_header(self) -> None:
        line = self.line()
        self.at += 1
        self.table = self.locate((), self.key())
        self.at += 1
        self.mark(self.table, line)

    def pair(self, table: KeyPath) -> None:
        line = self.line()
        path = self.locate(table, self.key())
        self.at += 1
        self.mark(path, line)
        self.value(path)

    def key(self) -> list[str]:
        parts = [self.key_part()]
        while self.here() == ".":
            self.at += 1
            parts.append(self.key_part())
        return parts

    def key_part(self) -> str:
        self.blank()
        if self.here() in {'"', "'"}:
            (part,) = tomllib.loads(f"{self.take(_STRING)} = 0")
        else:
            part = self.take(_BARE_KEY)
        self.blank()
        return part

    def value(self, path: KeyPath) -> None:
        self.blank()
        match self.here():
            case "[":
                self.array(path)
            case "{":
                self.inline_table(path)
            case '"' | "'":
                self.take(_STRING)
            case _:
                self.take(_PLAIN_VALUE)

    def array(self, path: KeyPath) -> None:
        self.at += 1
        item = 0
        while not self.closes("]"):
            self.mark((*path, item), self.line())
            self.value((*path, item))
            item += 1

    def inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while not self.closes("}"):
            self.pair(path)

    def closes(self, bracket: str) -> bool:
        self.blank()
        if self.here() == ",":
            self.at += 1
            self.blank()
        closed = self.here() in {bracket, ""}
        self.at += 1 if closed else 0
        return closed

    def blank(self) -> None:
        self.take(_BLANK)

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else len(self.text)
        return found.group() if found else ""

    def here(self) -> str:
        """The character that comes next; empty at the end."""
        return self.text[self.at : self.at + 1]

    def locate(self, table: KeyPath, parts: list[str]) -> KeyPath:
        """The path of a dotted key; a part that names an array of tables means its last table."""
        path = table
        for part in parts:
            path = (*path, part)
            if path in self._last_item:
                path = (*path, self._last_item[path])
        return path

    def mark(self, path: KeyPath, line: int) -> None:
        for end in range(1, len(path) + 1):
            self.lines.setdefault(path[:end], line)

    def line(self) -> int:
        start, line = self._counted
        self._counted = (self.at, line + self.text.count("\n", start, self.at))
        return self._counted[1]
