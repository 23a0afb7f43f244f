"""Strings that somebody gives: names and other values that must not stand anywhere.

They are found in small and capital letters, with any white space, tags or marks of a file name
between their words, and in the composed and the decomposed form of letters (UAX #15). A name of at
least two words is also found turned round, and with its last word in another case, if that may be
one of the same surname; the end of any other string, if it is a star, stands for any ending. Of
figures it makes no difference how they are parted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from publisher.errors import SettingsError
from publisher.finnish.surnames import Surnames
from publisher.leaks.escapes import views
from publisher.leaks.finding import Hit

STRING = "given string"
"""The kind of a hit that was asked for."""

_FEWEST_CHARACTERS = 3
_FEWEST_FIGURES = 5
_STAR = "*"
# Between two words; a cell of a table or a value of a database may end there.
_BETWEEN = r"(?:[\s\x00_.,;+-]|<[^<>]{0,300}>){1,60}"
_ASCII_SIGNS, _OTHER_SIGNS = " \t\n\r\f\v()./-", "\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013"
_BETWEEN_FIGURES = rf"[{re.escape(_ASCII_SIGNS + _OTHER_SIGNS)}]{{0,3}}"
# Blanks in the place of all bytes that are no figure.
_ONLY_FIGURES = bytes(byte if byte in b"0123456789" else ord(" ") for byte in range(256))
_RUN = re.compile(r"[0-9]+")
# A hit is not longer than this before and after the letters by which it is found.
_REACH = 1000
# What a number of a telephone begins with at home, and from abroad.
_TRUNK = r"(?:0|(?:00)?358[\s-]?(?:\(0\))?)"
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_HEAD = 2
_PLAIN = re.compile(r"[a-z0-9]+")


class _Needle(msgspec.Struct, frozen=True):
    """One way in which a string may stand somewhere.

    Attributes:
        pattern: Over text in small letters.
        key: Letters that every hit holds; may be empty.
        figures: What every hit holds among its figures, without what parts them; empty unless it is
            a number.
        surname: What its last group must be a form of; empty if the pattern tells.
    """

    pattern: re.Pattern[str]
    key: str = ""
    figures: bytes = b""
    surname: str = ""


class Wanted:
    """Finds given strings."""

    def __init__(self, strings: Iterable[str], surnames: Surnames) -> None:
        """Take the strings.

        Args:
            strings: One each; those without any characters are passed over.
            surnames: Tells whether two words are forms of one surname.

        Raises:
            SettingsError: If one is so short that it stands everywhere. It is named by its line.
        """
        self._same = surnames.are_same
        needles: dict[str, _Needle] = {}
        for number, string in enumerate(strings, start=1):
            text = _small(unicodedata.normalize("NFC", " ".join(string.split())))
            if not text:
                continue
            if sum(map(str.isalnum, text)) < _FEWEST_CHARACTERS:
                message = (
                    f"string {number} is too short to be looked for: give at least three letters"
                )
                raise SettingsError(message)
            needles |= {needle.pattern.pattern: needle for needle in _needles(text)}
        self._numbers = [needle for needle in needles.values() if needle.figures]
        self._by_key: dict[str, list[_Needle]] = {}
        for needle in (needle for needle in needles.values() if not needle.figures):
            self._by_key.setdefault(needle.key, []).append(needle)

    def __bool__(self) -> bool:
        return bool(self._numbers or self._by_key)

    def find(self, text: str) -> Iterator[Hit]:
        """Find the strings in a text, also behind escapes.

        Yields:
            The hits, in any order; their places are those in the text as it stands.
        """
        if not self:
            return
        seen: set[Hit] = set()
        for view, steps in views(text):
            small = _small(view)
            # Away from its escapes, a text says what it said with them.
            for part in steps[0].around(2 * _REACH) if steps else [(0, len(view))]:
                for start, end in self._places(small, *part):
                    first, last = start, end - 1
                    for step in steps:
                        first, last = step.origin(first), step.origin(last)
                    hit = Hit(first, last + 1, STRING)
                    if hit not in seen:
                        seen.add(hit)
                        yield hit

    def _places(self, small: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Where the strings stand in a part of a text in small letters."""
        figures = _figures(small[first:last]) if self._numbers else b""
        for needle in self._numbers:
            if needle.figures in figures:
                yield from (match.span() for match in needle.pattern.finditer(small, first, last))
        for key, needles in self._by_key.items():
            for start, end in _areas(small, key, first, last):
                for needle in needles:
                    for match in needle.pattern.finditer(small, start, end):
                        if not needle.surname or self._is_form(needle.surname, match["surname"]):
                            yield match.span()

    def _is_form(self, surname: str, found: str) -> bool:
        return self._same(surname, unicodedata.normalize("NFC", found))


def _figures(text: str) -> bytes:
    """The figures of a text, together where nothing parts them but what may."""
    squeezed = text.encode("utf-8", "surrogateescape").translate(None, _ASCII_SIGNS.encode())
    for sign in _OTHER_SIGNS:
        squeezed = squeezed.replace(sign.encode(), b"")
    return b" ".join(squeezed.translate(_ONLY_FIGURES).split())


def _areas(text: str, key: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a part of a text, none overlapping, around letters; all if there are none."""
    if not key:
        yield first, last
        return
    at = text.find(key, first, last)
    while at >= 0:
        start, end = max(at - _REACH, first), at + _REACH
        at = text.find(key, at + 1, last)
        while 0 <= at <= end + _REACH:
            end = at + _REACH
            at = text.find(key, at + 1, last)
        yield start, min(end, last)


def _small(text: str) -> str:
    """A text in small letters, as long as it was: one capital letter has a small one of two."""
    return text.replace("\u0130", "I").lower()


def _needles(text: str) -> Iterator[_Needle]:
    """The ways in which a string may stand somewhere."""
    signs = [char for char in text if char.isalpha() or char.isdecimal()]
    letters = sum(map(str.isalpha, signs))
    if len(signs) - letters >= _FEWEST_FIGURES and letters <= len("FI"):
        figures = max(_RUN.findall("".join(signs[1:])), key=len, default="")
        if signs[0] == "0":
            signs[0] = _TRUNK
        pattern = r"(?<!\d)" + _BETWEEN_FIGURES.join(signs) + r"(?!\d)"
        yield _Needle(re.compile(pattern), figures=figures.encode())
        return
    words = text.split()
    key = max(_PLAIN.findall(" ".join(words[:-1]) or text.rstrip(_STAR)), key=len, default="")
    if text.endswith(_STAR):
        stem = _any_form(words[-1][:-1]) + r"\w*"
        yield _Needle(_pattern([*map(_any_form, words[:-1]), stem]), key)
        return
    yield _Needle(_pattern(map(_any_form, words)), key)
    if len(words) > 1 and all(word.replace("-", "").isalpha() for word in words):
        *given, surname = words
        inflected = rf"(?P<surname>{_any_form(surname[:_HEAD])}[\w\u0300-\u036f-]*)"
        first = list(map(_any_form, given))
        yield _Needle(_pattern([*first, inflected]), key, surname=surname)
        yield _Needle(_pattern([inflected, *first]), key, surname=surname)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_BEGINS + _BETWEEN.join(words) + _ENDS)


def _any_form(word: str) -> str:
    """A pattern for a word, however its letters with marks are made up."""
    forms = (dict.fromkeys((char, unicodedata.normalize("NFD", char))) for char in word)
    return "".join(_either(list(map(re.escape, each))) for each in forms)


def _either(forms: list[str]) -> str:
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"
