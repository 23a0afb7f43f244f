"""The words of a PDF with their places, from PDFium: nothing else in Pykälä knows it."""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from publisher.errors import UnreadableError

MAX_PAGES: Final = 2_000
_MAX_CHARACTERS = 10_000_000  # minutes of 100 pages have 300,000

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_MAX_UNKNOWN_SHARE = 0.3
# What PDFium gives for a hyphen at the end of a line, plain or soft.
_LINE_END_HYPHEN = "\ufffe"
_HYPHENS = f"{_LINE_END_HYPHEN}\N{SOFT HYPHEN}"
_LINE_END_HYPHEN_CODE = 2
_WORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
_SURROGATES = range(0xD800, 0xE000)
_LAST_CODE = 0x10FFFF
# Fonts of symbols keep their signs in the private area; alone, such a sign marks an item of a list.
_SYMBOL = re.compile("[\ue000-\uf8ff]")
_BULLET = "\N{BULLET}"

_LOOSE_HEIGHT = 1.2  # of the box around any letter of a font, in sizes of the type
_LEAST_SIZE = 4.0  # points; some fonts do not say how high their letters are
_OFF_LINE = 0.1  # of the size: a letter whose box is that far off stands on another baseline
_NEXT_LETTER = 1.0  # of the size: a letter further away belongs to another word
_MOST_LEANING = math.radians(20)  # how far text may lean and still count as level or plumb
_QUARTER = math.pi / 2
_LEANING = 4  # a direction other than the four
_INVISIBLE = 3  # ISO 32000-1, 9.3.6: the text rendering mode that neither fills nor strokes
_EDGE = 2.0  # points that a word may stand outside of its page

_LOCKED = "the PDF is locked with a password: save it again without one"
_DAMAGED = "the PDF is damaged: fetch or export it again"
_TOO_LONG = (
    f"the PDF has more than {MAX_PAGES:,} pages or {_MAX_CHARACTERS // 1_000_000} million "
    "characters: split it into one file per meeting"
)
_ILLEGIBLE = (
    "the PDF does not say which letters it shows: export it as HTML or plain text, or read its "
    "text with OCR"
)
_LOCKS = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word; places are points to the right and downward, turned so that the word is level.

    Attributes:
        text: Its letters; a hyphen at the end of a line is a plain one.
        left: Where it begins.
        right: Where it ends.
        baseline: What its letters stand on.
        size: Of the type, about.
        spaced: Whether there is a blank before it in the file; not at the beginning of a line.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool


class Sheet(msgspec.Struct, frozen=True):
    """What runs in one direction on a page, turned so that it is level.

    Attributes:
        words: In the order of the file.
        top: The upper edge of the page.
        bottom: The lower edge.
    """

    words: list[Word]
    top: float
    bottom: float

    def share(self, baseline: float) -> float:
        """How far down a baseline is, from 0 at the top of the page to 1 at its bottom."""
        return (baseline - self.top) / max(self.bottom - self.top, 1.0)


_Box = tuple[float, float, float, float]  # left, top, right and bottom
_Sheets = defaultdict[int, list[Word]]  # by direction


def read_words(content: bytes) -> Iterator[list[Sheet]]:
    """Read the words of a PDF.

    Args:
        content: Its bytes.

    Yields:
        For every page its words, a sheet for each direction in which text runs on it, that of most
        words first; none if it has no text.

    Raises:
        UnreadableError: If the PDF is locked or damaged, is larger than minutes are, or does not
            say which letters most of its signs are.
    """
    count = unknown = 0
    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) > MAX_PAGES:
                raise UnreadableError(_TOO_LONG)
            for page in document:
                with closing(page), closing(page.get_textpage()) as text_page:
                    count += text_page.count_chars()
                    if count > _MAX_CHARACTERS:
                        raise UnreadableError(_TOO_LONG)
                    reader = _PageReader(text_page, page.get_bbox())
                    yield reader.read()
                    unknown += reader.unknown
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_LOCKED if error.err_code in _LOCKS else _DAMAGED) from None
    if unknown > _MAX_UNKNOWN_SHARE * count:
        raise UnreadableError(_ILLEGIBLE)


class _PageReader:
    """Reads the words of a page.

    Attributes:
        unknown: How many characters are no letter that one could tell.
    """

    def __init__(self, text_page: Any, bounds: tuple[float, float, float, float]) -> None:  # noqa: ANN401  (PDFium is untyped)
        self.unknown = 0
        self._count: int = text_page.count_chars()
        self._page = text_page.raw
        self._bounds = pdfium.FS_RECTF(bounds[0], bounds[3], bounds[2], bounds[1])
        self._box = pdfium.FS_RECTF()
        self._x = ctypes.c_double()
        self._y = ctypes.c_double()

    def read(self) -> list[Sheet]:
        """The words of each direction; only visible ones, unless most of them are not."""
        text = self._read_text()
        self.unknown = text.count(_UNKNOWN)
        seen: _Sheets = defaultdict(list)
        unseen: _Sheets = defaultdict(list)
        direction, sheets, after = 0, seen, 0
        for match in _WORD.finditer(text):
            start, end = match.span()
            before = text[after:start]
            if not after or "\n" in before or text[after - 1] == _LINE_END_HYPHEN:
                direction = self._direction(start)
                sheets = unseen if self._is_invisible(start) else seen
            word, is_whole = self._word(_plain(match[0]), start, direction, spaced=" " in before)
            if is_whole or direction == _LEANING:
                sheets[direction].append(word)
            else:
                for turns, piece in self._pieces(word.text, start, spaced=word.spaced):
                    sheets[turns].append(piece)
            after = end
        if _length(unseen) > _length(seen):
            for direction, words in unseen.items():
                seen[direction] += words
        found = (self._sheet(words, direction) for direction, words in seen.items())
        return sorted(
            (sheet for sheet in found if sheet.words),
            key=lambda sheet: len(sheet.words),
            reverse=True,
        )

    def _read_text(self) -> str:
        """The characters of the page, each at its index in PDFium."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        length = pdfium.FPDFText_GetText(self._page, 0, self._count, buffer) - 1
        text = bytes(buffer)[: 2 * length].decode("utf-16-le", "replace")
        if len(text) == self._count:
            return text
        return "".join(map(self._letter, range(self._count)))  # some were left out

    def _letter(self, index: int) -> str:
        code: int = pdfium.FPDFText_GetUnicode(self._page, index)
        if code == _LINE_END_HYPHEN_CODE:
            return _LINE_END_HYPHEN
        return chr(code) if 0 < code <= _LAST_CODE and code not in _SURROGATES else _UNKNOWN

    def _direction(self, index: int) -> int:
        """The quarter turns, clockwise, by which a character is turned."""
        angle = pdfium.FPDFText_GetCharAngle(self._page, index)
        turns = round(angle / _QUARTER)
        return turns % 4 if abs(angle - turns * _QUARTER) < _MOST_LEANING else _LEANING

    def _is_invisible(self, index: int) -> bool:
        text_object = pdfium.FPDFText_GetTextObject(self._page, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object) if text_object else None
        return bool(mode == _INVISIBLE)

    def _word(
        self, text: str, start: int, direction: int, *, spaced: bool = False
    ) -> tuple[Word, bool]:
        """The word that begins at a character, and whether its letters are on one line."""
        pdfium.FPDFText_GetCharOrigin(self._page, start, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(self._page, start + len(text) - 1, self._box)
        if direction:
            left, baseline = _turn_point(self._x.value, self._y.value, direction)
            _, top, right, bottom = _turn_box(self._box, direction)
        else:  # nearly always, so without a call
            left, baseline = self._x.value, -self._y.value
            top, right, bottom = -self._box.top, self._box.right, -self._box.bottom
        size = max((bottom - top) / _LOOSE_HEIGHT, _LEAST_SIZE)
        slack = _OFF_LINE * size
        is_level = top - slack <= baseline <= bottom + slack and left <= right
        return Word(text, left, right if right > left else left, baseline, size, spaced), is_level

    def _pieces(self, text: str, start: int, *, spaced: bool) -> Iterator[tuple[int, Word]]:
        """The pieces of a word whose letters are not on one line, with their directions."""
        runs: list[tuple[int, list[Word]]] = []
        for index, letter in enumerate(text, start):
            direction = self._direction(index)
            word, _ = self._word(letter, index, direction)
            if not runs or runs[-1][0] != direction or not _is_next(runs[-1][1][-1], word):
                runs.append((direction, []))
            runs[-1][1].append(word)
        for direction, letters in runs:
            first = letters[0]
            whole = "".join(letter.text for letter in letters)
            right = letters[-1].right
            yield direction, Word(whole, first.left, right, first.baseline, first.size, spaced)

    def _sheet(self, words: list[Word], direction: int) -> Sheet:
        """The words that begin on the page."""
        left, top, right, bottom = _turn_box(self._bounds, direction)
        return Sheet(
            words=[
                word
                for word in words
                if left - _EDGE <= word.left <= right and top <= word.baseline <= bottom + _EDGE
            ],
            top=top,
            bottom=bottom,
        )


def _turn_point(x: float, y: float, turns: int) -> tuple[float, float]:
    """Where a point is, to the right and downward, for who reads text that is turned clockwise."""
    if turns == 1:
        return -y, -x
    if turns == 2:
        return -x, y
    return (y, x) if turns == 3 else (x, -y)


def _turn_box(box: Any, turns: int) -> _Box:  # noqa: ANN401
    """Where a box is, for the same reader."""
    if turns == 1:
        return -box.top, -box.right, -box.bottom, -box.left
    if turns == 2:
        return -box.right, box.bottom, -box.left, box.top
    if turns == 3:
        return box.bottom, box.left, box.top, box.right
    return box.left, -box.top, box.right, -box.bottom


def _plain(text: str) -> str:
    """The letters of a word: a hyphen at its end is plain, a sign of a list is a bullet."""
    if text.isascii():
        return text
    if text[-1] in _HYPHENS:
        return text[:-1] + "-"
    return _BULLET if _SYMBOL.fullmatch(text) else text


def _is_next(letter: Word, other: Word) -> bool:
    """Whether a letter is the next one of the same word."""
    return (
        abs(other.baseline - letter.baseline) <= _OFF_LINE * letter.size
        and abs(other.left - letter.right) <= _NEXT_LETTER * letter.size
    )


def _length(sheets: _Sheets) -> int:
    return sum(len(word.text) for words in sheets.values() for word in words)
