"""Encodings, through `read_document`."""

from __future__ import annotations

import codecs

import pytest

from publisher.documents.reading import read_document
from publisher.errors import UnreadableError

MINUTES = "Suvilahden kunnanhallitus § 12\n\nPäätös\nHyväksyttiin – yksimielisesti."
PAGE = "<html><head>{}</head><body><p>Päätös § 12</p></body></html>"


def page(declaration: str, encoding: str) -> bytes:
    return PAGE.format(declaration).encode(encoding)


def read(content: bytes) -> tuple[str | None, str]:
    document = read_document("asia", content)
    return document.encoding, document.text


def test_decodes_plain_text() -> None:
    expected = {
        "utf-8": (MINUTES.encode(), "utf-8", MINUTES),
        "utf-8 with a mark": (MINUTES.encode("utf-8-sig"), "utf-8-sig", MINUTES),
        "windows-1252": (MINUTES.encode("cp1252"), "cp1252", MINUTES),
        "latin-1": ("Pöytäkirja § 3".encode("latin-1"), "cp1252", "Pöytäkirja § 3"),
        "one letter at the end": ("Hyvä".encode("latin-1"), "cp1252", "Hyvä"),
        "latin-9 with a euro sign": (
            "Määräraha 10 €".encode("iso8859-15"),
            "iso8859-15",
            "Määräraha 10 €",
        ),
        "windows-1252 with a euro sign": ("Määrä 5 €".encode("cp1252"), "cp1252", "Määrä 5 €"),
        "a byte that windows-1252 lacks": (b"P\xe4\xe4\x81t\xf6s", "iso8859-15", "Päätös"),
        "utf-16, little end first": (
            codecs.BOM_UTF16_LE + MINUTES.encode("utf-16-le"),
            "utf-16",
            MINUTES,
        ),
        "utf-16, big end first": (
            codecs.BOM_UTF16_BE + MINUTES.encode("utf-16-be"),
            "utf-16",
            MINUTES,
        ),
        "ascii": (b"Kokous 1.2.2025", "utf-8", "Kokous 1.2.2025"),
        "utf-8, cut in a letter": ("Päätös ä".encode()[:-1], "utf-8", "Päätös "),
        "utf-8 with a mark, cut": ("Päätös ä".encode("utf-8-sig")[:-1], "utf-8-sig", "Päätös "),
        "text about a declaration": (
            '§ 1 <meta charset="koi8-r"> ä'.encode(),
            "utf-8",
            '§ 1 <meta charset="koi8-r"> ä',
        ),
    }
    actual = {name: (case[0], *read(case[0])) for name, case in expected.items()}
    assert expected == actual
    assert len(actual) == 14


def test_decodes_pages_as_they_declare() -> None:
    content_type = '<META http-equiv="Content-Type" content="text/html; charset={}">'
    cases = {
        "utf-8": (page('<meta charset="utf-8">', "utf-8"), "utf-8"),
        "UTF8, no quotes": (page("<meta charset=UTF8>", "utf-8"), "utf-8"),
        "iso-8859-1": (page('<meta charset="iso-8859-1">', "cp1252"), "cp1252"),
        "latin1": (page("<meta charset='latin1'>", "cp1252"), "cp1252"),
        "windows-1252": (page(content_type.format("windows-1252"), "cp1252"), "cp1252"),
        "iso-8859-15": (page(content_type.format("ISO-8859-15"), "iso8859-15"), "iso8859-15"),
        "utf-16 cannot be declared so": (page('<meta charset="utf-16">', "utf-8"), "utf-8"),
        "nothing declared": (page("", "cp1252"), "cp1252"),
        "declared in a comment": (page('<!-- <meta charset="x-mac"> -->', "utf-8"), "utf-8"),
        "declared windows-1252, is utf-8": (page('<meta charset="cp1252">', "utf-8"), "utf-8"),
        "declared utf-8, is windows-1252": (page('<meta charset="utf-8">', "cp1252"), "cp1252"),
        "declared too late": (page(f'{" " * 1024}<meta charset="koi8-r">', "utf-8"), "utf-8"),
        "xml": (
            b'<?xml version="1.0" encoding="ISO-8859-15"?>' + page("", "iso8859-15"),
            "iso8859-15",
        ),
    }
    expected = {name: (encoding, "Päätös § 12") for name, (_, encoding) in cases.items()}
    assert expected == {name: read(content) for name, (content, _) in cases.items()}
    assert len(cases) == 13


def test_reads_the_euro_sign_of_the_declared_encoding() -> None:
    body = b"<p>\xa4</p>"
    assert read(b'<meta charset="iso-8859-15">' + body) == ("iso8859-15", "€")
    assert read(b'<meta charset="iso-8859-1">' + body) == ("cp1252", "¤")


def test_repairs_text_that_was_decoded_once_too_often() -> None:
    whole = {
        text: text.encode().decode("cp1252")
        for text in ("Päätös", "§ 12", "Kokous – pöytäkirja", "Åsa Ö, 5 € ja “lainaus…”"[:-1])
    }
    controls = {"”Äijälä” Ársælsson": "”Äijälä” Ársælsson".encode().decode("latin-1")}
    cases = whole | controls
    assert {text: text for text in cases} == {
        text: read_document("asia", damaged.encode()).text for text, damaged in cases.items()
    }
    assert len(cases) == 5


def test_repairs_a_page_that_was_decoded_once_too_often() -> None:
    damaged = PAGE.format("").encode().decode("cp1252")
    assert read_document("asia", damaged.encode()).text == "Päätös § 12"


def test_leaves_text_alone_that_is_only_partly_or_not_at_all_damaged() -> None:
    cases = (
        "Päätös, kirjoitettu PÃ¤Ã¤tÃ¶s",
        "PÃ¤Ã¤tÃ¶s ja Ã",
        "PÃ¤Ã¤tÃ¶s ja 日本",
        "SÃO PAULO",
        "Ãngel Ñandú",
    )
    assert list(cases) == [read_document("asia", text.encode()).text for text in cases]
    assert len(cases) == 5


def test_refuses_bytes_that_no_encoding_fits() -> None:
    cases = {
        "windows-1252 and controls": (b"P\xe4\x81t\x96s", "text in no encoding"),
        "two encodings": ("Päätös, pöytäkirja".encode() + b" \xe4 ", "most of the file is UTF-8"),
        "another encoding": (b'<meta charset="koi8-r"><p>\xe4', "declares an encoding other"),
        "a mark and other bytes": (codecs.BOM_UTF8 + b"P\xe4\xe4t\xf6s", "byte order mark"),
        "half a pair": (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "byte order mark"),
    }
    for name, (content, message) in cases.items():
        with pytest.raises(UnreadableError, match=message) as caught:
            read_document(name, content)
        assert "save it again as UTF-8" in str(caught.value)
    assert len(cases) == 5
