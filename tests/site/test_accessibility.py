"""What every page owes to those who do not see it or do not use a mouse; a smoke test."""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tests.site.building import LANGUAGES, PAGES, Built


def language_of(name: str) -> str:
    """The language of a document by its name: the default one has no suffix."""
    parts = name.rpartition("/")[2].split(".")
    return parts[1] if len(parts) == 3 else "fi"


def words(text: str) -> str:
    return " ".join(text.split())


def title_of(document: LexborHTMLParser) -> str:
    (title,) = document.css("head > title")
    return words(title.text())


def test_there_are_pages_in_every_language(demo: Built) -> None:
    assert len(demo.documents) == PAGES * len(LANGUAGES)
    assert Counter(map(language_of, demo.documents)) == dict.fromkeys(LANGUAGES, PAGES)


def test_every_page_has_one_heading_of_the_first_level_and_its_language(demo: Built) -> None:
    for name, document in demo.documents.items():
        (heading,) = document.css("h1")
        assert words(heading.text()), name
        (html,) = document.css("html")
        assert html.attributes["lang"] == language_of(name)
        assert document.css_first("main h1") is not None


def test_every_title_is_unique_in_its_language_and_names_the_thing(demo: Built) -> None:
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for name, document in demo.documents.items():
        title = title_of(document)
        titles[f"{language_of(name)} {title}"].append(name)
        (heading,) = document.css("h1")
        assert words(heading.text()) in title, name
        if name not in {f"lataukset{end}" for end in (".html", ".sv.html", ".en.html")}:
            (script,) = document.css("script[type='application/ld+json']:not(.schema-org)")
            record = json.loads(script.text())
            assert any(words(text) in title for text in texts(record)), name
    assert len(titles) == PAGES * len(LANGUAGES)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401  (JSON)
    """Everything that a record says in words."""
    match value:
        case str() if not value.startswith("http"):
            yield value
        case list():
            for each in value:
                yield from texts(each)
        case dict():
            for key in value.keys() - {"@context", "id", "type"}:
                yield from texts(value[key])


def test_the_first_link_of_every_page_skips_to_its_content(demo: Built) -> None:
    for name, document in demo.documents.items():
        first = document.css_first("body a")
        assert first is not None, name
        assert first.attributes["class"] == "skip", name
        assert words(first.text()), name
        target = str(first.attributes["href"]).removeprefix("#")
        assert document.css_first(f"main#{target}") is not None, name


def test_every_link_says_where_it_leads(demo: Built) -> None:
    silent, checked = [], 0
    for name, document in demo.documents.items():
        for node in document.css("a"):
            checked += 1
            said = words(node.text()) or node.attributes.get("aria-label")
            if not said or "href" not in node.attributes:
                silent.append((name, node.html))
    assert checked > 5_000
    assert silent == []


def test_every_id_stands_once_on_its_page_and_has_no_blanks(demo: Built) -> None:
    repeated = {
        name: [each for each, count in Counter(ids).items() if count > 1 or each.split() != [each]]
        for name, ids in demo.ids.items()
    }
    assert sum(map(len, demo.ids.values())) > 1_500
    assert {name: ids for name, ids in repeated.items() if ids} == {}


def test_whatever_is_labelled_by_something_finds_it_on_the_page(demo: Built) -> None:
    missing, checked = [], 0
    for name, document in demo.documents.items():
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            for node in document.css(f"[{attribute}]"):
                named = str(node.attributes[attribute]).split()
                checked += len(named)
                missing += [(name, each) for each in named if each not in demo.ids[name]]
    assert checked > 500
    assert missing == []


def test_headings_skip_no_level(demo: Built) -> None:
    skipped = []
    for name, document in demo.documents.items():
        levels = [int(str(node.tag)[1]) for node in document.css("h1, h2, h3, h4, h5, h6")]
        if any(after > before + 1 for before, after in itertools.pairwise(levels)):
            skipped.append((name, levels))
    assert skipped == []


def test_every_table_has_a_caption_and_headings_with_their_direction(demo: Built) -> None:
    tables = [
        (name, node) for name, document in demo.documents.items() for node in document.css("table")
    ]
    assert len(tables) > 10
    for name, table in tables:
        (caption,) = table.css("caption")
        assert words(caption.text()), name
        assert all("scope" in heading.attributes for heading in table.css("th")), name
