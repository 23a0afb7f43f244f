"""Where templates come from, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined

from publisher.assets import asset_dir

AnyEnvironment = TypeVar("AnyEnvironment", bound=Environment)
FOLDER = "templates"


def open_templates(
    kind: type[AnyEnvironment],
    change: Callable[[str], str] = str,
    compiled: Path | None = None,
) -> AnyEnvironment:
    """Open `site/templates/`.

    Args:
        kind: What is to hold them.
        change: What is done to the source of a template before it is compiled.
        compiled: A folder of compiled templates, for nobody else; made where it is missing. Whoever
            gives it removes it when ``kind`` compiles otherwise: a template whose source changed is
            compiled again, and no other one.

    Returns:
        Templates that escape every value, and in which an unknown name is an error.

    Raises:
        TableError: If the installation is broken.
    """
    folder = asset_dir("site") / FOLDER

    def load(name: str) -> str:
        return change((folder / name).read_text(encoding="utf-8"))

    if compiled is not None:
        compiled.mkdir(parents=True, exist_ok=True)
    return kind(
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
