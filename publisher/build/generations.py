"""Two generations of what is public, so that publishing is one atomic step.

``published`` is a symbolic link to one of two folders, ``a`` and ``b``, each with a ``site`` and a
``store``. A build writes to the spare one and then turns the link (rename(2), which is atomic).
Afterwards the other folder is brought level by hard links, so that the next build begins with a
spare that equals what is public, and the cost of a build follows what changed.
"""

from __future__ import annotations

import contextlib
import fcntl
import filecmp
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.build.model import Change
from publisher.errors import SettingsError

_NAMES = ("a", "b")
_MARK = "mark"
_MARK_BYTES = 16


class Generations:
    """The two generations below the work folder.

    Attributes:
        output: The work folder.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._link = output / "published"
        self._dirty = output / "spare-is-dirty"

    @property
    def live(self) -> Path | None:
        """The generation that is public; None before the first build."""
        return self._link.resolve() if self._link.is_dir() else None

    @property
    def mark(self) -> str:
        """Tells the public generation from every other one; empty before the first build."""
        path = self._link / _MARK
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def spare(self) -> Path:
        """The generation that may be written to."""
        live = self.live
        name = _NAMES[0] if live is None or live.name == _NAMES[1] else _NAMES[1]
        return self.output / name

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the work folder for one build.

        Yields:
            Nothing; the spare generation then equals the public one.

        Raises:
            SettingsError: If another build is at work in the same folder.
        """
        self.output.mkdir(parents=True, exist_ok=True)
        with (self.output / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = f"{self.output}: another build is running here: wait for it to end"
                raise SettingsError(message) from None
            if self._dirty.exists():
                self._restore()
                self._dirty.unlink()
            yield

    def begin(self, *, afresh: bool) -> Path:
        """Begin to write.

        Args:
            afresh: Whether to begin with an empty site, not with one that equals the public one.

        Returns:
            The spare generation.
        """
        self._dirty.touch()
        if afresh:
            shutil.rmtree(self.spare / "site", ignore_errors=True)
        return self.spare

    def compare(self) -> Iterator[tuple[str, Change]]:
        """Compare a site that was made afresh with the public one, if there is one.

        A file that came out the same becomes the same file again, so that its time stays.

        Yields:
            Paths of the site in which the two differ, and how.
        """
        made, public = f"{self.spare}/site", f"{self._link}/site"
        for path in _files(made):
            new, old = f"{made}/{path}", f"{public}/{path}"
            if not os.path.isfile(old):  # noqa: PTH113  (this runs for every file of the site)
                yield path, Change.ADDED
            elif filecmp.cmp(old, new, shallow=False):
                os.unlink(new)  # noqa: PTH108
                os.link(old, new)
            else:
                yield path, Change.CHANGED
        for path in _files(public):
            if not os.path.exists(f"{made}/{path}"):  # noqa: PTH110
                yield path, Change.REMOVED

    def seal(self) -> str:
        """Mark the spare generation as one that was made to the end.

        Returns:
            The mark, to be remembered together with what was published.
        """
        mark = secrets.token_hex(_MARK_BYTES)
        (self.spare / _MARK).write_text(mark, encoding="utf-8")
        return mark

    def publish(self, changes: Iterable[str], *, clear: bool) -> None:
        """Make the spare generation public, then bring the other one level with it.

        Args:
            changes: Paths of the site in which the two generations differ.
            clear: Whether the store of the other one has to go too, since it holds what is not to
                be kept. Otherwise it lies there until the next build.
        """
        spare = self.spare
        turned = self.output / "published.new"
        turned.unlink(missing_ok=True)
        turned.symlink_to(spare.name)
        turned.rename(self._link)
        _level(f"{spare}/site", f"{self.spare}/site", changes)
        if clear:
            shutil.rmtree(self.spare / "store", ignore_errors=True)
        self._dirty.unlink()

    def abandon(self) -> None:
        """Give up what was written to the spare generation."""
        self._restore()
        self._dirty.unlink(missing_ok=True)

    def _restore(self) -> None:
        """Make the spare generation equal to the public one, whatever state it is in."""
        shutil.rmtree(self.spare / "site", ignore_errors=True)
        if self.live is not None:
            shutil.copytree(
                self.live / "site", self.spare / "site", copy_function=os.link, symlinks=True
            )


def _files(folder: str) -> Iterator[str]:
    """Paths of the files below a folder, in any order."""
    for parent, _, names in os.walk(folder):
        below = parent[len(folder) + 1 :]
        for name in names:
            yield f"{below}/{name}" if below else name


def _level(source: str, target: str, paths: Iterable[str]) -> None:
    """Make files of one folder the same files in another, whichever of them are there.

    This runs for every file that changed, so that it does without `Path`.
    """
    known: set[str] = set()
    for path in paths:
        old, new = f"{target}/{path}", f"{source}/{path}"
        folder = old.rpartition("/")[0]
        if folder not in known:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            known.add(folder)
        if _is_linked(new, old):
            continue
        with contextlib.suppress(FileNotFoundError):
            os.unlink(old)  # noqa: PTH108
        if not _is_linked(new, old):
            known.discard(folder)
            _remove_empty(folder, target)


def _is_linked(there: str, here: str) -> bool:
    """Give a file a second place, if the file is there and the place is free."""
    try:
        os.link(there, here)
    except (FileExistsError, FileNotFoundError):
        return False
    return True


def _remove_empty(folder: str, root: str) -> None:
    """Remove a folder and those above it while they are empty."""
    while folder != root:
        try:
            os.rmdir(folder)  # noqa: PTH106
        except OSError:
            return
        folder = folder.rpartition("/")[0]
