"""Pages keep their content on paper, in the colours of the reader, and without movement."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import window
from tests.browser.probing import probe, visit
from tests.browser.samples import ALL_KINDS, VARIETIES, Sample

_TEXT = "() => document.body.innerText"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, viewport={"width": 1280, "height": 900}) as opened:
        yield opened.context.new_page()


@pytest.fixture(params=[*ALL_KINDS, *VARIETIES])
def opened(
    request: pytest.FixtureRequest, page: Page, address: str, samples: dict[str, Sample]
) -> Page:
    """A page of every kind, in the colours of the site."""
    page.emulate_media(media="null", forced_colors="null", reduced_motion="null")
    visit(page, address + samples[request.param].files["fi"])
    return page


def letters(text: str) -> str:
    """The letters and digits of a text, whatever was done to its lines and words."""
    return re.sub(r"[\W_]", "", text)


def test_colours_of_the_reader_leave_all_text_to_be_seen(opened: Page) -> None:
    said = opened.evaluate(_TEXT)
    assert probe(opened, "invisible") == []
    opened.emulate_media(forced_colors="active")
    assert opened.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert opened.evaluate(_TEXT) == said
    assert probe(opened, "invisible") == []


def test_nothing_moves_for_whoever_asks_for_it(opened: Page) -> None:
    opened.emulate_media(reduced_motion="reduce")
    assert probe(opened, "moving") == []


def test_paper_has_the_title_and_the_content(opened: Page) -> None:
    document = pypdfium2.PdfDocument(opened.pdf(format="A4"))
    try:
        printed = letters("".join(sheet.get_textpage().get_text_range() for sheet in document))
    finally:
        document.close()
    opened.emulate_media(media="print")
    wanted = {letters(text) for text in probe(opened, "content")}
    assert len(wanted) > 5
    assert letters(opened.locator("h1").inner_text()) in printed
    assert [text for text in wanted if text not in printed] == []
