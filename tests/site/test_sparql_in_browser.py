"""The page of queries in a real Chromium: with plain hosting, and where there is an endpoint."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Request

from publisher.examples.reading import read_examples
from publisher.serving.app import Application
from tests.site.browsing import (
    CHROMIUM,
    answer_cold,
    chromium,
    cold,
    csv_of,
    faults_of,
    run,
    served,
)
from tests.site.building import BASE, REPOSITORY, Built, build, copy_demo, pykala

LIBRARIES = REPOSITORY / "var" / "demo" / "libraries"
NAMES = [example.name for example in read_examples(BASE)]

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}"),
    pytest.mark.skipif(not LIBRARIES.is_dir(), reason="make libraries, which takes npm"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo, built with the engine."""
    folder = tmp_path_factory.mktemp("engine")
    shutil.copytree(LIBRARIES, folder / "var" / "demo" / "libraries")
    return build(copy_demo(folder), folder / "var" / "demo")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(site: Built) -> Iterator[str]:
    with served(site.site) as found:
        yield found


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_answers_as_the_store_did(
    site: Built, browser: Browser, address: str, name: str
) -> None:
    answered = answer_cold(browser, address, name)
    expected = (site.site / "sparql" / f"{name}.csv").read_bytes().decode()
    assert faults_of(answered, address, expected) == []
    assert len([url for url in answered.asked if "/osat/" in url]) <= 6


def test_mistakes_are_said_beside_the_query(browser: Browser, address: str) -> None:
    with cold(browser, f"{address}sparql.en.html#kysymys=roolit", []) as page:
        run(page)
        assert page.is_visible("#tulokset")
        page.fill("#teksti", "SELECT * { ?s a ?? }")
        assert "1:" in run(page)
        assert page.get_attribute("#teksti", "aria-invalid") == "true"
        assert not page.is_visible("#tulokset")


def test_a_query_without_end_is_ended(browser: Browser, address: str) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    with cold(browser, f"{address}sparql.en.html#kysymys=roolit", []) as page:
        page.fill("#teksti", endless)
        page.fill("#sekunnit", "1")
        assert run(page) == "The query was stopped, since its time was over."
        page.fill("#sekunnit", "60")
        page.click("#aja")
        page.click("#seis")
        page.wait_for_selector("#aja:not([disabled])")
        assert page.inner_text("#virhe") == "The query was stopped."
        page.fill("#teksti", "ASK { ?s a ?c }")
        assert run(page) == "Answered by this browser. Rows: 1."
        assert page.inner_text("#tulokset tbody") == "true"


def test_rows_are_limited_and_the_page_says_so(browser: Browser, address: str) -> None:
    with cold(browser, f"{address}sparql.en.html#kysymys=roolit", []) as page:
        page.fill("#rivit", "3")
        assert run(page) == "Answered by this browser. Rows: 16. The first rows are shown: 3."
        assert page.locator("#tulokset tbody tr").count() == 3


def test_terms_are_completed_from_the_keyboard(browser: Browser, address: str) -> None:
    with cold(browser, f"{address}sparql.en.html", []) as page:
        page.check("input[value=esteellisyydet]")
        page.focus("#teksti")
        for begun, key in (("SELECT * { ?r a Recus", "Enter"), (" ; pk:recusalGr", "Tab")):
            page.keyboard.type(begun)
            page.wait_for_selector("#ehdotukset [role=option]")
            page.keyboard.press("ArrowDown")
            active = page.get_attribute("#teksti", "aria-activedescendant")
            assert page.get_attribute(f"#{active}", "aria-selected") == "true"
            page.keyboard.press(key)
            assert not page.is_visible("#ehdotukset")
        page.keyboard.type(" ?ground }")
        written = "SELECT * { ?r a pk:Recusal ; pk:recusalGround ?ground }"
        assert (
            page.input_value("#teksti") == f"PREFIX pk: <https://w3id.org/pykala/def#>\n{written}"
        )
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#tulokset tbody tr")
        assert page.inner_text("#tila") == "Answered by this browser. Rows: 14."


def test_a_link_brings_query_and_parts(browser: Browser, address: str) -> None:
    with cold(browser, f"{address}sparql.en.html#kysymys=lopputulokset", []) as page:
        page.fill("#teksti", "ASK { ?s ?p 'ä#&=' }")
        page.click("#jaa")
        link = page.url
    with cold(browser, link, []) as page:
        assert page.input_value("#teksti") == "ASK { ?s ?p 'ä#&=' }"
        assert page.is_checked("input[value=paatokset]")
        assert page.locator("input[name=osa]:checked").count() == 1


def test_a_year_holds_everything_and_nothing_twice(
    site: Built, browser: Browser, address: str
) -> None:
    with cold(browser, f"{address}sparql.en.html#kysymys=lopputulokset", []) as page:
        page.click("summary")
        page.check("input[value=metsalahti-2026]")
        assert not page.is_checked("input[value=paatokset]")
        page.fill("#teksti", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        run(page)
        lines = (site.site / "lataukset" / "metsalahti-2026.nq").read_bytes().count(b"\n")
        assert page.inner_text("#tulokset tbody") == str(lines)


@pytest.fixture(scope="module")
def served_with_endpoint(site: Built) -> Iterator[str]:
    public = site.output / "published"
    config = uvicorn.Config(
        Application(public / "site", public / "store", base_iri=BASE), port=0, log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("name", ["esteellisyydet", "viitatuimmat-lait"])
def test_an_endpoint_answers_instead_where_there_is_one(
    site: Built, browser: Browser, served_with_endpoint: str, name: str
) -> None:
    requests: list[Request] = []
    address = f"{served_with_endpoint}sparql.sv.html#kysymys={name}"
    with cold(browser, address, requests) as page:
        assert run(page).startswith("Svarade: webbplatsens SPARQL-gränssnitt.")
        assert csv_of(page) == (site.site / "sparql" / f"{name}.csv").read_bytes().decode()
    assert not [request.url for request in requests if "wasm" in request.url]


def test_the_engine_comes_with_its_licence_and_without_findings(site: Built) -> None:
    names = sorted(name for name in site.files if "oxigraph" in name)
    assert [name.rpartition(".")[2] for name in names] == ["txt", "js", "gz"]
    licence = (site.site / names[0]).read_text("utf-8")
    assert licence.splitlines()[:2] == ["oxigraph 0.5.11", "MIT OR Apache-2.0"]
    assert site.report["missing"] == []
    done = pykala("scan", site.settings, folder=site.folder)
    assert done.returncode == 0, done.stdout[:2000]
