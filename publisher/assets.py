"""The folders that hold no Python: what is said in tables, ontologies, shapes and templates.

A wheel takes them along inside the package (see ``force-include`` in pyproject.toml). Whoever works
in a checkout, which is also what ``pip install --editable`` uses, finds them at its top.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from publisher.errors import TableError

T = TypeVar("T")
Kind = Literal["mappings", "ontology", "shapes", "site"]

_HERE = Path(__file__).parent
_PLACES = (_HERE / "_data", _HERE.parent)


def asset_dir(kind: Kind) -> Path:
    """Find one of the folders, that of the wheel first.

    Args:
        kind: Its name.

    Returns:
        A folder that exists.

    Raises:
        TableError: If the installation is broken and has no such folder.
    """
    for place in _PLACES:
        if (folder := place / kind).is_dir():
            return folder
    message = f"{kind}/ is missing from the installation: install Pykälä again"
    raise TableError(message)


def read_toml(path: Path, of: type[T]) -> T:
    """Read a table in TOML.

    Args:
        path: Of a file under one of the folders.
        of: What is to come back: a struct, whose form is proven, or ``dict[str, Any]``.

    Raises:
        TableError: If the file is missing, damaged, or not of that form.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=of)
    except (OSError, ValueError) as error:
        message = _unreadable(path, error)
        raise TableError(message) from error


def read_word_list(path: Path) -> frozenset[str]:
    """Read a list of words, one a line; a line that begins with ``#`` is a remark.

    Args:
        path: Of a file under one of the folders.

    Raises:
        TableError: If the file is missing or no UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        message = _unreadable(path, error)
        raise TableError(message) from error
    return frozenset(line for line in lines if not line.startswith("#"))


def source_systems() -> frozenset[str]:
    """The names of the source systems, each of which has a table, without importing any.

    Raises:
        TableError: If the installation is broken.
    """
    return frozenset(path.stem for path in (asset_dir("mappings") / "sources").glob("*.toml"))


def _unreadable(path: Path, error: Exception) -> str:
    name = f"{path.parent.name}/{path.name}"
    return f"{name}: cannot be read ({error}): correct it, or install Pykälä again"
