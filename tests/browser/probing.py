"""Pages are opened, and asked inside the browser; each question is a function in `probes/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_FOLDER = Path(__file__).parent / "probes"


def visit(page: Page, url: str) -> None:
    """Open a page, and wait for what its scripts fetch if it asks the reader for something.

    Args:
        page: Where.
        url: Of the document.
    """
    page.goto(url)
    if page.locator("main :is(form, select, textarea)").count():
        page.wait_for_load_state("networkidle")


def probe(page: Page, name: str, argument: object = None) -> Any:  # noqa: ANN401  (JSON)
    """Ask the page that is open.

    Args:
        page: Where.
        name: Of a file in `probes/`, without suffix.
        argument: Of the function in it, if it takes one.

    Returns:
        What the function returns, as Playwright brings it here.
    """
    return page.evaluate((_FOLDER / f"{name}.js").read_text("utf-8"), argument)
