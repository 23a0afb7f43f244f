"""What is noted beside names in lists: §§, in whose place somebody came, and a group."""

from __future__ import annotations

import pytest

from publisher.model.people import Attendance
from tests.meetings.test_attendance import attendance

# Lines of members, and of the one person in each at which §§ they were there. A bracket marks a §
# at which somebody may have come or gone; "unclear" that §§ are printed which do not tell.
SECTIONS = [
    ("Maija Ahola", ""),
    ("Maija Ahola, § 5-9", "5-9"),
    ("Ahola Maija, jäsen § 5–9", "5-9"),
    ("Maija Ahola, 15−27 §", "15-27"),
    ("Maija Ahola, §§ 5‑9", "5-9"),
    ("Maija Ahola (§ 7)", "7-7"),
    ("Maija Ahola, paikalla §:t 1–4", "1-4"),
    ("Maija Ahola, läsnä §:t 1–4 ja 7–9", "1-4 7-9"),
    ("Maija Ahola, §:t\n1-4,\n7-9", "1-4 7-9"),
    ("Maija Ahola, jäsen\n§ 5-9", "5-9"),
    ("Maija Ahola, § 1, 3 ja 5-6", "1-1 3-3 5-6"),
    ("Maija Ahola, pykälät 5-9", "5-9"),
    ("Maija Ahola-Lehto, § 103–105", "103-105"),
    ("Maija Ahola, saapui § 7", "(7-"),
    ("Maija Ahola, saapui § 7 (klo 18.12)", "(7-"),
    ("Maija Ahola, saapui klo 18.12, § 7", "(7-"),
    ("Maija Ahola, saapui klo 18.12 7 §:n aikana", "(7-"),
    ("Maija Ahola, saapui § 6 jälkeen", "7-"),
    ("Maija Ahola, saapui ennen § 7 käsittelyä", "7-"),
    ("Maija Ahola, § 7 alkaen", "7-"),
    ("Maija Ahola, 7 §:stä lähtien", "7-"),
    ("Maija Ahola, poistui § 9", "-9)"),
    ("Maija Ahola, poistui § 9 jälkeen", "-9"),
    ("Maija Ahola, poistui ennen § 10 käsittelyä klo 20", "-9"),
    ("Maija Ahola, § 9 asti", "-9"),
    ("Maija Ahola, saapui § 3 jälkeen ja poistui § 9 jälkeen", "4-9"),
    ("Maija Ahola, poistui § 5 jälkeen, saapui § 8", "-5 (8-"),
    ("Eva Malmgren, anlände § 7", "(7-"),
    ("Eva Malmgren, anlände efter § 6 kl. 18.12", "7-"),
    ("Eva Malmgren, närvarande §§ 1–4 och 7", "1-4 7-7"),
    ("Eva Malmgren, fr.o.m. § 7", "7-"),
    ("Eva Malmgren, t.o.m. § 9", "-9"),
    ("Eva Malmgren, avlägsnade sig efter § 9", "-9"),
    ("Eva Malmgren, lämnade mötet före § 9", "-8"),
    # They say something else, or not for certain.
    ("Maija Ahola, esteellinen § 7", "unclear"),
    ("Maija Ahola, § 7 jäävi", "unclear"),
    ("Maija Ahola, poissa klo 17.30-18.00", "unclear"),
    ("Maija Ahola, suunnittelija, § 7 asiantuntijana", "7-7"),
    ("Maija Ahola, poissa § 7", "unclear"),
    ("Maija Ahola, poistui § 7 ajaksi", "unclear"),
    ("Maija Ahola, poistui § 7 jälkeen jäävinä", "unclear"),
    ("Maija Ahola, puheenjohtaja § 1-6, 8-9", "unclear"),
    ("Maija Ahola, puheenjohtaja, § 1-6", "unclear"),
    ("Maija Ahola, pöytäkirjantarkastaja § 5-9", "unclear"),
    ("Maija Ahola, § 9-5", "unclear"),
    ("Maija Ahola, saapui § 9, poistui § 5", "unclear"),
    ("Maija Ahola, § 5-9, § 7-12", "unclear"),
    ("Maija Ahola, 15-27", "unclear"),
    ("Eva Malmgren, jäv § 7", "unclear"),
    ("Eva Malmgren, avlägsnade sig under § 7", "unclear"),
    ("Maija Ahola, saapui klo 18.12", ""),
]

# Lines, who was absent, and in whose place the last person of the line came.
DEPUTIES = [
    ("Maija Ahola, varajäsen (Ville Kosken sijasta)", "Ville Koski", "Ville Koski"),
    ("Maija Ahola, varajäsen, Ville Kosken tilalla", "Ville Koski", "Ville Koski"),
    ("Maija Ahola, varajäsen Ville Kosken tilalla § 5-9", "Ville Koski", "Ville Koski"),
    ("Maija Ahola, varajäsen (Ville\nKosken tilalla)", "Ville Koski", "Ville Koski"),
    ("Maija Ahola, varajäsen (Kosken Villen tilalla)", "Ville Koski", "Ville Koski"),
    ("Maija Ahola, varajäsen (V. Kosken tilalla)", "Ville Koski", "Ville Koski"),
    ("Maija Ahola (Ville Kosken varajäsen)", "Ville Koski", "Ville Koski"),
    ("Maija Ahola, Ville Kosken henkilökohtainen varajäsen", "Ville Koski", "Ville Koski"),
    ("Maija Ahola, varajäsen (Anna-Liisa Mäki-Kosken tilalla)", "", "Anna-Liisa Mäki-Koski"),
    ("Maija Ahola, varajäsen (Ville Kosken tilalla)", "", "Ville Koski"),
    ("Ville Koski (poissa), varajäsen Maija Ahola", "", "Ville Koski"),
    ("Ville Koski, poissa, henkilökohtainen varajäsen Maija Ahola (kok.)", "", "Ville Koski"),
    ("Eva Malmgren, ersättare för Ville Koski", "", "Ville Koski"),
    ("Eva Malmgren (ers. för V Koski)", "Ville Koski", "Ville Koski"),
    ("Eva Malmgren, i stället för Bo af Koski", "Bo af Koski", "Bo af Koski"),
    ("Eva Malmgren, ersättare för Carl Norrman", "Carl Norrman", "Carl Norrman"),
    # Nobody, or not for certain who.
    ("Maija Ahola, varajäsen", "Ville Koski", None),
    ("Ville Koski, varajäsen Maija Ahola", "", None),
    ("Eva Malmgren, ersättare för Carl Norrman", "", None),
    ("Maija Ahola, varajäsen (V. Kosken tilalla)", "", None),
    ("Maija Ahola, varajäsen (V. Kosken tilalla)", "Ville Koski\nVeera Koski", None),
    ("Maija Ahola, varajäsen (Ville Hepun tilalla)", "", None),
]

GROUPS = [
    ("Maija Ahola (kok.), jäsen", ("Maija Ahola", "jäsen", "kok.", "kok")),
    ("Ahola Maija, SDP, varajäsen", ("Maija Ahola", "varajäsen", "SDP", "sdp")),
    ("Maija Vas, jäsen (KOK), kh:n edustaja", ("Maija Vas", "jäsen, kh:n edustaja", "KOK", "kok")),
    ("Maija Ahola\n(vihr.)", ("Maija Ahola", None, "vihr.", "vihr")),
    ("Eva Malmgren SFP", ("Eva Malmgren", None, "SFP", "rkp")),
    ("Eva Malmgren (obunden)", ("Eva Malmgren", None, "obunden", None)),
]


def the_last(line: str, absent: str = "") -> Attendance:
    found, unused = attendance(("members", line), *([("absent", absent)] if absent else []))
    assert unused == []
    return [one for one in found if one.presence.value != "absent"][-1]


def stretches(one: Attendance) -> str:
    if one.unclear:
        assert one.sections == ()
        return "unclear"
    return " ".join(
        f"{'(' * each.first_in_part}{each.first.value if each.first else ''}"
        f"-{each.last.value if each.last else ''}{')' * each.last_in_part}"
        for each in one.sections
    )


@pytest.mark.parametrize(("line", "expected"), SECTIONS)
def test_sections_at_which_somebody_was_there(line: str, expected: str) -> None:
    one = the_last(line)
    assert one.person.name in {"Maija Ahola", "Maija Ahola-Lehto", "Eva Malmgren"}
    assert stretches(one) == expected
    ends = [end for each in one.sections for end in (each.first, each.last) if end is not None]
    assert all(any(map(str.isdigit, line[end.span.start : end.span.end])) for end in ends)


@pytest.mark.parametrize(("line", "absent", "expected"), DEPUTIES)
def test_in_whose_place_a_deputy_came(line: str, absent: str, expected: str | None) -> None:
    one = the_last(line, absent)
    assert (one.deputy_for.name if one.deputy_for else None) == expected
    if one.deputy_for is not None:
        assert one.presence.value == "deputy"
        span = one.deputy_for.span
        assert "\n" not in line[span.start : span.end].replace("Ville\nKosken", "")


@pytest.mark.parametrize(("line", "expected"), GROUPS)
def test_a_group_is_no_part_of_name_or_title(
    line: str, expected: tuple[str, str | None, str, str | None]
) -> None:
    person = the_last(line).person
    assert person.group is not None
    found = (person.name, person.title, person.group.text, person.group.party)
    assert found == expected
    assert line[person.group.span.start : person.group.span.end] == person.group.text


def test_a_member_who_stands_before_the_deputy_was_absent() -> None:
    found, _ = attendance(("members", "Ville Koski (poissa), varajäsen Maija Ahola § 5-9"))
    assert [(one.person.name, one.presence.value, stretches(one)) for one in found] == [
        ("Ville Koski", "absent", ""),
        ("Maija Ahola", "deputy", "5-9"),
    ]


@pytest.mark.parametrize(
    "head", ["Jäsen\tVarajäsen", "Varsinaiset jäsenet   Henkilökohtaiset varajäsenet"]
)
def test_a_column_of_deputies_tells_for_whom_each_came(head: str) -> None:
    text = f"{head}\nx Minna Mallinen, pj.\tAnna Harjula\nEero Aho\tx Ville Koskela (sd)"
    found, unused = attendance(("members", text))
    assert unused == []
    assert [
        (one.person.name, one.presence.value, one.deputy_for.name if one.deputy_for else None)
        for one in found
    ] == [
        ("Minna Mallinen", "member", None),
        ("Eero Aho", "absent", None),
        ("Ville Koskela", "deputy", "Eero Aho"),
    ]


def test_the_same_in_swedish() -> None:
    text = "Ordinarie ledamot\tPersonlig ersättare\nEva Malmgren\tx Bo Lindroos"
    found, _ = attendance(("members", text))
    assert [one.deputy_for.name for one in found if one.deputy_for is not None] == ["Eva Malmgren"]


def test_without_a_heading_or_crosses_columns_tell_of_no_deputy() -> None:
    without_heading = "x Minna Mallinen\tAnna Harjula\nEero Aho\tx Ville Koskela"
    without_crosses = "Jäsen\tVarajäsen\nMinna Mallinen\tAnna Harjula"
    for text in (without_heading, without_crosses):
        found, _ = attendance(("members", text))
        assert [one for one in found if one.deputy_for is not None] == []


@pytest.mark.parametrize(
    "line", ["Ville Koski (poissa)", "Ville Koski, jäsen, este", "Eva Malmgren (frånvarande)"]
)
def test_whoever_is_said_to_be_absent_is(line: str) -> None:
    (one,), unused = attendance(("members", line))
    assert (one.presence.value, unused) == ("absent", [])
    assert one.person.title in {None, "jäsen"}


def test_in_a_column_each_note_is_of_the_person_before_it() -> None:
    text = "Minna Mallinen, puheenjohtaja (kok.) Simo Harjula (sd) Samuli Koskela § 5-9"
    found, _ = attendance(("present", text))
    groups = [one.person.group.text if one.person.group else None for one in found]
    assert groups == ["kok.", "sd", None]
    assert [stretches(one) for one in found] == ["", "", "5-9"]


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(SECTIONS), len(DEPUTIES), len(GROUPS)) == (51, 22, 6)
