"""Which language a text is in."""

from __future__ import annotations

import pytest

from publisher.finnish.languages import language_of
from publisher.model import Language
from tests.quality.extracting import readers


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kunnanhallitus päättää, että asia on selvitettävä ja tuotava uudelleen.", "fi"),
        ("Kommunstyrelsen beslutar att ärendet är klart och att det tas till protokollet.", "sv"),
        (
            "Dynasty tietopalvelu Haku RSS\nNämnden godkände förslaget och beslöt att det är bra.",
            "sv",
        ),
        ("123", "fi"),
    ],
)
def test_small_words_tell_the_language(text: str, language: Language) -> None:
    assert language_of(text, readers().phrases) == language
