"""What is read, what is refused, and what is too much."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from publisher.documents.document import Block, SourceDocument, Span
from publisher.documents.reading import MAX_SIZE_BYTES, read_document, read_file
from publisher.errors import UnreadableError


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", "<w:t>Salassa</w:t>")
    return buffer.getvalue()


REFUSED = {
    "empty": (b"", "the file is empty: fetch or export it again"),
    "blank": (b" \r\n\t\xc2\xa0\n", "holds no text: supply"),
    "a mark alone": (codecs.BOM_UTF8, "holds no text: supply"),
    "a page without text": (b"<html><title>Salassa</title><body><img></html>", "holds no text"),
    "pdf": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj Salassa",
        "the PDF is damaged: fetch or export it again",
    ),
    "pdf named as text": (b"Salassa\n" * 100 + b"%PDF-1.4", "the PDF is damaged: fetch"),
    "docx": (archive(), r"a ZIP archive or an office document in one \(DOCX, ODT\), not text: exp"),
    "empty archive": (b"PK\x05\x06" + b"\0" * 18, "an empty ZIP archive, not text: supply"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9, "old office document .*: export it"),
    "rtf": (rb"{\rtf1\ansi Salassa}", "rich text document .*: export it"),
    "gzip": (gzip.compress(b"Salassa"), "a gzip archive, not text: unpack it first"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", r"an image \(PNG\), not text: .* with OCR"),
    "jpeg": (b"\xff\xd8\xff\xe0\0", r"an image \(JPEG\), not text: .* with OCR"),
    "gif": (b"GIF89a\x01", r"an image \(GIF\), not text: .* with OCR"),
    "tiff": (b"II*\0\x08", r"an image \(TIFF\), not text: .* with OCR"),
    "webp": (b"RIFF\x0a\0\0\0WEBPVP8 ", r"an image \(WebP\), not text: .* with OCR"),
    "a nul": (b"Salassa\0", "the file is binary, not text: export it"),
    "nuls": (b"\0" * 1_000_000, "the file is binary, not text: export it"),
    "nuls behind a mark": (codecs.BOM_UTF16_LE + b"\0" * 1_000_000, "the file is binary, not text"),
    "utf-16 without a mark": ("Salassa".encode("utf-16-le"), "the file is binary, not text"),
    "controls": (b"Salassa\x01\x02\x03", "the file is binary, not text: export it"),
    "too large": (b"Salassa " * (MAX_SIZE_BYTES // 8 + 1), "larger than 20 MB: split it"),
    "tags in disorder": (b"<div>Salassa" * 100_000, "tags of the page are in disorder: open it"),
    "formatting in disorder": (
        "".join(f"<font size={number}><p>" for number in range(5_000)).encode(),
        "tags of the page are in disorder: open it",
    ),
    "attributes without end": (
        f"<p {' '.join(f'a{number}' for number in range(100_000))}>".encode(),
        "tags of the page are in disorder: open it",
    ),
}


def test_refuses_what_is_not_text_and_says_what_to_do() -> None:
    for content, message in REFUSED.values():
        with pytest.raises(UnreadableError, match=message) as caught:
            read_document("Salassa.txt", content)
        assert "Salassa" not in str(caught.value)
        assert len(str(caught.value)) < 160
    assert len(REFUSED) == 25


def test_refuses_a_million_nuls_in_flat_memory() -> None:
    content = b"\0" * 1_000_000
    tracemalloc.start()
    with pytest.raises(UnreadableError):
        read_document("asia", content)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 50_000


def test_says_what_a_document_is() -> None:
    content = "§ 7\n\nPäätös".encode()
    expected = SourceDocument(
        name="suvilahti/7.pdf",
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=15,
        media_type="text/plain",
        encoding="utf-8",
        text="§ 7\n\nPäätös",
        blocks=(
            Block(text="§ 7", span=Span(0, 3), paragraph=0),
            Block(text="Päätös", span=Span(5, 11), paragraph=1),
        ),
    )
    assert expected == read_document("suvilahti/7.pdf", content)


def test_reads_a_file_as_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "asia.html"
    path.write_bytes(b"<p>\xa7 7")
    assert read_document("asia", b"<p>\xa7 7") == read_file(path, "asia")


def test_refuses_a_file_that_is_too_large_without_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "asia.txt"
    path.touch()
    os.truncate(path, 50_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="larger than 20 MB: split it"):
        read_file(path, "asia")
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 50_000


def test_refuses_a_path_that_cannot_be_opened(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.touch()
    with pytest.raises(UnreadableError, match="the file is empty"):
        read_file(closed, "asia")
    with pytest.raises(UnreadableError, match=r"cannot be opened \(No such file.*\): check"):
        read_file(tmp_path / "none.txt", "asia")
    with pytest.raises(UnreadableError, match=r"not a regular file .*: name the file itself"):
        read_file(tmp_path, "asia")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(UnreadableError, match=r"cannot be opened \(Too many .*\): check"):
        read_file(loop, "asia")
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_file(fifo, "asia")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_refuses_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "asia.txt"
    path.write_text("§ 7")
    path.chmod(0)
    with pytest.raises(UnreadableError, match=r"cannot be opened \(Permission denied\): check"):
        read_file(path, "asia")


def test_reads_large_and_deep_documents() -> None:
    line = b"Kunta " * 900_000
    cases = {
        "one line": (line, 1),
        "one line of a page": (b"<p>" + line, 1),
        "one line of tags": (b"<b>Kunta</b> " * 100_000 + b"<p>x", 2),
        "one tag": (b'<p title="' + line + b'">Kunta', 1),
        "blanks": (b"<p>" + b" " * 5_000_000 + b"Kunta", 1),
        "short lines": (b"Kunta\n" * 200_000, 200_000),
        "short lines of a page": (b"<p>" + b"Kunta<br>" * 200_000, 200_000),
        "comments": (b"<div>" + b"<!-- x -->" * 200_000 + b"Kunta", 1),
        "nested": (b"<div>" * 20_000 + b"Kunta" + b"</div>" * 20_000, 1),
        "nested, each with text": (b"<div>Kunta" * 20_000, 20_000),
        "nested tables": (b"<table><tr><td>Kunta<td>" * 5_000, 1),
        "nested tables of lines": (b"<table><tr><td>Kunta<p>Kunta" * 5_000, 10_000),
        "nested formatting": (b"<b>Kunta" * 20_000, 1),
    }
    lengths = {
        name: len(read_document(name, content).blocks) for name, (content, _) in cases.items()
    }
    assert lengths == {name: length for name, (_, length) in cases.items()}
    assert len(lengths) == 13
