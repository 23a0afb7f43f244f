"""Pagefind, which makes the index of the search and finds in it in the browser of a visitor.

npm installs its native program for this machine as an optional package, named as Node.js names
systems and processors; the scripts for the browser come out of the program with every index.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path

from publisher.lemmas.compiling import made_by
from publisher.libraries.licences import licence
from publisher.libraries.npm import package_of

_NAME = "pagefind"
_SYSTEMS = {"win32": "windows"}
_PROCESSORS = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}
_PROGRAM = "pagefind_extended"


def find_program(folder: Path) -> Path | None:
    """The program for this machine, if the version of the lock file is installed.

    Args:
        folder: The folder of libraries.
    """
    system = _SYSTEMS.get(sys.platform, sys.platform)
    processor = platform.machine().lower()
    processor = _PROCESSORS.get(processor, processor)
    package = package_of(folder, f"@{_NAME}/{system}-{processor}")
    if package is None:
        return None
    name = f"{_PROGRAM}.exe" if system == "windows" else _PROGRAM
    program = package / "bin" / name
    return program if os.access(program, os.X_OK) else None


def find_licence(folder: Path) -> str:
    """Name, version, licence and origin; empty if it is not installed."""
    package = package_of(folder, _NAME)
    return "" if package is None else licence(package)


def state_of(folder: Path) -> bytes:
    """What tells which version and which dictionaries are installed; empty without them."""
    package = package_of(folder, _NAME)
    if package is None:
        return b""
    facts = (package / "package.json").read_bytes() + made_by().encode()
    return hashlib.sha256(facts).digest()
