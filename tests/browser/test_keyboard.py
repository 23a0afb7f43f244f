"""Whatever can be used can be reached with the Tab key, in order, and is seen when it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from publisher.web.page import KINDS
from tests.browser.chromium import window
from tests.browser.probing import probe, visit
from tests.browser.samples import VARIETIES, Sample

# Every kind that has the layout of the site, with its navigation.
PAGES = [*KINDS, *VARIETIES]
# A screen reader's user hears these on every page before its content.
MOST_BEFORE_CONTENT = 20
FEWEST = 8
# Where regions have to scroll; there are no other stops in a wider window.
PHONE = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, viewport=PHONE) as opened:
        yield opened.context.new_page()


def press(page: Page, key: str = "Tab") -> dict[str, Any]:
    """Press a key, and see where the keyboard is then."""
    page.keyboard.press(key)
    found: dict[str, Any] = probe(page, "focused")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_everything_once_and_in_order(
    page: Page, address: str, samples: dict[str, Sample], name: str
) -> None:
    visit(page, address + samples[name].files["fi"])
    stops = probe(page, "stops")
    assert len(stops) >= FEWEST
    assert stops[0]["skips"]
    before = next(place for place, stop in enumerate(stops) if stop["inMain"])
    assert 1 <= before <= MOST_BEFORE_CONTENT

    reached = [press(page) for _ in stops]
    assert [found["place"] for found in reached] == list(range(len(stops)))
    unseen = [
        (stops[found["place"]]["said"], found)
        for found in reached
        if not (found["outlined"] and found["seen"])
    ]
    assert unseen == []
    # There is a way back, and one out at the end.
    last = len(stops) - 1
    assert press(page, "Shift+Tab")["place"] == last - 1
    assert press(page)["place"] == last
    assert press(page)["place"] in {-1, 0}


@pytest.mark.parametrize("name", PAGES)
def test_the_first_link_leads_past_the_navigation(
    page: Page, address: str, samples: dict[str, Sample], name: str
) -> None:
    visit(page, address + samples[name].files["fi"])
    stops = probe(page, "stops")
    assert press(page)["place"] == 0
    assert press(page, "Enter")["place"] in {-1, 0}
    assert stops[press(page)["place"]]["inMain"]
