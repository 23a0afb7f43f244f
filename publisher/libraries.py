"""The libraries that pages run in the browser: installed by npm, and found by builds.

`site/browser/package-lock.json` pins each with the hash of its archive, which npm verifies. Nothing
of them stands in this repository, and no script of theirs is run. A build without them succeeds.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec

from publisher.assets import asset_dir
from publisher.errors import SettingsError

PACKAGES = ("package.json", "package-lock.json")
ADVICE = "install npm (it comes with Node.js), run `pykala libraries`"

_ENGINE = "oxigraph"
_SCRIPT, _WASM = "web.js", "web_bg.wasm"


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """Oxigraph for the browser.

    Attributes:
        script: Its module.
        wasm: The program, packed with gzip: hosts differ in whether they would.
        licence: Name, version, licence and origin, for whoever asks.
    """

    script: bytes
    wasm: bytes
    licence: str


def install(folder: Path) -> bool:
    """Install the libraries of the lock file, unless they are there.

    Args:
        folder: Where to; what else is in it is not touched.

    Returns:
        Whether there was anything to do.

    Raises:
        SettingsError: If there is no npm, or it fails; with what it says.
    """
    if _is_installed(folder):
        return False
    npm = shutil.which("npm")
    if npm is None:
        message = f"there is no npm on this machine: {ADVICE} again"
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


def find_engine(folder: Path) -> Engine | None:
    """The engine, if the version of the lock file is installed.

    Args:
        folder: That `install` wrote to.
    """
    if not _is_installed(folder):
        return None
    package = folder / "node_modules" / _ENGINE
    facts: dict[str, Any] = msgspec.json.decode((package / "package.json").read_bytes())
    lines = [f"{facts['name']} {facts['version']}", facts["license"], facts["repository"]["url"]]
    return Engine(
        script=(package / _SCRIPT).read_bytes(),
        wasm=gzip.compress((package / _WASM).read_bytes(), mtime=0),
        licence="\n".join([*lines, ""]),
    )


def missing_from(folder: Path) -> list[str]:
    """What pages have to do without, and what to do; empty if all is installed."""
    if _is_installed(folder):
        return []
    return [f"queries in the browser, whose libraries are missing: {ADVICE}, then build again"]


def state_of(folder: Path) -> bytes:
    """What tells whether and which libraries are installed, for the fingerprint of a build."""
    if not _is_installed(folder):
        return b""
    package = folder / "node_modules" / _ENGINE
    names = (_SCRIPT, _WASM, "package.json")
    return b"".join(hashlib.sha256((package / name).read_bytes()).digest() for name in names)


def _is_installed(folder: Path) -> bool:
    """Whether npm came to its end with our lock file; it writes its own note of that last."""
    note = folder / "node_modules" / ".package-lock.json"
    lock = folder / "package-lock.json"
    return (
        note.is_file()
        and lock.is_file()
        and lock.read_bytes() == _ours("package-lock.json").read_bytes()
    )


def _ours(name: str) -> Path:
    return asset_dir("site") / "browser" / name
