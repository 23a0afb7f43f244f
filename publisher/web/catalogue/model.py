"""What the catalogue tells of: datasets and their files."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from publisher.settings import Language, Organization

DumpFormat = Literal["nq", "ttl", "jsonld"]
"""The syntaxes of dumps."""

FileFormat = DumpFormat | Literal["csv", "json", "parquet", "csvw", "package"]
"""What a file is; a year has many tables, and the catalogue names the package that lists them."""


class Packed(msgspec.Struct, frozen=True):
    """The same as a file, packed by gzip, beside it.

    Attributes:
        size_bytes: Its size.
        sha256: Of its content, in hexadecimal.
    """

    size_bytes: int
    sha256: str


class File(msgspec.Struct, frozen=True):
    """A file among the downloads.

    Attributes:
        path: Below the root of the site, for example ``lataukset/metsalahti-2025.nq``.
        format: What it is.
        size_bytes: Its size.
        sha256: Of its content, in hexadecimal.
        packed: The same at its address with ``.gz`` behind it; None if that is not there.
        part: Its number, where what it holds is cut into several files.
    """

    path: str
    format: FileFormat
    size_bytes: int
    sha256: str
    packed: Packed | None = None
    part: int = 1

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


class Dataset(msgspec.Struct, frozen=True):
    """What is published of one organisation.

    Attributes:
        organization: Whose minutes they are.
        years: In which there are §.
        first: The day of the first meeting.
        last: The day of the last meeting.
        sections: How many § there are.
        files: With the year they cover, or ``None`` for what is of all years.
        languages: In which the minutes are written, if that has been counted.
    """

    organization: Organization
    years: tuple[int, ...]
    first: dt.date
    last: dt.date
    sections: int
    files: tuple[tuple[int | None, File], ...]
    languages: tuple[Language, ...] = ()
