"""Where a case stands, by its last handling."""

from __future__ import annotations

import pytest

from publisher.store import Text
from publisher.web.case_status import read_case_status
from publisher.web.rows import CaseRow

CODES = "https://w3id.org/pykala/koodi/"
JANUARY, LATER = "2026-01-12", "2026-02-02"
OPEN, DECIDED = "kasittelyn-tila:vireilla", "kasittelyn-tila:ratkaistu"

# The handlings of a case: day, body and outcome of each; then where it stands.
CASES = [
    ([(JANUARY, "hallitus", "jatetty-poydalle")], OPEN),
    ([(JANUARY, "lautakunta", "palautettu-valmisteluun")], OPEN),
    ([(JANUARY, "valtuusto", "palautettu-valmisteluun")], OPEN),
    ([(JANUARY, "valtuusto", "hyvaksytty")], DECIDED),
    ([(JANUARY, "valtuusto", "valittu")], DECIDED),
    ([(JANUARY, "valtuusto", "hylatty")], DECIDED),
    # Taken up again, and decided or not.
    (
        [(JANUARY, "hallitus", "jatetty-poydalle"), (LATER, "hallitus", "hyvaksytty")],
        None,
    ),
    (
        [(JANUARY, "hallitus", "hyvaksytty"), (LATER, "valtuusto", "hyvaksytty")],
        DECIDED,
    ),
    # A board may propose to the council what it approves; what is noted decides nothing.
    ([(JANUARY, "hallitus", "hyvaksytty")], None),
    ([(JANUARY, "valtuusto", "merkitty-tiedoksi")], None),
    ([(JANUARY, "valtuusto", None)], None),
    # Off the agenda of that meeting, perhaps to come back.
    ([(JANUARY, "hallitus", "poistettu-esityslistalta")], None),
    # Two on one day: which of them was the last is not told.
    ([(JANUARY, "hallitus", "hyvaksytty"), (JANUARY, "valtuusto", "hyvaksytty")], None),
]


def rows(handlings: list[tuple[str, str, str | None]]) -> list[CaseRow]:
    """Each handling with a title in two languages."""
    return [
        CaseRow(
            page="urn:case",
            handling=f"urn:{number}",
            date=day,
            label=(Text("Laituri", "fi"), Text("Bryggan", "sv")),
            activity_id=f"§ {number}",
            body_name=body,
            outcome=outcome and f"{CODES}tulos#{outcome}",
            secret=None,
            number="1/2026",
            classes=None,
            body_kind=f"{CODES}toimielin#{body}",
            body=f"urn:{body}",
            order=str(number),
        )
        for number, (day, body, outcome) in enumerate(handlings)
    ]


@pytest.mark.parametrize(("handlings", "status"), CASES)
def test_the_last_handling_tells(
    handlings: list[tuple[str, str, str | None]], status: str | None
) -> None:
    assert read_case_status().of(rows(handlings)) == status


def test_all_cases_are_there() -> None:
    assert len(CASES) == 13
