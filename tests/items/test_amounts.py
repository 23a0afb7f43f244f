"""Sums of money, and whether they are spent or received."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publisher.documents.excerpt import Excerpt
from publisher.documents.text import split_blocks
from publisher.items.amounts import read_amounts
from publisher.model import Place
from tests.quality.extracting import readers

AMOUNTS = [
    ("yhteensä 10 000 euroa", ["10000"]),
    ("21 400 000 euron", ["21400000"]),
    ("vaihtelivat 1 118 000 eurosta 1 467 500 euroon", ["1118000", "1467500"]),
    ("muutos on -120 000 euroa", ["-120000"]),
    ("muutos on −120 000 €", ["-120000"]),
    ("10 000–20 000 euroa", ["20000"]),
    ("2-120 000 euroa", ["120000"]),
    ("hinta on 0,50 euroa", ["0.50"]),
    ("3,2 miljoonaa euroa", ["3200000"]),
    ("noin kuusi (6) miljoonaa euroa", ["6000000"]),
    ("1,125 milj. euroa", ["1125000"]),
    ("2,5 M€ ja 500 t€", ["2500000", "500000"]),
    ("35 000 €.", ["35000"]),
    ("1.118.000,00 euroa", ["1118000"]),
    ("vuonna 2025 120 000 euroa", ["120000"]),
    ("kohta 12 10 000 euroa", ["10000"]),
    ("1 980 euro i månaden", ["1980"]),
    ("5 eurooppalaista", []),
    ("asia 418/10.03.02/2025 euroa", []),
    ("1 184 m²", []),
]

# Sentences of decisions, each sum with what becomes of it.
DIRECTIONS = [
    ("Seuralle myönnetään avustusta 1 500 euroa.", [("1500", "expenditure")]),
    ("Lautakunta myöntää 900 euron suuruisen kohdeavustuksen.", [("900", "expenditure")]),
    (
        "Avustukset myönnetään seuraavasti: Uimarit 200 euroa, Hiihtäjät 350 euroa.",
        [("200", "expenditure"), ("350", "expenditure")],
    ),
    ("Nämnden beviljar byaföreningen 800 euro i bidrag.", [("800", "expenditure")]),
    ("Hankkeelle varataan 40 000 euron määräraha.", [("40000", "expenditure")]),
    ("Auto hankitaan Pyörä Oy:ltä hintaan 31 200 euroa.", [("31200", "expenditure")]),
    ("Siihen varataan vuodelle 2027 18 500 euroa.", [("18500", "expenditure")]),
    ("Ett anslag på 12 000 euro reserveras.", [("12000", "expenditure")]),
    ("Kaupunki myy tontin 28 000 euron kauppahinnalla.", [("28000", "income")]),
    ("Tomten säljs för 15 500 euro.", [("15500", "income")]),
    ("Venepaikasta peritään 85 euroa vuodessa.", [("85", "income")]),
    ("Vuokratulot ovat 9 600 euroa vuodessa.", [("9600", "income")]),
    # Words for both.
    ("Tulot ovat 100 euroa ja menot 90 euroa.", [("100", None), ("90", None)]),
    # None.
    ("Sopimuksen arvo on 5 000 euroa.", [("5000", None)]),
    # What others spend, or may spend.
    ("Kunta hakee avustusta 60 000 euroa.", [("60000", None)]),
    ("Ministeriö myöntää kunnalle avustusta 60 000 euroa.", [("60000", None)]),
    # A total of which the sum that is spent is a part.
    (
        "Kokonaiskustannuksiltaan 80 000 euron hankkeeseen myönnetään avustusta 20 000 euroa.",
        [("80000", None), ("20000", "expenditure")],
    ),
    # A word of another sentence says nothing.
    (
        "Määräraha on talousarviossa. Sopimus on 700 euroa.",
        [("700", None)],
    ),
    # The word is another one.
    ("Menossa oleva hanke maksaa 700 euroa.", [("700", None)]),
    ("Tuloksena on 700 euroa.", [("700", None)]),
    ("Tulomäärärahan muutos on 700 euroa.", [("700", None)]),
]


@pytest.mark.parametrize(("text", "values"), AMOUNTS)
def test_sums_are_read_in_euros(text: str, values: list[str]) -> None:
    found = list(read_amounts(Excerpt(split_blocks(text)), Place.PREPARATION, readers().phrases))
    assert [amount.value.value for amount in found] == [Decimal(value) for value in values]


@pytest.mark.parametrize(("text", "expected"), DIRECTIONS)
@pytest.mark.parametrize("place", [Place.PROPOSAL, Place.DECISION])
def test_sums_are_spent_or_received_where_the_sentence_says_so(
    text: str, expected: list[tuple[str, str | None]], place: Place
) -> None:
    found = list(read_amounts(Excerpt(split_blocks(text)), place, readers().phrases))
    told = [(str(one.value.value), one.direction and one.direction.value.value) for one in found]
    assert told == expected


def test_the_words_that_say_it_are_evidence() -> None:
    text = "Päätetään myydä tontti.\nTontti myydään hintaan 28 000 euroa."
    (found,) = read_amounts(Excerpt(split_blocks(text)), Place.DECISION, readers().phrases)
    assert found.direction is not None
    span = found.direction.span
    assert text[span.start : span.end] == "myydään"


def test_what_the_background_tells_may_be_of_others() -> None:
    text = "Seura myy tontin 28 000 euron hintaan."
    (found,) = read_amounts(Excerpt(split_blocks(text)), Place.PREPARATION, readers().phrases)
    assert found.direction is None


def test_all_cases_are_there() -> None:
    assert (len(AMOUNTS), len(DIRECTIONS)) == (20, 21)
