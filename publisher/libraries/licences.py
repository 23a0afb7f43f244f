"""What a package says of its licence, for whoever asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec


def licence(package: Path) -> str:
    """Name and version, licence and origin of a package, one a line.

    Args:
        package: Its folder.
    """
    facts: dict[str, Any] = msgspec.json.decode((package / "package.json").read_bytes())
    lines = [f"{facts['name']} {facts['version']}", facts["license"], facts["repository"]["url"]]
    return "\n".join([*lines, ""])
