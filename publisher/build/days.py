"""On which day what a page says changed last, as sitemaps tell it (D-032).

What counts is what a page says: its record, and what else it lists. New templates change all files
and none of that. The day is that by which the build went in which the change came. It is remembered
and not worked out; if the memory is lost, the public sitemap still tells the days.
"""

from __future__ import annotations

import datetime as dt
import filecmp
import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import quote

from publisher.settings import Settings

_DIGEST_BYTES = 16
# As `publisher.web.sitemap` writes it.
_DATED = re.compile(r"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>")

Made = tuple[str, bytes]
"""The path of a page, without suffix, and a digest of what it says."""


def digest(*parts: bytes) -> bytes:
    """A digest of what a page says."""
    found = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.digest()


class Days:
    """The days that a work folder remembers."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database

    def note(self, made: Iterable[Made]) -> None:
        """Note what pages say that this build has made; the last word on a page counts."""
        self._db.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", made)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget pages that are gone."""
        for table in ("content", "made"):
            self._db.executemany(
                f"DELETE FROM {table} WHERE path = ?",  # noqa: S608
                ((path,) for path in paths),
            )

    def settle(
        self, today: dt.date, otherwise: Callable[[str], str | None], *, afresh: bool = False
    ) -> None:
        """Hold what was noted against what was remembered.

        Args:
            today: The day that the build goes by.
            otherwise: The day of a path of which nothing was remembered, if anybody knows it.
            afresh: Whether all pages were made, so that others are gone; sitemaps come later.
        """
        if afresh:
            self._db.execute(
                "DELETE FROM content WHERE path NOT LIKE '%.xml' "
                "AND path NOT IN (SELECT path FROM made)"
            )
        rows = self._db.execute(
            "SELECT m.path, m.digest, c.path IS NOT NULL FROM made m "
            "LEFT JOIN content c USING (path) WHERE c.digest IS NOT m.digest"
        ).fetchall()
        self._db.executemany(
            "INSERT OR REPLACE INTO content VALUES (?, ?, ?)",
            (
                (path, said, today.isoformat() if known else otherwise(path))
                for path, said, known in rows
            ),
        )
        self._db.execute("DELETE FROM made")

    def of(self, path: str) -> str | None:
        """The day on which what stands at a path changed last; None if nobody knows."""
        row = self._db.execute("SELECT day FROM content WHERE path = ?", (path,)).fetchone()
        return None if row is None else row[0]


class DaysBefore:
    """The days that the public sitemap tells, for a build that remembers none."""

    def __init__(self, settings: Settings, made: Path, today: dt.date) -> None:
        """Set up.

        Args:
            settings: Of the build.
            made: The site that it is making.
            today: The day that it goes by.
        """
        self._base = settings.base_iri
        self._public = settings.output / "published" / "site"
        self._made = made
        self._today = today.isoformat()

    def of(self, path: str) -> str | None:
        """When the record at a path changed last, or a file of sitemaps.

        Returns:
            The day of the public sitemap if the same is public already, which may be None; else
            that of the build.
        """
        name = path if path.endswith(".xml") else f"{path}.jsonld"
        old, new = self._public / name, self._made / name
        if not (old.exists() and new.exists() and filecmp.cmp(old, new, shallow=False)):
            return self._today
        address = name if name == path else f"{quote(path)}.html"
        return self._told.get(f"{self._base}{address}")

    @cached_property
    def _told(self) -> dict[str, str]:
        return {
            unescape(address): day
            for file in sorted(self._public.glob("sitemap*.xml"))
            for address, day in _DATED.findall(file.read_text(encoding="utf-8"))
        }
