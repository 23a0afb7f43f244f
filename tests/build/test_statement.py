"""The page on personal data: what it says follows from the settings, and every page leads to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from publisher.rdf.lint import lint_terms
from tests.build.corpora import BASE, DOCUMENTS, Folder

ENDINGS = {"fi": ".html", "sv": ".sv.html", "en": ".en.html"}
# Of each section of the page, the words by which it is known in each language.
HEADINGS = {
    "fi": "Mitä henkilötietoja näytetään|Millä perusteella|Kuinka kauan|Mistä tiedot ovat peräisin|"
    "Kuka tietoja saa|Oikeutesi|Näin pyydät korjausta tai poistamista|Kun käyt sivustolla",
    "sv": "Vilka personuppgifter som visas|På vilken grund|Hur länge|Varifrån uppgifterna kommer|"
    "Vem som får uppgifterna|Dina rättigheter|Så begär du rättelse eller radering|"
    "När du besöker webbplatsen",
    "en": "Which personal data are shown|On what ground|For how long|Where the data come from|"
    "Who receives the data|Your rights|How to ask for a correction or a removal|"
    "When you visit the site",
}
# What the page says of names by mode and, in mode `role`, of the time after the appeal period.
NAMES = {
    "role": {
        "fi": "Nimeltä mainitaan vain julkisessa tehtävässä toimivia",
        "sv": "Endast personer i offentliga uppdrag nämns vid namn",
        "en": "Only people in a public role are named",
    },
    "strict": {
        "fi": "Kenenkään nimeä ei näytetä",
        "sv": "Ingen nämns vid namn",
        "en": "Nobody is named",
    },
}
AFTERWARDS = {
    "keep": {"fi": "jäävät sivustolle", "sv": "blir kvar på webbplatsen", "en": "stay on the site"},
    "remove": {"fi": "poistetaan myös", "sv": "tas också", "en": "are then removed as well"},
}
LAWS = {
    "lumivaara": "http://data.finlex.fi/eli/sd/2015/410/luku/16/pykala/140",
    "hirvisuo": "http://data.finlex.fi/eli/sd/2021/611/luku/16/pykala/145",
}


def make(path: Path, privacy: str = "") -> Folder:
    """The town and the county in three languages, with something more under [privacy]."""
    folder = Folder.create(path, DOCUMENTS)
    folder.change_settings('languages = ["fi"]', 'languages = ["fi", "sv", "en"]')
    folder.change_settings('mode = "role"', privacy or 'mode = "role"')
    folder.build()
    return folder


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return make(tmp_path_factory.mktemp("named") / "folder")


@pytest.fixture(scope="module")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return make(tmp_path_factory.mktemp("nameless") / "folder", 'mode = "strict"')


def page(folder: Folder, language: str = "fi") -> Html:
    return Html(folder.page(f"tietosuoja{ENDINGS[language]}"))


def said(html: Html, selector: str) -> str:
    (node,) = html.css(selector)
    return " ".join(node.text().split())


def html_files(folder: Folder) -> Iterator[tuple[str, Html]]:
    """Every page of the site; documents of vocabularies are the same on every site."""
    for name in folder.site():
        if name.endswith(".html") and not name.startswith(("def", "koodi", "shapes")):
            yield name, Html(folder.page(name))


@pytest.mark.parametrize("language", ENDINGS)
def test_it_tells_all_that_a_data_subject_has_to_be_told(named: Folder, language: str) -> None:
    html = page(named, language)
    headings = [node.text() for node in html.css("main article h2")]
    assert headings == HEADINGS[language].split("|")
    assert len(headings) == 8
    text = said(html, "main article")
    articles = ("15", "16", "17", "18", "19", "20", "21", "77", "86")
    word = {"fi": "{} artikla", "sv": "artikel {}", "en": "Article {}"}[language]
    assert [number for number in articles if word.format(number) not in text] == []
    assert said(html, "#rekisterinpitaja dd") == "Lumivaaran kaupunki"
    mails = {node.attributes["href"] for node in html.css("article a[href^='mailto:']")}
    assert mails == {
        "mailto:avoindata@lumivaara.example",
        f"mailto:avoindata@lumivaara.example?subject={quote(BASE)}tietosuoja",
    }
    assert {node.attributes["href"] for node in html.css("a[rel=license]")} == {
        "https://creativecommons.org/licenses/by/4.0/"
    }


@pytest.mark.parametrize("language", ENDINGS)
def test_it_says_what_the_mode_means(named: Folder, nameless: Folder, language: str) -> None:
    role, strict = (said(page(each, language), "#nimet") for each in (named, nameless))
    assert role.startswith(NAMES["role"][language])
    assert strict.startswith(NAMES["strict"][language])
    assert said(page(named, language), "#nimet-jalkeen")
    assert page(nameless, language).css("#nimet-jalkeen") == []


def test_in_strict_mode_it_claims_no_ground_for_names(named: Folder, nameless: Folder) -> None:
    for part in ("32 kohta", "9 artiklan", "tehtävistä ja niiden hoidosta julkisyhteisössä"):
        assert part in said(page(named), "main article")
        assert part not in said(page(nameless), "main article")


@pytest.mark.parametrize("choice", AFTERWARDS)
def test_it_says_whether_names_leave_when_the_appeal_period_ends(
    tmp_path: Path, choice: str
) -> None:
    folder = make(tmp_path / "folder", f'mode = "role"\nnames_after_appeal = "{choice}"')
    for language, words in AFTERWARDS[choice].items():
        assert words in said(page(folder, language), "#nimet-jalkeen")
    assert len(AFTERWARDS) == 2


def test_in_strict_mode_no_name_is_said_to_stay_or_leave(tmp_path: Path) -> None:
    folder = make(tmp_path / "folder", 'mode = "strict"\nnames_after_appeal = "remove"')
    assert page(folder).css("#nimet-jalkeen") == []


def test_it_names_the_officer_and_the_notice_if_the_settings_do(
    named: Folder, tmp_path: Path
) -> None:
    for part in ("#tietosuojavastaava", "#seloste"):
        assert page(named).css(part) == []
    notice = "https://www.lumivaara.example/seloste?kieli=fi&osa=1"
    mail, web = "tietosuoja@lumivaara.example", "https://www.lumivaara.example/vastaava"
    shown = {mail: f"mailto:{mail}", web: web}
    for number, (officer, address) in enumerate(shown.items()):
        folder = make(
            tmp_path / str(number),
            f'mode = "role"\nofficer = "{officer}"\nregister_notice = "{notice}"',
        )
        for language in ENDINGS:
            html = page(folder, language)
            (link,) = html.css("#tietosuojavastaava a")
            assert (link.attributes["href"], link.text()) == (address, officer)
            (link,) = html.css("#seloste a")
            assert (link.attributes["href"], link.text()) == (notice, notice)


def test_it_names_whose_minutes_are_read_and_the_law_that_each_follows(tmp_path: Path) -> None:
    both = make(tmp_path / "both")
    found = [" ".join(node.text().split()) for node in page(both).css("#lahteet ~ ul li")]
    assert found == ["Lumivaara", "Hirvisuon hyvinvointialue"]
    links = {str(node.attributes["href"]) for node in page(both).css("#peruste ~ ul a")}
    assert set(LAWS.values()) < links
    assert len(links) == 5
    county = both.settings.read_text("utf-8")
    start, end = county.index('[[organization]]\nslug = "hirvisuon'), county.index("[[source]]")
    sources = county[end:].partition('[[source]]\norganization = "hirvisuon')[0]
    both.settings.write_text(county[:start] + sources, "utf-8")
    both.build()
    left = {str(node.attributes["href"]) for node in page(both).css("#peruste ~ ul a")}
    assert links - left == {LAWS["hirvisuo"]}
    assert len(page(both).css("#lahteet ~ ul li")) == 1


def test_every_page_leads_to_it_in_its_own_language(named: Folder) -> None:
    pages = dict(html_files(named))
    assert len(pages) > 60
    for name, html in pages.items():
        (link,) = html.css("footer.site a[href*='tietosuoja']")
        language = str(html.css_first("html").attributes["lang"])  # type: ignore[union-attr]
        expected = f"{BASE}tietosuoja{ENDINGS[language]}"
        assert urljoin(BASE + name, str(link.attributes["href"])) == expected, name


def test_its_html_is_well_formed(named: Folder, nameless: Folder) -> None:
    """HTML in the syntax that is XML too, but for elements that have no end."""
    for folder in (named, nameless):
        for ending in ENDINGS.values():
            text = folder.page(f"tietosuoja{ending}")
            start, end = text.index("<article"), text.index("</article>")
            article = ET.fromstring(f"{text[start:end]}</article>")  # noqa: S314  (we wrote it)
            assert len(article.findall("section")) == 8
            assert all("".join(each.itertext()).strip() for each in article.iter("p"))


def test_its_record_says_which_page_it_is_and_no_more(named: Folder) -> None:
    record = json.loads(named.page("tietosuoja.jsonld"))
    assert record == {
        "@context": f"{BASE}context.jsonld",
        "id": f"{BASE}tietosuoja",
        "type": "FoafDocument",
        "pageTitle": {
            "fi": "Henkilötiedot tällä sivustolla",
            "sv": "Personuppgifter på den här webbplatsen",
            "en": "Personal data on this site",
        },
        "isPartOf": BASE,
        "publisher": f"{BASE}lataukset#julkaisija",
        "licenceOfSite": "https://creativecommons.org/licenses/by/4.0/",
    }
    turtle = list(ox.parse(named.page("tietosuoja.ttl"), ox.RdfFormat.TURTLE))
    assert len(turtle) == 7
    assert lint_terms(turtle) == []
    graph = [line for line in named.quads() if line.endswith(f"<{BASE}tietosuoja.jsonld>")]
    assert len(graph) == 7
    assert any(f"<{BASE}lataukset#julkaisija> <http" in line for line in named.quads())


def test_it_stands_in_the_sitemap(named: Folder) -> None:
    listed = named.page("sitemap-1.xml")
    assert [
        ending for ending in ENDINGS.values() if f"<loc>{BASE}tietosuoja{ending}</loc>" in listed
    ] == list(ENDINGS.values())


def test_a_build_after_a_change_of_the_settings_says_what_they_say_now(tmp_path: Path) -> None:
    folder = make(tmp_path / "folder")
    folder.change_settings('mode = "role"', 'mode = "strict"')
    assert "tietosuoja" in folder.build().changed
    assert said(page(folder), "#nimet").startswith(NAMES["strict"]["fi"])
    assert folder.build().changed == []
