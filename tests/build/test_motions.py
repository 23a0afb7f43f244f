"""Motions and votes in the public triples: who, how many, and what the body adopted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.corpora import BASE, Folder
from tests.build.test_laws import triples

NAME = "lumivaara/kh-33.txt"
PAGE = "eli/dl/lumivaara/kaupunginhallitus/2026/33"
THING = f"{BASE}{PAGE}"

MINUTES = """\
Hiihtoladun valaiseminen

KH 16.02.2026 § 33
38/02.05.01/2026

Esittelijä\tKaupunginjohtaja Helka Saarenketo
Päätösehdotus\tPäätetään valaista latu.
Päätös\tJäsen Niilo Niemi ehdotti jäsen Outi Oksan kannattamana, että latua ei valaista. Ne, \
jotka kannattavat esittelijän ehdotusta, äänestävät JAA ja ne, jotka kannattavat Niemen \
ehdotusta, äänestävät EI. Äänestyksessä annettiin {votes}. {result}
"""
LOST = "Päätökseksi tuli Niemen ehdotus."
WON = "Päätökseksi tuli esittelijän ehdotus."


def page(folder: Folder, votes: str, result: str) -> None:
    """Publish a § with a vote."""
    folder.write(NAME, MINUTES.format(votes=votes, result=result))
    fates = {each["document"]: each["fate"] for each in folder.build().documents}
    assert fates[NAME] == "published"


def numbers(folder: Folder, term: str) -> list[str]:
    return [one.partition('"')[0] for one in triples(folder, PAGE, term)]


def test_a_counter_proposal_that_won_is_what_the_body_adopted(built: Folder) -> None:
    page(built, "2 JAA-ääntä (Aalto, Vaara) ja 3 EI-ääntä (Niemi, Oksa, Saari)", LOST)
    assert triples(built, PAGE, "#adopts") == [f"{THING}#vastaehdotus-1"]
    assert triples(built, PAGE, "def#decidingVote") == [f"{THING}#aanestys-1"]
    assert triples(built, PAGE, "opengov#result") == ["http://www.w3.org/ns/opengov#Fail"]


def test_a_proposal_that_won_is_what_the_body_adopted(built: Folder) -> None:
    page(built, "3 JAA-ääntä ja 2 EI-ääntä", WON)
    assert triples(built, PAGE, "#adopts") == [f"{THING}#ehdotus"]
    assert triples(built, PAGE, "opengov#result") == ["http://www.w3.org/ns/opengov#Pass"]


def test_a_printed_nought_is_a_number_and_what_is_not_printed_is_not_there(built: Folder) -> None:
    page(built, "5 JAA-ääntä ja 0 EI-ääntä", WON)
    assert numbers(built, "number_of_votes_favor") == ["5"]
    assert numbers(built, "number_of_votes_against") == ["0"]
    assert sorted(numbers(built, "rdf-syntax-ns#value")) == ["0", "5"]
    for term in ("number_of_votes_abstention", "numberOfAbsent", "number_of_attendees"):
        assert numbers(built, term) == []


def test_blank_votes_are_abstentions_too_and_tell_how_many_voted(built: Folder) -> None:
    page(built, "4 JAA-ääntä, 2 EI-ääntä ja 1 tyhjä", WON)
    assert numbers(built, "number_of_votes_abstention") == ["1"]
    assert numbers(built, "def#numberOfBlankVotes") == ["1"]
    assert numbers(built, "number_of_attendees") == ["7"]


def test_a_casting_vote_is_told_in_a_tie(built: Folder) -> None:
    tie = "3 JAA-ääntä ja 3 EI-ääntä"
    page(built, tie, f"Puheenjohtajan ääni ratkaisi asian. {WON}")
    assert triples(built, PAGE, "def#castingVote")[0].endswith("koodi/aani#jaa")


@pytest.mark.parametrize(("mode", "named"), [("role", True), ("strict", False)])
def test_voters_are_named_only_where_names_are_published(
    tmp_path: Path, mode: str, *, named: bool
) -> None:
    folder = Folder.create(tmp_path / "folder", {})
    folder.change_settings('mode = "role"', f'mode = "{mode}"')
    page(folder, "2 JAA-ääntä (Aino Aalto, Vesa Vaara) ja 1 EI-ääni (Niilo Niemi)", WON)
    voters = triples(folder, PAGE, "opengov#vote")
    assert len(voters) == (3 if named else 0)
    assert numbers(folder, "number_of_votes_favor") == ["2"]
    text = folder.page(f"{PAGE}.html")
    assert [name in text for name in ("Aino Aalto", "Vesa Vaara", "Niemi")] == [named] * 3


def test_a_lot_and_an_election_are_told(built: Folder) -> None:
    built.write(
        NAME,
        "Ladun hoitaja\n\nKH 16.02.2026 § 33\n38/02.05.01/2026\n\n"
        "Päätösehdotus\tValitaan ladun hoitajat.\n"
        "Päätös\tKaupunginhallitus valitsi hoitajiksi Outi Oksan ja Niilo Niemen. Äänet menivät "
        "tasan, ja arpa ratkaisi.\n",
    )
    built.build()
    assert triples(built, PAGE, "decision_method")[0].endswith("aanestystapa#arpa")
