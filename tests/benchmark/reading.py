"""How fast documents are read, on one core: from bytes to everything that they say."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence

import msgspec
from reportlab.pdfgen.canvas import Canvas

from publisher.documents.reading import read_document
from tests.quality.extracting import readers

_REPEATS = 3
_SMALL_BYTES = 5_000
_SMALL_COUNT = 300
_LARGE_SECTIONS = (160, 1600)
_PDF_PAGES = 50
_PDF_LINES = 45

_BACKGROUND = (
    "Periaatteet ovat vuodelta 2016, ja niitä ehdotetaan tarkistettaviksi esiopetuksen osalta. "
    "Valmistelussa on kuultu kouluja, huoltajia ja liikennöitsijöitä keväällä ja syksyllä.\n"
)
_GROUNDS = (
    "Kuntalain 103 §:n mukaan toimielin on päätösvaltainen. Kustannus on 12 000 euroa vuodessa.\n"
)
_PROPOSED = (
    "\nPäätösehdotus\nSivistysjohtaja Leila Hakoniemi\nSivistyslautakunta hyväksyy periaatteet.\n"
)
_DECIDED = "\nPäätös\nEhdotus hyväksyttiin.\n"
_VOTED = (
    "\nPäätös\nJäsen Eero Malli esitti, että asia palautetaan. Tuula Koe kannatti esitystä. "
    "Suoritetussa äänestyksessä annettiin 5 JAA-ääntä ja 2 EI-ääntä. Ehdotus hyväksyttiin.\n"
)
_SECTIONS_A_VOTE = 10  # minutes hold a vote in one § of eighty
_PAGE = "Havuniemen kunta\nPöytäkirja\n4/2025\nSivistyslautakunta\n12.05.2025\n\n"


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """How fast one kind of document was read.

    Attributes:
        what: The kind of document.
        measured: Processor time turned into a rate.
        target: What it should be at least; empty if there is none.
        passed: Whether it is.
    """

    what: str
    measured: str
    target: str
    passed: bool


def measure_reading() -> list[Speed]:
    """Measure every kind of document; the best of three turns counts, by processor time."""
    texts = [_section(number).encode() for number in range(1, _SMALL_COUNT + 1)]
    pages = [_as_html(text.decode()).encode() for text in texts]
    smaller, larger = (_meeting(count).encode() for count in _LARGE_SECTIONS)
    growth = (_seconds([larger]) / len(larger)) / (_seconds([smaller]) / len(smaller))
    megabytes = len(larger) / 1e6
    return [
        _rate("text of 5 kB", "documents", _SMALL_COUNT / _seconds(texts), 400),
        _rate("HTML of 5 kB", "documents", _SMALL_COUNT / _seconds(pages), 400),
        _rate("PDF", "pages", _PDF_PAGES / _seconds([_pdf()]), 150),
        Speed(
            what=f"a meeting of {megabytes:.1f} MB, a byte against one of a tenth of it",
            measured=f"{growth:.2f} times the time",
            target="at most 1.25 times",
            passed=growth <= 1.25,
        ),
    ]


def _rate(what: str, unit: str, rate: float, least: int) -> Speed:
    return Speed(
        what=what,
        measured=f"{rate:.0f} {unit}/s",
        target=f"at least {least} {unit}/s",
        passed=rate >= least,
    )


def _seconds(documents: Sequence[bytes]) -> float:
    """The processor time of the fastest of a few turns."""
    sources = readers().sources
    times = []
    for _ in range(_REPEATS):
        begun = time.process_time()
        for content in documents:
            sources.read(read_document("document", content))
        times.append(time.process_time() - begun)
    return min(times)


def _section(number: int) -> str:
    """A § alone, of five kilobytes."""
    head = f"Asian {number} käsittely\nSIVLTK 12.05.2025 § {number}\n{number}/12.00.01/2025\n\n"
    head += _GROUNDS
    end = _end(number)
    count = (_SMALL_BYTES - len((head + end).encode())) // len(_BACKGROUND.encode())
    return head + _BACKGROUND * count + end


def _end(number: int) -> str:
    return _PROPOSED + (_DECIDED if number % _SECTIONS_A_VOTE else _VOTED)


def _as_html(text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{lines}</body></html>"


def _meeting(count: int) -> str:
    """The minutes of a meeting with so many §§, with a page for each."""
    listed = "".join(f"§ {number}\nAsia {number}\n" for number in range(1, count + 1))
    items = "".join(
        f"§ {number}\nAsia {number}\nHAVDno-2025-{number}\n\n"
        f"{_BACKGROUND * 14}{_end(number)}\n{_PAGE}"
        for number in range(1, count + 1)
    )
    return f"{_PAGE}Käsitellyt asiat\n{listed}\n{items}"


def _pdf() -> bytes:
    """Dense pages: 45 lines of about 70 characters each."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    line = _BACKGROUND[:70]
    for page in range(1, _PDF_PAGES + 1):
        canvas.drawString(60, 800, f"Havuniemen kunta Pöytäkirja 4/2025 {page} ({_PDF_PAGES})")
        canvas.drawString(60, 785, "Sivistyslautakunta 12.05.2025")
        canvas.drawString(60, 755, f"§ {page} Asia {page}")
        for number in range(_PDF_LINES):
            label = {_PDF_LINES - 4: "Päätösehdotus", _PDF_LINES - 2: "Päätös"}.get(number)
            canvas.drawString(60, 735 - 14 * number, label or line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
