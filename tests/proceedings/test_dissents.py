"""Dissenting opinions: who left one, with which words."""

from __future__ import annotations

import pytest
from hypothesis import given

from publisher.model import Dissent
from publisher.proceedings.dissents import read_dissents
from tests.proceedings.narratives import excerpt, printed, torn
from tests.quality.extracting import readers

# The sentence alone is the text, unless another one is given.
DISSENTS: list[tuple[str, list[tuple[str | None, str | None]], str | None]] = [
    ("Outi Oksa jätti päätökseen eriävän mielipiteen.", [("Outi Oksa", None)], None),
    (
        "Lautakunnan jäsen Outi Oksa jätti\npäätökseen eriävän\nmielipiteen.",
        [("Outi Oksa", "Lautakunnan jäsen")],
        None,
    ),
    (
        "Outi Oksa (kesk.), Niilo Niemi sekä Vesa Vaara ilmoittivat jättävänsä eriävän "
        "mielipiteen.",
        [("Outi Oksa", None), ("Niilo Niemi", None), ("Vesa Vaara", None)],
        None,
    ),
    (
        "Päätös hyväksyttiin. Outi Oksa jätti päätökseen eriävän mielipiteen:\n\n”Hinta on korkea. "
        "En kannata.”\n\nKokous päättyi.",
        [("Outi Oksa", None)],
        "Outi Oksa jätti päätökseen eriävän mielipiteen: ”Hinta on korkea. En kannata.”",
    ),
    (
        "Outi Oksa jätti eriävän mielipiteen. Perustelut: hinta on korkea. Kokous päättyi.",
        [("Outi Oksa", None)],
        "Outi Oksa jätti eriävän mielipiteen. Perustelut: hinta on korkea.",
    ),
    (
        "Kunnanjohtaja jätti asiasta eriävän mielipiteen.",
        [(None, "Kunnanjohtaja")],
        None,
    ),
    (
        "Esittelijä Sari Saari ilmoitti eriävän mielipiteensä päätökseen.",
        [("Sari Saari", "Esittelijä")],
        None,
    ),
    (
        "Eriävän mielipiteen päätökseen jättivät Outi Oksa ja Niilo Niemi.",
        [("Outi Oksa", None), ("Niilo Niemi", None)],
        None,
    ),
    ("Åsa Öhman reserverade sig mot beslutet.", [("Åsa Öhman", None)], None),
    (
        "Ledamoten Kaj Sundvall anmälde avvikande åsikt.",
        [("Kaj Sundvall", "Ledamoten")],
        None,
    ),
    ("Avvikande åsikt anmäldes av Kaj Sundvall.", [("Kaj Sundvall", None)], None),
]

NONE = [
    "Päätökseen voi jättää eriävän mielipiteen kokouksessa.",
    "Outi Oksa ei jättänyt eriävää mielipidettä.",
    "Eriävä mielipide § 30 Outi Oksa",
    "Outi Oksa teki eriävän esityksen.",
    "Outi Oksa jätti kokouksessaan eriävän mielipiteen.",
    "Lautakunta totesi, että jäsenellä on oikeus jättää eriävä mielipide.",
    "Outi Oksa antoi lausunnon.",
]

SAMPLES = [text for text, _, _ in DISSENTS] + NONE


def read(text: str) -> tuple[Dissent, ...]:
    return read_dissents(excerpt(text), readers().phrases)


@pytest.mark.parametrize(("text", "people", "told"), DISSENTS)
def test_who_left_a_dissenting_opinion(
    text: str, people: list[tuple[str | None, str | None]], told: str | None
) -> None:
    found = read(text)
    assert [(dissent.person.name, dissent.person.title) for dissent in found] == people
    assert {dissent.text.value for dissent in found} == {told or " ".join(text.split())}
    for dissent in found:
        assert printed(text, dissent.text.span) == dissent.text.value


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_dissent_is_none(text: str) -> None:
    assert read(text) == ()


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(DISSENTS), len(NONE)) == (11, 7)


@given(torn(SAMPLES))
def test_nothing_raises_whatever_the_text(text: str) -> None:
    for dissent in read(text):
        assert printed(text, dissent.text.span) == dissent.text.value


@pytest.mark.parametrize("piece", ["a", "Aa ", "jätti eriävän mielipiteen ", "”Aa. "])
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that searches the same again and again would take hours."""
    text = excerpt("mielipide " + piece * (100_000 // len(piece)))
    assert isinstance(read_dissents(text, readers().phrases), tuple)
