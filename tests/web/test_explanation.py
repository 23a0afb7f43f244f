"""The page that shows a document with what was read from it: whole, closed and readable."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from publisher.assets import asset_dir
from publisher.documents.reading import read_document
from publisher.explaining import Explanation, ViewLanguage, explain, page_record, read_names
from publisher.extraction import Extraction
from publisher.model import DocumentKind, Minutes
from publisher.web.explanation import render_explanation
from tests.explained import LABELS, TEXT, explained

CSS = (asset_dir("site") / "explanation.css").read_text("utf-8")
SITE_CSS = (asset_dir("site") / "static" / "pykala.css").read_text("utf-8")
NAMES = read_names("fi")
LANGUAGES: tuple[ViewLanguage, ...] = ("fi", "sv", "en")


def page(explanation: Explanation, language: ViewLanguage = "fi") -> str:
    return "".join(render_explanation(page_record(explanation, read_names(language))))


def parsed(language: ViewLanguage = "fi") -> LexborHTMLParser:
    return LexborHTMLParser(page(explained(), language))


def only(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = node.css(selector)
    return found


def words(text: str) -> str:
    return " ".join(text.split())


# What it shows ------------------------------------------------------------------------------------


def test_the_document_stands_in_it_as_it_was_read() -> None:
    document = parsed()
    for added in document.css(".ref, .why"):
        added.decompose()
    lines = [line.text().rstrip() for line in document.css(".text .l")]
    assert lines == [line for line in TEXT.splitlines() if line.strip()]


def test_characters_are_marked_by_the_kind_of_the_innermost_value() -> None:
    marks = [(str(one.attributes["class"]), one.text()) for one in parsed().css(".text mark")]
    assert marks == [
        ("k-heading", "Kaupunginhallitus"),
        ("k-heading", "14.9.2026"),
        ("k-heading", "41"),
        ("k-heading", "Rantaraitin <valaiseminen> & hoito"),
        ("k-heading", "KOID/77/"),
        ("k-heading", "10.03.01"),
        ("k-heading", "/2026"),
        ("k-person", "tekninen johtaja Aune Vesterlund"),
        ("k-account", "Raitti valaistaan "),
        ("k-law", "kuntalain"),
        ("k-law", "27 §"),
        ("k-account", ":n mukaan, hinta "),
        ("k-money", "12 500,50 euroa"),
        ("k-account", "."),
        ("k-decision", "Merkittiin tiedoksi"),
        ("k-decision", "."),
        ("k-earlier", "7.9.2026"),
        ("k-earlier", "38"),
    ]


def test_a_mark_says_what_it_is_and_what_was_read() -> None:
    titles = {one.text(): str(one.attributes["title"]) for one in parsed().css(".text mark")}
    assert titles["41"] == "pykälän numero"
    assert titles["12 500,50 euroa"].startswith("rahasumma: 12 500,50, ")
    assert titles["Merkittiin tiedoksi"] == (
        "päätös › lopputulos: merkitty tiedoksi "
        "(päätelty: hyväksyttiin ehdotus merkitä tiedoksi (epävarma))"
    )


def test_a_value_leads_to_its_characters_and_they_lead_back() -> None:
    document = parsed()
    values = document.css(".found li")
    assert len(values) == 14
    for number, one in enumerate(values, start=1):
        assert one.attributes["id"] == f"v{number}"
        assert only(one, "a").attributes["href"] == f"#e{number}"
        back = only(document, f".text #e{number}")
        assert (back.tag, back.attributes["href"], back.text()) == ("a", f"#v{number}", f"{number}")


def test_lines_say_what_became_of_them() -> None:
    document = parsed()
    said = {
        str(one.attributes["class"]).split()[1]: words(why.text())
        for one in document.css(".l")
        for why in one.css(".why")
    }
    assert said == {
        "ignored": "siirtyminen asiasta toiseen",
        "unused": "ei osattu sijoittaa",
        "silent": "tästä ei luettu mitään",
    }
    ignored = {one.text(): one.attributes["title"] for one in document.css(".text .p-ignored")}
    assert ignored["Kaupunginhallitus "] == "a reason that nobody has translated"
    listed = [words(one.text()) for one in document.css(".lines li")]
    assert listed == ["6 Päätösesitys: ei tämä", "17 Tästä ei tiedetä mitään"]
    assert {str(one.attributes["class"]) for one in document.css(".text span[class^=p-]")} == {
        "p-ignored",
        "p-unused",
    }


def test_the_legend_has_every_kind_on_the_page_and_no_other() -> None:
    document = parsed()
    legend = [one.attributes["class"] for one in document.css(".legend mark")]
    assert set(legend) == {one.attributes["class"] for one in document.css(".text mark")}
    assert len(legend) == len(set(legend))


def test_a_document_without_values_is_shown_all_the_same() -> None:
    text = read_document("tyhja.txt", b"Ei mitaan")
    minutes = Minutes(
        kind=DocumentKind.MINUTES,
        language="sv",
        organization=None,
        body=None,
        date=None,
        items=(),
    )
    extraction = Extraction(minutes=minutes, unused=(), ignored=())
    document = LexborHTMLParser(page(explain(text, extraction, system="koe", labels=LABELS)))
    assert len(document.css(".found li")) == 0
    assert len(document.css(".l.silent")) == 1


# Closed -------------------------------------------------------------------------------------------


def test_it_runs_nothing_and_asks_nobody() -> None:
    html = page(explained())
    document = LexborHTMLParser(html)
    assert document.css("script, link, img, iframe, object, embed, form, base, video, audio") == []
    assert document.css("[src], [onclick], [onload], [style], [ping]") == []
    assert {str(one.attributes["href"])[0] for one in document.css("[href]")} == {"#"}
    policy = only(document, "meta[http-equiv]").attributes["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert not re.search(r"url\(|@import|@font-face|//", CSS)
    assert "://" not in html


def test_what_a_document_says_is_no_markup() -> None:
    text = '<script>alert(1)</script> " onclick="x" {{ 7*7 }} </style>'
    document = read_document(f"{text}.txt", text.replace("<script>", "&<script>").encode())
    minutes = Minutes(
        kind=DocumentKind.MINUTES,
        language="fi",
        organization=None,
        body=None,
        date=None,
        items=(),
    )
    extraction = Extraction(
        minutes=minutes, unused=(), ignored=((document.blocks[0], f"why {text}"),)
    )
    html = page(explain(document, extraction, system=text, labels=LABELS))
    shown = LexborHTMLParser(html)
    assert shown.css("script, [onclick]") == []
    assert "{{ 7*7 }}" in html
    assert len(shown.css("style")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_for_its_owner_only(language: ViewLanguage) -> None:
    note = only(parsed(language), "header .notice")
    assert words(note.text()) == " ".join(
        read_names(language).words[key] for key in ("private_short", "private")
    )


# Readable -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read_without_seeing_it(language: ViewLanguage) -> None:
    document = parsed(language)
    assert only(document, "html").attributes["lang"] == language
    assert only(document, ".text").attributes["lang"] == "fi"
    assert len(document.css("h1")) == len(document.css("main")) == 1
    assert words(only(document, "h1").text()) in only(document, "title").text()
    levels = [int(str(one.tag)[1]) for one in document.css("h1, h2, h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = Counter(one.attributes["id"] for one in document.css("[id]"))
    assert {one for one, count in ids.items() if count > 1} == set()
    named = [str(one.attributes["aria-labelledby"]) for one in document.css("[aria-labelledby]")]
    targets = [str(one.attributes["href"])[1:] for one in document.css("[href]")]
    assert {*named, *targets} <= ids.keys()
    assert all(words(one.text()) for one in document.css("a"))
    first = document.css("body a")[0]
    assert first.attributes["href"] == "#text"


def palette(theme: str, css: str = CSS) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    own = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
    return found if theme == "light" else found | own


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, glossary)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# WCAG 2.2, 1.4.3 for text and 1.4.11 for what is not text.
TEXT_RATIO, OTHER_RATIO = 4.5, 3.0
KINDS = list(NAMES.kinds)
PAIRS = [
    *[("ink", ground, TEXT_RATIO) for ground in ("paper", "card", "mark", "alert-ground")],
    *[("soft", ground, TEXT_RATIO) for ground in ("paper", "card", "mark", "alert-ground")],
    ("paper", "ink", TEXT_RATIO),
    *[("alert", ground, TEXT_RATIO) for ground in ("paper", "card", "alert-ground")],
    *[("ink", f"{kind}-ground", TEXT_RATIO) for kind in KINDS],
    *[(kind, f"{kind}-ground", OTHER_RATIO) for kind in KINDS],
    *[(kind, ground, OTHER_RATIO) for kind in KINDS for ground in ("paper", "card", "mark")],
    *[("focus", ground, OTHER_RATIO) for ground in ("paper", "card", "alert-ground", "mark")],
    *[("focus", f"{kind}-ground", OTHER_RATIO) for kind in KINDS],
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground(theme: str) -> None:
    colours = palette(theme)
    weak = {}
    for ink, ground, least in PAIRS:
        low, high = sorted((luminance(colours[ink]), luminance(colours[ground])))
        contrast = (high + 0.05) / (low + 0.05)
        if contrast < least:
            weak[ink, ground] = round(contrast, 2)
    assert weak == {}


def test_both_themes_have_every_colour_and_every_kind_a_rule() -> None:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    names = [set(re.findall(r"--([a-z-]+): #", block)) for block in (light, dark)]
    assert names[0] == names[1]
    rules = set(re.findall(r"^\.k-([a-z]+) \{", CSS, re.MULTILINE))
    assert rules | {"other"} == set(KINDS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ink_and_paper_are_those_of_the_site(theme: str) -> None:
    own, site = palette(theme), palette(theme, SITE_CSS)
    for name in ("paper", "card", "ink", "soft", "line", "focus", "mark"):
        assert own[name] == site[name], name
