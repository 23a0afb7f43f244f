"""Where the declarative folders are, in an installed wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["ontology", "mappings", "shapes", "site"]

_PACKAGE = Path(__file__).parent


def asset_dir(kind: Kind) -> Path:
    """Find a declarative folder.

    An installed wheel carries the folders as ``publisher/_data``; in a checkout (also an editable
    install) they stand beside the package.

    Args:
        kind: The folder's name.

    Returns:
        The folder; it exists in every complete installation.
    """
    packaged = _PACKAGE / "_data" / kind
    return packaged if packaged.is_dir() else _PACKAGE.parent / kind
