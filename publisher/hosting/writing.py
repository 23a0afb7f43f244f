"""Configurations from templates: `site/hosting/` has a folder for each kind of web server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publisher.assets import asset_dir
from publisher.hosting.facts import facts
from publisher.settings import Settings

Server = Literal["nginx", "apache", "caddy", "edge", "plain"]
SERVERS: tuple[Server, ...] = get_args(Server)

_TEMPLATE = ".j2"


def write_hosting(
    settings: Settings, server: Server, folder: Path, root: Path | None
) -> list[Path]:
    """Write the configuration of a web server.

    Args:
        settings: Of the site.
        server: Its kind.
        folder: Where to write; made where it is missing. What is there under the same name is
            replaced.
        root: The folder that the web server shows at ``/``; None for that of the published site.

    Returns:
        The files written, by name. The same settings give the same bytes.

    Raises:
        SettingsError: If the settings hold what a configuration could misread.
    """
    return write_templates(server, folder, facts(settings, root))


def write_templates(kind: str, folder: Path, site: object) -> list[Path]:
    """Fill the templates of one kind of configuration.

    Args:
        kind: The name of their folder.
        folder: Where to write; made where it is missing.
        site: What they are filled with.

    Returns:
        The files written, by name.
    """
    templates = asset_dir("site") / "hosting" / kind
    environment = _environment(templates)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(templates.glob(f"*{_TEMPLATE}")):
        target = folder / source.name.removesuffix(_TEMPLATE)
        text = environment.get_template(source.name).render(site=site, folder=folder.absolute())
        target.write_text(text, encoding="utf-8", newline="\n")
        written.append(target)
    return written


def _environment(templates: Path) -> Environment:
    """Templates of configurations: nothing in them is HTML, and every value is quoted by them."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"quoted": _quoted, "raw": _raw, "script": _script}
    return environment


def _quoted(value: str) -> str:
    """A value between double quotes, as nginx and Apache read them."""
    return '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"'


def _raw(pattern: str) -> str:
    """A pattern between double quotes, as mod_rewrite reads it: nothing in it can be escaped."""
    return '"' + pattern.replace('"', r"\x22") + '"'


def _script(value: object) -> str:
    """A value as JavaScript and JSON write it."""
    return json.dumps(value, ensure_ascii=False)
