"""Reading works without JavaScript: the content is there, and every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import LOOPBACK, window
from tests.browser.probing import probe, visit
from tests.browser.samples import ALL_KINDS, VARIETIES, WITHDRAWN, Sample

FEW_WORDS = 2
_LINKS = "() => [...document.querySelectorAll('a[href]')].map(each => each.href)"


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    with window(browser, java_script_enabled=False) as opened:
        yield opened.context.new_page()


@pytest.fixture(scope="module")
def scripted(browser: Browser) -> Iterator[Page]:
    with window(browser) as opened:
        yield opened.context.new_page()


def tells(text: str, *, of: str) -> bool:
    """Whether a text has all words of another one in their order, perhaps with more in between."""
    words = iter(text.split())
    wanted = of.split()
    return text == of or (len(wanted) > FEW_WORDS and all(word in words for word in wanted))


@pytest.mark.parametrize("name", [*ALL_KINDS, *VARIETIES])
def test_whatever_is_read_is_read_without_scripts(
    plain: Page, scripted: Page, address: str, samples: dict[str, Sample], name: str
) -> None:
    for page in (plain, scripted):
        visit(page, address + samples[name].files["fi"])
    without, with_them = (probe(page, "seen") for page in (plain, scripted))
    said, also_said = without["shown"], with_them["shown"]
    assert len(said) > 3
    # What scripts show may stand there hidden, but is not what the page is read for.
    known = [*said, *without["hidden"]]
    assert sum(map(len, without["hidden"])) < sum(map(len, said))
    assert [text for text in also_said if not any(tells(text, of=each) for each in known)] == []
    assert [text for text in said if not any(tells(each, of=text) for each in also_said)] == []


def test_scripts_are_really_off(plain: Page, address: str) -> None:
    plain.goto(address)
    plain.evaluate("() => document.body.setAttribute('onclick', 'this.id = \"ran\"')")
    plain.locator("body").click(position={"x": 1, "y": 1})
    assert plain.locator("#ran").count() == 0


def test_every_link_leads_somewhere_without_scripts(
    plain: Page, address: str, samples: dict[str, Sample]
) -> None:
    links = set()
    for sample in samples.values():
        visit(plain, address + sample.files["fi"])
        links |= {urldefrag(link)[0] for link in plain.evaluate(_LINKS)}
    ours = sorted(link for link in links if urlsplit(link).hostname == LOOPBACK)
    assert len(ours) > 150
    answers = {link: plain.request.head(link).status for link in ours}
    gone = {link for link, status in answers.items() if status == HTTPStatus.GONE}
    assert {link for link in ours if WITHDRAWN in link} == gone
    assert {link: status for link, status in answers.items() if status != HTTPStatus.OK} == (
        dict.fromkeys(gone, HTTPStatus.GONE)
    )
