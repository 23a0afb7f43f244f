"""PDFs made for the tests, text by text; places count from the top left corner, in points."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from publisher.documents.document import SourceDocument
from publisher.documents.reading import read_document

HEIGHT = A4[1]
LEADING = 13.8

Draw = Callable[[Canvas], object]


def make_pdf(*pages: Iterable[Draw], locked_by: StandardEncryption | None = None) -> bytes:
    """A PDF of pages, each of which is drawn by what stands on it; nothing in it is compressed."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, encrypt=locked_by, pageCompression=0)
    for page in pages:
        for draw in page:
            canvas.saveState()
            draw(canvas)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read_pages(*pages: Iterable[Draw]) -> SourceDocument:
    """A PDF of pages, read."""
    return read_document("lautakunta.pdf", make_pdf(*pages))


def at(left: float, top: float, text: str, size: float = 11, font: str = "Helvetica") -> Draw:
    """A text whose baseline is so far from the top."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(left, HEIGHT - top, text)

    return draw


def lines(left: float, top: float, texts: str, leading: float = LEADING) -> list[Draw]:
    """Lines below each other; a blank one is half a line high."""
    draws: list[Draw] = []
    for text in texts.splitlines():
        if text:
            draws.append(at(left, top, text))
        top += leading if text else leading / 2
    return draws


def row(top: float, *cells: tuple[float, str]) -> list[Draw]:
    """Texts beside each other."""
    return [at(left, top, text) for left, text in cells]


def table(top: float, lefts: Sequence[float], rows: Iterable[Sequence[str]]) -> list[Draw]:
    """Rows of cells; an empty one is not drawn."""
    return [
        at(left, top + number * LEADING, text)
        for number, texts in enumerate(rows)
        for left, text in zip(lefts, texts, strict=True)
        if text
    ]


def justified(left: float, right: float, top: float, text: str) -> Draw:
    """A line whose blanks are as wide as it takes to fill it."""

    def draw(canvas: Canvas) -> None:
        words = text.split()
        widths = [canvas.stringWidth(word, "Helvetica", 11) for word in words]
        gap = (right - left - sum(widths)) / (len(words) - 1)
        canvas.setFont("Helvetica", 11)
        place = left
        for word, width in zip(words, widths, strict=True):
            canvas.drawString(place, HEIGHT - top, word)
            place += width + gap

    return draw


def turned(quarters: int, left: float, top: float, text: str) -> Draw:
    """A text that is turned against the clock, about where it begins."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(left, HEIGHT - top)
        canvas.rotate(90 * quarters)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(0, 0, text)

    return draw


def invisible(left: float, top: float, text: str) -> Draw:
    """A text that can be searched for but not seen."""

    def draw(canvas: Canvas) -> None:
        written = canvas.beginText(left, HEIGHT - top)
        written.setFont("Helvetica", 11)
        written.setTextRenderMode(3)
        written.textOut(text)
        written.setTextRenderMode(0)
        canvas.drawText(written)

    return draw


def raised(left: float, top: float, text: str, sign: str, rise: float = 3.6) -> Draw:
    """A text with a small sign after it, in one go, as word processors write it."""

    def draw(canvas: Canvas) -> None:
        written = canvas.beginText(left, HEIGHT - top)
        written.setFont("Helvetica", 11)
        written.textOut(text)
        written.setFont("Helvetica", 7)
        written.setRise(rise)
        written.textOut(sign)
        canvas.drawText(written)

    return draw


def embedded(left: float, top: float, text: str) -> Draw:
    """A text in a font that comes with the file, and has all letters of Unicode that it needs."""

    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        canvas.setFont("Vera", 11)
        canvas.drawString(left, HEIGHT - top, text)

    return draw
