"""The canonical text of a PDF, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from publisher.documents.furniture import PrintedLine, find_furniture
from publisher.documents.pdf.columns import measure_spacing, read_columns
from publisher.documents.pdf.hyphens import mend
from publisher.documents.pdf.margins import Line, read_lines
from publisher.documents.pdf.rows import Row, build_rows
from publisher.documents.pdf.words import read_words
from publisher.documents.text import canonicalise

_SENTENCE_ENDS = (".", ":", "!", "?", ";")
_ASIDE_SHARE = 0.2  # of the lines of a page: so few that run otherwise are no part of what it says
# What an item of a list begins with.
_LISTED = re.compile(r"(?:\(?(?:\d{1,2}|[a-zA-Z])[.)]|[-–—•·∙▪■●○◦*])\s")
_FARTHEST = 4.0  # sizes of the type: how far from a line its next one may begin


class PagedText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a PDF.

    Attributes:
        text: Canonical, see `publisher.documents.reading`.
        pages: Where in the text each page begins; a page without text begins where the next does.
        furniture: Where in the text each line of a header or footer begins.
        running_on: Where each line begins that ends only because the next word had no room on it.
    """

    text: str
    pages: tuple[int, ...]
    furniture: frozenset[int]
    running_on: frozenset[int]


class _Piece(msgspec.Struct, kw_only=True):
    """A line that comes out; it belongs to a header or footer, unless it is a `_BodyPiece`.

    Attributes:
        text: Its words.
        page: Counts from 0.
        opens: Whether a paragraph begins with it.
    """

    text: str
    page: int
    opens: bool = True


class _BodyPiece(_Piece, kw_only=True):
    """A line of what the document says.

    Attributes:
        line: As it was read; `text` has the rest of a broken word, and not that of the one before.
        runs_on: Whether it ends only because the next word had no room on it.
    """

    line: Line
    runs_on: bool = False


def extract_pdf(content: bytes) -> PagedText:
    """Give the text of a PDF as lines; `publisher.documents.pdf` says how.

    Args:
        content: The bytes of the PDF.

    Returns:
        The text, which is empty if the PDF holds none.

    Raises:
        UnreadableError: If the PDF is locked or damaged, is larger than minutes are, or does not
            say which letters most of its signs are.
    """
    sheets: list[list[list[Row]]] = []
    printed: list[list[PrintedLine]] = []
    for page in read_words(content):
        sheets.append([build_rows(sheet.words) for sheet in page])
        printed.append(
            [
                PrintedLine(row.text, sheet.share(row.baseline))
                for sheet, rows in zip(page, sheets[-1], strict=True)
                for row in rows
            ]
        )
    edges = find_furniture(printed)
    pieces = [
        piece
        for number, (page, (header, footer)) in enumerate(zip(sheets, edges, strict=True))
        for piece in _read_page(page, number, header, footer)
    ]
    _connect(pieces)
    return _write(pieces, len(sheets))


def _read_page(
    sheets: Sequence[Sequence[Row]], page: int, header: int, footer: int
) -> Iterator[_Piece]:
    """The lines of a page in the order in which they are read."""
    rows = list(chain.from_iterable(sheets))
    last = len(rows) - footer
    yield from (_Piece(text=row.text, page=page) for row in rows[:header])
    start = 0
    for sheet in sheets:
        body = sheet[max(header - start, 0) : max(last - start, 0)]
        start += len(sheet)
        if sheet is not sheets[0] and len(sheet) <= _ASIDE_SHARE * len(sheets[0]):
            yield from (_Piece(text=row.text, page=page) for row in body)
        else:
            yield from (
                _BodyPiece(text=line.text, page=page, line=line) for line in _read_sheet(body)
            )
    yield from (_Piece(text=row.text, page=page) for row in rows[last:])


def _read_sheet(rows: Sequence[Row]) -> Iterator[Line]:
    for stretch in read_columns(rows, measure_spacing(rows)):
        yield from read_lines(stretch, measure_spacing(stretch.rows))


def _connect(pieces: Sequence[_Piece]) -> None:
    """Tell where paragraphs begin, and put a broken word together in the line where it begins."""
    body = [piece for piece in pieces if isinstance(piece, _BodyPiece)]
    before: _BodyPiece | None = None
    for piece in body:
        if before is not None:
            piece.opens = _opens(before, piece)
            if not piece.opens:
                before.runs_on = _mend(before, piece) or _runs_on(before, piece)
        if piece.text:
            before = piece
    opens = True
    for any_piece in reversed(
        pieces
    ):  # a header is parted from its page as that from the one before
        if isinstance(any_piece, _BodyPiece):
            opens = any_piece.opens
        else:
            any_piece.opens = opens


def _opens(before: _BodyPiece, piece: _BodyPiece) -> bool:
    """Whether a paragraph begins; after a page or a column, whether no sentence goes on."""
    if piece.line.is_apart is not None:
        return piece.line.is_apart
    if piece.line.is_row or piece.text[0].islower():
        return piece.line.is_row
    has_ended = before.text.endswith(_SENTENCE_ENDS)
    return has_ended or not before.line.is_full_before(piece.text.split(maxsplit=1)[0])


def _runs_on(before: _BodyPiece, piece: _BodyPiece) -> bool:
    """Whether a line ends only because there was no room; an item of a list begins a new one."""
    if piece.line.is_row or _LISTED.match(piece.text):
        return False
    return before.line.is_full_before(piece.text.split(maxsplit=1)[0])


def _mend(before: _BodyPiece, piece: _BodyPiece) -> bool:
    """Put the halves of a word that is broken between two lines together in the first of them.

    Returns:
        Whether there was such a word.
    """
    distance = abs(piece.line.left - before.line.left)
    is_below = piece.line.is_apart is None or distance <= _FARTHEST * piece.line.size
    if piece.line.is_row or not is_below:
        return False
    first = before.text.rsplit(maxsplit=1)[-1]
    second, *rest = piece.text.split(" ", 1)
    word = mend(first, second)
    if word is None:
        return False
    before.text = before.text[: -len(first)] + word
    piece.text = rest[0] if rest else ""
    return True


def _write(pieces: Sequence[_Piece], page_count: int) -> PagedText:
    """Put the text together and note where what begins."""
    texts: list[str] = []
    length = 0
    starts: dict[int, int] = {}
    furniture: set[int] = set()
    running_on: set[int] = set()
    was_furniture = False
    lines = canonicalise("\n".join(piece.text for piece in pieces)).split("\n")[: len(pieces)]
    for piece, line in zip(pieces, map(str.strip, lines), strict=True):
        if not line:
            continue
        is_furniture = not isinstance(piece, _BodyPiece)
        if texts:
            is_parted = piece.opens and not (is_furniture and was_furniture)
            texts.append("\n\n" if is_parted else "\n")
            length += len(texts[-1])
        starts.setdefault(piece.page, length)
        if not isinstance(piece, _BodyPiece):
            furniture.add(length)
        elif piece.runs_on:
            running_on.add(length)
        was_furniture = is_furniture
        texts.append(line)
        length += len(line)
    return PagedText(
        text="".join(texts),
        pages=_page_starts(starts, page_count, length),
        furniture=frozenset(furniture),
        running_on=frozenset(running_on),
    )


def _page_starts(starts: Mapping[int, int], count: int, end: int) -> tuple[int, ...]:
    """Where each page begins; one without text begins where the next does."""
    pages = []
    for page in reversed(range(count)):
        end = starts.get(page, end)
        pages.append(end)
    return tuple(reversed(pages))
