"""What proves that a text begins with the front page of minutes, and what does not."""

from __future__ import annotations

import pytest

from publisher.documents.text import split_blocks
from publisher.meetings.front_heads import read_heads
from publisher.meetings.front_proof import proves_meeting, says_minutes
from publisher.meetings.words import meeting_words
from tests.quality.extracting import readers

PROVING = [
    "Tammisuon kunta\n\nKOKOUSKUTSU 3/2014\n\nAika\n3.2.2014\n\nPaikka\nKoulu",
    "KOKOUSPÖYTÄKIRJA\n\nAika\n3.2.2014\n\nPaikka\nKoulu\n\nLäsnä\nAnna\n\nPoissa\nEero",
    "Aika\n3.2.\n\nPaikka\nKoulu\n\nLäsnä\nAnna\n\nPoissa\nEero\n\nPöytäkirjan tarkastus\nEero",
]
NOT_PROVING = [
    "Kunnanhallitus\n\nAika\n3.2.2014 klo 18\n\nPaikka\nKoulu\n\nKutsu on lehdessä.",
    "Retki\n\nAika\n3.2.2014\n\nPaikka\nKoulu\n\nOsallistujat\nAnna ja Eero",
    "Tammisuon kunta\n\nPöytäkirja pidetään nähtävänä.\n\nPaikka\nKoulu",
]


def proves(text: str, title: str = "") -> bool:
    phrases = readers().phrases
    above = split_blocks(title)
    return proves_meeting(
        split_blocks(text), above, read_heads(above, meeting_words(), phrases), phrases
    )


@pytest.mark.parametrize("text", PROVING)
def test_enough_headings_of_a_front_page_prove_a_meeting(text: str) -> None:
    assert proves(text)


@pytest.mark.parametrize("text", NOT_PROVING)
def test_time_and_place_alone_prove_nothing(text: str) -> None:
    assert not proves(text)


def test_a_title_that_says_what_it_is_proves_as_much_as_a_heading() -> None:
    text = "Kunnanhallitus\n\nAika\nklo 18\n\nPaikka\nKoulu"
    assert not proves(text)
    assert not proves(text, "Kunnanhallitus")
    assert proves(f"{text}\n\nLäsnä\nAnna", "Tammisuon pöytäkirja")


def test_minutes_say_so_at_the_beginning_of_a_line_or_in_capitals() -> None:
    assert says_minutes(split_blocks("Pöytäkirja 3/2014"), ())
    assert says_minutes(split_blocks("TAMMISUON KUNTA PÖYTÄKIRJA 3/2014"), ())
    assert says_minutes((), split_blocks("Nämnden, Protokoll"))
    assert not says_minutes(split_blocks("Tarkastettu pöytäkirja on koululla."), ())
