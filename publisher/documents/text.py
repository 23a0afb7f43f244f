"""The canonical form of text, and its lines."""

from __future__ import annotations

import unicodedata

from publisher.documents.document import Block, Span

_NEWLINES = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
_BLANKS = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}")
INVISIBLE = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}"
)
# The five bytes that windows-1252 leaves undefined are the C1 controls that stay controls.
_UNDEFINED_C1 = "\x81\x8d\x8f\x90\x9d"
_CONTROLS = "".join(map(chr, range(0x20))).translate({9: None, 10: None}) + "\x7f" + _UNDEFINED_C1
_NOT_XML = "\ufffe\uffff"

# In the order in which they are carried out: newlines first, since three of them are controls.
_REPLACEMENTS: tuple[tuple[str, str], ...] = (
    *((newline, "\n") for newline in _NEWLINES),
    *((blank, " ") for blank in _BLANKS),
    *((character, "") for character in INVISIBLE + _CONTROLS + _NOT_XML),
    *(
        (chr(code), bytes([code]).decode("cp1252"))
        for code in range(0x80, 0xA0)
        if code != ord("\x85") and chr(code) not in _UNDEFINED_C1
    ),
)


def canonicalise(text: str) -> str:
    r"""Bring text to the canonical form that `publisher.documents.reading` defines.

    One search per character of the table is several times faster than `str.translate`, because
    nearly every search ends without a hit at the speed of ``memchr``.

    Args:
        text: As it was decoded.

    Returns:
        The canonical text. Canonical text comes back unchanged.

    Examples:
        >>> canonicalise("Pa\u0308a\u0308to\u0308s\r\n§\u00a07")
        'Päätös\n§ 7'
    """
    for old, new in _REPLACEMENTS:
        if old in text:
            text = text.replace(old, new)
    return unicodedata.normalize("NFC", text)


def split_blocks(text: str) -> tuple[Block, ...]:
    r"""Find the lines of canonical text that are not blank.

    Args:
        text: The canonical text.

    Returns:
        The lines in order. Lines between which there is no blank line share a paragraph.

    Examples:
        >>> [(block.text, block.paragraph) for block in split_blocks(" § 7 \nAsia\n\nPäätös")]
        [('§ 7', 0), ('Asia', 0), ('Päätös', 1)]
    """
    blocks = []
    position = 0
    paragraph = -1
    after_blank = True
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            paragraph += after_blank
            start = position if stripped is line else position + len(line) - len(line.lstrip())
            span = Span(start, start + len(stripped))
            blocks.append(Block(text=stripped, span=span, paragraph=paragraph))
        after_blank = not stripped
        position += len(line) + 1
    return tuple(blocks)
