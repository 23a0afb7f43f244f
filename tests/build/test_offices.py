"""Decisions of office-holders, from document to page: §§ of an office, and of no meeting."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from publisher.build.report import Report
from tests.build.corpora import BASE, DOCUMENTS, TOWN, Folder, Section
from tests.build.test_incremental import assert_same_as_fresh
from tests.build.test_laws import triples
from tests.site.building import readable

OFFICES = """\
abbreviations = ["SIVLTK"]

[[organization.office]]
name = { fi = "Tekninen johtaja", sv = "Tekniska direktören" }
also_printed = ["Teknisk direktör"]

[[organization.office]]
name = { fi = "Rehtori" }

[[organization.body]]
name = { fi = "Rehtorikunta" }
classification = "muu"
"""

FINNISH = """\
Lumivaaran kaupunki

Viranhaltijapäätös

Tekninen johtaja

14.4.2026                                          § 14/2026

Asianro 38/02.05.01/2026

Hiihtoladun talvikunnossapito

Selostus

Hakija Aatos Aurinkoinen, Latukuja 3 A 4, on pyytänyt lupaa jyrätä latua. Puhelin 040 123 4567.

Toimivalta

Kuntalaki (410/2015) 91 §

Päätös

Päätän myöntää Aatos Aurinkoiselle luvan. Maksu on 380 euroa.

Liitteet

Liite 1 Kartta

Tiedoksianto

Aatos Aurinkoinen

Muutoksenhaku

{appeal}

Hilkka Harjamaa
Tekninen johtaja
"""
REVIEW = "Päätöksestä voi tehdä oikaisuvaatimuksen kaupunginhallitukselle 14 päivän kuluessa."
COURT = "Päätökseen haetaan muutosta kunnallisvalituksella hallinto-oikeudelta 30 päivän kuluessa."

SWEDISH = """\
Snöbergets stad
Tjänsteinnehavarbeslut
Teknisk direktör

§ 15                       16.4.2026

Underhåll av skidspåret

Beskrivning

Sökanden Gunnar Granlund, Spårvägen 3, har bett om lov att sköta spåret.

Beslut

Jag beslutar avslå Gunnar Granlunds ansökan.

Sökande av ändring

Rättelseyrkande görs hos stadsstyrelsen inom 14 dagar.

Teknisk direktör Hilkka Harjamaa
"""

# A § of a body, though what it lists or is about is decisions of office-holders.
LISTING = """\
Viranhaltijapäätökset

Sivistyslautakunta 03.02.2026 § 6

Lautakunnalle ilmoitetaan seuraavat viranhaltijapäätökset otto-oikeuden käyttämistä varten:
Tekninen johtaja
14.1.2026 § 3 Latukone

Ehdotus

Lautakunta ei käytä otto-oikeuttaan.

Päätös

Hyväksyttiin.
"""
TITLED = """\
Viranhaltijapäätös

SIVLTK 03.02.2026 § 7

Rehtorin päätöksestä on tehty oikaisuvaatimus.

Ehdotus

Oikaisuvaatimus hylätään.

Päätös

Hyväksyttiin.
"""

# The same with the office on a line of its own, where the title of the document would stand.
BELOW = """\
SIVLTK 03.02.2026 § 8
Viranhaltijapäätös
Rehtori

Ehdotus

Päätös merkitään tiedoksi.

Päätös

Hyväksyttiin.
"""
APART = """\
Lumivaaran kaupunki
Sivistyslautakunta
3.2.2026
§ 9
Viranhaltijapäätös
Rehtori

Ehdotus

Päätös merkitään tiedoksi.

Päätös

Merkittiin tiedoksi.
"""
BOARD = "lumivaara/kh-9.txt"
# A day on which the time for an appeal against both decisions still runs.
IN_TIME = "2026-05-01"

OFFICE = "lumivaara/tekninen-johtaja"
FIRST, SECOND = (f"eli/dl/lumivaara/tekninen-johtaja/2026/{number}" for number in (14, 15))


def finnish(appeal: str = REVIEW) -> str:
    return FINNISH.format(appeal=appeal)


def folder_of(tmp_path: Path, documents: dict[str, str]) -> Folder:
    """A town with offices, and beside the documents a § of its board."""
    folder = Folder.create(tmp_path / "a", {BOARD: DOCUMENTS[BOARD], **documents})
    folder.change_settings('abbreviations = ["SIVLTK"]\n', OFFICES)
    folder.change_settings(
        'sv = "Snöberget" }', 'sv = "Snöberget" }\nalso_printed = ["Snöbergets stad"]'
    )
    return folder


def fates(report: Report) -> dict[str, int]:
    """How many documents had each fate, without that of the board."""
    assert any(one["document"] == BOARD and one["fate"] == "published" for one in report.documents)
    found = Counter(report.fates) - Counter(published=1)
    return dict(found)


def iris(report: Report) -> list[object]:
    """What is published of each document, without that of the board."""
    return [one["iris"] for one in report.documents if one["document"] != BOARD]


def reason(report: Report, name: str) -> str:
    (found,) = (one for one in report.documents if one["document"] == name)
    assert found["fate"] == "withheld"
    return str(found["reason"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Report]:
    documents = {**DOCUMENTS, "lumivaara/tj-14.txt": finnish(), "lumivaara/tj-15.txt": SWEDISH}
    folder = folder_of(tmp_path_factory.mktemp("offices"), documents)
    return folder, folder.build(today=IN_TIME)


def test_both_languages_are_published(built: tuple[Folder, Report]) -> None:
    _, report = built
    assert fates(report) == {"published": len(DOCUMENTS) + 1}
    assert (report.pages["section"], report.pages["office"]) == (len(DOCUMENTS) + 2, 1)


def test_a_decision_is_of_its_office_and_of_no_meeting(built: tuple[Folder, Report]) -> None:
    folder, _ = built
    record = json.loads(folder.page(f"{FIRST}.jsonld"))
    assert record["type"] == ["Activity", "OfficeHolderDecision"]
    assert record["activityId"] == "Tekninen johtaja § 14/2026"
    assert record["body"] == f"{BASE}{OFFICE}"
    assert record["bodyKind"] == "toimielin:viranhaltija"
    assert {"meeting", "recordedIn", "checkedAtMeeting", "vote"}.isdisjoint(record)
    (decider,) = record["participation"]
    assert (decider["role"], decider["nameAsPrinted"]) == ("rooli:paattaja", "Hilkka Harjamaa")
    assert record["responsiblePerson"] == decider["person"]
    decision = record["decision"]
    assert decision["outcome"] == "tulos:hyvaksytty"
    assert decision["act"]["passedBy"] == f"{BASE}{OFFICE}"
    assert decision["act"]["id"] == f"{BASE}eli/lumivaara/tekninen-johtaja/2026/14"
    assert decision["act"]["basedOn"] == ["http://data.finlex.fi/eli/sd/2015/410/luku/12/pykala/91"]
    assert [one["value"] for one in record["amount"]] == ["380"]
    assert [one["workTitle"] for one in record["attachment"]] == [{"fi": "Kartta"}]
    assert record["appealInstruction"]["remedy"] == "muutoksenhaku:oikaisuvaatimus"
    assert record["case"] == f"{BASE}eli/dl/lumivaara/asia/38-02-05-01-2026"
    assert f"{FIRST}" in folder.page("eli/dl/lumivaara/asia/38-02-05-01-2026.html")


def test_the_swedish_decision_has_the_name_of_its_office_in_swedish(
    built: tuple[Folder, Report],
) -> None:
    record = json.loads(built[0].page(f"{SECOND}.jsonld"))
    assert record["bodyAsPrinted"] == "Tekniska direktören"
    assert record["decision"]["outcome"] == "tulos:hylatty"
    assert list(record["label"]) == ["sv"]
    assert "case" not in record


def test_the_office_lists_its_decisions_and_has_no_meeting(built: tuple[Folder, Report]) -> None:
    folder, _ = built
    assert triples(folder, OFFICE, "type") == [
        "http://data.europa.eu/eli/ontology#Organization",
        "http://www.w3.org/ns/org#Post",
    ]
    record = json.loads(folder.page(f"{OFFICE}.jsonld"))
    assert record["type"] == ["Post", "Organization"]
    assert record["postIn"] == f"{BASE}{TOWN}"
    html = folder.page(f"{OFFICE}.html")
    assert html.index("2026/15.html") < html.index("2026/14.html")
    files = folder.site()
    assert not [
        name for name in files if name.startswith("eli/dl/lumivaara/tekninen-johtaja/2026-")
    ]
    town = json.loads(folder.page(f"{TOWN}.jsonld"))
    assert town["hasPost"] == [f"{BASE}{OFFICE}"]
    assert f"{BASE}{OFFICE}" not in town["hasUnit"]
    assert "Viranhaltijat" in folder.page(f"{TOWN}.html")
    assert "Viranhaltijapäätös: viranhaltija päätti" in folder.page(f"{FIRST}.html")


def test_downloads_hold_the_decision(built: tuple[Folder, Report]) -> None:
    folder, _ = built
    rows = list(csv.DictReader(io.StringIO(folder.page("lataukset/lumivaara-2026.csv"))))
    (row,) = (row for row in rows if row["iri"] == f"{BASE}{FIRST}")
    assert (row["body_kind"], row["meeting_iri"]) == ("viranhaltija", "")
    assert (row["checked_at_meeting"], row["outcome"]) == ("", "hyvaksytty")
    assert {row["body_kind"] for row in rows} == {"viranhaltija", "hallitus", "lautakunta"}
    popolo = json.loads(folder.page("lataukset/lumivaara-popolo.json"))
    (post,) = popolo["posts"]
    assert post["id"] == f"{BASE}{OFFICE}"
    assert post["organization_id"] == f"{BASE}{TOWN}"
    assert f"{BASE}{OFFICE}" not in {one["id"] for one in popolo["organizations"]}


def test_the_report_on_quality_counts_it(built: tuple[Folder, Report]) -> None:
    folder, _ = built
    parts = json.loads(folder.page(f"{TOWN}/laatu.jsonld"))["hasPart"]
    counted = {part["measurementOf"]: part for part in parts}
    assert counted["laatumittari:pykalat"]["measuredNumber"] == 4 + 2  # of bodies and of the office


@pytest.mark.parametrize("mode", ["role", "strict"])
def test_nobody_but_the_holder_gets_out(tmp_path: Path, mode: str) -> None:
    folder = folder_of(tmp_path, {"lumivaara/tj-14.txt": finnish(), "lumivaara/tj-15.txt": SWEDISH})
    folder.change_settings('mode = "role"', f'mode = "{mode}"')
    report = folder.build()
    assert fates(report) == {"published": 2}
    public = "\n".join(folder.quads())
    for path in (folder.output / "published" / "site").rglob("*"):
        public += readable(path) if path.is_file() else ""
    private = ["Aatos", "Aurinkoi", "Latukuja", "040 123", "Gunnar", "Granlund", "Spårvägen"]
    assert [word for word in private if word in public] == []
    assert ("Harjamaa" in public) == (mode == "role")


def test_a_title_lets_nobody_keep_a_name(tmp_path: Path) -> None:
    text = finnish().replace(
        "Päätän myöntää Aatos Aurinkoiselle", "Opettaja Sirkka Salmelle myönnetään"
    )
    folder = folder_of(tmp_path, {"lumivaara/tj-14.txt": text})
    folder.build(today=IN_TIME)
    page = folder.page(f"{FIRST}.html")
    assert "Salmel" not in page
    assert "myönnetään" in page


def test_an_office_that_the_settings_do_not_name_is_withheld(tmp_path: Path) -> None:
    text = finnish().replace("Tekninen johtaja", "Kiinteistöpäällikkö")
    folder = folder_of(tmp_path, {"lumivaara/kp-14.txt": text})
    told = reason(folder.build(), "lumivaara/kp-14.txt")
    assert "the office 'Kiinteistöpäällikkö' is not known" in told
    assert "[[organization.office]] of 'lumivaara'" in told


def test_minutes_that_list_such_decisions_stay_minutes(tmp_path: Path) -> None:
    documents = {"lumivaara/sivltk-6.txt": LISTING, "lumivaara/sivltk-7.txt": TITLED}
    report = folder_of(tmp_path, documents).build()
    assert fates(report) == {"published": 2}
    assert iris(report) == [
        [f"{BASE}eli/dl/lumivaara/sivistyslautakunta/2026/{number}"] for number in (6, 7)
    ]
    assert report.pages["office"] == 0


@pytest.mark.parametrize(("text", "number"), [(BELOW, 8), (APART, 9)])
def test_a_matter_of_a_body_is_never_a_decision_of_its_office(
    tmp_path: Path, text: str, number: int
) -> None:
    report = folder_of(tmp_path, {"lumivaara/sivltk.txt": text}).build()
    assert report.pages["office"] == 0
    assert iris(report) == [[f"{BASE}eli/dl/lumivaara/sivistyslautakunta/2026/{number}"]]


def test_a_decision_without_a_number_is_withheld(tmp_path: Path) -> None:
    text = finnish().replace("§ 14/2026", "")
    told = reason(folder_of(tmp_path, {"lumivaara/tj.txt": text}).build(), "lumivaara/tj.txt")
    assert "does not give the § number" in told


def test_a_number_of_another_year_is_none(tmp_path: Path) -> None:
    text = finnish().replace("§ 14/2026", "§ 14/2025")
    told = reason(folder_of(tmp_path, {"lumivaara/tj.txt": text}).build(), "lumivaara/tj.txt")
    assert "does not give the § number" in told


def test_a_decision_without_an_office_is_withheld(tmp_path: Path) -> None:
    text = finnish().replace("Tekninen johtaja", "")
    told = reason(folder_of(tmp_path, {"lumivaara/tj.txt": text}).build(), "lumivaara/tj.txt")
    assert "does not give the office" in told


def test_two_documents_that_claim_one_number_of_an_office_are_both_withheld(tmp_path: Path) -> None:
    other = finnish().replace("Hiihtoladun talvikunnossapito", "Katuvalojen huolto")
    folder = folder_of(tmp_path, {"lumivaara/a.txt": finnish(), "lumivaara/b.txt": other})
    report = folder.build()
    assert fates(report) == {"withheld": 2}
    assert "say different things of the same §" in reason(report, "lumivaara/a.txt")
    folder.remove("lumivaara/b.txt")
    assert fates(folder.build()) == {"published": 1}
    assert_same_as_fresh(folder)


def test_the_same_number_of_another_office_is_another_decision(tmp_path: Path) -> None:
    other = finnish().replace("Tekninen johtaja", "Rehtori")
    folder = folder_of(tmp_path, {"lumivaara/a.txt": finnish(), "lumivaara/b.txt": other})
    report = folder.build()
    assert fates(report) == {"published": 2}
    assert report.pages["office"] == 2


def test_an_office_in_the_layout_of_minutes_is_told_by_the_settings(tmp_path: Path) -> None:
    text = Section(number=4, body="Rehtori").text()
    folder = folder_of(tmp_path, {"lumivaara/rehtori.txt": text})
    assert fates(folder.build()) == {"published": 1}
    record = json.loads(folder.page("eli/dl/lumivaara/rehtori/2026/4.jsonld"))
    assert record["type"] == ["Activity", "OfficeHolderDecision"]
    assert "meeting" not in record


def test_a_body_makes_no_decision_of_an_office_holder(tmp_path: Path) -> None:
    text = finnish().replace("Tekninen johtaja\n\n14", "Päättäjä: Rehtorikunta\n\n14")
    told = reason(folder_of(tmp_path, {"lumivaara/a.txt": text}).build(), "lumivaara/a.txt")
    assert "it calls itself a decision of an office-holder" in told


def test_an_appeal_to_a_court_is_noted(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"lumivaara/a.txt": finnish(COURT)})
    report = folder.build()
    assert fates(report) == {"published": 1}
    (document,) = (one for one in report.documents if one["document"] != BOARD)
    assert "is first reviewed" in str(document["notes"])


def test_decisions_come_and_go_as_in_a_fresh_build(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {**DOCUMENTS, "lumivaara/tj-14.txt": finnish()})
    folder.build()
    folder.write("lumivaara/tj-15.txt", SWEDISH)
    folder.build()
    assert_same_as_fresh(folder)
    for name in ("tj-14.txt", "tj-15.txt"):
        folder.remove(f"lumivaara/{name}")
    assert folder.build().pages["office"] == 0
    assert_same_as_fresh(folder)
