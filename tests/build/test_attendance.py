"""Who was there for which §, for whom a deputy came, and of which party: from lists to pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.build.corpora import BASE, TOWN, Folder, meeting_head
from tests.build.test_incremental import assert_same_as_fresh

NAME = "lumivaara/sivistys/kokous-2026-03-02.txt"
BODY = f"eli/dl/{TOWN}/sivistyslautakunta"
GROUP = "https://w3id.org/pykala/koodi/ryhma#"

HEAD = (
    meeting_head(pages=2)
    + """\
Käsitellyt asiat
§ 11
Koululaisten hiihtopäivä
§ 12
Kirjastoauton reitti
§ 13
Seuratuet
§ 14
Uimahallin aukioloajat

Saapuvilla olleet jäsenet
{members}

Poissa
{absent}

"""
)
SECTION = """\
§ {number}
{title}
LUMDno-2026-{number}

Ehdotus
Esittelijä: Taimi Katajapuu, sivistysjohtaja
Sivistyslautakunta hyväksyy esityksen.

Päätös
{decision}

"""
MEMBERS = """\
Raimo Tervola (kok.), puheenjohtaja
Kerttu Vuorela, SDP, varapuheenjohtaja
Aino Salmela (vihr.), § 11–12,
14
Eero Hirvelä, saapui § 12 (klo 17.20)
Paavo Kuusela, varajäsen (Liisa
Ahon tilalla)"""
RECUSED = """\
Sivistyslautakunta hyväksyi ehdotuksen.

Esteellisyys
Raimo Tervola, Kerttu Vuorela (yhteisöjäävi)"""
VOTED = """\
Sivistyslautakunta hyväksyi ehdotuksen äänin 3-2.

JAA äänestivät: Raimo Tervola (kok.), Kerttu Vuorela (SDP), Eero Hirvelä (3)
EI äänestivät: Aino Salmela (vihr.), Paavo Kuusela (sit.) (2)"""
APPROVED = "Sivistyslautakunta hyväksyi ehdotuksen."


def meeting(
    members: str = MEMBERS, absent: str = "Liisa Aho", third: str = RECUSED, last: str = VOTED
) -> str:
    """Minutes of a meeting of five members with four §§."""
    titles = ("Koululaisten hiihtopäivä", "Kirjastoauton reitti", "Seuratuet", "Uimahalli")
    decisions = (APPROVED, APPROVED, third, last)
    return HEAD.format(members=members, absent=absent) + "".join(
        SECTION.format(number=number, title=title, decision=decision)
        for number, title, decision in zip(range(11, 15), titles, decisions, strict=True)
    )


def record(folder: Folder, path: str) -> dict[str, Any]:
    found = json.loads(folder.page(f"{path}.jsonld"))
    assert isinstance(found, dict)
    return found


def people(folder: Folder) -> dict[str, dict[str, Any]]:
    """Everybody on the list of the meeting, by name."""
    listed = record(folder, f"{BODY}/2026-03-02")["participation"]
    return {one["nameAsPrinted"]: one for one in listed}


def presences(folder: Folder) -> list[tuple[int, int] | None]:
    """The numbers of members present and listed, at each §."""
    records = [record(folder, f"{BODY}/2026/{number}") for number in range(11, 15)]
    for one in records:
        assert ("membersPresent" in one) == ("membersListed" in one)
    return [
        (one["membersPresent"], one["membersListed"]) if "membersPresent" in one else None
        for one in records
    ]


def notes(folder: Folder) -> list[str]:
    """What the report says of the document, about too few members."""
    report = folder.build()
    (document,) = [one for one in report.documents if one["document"] == NAME]
    assert document["fate"] == "published", document
    said = json.dumps(document, ensure_ascii=False)
    return ["quorum"] * said.count("Fewer members were present at this section") + ["quorum"] * (
        said.count("Tässä pykälässä oli läsnä vähemmän")
    )


@pytest.fixture
def met(built: Folder) -> Folder:
    built.write(NAME, meeting())
    built.build()
    return built


def test_the_record_of_the_meeting_says_at_which_sections_somebody_was_there(met: Folder) -> None:
    found = people(met)
    assert {
        name: (one.get("presentFrom"), one.get("presentUntil")) for name, one in found.items()
    } == {
        "Raimo Tervola": (None, None),
        "Kerttu Vuorela": (None, None),
        "Aino Salmela": ([11, 14], [12, 14]),
        "Eero Hirvelä": ([12], None),
        "Paavo Kuusela": (None, None),
        "Liisa Aho": (None, None),
    }
    assert found["Eero Hirvelä"]["arrivedAt"] == "17:20:00"
    page = met.page(f"{BODY}/2026-03-02.html")
    assert "läsnä § 11–12, § 14<" in page
    assert "läsnä § 12 alkaen<" in page


def test_the_page_of_a_person_says_from_which_meeting_they_were_absent(met: Folder) -> None:
    found = people(met)
    for name, role in (("Liisa Aho", "Jäsen, poissa"), ("Aino Salmela", "Jäsen")):
        path = found[name]["person"].removeprefix(BASE)
        rows = HTMLParser(met.page(f"{path}.html")).css("tbody tr")
        of_meeting = [row for row in rows if row.css_first("a[href*='2026-03-02']")]
        assert [row.css("td")[1].text() for row in of_meeting] == [role]


def test_a_deputy_is_linked_to_the_member_in_whose_place_they_came(met: Folder) -> None:
    found = people(met)
    deputy, member = found["Paavo Kuusela"], found["Liisa Aho"]
    assert deputy["role"] == "rooli:varajasen"
    assert (deputy["deputyFor"], deputy["deputyForAsPrinted"]) == (member["person"], "Liisa Aho")
    assert [name for name, one in found.items() if "deputyForAsPrinted" in one] == ["Paavo Kuusela"]
    assert "kenen sijasta:" in met.page(f"{BODY}/2026-03-02.html")
    subject, predicate = f"{BASE}{BODY}/2026-03-02#lasna-5", "https://w3id.org/pykala/def#deputyFor"
    assert any(quad.startswith(f"<{subject}> <{predicate}> ") for quad in met.quads())


def test_a_member_who_is_on_no_list_is_named_and_not_linked(built: Folder) -> None:
    members = "Raimo Tervola\nPaavo Kuusela, varajäsen Onni Mäen sijasta"
    built.write(NAME, meeting(members, absent="-", third=APPROVED, last=APPROVED))
    built.build()
    deputy = people(built)["Paavo Kuusela"]
    assert deputy["deputyForAsPrinted"] == "Onni Mäki"
    assert "deputyFor" not in deputy
    assert_same_as_fresh(built)


def test_parties_stand_beside_members_and_voters_and_on_memberships(met: Folder) -> None:
    found = people(met)
    assert {
        name: (one["groupAsPrinted"], one["inNameOf"])
        for name, one in found.items()
        if "groupAsPrinted" in one
    } == {
        "Raimo Tervola": ("kok.", "ryhma:kok"),
        "Kerttu Vuorela": ("SDP", "ryhma:sdp"),
        "Aino Salmela": ("vihr.", "ryhma:vihr"),
    }
    (vote,) = record(met, f"{BODY}/2026/14")["vote"]
    assert [
        (one["nameAsPrinted"], one.get("groupAsPrinted"), one.get("politicalGroup"))
        for one in vote["individualVote"]
    ] == [
        ("Raimo Tervola", "kok.", "ryhma:kok"),
        ("Kerttu Vuorela", "SDP", "ryhma:sdp"),
        ("Eero Hirvelä", None, None),
        ("Aino Salmela", "vihr.", "ryhma:vihr"),
        ("Paavo Kuusela", "sit.", None),
    ]
    body = record(met, f"{TOWN}/sivistyslautakunta")
    parties = {one["member"]: one.get("onBehalfOf") for one in body["included"]}
    assert parties[found["Aino Salmela"]["person"]] == f"{GROUP}vihr"
    assert parties[found["Eero Hirvelä"]["person"]] is None
    assert "Vihreä liitto" in met.page(f"{TOWN}/sivistyslautakunta.html")
    assert '<abbr title="Kansallinen Kokoomus">kok.</abbr>' in met.page(f"{BODY}/2026-03-02.html")
    assert '<abbr title="Vihreä liitto">vihr.</abbr>' in met.page(f"{BODY}/2026/14.html")


def test_members_are_listed_by_the_term_of_the_council(met: Folder) -> None:
    earlier = meeting("Raimo Tervola, puheenjohtaja\nOnni Mäki", absent="-", third=APPROVED)
    met.write(
        "lumivaara/sivistys/kokous-2025-04-07.txt", earlier.replace("02.03.2026", "07.04.2025")
    )
    met.build()
    page = HTMLParser(met.page(f"{TOWN}/sivistyslautakunta.html"))
    headings = [node.text() for node in page.css("section[aria-labelledby=jasenet] h3")]
    assert headings == ["Valtuustokausi 2025–2029", "Valtuustokausi 2021–2025"]
    newest, before = (
        [node.text() for node in table.css("tbody th")]
        for table in page.css("section[aria-labelledby=jasenet] table")
    )
    assert before == ["Onni Mäki", "Raimo Tervola"]
    assert "Raimo Tervola" in newest
    assert "Onni Mäki" not in newest
    body = record(met, f"{TOWN}/sivistyslautakunta")
    ids = {one["id"].partition("#")[2] for one in body["included"]}
    assert len(ids) == len({*newest, *before})
    assert all(len(page.css(f"[id='{each}']")) == 1 for each in ids)
    assert_same_as_fresh(met)


def test_popolo_has_the_parties_of_members_and_voters(met: Folder) -> None:
    document = json.loads(met.page(f"lataukset/{TOWN}-popolo.json"))
    names = {one["id"]: one["name"] for one in document["persons"]}
    party = {"id": f"{GROUP}kok", "name": "Kansallinen Kokoomus"}
    (membership,) = [
        one
        for one in document["memberships"]
        if names[one["person_id"]] == "Raimo Tervola" and "on_behalf_of" in one
    ]
    assert (membership["on_behalf_of_id"], membership["on_behalf_of"]) == (party["id"], party)
    (event,) = document["vote_events"]
    groups = {names[one["voter_id"]]: one.get("group") for one in event["votes"]}
    assert groups["Raimo Tervola"] == party
    assert groups["Paavo Kuusela"] is None


def test_in_strict_mode_no_party_and_no_deputy_is_left(built: Folder) -> None:
    built.write(NAME, meeting())
    built.change_settings('mode = "role"', 'mode = "strict"')
    built.build()
    said = "\n".join(quad for quad in built.quads() if quad.startswith(f"<{BASE}eli/"))
    for term in ("groupAsPrinted", "politicalGroup", "onBehalfOf", "deputyFor", "in_name_of"):
        assert term not in said
    assert "pykala/def#membersPresent" in said


def test_a_section_says_how_many_were_there_and_too_few_are_noted(built: Folder) -> None:
    built.write(NAME, meeting())
    assert notes(built) == ["quorum"]
    # § 12 is open, since somebody came while it was handled; at § 13 two of four were recused.
    assert presences(built) == [(4, 5), None, (2, 5), (5, 5)]
    page = built.page(f"{BODY}/2026/13.html")
    assert "2 jäsentä ja varajäsentä; luetteloissa jäseniä 5" in page


# Lists or recusals of which it is not certain who was there at a §.
OPEN = {
    "who left by the clock": ({"members": f"{MEMBERS}\nOnni Mäki, poistui klo 17.45"}, [None] * 4),
    "who left and came back": (
        {"members": f"{MEMBERS}\nOnni Mäki, poistui § 13 ajaksi"},
        [None] * 4,
    ),
    "who was recused, on the list": (
        {"members": f"{MEMBERS}\nOnni Mäki, esteellinen § 13"},
        [None] * 4,
    ),
    "when the chair presided": (
        {"members": MEMBERS.replace("puheenjohtaja\nK", "puheenjohtaja § 11-12\nK")},
        [None] * 4,
    ),
    "a line that is not read": ({"members": f"{MEMBERS}\nLäsnä oli myös 2 muuta"}, [None] * 4),
    "somebody there and absent": ({"absent": "Liisa Aho\nRaimo Tervola"}, [None] * 4),
    "a member among the others": (
        {"absent": "Liisa Aho\n\nMuut läsnäolijat\nEero Hirvelä, sihteeri"},
        [None] * 4,
    ),
    "more deputies than absent": ({"absent": "-"}, [(4, 4), None, (2, 4), None]),
    "who was recused is on no list": (
        {"third": RECUSED.replace("Kerttu Vuorela", "Onni Mäki")},
        [(4, 5), None, None, (5, 5)],
    ),
    "a deputy of the recused": (
        {"third": f"Varajäsen Onni Mäki saapui. {RECUSED}"},
        [(4, 5), None, None, (5, 5)],
    ),
    "a deputy for that section": (
        {"members": f"{MEMBERS}\nOnni Mäki, varajäsen, § 13"},
        [(4, 5), None, (3, 5), (5, 5)],
    ),
}


@pytest.mark.parametrize("case", OPEN)
def test_no_number_is_said_that_is_not_certain(built: Folder, case: str) -> None:
    changes, expected = OPEN[case]
    built.write(NAME, meeting(**changes))
    found = notes(built)
    assert presences(built) == expected
    too_few = [one for one in expected if one is not None and 2 * one[0] <= one[1]]
    assert len(found) == len(too_few)


def test_a_council_needs_two_thirds_and_its_chair_may_preside(built: Folder) -> None:
    text = meeting(third=RECUSED.replace("Raimo Tervola, ", "")).replace(
        "Sivistyslautakunta", "Kaupunginvaltuusto"
    )
    built.write(NAME, text)
    assert notes(built) == ["quorum"]
    councils = [
        record(built, f"eli/dl/{TOWN}/kaupunginvaltuusto/2026/{number}") for number in (11, 13)
    ]
    assert [one["membersPresent"] for one in councils] == [4, 3]


SWEDISH = """\
 Snöbergets stad
Protokoll
2/2026
1 (
)
2
Bildningsnämnden
02.03.2026

Tid 02.03.2026, kl. 17:00 - 18:10
Plats Stadshuset

Behandlade ärenden
§ 11
Skolskjutsar
§ 12
Bibliotekets öppettider

Närvarande ledamöter
Eva Malmgren (SFP), ordförande
Sven Havsund (sd), anlände efter § 11 kl. 17.30
Gun Hällmark, §§ 11–12
Bo Lindroos, ersättare för Kaj Sundvall

Frånvarande
Kaj Sundvall

§ 11
Skolskjutsar
SNÖDno-2026-18

Förslag
Föredragande: Åsa Björk, bildningsdirektör
Bildningsnämnden godkänner förslaget.

Beslut
Bildningsnämnden godkände förslaget.

§ 12
Bibliotekets öppettider
SNÖDno-2026-19

Förslag
Föredragande: Åsa Björk, bildningsdirektör
Bildningsnämnden godkänner förslaget.

Beslut
Bildningsnämnden godkände förslaget.
"""


def test_the_same_in_swedish(built: Folder) -> None:
    built.write(NAME, SWEDISH)
    assert notes(built) == []
    found = people(built)
    assert found["Sven Havsund"]["presentFrom"] == [12]
    assert found["Sven Havsund"]["arrivedAt"] == "17:30:00"
    assert (found["Gun Hällmark"]["presentFrom"], found["Gun Hällmark"]["presentUntil"]) == (
        [11],
        [12],
    )
    assert found["Bo Lindroos"]["deputyForAsPrinted"] == "Kaj Sundvall"
    assert found["Bo Lindroos"]["deputyFor"] == found["Kaj Sundvall"]["person"]
    assert found["Eva Malmgren"]["inNameOf"] == "ryhma:rkp"
    numbers = [record(built, f"{BODY}/2026/{number}")["membersPresent"] for number in (11, 12)]
    assert numbers == [3, 4]


def test_the_cases_are_as_many_as_they_were() -> None:
    assert len(OPEN) == 11
