"""What a page costs its reader: bytes, jumps, and nothing asked of anybody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import window
from tests.browser.probing import probe, visit
from tests.browser.samples import ALL_KINDS, VARIETIES, Sample

# Of a § with all it loads; on the slowest mobile networks that are sold about a second.
MOST_BYTES = 60_000
PHONE = {"width": 360, "height": 800}


def count_bytes(page: Page) -> list[int]:
    """Note the bytes of every answer that a page gets, packed as they are on the way."""
    found: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: found.append(event["encodedDataLength"]))
    return found


SECTIONS = [name for name in (*ALL_KINDS, *VARIETIES) if name.partition("-")[0] == "section"]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_light(
    browser: Browser, address: str, samples: dict[str, Sample], name: str
) -> None:
    with window(browser, viewport=PHONE) as opened:
        page = opened.context.new_page()
        sizes = count_bytes(page)
        page.goto(address + samples[name].files["fi"], wait_until="networkidle")
    # Whatever stands inside the style sheet was asked of nobody.
    assert len([size for size in sizes if size]) == len(opened.asked) >= 2
    assert sum(sizes) < MOST_BYTES


@pytest.mark.parametrize("name", [*ALL_KINDS, *VARIETIES])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, address: str, samples: dict[str, Sample], name: str
) -> None:
    with window(browser, viewport=PHONE) as opened:
        page = opened.context.new_page()
        visit(page, address + samples[name].files["fi"])
        assert probe(page, "shifts") == 0
