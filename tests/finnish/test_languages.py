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


def test_a_long_beginning_in_the_other_language_does_not_decide() -> None:
    """Minutes of a bilingual town may begin with pages in the other language."""
    beginning = "Nämnden beslöt att det är bra. " * 200
    minutes = "Lautakunta päättää, että se on hyvä ja että asia on valmis. " * 200
    assert len(beginning) > 6_000
    assert language_of(beginning + minutes, readers().phrases) == "fi"
