"""A site behind a plain file server, and a Chromium that looks at it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SECONDS = 60


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve files and nothing else, as plain hosting does.

    Yields:
        The address of the folder, with a final slash.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
                *("--disable-background-networking", "--disable-component-update"),
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


def run(page: Page) -> str:
    """Run the query of the page.

    Returns:
        What the page says of the answer; of an error, its text.
    """
    page.click("#aja")
    page.wait_for_selector("#aja:not([disabled])", timeout=SECONDS * 1000)
    if page.is_visible("#virhe"):
        return page.inner_text("#virhe")
    return page.inner_text("#tila")


def csv_of(page: Page) -> str:
    """The CSV that the page offers."""
    with page.expect_download() as begun:
        page.click("#csv")
    return Path(begun.value.path()).read_bytes().decode()
