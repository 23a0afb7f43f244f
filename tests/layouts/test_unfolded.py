"""Pages that have lost the buttons that unfold their parts."""

from __future__ import annotations

import pytest

from publisher.layouts.headed import by_headings
from publisher.layouts.unfolded import unfold
from tests.sources.systems import lines, readers_of

DECIDED = "Kaupunginhallitus päätti panna asian pöydälle."
PROPOSED = "Kaupunginhallitus päättää hyväksyä sopimuksen."
AS_PROPOSED = "Päätös on ehdotuksen mukainen."

PAGES = [
    # The proposal stands above the first button, the reasons above the second.
    (
        ["Päätös", DECIDED, PROPOSED, "Sulje", "Syyt.", "Sulje"],
        ["Syyt.", "Päätös", DECIDED, "Päätösehdotus", PROPOSED],
    ),
    (
        ["Päätös", DECIDED, "Käsittely", "Asiaa kuultiin.", PROPOSED, "Ja muuta.", "Close"],
        ["Päätös", DECIDED, "Käsittely", "Asiaa kuultiin.", "Päätösehdotus", PROPOSED, "Ja muuta."],
    ),
    # Without a button nothing tells where the decision ends.
    (["Päätös", DECIDED, PROPOSED], ["Päätös", DECIDED, PROPOSED]),
    # What is announced by a colon, or moved, is no proposal of the presenter.
    (
        ["Päätös", "Kaupunginhallitus esitti:", PROPOSED, "Sulje"],
        ["Päätös", "Kaupunginhallitus esitti:", PROPOSED],
    ),
    (
        ["Päätös", DECIDED, "Käsittely", "Vastaehdotus: Aino Aalto:", "Näin:", PROPOSED, "Sulje"],
        ["Päätös", DECIDED, "Käsittely", "Vastaehdotus: Aino Aalto:", "Näin:", PROPOSED],
    ),
    (
        ["Päätös", DECIDED, "Käsittely", "Aino Aalto ehdotti muuta.", PROPOSED, "Sulje"],
        ["Päätös", DECIDED, "Käsittely", "Aino Aalto ehdotti muuta.", PROPOSED],
    ),
    # What follows the sentence on what was decided about the motion is the proposal.
    (
        [
            "Päätös",
            DECIDED,
            "Käsittely",
            "Vastaehdotus:",
            "Aino Aalto: Uusi kappale:",
            PROPOSED,
            "Kaupunginhallitus hyväksyi vastaehdotuksen.",
            PROPOSED,
            "Sulje",
        ],
        [
            "Päätös",
            DECIDED,
            "Käsittely",
            "Vastaehdotus:",
            "Aino Aalto: Uusi kappale:",
            PROPOSED,
            "Kaupunginhallitus hyväksyi vastaehdotuksen.",
            "Päätösehdotus",
            PROPOSED,
        ],
    ),
    # Another body's proposal is part of the decision.
    (
        ["Päätös", DECIDED, "Kaupunginvaltuusto päättää siitä.", "Sulje"],
        ["Päätös", DECIDED, "Kaupunginvaltuusto päättää siitä."],
    ),
    # An officer is no body.
    (
        ["Päätös", "Päällikkö päätti näin.", "Päällikkö päättää näin.", "Sulje"],
        ["Päätös", "Päällikkö päätti näin.", "Päällikkö päättää näin."],
    ),
    # After the sentence that the decision is as proposed, all is background.
    (
        ["Päätös", DECIDED, "Käsittely", "Kuultiin.", AS_PROPOSED, "Syyt."],
        ["Syyt.", "Päätös", DECIDED, "Käsittely", "Kuultiin.", AS_PROPOSED],
    ),
    # Earlier handlings come last, also before other parts of the page.
    (
        [
            "Päätös",
            DECIDED,
            "Sulje",
            "Kh 1.2.2031 § 3",
            "Päätös",
            "Näin.",
            "Sulje",
            "Liitteet",
            "1 A",
        ],
        ["Päätös", DECIDED, "Liitteet", "1 A", "Kh 1.2.2031 § 3", "Päätös", "Näin."],
    ),
    ([], []),
]


@pytest.mark.parametrize(("texts", "expected"), PAGES, ids=lambda texts: " / ".join(texts)[-60:])
def test_the_parts_of_a_page_get_their_headings_back(texts: list[str], expected: list[str]) -> None:
    blocks = unfold(lines(*texts), by_headings(readers_of("paatokset")))
    assert [block.text for block in blocks] == expected


def test_a_heading_that_was_lost_takes_no_characters() -> None:
    blocks = unfold(
        lines("Päätös", DECIDED, PROPOSED, "Sulje"), by_headings(readers_of("paatokset"))
    )
    assert [block.text for block in blocks if block.span.start == block.span.end] == [
        "Päätösehdotus"
    ]


def test_there_are_as_many_pages_as_there_were() -> None:
    assert len(PAGES) == 12
