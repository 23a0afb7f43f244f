r"""The reading of a document: bytes in, one canonical text and its lines out.

**The canonical text** is what every span counts in. It is the text of the document,

1. decoded (`publisher.documents.decoding`); of HTML, the body as lines
   (`publisher.documents.html`); of Markdown and of the answers of an open interface, their lines
   (`publisher.documents.markdown`, `publisher.documents.properties`);
2. with ``\n`` for every ``\r\n``, ``\r``, vertical tab, form feed, U+0085, U+2028 and U+2029;
3. with a plain blank for every U+00A0, U+202F and U+2007, one for one;
4. without U+200B, U+200C, U+2060, U+FEFF, the soft hyphen U+00AD, the C0 controls other than ``\t``
   and ``\n``, U+007F, and what XML 1.0 (2.2) does not allow: U+FFFE and U+FFFF;
5. with the characters of windows-1252 for the C1 controls that stand where it has them, as the HTML
   Standard (13.2.5.84) reads numeric references; the other five C1 controls are removed;
6. in Unicode Normalization Form C (UAX #15).

Nothing else is changed: runs of blanks, tabs and blank lines of a plain text stand as they were
found.

**Of a PDF**, which has no text but letters with places, the canonical text is the lines that
`publisher.documents.pdf` makes of them, page after page, each brought to the form above. The lines
of headers and footers are among them (`Block.furniture`). A page break is no more than a line
break, and a blank line only if a paragraph ends there: blank lines around a header or footer say
what the page break is for the lines before and after it, not how far they are printed apart.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import Final

import msgspec

from publisher.documents import html, markdown, properties
from publisher.documents.decoding import decode
from publisher.documents.document import MediaType, SourceDocument
from publisher.documents.pdf.extraction import extract_pdf
from publisher.documents.text import canonicalise, split_blocks
from publisher.errors import UnreadableError

MAX_SIZE_BYTES: Final = 20_000_000

_PDF = b"%PDF-"
_PDF_HEADER_BYTES = 1024  # where readers look for the header (ISO 32000-1, Annex H.3.4.1)

_RESAVE = "export it as HTML or plain text"
_OCR = "read its text with OCR and save that as plain text"

_BINARY = f"the file is binary, not text: {_RESAVE}"
_NO_TEXT = "the file holds no text: supply the minutes themselves as text"
_UNKNOWN_JSON = (
    "the file is JSON of a shape that is not known (the properties of an item of the CaseM open "
    f"interface are): {_RESAVE}"
)
_SCANNED = f"the PDF holds no text, but perhaps a scan: {_OCR}"

# What files of another kind begin with, what to call them, and what to do about it.
_SIGNATURES: Final = tuple(
    (re.compile(signature, re.DOTALL), kind, advice)
    for signature, kind, advice in (
        (rb"PK\x03\x04", "a ZIP archive or an office document in one (DOCX, ODT)", _RESAVE),
        (rb"PK\x05\x06", "an empty ZIP archive", "supply the minutes themselves"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (.doc, .xls)", _RESAVE),
        (rb"{\\rtf", "a rich text document (RTF)", _RESAVE),
        (rb"\x1f\x8b", "a gzip archive", "unpack it first"),
        (rb"\x89PNG\r\n\x1a\n", "an image (PNG)", _OCR),
        (rb"\xff\xd8\xff", "an image (JPEG)", _OCR),
        (rb"GIF8[79]a", "an image (GIF)", _OCR),
        (rb"II\*\x00|MM\x00\*", "an image (TIFF)", _OCR),
        (rb"RIFF.{4}WEBP", "an image (WebP)", _OCR),
    )
)

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r"))
_MAX_CONTROLS_SHARE = 0.05


def read_file(path: Path, name: str) -> SourceDocument:
    """Read a document from a file, which is opened only if its size is within the limit.

    Args:
        path: Where the file is.
        name: How the user knows the document.

    Returns:
        The document.

    Raises:
        UnreadableError: If the file cannot be opened or is larger than `MAX_SIZE_BYTES`, or for any
            reason that `read_document` gives.
    """
    try:
        status = path.stat()
        fault = _find_fault_of_file(status)
        if fault is not None:
            raise UnreadableError(fault)
        with path.open("rb") as file:
            content = file.read(status.st_size + 1)
            if len(content) > status.st_size:  # it has grown since it was measured
                content += file.read(MAX_SIZE_BYTES + 1 - len(content))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"the file cannot be opened ({reason}): check that it is there and may be read"
        raise UnreadableError(message) from error
    return read_document(name, content)


def read_document(name: str, content: bytes) -> SourceDocument:
    """Read a document; the head of `publisher.documents.reading` defines its canonical text.

    Args:
        name: How the user knows the document. It says nothing about what the document is.
        content: The bytes as they were found.

    Returns:
        The document, whose text has at least one line that is not blank.

    Raises:
        UnreadableError: If the bytes are no text, HTML or PDF, are in an encoding that is not
            known, hold no text, or are more than `MAX_SIZE_BYTES`; or for any reason that
            `extract_pdf` gives. The message never quotes the document.
    """
    fault = _find_fault_of_size(len(content)) or _find_fault_of_kind(content)
    if fault is not None:
        raise UnreadableError(fault)
    read = _read_pdf if _is_pdf(content) else _read_text
    return read(name, content)


def _read_pdf(name: str, content: bytes) -> SourceDocument:
    extracted = extract_pdf(content)
    blocks = tuple(
        msgspec.structs.replace(
            block,
            furniture=block.span.start in extracted.furniture,
            runs_on=block.span.start in extracted.running_on,
        )
        for block in split_blocks(extracted.text)
    )
    if not blocks:
        raise UnreadableError(_SCANNED)
    return SourceDocument(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        media_type="application/pdf",
        encoding=None,
        text=extracted.text,
        blocks=blocks,
        pages=extracted.pages,
    )


def _read_text(name: str, content: bytes) -> SourceDocument:
    decoded, encoding = decode(content)
    if "\0" in decoded:
        raise UnreadableError(_BINARY)
    media_type, lines = _lines(decoded)
    text = canonicalise(lines)
    blocks = split_blocks(text)
    if not blocks:
        raise UnreadableError(_NO_TEXT)
    return SourceDocument(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        media_type=media_type,
        encoding=encoding,
        text=text,
        blocks=blocks,
    )


def _lines(decoded: str) -> tuple[MediaType, str]:
    """What a text is, and its lines without the signs of its format.

    Raises:
        UnreadableError: If it is JSON of an unknown shape.
    """
    if html.is_html(decoded):
        return "text/html", html.extract_lines(decoded)
    if properties.is_json(decoded):
        lines = properties.extract_lines(decoded)
        if lines is None:
            raise UnreadableError(_UNKNOWN_JSON)
        return "application/json", lines
    if markdown.is_markdown(decoded):
        return "text/markdown", markdown.extract_lines(decoded)
    return "text/plain", decoded


def _find_fault_of_file(status: os.stat_result) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "this is not a regular file but a folder or a device: name the file itself"
    return _find_fault_of_size(status.st_size)


def _find_fault_of_size(size_bytes: int) -> str | None:
    if size_bytes == 0:
        return "the file is empty: fetch or export it again"
    if size_bytes > MAX_SIZE_BYTES:
        limit = f"{MAX_SIZE_BYTES // 1_000_000} MB"
        return f"the file is larger than {limit}: split it into one file per meeting"
    return None


def _is_pdf(content: bytes) -> bool:
    return _PDF in content[:_PDF_HEADER_BYTES]


def _find_fault_of_kind(content: bytes) -> str | None:
    if _is_pdf(content):
        return None
    for signature, kind, advice in _SIGNATURES:
        if signature.match(content):
            return f"the file is {kind}, not text: {advice}"
    if not content.startswith(_UTF16_MARKS) and _is_binary(content):
        return _BINARY
    return None


def _is_binary(content: bytes) -> bool:
    if b"\0" in content:
        return True
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return controls > _MAX_CONTROLS_SHARE * len(content)
