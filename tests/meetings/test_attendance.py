"""Lists of people: who was there, in every way in which lines of them are printed."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.documents.text import split_blocks
from publisher.meetings.attendance import Names, read_attendance
from publisher.meetings.name_lists import Entry, read_name_line
from publisher.meetings.people_lists import PeopleSection, read_people
from publisher.meetings.words import FrontHeading, meeting_words
from publisher.model.people import Attendance
from tests.quality.extracting import readers

# Lines, and what each person of them is: name | role | came | went, the last ones if they are said.
LINES: list[tuple[str, list[str]]] = [
    ("Minna Mallinen", ["Minna Mallinen"]),
    ("Minna Mallinen, puheenjohtaja", ["Minna Mallinen|puheenjohtaja"]),
    ("Minna Mallinen puheenjohtaja", ["Minna Mallinen|puheenjohtaja"]),
    ("Minna Mallinen\tpuheenjohtaja", ["Minna Mallinen|puheenjohtaja"]),
    ("Minna Mallinen (pj)", ["Minna Mallinen|pj"]),
    ("Minna Mallinen - puheenjohtaja", ["Minna Mallinen|puheenjohtaja"]),
    ("Minna Mallinen, 1. varapuheenjohtaja", ["Minna Mallinen|1. varapuheenjohtaja"]),
    ("Minna Mallinen, I viceordf.", ["Minna Mallinen|I viceordf."]),
    ("Minna Mallinen vara", ["Minna Mallinen|vara"]),
    ("Minna Mallinen, varajäsen, etänä", ["Minna Mallinen|varajäsen"]),
    ("Minna Mallinen, varajäsen (Ville Koskelan tilalla)", ["Minna Mallinen|varajäsen"]),
    (
        "Minna Mallinen, Tekninen johtaja, esittelijä",
        ["Minna Mallinen|Tekninen johtaja, esittelijä"],
    ),
    (
        "Minna Mallinen, esittelijä ja pöytäkirjanpitäjä",
        ["Minna Mallinen|esittelijä ja pöytäkirjanpitäjä"],
    ),
    ("Minna Mallinen, kh:n edustaja", ["Minna Mallinen|kh:n edustaja"]),
    (
        "Minna Mallinen, Havuniemen Yrittäjien puheenjohtaja",
        ["Minna Mallinen|Havuniemen Yrittäjien puheenjohtaja"],
    ),
    (
        "Minna Mallinen, MTK-Havuniemi Ry:n puheenjohtaja",
        ["Minna Mallinen|MTK-Havuniemi Ry:n puheenjohtaja"],
    ),
    (
        "Minna Mallinen valtuuston II varapuheenjohtaja",
        ["Minna Mallinen|valtuuston II varapuheenjohtaja"],
    ),
    ("Minna Mallinen, saapui 17:05, poistui 18:11", ["Minna Mallinen||17:05|18:11"]),
    ("Minna Mallinen, jäsen, saapui klo 17.05", ["Minna Mallinen|jäsen|17:05|"]),
    ("Minna Mallinen, poistui kokouksesta klo 18", ["Minna Mallinen|||18:00"]),
    (
        "Minna Mallinen, kh:n edustaja, saapui klo 19.30 15 § aikana.",
        ["Minna Mallinen|kh:n edustaja|19:30|"],
    ),
    ("Minna Mallinen, paikalla 17.05 alkaen", ["Minna Mallinen||17:05|"]),
    ("Minna Mallinen 17:00-20:07 puheenjohtaja", ["Minna Mallinen|puheenjohtaja|17:00|20:07"]),
    ("Mallinen Minna", ["Mallinen Minna"]),
    ("[X] Mallinen Minna, puheenjohtaja", ["Mallinen Minna|puheenjohtaja"]),
    ("Malmgren, Eva", ["Malmgren Eva"]),
    ("Malmgren, Sven, kommundirektör", ["Malmgren Sven|kommundirektör"]),
    ("Malmgren, Sven - till 21:20", ["Malmgren Sven|||21:20"]),
    ("Malmgren Sven (ers. för E Havsund) 15-27 §, t.o.m. kl. 20.15", ["Malmgren Sven|ers.||20:15"]),
    ("Gun af Hällmark, ledamot", ["Gun af Hällmark|ledamot"]),
    ("Juhani A. Mallinen", ["Juhani A. Mallinen"]),
    ("Puheenjohtaja Minna Mallinen", ["Minna Mallinen|Puheenjohtaja"]),
    ("Puheenjohtaja: Minna Mallinen", ["Minna Mallinen|Puheenjohtaja"]),
    (
        "Esittelijä Minna Mallinen, sihteeri Liisa Harjula",
        ["Minna Mallinen|Esittelijä", "Liisa Harjula|sihteeri"],
    ),
    (
        "Minna Mallinen, Ville Koskela ja Liisa Harjula",
        ["Minna Mallinen", "Ville Koskela", "Liisa Harjula"],
    ),
    (
        "Xyala Minna, Koskela Xenor, Harjula Liisa",
        ["Xyala Minna", "Koskela Xenor", "Harjula Liisa"],
    ),
    ("Anna Mallinen, Eero Aho, som samtliga anmält förhinder", ["Anna Mallinen", "Eero Aho"]),
    ("Anne Mallinen          Johanna Harjula", ["Anne Mallinen", "Johanna Harjula"]),
    (
        "Ilpo Mallinen, puheenjohtaja Simo Harjula, 1. varapuheenjohtaja Henry Aho Samuli Koskela",
        [
            "Ilpo Mallinen|puheenjohtaja",
            "Simo Harjula|1. varapuheenjohtaja",
            "Henry Aho",
            "Samuli Koskela",
        ],
    ),
    (
        "Minna Mallinen Anna Maria Harjula Pekka Olavi Aho",
        ["Minna Mallinen", "Anna Maria Harjula", "Pekka Olavi Aho"],
    ),
    (
        "Mallinen Minna Harjula Ville Aho Anna jäsen",
        ["Mallinen Minna", "Harjula Ville", "Aho Anna|jäsen"],
    ),
    (
        "Eeva Mallinen Anna Harjula, varajäsen Eero Aho, Nuorisovaltuuston edustaja",
        ["Eeva Mallinen", "Anna Harjula|varajäsen", "Eero Aho|Nuorisovaltuuston edustaja"],
    ),
    (
        "Minna Mallinen, Kaupunginjohtaja Anna Harjula, Hallintopäällikkö, sihteeri Eero Aho, "
        "Sivistys- ja hyvinvointijohtaja, saapui 17:16, poistui 18:11 Ville Koskela, "
        "Havuniemen nuorisovaltuuston puheenjohtaja, poistui 17:18",
        [
            "Minna Mallinen|Kaupunginjohtaja",
            "Anna Harjula|Hallintopäällikkö, sihteeri",
            "Eero Aho|Sivistys- ja hyvinvointijohtaja|17:16|18:11",
            "Ville Koskela|Havuniemen nuorisovaltuuston puheenjohtaja||17:18",
        ],
    ),
    (
        "Malmgren, Eva Havsund, Sven Hällmark, Gun Maria",
        ["Malmgren Eva", "Havsund Sven", "Hällmark Gun Maria"],
    ),
    ("Mallinen Minna Kylänraitin edustaja", ["Mallinen Minna|Kylänraitin edustaja"]),
    ("Mallinen Minna kunnanhallituksen 1.vpj", ["Mallinen Minna|kunnanhallituksen 1.vpj"]),
    ("x Minna Mallinen, pj.\tAnna Harjula, vj.", ["Minna Mallinen|pj.", "Anna Harjula|vj."]),
    ("Minna Mallinen, pj.\tx Anna Harjula, vj.", ["Minna Mallinen|pj.", "Anna Harjula|vj."]),
    (
        "[X] Mallinen Minna Harjula Ville (ers. för E Havsund) 15-27, t.o.m kl",
        ["Mallinen Minna", "Harjula Ville|ers."],
    ),
    (
        "[X] Mallinen Minna, Xyala Quxor, ers. för E Havsund, kl Harjula Ville (ers. för B Hav)",
        ["Mallinen Minna", "Xyala Quxor|ers.", "Harjula Ville|ers."],
    ),
    ("-", []),
    ("§ 5", []),
]

# Lines that say something else, or could be read in more than one way.
UNREADABLE = [
    "Minna",
    "Minna Mallinen, Havuniemen Vesi",
    "Minna Mallinen, Ramboll Nord",
    "Minna Mallinen, Tekniset Palvelut",
    "Minna Mallinen, Havuniemen kunta",
    "Minna Mallinen, Xenor Harjula puheenjohtaja",
    "Minna Mallinen, puheenjohtaja Xenor Xyala Plugh Quxala Foobar",
    "Minna Mallinen Anna Harjula Aho",
    "Konsernihallinto Talous",
    "Havuniemen Nuorisovaltuusto",
    "Kokouksessa oli läsnä 12 jäsentä.",
    "Läsnä oli 12 jäsentä",
    "Minna Mallinen jäsen jäsen sihteeri kunnanjohtaja rehtori tulkki siht. pj. vpj",
    "klo 17.00-18.00",
    "puheenjohtaja klo 17.00-18.00",
    "Malmgren, Eva Havsund, Sven",
    "Mallinen, Harjula",
    "[X] Minna Mallinen Anna Harjula",
    "Läsnä [X] Minna Mallinen",
    "kunnanjohtaja Mallinen esittelijä",
    "Minna Mallinen " * 1000,
]


def described(text: str, entry: Entry) -> str:
    parts = [
        " ".join(word.text for word in entry.name),
        ", ".join(" ".join(text[start:end].split()) for start, end in entry.roles),
        entry.arrived.value.isoformat("minutes") if entry.arrived else "",
        entry.left.value.isoformat("minutes") if entry.left else "",
    ]
    clocks = entry.arrived is not None or entry.left is not None
    return "|".join(parts if clocks else filter(None, parts))


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_line_of_people_is_read_in_whole(text: str, expected: list[str]) -> None:
    line = read_name_line(text, meeting_words(), readers().phrases)
    assert line is not None
    assert line.role is None
    assert [described(text, entry) for entry in line.entries] == expected


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_line_that_is_not_certain_is_left(text: str) -> None:
    assert read_name_line(text, meeting_words(), readers().phrases) is None


@pytest.mark.parametrize("text", ["Puheenjohtaja", "2. varapuheenjohtaja", "Tekninen johtaja"])
def test_a_role_may_stand_alone(text: str) -> None:
    line = read_name_line(text, meeting_words(), readers().phrases)
    assert line is not None
    assert (line.entries, line.role) == ((), (0, len(text)))


def test_the_tables_are_as_long_as_they_were() -> None:
    assert (len(LINES), len(UNREADABLE), len(PRESENCES)) == (52, 21, 24)


# From lists to attendance -------------------------------------------------------------------------

# Under which heading of which body's meeting, the line, and how each person took part.
PRESENCES = [
    ("members", "Kunnanhallitus", "Minna Mallinen", "member"),
    ("members", "Kunnanhallitus", "Minna Mallinen, puheenjohtaja", "member"),
    ("members", "Kunnanhallitus", "Minna Mallinen, varajäsen", "deputy"),
    ("members", "Kunnanhallitus", "Minna Mallinen vara", "deputy"),
    ("members", "Kunnanhallitus", "Minna Mallinen, varapuheenjohtaja", "member"),
    ("members", "Kunnanhallitus", "Minna Mallinen, esittelijä ja pöytäkirjanpitäjä", "other"),
    ("members", "Kunnanhallitus", "Minna Mallinen (Ville Koskelan tilalla)", "deputy"),
    ("members", "Stadsstyrelsen", "Eva Malmgren, ersättare", "deputy"),
    ("members", "Stadsstyrelsen", "[X] Malmgren Eva", "member"),
    ("members", "Stadsstyrelsen", "[ ] Malmgren Eva", "absent"),
    ("members", "Stadsstyrelsen", "[ ] Malmgren Eva, ersättare", None),
    ("deputies", "Stadsstyrelsen", "[ ] Malmgren Eva", None),
    ("present", "Kunnanvaltuusto", "Minna Mallinen, valtuuston puheenjohtaja", "member"),
    ("present", "Kunnanhallitus", "Minna Mallinen, valtuuston puheenjohtaja", "other"),
    ("present", "Kunnanvaltuusto", "Minna Mallinen, kh:n pj", "other"),
    ("present", None, "Minna Mallinen, valtuuston puheenjohtaja", "member"),
    ("present", "Kunnanhallitus", "Minna Mallinen, suunnittelija", "other"),
    ("present", "Kunnanhallitus", "Minna Mallinen", "member"),
    ("others", "Kunnanhallitus", "Minna Mallinen", "other"),
    ("others", "Kunnanhallitus", "Minna Mallinen, varajäsen", "other"),
    ("deputies", "Kunnanhallitus", "Minna Mallinen", "deputy"),
    ("absent", "Kunnanhallitus", "Minna Mallinen, varajäsen", "absent"),
    ("absent", "Kunnanhallitus", "Minna Mallinen", "absent"),
    (None, "Kunnanhallitus", "Pöytäkirjanpitäjä\nMinna Mallinen", "other"),
]


def attendance(
    *lists: tuple[str | None, str],
    body: str | None = None,
    hours: tuple[dt.time | None, dt.time | None] = (None, None),
) -> tuple[tuple[Attendance, ...], list[str]]:
    """Who was there, and the lines that could not be read; spans count in each list's own text."""
    words, phrases = meeting_words(), readers().phrases
    sections = [
        PeopleSection(heading=FrontHeading(name) if name else None, blocks=split_blocks(text))
        for name, text in lists
    ]
    people = read_people(sections, words, phrases)
    names = Names(people.people, words)
    found = read_attendance(people.people, names, words, body, hours)
    return found, [block.text for block in people.unused]


@pytest.mark.parametrize(("heading", "body", "text", "presence"), PRESENCES)
def test_presence_follows_from_heading_mark_and_role(
    heading: str | None, body: str | None, text: str, presence: str | None
) -> None:
    found, unused = attendance((heading, text), body=body)
    assert [one.presence.value for one in found] == [presence] * (presence is not None)
    assert unused == []


def test_names_come_given_name_first_where_the_lists_show_their_order() -> None:
    text = "Mallinen Minna\nAho Eero, jäsen\nXyala Quxor\nvon Tallberg Eva\nHarjula Anna Maria"
    found, _ = attendance(("members", text))
    names = [one.person.name for one in found]
    assert names == [
        "Minna Mallinen",
        "Eero Aho",
        "Quxor Xyala",
        "Eva von Tallberg",
        "Anna Maria Harjula",
    ]


def test_names_stay_as_printed_where_nothing_shows_their_order() -> None:
    found, _ = attendance(("members", "Xyala Quxor\nPlughala Foobar"))
    assert [one.person.name for one in found] == ["Xyala Quxor", "Plughala Foobar"]


def test_a_surname_that_is_a_given_name_turns_no_list_round() -> None:
    found, _ = attendance(("members", "Minna Mallinen\nXenor Eero\nVille Koskela"))
    assert [one.person.name for one in found] == ["Minna Mallinen", "Xenor Eero", "Ville Koskela"]


def test_a_role_on_its_own_line_is_that_of_the_name_before_or_of_those_after() -> None:
    after, _ = attendance(("members", "Minna Mallinen\nPuheenjohtaja\nVille Koskela\njäsen"))
    before, _ = attendance(("members", "Puheenjohtaja\nMinna Mallinen\njäsen\nVille Koskela"))
    for found in (after, before):
        assert [(one.person.name, one.person.title) for one in found] == [
            ("Minna Mallinen", "Puheenjohtaja"),
            ("Ville Koskela", "jäsen"),
        ]


def test_a_column_without_signs_is_parted_where_names_follow_roles() -> None:
    text = "Mallinen Minna ordförande Xyala Oy sihteeri Aho Eero jäsen Koskela Ville jäsen"
    found, unused = attendance(("members", text))
    assert [one.person.name for one in found] == ["Minna Mallinen", "Eero Aho", "Ville Koskela"]
    assert unused == ["Xyala Oy sihteeri"]


def test_a_column_that_is_hardly_read_is_left() -> None:
    text = "Mallinen Minna jäsen Xyala Oy sihteeri Plugh Ab jäsen"
    assert attendance(("members", text)) == ((), [text])


def test_where_crosses_are_whoever_has_none_was_not_there() -> None:
    text = "x Minna Mallinen, pj.\tAnna Harjula, vj.\nEero Aho, vpj.\tx Ville Koskela, vj."
    found, unused = attendance(("members", text))
    assert [(one.person.name, one.presence.value) for one in found] == [
        ("Minna Mallinen", "member"),
        ("Eero Aho", "absent"),
        ("Ville Koskela", "deputy"),
    ]
    assert unused == []


def test_before_the_first_heading_people_stand_only_under_their_roles() -> None:
    found, unused = attendance((None, "Minna Mallinen\nSihteeri\nVille Koskela\nAnna Harjula"))
    assert [one.person.name for one in found] == ["Ville Koskela"]
    assert unused == ["Minna Mallinen", "Anna Harjula"]


def test_a_line_may_go_on_behind_its_end() -> None:
    text = "Minna Mallinen, Sivistys- ja\nhyvinvointijohtaja, poistui\n18:11\nVille Koskela\n(pj)"
    (first, second), unused = attendance(("others", text))
    assert first.person.title == "Sivistys- ja hyvinvointijohtaja"
    assert first.left is not None
    assert first.left.value == dt.time(18, 11)
    assert text[first.left.span.start : first.left.span.end] == "18:11"
    assert second.person.title == "pj"
    assert unused == []


def test_one_line_that_cannot_be_read_takes_no_other_with_it() -> None:
    found, unused = attendance(("members", "Minna Mallinen\noli läsnä 12 jäsentä\nVille Koskela"))
    assert [one.person.name for one in found] == ["Minna Mallinen", "Ville Koskela"]
    assert unused == ["oli läsnä 12 jäsentä"]


def test_whoever_was_there_all_the_time_came_and_went_with_the_others() -> None:
    text = "Minna Mallinen 17:00-20:07\nVille Koskela 17:30-20:07\nAnna Harjula 17:00-19:00"
    hours = (dt.time(17), dt.time(20, 7))
    found, _ = attendance(("present", text), hours=hours)
    clocks = [
        tuple(time.value.isoformat("minutes") if time else None for time in (one.arrived, one.left))
        for one in found
    ]
    assert clocks == [(None, None), ("17:30", None), (None, "19:00")]
    unknown, _ = attendance(("present", text))
    assert all(one.arrived is None and one.left is None for one in unknown)


def test_everybody_is_there_once_and_with_a_role_if_one_is_printed() -> None:
    found, _ = attendance(
        ("members", "Minna Mallinen\nVille Koskela"), ("others", "Minna Mallinen, esittelijä")
    )
    assert [(one.person.name, one.person.title, one.contradicted) for one in found] == [
        ("Minna Mallinen", "esittelijä", True),
        ("Ville Koskela", None, False),
    ]


@pytest.mark.parametrize(
    ("first", "again", "contradicted"),
    [
        (("members", "Minna Mallinen"), ("present", "Minna Mallinen"), False),
        (("members", "Minna Mallinen"), ("present", "Minna Mallinen, poistui klo 18.12"), True),
        (("members", "Minna Mallinen, § 5-9"), ("present", "Minna Mallinen, § 5-9"), False),
        (("members", "Minna Mallinen, § 5-9"), ("deputies", "Minna Mallinen, § 5-9"), True),
        (("others", "Minna Mallinen, § 5"), ("others", "Minna Mallinen, sihteeri"), False),
    ],
)
def test_two_lines_of_one_member_must_say_the_same(
    first: tuple[str, str], again: tuple[str, str], *, contradicted: bool
) -> None:
    (found,), _ = attendance(first, again)
    assert found.contradicted is contradicted


def test_spans_lead_back_to_what_is_printed() -> None:
    text = "Minna Mallinen\t puheenjohtaja\n  Anna Harjula, saapui klo 17.05"
    found, _ = attendance(("members", text))
    spans = [one.person.span for one in found]
    assert [text[span.start : span.end] for span in spans] == [
        "Minna Mallinen\t puheenjohtaja",
        "Anna Harjula",
    ]
    arrived = found[1].arrived
    assert arrived is not None
    assert text[arrived.span.start : arrived.span.end] == "17.05"
