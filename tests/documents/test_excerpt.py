"""Stretches of documents as readers see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.document import Span
from publisher.documents.excerpt import Excerpt
from publisher.documents.text import canonicalise, split_blocks

TEXTS = [
    ("Lautakunta hyväk-\nsyi ehdotuksen.", "Lautakunta hyväksyi ehdotuksen."),
    ("annettiin 3 EI-\nääntä", "annettiin 3 EI-ääntä"),
    ("Etelä-\nSavon liitto", "Etelä-Savon liitto"),
    # The hyphen stands for the rest of a word.
    ("sivistys-\nja liikuntajohtaja", "sivistys-\nja liikuntajohtaja"),
    # No word is broken at the end of a paragraph, nor at a stroke.
    ("hyväk-\n\nsyi", "hyväk-\n\nsyi"),
    ("klo 17 -\n19 salissa", "klo 17 -\n19 salissa"),
    ("a  b\tc", "a b c"),
]


@pytest.mark.parametrize(("text", "squeezed"), TEXTS)
def test_lines_are_squeezed_and_broken_words_put_together(text: str, squeezed: str) -> None:
    assert Excerpt(split_blocks(text)).text == squeezed


def test_a_broken_word_leads_back_to_both_its_halves() -> None:
    text = "Se hyväk-\nsyttiin, ja\nkirjattiin."
    excerpt = Excerpt(split_blocks(text))
    start = excerpt.text.index("hyväksyttiin")
    assert excerpt.span(start, start + len("hyväksyttiin")) == Span(3, text.index(","))
    start = excerpt.text.index("kirjattiin")
    assert excerpt.span(start) == Span(text.index("kirjattiin"), len(text))


@given(st.lists(st.sampled_from(["a-", "b", "Aa-", "-", "\n", "\n\n", "  ", "ja", "1-"])))
def test_every_letter_leads_back_to_itself(pieces: list[str]) -> None:
    text = canonicalise("".join(pieces))
    excerpt = Excerpt(split_blocks(text))
    for position, letter in enumerate(excerpt.text):
        if not letter.isspace():
            assert text[excerpt.span(position, position + 1).start] == letter
