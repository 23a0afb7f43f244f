import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from publisher.errors import TableError
from publisher.web.labels import Labels
from publisher.web.page import FOLLOWED, KINDS, Page
from publisher.web.rendering import Contact, Renderer
from publisher.web.static import StaticFiles
from tests.web.vocabulary_examples import vocabulary_pages

BASE = "https://data.example.fi/"
LANGUAGES = ("fi", "sv", "en")
PAGES = [
    *(
        page
        for name in ("pages.json", "vocabulary_pages.json")
        for page in msgspec.json.decode(
            Path(__file__).with_name(name).read_bytes(), type=list[Page], strict=True
        )
    ),
    *vocabulary_pages().values(),
]
CASES = [
    pytest.param(page, language, id=f"{page.path}-{language}")
    for page in PAGES
    for language in LANGUAGES
]
# Whom pages about the site lead to, by kind.
AUTHORITIES = {
    "privacy": {"data.europa.eu", "tietosuoja.fi", "www.koivuranta.example"},
    "accessibility": {"www.saavutettavuusvaatimukset.fi"},
    # The vocabularies of others, whose terms a vocabulary names.
    "vocabulary": {"purl.org", "schema.org", "www.w3.org"},
}
CONCEPTS = {
    "tulos": (
        "hyvaksytty hyvaksytty-muutettuna merkitty-tiedoksi hylatty jatetty-poydalle"
        " palautettu-valmisteluun poistettu-esityslistalta valittu"
    ),
    "rooli": "esittelija ehdottaja valmistelija esteellinen puheenjohtaja-tilapainen",
    "toimielin": "hallitus viranhaltija",
    "laatumittari": "pykalat asianumero",
    "tehtavaluokka": "10",
}


def labels() -> Labels:
    table = {
        f"{scheme}:{name}": {language: f"{name} ({language})" for language in LANGUAGES}
        for scheme, names in CONCEPTS.items()
        for name in names.split()
    }
    return Labels(table, LANGUAGES).extended(
        {
            f"{BASE}koivuranta": {"fi": "Koivuranta", "sv": "Björkstrand"},
            f"{BASE}koivuranta/kaupunginhallitus": {"fi": "Kaupunginhallitus"},
        }
    )


def make(known: Labels, languages: tuple[str, ...] = LANGUAGES) -> Renderer:
    return Renderer(
        base_iri=BASE,
        title={"fi": "Päätökset & pykälät", "sv": "Beslut & paragrafer"},
        publisher=Contact(name={"fi": "Koivurannan kaupunki"}, email="data@koivuranta.example"),
        licence="https://creativecommons.org/licenses/by/4.0/",
        languages=languages,
        labels=known,
        generator="Pykälä 0",
    )


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return make(labels())


def read(renderer: Renderer, page: Page, language: str = "fi") -> Html:
    return Html(renderer.render(page, language).decode())


def of_kind(kind: str, number: int = 0) -> Page:
    return [page for page in PAGES if page.kind == kind][number]


def attributes(html: Html, selector: str, name: str) -> list[str]:
    return [node.attributes.get(name) or "" for node in html.css(selector)]


def text(html: Html, selector: str) -> str:
    node = html.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text().split())


def parts_of(record: object, iri: str) -> Iterator[str]:
    """Every node of a record that is a part of the thing."""
    if isinstance(record, list):
        for one in record:
            yield from parts_of(one, iri)
    elif isinstance(record, dict):
        if str(record.get("id", "")).startswith(f"{iri}#"):
            yield record["id"].partition("#")[2]
        for value in record.values():
            yield from parts_of(value, iri)


def test_examples_show_every_kind() -> None:
    assert set(KINDS) == {page.kind for page in PAGES}


@pytest.mark.parametrize(("page", "language"), CASES)
class TestEveryPage:
    def test_says_what_it_is(self, renderer: Renderer, page: Page, language: str) -> None:
        html = read(renderer, page, language)
        assert attributes(html, "html", "lang") == [language]
        assert len(html.css("h1")) == 1
        assert len(html.css("title")) == 1
        site = "Päätökset & pykälät" if language != "sv" else "Beslut & paragrafer"
        name, _, rest = text(html, "title").rpartition(" | ")
        assert rest == site
        assert name
        assert attributes(html, "meta[name=description]", "content")[0].strip()

    def test_names_its_versions_and_formats(
        self, renderer: Renderer, page: Page, language: str
    ) -> None:
        html = read(renderer, page, language)
        address = BASE + renderer.file_name(page.path, language)
        versions = list(LANGUAGES) if page.kind != "missing" else []
        assert attributes(html, "link[rel=canonical]", "href") == [address][: len(versions)]
        assert attributes(html, "link[hreflang]", "hreflang") == [
            *versions,
            *(["x-default"] if versions else []),
        ]
        stem = page.path.rpartition("/")[2]
        expected = [f"{stem}.{ending}" for ending in ("ttl", "jsonld", "nt", "rdf")]
        if page.kind in FOLLOWED:
            expected.append(f"{stem}.atom")
        elif page.kind in {"index", "changes"}:
            expected.append("muutokset.atom")
        assert attributes(html, "link[rel=alternate][type]", "href") == (
            expected if page.record else []
        )

    def test_embeds_its_record(self, renderer: Renderer, page: Page, language: str) -> None:
        scripts = read(renderer, page, language).css("script:not([src]):not(.schema-org)")
        assert len(scripts) == bool(page.record)
        for script in scripts:
            assert script.attributes["type"] == "application/ld+json"
            found = json.loads(script.text())
            assert found == {"@context": f"{BASE}context.jsonld"} | page.record

    def test_has_headings_in_order(self, renderer: Renderer, page: Page, language: str) -> None:
        html = read(renderer, page, language)
        levels = [int(str(node.tag)[1]) for node in html.css("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1
        assert all(below - above <= 1 for above, below in pairwise(levels))

    def test_is_marked_up_for_everybody(
        self, renderer: Renderer, page: Page, language: str
    ) -> None:
        html = read(renderer, page, language)
        ids = attributes(html, "[id]", "id")
        assert len(ids) == len(set(ids))
        labelled = attributes(html, "[aria-labelledby]", "aria-labelledby")
        assert set(labelled) <= set(ids)
        assert len(html.css("main")) == 1
        assert attributes(html, "a.skip", "href") == ["#sisalto"]
        assert all(attributes(html, "nav", "aria-label"))
        assert all(set(found) <= {"col", "row"} for found in [attributes(html, "th", "scope")])
        assert len(html.css("table")) == len(html.css("table > caption"))
        assert all(node.text().strip() for node in html.css("a, h1, h2, h3, th, caption, dt"))
        assert all(
            re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in attributes(html, "time", "datetime")
        )

    def test_refers_only_to_itself_and_finlex(
        self, renderer: Renderer, page: Page, language: str
    ) -> None:
        html = read(renderer, page, language)
        found = attributes(html, "a", "href") + attributes(html, "link[rel=stylesheet]", "href")
        assert len(found) > 5
        hosts = {urlsplit(href).netloc for href in found}
        beside = AUTHORITIES.get(page.kind, set())
        assert hosts <= {"", "data.finlex.fi", "creativecommons.org", *beside}
        assert {urlsplit(href).scheme for href in found} <= {"", "http", "https", "mailto"}
        absolute = [href for href in found if href.startswith("/")]
        assert bool(absolute) == (page.kind == "missing")  # which stands for every address
        scripts = attributes(html, "script[src]", "src")
        assert all(re.fullmatch(r"(?:\.\./)*static/[\w.-]+\.js", path) for path in scripts)
        assert not html.css("[src]:not(script), [style], [onclick], style, iframe")

    def test_leaves_no_place_unfilled(self, renderer: Renderer, page: Page, language: str) -> None:
        whole = renderer.render(page, language).decode()
        assert "{{" not in whole
        assert "{%" not in whole
        assert "None" not in whole
        assert "Undefined" not in whole

    def test_is_the_same_every_time(self, renderer: Renderer, page: Page, language: str) -> None:
        assert make(labels()).render(page, language) == renderer.render(page, language)


def test_no_text_can_end_the_script_element(renderer: Renderer) -> None:
    nasty = "</script><script>alert(1)</script><!-- & \u2028\u2029 ]]>"
    page = of_kind("section")
    page = msgspec.structs.replace(page, record=page.record | {"label": {"fi": nasty}})
    whole = renderer.render(page, "fi").decode()
    html = Html(whole)
    script, described = html.css("script")
    assert json.loads(script.text())["label"]["fi"] == nasty
    assert not set("<>&\u2028\u2029") & set(described.text())
    assert not set("<>&\u2028\u2029") & set(script.text())
    assert "alert(1)" in text(html, "h1")


@pytest.mark.parametrize("sign", "&<>\"'")
def test_text_stays_text_in_elements_and_attributes(renderer: Renderer, sign: str) -> None:
    page = of_kind("section")
    decision = page.record["decision"]
    (expression,) = decision["act"]["realizedBy"]
    act = decision["act"] | {"realizedBy": [{**expression, "text": {"fi": sign}}]}
    record = page.record | {"label": {"fi": f"a{sign}amp;b"}, "decision": decision | {"act": act}}
    html = read(renderer, msgspec.structs.replace(page, record=record))
    assert text(html, "h1") == f"a{sign}amp;b"
    assert text(html, ".decision .prose") == sign
    assert attributes(html, "meta[name=description]", "content")[0].endswith(f". {sign}")


def test_a_page_comes_in_every_language_at_once(renderer: Renderer) -> None:
    page = of_kind("case")
    files = renderer.render_all(page, renderer.json_ld(page.record))
    assert list(files) == [f"{page.path}{suffix}" for suffix in (".html", ".sv.html", ".en.html")]
    assert list(files.values()) == [renderer.render(page, language) for language in LANGUAGES]


def test_every_part_of_a_section_is_a_place_on_its_page(renderer: Renderer) -> None:
    for page in (of_kind("section"), of_kind("meeting", 1)):
        parts = set(parts_of(page.record, page.iri))
        assert len(parts) > 5
        assert parts <= set(attributes(read(renderer, page), "[id]", "id"))


def test_references_climb_from_where_the_page_stands(renderer: Renderer) -> None:
    html = read(renderer, of_kind("section"), "sv")
    found = attributes(html, "main a", "href")
    up = "../" * 5
    assert f"{up}koivuranta/kaupunginhallitus.sv.html" in found
    assert f"{up}eli/dl/koivuranta/kaupunginhallitus/2025-02-03.sv.html" in found
    assert f"{up}laki/1998/628.sv.html" in found
    assert "http://data.finlex.fi/eli/sd/1998/628/luku/2/pykala/6" in found
    assert attributes(html, "link[rel=stylesheet]", "href") == [
        f"{up}{StaticFiles().asset('pykala.css')}"
    ]


def test_links_only_the_languages_of_the_site() -> None:
    html = read(make(labels(), ("sv",)), of_kind("section"), "sv")
    assert attributes(html, "link[rel=canonical]", "href") == [f"{of_kind('section').iri}.html"]
    assert not html.css("nav.languages")


def test_marks_a_text_in_another_language_than_the_page(renderer: Renderer) -> None:
    page = of_kind("section")
    assert attributes(read(renderer, page, "sv"), "h1 > span", "lang") == ["fi"]
    assert not read(renderer, page, "fi").css("main [lang]")
    assert set(attributes(read(renderer, page, "en"), ".prose", "lang")) == {"fi"}


def test_a_section_shows_who_was_recused_and_on_what_ground(renderer: Renderer) -> None:
    html = read(renderer, of_kind("section"))
    assert text(html, "#esteellisyys-1 > a") == "Eemeli Rantakoski"
    assert text(html, "#esteellisyys-1 > .ground") == (
        "Peruste: hallintolain 28.1 §:n 5 kohta, yhteisöjäävi"
    )


def test_a_section_names_the_proposer_beside_the_proposal(renderer: Renderer) -> None:
    assert text(read(renderer, of_kind("section")), ".proposal .by") == (
        "kaupunginjohtaja Aune Kivikangas"
    )


def test_a_section_says_the_same_law_and_sum_once(renderer: Renderer) -> None:
    html = read(renderer, of_kind("section"))
    sums = [node.text().strip() for node in html.css(".sums li")]
    assert sums == ["18\u202f450\u202f000\u00a0€", "1\u202f200\u202f000,50\u00a0€"]
    assert len(html.css("[aria-labelledby=lait] li")) == 2


def test_a_section_is_cited_by_its_act(renderer: Renderer) -> None:
    act = f"{BASE}eli/koivuranta/kaupunginhallitus/2025/48"
    assert text(read(renderer, of_kind("section")), ".cite code") == act


def test_what_was_not_read_is_said_and_not_invented(renderer: Renderer) -> None:
    html = read(renderer, of_kind("section", 1))
    assert text(html, "h1") == "Otsikkoa ei luettu"
    assert text(html, ".badge") == "Lopputulosta ei luettu"
    assert not html.css(".proposal, .preparation, [aria-labelledby=lait]")


def test_a_secret_section_is_a_mention(renderer: Renderer) -> None:
    html = read(renderer, of_kind("section", 2))
    assert text(html, ".badge") == "Salassa pidettävä"
    assert not html.css(".proposal, .decision, .preparation")
    assert "ei luettu" not in html.text()
    badges = read(renderer, of_kind("meeting")).css(".rows .badge")
    assert badges[-1].text() == "Salassa pidettävä"


def test_a_foreseen_meeting_never_looks_decided(renderer: Renderer) -> None:
    html = read(renderer, of_kind("meeting", 1))
    assert "eikä mitään alla olevasta ole päätetty" in text(html, ".notice")
    badges = html.css(".badge")
    assert len(badges) == 2
    assert {badge.text() for badge in badges} == {"Ei vielä päätetty"}
    assert not html.css("[id=paatos], .decision")


def test_a_held_meeting_keeps_its_preview_apart(renderer: Renderer) -> None:
    held, page = of_kind("meeting", 0), of_kind("meeting", 1)
    both = page.record | {
        "consistsOf": [*page.record["consistsOf"], held.listing["handlings"][0]["iri"]]
    }
    html = read(renderer, msgspec.structs.replace(page, record=both, listing=held.listing))
    assert {node.text() for node in html.css(".o-foreseen")} == {"Ennakkotieto ennen kokousta"}
    assert not html.css(".notice")
    assert "asia-2" in attributes(html, "section[id]", "id")
    assert len(html.css(".rows > li")) == len(held.listing["handlings"])


def test_refuses_a_kind_without_a_template(renderer: Renderer) -> None:
    page = msgspec.structs.replace(of_kind("index"), kind="poem")
    with pytest.raises(TableError, match="poem"):
        renderer.render(page, "fi")


def test_refuses_an_outcome_without_a_label() -> None:
    with pytest.raises(TableError, match="tulos:hyvaksytty-muutettuna"):
        make(Labels({}, LANGUAGES)).render(of_kind("section"), "fi")
