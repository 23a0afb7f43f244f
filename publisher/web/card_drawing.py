"""A card drawn as a PNG, by Pillow and in Source Sans Pro, which its package brings along."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

from publisher.web.cards import HEIGHT, WIDTH, Card

_FONTS = "font_source_sans_pro"
_STRONG, _PLAIN = "SourceSansPro-Semibold.ttf", "SourceSansPro-Regular.ttf"

# The band with the sign, and the room of the text beside it, in pixels.
_BAND = 300
_LEFT, _TOP = 370, 64
_WIDE = WIDTH - _LEFT - 70
_SIGN = 340
_NAME_SIZES = range(96, 43, -4)
_NAME_LINES = 3
_SMALL = 36
_LINE = 1.16
_GAP = 24
# Of the name and the tagline, between the lines at the top and at the bottom.
_ROOM = HEIGHT - 2 * (_TOP + _SMALL + _GAP)
# So many colours draw smooth edges of letters in four colours.
_COLOURS = 64


def draw(card: Card) -> bytes:
    """Draw a card.

    Args:
        card: What it says, and in which colours.

    Returns:
        A PNG; the same for the same card and the same libraries. What is too long for the smallest
        letters ends in an ellipsis.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), card.colours["paper"])
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, _BAND, HEIGHT), fill=card.colours["pine"])
    pen.text(
        (_BAND / 2, HEIGHT / 2),
        "§",
        fill=card.colours["paper"],
        font=_font(_STRONG, _SIGN),
        anchor="mm",
    )
    small = _font(_PLAIN, _SMALL)
    if card.above:
        _write(pen, _fit(card.above, small, 1), small, _TOP, card.colours["soft"])
    host = _fit(card.host, small, 1)
    _write(pen, host, small, HEIGHT - _TOP - _SMALL, card.colours["soft"])
    tagline = _fit(card.tagline, small, 2)
    below = _GAP + _SMALL * _LINE * len(tagline)
    name, lines = _name(card.name, _ROOM - below)
    y = (HEIGHT - name.size * _LINE * len(lines) - below) / 2
    y = _write(pen, lines, name, y, card.colours["ink"])
    _write(pen, tagline, small, y + _GAP, card.colours["ink"])
    file = io.BytesIO()
    palette = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _name(text: str, room: float) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which a name fits, and its lines."""
    for size in _NAME_SIZES:
        font = _font(_STRONG, size)
        lines = _wrap(text, font)
        wide = max(font.getlength(line) for line in lines)
        if len(lines) <= _NAME_LINES and size * _LINE * len(lines) <= room and wide <= _WIDE:
            return font, lines
    font = _font(_STRONG, _NAME_SIZES[-1])
    return font, _fit(text, font, _NAME_LINES)


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Lines that break at blanks, and after hyphens, as Finnish names have them."""
    lines = [""]
    for word in text.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b"):
        if lines[-1] and font.getlength((lines[-1] + word).rstrip()) > _WIDE:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def _fit(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """Lines of a text, of which no more are kept than there is room for."""
    lines = _wrap(text, font)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return [_shortened(line, font) for line in lines]


def _shortened(line: str, font: ImageFont.FreeTypeFont) -> str:
    """A line that is no wider than there is room."""
    kept = line
    while font.getlength(kept) > _WIDE:
        kept = f"{kept.removesuffix('…')[:-1].rstrip()}…"
    return kept


def _write(
    pen: ImageDraw.ImageDraw,
    lines: list[str],
    font: ImageFont.FreeTypeFont,
    y: float,
    colour: str,
) -> float:
    """Write lines; where the next one would stand."""
    for line in lines:
        pen.text((_LEFT, y), line, fill=colour, font=font, anchor="la")
        y += font.size * _LINE
    return y


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # Not Raqm, which not every machine has and which would place letters otherwise.
    with (files(_FONTS) / "files" / name).open("rb") as file:
        return ImageFont.truetype(
            io.BytesIO(file.read()), size, layout_engine=ImageFont.Layout.BASIC
        )
