"""A page that shows a document with what was read from it; for its owner's screen, not the site.

The page is one file: its style is in it, and it asks nobody for anything.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from publisher.assets import asset_dir
from publisher.web.templates import open_templates

_TEMPLATE = "explanation.html.j2"
_STYLE = "explanation.css"
_EVENTS_A_PIECE = 500


def render_explanation(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the page.

    Args:
        record: As `publisher.explaining` makes it: texts, numbers, lists and mappings, of which the
            lines of the document may come one after the other.

    Returns:
        The HTML document in pieces.
    """
    style = (asset_dir("site") / _STYLE).read_text(encoding="utf-8")
    stream = _template().stream(record, style=Markup(style))  # noqa: S704  (our own file)
    stream.enable_buffering(_EVENTS_A_PIECE)
    return stream


@functools.cache
def _template() -> Template:
    return open_templates(Environment).get_template(_TEMPLATE)
