"""The pages that a site has about itself, and the settings that they follow from."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from publisher.serving.app import Application
from tests.build.corpora import BASE, DOCUMENTS, Folder
from tests.serving.conftest import Client

FULL = '[accessibility]\nassessed = 2026-04-15\nconformance = "full"\n'
PARTIAL = (
    '[accessibility]\nassessed = 2026-04-15\nconformance = "partial"\n'
    'issues = { fi = "Kartat & kuvat", sv = "Kartor" }\n'
)
# The table, and what the statement then says of the state; without one, that nobody has looked.
STATES = {
    "": "Julkaisija ei ole vielä arvioinut",
    FULL: "Julkaisijan arvion mukaan sivusto täyttää saavutettavuusvaatimukset. ",
    PARTIAL: "Julkaisijan arvion mukaan sivusto täyttää saavutettavuusvaatimukset osittain. ",
}
# A table that is not right, and what to do.
MISTAKES = {
    "[accessibility]\n": ("assessed: is missing", "conformance: is missing"),
    PARTIAL.replace("2026-04-15", '"2026-04-15"'): ("must be a day without quotation marks",),
    PARTIAL.replace('"partial"', '"mostly"'): ("conformance",),
    PARTIAL.partition("issues")[0]: ("issues: is missing: say what is not accessible",),
    PARTIAL.replace('"partial"', '"full"'): ('issues: contradicts conformance = "full"',),
    f"{FULL}day = 1\n": ("day: is not a setting here",),
}


def make(path: Path, table: str) -> Folder:
    folder = Folder.create(path, DOCUMENTS)
    text = folder.settings.read_text("utf-8")
    folder.settings.write_text(
        text.replace("[[organization]]", f"{table}\n[[organization]]", 1), "utf-8"
    )
    return folder


@pytest.mark.parametrize("table", STATES)
def test_the_publisher_says_how_accessible_the_site_is(tmp_path: Path, table: str) -> None:
    folder = make(tmp_path / "folder", table)
    folder.build()
    html = Html(folder.page("saavutettavuus.html"))
    state = " ".join(node.text() for node in html.css("#tila ~ p"))
    assert state.startswith(STATES[table].strip())
    assert ("15.4.2026" in state) == bool(table)
    issues = [node.text() for node in html.css("#puutteet ~ p")]
    assert issues == (["Kartat & kuvat"] if table == PARTIAL else [])
    assert "avoindata@lumivaara.example" in {node.text() for node in html.css("#palaute ~ p a")}


@pytest.mark.parametrize("table", MISTAKES)
def test_every_mistake_of_the_table_is_told(tmp_path: Path, table: str) -> None:
    done = make(tmp_path / "folder", table).run()
    assert done.returncode == 2
    for advice in MISTAKES[table]:
        assert advice in done.stderr


def test_where_there_is_nothing_a_page_says_so_at_any_depth(tmp_path: Path) -> None:
    folder = make(tmp_path / "folder", "")
    folder.build()
    published = folder.output / "published"
    client = Client(Application(published / "site", published / "store", base_iri=BASE))
    found = client.get("/lumivaara/ei/mitaan", accept="text/html")
    assert found.status == 404
    html = Html(found.text)
    assert html.css_first("h1").text() == "Tässä osoitteessa ei ole mitään"  # type: ignore[union-attr]
    links = [str(node.attributes["href"]) for node in html.css("a[href], link[href]")]
    inner = [link for link in links if ":" not in link and not link.startswith("#")]
    assert len(inner) > 4
    assert {client.get(link).status for link in inner} == {200}
    assert html.css("link[rel=canonical], script:not(.schema-org)") == []
    assert f"{BASE}404" not in folder.page("sitemap-1.xml")
