"""Oxigraph, which answers SPARQL in the browser of a visitor."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import msgspec

from publisher.libraries.licences import licence
from publisher.libraries.npm import package_of

_NAME = "oxigraph"
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


def find_engine(folder: Path) -> Engine | None:
    """The engine, if the version of the lock file is installed.

    Args:
        folder: The folder of libraries.
    """
    package = package_of(folder, _NAME)
    if package is None:
        return None
    return Engine(
        script=(package / _SCRIPT).read_bytes(),
        wasm=gzip.compress((package / _WASM).read_bytes(), mtime=0),
        licence=licence(package),
    )


def state_of(folder: Path) -> bytes:
    """What tells whether and which engine is installed; empty without one."""
    package = package_of(folder, _NAME)
    if package is None:
        return b""
    names = (_SCRIPT, _WASM, "package.json")
    return b"".join(hashlib.sha256((package / name).read_bytes()).digest() for name in names)
