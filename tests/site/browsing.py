"""A site behind a plain file server, and a Chromium that looks at it."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Request, sync_playwright

READY = ".ask[data-ready]"
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


@contextmanager
def cold(browser: Browser, address: str, requests: list[Request]) -> Iterator[Page]:
    """A browser that has seen nothing yet; errors on its console are ours.

    Args:
        browser: In which a window opens.
        address: Of a page of queries.
        requests: What the browser asks for is added to them.

    Yields:
        The page, when its scripts are ready.
    """
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108  (no builtins)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(address)
    page.wait_for_selector(READY)
    yield page
    context.close()
    assert errors == []


class Answered(NamedTuple):
    """An example query in a browser that has seen nothing yet.

    Attributes:
        said: What the page says of the answer.
        csv: The answer.
        seconds: From opening the page to the answer, with engine and data.
        asked: The address of every request.
    """

    said: str
    csv: str
    seconds: float
    asked: list[str]


def answer_cold(browser: Browser, address: str, name: str) -> Answered:
    """Open the page of queries with an example, and run it.

    Args:
        browser: In which a window opens.
        address: Of the site, with a final slash.
        name: Of the example.
    """
    requests: list[Request] = []
    began = time.perf_counter()
    with cold(browser, f"{address}sparql.en.html#kysymys={name}", requests) as page:
        said = run(page)
        seconds = time.perf_counter() - began
        csv = csv_of(page) if page.is_visible("#csv") else ""
    return Answered(said, csv, seconds, [request.url for request in requests])


def faults_of(answered: Answered, address: str, expected: str) -> list[str]:
    """What is wrong with an answer.

    Args:
        answered: By the browser.
        address: Of the site, with a final slash: nobody else may have been asked.
        expected: What the store answers, as CSV.
    """
    faults = []
    if not answered.said.startswith("Answered by this browser. Rows: "):
        faults.append(f"the page says {answered.said!r}")
    if answered.csv != expected:
        faults.append("the browser answers otherwise than the store")
    elsewhere = [url for url in answered.asked if not url.startswith(address)]
    faults += [f"{url} was asked for" for url in elsewhere]
    loaded = [url for url in answered.asked if "/osat/" in url]
    if not loaded or not all(url.endswith(".nt.gz") for url in loaded):
        faults.append(f"these parts were loaded: {loaded}")
    return faults


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
