"""Files of the site, written so that a file that is shared with the public site never changes.

The folder that a build writes to shares its files with the public one by hard links; a changed
file is therefore always a new one. See `publisher.build.generations`.
"""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import os
from collections.abc import Container, Iterable
from pathlib import Path

from publisher.build.model import Change
from publisher.leaks.gate import Gate

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class SiteWriter:
    """Writes files below a folder and remembers which of them are new or different.

    Attributes:
        changes: Paths below the folder with what happened to them, in order.
    """

    def __init__(self, folder: Path, gate: Gate | None = None) -> None:
        """Begin to write.

        Args:
            folder: Below it all files lie.
            gate: Looks at every file before it is written; None if none is.
        """
        self.changes: list[tuple[str, Change]] = []
        self._folder = str(folder)
        self._gate = gate
        self._known: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """Write a file, unless it already holds the same.

        Args:
            path: Below the folder, with slashes.
            content: All of it.

        Raises:
            LeakError: If something private stands in it.
        """
        if self._gate is not None:
            self._gate.require(path, content)
        target = f"{self._folder}/{path}"
        change = Change.ADDED
        while not self._create(target, content):
            with contextlib.suppress(FileNotFoundError):  # two processes may write the same page
                if Path(target).read_bytes() == content:
                    return
                os.unlink(target)  # noqa: PTH108  (this runs for every file of the site)
                change = Change.CHANGED
        self.changes.append((path, change))

    def write_pieces(self, path: str, pieces: Iterable[bytes]) -> tuple[int, str]:
        """Write a large file piece by piece, unless it already holds the same.

        Args:
            path: Below the folder, with slashes.
            pieces: The content; never held as a whole.

        Returns:
            Size in bytes and SHA-256 in hexadecimal.
        """
        target = Path(self._folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f"{target.name}.new")
        digest, size = hashlib.sha256(), 0
        with new.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        if not target.exists():
            self.changes.append((path, Change.ADDED))
        elif filecmp.cmp(new, target, shallow=False):
            new.unlink()
            return size, digest.hexdigest()
        else:
            self.changes.append((path, Change.CHANGED))
        new.replace(target)
        return size, digest.hexdigest()

    def _create(self, target: str, content: bytes) -> bool:
        """Create a file; whether it was not there yet."""
        folder = target.rpartition("/")[0]
        if folder not in self._known:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  (a Path each would double the cost)
            self._known.add(folder)
        try:
            descriptor = os.open(target, _CREATE, 0o644)
        except FileExistsError:
            return False
        try:
            rest = memoryview(content)
            while rest:  # the system may take only a part of large content at a time
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)
        return True

    def keep_only(self, pattern: str, paths: Container[str]) -> None:
        """Remove the parts of something that it has no more.

        Args:
            pattern: Of the paths of all parts that there ever were.
            paths: Of those that there are.
        """
        for found in sorted(Path(self._folder).glob(pattern)):
            path = found.relative_to(self._folder).as_posix()
            if path not in paths:
                self.remove(path)

    def remove(self, path: str) -> None:
        """Remove a file if it is there, and the folders that become empty."""
        target = Path(self._folder, path)
        with contextlib.suppress(FileNotFoundError):
            target.unlink()
            self.changes.append((path, Change.REMOVED))
        with contextlib.suppress(OSError):
            for folder in target.parents:
                if folder == Path(self._folder):
                    break
                folder.rmdir()
