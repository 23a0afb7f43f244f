"""What is found by inflected words and parts of compounds, in a browser, among the first ten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.chromium import window
from tests.search.asking import ask, ask_again
from tests.search.corpora import Corpus, Query, read_corpus

# By corpus: how many §§ and queries there are at least, and the share that is found, which only
# rises; what Pagefind finds of the words as they are typed shows what the base forms are worth.
FLOORS = {"finnish": (60, 50, 0.95), "swedish": (20, 20, 0.95)}


def share(corpus: Corpus, found: Callable[[Query], bool]) -> tuple[float, list[str]]:
    """The share of queries that find their §, and those that do not."""
    missed = [query.words for query in corpus.query if not found(query)]
    return 1 - len(missed) / len(corpus.query), missed


@pytest.mark.parametrize("name", FLOORS)
def test_inflected_words_and_parts_of_compounds_find(
    browser: Browser, address: str, name: str
) -> None:
    corpus = read_corpus(name)
    sections, queries, floor = FLOORS[name]
    assert len(corpus.section) >= sections
    assert len(corpus.query) >= queries
    assert len(corpus.unseen()) >= len(corpus.query) / 2
    with window(browser) as opened:
        page = opened.context.new_page()
        ask(page, address)

        def found(query: Query) -> bool:
            return query.finds in ask_again(page, query.words).numbers

        reached, missed = share(corpus, found)
    assert reached >= floor, missed
    assert opened.complaints == []
    assert {url.startswith(address) for url in opened.asked} == {True}


@pytest.mark.parametrize(("name", "most"), [("finnish", 0.6), ("swedish", 0.8)])
def test_without_base_forms_few_are_found(
    browser: Browser, address: str, name: str, most: float
) -> None:
    """What Pagefind finds by itself: words as they are typed, and longer ones that begin so."""
    corpus = read_corpus(name)
    with window(browser) as opened:
        page = opened.context.new_page()
        # Without words and endings, nothing that is typed has a base form.
        page.route("**/osat.json", without_words)
        page.route("**/words.*.json", lambda route: route.fulfill(json={"endings": {}, "stop": []}))
        ask(page, address)

        def found(query: Query) -> bool:
            return query.finds in ask_again(page, query.words).numbers

        reached, _ = share(corpus, found)
    assert 0 < reached < most


def without_words(route: Route) -> None:
    """Say that there are no files of words."""
    told = route.fetch().json()
    assert told["words"]
    route.fulfill(json=told | {"words": []})
