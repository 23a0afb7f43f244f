"""The page of the search in a browser: limits, addresses, rows, and what it asks of others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import window
from tests.build.corpora import TOWN, Folder
from tests.search.asking import ask, ask_again, read
from tests.search.corpora import read_corpus

BOARD, SCHOOLS = f"{TOWN}/kaupunginhallitus", f"{TOWN}/sivistyslautakunta"


def test_nothing_is_loaded_before_there_is_a_question(browser: Browser, address: str) -> None:
    with window(browser) as opened:
        page = opened.context.new_page()
        answer = ask(page, address)
        assert answer.told == ""
        assert page.is_visible("#ohje")
        assert not [url for url in opened.asked if "pagefind" in url or "osat" in url]
        examples = [each.inner_text() for each in page.locator("#ohje a").all()]
        assert len(examples) == 3
        for example in examples:
            assert ask(page, address, q=example).numbers


def test_a_row_leads_to_the_section_in_the_language_of_the_page(
    browser: Browser, address: str
) -> None:
    with window(browser) as opened:
        page = opened.context.new_page()
        for ending, day, outcome in (
            ("", "19.2.2026", "Hyväksytty"),
            (".sv", "2026-02-19", "Godkänt"),
            (".en", "19 February 2026", "Approved"),
        ):
            page.goto(f"{address}haku{ending}.html?q=asemakaavojen+puistokadulla")
            answer = read(page)
            assert answer.numbers == [1]
            href = f"{address}eli/dl/{TOWN}/kaupunginhallitus/2026/1{ending}.html"
            assert answer.hrefs == [href]
            assert page.locator(".found mark").first.inner_text() == "Puistokadun"
            for shown in (day, outcome, "§ 1"):
                assert shown in answer.rows[0]
            page.click(".found .what a")
            assert page.url == href


def test_limits_leave_what_they_say(browser: Browser, address: str) -> None:
    limits = {
        "organisaatio": (TOWN, "hirvisuon-hyvinvointialue"),
        "toimielin": (BOARD, SCHOOLS),
        "vuosi": ("2026", "2025"),
        "tulos": ("hyvaksytty", "hylatty"),
    }
    with window(browser) as opened:
        page = opened.context.new_page()
        for name, (right, wrong) in limits.items():
            assert ask(page, address, q="sopimus", **{name: right}).numbers, name
            # What is not offered is not taken from an address either.
            left = ask(page, address, q="sopimus", **{name: wrong})
            assert bool(left.numbers) is (page.input_value(f"#{name}") == ""), name
        assert ask(page, address, q="skolskjuts").numbers == [102]
        assert ask(page, address, q="skolskjuts", toimielin=SCHOOLS).numbers == [102]
        assert ask(page, address, q="skolskjuts", toimielin=BOARD).told.startswith("Ei osumia")


def test_the_address_says_what_is_asked_and_back_goes_back(browser: Browser, address: str) -> None:
    with window(browser) as opened:
        page = opened.context.new_page()
        first = ask(page, address, q="liukumäki")
        second = ask_again(page, "hulevesi")
        assert "q=hulevesi" in page.url
        page.select_option("#toimielin", BOARD)
        third = read(page)
        assert f"toimielin={TOWN}%2Fkaupunginhallitus" in page.url
        assert first.numbers == [10]
        assert second.numbers == third.numbers == [11]
        page.go_back()
        assert page.input_value("#toimielin") == ""
        assert read(page) == second
        page.go_back()
        assert (page.input_value("#q"), read(page)) == ("liukumäki", first)


def test_every_page_has_a_field_that_leads_here(browser: Browser, address: str) -> None:
    with window(browser, java_script_enabled=False) as opened:
        page = opened.context.new_page()
        page.goto(f"{address}eli/dl/{TOWN}/kaupunginhallitus/2026/1.html")
        page.fill("#hakusana", "hulevesien johtaminen")
        page.press("#hakusana", "Enter")
        assert page.url == f"{address}haku.html?q=hulevesien+johtaminen"
        assert "JavaScript" in page.inner_text("noscript")
        page.click("noscript a")
        assert page.url == f"{address}{TOWN}.html"
        page.click("main a.more >> nth=0")
        assert page.url == f"{address}haku.html?organisaatio={TOWN}"


def test_more_rows_come_when_they_are_asked_for(browser: Browser, address: str) -> None:
    corpus = read_corpus("finnish")
    with window(browser) as opened:
        page = opened.context.new_page()
        answer = ask(page, address, q="kaupunginjohtaja")
        assert answer.told == f"{len(corpus.section)} pykälää"
        seen = answer.numbers
        assert len(seen) == 10
        while page.is_visible("#lisaa"):
            page.click("#lisaa")
            page.wait_for_selector(f".found > li:nth-child({len(seen) + 1})")
            assert page.evaluate("() => document.activeElement.closest('li') !== null")
            seen = read(page).numbers
        assert sorted(seen) == [section.number for section in corpus.section]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Hulevesien!", 11),
        ("liukumaki", 10),
        ("3/00.01.02/2026", 3),
        ("nuorisovaltuuston jäsenet ja koulut", 15),
        ("aanestys", None),
        ("<img src=x>", None),
        ("x", None),
        ("xqkaavaqx", None),
    ],
)
def test_whatever_is_typed_is_a_question(
    browser: Browser, address: str, typed: str, number: int | None
) -> None:
    with window(browser) as opened:
        page = opened.context.new_page()
        numbers = ask(page, address, q=typed).numbers
    assert numbers[:1] == ([] if number is None else [number])


def test_from_a_disk_it_says_that_it_takes_a_server(browser: Browser, folder: Folder) -> None:
    """Browsers load no modules from a disk, so that the page itself has to say so."""
    page_file = (folder.output / "published" / "site" / "haku.html").resolve()
    page = browser.new_page()
    try:
        answer = ask(page, f"{page_file.parent.as_uri()}/", q="kaava")
        assert "verkkopalvelimelta" in answer.told
        assert answer.numbers == []
    finally:
        page.close()
