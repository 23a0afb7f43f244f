"""A page of another origin asks the endpoint in a real Chromium (Fetch, CORS protocol)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page

from tests.needs import program
from tests.serving.clients.answers import GRAPHS, QUERIES, read_graph, read_table, true_answer
from tests.site.browsing import CHROMIUM, chromium, served

DIRECT = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# How the query is sent, and whether the browser asks for leave first.
WAYS = {
    "GET": ("GET", {}, False),
    "form": ("POST", FORM, False),
    "direct": ("POST", DIRECT, True),
}
ANSWERED = ("everything", "letters", "true", "all triples")
# The browser alone can set Origin, and it alone reads what the answer lets it read.
ASK = """async ({ endpoint, query, method, headers }) => {
  const encoded = new URLSearchParams({ query }).toString();
  const direct = headers["Content-Type"] === "application/sparql-query";
  const address = method === "GET" ? `${endpoint}?${encoded}` : endpoint;
  const body = method === "GET" ? undefined : direct ? query : encoded;
  const answer = await fetch(address, { method, headers, body, cache: "no-store" });
  return {
    status: answer.status,
    mediaType: answer.headers.get("Content-Type"),
    tag: answer.headers.get("ETag"),
    text: await answer.text(),
  };
}"""


class Elsewhere(NamedTuple):
    """A page of another origin, and the preflights of what it has asked so far."""

    page: Page
    preflights: list[dict[str, Any]]

    def ask(self, endpoint: str, query: str, method: str, headers: dict[str, str]) -> Any:  # noqa: ANN401  (JSON)
        self.preflights.clear()
        told = {"endpoint": endpoint, "query": query, "method": method, "headers": headers}
        return self.page.evaluate(ASK, told)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program(str(CHROMIUM))
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page at another port, which is another origin (HTML, 7.1.1)."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "index.html").write_text("<!doctype html><title>Muualla</title>", "utf-8")
    with served(folder) as found:
        yield f"{found}index.html"


@pytest.fixture
def elsewhere(browser: Browser, address: str) -> Iterator[Elsewhere]:
    context = browser.new_context()
    page = context.new_page()
    preflights: list[dict[str, Any]] = []
    developer = context.new_cdp_session(page)
    developer.send("Network.enable")

    def note(event: dict[str, Any]) -> None:
        if event["request"]["method"] == "OPTIONS":
            preflights.append(event["request"])

    developer.on("Network.requestWillBeSent", note)
    page.goto(address)
    yield Elsewhere(page, preflights)
    context.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ANSWERED)
def test_is_answered_as_by_the_store(
    way: str, name: str, endpoint: str, elsewhere: Elsewhere, asked_store: Path
) -> None:
    method, headers, asks_first = WAYS[way]
    answer = elsewhere.ask(endpoint, QUERIES[name], method, headers)
    assert answer["status"] == 200
    expected = true_answer(asked_store, QUERIES[name])
    if name in GRAPHS:
        assert read_graph(answer["text"], ox.RdfFormat.TURTLE) == expected
    else:
        assert read_table(answer["text"], ox.QueryResultsFormat.JSON) == expected
    asked = [(each["method"], each["url"]) for each in elsewhere.preflights]
    assert asked == ([("OPTIONS", endpoint)] if asks_first else [])


@pytest.mark.parametrize("way", WAYS)
def test_the_page_reads_the_tag_and_asks_by_it(
    way: str, endpoint: str, elsewhere: Elsewhere
) -> None:
    method, headers, _ = WAYS[way]
    first = elsewhere.ask(endpoint, QUERIES["everything"], method, headers)
    assert first["mediaType"] == "application/sparql-results+json"
    assert first["tag"].startswith('W/"')
    known = {**headers, "If-None-Match": first["tag"]}
    again = elsewhere.ask(endpoint, QUERIES["everything"], method, known)
    assert (again["status"], again["text"], again["tag"]) == (304, "", first["tag"])
    assert [each["method"] for each in elsewhere.preflights] == ["OPTIONS"]


@pytest.mark.parametrize("way", WAYS)
def test_the_page_reads_what_is_wrong(way: str, endpoint: str, elsewhere: Elsewhere) -> None:
    method, headers, _ = WAYS[way]
    answer = elsewhere.ask(endpoint, "SELECT * {", method, headers)
    assert answer["status"] == 400
    assert answer["text"].startswith("the query does not parse: error at 1:")
