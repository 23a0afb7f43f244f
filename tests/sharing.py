"""What the builds of tests share: compiled templates and drawn cards, a third of a small build.

Both follow from our own files alone, are known by digests of these, and may be deleted at any time,
so that no build can tell who made them.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

_SHARED = ("templates", "cards")


def lend(output: Path) -> None:
    """Put what is shared into a work folder, unless it has some of its own."""
    for name in _SHARED:
        if (_kept() / name).exists() and not (output / name).exists():
            shutil.copytree(_kept() / name, output / name)


def keep(output: Path) -> None:
    """Share what a build has made, for later ones of this process."""
    for name in _SHARED:
        if (output / name).exists() and not (_kept() / name).exists():
            shutil.copytree(output / name, _kept() / name)


@functools.cache
def _kept() -> Path:
    folder = tempfile.mkdtemp(prefix="pykala-shared-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
