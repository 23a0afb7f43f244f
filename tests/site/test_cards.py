"""What feeds show of a link: Open Graph, and a card that is drawn at build time."""

from __future__ import annotations

import io
import struct
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from publisher.settings import read_settings
from publisher.sources import SOURCES
from publisher.web import cards
from publisher.web.card_drawing import draw
from publisher.web.cards import HEIGHT, WIDTH, Card, draw_cards, drawn_by, read_cards
from tests.build.corpora import DOCUMENTS, Folder
from tests.site.building import BASE, LANGUAGES, Built

COLOURS = {"paper": "#faf9f5", "ink": "#1b211e", "soft": "#545d58", "pine": "#17513f"}
LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


def card(name: str, *, tagline: str = "Päätökset avoimena datana", above: str = "") -> Card:
    return Card(
        slug="tuulikoski",
        language="fi",
        above=above,
        name=name,
        tagline=tagline,
        host="data.example.fi",
        colours=COLOURS,
    )


def properties(built: Built, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in built.documents[name].css('meta[property^="og:"], meta[name^="twitter:"]'):
        key = str(node.attributes.get("property") or node.attributes["name"])
        found.setdefault(key, []).append(str(node.attributes["content"]))
    return found


def test_every_page_says_in_open_graph_what_it_says_elsewhere(demo: Built) -> None:
    assert len(demo.documents) > 400
    for name, document in demo.documents.items():
        said = properties(demo, name)
        language = str(document.css("html")[0].attributes["lang"])
        title = document.css("title")[0].text().strip()
        assert title == f"{said['og:title'][0]} | {said['og:site_name'][0]}", name
        (description,) = document.css('meta[name="description"]')
        assert said["og:description"] == [description.attributes["content"]]
        (canonical,) = document.css('link[rel="canonical"]')
        assert said["og:url"] == [canonical.attributes["href"]]
        assert said["og:locale"] == [LOCALES[language]]
        others = [LOCALES[other] for other in LANGUAGES if other != language]
        assert said["og:locale:alternate"] == others
        assert said["og:type"] == ["website" if name.startswith("index.") else "article"]
        assert {len(values) for key, values in said.items() if "alternate" not in key} == {1}


def test_every_page_has_the_card_of_its_organisation_or_of_the_site(demo: Built) -> None:
    used = Counter[str]()
    for name in demo.documents:
        said = properties(demo, name)
        path = said["og:image"][0].removeprefix(BASE)
        content = (demo.site / path).read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        size = struct.unpack(">II", content[16:24])
        assert tuple(map(str, size)) == (*said["og:image:width"], *said["og:image:height"])
        assert said["og:image:alt"][0].strip()
        assert said["twitter:card"] == ["summary_large_image"]
        used[path.split(".")[1] if path.count(".") == 4 else ""] += 1
    assert used.keys() == {"", "metsalahti", "jokirannan-hyvinvointialue"}
    assert used["metsalahti"] > used["jokirannan-hyvinvointialue"] > 3
    said = properties(demo, "metsalahti.sv.html")
    assert said["og:image:alt"][0].startswith("Skogsviken: ")


def test_a_card_comes_out_the_same_and_another_one_differs() -> None:
    one = draw(card("Jokirannan hyvinvointialue"))
    assert one == draw(card("Jokirannan hyvinvointialue"))
    others = [draw(card(name)) for name in ("Ii", "Äetsän ja Öysälän hyvinvointikuntayhtymä")]
    assert all(first != second for first, second in pairwise([one, *others]))
    assert struct.unpack(">II", one[16:24]) == (WIDTH, HEIGHT)
    assert len(one) < 40_000


@pytest.mark.parametrize("name", ["Ii", "W" * 90, " ".join(["Hyvinvointialue"] * 30), "a-" * 80])
def test_no_name_runs_out_of_its_card(name: str) -> None:
    for above in ("", "Y" * 200):
        image = Image.open(io.BytesIO(draw(card(name, tagline=name, above=above)))).convert("RGB")
        paper = image.getpixel((WIDTH - 1, HEIGHT - 1))
        edge = [image.getpixel((WIDTH - 20, y)) for y in range(HEIGHT)]
        assert set(edge) == {paper}
        assert {image.getpixel((x, 8)) for x in range(310, WIDTH)} == {paper}
        assert {image.getpixel((x, HEIGHT - 8)) for x in range(310, WIDTH)} == {paper}


def test_letters_of_finland_are_drawn() -> None:
    """A letter that the font lacks would look like any other that it lacks."""
    letters = "åäöÅÄÖšžŠŽáčđŋŧ§–’"
    drawn = {draw(card(letter)) for letter in [*letters, "\U0010fffd"]}
    assert len(drawn) == len(letters) + 1


def test_a_card_is_drawn_only_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {one.path("x"): one for one in (card("Ii"), card("Utö"))}
    kept = tmp_path / "cards"
    first = dict(draw_cards(found, kept))
    assert len(first) == len(list(kept.iterdir())) == 2
    monkeypatch.setattr("publisher.web.card_drawing.draw", None)
    assert dict(draw_cards(found, kept)) == first
    (path, one), _ = found.items()
    assert dict(draw_cards({path: one}, kept)) == {path: first[path]}
    assert [file.name for file in kept.iterdir()] == [path.rpartition("/")[2]]


def test_the_path_changes_with_the_text_and_with_what_draws() -> None:
    paths = {card("Ii").path("a"), card("Ii").path("b"), card("Utö").path("a")}
    assert len(paths) == 3
    assert card("Ii").path("a") in paths
    assert all(path.startswith("static/card.tuulikoski.fi.") for path in paths)


def test_a_site_without_the_libraries_is_announced_by_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drawn_by()
    monkeypatch.setattr(cards, "_LIBRARIES", ("pillow", "no-such-library"))
    assert drawn_by() == ""
    folder = Folder.create(tmp_path / "folder", DOCUMENTS)
    report = folder.build()
    assert report.published
    page = folder.page("index.html")
    assert 'property="og:title"' in page
    assert "og:image" not in page
    assert '<meta name="twitter:card" content="summary">' in page
    assert not [name for name in folder.site() if "card." in name]
    monkeypatch.undo()  # the libraries are there now, so that everything is made anew
    folder.build()
    assert "og:image" in folder.page("index.html")
    assert len([name for name in folder.site() if "card." in name]) == 3


def test_every_card_has_words_and_colours(demo: Built) -> None:
    found = read_cards(read_settings(demo.settings, known_systems=frozenset(SOURCES)))
    assert {(one.slug, one.language) for one in found.values()} == {
        (slug, code)
        for slug in ("", "metsalahti", "jokirannan-hyvinvointialue")
        for code in LANGUAGES
    }
    assert all(one.name and one.tagline and one.host for one in found.values())
    assert found.keys() == {name for name in demo.files if name.startswith("static/card.")}
