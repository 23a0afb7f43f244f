"""Where templates come from, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from publisher.assets import asset_dir
from publisher.web.static import StaticFiles

AnyEnvironment = TypeVar("AnyEnvironment", bound=Environment)
FOLDER = "templates"

# As Jinja reads it by the settings below: blanks before a tag that begins a line, and the end of a
# line after it, are no part of the page.
_PART = re.compile(r'(?m:^[ \t]+)?\{% include "(?P<name>[a-z_]+\.html\.j2)" %\}\n?')
# What is a sign of HTML and not text.
_SIGNS = re.compile("[&<>\"']")


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
        return change(_with_parts((folder / name).read_text(encoding="utf-8"), folder))

    if compiled is not None:
        compiled.mkdir(parents=True, exist_ok=True)
    environment = kind(
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["asset"] = StaticFiles().asset
    return environment


def _with_parts(source: str, folder: Path) -> str:
    """A template with those that it includes in their places.

    Jinja makes a context of its own for each at every call, which took a tenth of the time of a
    page. As there, of lines with nothing but a tag not even the line stays.
    """
    return _PART.sub(
        lambda found: _with_parts(
            (folder / found["name"]).read_text(encoding="utf-8").removesuffix("\n"), folder
        ),
        source,
    )


class _CodeGenerator(CodeGenerator):
    """Compiles templates that escape each value as text.

    Jinja's own make a `Markup` of each, although all are joined at once: that took a fifth of the
    time of a page.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        self.write("environment.escaped(")


class PageEnvironment(Environment):
    """Templates in which everything is escaped that is not `Markup`, without exception."""

    code_generator_class = _CodeGenerator

    @staticmethod
    def escaped(value: object) -> str:
        """A value as HTML text."""
        if type(value) is str and not _SIGNS.search(value):
            return value
        return value if type(value) is Markup else escape(value)
