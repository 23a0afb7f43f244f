r"""Regular expressions of XPath, rewritten as Python's.

``sh:pattern`` is a regular expression of SPARQL's ``REGEX``
(https://www.w3.org/TR/shacl/#PatternConstraintComponent), which is one of XPath
(https://www.w3.org/TR/xpath-functions/#regex-syntax). The two read ``$``, ``^``, ``\s``, ``\w``
and ``\p{…}`` differently, and each has notations that the other has not: what Python would
read otherwise is rewritten, and what XPath does not have is refused.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

_QUANTIFIER: Final = re.compile(r"(?:\{[0-9]+(?:,[0-9]*)?\}|[*+?])\??")
_ATOM: Final = re.compile(r"\\[pP]\{[^}]*\}|\\.|\(\?:|.", re.DOTALL)
_MEMBER: Final = re.compile(
    r"(\\[pP]\{[^}]*\}|\\.|[^\\\[\]])(?:-(\\.|[^\\\[\]]))?",  # one character, class or range
    re.DOTALL,
)
_ITSELF: Final = frozenset("\\|.-^?*+{}()[]$")
_ESCAPES: Final = {letter: re.escape(letter) for letter in _ITSELF} | {
    "n": "\\n",
    "r": "\\r",
    "t": "\\t",
    "d": "\\d",
    "D": "\\D",
    "s": " \\t\\n\\r",
    "S": "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f!-\\U0010ffff",
}
"""Escapes as what stands for them between ``[`` and ``]``."""


class PatternError(ValueError):
    """A piece of a regular expression that XPath does not have, or that is not supported."""

    def __init__(self, piece: str, wrong: str) -> None:
        super().__init__(f"{piece!r} {wrong}")


_START: Final = "(?:\\A)"
_END: Final = "(?:\\Z)"
_START_OF_LINE: Final = "(?:\\A|(?<=\\n)(?!\\Z))"
_END_OF_LINE: Final = "(?:\\Z|(?=\\n))"


Search: TypeAlias = Callable[[str], re.Match[str] | None]
"""Looks for a regular expression anywhere in a string."""


def compile_pattern(pattern: str, flags: str) -> Search:
    r"""Compile a regular expression of XPath.

    Args:
        pattern: The regular expression.
        flags: Any of ``i`` (ignore case), ``s`` (``.`` matches a line feed too), ``m`` (``^`` and
            ``$`` match at every line) and ``x`` (ignore white space in the pattern).

    Returns:
        A function that searches a string, anywhere in it.

    Raises:
        PatternError: If it is no regular expression of XPath, or one that is not supported.

    Examples:
        >>> bool(compile_pattern("^[0-9]{3}$", "")("091"))
        True
        >>> bool(compile_pattern("^[0-9]{3}$", "")("091\n"))
        False
    """
    if not set(flags) <= set("ismx"):
        raise PatternError(flags, "has other flags than i, s, m and x")
    options = re.IGNORECASE * ("i" in flags) | re.DOTALL * ("s" in flags)
    try:
        return re.compile(_guard_later(_Translation(pattern, flags).python), options).search
    except re.error as error:
        raise PatternError(pattern, f"cannot be read: {error}") from error


_GUARDED: Final = re.compile(
    r"\(\(\?:\\A\)\|\[\^(?P<barred>(?:\\.|[^\]\\])+)\]\)(?P<first>\[(?:\\.|[^\]\\])+\])(?![*+?{])"
)
_BACK_REFERENCE: Final = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]")


def _guard_later(python: str) -> str:
    r"""Look at what stands before a match only once its first character is found.

    ``(^|[^0-9])[A-Z]`` is tried at every character of a text, while Python skips quickly to a
    character of ``[A-Z]``; both find the same.

    Examples:
        >>> _guard_later("((?:\\A)|[^0-9])[A-Z]x")
        '[A-Z](?<![0-9][\\s\\S])x'
    """
    match = _GUARDED.match(python)
    if match is None or _BACK_REFERENCE.search(python):
        return python
    return f"{match['first']}(?<![{match['barred']}][\\s\\S]){python[match.end() :]}"


class _Translation:
    """One regular expression on its way, piece by piece."""

    def __init__(self, pattern: str, flags: str) -> None:
        self._pattern = pattern
        self._lines = "m" in flags
        self._ignored = " \t\n\r" if "x" in flags else ""
        self._at = 0
        self._repeatable = False
        out = []
        while self._at < len(pattern):
            out.append(self._piece())
        self.python = "".join(out)

    def _take(self, notation: re.Pattern[str]) -> re.Match[str] | None:
        match = notation.match(self._pattern, self._at)
        self._at = match.end() if match else self._at
        return match

    def _piece(self) -> str:
        quantifier = self._take(_QUANTIFIER)
        if quantifier and not self._repeatable:
            raise PatternError(quantifier.group(), "follows nothing that it could repeat")
        if quantifier:
            self._repeatable = False
            return quantifier.group()
        atom = self._take(_ATOM)
        if atom is None or atom.group() == "\\":
            raise PatternError(self._pattern, "ends in the middle of an escape")
        if atom.group() in self._ignored:
            return ""
        self._repeatable = atom.group() not in {"(", "(?:", "|"}
        return self._members() if atom.group() == "[" else self._atom(atom.group())

    def _atom(self, atom: str) -> str:
        match atom:
            case "^":
                return _START_OF_LINE if self._lines else _START
            case "$":
                return _END_OF_LINE if self._lines else _END
            case "(" | "(?:" | ")" | "|" | ".":
                return atom
            case "{" | "}" | "]":
                raise PatternError(atom, f"stands for itself only as \\{atom}")
            case _ if atom[0] != "\\":
                return re.escape(atom)
            case _ if atom[1] in "123456789":
                return self._back_reference(atom)
            case _:
                return f"[{_expand(atom)}]"

    def _back_reference(self, atom: str) -> str:
        if self._pattern[self._at : self._at + 1].isdecimal():
            raise PatternError(atom, "is unclear before a digit")
        return atom

    def _members(self) -> str:
        """Rewrite a class of characters, whose ``[`` is taken already.

        Returns:
            The class as Python writes it.

        Raises:
            PatternError: If it is none of XPath's, or takes one class from another.
        """
        negated = self._pattern.startswith("^", self._at)
        self._at += negated
        out = []
        while member := self._take(_MEMBER):
            low, high = member.groups()
            out.append(_expand(low) if high is None else f"{_single(low)}-{_single(high)}")
        if not out or not self._pattern.startswith("]", self._at):
            raise PatternError(
                self._pattern, "has a [ ] that is empty, not closed, or holds another"
            )
        self._at += 1
        return f"[{'^' * negated}{''.join(out)}]"


def _single(member: str) -> str:
    """Write the first or last character of a range.

    Args:
        member: A character, or an escape that stands for one.

    Returns:
        The same, as Python writes it.

    Raises:
        PatternError: If the escape stands for several.
    """
    if member[0] == "\\" and member[1] not in _ITSELF and member[1] not in "nrt":
        raise PatternError(member, "cannot begin or end a range")
    return _expand(member)


def _expand(member: str) -> str:
    r"""Write a character or an escape as Python does between ``[`` and ``]``.

    Args:
        member: A character, or an escape such as ``\s`` or ``\p{Lu}``.

    Returns:
        The same characters, singly or as ranges.

    Raises:
        PatternError: If it is no escape of XPath, or one that is not supported.
    """
    if member[0] != "\\":
        return re.escape(member)
    letter = member[1]
    if letter in "wW":
        return _ranges(("P", "Z", "C"), outside=letter == "w")
    if letter in "pP" and re.fullmatch("[LMNPZSC][a-z]?", member[3:-1]):
        return _ranges((member[3:-1],), outside=letter == "P")
    if letter not in _ESCAPES:
        raise PatternError(member, "is not known in XPath, or not supported")
    return _ESCAPES[letter]


@cache
def _ranges(categories: tuple[str, ...], *, outside: bool) -> str:
    """List the characters in, or outside, some Unicode categories such as ``Lu`` or ``L``."""
    out, start = [], None
    for point in range(sys.maxunicode + 1):
        inside = unicodedata.category(chr(point)).startswith(categories) != outside
        if inside and start is None:
            start = point
        elif not inside and start is not None:
            out.append(f"\\U{start:08x}-\\U{point - 1:08x}")
            start = None
    if start is not None:
        out.append(f"\\U{start:08x}-\\U{sys.maxunicode:08x}")
    return "".join(out)
