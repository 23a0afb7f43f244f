"""In which order lists on derived pages stand, whatever the order of triples in the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from publisher.rdf.iris import Iris
from publisher.statutes import read_statutes
from publisher.store import Queries, Text
from publisher.web.case_status import read_case_status
from publisher.web.cases import case
from publisher.web.council_terms import read_council_terms
from publisher.web.derived import Catalog, DerivedPages
from publisher.web.rows import CaseRow
from tests.web.catalogue_examples import settings

BASE = "https://data.example.fi/"
BODY = f"{BASE}eli/dl/metsalahti/kaupunginhallitus"
MEETING = f"{BODY}/2025-02-03"
CASE = f"{BASE}eli/dl/metsalahti/asia/10-2025"
PERSON = f"{BASE}metsalahti/henkilo/abcdefghij"
LAW = f"{BASE}laki/2015/410"
CLASSES = f"{BASE}metsalahti/tehtavaluokat"


def section(number: int, day: str, name: str = "Kaupunginhallitus", *, outcome: str = "") -> str:
    """A § as its graph says it, as far as lists show it."""
    iri = f"{BODY}/2025/{number}"
    decision = (
        f"<{iri}> eli-dl:consists_of <{iri}#paatos> . "
        f"<{iri}#paatos> a eli-dl:Decision ; eli-dl:decision_outcome <{outcome}> ."
        if outcome
        else ""
    )
    return f"""
        <{iri}> eli-dl:forms_part_of <{BODY}/{day}>, <{CASE}> ;
            eli-dl:activity_order {number}.0 ;
            eli-dl:activity_date "{day}"^^xsd:date ;
            eli-dl:activity_label "Asia {number}"@fi ;
            eli-dl:activity_id "{name} § {number}/2025" ;
            eli-dl:had_responsible_organization <{BASE}metsalahti/kaupunginhallitus> ;
            eli-dl:responsible_organization_label "{name}" ;
            pk:bodyKind <https://w3id.org/pykala/koodi/toimielin#hallitus> ;
            pk:caseNumberAsPrinted "{number}/2025" ;
            eli-dl:had_participation <{iri}#esittelija> ;
            pk:citation <{iri}#viittaus-1>, <{iri}#viittaus-2> .
        <{iri}#esittelija> eli-dl:had_participant_person <{PERSON}> ;
            eli-dl:participation_role <urn:esittelija> ;
            pk:nameAsPrinted "Nimi {number}" .
        <{iri}#viittaus-1> pk:citedAct <{LAW}> ; pk:asPrinted "kuntalain {number} §"@fi ;
            pk:citedProvision <http://data.finlex.fi/eli/sd/2015/410/pykala/{number}> .
        <{iri}#viittaus-2> pk:citedAct <{LAW}> ; pk:asPrinted "kuntalaki"@fi ;
            pk:citedProvision <http://data.finlex.fi/eli/sd/2015/410> .
        {decision}"""


def earlier(number: int, *handled: tuple[str, int]) -> str:
    """The handlings before a §, day and § of each, as its graph says that it prints them."""
    iri = f"{BODY}/2025/{number}"
    return "".join(
        f"""
        <{iri}> pk:earlierHandling <{iri}#aiemmin-{place}> .
        <{iri}#aiemmin-{place}> pk:bodyAsPrinted "Kaupunginhallitus" ;
            pk:handledOn "{day}"^^xsd:date ; pk:sectionNumber {section} ."""
        for place, (day, section) in enumerate(handled)
    )


PREFIXES = """
    @prefix eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
    @prefix julkisuus: <https://w3id.org/pykala/koodi/julkisuus#> .
    @prefix pk: <https://w3id.org/pykala/def#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SECTIONS = (
    section(10, "2025-02-03", "KAUPUNGINHALLITUS", outcome="urn:hyvaksytty"),
    section(9, "2025-02-03"),
    section(11, "2025-01-20"),
    section(100, "2025-03-31"),
    f'<{BODY}/2025/9> pk:classificationAsPrinted "10 03 02, 20.215" .',
    f'<{BODY}/2025/10> pk:classificationAsPrinted "10.03" .',
    f'<{BODY}/2025/11> pk:classificationAsPrinted "10.03.02" .',
    f'<{BODY}/2025/100> pk:classificationAsPrinted "99 01" .',
    earlier(10, ("2025-01-20", 11), ("2025-02-03", 9)),
    earlier(100, ("2025-01-20", 11), ("2025-02-03", 9), ("2025-02-03", 10)),
    earlier(9, ("2025-01-20", 11), ("2025-01-27", 8)),
    f"<{BODY}/2025/9> pk:publicity julkisuus:salassa-pidettava .",
    f"<{BODY}/2025/10> pk:publicity julkisuus:julkinen .",
)


@pytest.fixture(params=[1, -1], ids=["as written", "backwards"])
def pages(tmp_path: Path, request: pytest.FixtureRequest) -> DerivedPages:
    store = ox.Store()
    for number, turtle in enumerate(SECTIONS[:: request.param]):
        graph = ox.NamedNode(f"urn:{number}")
        store.load(f"{PREFIXES}{turtle}".encode(), ox.RdfFormat.TURTLE, to_graph=graph)
    known = settings(tmp_path)
    town = known.organization("metsalahti")
    board = next(body for body in town.bodies if body.slug == "kaupunginhallitus")
    catalog = Catalog(
        settings=known,
        iris=Iris(BASE),
        statutes=read_statutes(),
        municipalities={},
        case_status=read_case_status(),
        council_terms=read_council_terms(),
        bodies={f"{BASE}metsalahti/kaupunginhallitus": (town, board)},
    )
    told = {f"{BODY}/2025-04-07": (b'{"id": "foreseen"}', b"")}
    return DerivedPages(catalog, Queries(store), told)


def numbers(listed: list[dict[str, Any]]) -> list[int]:
    """The numbers of the §§ in a list."""
    return [int(one["iri"].partition("#")[0].rpartition("/")[2]) for one in listed]


def test_a_meeting_lists_its_sections_by_number(pages: DerivedPages) -> None:
    ((record, listing),) = pages.make("meeting", [MEETING])
    assert numbers(listing["handlings"]) == [9, 10]
    assert record["consistsOf"] == [f"{BODY}/2025/9", f"{BODY}/2025/10"]
    assert [one["outcome"] for one in listing["handlings"]] == [None, "urn:hyvaksytty"]


def test_a_meeting_is_called_as_its_first_section_prints_it(pages: DerivedPages) -> None:
    ((record, _),) = pages.make("meeting", [MEETING])
    assert record["activityId"] == "Kaupunginhallitus 2025-02-03"
    assert record["bodyAsPrinted"] == "Kaupunginhallitus"
    assert record["body"] == f"{BASE}metsalahti/kaupunginhallitus"


def test_what_is_said_to_be_public_is_not_listed_as_secret(pages: DerivedPages) -> None:
    ((_, meeting),) = pages.make("meeting", [MEETING])
    ((_, case),) = pages.make("case", [CASE])
    newest = pages.recent([f"{BODY}/2025/{number}" for number in (9, 10)])
    found = [meeting["handlings"], case["handlings"], newest]
    assert [numbers([row for row in rows if row["secret"]]) for rows in found] == [[9]] * 3


def test_pages_come_in_the_order_of_their_iris(pages: DerivedPages) -> None:
    wanted = [f"{BODY}/{day}" for day in ("2025-04-07", "2025-03-31", "2025-01-20", "2025-02-03")]
    found = list(pages.make("meeting", wanted))
    assert [listing["foreseen"] for _, listing in found] == [False, False, False, True]
    assert [numbers(listing["handlings"]) for _, listing in found] == [[11], [9, 10], [100], []]


def test_a_case_goes_on_from_its_oldest_handling(pages: DerivedPages) -> None:
    ((record, listing),) = pages.make("case", [CASE])
    assert numbers(listing["handlings"]) == [11, 9, 10, 100]
    assert record["processNumber"] == "11/2025"
    assert record["processTitle"] == {"fi": "Asia 100"}
    assert record["latestActivity"] == f"{BODY}/2025/100"


def test_a_handling_follows_from_the_last_one_that_it_prints(pages: DerivedPages) -> None:
    ((record, _),) = pages.make("case", [CASE])
    assert record["consistsOf"] == [
        f"{BODY}/2025/11",
        {"id": f"{BODY}/2025/9", "motivatedBy": [f"{BODY}/2025/11"]},
        {"id": f"{BODY}/2025/10", "motivatedBy": [f"{BODY}/2025/9"]},
        f"{BODY}/2025/100",  # two on one day
    ]


def latest(handled: list[tuple[str, str, int]]) -> str | None:
    """The last of some handlings of a case: day, body and § of each."""
    rows = [
        CaseRow(
            page=CASE,
            handling=f"urn:{body}/{number}",
            date=day,
            label=(Text("Laituri", "fi"),),
            activity_id=f"§ {number}",
            body_name=body,
            outcome=None,
            secret=None,
            number="10/2025",
            classes=None,
            body_kind="urn:kind",
            body=f"urn:{body}",
            order=f"{number}.0",
        )
        for day, body, number in handled
    ]
    record, _ = case(CASE, rows, [], CLASSES, None)
    return record.get("latestActivity")


def test_a_case_shows_what_its_minutes_mention_and_is_not_here(pages: DerivedPages) -> None:
    ((_, listing),) = pages.make("case", [CASE])
    assert [(one["date"], one["section"]) for one in listing["missing"]] == [("2025-01-27", "8")]
    shown = [one.get("section") or numbers([one])[0] for one in listing["stages"]]
    assert shown == [11, "8", 9, 10, 100]
    assert [mark["missing"] for mark in listing["marks"]] == [False, True, False, False]
    places = [mark["x"] for mark in listing["marks"]]
    assert (places[0], places[-1]) == (12, 588)
    assert places == sorted(places)


def test_the_last_handling_is_the_last_section_of_a_day_if_one_body_met_on_it() -> None:
    days = [("2025-02-03", "hallitus", 9), ("2025-02-03", "hallitus", 10)]
    assert latest(days) == "urn:hallitus/10"
    assert latest([*days, ("2025-02-04", "valtuusto", 2)]) == "urn:valtuusto/2"
    assert latest([("2025-02-02", "valtuusto", 2), *days]) == "urn:hallitus/10"
    assert latest([*days, ("2025-02-03", "valtuusto", 2)]) is None


def test_a_person_is_shown_by_what_was_printed_last(pages: DerivedPages) -> None:
    ((record, listing),) = pages.make("person", [PERSON])
    assert numbers(listing["participations"]) == [100, 10, 9, 11]
    assert record["personName"] == "Nimi 100"


def test_an_act_lists_the_newest_section_first_and_each_once(pages: DerivedPages) -> None:
    ((record, listing),) = pages.make("law", [LAW])
    assert numbers(listing["citations"]) == [100, 10, 9, 11]
    assert listing["citations"][1]["asPrinted"] == ["kuntalain 10 §", "kuntalaki"]
    cited = {one["name"]: numbers(one["citing"]) for one in listing["sections"]}
    assert list(cited.items()) == [("9", [9]), ("10", [10]), ("11", [11]), ("100", [100])]
    assert record["referencedBy"] == sorted(f"{BODY}/2025/{number}" for number in (9, 10, 11, 100))


def test_the_newest_decisions_stand_first(pages: DerivedPages) -> None:
    wanted = [f"{BODY}/2025/{number}" for number in (9, 10, 100)]
    assert numbers(pages.recent(wanted)) == [100, 10, 9]
    assert pages.recent([]) == []


def test_a_case_has_every_class_that_its_sections_print(pages: DerivedPages) -> None:
    ((record, listing),) = pages.make("case", [CASE])
    assert record["processType"] == [f"{CLASSES}#10-03", f"{CLASSES}#10-03-02", f"{CLASSES}#99-01"]
    assert [one["notation"] for one in listing["classes"]] == ["10.03", "10.03.02", "99.01"]


def test_classes_stand_by_code_with_what_is_above_them(pages: DerivedPages) -> None:
    ((record, listing),) = pages.make("classes", [CLASSES])
    assert record["schemeOf"] == f"{BASE}metsalahti"
    assert record["name"] == {
        "fi": "Tehtäväluokat: Metsälahti",
        "sv": "Uppgiftsklasser: Skogsviken",
    }
    assert [
        (one["notation"], one.get("broader"), one.get("broadMatch")) for one in record["included"]
    ] == [
        ("10.03", None, "tehtavaluokka:10"),
        ("10.03.02", f"{CLASSES}#10-03", "tehtavaluokka:10"),
        ("99.01", None, None),
    ]
    assert [one["main"] for one in listing["classes"]] == [*["tehtavaluokka:10"] * 2, None]


def test_a_class_lists_its_cases_newest_first(pages: DerivedPages) -> None:
    ((_, listing),) = pages.make("classes", [CLASSES])
    found = {
        one["notation"]: [(case["number"], case["label"]["fi"]) for case in one["cases"]]
        for one in listing["classes"]
    }
    assert found == {
        "10.03": [("10/2025", "Asia 10")],
        "10.03.02": [("9/2025", "Asia 9"), ("11/2025", "Asia 11")],
        "99.01": [("100/2025", "Asia 100")],
    }
