"""From bytes to text: which encoding a document is in.

The order is that of the HTML Standard (13.2.3.2, "Determining the character encoding"): a byte
order mark, then what a page declares, then what the bytes themselves allow. Minutes on the web are
in UTF-8, windows-1252 or, rarely, ISO 8859-15.
"""

from __future__ import annotations

import codecs
import contextlib
import re

from publisher.errors import UnreadableError

DECLARATION_BYTES = 1024  # HTML Standard, 13.2.3.2: where the prescan stops looking

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The labels of the WHATWG Encoding Standard (4.2) for the encodings that occur: what is labelled
# ISO 8859-1 or ASCII is windows-1252, and what can be read as ASCII cannot be in UTF-16.
_LABELS = (
    dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8")
    | dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode", "ucs-2"), "utf-8")
    | dict.fromkeys(("windows-1252", "cp1252", "x-cp1252", "ansi_x3.4-1968"), "cp1252")
    | dict.fromkeys(("iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1"), "cp1252")
    | dict.fromkeys(("latin1", "l1", "ascii", "us-ascii", "iso-ir-100"), "cp1252")
    | dict.fromkeys(("iso-8859-15", "iso8859-15", "iso885915"), "iso8859-15")
    | dict.fromkeys(("iso_8859-15", "csisolatin9", "l9"), "iso8859-15")
)

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)

# <meta charset="utf-8">, <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
# and <?xml version="1.0" encoding="utf-8"?>
_DECLARATION = re.compile(
    rb"""(?:<meta\s[^>]*?\bcharset|<\?xml\s[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)

_UNDEFINED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_C1_BYTES = bytes(range(0x80, 0xA0))
_EURO_IN_LATIN9 = b"\xa4"  # in windows-1252 the currency sign, which minutes do not use

# å, ä, ö, Å, Ä, Ö, § and the no-break space in UTF-8; in windows-1252 these pairs read Ã¤, Â§ …
_UTF8_PAIR = re.compile(rb"\xc3[\xa5\xa4\xb6\x85\x84\x96]|\xc2[\xa7\xa0]")
_MOJIBAKE = re.compile("Ã[¥¤¶…„–\x85\x84\x96]|Â[§\xa0]")

_ADVICE = "save it again as UTF-8"


def decode(content: bytes) -> tuple[str, str]:
    """Decode the bytes of a text or of a web page.

    1. A byte order mark decides: UTF-8 or UTF-16.
    2. Else the encoding that markup declares in its first 1024 bytes. Bytes outside ASCII that are
       well-formed UTF-8 are UTF-8 all the same: no text in a one-byte encoding looks like that.
    3. Else UTF-8 if the bytes are well-formed. The last character may be cut off, if there are
       other characters outside ASCII that are not; it is left out.
    4. Else windows-1252; or ISO 8859-15, where the bytes use 0xA4 (its euro sign) or a byte that
       windows-1252 leaves undefined, and nothing else from 0x80 to 0x9F, where ISO 8859-15 has only
       controls.

    What was decoded once too often before it was saved is repaired (`repair_mojibake`).

    Args:
        content: The bytes of the document.

    Returns:
        The text, and the encoding as Python names it: ``utf-8``, ``utf-8-sig``, ``utf-16``,
        ``cp1252`` or ``iso8859-15``.

    Raises:
        UnreadableError: If the bytes are in none of these encodings, or in two of them.
    """
    encoding = _marked_encoding(content) or _fitting_encoding(content, declared_encoding(content))
    try:
        # Not final: a character that is cut off at the end of the bytes is left out.
        text = codecs.getincrementaldecoder(encoding)().decode(content)
    except UnicodeDecodeError:
        message = f"the file has a byte order mark, but is not in that encoding: {_ADVICE}"
        raise UnreadableError(message) from None
    return repair_mojibake(text), encoding


def declared_encoding(content: bytes) -> str | None:
    """Tell which encoding markup declares.

    Args:
        content: The bytes of the document; the first 1024 count.

    Returns:
        The encoding as Python names it, or None if the bytes do not begin as markup does or
        declare nothing.

    Raises:
        UnreadableError: If they declare an encoding that is not read here.

    Examples:
        >>> declared_encoding(b'<meta charset="iso-8859-1">')
        'cp1252'
    """
    head = content[:DECLARATION_BYTES]
    if not head.lstrip().startswith(b"<"):
        return None
    found = _DECLARATION.search(_COMMENT.sub(b"", head))
    if found is None:
        return None
    encoding = _LABELS.get(found[1].decode("ascii").lower())
    if encoding is None:
        message = (
            "the page declares an encoding other than UTF-8, windows-1252, ISO 8859-1 and "
            f"ISO 8859-15: {_ADVICE} and declare that"
        )
        raise UnreadableError(message)
    return encoding


def repair_mojibake(text: str) -> str:
    """Undo the reading of UTF-8 as windows-1252 or ISO 8859-1, if all of the text went through it.

    Strict: text without a typical pair such as ``Ã¤`` is left alone; every character must have a
    byte in windows-1252 (or be one of the five controls that it leaves undefined), or every one in
    ISO 8859-1; and these bytes must be well-formed UTF-8 to the last one. A single correct ``ä``
    elsewhere makes them ill-formed, so text that is only partly damaged, or not at all, stays as it
    is. The round trip is exact, because each of these encodings is one to one.

    Args:
        text: As it was decoded.

    Returns:
        The text as it was before, or the same text.

    Examples:
        >>> repair_mojibake("PÃ¤Ã¤tÃ¶s"), repair_mojibake("Päätös, ei PÃ¤Ã¤tÃ¶s")
        ('Päätös', 'Päätös, ei PÃ¤Ã¤tÃ¶s')
    """
    if not _MOJIBAKE.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        with contextlib.suppress(UnicodeError):
            return text.encode(encoding, "pykala.undefined-in-cp1252").decode("utf-8")
    return text


def _encode_undefined(error: UnicodeError) -> tuple[bytes, int]:
    """Give the controls that windows-1252 leaves undefined their own byte, as browsers do.

    Raises:
        UnicodeError: If a character is none of these controls.
    """
    if isinstance(error, UnicodeEncodeError):
        characters = error.object[error.start : error.end].encode("latin-1", "replace")
        if not characters.strip(_UNDEFINED_IN_CP1252):
            return characters, error.end
    raise error


codecs.register_error("pykala.undefined-in-cp1252", _encode_undefined)


def _marked_encoding(content: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)


def _fitting_encoding(content: bytes, declared: str | None) -> str:
    if content.isascii():
        return declared or "utf-8"
    if _is_utf8(content):
        return "utf-8"
    if len(_UTF8_PAIR.findall(content)) > _count_stray_bytes(content):
        message = f"most of the file is UTF-8, but not all of it, so no encoding fits: {_ADVICE}"
        raise UnreadableError(message)
    return _fitting_one_byte_encoding(content, declared)


def _fitting_one_byte_encoding(content: bytes, declared: str | None) -> str:
    controls = set(content).intersection(_C1_BYTES)
    if declared == "iso8859-15" and not controls:
        return declared
    if controls.isdisjoint(_UNDEFINED_IN_CP1252):
        euro = declared is None and not controls and _EURO_IN_LATIN9 in content
        return "iso8859-15" if euro else "cp1252"
    if controls.issubset(_UNDEFINED_IN_CP1252):
        return "iso8859-15"
    message = (
        "the bytes are text in no encoding that can be read (UTF-8, UTF-16, windows-1252, "
        f"ISO 8859-15): {_ADVICE}"
    )
    raise UnreadableError(message)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.reason == "unexpected end of data"
        return cut_off and not content[: error.start].isascii()
    return True


def _count_stray_bytes(content: bytes) -> int:
    return content.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
