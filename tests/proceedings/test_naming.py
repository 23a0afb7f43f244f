"""The people whom a text names, beside a word or in a list."""

from __future__ import annotations

import pytest
from hypothesis import given

from publisher.proceedings.naming import Naming
from tests.proceedings.narratives import excerpt, torn
from tests.quality.extracting import readers

Person = tuple[str | None, str | None]

# The people directly before the bar, and directly after it.
BESIDE: list[tuple[str, list[Person], list[Person]]] = [
    ("Aino Aalto | esitti", [(None, "Aino Aalto")], []),
    (
        "jäsen Aino Aalto ja Vesa Vaara | esittivät",
        [("jäsen", "Aino Aalto"), (None, "Vesa Vaara")],
        [],
    ),
    (
        "1. varapuheenjohtaja Aino Aalto (kesk.), Vesa Vaara |",
        [("1. varapuheenjohtaja", "Aino Aalto"), (None, "Vesa Vaara")],
        [],
    ),
    (
        "| sivistys- ja liikuntajohtaja Sari Saari sekä tekninen johtaja Vesa Vaara poistuivat",
        [],
        [("sivistys- ja liikuntajohtaja", "Sari Saari"), ("tekninen johtaja", "Vesa Vaara")],
    ),
    ("Lisäksi Aino Aalto |", [(None, "Aino Aalto")], []),
    ("Kunnanhallitus |", [], []),
    ("Puheenjohtaja |", [("Puheenjohtaja", None)], []),
    ("Aino Aalto. Vesa Vaara |", [(None, "Vesa Vaara")], []),
    ("| Aino\nAalto ja\nVesa Vaara", [], [(None, "Aino Aalto"), (None, "Vesa Vaara")]),
    ("hän | itse", [], []),
]

LISTS = [
    ("Lehto, Niemi ja Yli-Oksa", ["Lehto", "Niemi", "Yli-Oksa"]),
    ("Aino Aalto (kesk.), Vesa Vaara", ["Aino Aalto", "Vesa Vaara"]),
    ("Aino Aalto\nVesa Vaara", ["Aino Aalto", "Vesa Vaara"]),
    ("Aino Aalto,\nVesa Vaara.", ["Aino Aalto", "Vesa Vaara"]),
    ("A. Aalto, V. Vaara", ["A. Aalto", "V. Vaara"]),
    ("Aino Aalto, joka poistui", []),
    ("Lehto ym.", []),
    ("7", []),
    ("", []),
]

BASE_FORMS = [
    ("Vesa Virta poistui. Vesa Virran", "Vesa Virta"),
    ("Kaj Byman poistui. Kaj Bymanin", "Kaj Byman"),
    ("Vesa Lehtonen poistui. Vesa Lehtosen", "Vesa Lehtonen"),
    ("Aino Virta poistui. Vesa Virran", "Vesa Virta"),
    ("Vesa Tiitun", "Vesa Tiitun"),
    ("Vesa Tiitu ja Vesa Tiittu poistuivat. Vesa Tiitun", "Vesa Tiitun"),
]


@pytest.mark.parametrize(("text", "before", "after"), BESIDE)
def test_who_stands_beside_a_word(text: str, before: list[Person], after: list[Person]) -> None:
    bar = text.index("|")
    naming = Naming(excerpt(text), readers().phrases)
    found = naming.before(0, bar), naming.after(bar + 1, len(text))
    assert [
        [(each.title, " ".join(each.words) or None) for each in people] for people in found
    ] == [before, after]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_holds_nothing_but_names(text: str, names: list[str]) -> None:
    naming = Naming(excerpt(text), readers().phrases)
    assert [" ".join(mention.words) for mention in naming.listed(0, len(text))] == names


@pytest.mark.parametrize(("text", "name"), BASE_FORMS)
def test_a_genitive_gets_its_base_form_only_if_that_is_certain(text: str, name: str) -> None:
    naming = Naming(excerpt(text), readers().phrases)
    assert naming.person(naming.named[-1], inflected=True).name == name


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(BESIDE), len(LISTS), len(BASE_FORMS)) == (10, 9, 6)


SAMPLES = [
    *(text for text, _, _ in BESIDE),
    *(text for text, _ in LISTS),
    *(text for text, _ in BASE_FORMS),
]


@given(torn(SAMPLES))
def test_a_mention_stands_where_it_says(text: str) -> None:
    lines = excerpt(text)
    for mention in Naming(lines, readers().phrases).named:
        said = lines.text[mention.start : mention.end]
        assert all(word.removesuffix(".") in said for word in mention.words)
