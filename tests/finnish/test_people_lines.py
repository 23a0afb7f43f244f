"""People over several lines."""

from __future__ import annotations

import pytest

from publisher.finnish.people_lines import parse_people_lines
from tests.quality.extracting import readers

ADDRESSES = "m@koivulampi.example, o@koivulampi.example"
# Lines, the people at their beginning, and how many lines they take.
TEXTS: list[tuple[str, list[tuple[str, str | None]], int]] = [
    (
        "Minna Mallinen\nm@koivulampi.example\nvt.opetuspäällikkö\nHuoltajat ovat hakeneet lupaa.",
        [("Minna Mallinen", "vt.opetuspäällikkö")],
        3,
    ),
    (
        f"Minna Mallinen, Oiva Tanska\n{ADDRESSES}\nKehittämispäällikkö, Rehtori\nTaustaa",
        [("Minna Mallinen", "Kehittämispäällikkö"), ("Oiva Tanska", "Rehtori")],
        3,
    ),
    (
        f"Minna Mallinen, Oiva Tanska\n{ADDRESSES}\nKehittämispäällikkö\nTaustaa",
        [("Minna Mallinen", None), ("Oiva Tanska", None)],
        2,
    ),
    (
        "Minna Mallinen, sivistys- ja\nhyvinvointijohtaja\nOiva Tanska,\nLiisa Harjula ja\n"
        "Ville Koskela\nAsia on",
        [
            ("Minna Mallinen", "sivistys- ja hyvinvointijohtaja"),
            ("Oiva Tanska", None),
            ("Liisa Harjula", None),
            ("Ville Koskela", None),
        ],
        5,
    ),
    ("Konsernihallinto\nMinna Mallinen\n\nAsiaa on valmisteltu.", [("Minna Mallinen", None)], 2),
    ("Minna Mallinen, tekninen\njohtaja\nAsia on", [("Minna Mallinen", "tekninen johtaja")], 2),
    ("Minna Mallinen\n\nm@koivulampi.example\n\nrehtori", [("Minna Mallinen", "rehtori")], 3),
    ("Mallinen Minna\nTanska Oiva", [("Mallinen Minna", None), ("Tanska Oiva", None)], 2),
    ("Hallinto\nTaustaa", [], 0),
    ("Asiaa on valmisteltu.\nMinna Mallinen", [], 0),
    ("rehtori\nMinna Mallinen", [("Minna Mallinen", "rehtori")], 2),
    ("", [], 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people", "lines"), TEXTS)
def test_people_may_take_several_lines(
    text: str, people: list[tuple[str, str | None]], lines: int
) -> None:
    found = parse_people_lines(text, readers().phrases)
    assert [(person.name, person.title) for person in found.people] == people
    assert found.lines == lines
    for person in found.people:
        printed = " ".join(text[person.start : person.end].split())
        assert all(part in printed for part in (person.name, person.title) if part)


def test_there_are_as_many_texts_as_there_were() -> None:
    assert len(TEXTS) == 12


@pytest.mark.parametrize(
    "piece", ["Minna Mallinen\n", "rehtori\n", "Minna Mallinen,\n", "a\n", ", "]
)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    found = parse_people_lines(piece * (100_000 // len(piece)), readers().phrases)
    assert found.lines >= 0
