"""`pykala scan`: settings and strings in, findings out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from publisher.errors import SettingsError
from publisher.leaks.folder import Scan
from publisher.leaks.searching import Search
from publisher.leaks.shapes import Shapes
from publisher.leaks.wanted import Wanted
from publisher.privacy.policy import read_policy
from publisher.settings import Settings


def search_for(settings: Settings, strings: Iterable[str] = ()) -> Search:
    """What `pykala scan` looks with.

    Args:
        settings: Say which addresses they publish themselves.
        strings: To be looked for beside what is private by its shape.

    Raises:
        TableError: If a table of the privacy policy is damaged.
        SettingsError: If a string is too short.
    """
    policy = read_policy()
    return Search(Shapes(policy, settings), Wanted(strings, policy.surnames))


def scan_output(settings: Settings, strings: str | None = None) -> Scan:
    """A search through the work folder of a settings file.

    Args:
        settings: Of the build.
        strings: A file of what is to be looked for beside what is private by its shape, one a
            line, or - for standard input; None for nothing.

    Raises:
        TableError: If a table of the privacy policy is damaged.
        SettingsError: If the strings cannot be read, or one is too short. It says nothing of them.
    """
    given = [] if strings is None else _read_strings(strings)
    packages = settings.libraries / "node_modules"
    return Scan(settings.output, search_for(settings, given), skipped=packages)


def _read_strings(given: str) -> list[str]:
    """The strings of a file; they are not given on a command line, which shells remember.

    Raises:
        SettingsError: If it cannot be read, is no UTF-8, or holds none.
    """
    try:
        content = sys.stdin.buffer.read() if given == "-" else Path(given).read_bytes()
    except OSError as error:
        message = f"{given}: the strings cannot be read: {error.strerror}"
        raise SettingsError(message) from error
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        message = "the strings are no UTF-8: save them as UTF-8, one a line"
        raise SettingsError(message) from None
    if not any(line.strip() for line in lines):
        message = "no string was given: write them one a line"
        raise SettingsError(message)
    return lines


def as_lines(scan: Scan) -> Iterator[str]:
    """The findings for a reader, as they are made, then how much was read.

    Raises:
        SettingsError: If there is no work folder, or a build is at work in it.
    """
    yield from (finding.line() for finding in scan.findings())
    yield f"{scan.files} files: {scan.found or 'no'} finding{'' if scan.found == 1 else 's'}"


def as_json(scan: Scan) -> bytes:
    """The findings for machines.

    Raises:
        SettingsError: If there is no work folder, or a build is at work in it.
    """
    found = list(scan.findings())
    return msgspec.json.encode({"files": scan.files, "findings": found})
