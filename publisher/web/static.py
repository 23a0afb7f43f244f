"""Style sheet, icons and scripts of the site, each under a name that changes with its content.

A file whose name is that of its bytes may be kept for ever by whoever has read it (RFC 9111, 5.2.2;
RFC 8246, ``immutable``), and a page never meets a style sheet of another version.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from publisher.assets import asset_dir
from publisher.errors import TableError

FOLDER = "static"
_DIGITS = 8


class StaticFile(NamedTuple):
    """A file of `site/static/`.

    Attributes:
        path: Below the root of the site.
        content: Its bytes.
    """

    path: str
    content: bytes


class StaticFiles:
    """The files of `site/static/`, by the name that templates call them by."""

    def __init__(self) -> None:
        """Read them.

        Raises:
            TableError: If the installation is broken.
        """
        folder = asset_dir("site") / FOLDER
        self._files = {
            path.name: StaticFile(f"{FOLDER}/{hashed(path.name, content)}", content)
            for path in sorted(folder.iterdir())
            for content in [path.read_bytes()]
        }

    def all(self) -> list[StaticFile]:
        """Every file, by name."""
        return list(self._files.values())

    def asset(self, name: str) -> str:
        """The path of a file below the root of the site.

        Args:
            name: As it stands in `site/static/`.

        Raises:
            TableError: If there is no such file.
        """
        if name not in self._files:
            message = f"site/static: there is no {name!r}, which a template asks for"
            raise TableError(message)
        return self._files[name].path


def hashed(name: str, content: bytes) -> str:
    """The name of a file with a hash of its content before the ending.

    Examples:
        >>> hashed("pykala.css", b"p { margin: 0 }")
        'pykala.ec85a183.css'
    """
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:_DIGITS]}{dot}{ending}"
