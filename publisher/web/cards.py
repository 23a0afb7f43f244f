"""Cards that stand beside a link in messages and feeds: one of the site, one of each organisation.

They are drawn where the libraries are installed that draw them (``pip install pykala[cards]``);
elsewhere pages are announced by their text alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import msgspec

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.settings import Language, Settings
from publisher.web.messages import read_messages

WIDTH, HEIGHT = 1200, 630
"""In pixels: the proportion that feeds show without cutting anything off."""

_LIBRARIES = ("pillow", "font-source-sans-pro")
_COLOURS = ("paper", "ink", "soft", "pine")
# A custom property with a colour (CSS Custom Properties 1, 2); the light theme comes first.
_PROPERTY = re.compile(r"--([a-z-]+):\s*(#[0-9a-fA-F]{6});")
_DIGEST_CHARACTERS = 8


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says.

    Attributes:
        slug: Of the organisation; empty for the card of the site.
        language: In which it is.
        above: A line above the name; may be empty.
        name: In large letters.
        tagline: A sentence below it.
        host: Where the site stands.
        colours: By name, as ``#rrggbb``.
    """

    slug: str
    language: str
    above: str
    name: str
    tagline: str
    host: str
    colours: Mapping[str, str]

    @property
    def alt(self) -> str:
        """The same in words."""
        return f"{self.name}: {self.tagline}"

    def path(self, drawn_by: str) -> str:
        """Where it stands below the root of the site: elsewhere if anything of it is another.

        Args:
            drawn_by: What makes other bytes of the same card.
        """
        said = msgspec.json.encode([self, drawn_by], order="deterministic")
        digest = hashlib.sha256(said).hexdigest()[:_DIGEST_CHARACTERS]
        return f"static/card.{'.'.join(filter(None, (self.slug, self.language)))}.{digest}.png"


def drawn_by() -> str:
    """What draws cards here, with its versions; empty if anything of it is missing."""
    try:
        found = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    except PackageNotFoundError:
        return ""
    code = (Path(__file__).parent / "card_drawing.py").read_bytes()
    return f"{found}, {hashlib.sha256(code).hexdigest()}"


def read_cards(settings: Settings) -> dict[str, Card]:
    """The cards of a site.

    Args:
        settings: Of the site.

    Returns:
        Cards by the path at which they stand; none if nothing here can draw them.

    Raises:
        TableError: If a word or a colour is missing.
    """
    if not (drawing := drawn_by()):
        return {}
    words, colours = read_messages(get_args(Language)), _colours()
    named = {organization.slug: organization.name for organization in settings.organizations}
    found = [
        Card(
            slug=slug,
            language=code,
            above=settings.title.text(code) if slug else "",
            name=label.text(code),
            tagline=words[code]["card_tagline"],
            host=_host(settings.base_iri),
            colours=colours,
        )
        for slug, label in ({"": settings.title} | named).items()
        for code in settings.languages
    ]
    return {card.path(drawing): card for card in found}


def draw_cards(cards: Mapping[str, Card], kept: Path) -> Iterator[tuple[str, bytes]]:
    """Draw cards that have not been drawn before.

    Args:
        cards: By path.
        kept: A folder for nobody else, where they are kept; what belongs to no card is removed.

    Yields:
        The path of each card and its PNG.
    """
    kept.mkdir(parents=True, exist_ok=True)
    files = {path: kept / path.rpartition("/")[2] for path in cards}
    for file in sorted(set(kept.iterdir()) - set(files.values())):
        file.unlink()
    for path, file in files.items():
        if not file.exists():
            from publisher.web.card_drawing import draw  # not everybody has what draws

            new = file.with_suffix(".new")
            new.write_bytes(draw(cards[path]))
            new.rename(file)  # a file that is there is whole
        yield path, file.read_bytes()


def _host(base: str) -> str:
    """The address of the site as people write it."""
    parts = urlsplit(base)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def _colours() -> dict[str, str]:
    """The colours of the light theme, out of the style sheet.

    Raises:
        TableError: If it lacks one of them.
    """
    sheet = (asset_dir("site") / "static" / "pykala.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, colour in _PROPERTY.findall(sheet):
        found.setdefault(name, colour)
    if missing := [name for name in _COLOURS if name not in found]:
        message = f"site/static/pykala.css: give the cards the colours {', '.join(missing)}"
        raise TableError(message)
    return {name: found[name] for name in _COLOURS}
