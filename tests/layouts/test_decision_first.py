"""Items that print the decision first, and the handlings before them last."""

from __future__ import annotations

from publisher.items.heading import Heading
from publisher.layouts.decision_first import HeadedReading, read_headed, split_history
from publisher.layouts.headed import by_headings
from tests.sources.systems import lines, readers_of

HEADING = Heading(
    body=None,
    day=None,
    section=None,
    case_number=None,
    classification=None,
    title=None,
    length=0,
)
VOTED = (
    "Käsittely",
    "Esteelliset: Eero Elo",
    "Jaa-äänet: 2",
    "Aino Aalto, Liisa Lahti",
    "Ei-äänet: 9",
)


def read(*texts: str) -> HeadedReading:
    return read_headed(lines(*texts), HEADING, by_headings(readers_of("ahjo")))


def test_nothing_of_an_earlier_handling_is_in_the_current_one() -> None:
    before = ("Kaupunginhallitus 12.1.2031 § 8", "Päätös", "Asia jätettiin pöydälle.", *VOTED)
    reading = read("Päätös", "Kaupunginhallitus päätti näin.", "Päätöshistoria", *before)
    (earlier,) = reading.item.earlier
    assert earlier.section is not None
    assert earlier.section.value == 8
    assert [one.person.name for one in earlier.recusals] == ["Eero Elo"]
    assert reading.item.recusals == ()
    assert reading.item.votes == ()
    assert reading.item.discussion is None


def test_a_history_without_heading_begins_at_the_line_that_opens_a_handling() -> None:
    blocks = lines(
        "Päätös", "Kh 12.1.2031 § 8", "Teksti.", "Kh 3.2.2031 § 9", "Päätös", "Hyväksyttiin."
    )
    own, before = split_history(blocks, by_headings(readers_of("ahjo")))
    assert [block.text for block in own] == ["Päätös", "Kh 12.1.2031 § 8", "Teksti."]
    assert len(before) == 3


def test_a_line_above_a_case_number_opens_a_handling_without_a_decision() -> None:
    before = (
        "Kaupunginhallitus 12.1.2031 § 8",
        "HEL 2030-000123 T 00 00 02",
        "Päätös",
        "Asia jätettiin pöydälle.",
        "Kulttuurilautakunta 3.12.2030 § 120",
        "HEL 2030-000123 T 00 00 02",
        "Lausunto",
        "Lautakunta puoltaa hakemusta.",
    )
    reading = read("Päätös", "Kaupunginhallitus päätti näin.", "Päätöshistoria", *before)
    first, second = reading.item.earlier
    assert first.preparation is None
    assert second.section is not None
    assert (second.section.value, second.decision) == (120, None)
    assert second.preparation is not None
    assert second.preparation.value.endswith("Lautakunta puoltaa hakemusta.")


def test_a_line_above_another_heading_than_that_of_a_decision_opens_nothing() -> None:
    blocks = lines("Päätös", "Kaupunginhallitus 12.1.2031 § 8", "Esittelijä", "pormestari")
    assert split_history(blocks, by_headings(readers_of("ahjo"))) == (blocks, ())


def test_handlings_that_are_only_listed_have_no_text() -> None:
    listed = ("Kaupunginhallitus 12.1.2031 § 8", "Kulttuurilautakunta 3.12.2030 § 120")
    reading = read("Päätös", "Kaupunginhallitus päätti näin.", "Päätöshistoria", *listed)
    earlier = reading.item.earlier
    assert [one.section.value for one in earlier if one.section] == [8, 120]
    assert all(one.decision is None for one in earlier)


def test_what_an_officer_decided_before_is_no_handling() -> None:
    before = ("Liikuntapalvelut Johtaja 12.1.2031 § 8", "Päätös", "Johtaja päätti ostaa veneen.")
    reading = read("Päätös", "Kaupunginhallitus päätti näin.", "Päätöshistoria", *before)
    assert reading.item.earlier == ()
    assert reading.item.decision is not None
    assert reading.item.decision.text.value == "Kaupunginhallitus päätti näin."
    assert len(reading.ignored) == 4


def test_what_a_board_decided_to_propose_is_its_decision() -> None:
    reading = read("Esitys", "Kaupunginhallitus päätti panna asian pöydälle.")
    assert reading.item.decision is not None
    assert reading.item.proposal is None
    assert reading.body is not None
    assert reading.body.value == "Kaupunginhallitus"
    assert not reading.is_proposal


def test_what_is_only_proposed_is_not_decided() -> None:
    reading = read("Esitys", "Kaupunginhallitus päättää panna asian pöydälle.")
    assert reading.item.decision is None
    assert reading.is_proposal


def test_the_heading_of_a_secret_decision_makes_no_proposal_of_the_item() -> None:
    reading = read("Päätös", "Käsittely", "Esittelijä", "Muutoksenhaku")
    assert (reading.item.decision, reading.item.proposal) == (None, None)
    assert not reading.is_proposal


def test_the_law_under_the_appeal_is_one_of_the_decision() -> None:
    reading = read("Päätös", "Näin.", "Muutoksenhaku", "Sovellettava lainkohta: Kuntalaki 136 §")
    assert [(one.statute, one.section) for one in reading.item.citations] == [("410/2015", "136")]


def test_set_phrases_in_another_language_do_not_count() -> None:
    appeal = "Tähän päätökseen ei saa hakea muutosta, koska se on valmistelua ja se ei ole päätös."
    reading = read("Beslut", "Nämnden beslutade att det är bra.", "Muutoksenhaku", appeal)
    assert reading.language == "sv"
