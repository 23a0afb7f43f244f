"""Where the sentences of a text begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.proceedings.sentences import quoted_until, split_sentences
from tests.quality.extracting import readers

SENTENCES = [
    ("Asia jätettiin pöydälle. Muut asiat.", ["Asia jätettiin pöydälle.", "Muut asiat."]),
    ("Asia jätettiin\npöydälle.\nMuut asiat.", ["Asia jätettiin\npöydälle.", "Muut asiat."]),
    ("Lehdon ym. Vaaran esitys.", ["Lehdon ym. Vaaran esitys."]),
    ("Kokous alkoi klo 17.30. Se päättyi.", ["Kokous alkoi klo 17.30.", "Se päättyi."]),
    ("1. Hyväksytään. 2. Merkitään.", ["1. Hyväksytään.", "2. Merkitään."]),
    ("Esitti A. Vaara muutoksen.", ["Esitti A. Vaara muutoksen."]),
    ("Varsinainen 1. varapuheenjohtaja.", ["Varsinainen 1. varapuheenjohtaja."]),
    ("Päätettiin § 38. Muut asiat.", ["Päätettiin § 38.", "Muut asiat."]),
    ("Päätös\n\nHyväksyttiin", ["Päätös", "Hyväksyttiin"]),
    ("Lautakunta päätti\n\nhyväksyä sen.", ["Lautakunta päätti\n\nhyväksyä sen."]),
    ("Aino Aalto,\n\nVesa Vaara", ["Aino Aalto,\n\nVesa Vaara"]),
    ("Jaa-äänet: 3\nEi-äänet: 2\nTyhjä: 0", ["Jaa-äänet: 3", "Ei-äänet: 2", "Tyhjä: 0"]),
    ("”Se riittää.” Kokous päättyi.", ["”Se riittää.”", "Kokous päättyi."]),
    ("Onko näin? On!", ["Onko näin?", "On!"]),
    ("", []),
]

QUOTATIONS = [
    ("Hän esitti: muutos.", "Hän esitti: muutos."),
    ("Hän esitti:\n\n”Muutos. Se on pieni.”\n\nMuut.", "Hän esitti: ”Muutos. Se on pieni.”"),
    ("Hän esitti:\n\nMuutos.\n\nMuut.", "Hän esitti: Muutos."),
    ("Hän esitti:", "Hän esitti:"),
]


def split(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, readers().phrases.sentences)]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_a_text_is_parted_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@pytest.mark.parametrize(("text", "quoted"), QUOTATIONS)
def test_what_is_quoted_belongs_to_its_sentence(text: str, quoted: str) -> None:
    sentences = split_sentences(text, readers().phrases.sentences)
    last = quoted_until(sentences, 0)
    assert " ".join(sentence.text for sentence in sentences[: last + 1]) == quoted


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(SENTENCES), len(QUOTATIONS)) == (15, 4)


@given(st.text(st.sampled_from("Aa1.:\n ”,-")))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    sentences = split_sentences(text, readers().phrases.sentences)
    assert "".join("".join(sentence.text.split()) for sentence in sentences) == "".join(
        text.split()
    )
    assert all(text[each.start : each.end] == each.text for each in sentences)
