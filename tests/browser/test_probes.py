"""What the other tests of this folder ask of pages finds what is wrong with a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.chromium import LOOPBACK, window
from tests.browser.probing import probe

LONG = "pöytäkirjantarkastajanvalintamenettely"


# Of a page that no server has.
ADDRESS = f"http://{LOOPBACK}:9/"


def open_page(page: Page, body: str) -> None:
    """Open a page of our own."""
    page.unroute_all()
    html = f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,><main>{body}</main>"
    page.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(ADDRESS)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, viewport={"width": 320, "height": 600}) as opened:
        yield opened.context.new_page()


WIDE, BLOCK, CUT = "leaves the window", "leaves its block", "is cut off"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"<p>{LONG}{LONG}", WIDE),
        (f"<p style='width: 3rem'>{LONG}", BLOCK),
        (f"<p style='overflow: hidden'><span>{LONG}{LONG}</span>", CUT),
        (f"<p style='overflow: clip'><b style='display: block; width: 99rem'>{LONG} {LONG}", CUT),
        (f"<div style='overflow: auto'><p style='width: 99rem'>{LONG} {LONG}", None),
        (f"<div style='overflow: auto'><p style='width: 3rem'>{LONG}", BLOCK),
        (f"<pre style='overflow: auto'><code>{LONG} {LONG}", None),
        (f"<p style='overflow-wrap: anywhere'>{LONG}{LONG}", None),
        ("<p style='clip-path: inset(50%); position: absolute; width: 1px'>kuultavaksi", None),
    ],
)
def test_finds_text_that_cannot_be_seen_whole(page: Page, body: str, found: str | None) -> None:
    open_page(page, body)
    kinds = {each.partition(":")[0] for each in probe(page, "overflow")["problems"]}
    assert {each for each in kinds if not each.startswith("the page is")} == ({found} - {None})


def test_finds_a_page_that_is_wider_than_its_window(page: Page) -> None:
    open_page(page, "<div style='width: 999px; height: 1px'></div>")
    assert probe(page, "overflow")["problems"] == ["the page is 1007 wide"]


def test_finds_text_in_the_colour_of_its_ground(page: Page) -> None:
    open_page(page, "<p style='background: white; color: white'>valkoinen</p><p>musta</p>")
    assert probe(page, "invisible") == ["valkoinen"]


def test_finds_what_moves(page: Page) -> None:
    open_page(page, "<p style='transition: color 1s'>hidas</p><p>nopea</p>")
    assert probe(page, "moving") == ["P"]
    open_page(page, "<style>p::after { content: ''; animation: a 1s } @keyframes a {}</style><p>x")
    assert probe(page, "moving") == ["P"]


def test_finds_what_is_pushed_away(page: Page) -> None:
    open_page(page, "<div id=late></div><p>luettavana</p>")
    page.wait_for_timeout(100)
    page.evaluate("() => { document.getElementById('late').style.height = '200px'; }")
    assert probe(page, "shifts") > 0


def test_finds_stops_in_their_order_and_what_shows_none(page: Page) -> None:
    scroller = "<div style='overflow: auto; width: 2rem'><p style='width: 9rem'>leveä</p></div>"
    open_page(
        page,
        f"<a href='#'>yksi</a><a>ei</a>{scroller}<button hidden>ei</button>"
        "<button style='outline: none'>kaksi</button>"
        "<input type=radio name=a><input type=radio name=a checked>",
    )
    stops = probe(page, "stops")
    assert [each["said"].split()[0] for each in stops] == ["a", "div", "button", "input"]
    found = []
    for _ in stops:
        page.keyboard.press("Tab")
        found.append(probe(page, "focused"))
    assert [each["place"] for each in found] == [0, 1, 2, 3]
    assert [each["outlined"] for each in found][2] is False
    assert all(each["seen"] for each in found)


def test_finds_a_stop_that_something_lies_upon(page: Page) -> None:
    cover = "<div style='position: fixed; inset: 0; background: white'></div>"
    open_page(page, f"<a href='#'>alla</a>{cover}")
    probe(page, "stops")
    page.keyboard.press("Tab")
    assert probe(page, "focused")["seen"] is False


def test_leaves_out_of_the_content_what_is_not_shown(page: Page) -> None:
    open_page(page, "<p>näkyy</p><p hidden>piilossa</p><p class=visually-hidden>kuultava</p>")
    assert probe(page, "content") == ["näkyy"]
    assert probe(page, "seen") == {"shown": ["näkyy", "kuultava"], "hidden": ["piilossa"]}


def test_finds_what_breaks_the_guidelines(page: Page) -> None:
    open_page(page, "<img src='data:,'><p style='color: #ccc'>haalea")
    page.evaluate(AXE_SCRIPT)
    for kind, values in (("tag", ["wcag2a", "wcag2aa"]), ("rule", ["image-alt", "color-contrast"])):
        found = probe(page, "violations", {"type": kind, "values": values})["violations"]
        assert {"image-alt", "color-contrast"} <= {rule for rule, *_ in found}


def test_a_window_notices_requests_to_others_and_what_the_console_says(browser: Browser) -> None:
    with pytest.raises(AssertionError, match="asked of others"), window(browser) as opened:
        open_page(opened.context.new_page(), "<img alt='' src='https://data.example.fi/x.png'>")
    with pytest.raises(AssertionError, match=r"console: .*vika"), window(browser) as opened:
        open_page(opened.context.new_page(), "<script>console.error('vika')</script>")
    with pytest.raises(AssertionError, match=r"console: .*poikkeus"), window(browser) as opened:
        open_page(opened.context.new_page(), "<script>throw new Error('poikkeus')</script>")
