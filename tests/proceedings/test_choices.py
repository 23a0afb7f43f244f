"""What each side of a vote was for: the proposal that the handling began with, or motions."""

from __future__ import annotations

import pytest

from publisher.model import Choice
from publisher.proceedings.motions import read_motions
from publisher.proceedings.votes import read_votes
from tests.proceedings.narratives import excerpt
from tests.quality.extracting import readers

OAKS = "Outi Oksa esitti Niilo Niemen kannattamana, että maksu on 6 euroa. "
COUNTED = " Äänestyksessä annettiin {} JAA-ääntä ja {} EI-ääntä."
PROPOSAL, FIRST = Choice(proposal=True), Choice(motions=(1,))

CHOICES: list[tuple[str, list[tuple[Choice | None, Choice | None]]]] = [
    (
        OAKS + "Ne, jotka kannattavat pohjaehdotusta, äänestävät JAA ja ne, jotka kannattavat "
        "Oksan esitystä, äänestävät EI." + COUNTED.format(7, 4),
        [(PROPOSAL, FIRST)],
    ),
    # The other way round.
    (
        OAKS + "Ne, jotka kannattavat Oksan esitystä, äänestävät JAA ja ne, jotka kannattavat "
        "pohjaehdotusta, äänestävät EI." + COUNTED.format(7, 4),
        [(FIRST, PROPOSAL)],
    ),
    # Only one side is named: what is left is the proposal, since there is one motion.
    (
        OAKS + "Oksan esitystä kannattavat äänestävät EI." + COUNTED.format(7, 4),
        [(PROPOSAL, FIRST)],
    ),
    # Two motions against each other, then the winner against the proposal.
    (
        "Aino Aalto esitti Vesa Vaaran kannattamana, että maksu on 5 euroa. " + OAKS + "Ne, jotka "
        "kannattavat Aallon esitystä, äänestävät JAA ja ne, jotka kannattavat Oksan esitystä, "
        "äänestävät EI."
        + COUNTED.format(5, 2)
        + " Ne, jotka kannattavat pohjaehdotusta, äänestävät JAA ja ne, jotka kannattavat Aallon "
        "esitystä, äänestävät EI." + COUNTED.format(3, 4),
        [(FIRST, Choice(motions=(2,))), (PROPOSAL, FIRST)],
    ),
    # Without a word about what the sides meant, and two motions, nobody can tell.
    (
        "Aino Aalto esitti Vesa Vaaran kannattamana, että maksu on 5 euroa. " + OAKS + "Asiasta "
        "äänestettiin." + COUNTED.format(5, 2),
        [(None, None)],
    ),
    # The motion is told of in another place: the proposal is named, the other side is not known.
    (
        "Ne, jotka kannattavat esittelijän ehdotusta, äänestävät JAA." + COUNTED.format(5, 2),
        [(PROPOSAL, None)],
    ),
]


@pytest.mark.parametrize(("text", "choices"), CHOICES)
def test_each_side_of_a_vote_is_for_what_the_text_says(
    text: str, choices: list[tuple[Choice | None, Choice | None]]
) -> None:
    lines, phrases = excerpt(text), readers().phrases
    _, votes = read_motions(lines, read_votes(lines, phrases), phrases)
    assert [(vote.yes_for, vote.no_for) for vote in votes] == choices


def test_the_table_is_as_long_as_it_was() -> None:
    assert len(CHOICES) == 6


CASTING = [
    ("Annettiin 4 JAA-ääntä ja 4 EI-ääntä. Puheenjohtajan ääni ratkaisi asian.", True),
    ("Annettiin 4 JAA-ääntä ja 4 EI-ääntä puheenjohtajan äänestäessä JAA.", True),
    ("Annettiin 5 JAA-ääntä ja 4 EI-ääntä puheenjohtajan äänestäessä JAA.", False),
    ("Vid omröstningen avgavs 4 ja-röster och 4 nej-röster. Ordförandens röst avgjorde.", True),
]


@pytest.mark.parametrize(("text", "cast"), CASTING)
def test_a_casting_vote_is_one_only_in_a_tie(text: str, *, cast: bool) -> None:
    [vote] = read_votes(excerpt(text), readers().phrases)
    assert (vote.casting is not None) == cast


def test_the_table_of_casting_votes_is_as_long_as_it_was() -> None:
    assert len(CASTING) == 4
