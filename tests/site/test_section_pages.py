"""What the page of a § tells beside its texts, over the demo."""

from __future__ import annotations

from urllib.parse import parse_qsl

from selectolax.lexbor import LexborHTMLParser as Html

from tests.site.building import Built

VOTED = "eli/dl/metsalahti/kaupunginhallitus/2026/231"
APPEALED = "eli/dl/metsalahti/tekninen-lautakunta/2026/42"


def page(demo: Built, path: str, ending: str = "html") -> Html:
    return Html((demo.site / f"{path}.{ending}").read_text(encoding="utf-8"))


def text(html: Html, selector: str) -> str:
    (node,) = html.css(selector)
    return " ".join(node.text().split())


def test_says_what_the_decision_adopts(demo: Built) -> None:
    (link,) = page(demo, VOTED).css(".decision > .note a")
    assert link.attributes["href"] == "#vastaehdotus-1"
    assert link.text() == "Vastaehdotus 1"
    (link,) = page(demo, APPEALED, "sv.html").css(".decision > .note a")
    assert (link.attributes["href"], link.text()) == ("#ehdotus", "Beslutsförslag")


def test_can_be_cited_as_it_stands(demo: Built) -> None:
    assert text(page(demo, APPEALED), ".cite dd") == (
        "Metsälahti, Tekninen lautakunta 6.5.2026 § 42, Myllyrannan uimapaikan pukukoppien ja "
        "laiturin uusiminen. https://data.example.fi/eli/metsalahti/tekninen-lautakunta/2026/42"
    )


def test_says_where_each_fact_was_read(demo: Built) -> None:
    html = page(demo, VOTED, "en.html")
    rows = [
        " ".join(cell.text().split()) for cell in html.css(".evidence tbody th, .evidence tbody td")
    ]
    told = dict(zip(rows[::2], rows[1::2], strict=True))
    assert told["Heading"] == "0–39, 70–73, 76–93"
    assert told["Proposal"] == "816–926"
    assert told["Sums mentioned 2"] == "1\u202f065–1\u202f073, 1\u202f074–1\u202f085".replace(
        "\u202f", " "
    )
    linked = [link.attributes["href"] or "" for link in html.css(".evidence a")]
    assert len(linked) == len(told) - 1 >= 10
    assert all(html.css(f"[id='{href.removeprefix('#')}']") for href in linked)


def test_the_last_day_of_an_appeal_is_there_for_the_script(demo: Built) -> None:
    html = page(demo, APPEALED)
    (end,) = html.css("[data-until]")
    assert end.attributes["data-until"] == "2026-06-02"
    assert end.text() == "2.6.2026"
    (script,) = [one.attributes["src"] or "" for one in html.css("script[src]")]
    assert (demo.site / APPEALED).parent.joinpath(script).resolve().is_file()
    assert page(demo, VOTED).css("script[src]") == []


def test_can_be_asked_for_in_sparql(demo: Built) -> None:
    (link,) = page(demo, VOTED, "sv.html").css(".about a[href*='sparql']")
    address, _, fragment = str(link.attributes["href"]).partition("#")
    assert address == "../../../../../sparql.sv.html"
    asked = dict(parse_qsl(fragment))
    assert asked == {
        "query": f"DESCRIBE <https://data.example.fi/{VOTED}>",
        "parts": "metsalahti-2026",
    }
    assert 'value="metsalahti-2026"' in (demo.site / "sparql.sv.html").read_text(encoding="utf-8")
