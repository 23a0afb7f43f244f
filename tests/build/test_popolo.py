"""The Popolo documents follow what changes, and nothing else is written again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.build.corpora import BASE, COUNTY, TOWN, Folder, meeting_head
from tests.build.test_incremental import assert_same_as_fresh

NAME = "lumivaara/sivistys/kokous-2026-03-02.txt"
SECTION = f"{BASE}eli/dl/{TOWN}/sivistyslautakunta/2026/11"
BODY = f"{BASE}{TOWN}/sivistyslautakunta"

MEETING = (
    meeting_head(pages=1)
    + """\
Käsitellyt asiat
§ 11
Koululaisten hiihtopäivä

Saapuvilla olleet jäsenet
Raimo Tervola, puheenjohtaja
Kerttu Vuorela, varapuheenjohtaja
Aino Salmela
Eero Hirvelä
Paavo Kuusela, varajäsen

Poissa
Liisa Rautio

§ 11
Koululaisten hiihtopäivä
LUMDno-2026-18

Päivä pidetään vaaran ladulla.

Ehdotus
Esittelijä: Taimi Katajapuu, sivistysjohtaja
Sivistyslautakunta hyväksyy hiihtopäivän ohjelman.

Päätös
Keskustelun kuluessa Kerttu Vuorela ehdotti Aino Salmelan kannattamana, että päivä pidetään \
huhtikuussa.

Koska oli tehty kannatettu vastaehdotus, puheenjohtaja totesi, että asiasta on äänestettävä. Hän \
ehdotti, että ne, jotka kannattavat esittelijän ehdotusta, äänestävät JAA, ja ne, jotka \
kannattavat Vuorelan ehdotusta, äänestävät EI.

Suoritetussa nimenhuutoäänestyksessä annettiin {result}

Sivistyslautakunta päätti, että päivä pidetään huhtikuussa.
"""
)
LOST = """\
2 JAA-ääntä (Raimo Tervola, Eero Hirvelä), 3 EI-ääntä (Kerttu Vuorela, Aino Salmela, Paavo \
Kuusela) ja 0 tyhjää. Puheenjohtaja totesi Vuorelan ehdotuksen tulleen päätökseksi."""
WON = """\
3 JAA-ääntä (Raimo Tervola, Eero Hirvelä, Paavo Kuusela), 2 EI-ääntä (Kerttu Vuorela, Aino \
Salmela) ja 0 tyhjää. Puheenjohtaja totesi esittelijän ehdotuksen tulleen päätökseksi."""


@pytest.fixture
def voted(built: Folder) -> Folder:
    """The folder with the minutes of a meeting in which five voted by roll call."""
    built.write(NAME, MEETING.format(result=LOST))
    built.build()
    return built


def popolo(folder: Folder, slug: str = TOWN) -> dict[str, Any]:
    found = json.loads(folder.page(f"lataukset/{slug}-popolo.json"))
    assert isinstance(found, dict)
    return found


def names(folder: Folder) -> dict[str, str]:
    return {one["id"]: one["name"] for one in popolo(folder)["persons"]}


def test_a_vote_has_its_counts_noughts_too_and_everybody_who_voted(voted: Folder) -> None:
    (event,) = popolo(voted)["vote_events"]
    people = names(voted)
    assert event["id"] == f"{SECTION}#aanestys-1"
    assert (event["result"], event["motion_id"]) == ("fail", f"{SECTION}#ehdotus")
    assert {one["option"]: one["value"] for one in event["counts"]} == {
        "yes": 2, "no": 3, "abstain": 0,
    }  # fmt: skip
    assert [(people[one["voter_id"]], one["option"]) for one in event["votes"]] == [
        ("Raimo Tervola", "yes"),
        ("Eero Hirvelä", "yes"),
        ("Kerttu Vuorela", "no"),
        ("Aino Salmela", "no"),
        ("Paavo Kuusela", "no"),
    ]


def test_motions_have_creators_seconders_and_what_became_of_them(voted: Folder) -> None:
    people = names(voted)
    motions = {one["id"]: one for one in popolo(voted)["motions"]}
    proposal, counter = motions[f"{SECTION}#ehdotus"], motions[f"{SECTION}#vastaehdotus-1"]
    assert (proposal["result"], counter["result"]) == ("fail", "pass")
    assert people[proposal["creator_id"]] == "Taimi Katajapuu"
    assert people[counter["creator_id"]] == "Kerttu Vuorela"
    assert [people[iri] for iri in counter["seconder_ids"]] == ["Aino Salmela"]
    assert counter["date"] == "2026-03-02T00:00:00+02:00"
    assert counter["legislative_session_id"] == f"{BASE}eli/dl/{TOWN}/sivistyslautakunta/2026-03-02"


def test_a_membership_tells_when_it_was_seen_and_not_when_it_began(voted: Folder) -> None:
    later = MEETING.format(result=WON).replace("02.03.2026", "06.04.2026").replace("§ 11", "§ 19")
    voted.write("lumivaara/sivistys/kokous-2026-04-06.txt", later.replace("2/2026", "3/2026"))
    voted.build()
    people = names(voted)
    found = {(people[one["person_id"]], one["role"].partition("#")[2]): one
             for one in popolo(voted)["memberships"]}  # fmt: skip
    assert sorted(found) == [
        ("Aino Salmela", "jasen"),
        ("Eero Hirvelä", "jasen"),
        ("Kerttu Vuorela", "varapuheenjohtaja"),
        ("Liisa Rautio", "jasen"),
        ("Paavo Kuusela", "varajasen"),
        ("Raimo Tervola", "puheenjohtaja"),
    ]
    for one in found.values():
        assert (one["first_seen"], one["last_seen"]) == ("2026-03-02", "2026-04-06")
        assert len(one["sources"]) == 2
        assert not {"start_date", "end_date"} & one.keys()
    assert found["Raimo Tervola", "puheenjohtaja"]["post_id"] == f"{BODY}#puheenjohtaja"
    assert [one["id"] for one in popolo(voted)["posts"]] == [
        f"{BODY}#puheenjohtaja",
        f"{BODY}#varapuheenjohtaja",
    ]


def test_a_changed_vote_comes_to_what_a_fresh_build_does(voted: Folder) -> None:
    voted.write(NAME, MEETING.format(result=WON))
    voted.build()
    (event,) = popolo(voted)["vote_events"]
    assert event["result"] == "pass"
    assert_same_as_fresh(voted)


def test_only_what_changed_is_written_again(voted: Folder) -> None:
    before = inodes(voted)
    voted.write(NAME, MEETING.format(result=WON))
    voted.build()
    after = inodes(voted)
    assert before[TOWN] != after[TOWN]
    assert before[COUNTY] == after[COUNTY]


def inodes(folder: Folder) -> dict[str, int]:
    """What file each document is on disk."""
    site = folder.output / "published" / "site" / "lataukset"
    return {slug: (site / f"{slug}-popolo.json").stat().st_ino for slug in (TOWN, COUNTY)}


def test_strict_mode_keeps_the_counts_and_no_name(voted: Folder) -> None:
    people = set(names(voted).values())
    counts = popolo(voted)["vote_events"][0]["counts"]
    voted.change_settings('"role"', '"strict"')
    voted.build()
    found = popolo(voted)
    assert len(people) == 8
    text = json.dumps(found, ensure_ascii=False)
    assert [name for name in people if name in text or name.split()[1] in text] == []
    assert found["persons"] == found["memberships"] == found["posts"] == []
    (event,) = found["vote_events"]
    assert event["counts"] == counts
    assert "votes" not in event


def test_an_organisation_without_minutes_has_no_document(voted: Folder) -> None:
    voted.remove("hirvisuo/ah-7.txt")
    voted.build()
    assert f"lataukset/{COUNTY}-popolo.json" not in voted.site()
    assert f"lataukset/{TOWN}-popolo.json" in voted.site()
