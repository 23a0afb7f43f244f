"""Libraries that npm installs.

`site/browser/package-lock.json` pins each with the hash of its archive, which npm verifies. Nothing
of them stands in this repository, and no script of theirs is run.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from publisher.assets import asset_dir
from publisher.errors import SettingsError

PACKAGES = ("package.json", "package-lock.json")


def install(folder: Path) -> bool:
    """Install the libraries of the lock file, unless they are there.

    Args:
        folder: Where to; what else is in it is not touched.

    Returns:
        Whether there was anything to do.

    Raises:
        SettingsError: If there is no npm, or it fails; with what it says.
    """
    if is_installed(folder):
        return False
    npm = shutil.which("npm")
    if npm is None:
        message = (
            "there is no npm on this machine: install npm (it comes with Node.js), run "
            "`pykala libraries` again"
        )
        raise SettingsError(message)
    folder.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        shutil.copyfile(_ours(name), folder / name)
    done = subprocess.run(  # noqa: S603  (the arguments are ours)
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        message = f"npm could not install the libraries: {done.stderr.strip()}"
        raise SettingsError(message)
    return True


def is_installed(folder: Path) -> bool:
    """Whether npm came to its end with our lock file; it writes its own note of that last."""
    note = folder / "node_modules" / ".package-lock.json"
    lock = folder / "package-lock.json"
    return (
        note.is_file()
        and lock.is_file()
        and lock.read_bytes() == _ours("package-lock.json").read_bytes()
    )


def package_of(folder: Path, name: str) -> Path | None:
    """The folder of a package; None if it is not installed."""
    package = folder / "node_modules" / name
    return package if is_installed(folder) and package.is_dir() else None


def _ours(name: str) -> Path:
    return asset_dir("site") / "browser" / name
