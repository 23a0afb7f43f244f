"""Which documents there are, and which of them the last build did not see as they are now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from publisher import __version__
from publisher.assets import asset_dir
from publisher.build.model import InputFile
from publisher.errors import SettingsError
from publisher.settings import Settings


def scan(settings: Settings) -> list[InputFile]:
    """Find the documents of all sources.

    Hidden files and folders are passed over, and symbolic links to folders are not followed.

    Args:
        settings: Say where to look.

    Returns:
        The files, by name.

    Raises:
        SettingsError: If a folder cannot be read.
    """
    root = Path(os.path.commonpath([source.path.parent for source in settings.sources]))
    found: dict[str, InputFile] = {}
    for number, source in enumerate(settings.sources):
        for path in _files(source.path):
            name = path.relative_to(root).as_posix()
            status = path.stat()
            found[name] = InputFile(
                name=name,
                path=path,
                source=number,
                size_bytes=status.st_size,
                mtime_ns=status.st_mtime_ns,
            )
    return [found[name] for name in sorted(found)]


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return

    def refuse(error: OSError) -> None:
        message = f"{error.filename}: the folder cannot be read: {error.strerror}"
        raise SettingsError(message) from error

    for folder, folders, names in os.walk(path, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                file = Path(folder, name)
                if file.is_file():
                    yield file


def fingerprint(settings: Settings) -> str:
    """Hash everything but the documents that a build depends on: code, tables, settings.

    Returns:
        SHA-256 in hexadecimal; another one means that everything is read and made anew.
    """
    digest = hashlib.sha256(f"{__version__}\n{settings.digest}\n".encode())
    digest.update(msgspec.json.encode([str(source.path) for source in settings.sources]))
    folders = [Path(__file__).parent.parent]
    folders += [asset_dir(kind) for kind in ("mappings", "ontology", "shapes", "site")]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
