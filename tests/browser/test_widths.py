"""Pages fit every window, from 320 pixels up, also in large letters and with long words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import window
from tests.browser.probing import probe, visit
from tests.browser.samples import ALL_KINDS, VARIETIES, Sample

WIDTHS = (320, 360, 768, 1280, 1920, 3840)
HEIGHT = 900
# 1.4.4 of WCAG 2.2: text at 200 %, which browsers have at 16 pixels.
LARGE_LETTERS = "() => { document.documentElement.style.fontSize = '32px'; }"
# Seventy-nine letters, as names of bodies and titles of matters may have them.
LONG_WORD = "Perusterveydenhuoltoyhteistoimintaliikelaitosvalmistelutoimielinpuheenjohtajuus"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser) as opened:
        yield opened.context.new_page()


def problems(page: Page) -> list[str]:
    """What cannot be seen of the page that is open."""
    found: dict[str, Any] = probe(page, "overflow")
    assert found["seen"] > 10
    return list(found["problems"])


def open_at(page: Page, url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    visit(page, url)


@pytest.mark.parametrize("name", [*ALL_KINDS, *VARIETIES])
def test_pages_fit_every_window(
    page: Page, address: str, samples: dict[str, Sample], name: str
) -> None:
    found = {}
    for language, file in samples[name].files.items():
        open_at(page, address + file, WIDTHS[0])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found[language, width] = problems(page)
    assert len(found) in {len(WIDTHS), 3 * len(WIDTHS)}
    assert {where: each for where, each in found.items() if each} == {}


@pytest.mark.parametrize("name", [*ALL_KINDS, *VARIETIES])
def test_letters_of_twice_the_size_fit_as_well(
    page: Page, address: str, samples: dict[str, Sample], name: str
) -> None:
    open_at(page, address + samples[name].files["fi"], 1280)
    page.evaluate(LARGE_LETTERS)
    assert page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)") >= 32
    assert problems(page) == []


@pytest.mark.parametrize("name", [*ALL_KINDS, *VARIETIES])
def test_long_words_are_broken(
    page: Page, address: str, samples: dict[str, Sample], name: str
) -> None:
    open_at(page, address + samples[name].files["fi"], WIDTHS[0])
    assert probe(page, "long_words", LONG_WORD) > 2
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert problems(page) == [], width
