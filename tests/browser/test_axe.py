"""No violation of WCAG 2.0, 2.1 and 2.2, A and AA, that axe-core can find."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.chromium import window
from tests.browser.probing import probe, visit
from tests.browser.samples import ALL_KINDS, VARIETIES, Sample
from tests.site.building import LANGUAGES

# Of WCAG alone: what else axe-core would advise is no requirement.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
EVERYTHING = {"type": "tag", "values": TAGS}
# The document is the same in every view; these rules look at its colours and its places.
COLOURS = {"type": "rule", "values": ("color-contrast", "link-in-text-block")}
PLACES = {"type": "rule", "values": ("target-size", "scrollable-region-focusable")}
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 800}
VIEWS = (
    ("light", DESKTOP, EVERYTHING),
    ("light", PHONE, PLACES),
    ("dark", DESKTOP, COLOURS),
)
# Rules that find something to look at on the barest page.
_FEWEST_PASSED = {"tag": 8, "rule": 1}


def violations(page: Page, rules: dict[str, Any]) -> list[tuple[str, ...]]:
    """What axe-core finds on the page that is open, in its theme and at its size."""
    found: dict[str, Any] = probe(page, "violations", rules)
    assert found["passed"] >= _FEWEST_PASSED[rules["type"]]
    return [tuple(each) for each in found["violations"]]


def test_every_kind_of_page_has_a_sample(samples: dict[str, Sample]) -> None:
    assert samples.keys() == {*ALL_KINDS, *VARIETIES}
    one_language = {name for name, sample in samples.items() if set(sample.files) == {"fi"}}
    assert one_language <= {"missing", "vocabulary"}
    assert all(
        set(sample.files) == set(LANGUAGES)
        for name, sample in samples.items()
        if name not in one_language
    )


def test_the_rules_know_the_newest_guidelines(browser: Browser, address: str) -> None:
    with window(browser) as opened:
        page = opened.context.new_page()
        page.goto(address)
        page.evaluate(AXE_SCRIPT)
        rules = page.evaluate("() => axe.getRules(['wcag22aa']).map(rule => rule.ruleId)")
    assert "target-size" in rules


@pytest.mark.parametrize("name", [*ALL_KINDS, *VARIETIES])
def test_pages_keep_to_the_guidelines(
    browser: Browser, address: str, samples: dict[str, Sample], name: str
) -> None:
    found = {}
    with window(browser) as opened:
        page = opened.context.new_page()
        for language, file in samples[name].files.items():
            visit(page, address + file)
            page.evaluate(AXE_SCRIPT)
            for theme, size, rules in VIEWS:
                page.set_viewport_size(size)  # type: ignore[arg-type]
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                found[language, theme, size["width"]] = violations(page, rules)
    assert len(found) == len(VIEWS) * len(samples[name].files)
    assert {where: each for where, each in found.items() if each} == {}
