"""Where templates come from, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jinja2 import Environment, FunctionLoader, StrictUndefined

from publisher.assets import asset_dir

AnyEnvironment = TypeVar("AnyEnvironment", bound=Environment)
FOLDER = "templates"


def open_templates(
    kind: type[AnyEnvironment], change: Callable[[str], str] = str
) -> AnyEnvironment:
    """Open `site/templates/`.

    Args:
        kind: What is to hold them.
        change: What is done to the source of a template before it is compiled.

    Returns:
        Templates that escape every value, and in which an unknown name is an error.

    Raises:
        TableError: If the installation is broken.
    """
    folder = asset_dir("site") / FOLDER

    def load(name: str) -> str:
        return change((folder / name).read_text(encoding="utf-8"))

    return kind(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
