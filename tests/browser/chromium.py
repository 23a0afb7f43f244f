"""Chromium, shut off from every host but this machine, and a record of what it asks and says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, sync_playwright

from tests.site.building import TODAY

LOOPBACK = "127.0.0.1"

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name is looked up for anybody: a page that asks another host gets nothing.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}",
)
# What a browser says of a page that is not as it should be.
_COMPLAINTS = ("error", "warning")
# It says so of a page that was opened and is gone, which the page then tells in its own words.
_GONE = "Failed to load resource: the server responded with a status of 410"


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Run the browser for as long as it is needed.

    Args:
        path: Of the program.

    Yields:
        The browser, which keeps everything in a folder of its own and deletes it.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Window:
    """A browser with an empty memory, and what happened in it.

    Attributes:
        context: The window; pages are opened in it.
        asked: The address of every request.
        complaints: What the console said at the level of a warning or an error, and what scripts
            did not catch.
    """

    context: BrowserContext
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._note_request)
        self.context.on("console", self._note_message)
        self.context.on("weberror", lambda each: self.complaints.append(str(each.error)))

    def _note_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        about = message.location["url"]
        opened = message.page is not None and message.page.url == about
        if message.type in _COMPLAINTS and not (opened and message.text.startswith(_GONE)):
            self.complaints.append(f"{about}: {message.text}")

    @property
    def elsewhere(self) -> list[str]:
        """The addresses that were asked for and are not of this machine."""
        return [url for url in self.asked if urlsplit(url).hostname not in {LOOPBACK, None}]


@contextmanager
def window(browser: Browser, **options: Any) -> Iterator[Window]:  # noqa: ANN401  (Playwright's)
    """Open a window on the day of the demo, and insist that all went well.

    It must have asked nobody else, and its console must have had nothing to say.

    Args:
        browser: In which it opens.
        **options: Of Playwright's `Browser.new_context`.

    Yields:
        The window.
    """
    context = browser.new_context(**options)
    context.clock.set_fixed_time(TODAY)
    try:
        opened = Window(context)
        yield opened
    finally:
        context.close()
    assert opened.asked, "no page was opened"
    assert not opened.elsewhere, f"asked of others: {opened.elsewhere}"
    assert not opened.complaints, f"said by the console: {opened.complaints}"
