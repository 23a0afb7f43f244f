"""What the catalogue tells of: datasets and their files."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from publisher.settings import Language, Organization

FileFormat = Literal["nq", "ttl", "csv", "json", "parquet", "csvw", "package"]
"""What a file is; a year has many tables, and the catalogue names the package that lists them."""


class File(msgspec.Struct, frozen=True):
    """A file among the downloads.

    Attributes:
        path: Below the root of the site, for example ``lataukset/metsalahti-2025.nq``.
        format: What it is.
        size_bytes: Its size.
        sha256: Of its content, in hexadecimal.
    """

    path: str
    format: FileFormat
    size_bytes: int
    sha256: str

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
