"""Asking the page of the search, as a visitor does."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Page

DONE = "#lomake[data-state=done]"


class Answer(NamedTuple):
    """What the page shows.

    Attributes:
        told: What its status says.
        hrefs: Where the rows lead, as the link says it.
        rows: Their texts.
    """

    told: str
    hrefs: list[str]
    rows: list[str]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the §§ that are shown."""
        stems = (href.rsplit("/", 1)[1] for href in self.hrefs)
        return [int(stem.partition(".")[0]) for stem in stems]


def read(page: Page) -> Answer:
    """What the page shows once the question is answered."""
    page.wait_for_selector(DONE, state="attached")
    links = page.locator(".found .what a").all()
    rows = page.locator(".found > li").all()
    return Answer(
        page.inner_text("#tila"),
        [str(link.get_attribute("href")) for link in links],
        [" ".join(row.inner_text().split()) for row in rows],
    )


def ask(page: Page, address: str, **query: str) -> Answer:
    """Open the page with a question in its address, and wait for the answer."""
    page.goto(f"{address}haku.html?{urlencode(query)}")
    return read(page)


def ask_again(page: Page, words: str) -> Answer:
    """Type another question into the page that is open."""
    page.fill("#q", words)
    page.press("#q", "Enter")
    return read(page)
