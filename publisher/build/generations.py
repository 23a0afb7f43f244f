"""Two generations of what is public, so that publishing is one atomic step.

``published`` is a symbolic link to one of two folders, ``a`` and ``b``, each with a ``site`` and a
``store``. A build writes to the spare one and then turns the link (rename(2), which is atomic).
Afterwards the other folder is brought level by hard links, so that the next build begins with a
spare that equals what is public, and the cost of a build follows what changed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.errors import SettingsError

_NAMES = ("a", "b")


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
        return self._link.resolve() if self._link.is_symlink() else None

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

    def begin(self) -> Path:
        """Begin to write.

        Returns:
            The spare generation.
        """
        self._dirty.touch()
        return self.spare

    def publish(self, changes: Iterable[str]) -> None:
        """Make the spare generation public, then bring the other one level with it.

        Args:
            changes: Paths of the site in which the two generations differ.
        """
        spare = self.spare
        turned = self.output / "published.new"
        turned.unlink(missing_ok=True)
        turned.symlink_to(spare.name)
        turned.rename(self._link)
        old = self.spare
        for path in changes:
            _level(spare / "site" / path, old / "site" / path)
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


def _level(source: Path, target: Path) -> None:
    """Make a file of one generation the same file in the other."""
    target.unlink(missing_ok=True)
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.hardlink_to(source)
        return
    for folder in target.parents:
        try:
            folder.rmdir()
        except OSError:
            return
