"""Programs of the machine that some tests need, and what becomes of a test without them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from publisher.libraries import can_search

# Set where everything has been installed, so that a test which cannot run is a failure there.
MUST_RUN = "PYKALA_TESTS_MUST_RUN"


def program(name: str, folders: str | None = None) -> str:
    """Find a program of this machine.

    Args:
        name: As a shell knows it.
        folders: Where to look, parted as in ``PATH``; there, if none are given.

    Returns:
        Its path. Without the program the test is skipped, or fails where `MUST_RUN` is set.
    """
    found = shutil.which(name, path=folders)
    if found is None:
        reason = f"there is no {name} on this machine: install it, and this test runs"
        (pytest.fail if os.environ.get(MUST_RUN) else pytest.skip)(reason)
    return found


def libraries() -> Path:
    """Find what `pykala libraries` installs for the demo.

    Returns:
        Its folder. Without it the test is skipped, or fails where `MUST_RUN` is set.
    """
    found = Path(__file__).parents[1] / "var" / "demo" / "libraries"
    if not can_search(found):
        reason = "the libraries are not installed: make libraries, and this test runs"
        (pytest.fail if os.environ.get(MUST_RUN) else pytest.skip)(reason)
    return found


def with_libraries() -> dict[str, str]:
    """What to replace in the settings of the demo, and by what, so that they name the libraries.

    Skips, or fails, as `libraries` does.
    """
    return {"output = ": f'libraries = "{libraries()}"\noutput = '}
