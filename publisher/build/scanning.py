"""Which documents there are, and which of them the last build did not see as they are now."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec

from publisher import __version__
from publisher.assets import asset_dir
from publisher.build.model import InputFile
from publisher.errors import SettingsError
from publisher.libraries import state_of
from publisher.settings import Settings, Source
from publisher.web.cards import drawn_by
from publisher.web.tables.extra import writes_parquet


def scan(settings: Settings) -> list[InputFile]:
    """Find the documents of all sources.

    Hidden files and folders are passed over, and symbolic links to folders are not followed. A
    document that goes away meanwhile is not there. Of two sources one inside the other, the inner
    one has what is in both.

    Args:
        settings: Say where to look.

    Returns:
        The files, by name.

    Raises:
        SettingsError: If a folder cannot be read.
    """
    root = os.path.commonpath([source.path.parent for source in settings.sources])
    skipped = len(root.rstrip(os.sep)) + 1
    found: dict[str, InputFile] = {}
    nested_last = sorted(enumerate(settings.sources), key=lambda each: len(each[1].path.parts))
    for number, source in nested_last:
        for path, status in _files(str(source.path)):
            name = _printable(path[skipped:].replace(os.sep, "/"))
            found[name] = InputFile(
                name=name,
                path=path,
                source=number,
                size_bytes=status.st_size,
                mtime_ns=status.st_mtime_ns,
            )
    return [found[name] for name in sorted(found)]


# Characters that end a line, or do worse to a terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _printable(name: str) -> str:
    """A name on one line: controls, and bytes that are no UTF-8, are escaped."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def _files(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """Find every file at or below a path; a file that vanishes meanwhile was never there.

    Raises:
        SettingsError: If a folder cannot be read.
    """
    if os.path.isfile(path):  # noqa: PTH113  (this runs for every document of every build)
        yield path, os.stat(path)  # noqa: PTH116
        return
    try:
        with os.scandir(path) as entries:
            listed = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        message = f"{path}: the folder cannot be read: {error.strerror}"
        raise SettingsError(message) from error
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif entry.is_file():
            with contextlib.suppress(FileNotFoundError):
                yield entry.path, entry.stat()


def address(file: InputFile, source: Source) -> str | None:
    """Where a document is on the web, if the settings say where those of its source are.

    Returns:
        The prefix of the source and the path below its folder, percent-encoded (RFC 3986, 2.1).
    """
    if source.url is None:
        return None
    path = Path(file.path)
    below = path.name if path == source.path else path.relative_to(source.path).as_posix()
    return f"{source.url}{quote(os.fsencode(below))}"


def fingerprint(settings: Settings) -> str:
    """Hash everything but the documents that a build depends on: code, tables, settings, extras.

    Returns:
        SHA-256 in hexadecimal; another one means that everything is read and made anew.
    """
    made_by = (__version__, settings.digest, drawn_by(), writes_parquet())
    digest = hashlib.sha256("".join(f"{one}\n" for one in made_by).encode())
    digest.update(msgspec.json.encode([str(source.path) for source in settings.sources]))
    digest.update(state_of(settings.libraries, search=settings.search))
    folders = [Path(__file__).parent.parent]
    folders += [asset_dir(kind) for kind in ("mappings", "ontology", "shapes", "site")]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
