"""Texts without the escapes of HTML, RDF, JSON and IRIs, and where each character stood.

The escapes are character references (HTML standard, 13.5), those of N-Triples, Turtle, JSON and
Python in which a backslash begins, and percent-encoding (RFC 3986, 2.1).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

# One that begins with a set of characters is searched for several times faster.
_ESCAPE = re.compile(
    r"[&%\\](?:(?<=&)(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
    r"|(?<=%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*"
    r"|(?<=\\)(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[nrtbf\"'\\/]))"
)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_BEGINNINGS = "&%\\"
# An escape may itself be escaped: JSON in HTML, an IRI in JSON.
_DEPTH = 3
_LAST_CHARACTER = 0x10FFFF
# Two of these make up one character, which is never a letter of a name.
_HALVES = range(0xD800, 0xE000)


class View:
    """A text without escapes.

    Attributes:
        text: All of it.
    """

    def __init__(self, text: str, starts: list[int], origins: list[tuple[int, bool]]) -> None:
        """Take what `views` has made.

        Args:
            text: All of it.
            starts: Where each of its pieces begins.
            origins: Where each piece began before, and whether it was an escape.
        """
        self.text = text
        self._starts = starts
        self._origins = origins

    def origin(self, position: int) -> int:
        """Where a character stood in the text with escapes; those of one escape at its start."""
        piece = bisect_right(self._starts, position) - 1
        origin, escaped = self._origins[piece]
        return origin if escaped else origin + position - self._starts[piece]

    def around(self, reach: int) -> Iterator[tuple[int, int]]:
        """The parts of the text around what stood for an escape, none overlapping, in order.

        Args:
            reach: How many characters before and behind it.

        Yields:
            Where each begins and ends; there is at least one.
        """
        begins, ends = 0, -1
        for start, (_, escaped) in zip(self._starts, self._origins, strict=True):
            if not escaped:
                continue
            if start - reach > ends:
                if ends >= 0:
                    yield begins, ends
                begins = max(start - reach, 0)
            ends = min(start + reach, len(self.text))
        yield begins, ends


def views(text: str) -> Iterator[tuple[str, list[View]]]:
    """A text as it stands, and as often without escapes as it takes.

    Yields:
        Texts, each with the views that lead back to the first one, the last view first.
    """
    yield text, []
    steps: list[View] = []
    for _ in range(_DEPTH):
        view = _without_escapes(text)
        if view is None:
            return
        steps.insert(0, view)
        text = view.text
        yield text, steps


def _without_escapes(text: str) -> View | None:
    """A text without its escapes; None if it has none."""
    if not any(beginning in text for beginning in _BEGINNINGS):
        return None
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, bool]] = []
    position = length = 0
    changed = False
    for match in _ESCAPE.finditer(text):
        meant = _meant(match[0])
        if meant == match[0]:
            continue
        changed = True
        for piece, origin, escaped in (
            (text[position : match.start()], position, False),
            (meant, match.start(), True),
        ):
            pieces.append(piece)
            starts.append(length)
            origins.append((origin, escaped))
            length += len(piece)
        position = match.end()
    if not changed:
        return None
    pieces.append(text[position:])
    starts.append(length)
    origins.append((position, False))
    return View("".join(pieces), starts, origins)


def _meant(escape: str) -> str:
    """What an escape stands for; itself if for nothing."""
    if escape[0] == "&":
        return html.unescape(escape)
    if escape[0] == "%":  # a lone byte must not become a letter together with the next one
        return unquote_to_bytes(escape).decode("utf-8", "replace")
    sign = escape[1]
    if sign in "uUx":
        number = int(escape[2:], 16)
        if number > _LAST_CHARACTER:
            return escape
        return "\ufffd" if number in _HALVES else chr(number)
    return _LETTERS.get(sign, sign)
