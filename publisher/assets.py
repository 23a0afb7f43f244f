"""The folders that hold no Python: what is said in tables, ontologies, shapes and templates.

A wheel takes them along inside the package (see ``force-include`` in pyproject.toml). Whoever works
in a checkout, which is also what ``pip install --editable`` uses, finds them at its top.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from publisher.errors import TableError

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


def source_systems() -> frozenset[str]:
    """The names of the source systems, each of which has a table, without importing any.

    Raises:
        TableError: If the installation is broken.
    """
    return frozenset(path.stem for path in (asset_dir("mappings") / "sources").glob("*.toml"))
