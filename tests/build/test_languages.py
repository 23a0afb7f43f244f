"""A § whose minutes are published in two languages: one act, two expressions (D-022)."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from publisher.rdf.iris import source_iri
from tests.build.corpora import BASE, NEWS, Folder, Section
from tests.build.test_incremental import assert_same_as_fresh

FINNISH = "lumivaara/kh-21.txt"
SWEDISH = "lumivaara/stst-21.txt"
PATH = "eli/dl/lumivaara/kaupunginhallitus/2026/21"
SECTION = f"{BASE}{PATH}"
ACT = f"{BASE}eli/lumivaara/kaupunginhallitus/2026/21"
SAME = Section(number=21)
OTHER = Section(number=9, case="44/02.05.01/2026")
SV = f"""\
Belysning av skidspåret

Stadsstyrelsen 19.01.2026 § 21
{SAME.case}

Ärendet har beretts i enlighet med 27 § i kommunallagen, och kostnaden är 12 000 euro.

Föredragande\tStadsdirektör Helka Saarenketo
Beslutsförslag\tStadsstyrelsen beslutar att genomföra projektet.
Beslut\tStadsstyrelsen godkände förslaget enhälligt.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder.create(tmp_path / "folder", {"lumivaara/kh-9.txt": OTHER.text()})
    folder.change_settings('languages = ["fi"]', 'languages = ["fi", "sv", "en"]')
    return folder


def built(folder: Folder) -> dict[str, dict[str, Any]]:
    """What the report says of the documents; the result is that of a build from nothing."""
    report = folder.build()
    assert_same_as_fresh(folder)
    return {str(each["document"]): each for each in report.documents}


def record(folder: Folder) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(folder.page(f"{PATH}.jsonld"))
    return found


def source(told: dict[str, dict[str, Any]], name: str) -> str:
    return source_iri(str(told[name]["sha256"]))


def cut(text: str, evidence: str) -> str:
    """The characters of a document that evidence points to."""
    start, end = map(int, evidence.partition("#char=")[2].split(","))
    return text[start:end]


@pytest.fixture
def both(folder: Folder) -> Folder:
    folder.write(FINNISH, SAME.text())
    folder.write(SWEDISH, SV)
    return folder


def test_the_texts_of_both_stand_side_by_side(both: Folder) -> None:
    built(both)
    found = record(both)
    assert found["label"] == {"fi": "Hiihtoladun valaiseminen", "sv": "Belysning av skidspåret"}
    assert list(found["proposal"]["text"]) == list(found["preparation"]["text"]) == ["fi", "sv"]
    assert found["proposal"]["text"]["sv"] == "Stadsstyrelsen beslutar att genomföra projektet."
    finnish, swedish = found["decision"]["act"]["realizedBy"]
    assert (finnish["id"], swedish["id"]) == (f"{ACT}/fi", f"{ACT}/sv")
    assert finnish["title"] == {"fi": "Hiihtoladun valaiseminen"}
    assert swedish == {
        "id": f"{ACT}/sv",
        "type": "LegalExpression",
        "realizes": ACT,
        "language": "language-code:SWE",
        "title": {"sv": "Belysning av skidspåret"},
        "text": {"sv": "Stadsstyrelsen godkände förslaget enhälligt."},
        "embodiedBy": finnish["embodiedBy"]
        | {
            "id": f"{SECTION}.sv.html",
            "embodies": f"{ACT}/sv",
            "exemplifiedBy": f"{SECTION}.sv.html",
        },
    }
    assert finnish["embodiedBy"]["id"] == f"{SECTION}.html"


def test_everything_else_is_that_of_the_document_that_speaks(both: Folder) -> None:
    both.remove(SWEDISH)
    built(both)
    alone = record(both)
    both.write(SWEDISH, SV)
    built(both)
    together = record(both)
    texts = {"label", "derivedFrom", "proposal", "preparation", "decision"}
    assert {term for term in together if together[term] != alone.get(term)} == texts
    assert together.keys() == alone.keys()
    for part in ("proposal", "preparation"):
        rest = together[part].keys() - {"text", "derivedFrom"}
        assert all(together[part][term] == alone[part][term] for term in rest)
    assert len(together["citation"]) == 1


def test_a_preparation_that_only_the_second_has_is_added_and_no_other_part(both: Folder) -> None:
    text = SAME.text()
    preparation = text.partition("Asiaa on")[2].partition("\n")[0]
    proposal = text.partition("Päätösehdotus")[2].partition("\n")[0]
    both.write(
        FINNISH,
        text.replace(f"Asiaa on{preparation}\n", "").replace(f"Päätösehdotus{proposal}\n", ""),
    )
    told = built(both)
    found = record(both)
    swedish = source(told, SWEDISH)
    assert found["preparation"].keys() == {"id", "type", "workType", "text", "derivedFrom"}
    assert found["preparation"]["text"].keys() == {"sv"}
    assert [one.partition("#")[0] for one in found["preparation"]["derivedFrom"]] == [swedish]
    assert "proposal" not in found
    assert "decidedOn" not in found["decision"]
    assert len(found["decision"]["act"]["realizedBy"]) == 2


def test_a_decision_that_only_the_second_has_is_not_added(both: Folder) -> None:
    both.write(FINNISH, SAME.text().partition("Päätös\t")[0])
    told = built(both)
    assert {told[name]["fate"] for name in (FINNISH, SWEDISH)} == {"published"}
    found = record(both)
    assert list(found["proposal"]["text"]) == ["fi", "sv"]
    assert "decision" not in found


def test_the_documented_question_of_changes_compares_texts_of_one_language(both: Folder) -> None:
    both.write(FINNISH, Section(number=21, decision="Hyväksyttiin muutettuna.").text())
    both.write(SWEDISH, SV.replace("förslaget enhälligt", "förslaget i ändrad form"))
    rows = asked(both)["changed-proposals"]
    assert [row["decided"][:12] for row in rows] == ["Hyväksyttiin", "Stadsstyrels"]
    assert [row["proposed"][:9] for row in rows] == ["Päätetään", "Stadsstyr"]


def test_the_documented_question_of_euros_looks_in_one_document(both: Folder) -> None:
    """Where the Swedish decision stands, the Finnish document has a sum that nobody decided on."""
    finnish = SAME.text().replace("hinta on 12 000 euroa", "hinta on 77 000 euroa")
    head, decision = SV.partition("Ärendet")[0], "Stadsstyrelsen godkände förslaget. " * 9
    both.write(FINNISH, finnish)
    both.write(SWEDISH, f"{head}Beslut\t{decision}\n")
    start = len(f"{head}Beslut\t")
    assert start < finnish.index("77 000") < start + len(decision) - 20
    (row,) = [row for row in asked(both)["euros-by-body-and-year"] if row["year"] == "2026"]
    assert (row["total"], row["sums"]) == ("24000", "2")  # one of each § of the folder
    assert len(record(both)["decision"]["act"]["realizedBy"]) == 2


def asked(folder: Folder) -> dict[str, list[dict[str, str]]]:
    """What the questions of docs/queries/ are answered after a build."""
    built(folder)
    folder_of_queries = Path(__file__).parents[2] / "docs" / "queries"
    store = ox.Store.read_only(str(folder.output / "published" / "store"))
    found = {}
    for path in sorted(folder_of_queries.glob("*.rq")):
        solutions = store.query(path.read_text("utf-8"), use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        found[path.stem] = sorted(
            ({name: getattr(row[name], "value", "") for name in names} for row in solutions),
            key=str,
        )
    assert len(found) == 8
    return found


def test_evidence_points_into_the_document_that_says_it(both: Folder) -> None:
    told = built(both)
    found = record(both)
    finnish, swedish = source(told, FINNISH), source(told, SWEDISH)
    first, second = found["proposal"]["derivedFrom"]
    assert (first.partition("#")[0], second.partition("#")[0]) == (finnish, swedish)
    assert cut(SV, second) == "Stadsstyrelsen beslutar att genomföra projektet."
    decided = [cut(SV, one) for one in found["decision"]["derivedFrom"] if swedish in one]
    assert decided == ["Stadsstyrelsen godkände förslaget enhälligt."]
    assert [one for one in found["derivedFrom"] if "#" not in one] == [finnish, swedish]
    heading = [cut(SV, one) for one in found["derivedFrom"] if one.startswith(f"{swedish}#")]
    assert "Belysning av skidspåret" in heading


def test_provenance_names_both_documents_in_store_and_download(both: Folder) -> None:
    told = built(both)
    derived = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
    download = both.page("lataukset/lumivaara-2026.nq").splitlines()
    for name in (FINNISH, SWEDISH):
        line = f"<{SECTION}.jsonld> {derived} <{source(told, name)}>"
        assert len([quad for quad in both.quads() if quad.startswith(line)]) == 1
        assert len([quad for quad in download if quad.startswith(line)]) == 1
        digest = f'"{told[name]["sha256"]}"'
        assert len([quad for quad in download if digest in quad]) == 1


def test_the_report_has_both_as_published_and_says_which_adds_to_which(both: Folder) -> None:
    told = built(both)
    for name in (FINNISH, SWEDISH):
        assert (told[name]["fate"], told[name]["reason"]) == ("published", None)
        assert (told[name]["iris"], told[name]["elsewhere"]) == ([SECTION], [])
    assert not any("language" in note for note in told[FINNISH]["notes"])
    assert told[SWEDISH]["notes"][-1] == (
        f"its texts stand beside those of {FINNISH}, as a second language of {SECTION}"
    )
    both.build()
    report = json.loads((both.output / "report.json").read_text("utf-8"))
    assert report["fates"]["published"] == 3


def test_all_files_and_the_store_say_the_same(both: Folder) -> None:
    built(both)
    graph = {
        quad.rpartition(" <")[0] for quad in both.quads() if quad.endswith(f"<{SECTION}.jsonld>")
    }
    formats = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML,
    }
    for ending, form in formats.items():
        triples = {str(triple) for triple in ox.parse(both.page(f"{PATH}.{ending}"), form)}
        assert triples == graph, ending
    for ending in ("html", "sv.html", "en.html"):
        embedded = both.page(f"{PATH}.{ending}").partition('ld+json">')[2].partition("</script>")[0]
        assert json.loads(embedded) == record(both)


# On the pages ------------------------------------------------------------------------------------


def first(html: HTMLParser, selector: str) -> LexborNode:
    found = html.css_first(selector)
    assert found is not None
    return found


def test_each_page_shows_its_language_and_leads_to_the_other(both: Folder) -> None:
    built(both)
    shown = {}
    for ending in ("html", "sv.html", "en.html"):
        html = HTMLParser(both.page(f"{PATH}.{ending}"))
        prose = html.css(".pair .prose, .preparation .prose")
        shown[ending] = (
            first(html, "h1").text(),
            [(one.attributes.get("lang"), one.text()[:15]) for one in prose],
            [
                (one.attributes["href"], one.attributes["hreflang"], one.attributes["lang"])
                for one in html.css(".head a[hreflang]")
            ],
            first(html, ".kicker").html,
        )
    fi, sv = ("21.html", "fi", "fi"), ("21.sv.html", "sv", "sv")
    finnish = ["Päätetään toteu", "Hyväksyttiin yk", "Asiaa on valmis"]
    swedish = ["Stadsstyrelsen ", "Stadsstyrelsen ", "Ärendet har ber"]
    kicker = "Kaupunginhallitus §&nbsp;21/2026"
    marked = f'<span lang="fi">{kicker}</span>'
    assert shown == {
        "html": (
            "Hiihtoladun valaiseminen",
            [(None, text) for text in finnish],
            [sv],
            f'<p class="kicker">{kicker}</p>',
        ),
        "sv.html": (
            "Belysning av skidspåret",
            [(None, text) for text in swedish],
            [fi],
            f'<p class="kicker">{marked}</p>',
        ),
        "en.html": (
            "Hiihtoladun valaiseminen",
            [("fi", text) for text in finnish],
            [fi, sv],
            f'<p class="kicker">{marked}</p>',
        ),
    }
    assert first(HTMLParser(both.page(f"{PATH}.en.html")), "h1 span").attributes == {"lang": "fi"}


def test_a_site_without_swedish_pages_shows_the_swedish_texts_beside_the_others(
    both: Folder,
) -> None:
    both.change_settings('["fi", "sv", "en"]', '["fi"]')
    built(both)
    html = HTMLParser(both.page(f"{PATH}.html"))
    assert [one.attributes.get("lang") for one in html.css(".decision .prose")] == [None, "sv"]
    assert first(html, "p#sv").attributes["lang"] == "sv"
    assert first(html, "p#sv").text() == "Belysning av skidspåret"
    assert html.css(".head a[hreflang]") == []
    finnish, swedish = record(both)["decision"]["act"]["realizedBy"]
    assert finnish["embodiedBy"]["id"] == f"{SECTION}.html"
    assert swedish["embodiedBy"]["id"] == f"{SECTION}.html#sv"
    assert swedish["embodiedBy"]["exemplifiedBy"] == f"{SECTION}.html"


def test_a_page_names_both_sources_with_their_own_characters(both: Folder) -> None:
    told = built(both)
    sources = HTMLParser(both.page(f"{PATH}.sv.html")).css("div.source")
    assert len(sources) == 2
    for shown, name, text in zip(sources, (FINNISH, SWEDISH), (SAME.text(), SV), strict=True):
        assert source(told, name) in shown.text()
        start = text.rindex("\t") + 1  # of the decision
        assert f"{start}–" in shown.text()


def test_every_list_has_the_section_once_in_its_own_language(both: Folder) -> None:
    built(both)
    case = "eli/dl/lumivaara/asia/38-02-05-01-2026"
    pages = [
        *("eli/dl/lumivaara/kaupunginhallitus/2026-01-19", case, "laki/2015/410"),
        *("lumivaara", "lumivaara/tehtavaluokat", "index"),
    ]
    (person,) = (both.output / "published/site/lumivaara/henkilo").glob("*.sv.html")
    pages.append(f"lumivaara/henkilo/{person.name.removesuffix('.sv.html')}")
    for page in pages:
        for ending, title in (("html", "Hiihtoladun valais"), ("sv.html", "Belysning av skidsp")):
            text = both.page(f"{page}.{ending}").partition("</script>")[2]
            linked = (
                "asia/38-02-05"
                if page.endswith("luokat")
                else f"kaupunginhallitus/2026/21.{ending}"
            )
            links = [
                one
                for one in HTMLParser(text).css(f'main a[href*="{linked}"]')
                if title in one.text()
            ]
            assert len(links) == 1, (page, ending)
    title = json.loads(both.page(f"{case}.jsonld"))["processTitle"]
    assert title == {"fi": "Hiihtoladun valaiseminen", "sv": "Belysning av skidspåret"}


def test_the_table_and_popolo_have_the_section_once_as_the_document_that_speaks(
    both: Folder,
) -> None:
    told = built(both)
    rows = list(csv.DictReader(io.StringIO(both.page("lataukset/lumivaara-2026.csv"))))
    (row,) = [row for row in rows if row["iri"] == SECTION]
    assert (row["language"], row["title"]) == ("fi", "Hiihtoladun valaiseminen")
    assert row["source_sha256"] == told[FINNISH]["sha256"]
    popolo = json.loads(both.page("lataukset/lumivaara-popolo.json"))
    motions = [one for one in popolo["motions"] if one["id"] == f"{SECTION}#ehdotus"]
    assert [one["text"][:9] for one in motions] == ["Päätetään"]


# Which documents ----------------------------------------------------------------------------------


def test_the_language_that_comes_first_in_the_settings_speaks(both: Folder) -> None:
    both.change_settings('["fi", "sv", "en"]', '["sv", "fi"]')
    told = built(both)
    assert told[FINNISH]["notes"][-1].startswith(f"its texts stand beside those of {SWEDISH}")
    found = record(both)
    assert list(found["label"]) == ["sv", "fi"]
    assert found["activityId"] == "Stadsstyrelsen § 21/2026"
    swedish, finnish = found["decision"]["act"]["realizedBy"]
    assert swedish["embodiedBy"]["id"] == f"{SECTION}.html"
    assert finnish["embodiedBy"]["id"] == f"{SECTION}.fi.html"


def test_a_third_document_in_a_language_that_is_there_loses(both: Folder) -> None:
    third = "lumivaara/stst-21-kort.txt"
    both.write(
        third,
        SV.replace("Ärendet har beretts i enlighet med 27 § i kommunallagen, och", "Det är att"),
    )
    told = built(both)
    assert told[third]["fate"] == "withheld"
    assert (
        told[third]["reason"] == f"{SWEDISH} says the same of {SECTION}, and is published instead"
    )
    assert told[SWEDISH]["iris"] == [SECTION]
    both.remove(SWEDISH)
    told = built(both)
    assert (told[third]["fate"], told[third]["iris"]) == ("published", [SECTION])


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        (SAME.case or "", "39/02.05.01/2026", "case number"),
        ("godkände förslaget enhälligt", "bordlade ärendet", "outcome"),
    ],
)
def test_documents_that_contradict_each_other_are_both_withheld(
    both: Folder, old: str, new: str, fact: str
) -> None:
    assert old in SV
    both.write(SWEDISH, SV.replace(old, new))
    told = built(both)
    assert {told[name]["fate"] for name in (FINNISH, SWEDISH)} == {"withheld"}
    assert f"({SECTION}; they differ in: {fact})" in told[FINNISH]["reason"]
    assert SECTION not in "".join(both.quads())
    both.write(SWEDISH, SV)
    told = built(both)
    assert {told[name]["fate"] for name in (FINNISH, SWEDISH)} == {"published"}


VOTE = "Suoritetussa äänestyksessä annettiin {yes} jaa-ääntä ja {no} ei-ääntä. Hyväksyttiin."
RÖSTNING = (
    "Vid omröstningen avgavs {yes} ja-röster och {no} nej-röster. Godkändes enligt förslaget."
)


def test_counts_of_votes_must_agree(both: Folder) -> None:
    both.write(FINNISH, Section(number=21, decision=VOTE.format(yes=6, no=3)).text())
    for counts, fates in (((6, 3), {"published"}), ((5, 4), {"withheld"})):
        decided = RÖSTNING.format(yes=counts[0], no=counts[1])
        both.write(SWEDISH, SV.replace("Stadsstyrelsen godkände förslaget enhälligt.", decided))
        told = built(both)
        assert {told[name]["fate"] for name in (FINNISH, SWEDISH)} == fates, told
    assert "differ in: yes of vote 1/1, no of vote 1/1" in told[FINNISH]["reason"]


def test_the_minutes_of_a_meeting_add_their_language_to_single_sections(both: Folder) -> None:
    """Of the whole meeting in Swedish one § is added, one stands alone, and the front page does."""
    both.write(SWEDISH, WHOLE)
    told = built(both)
    assert told[SWEDISH]["fate"] == "published"
    assert [
        iri.removeprefix(f"{BASE}eli/dl/lumivaara/kaupunginhallitus/")
        for iri in told[SWEDISH]["iris"]
    ] == [
        "2026-01-19#poytakirja",
        "2026/21",
        "2026/22",
    ]
    assert list(record(both)["label"]) == ["fi", "sv"]
    digest = f'"{told[SWEDISH]["sha256"]}"'
    for download, there in (("2026", 1), ("rekisteri", 0)):
        lines = both.page(f"lataukset/lumivaara-{download}.nq").splitlines()
        assert len([line for line in lines if digest in line]) == there
    both.remove(FINNISH)
    built(both)
    both.write(FINNISH, SAME.text())
    both.write(
        SWEDISH,
        WHOLE.replace(
            "§ 22\nStängslet kring pulkabacken\n40/02.05.01/2026",
            "§ 23\nStängslet kring pulkabacken\n40/02.05.01/2026",
        ),
    )
    built(both)
    both.remove(SWEDISH)
    built(both)


WHOLE = f"""\
 Snöbergets stad
Protokoll
3/2026
1 (
)
2
Stadsstyrelsen
19.01.2026

Tid 19.01.2026, kl. 16:00 - 17:10
Plats Stadshuset

Behandlade ärenden
§ 21
Belysning av skidspåret
§ 22
Stängslet kring pulkabacken

§ 21
Belysning av skidspåret
{SAME.case}

Beslutsförslag
Stadsstyrelsen beslutar att genomföra projektet.

Beslut
Stadsstyrelsen godkände förslaget enhälligt.

§ 22
Stängslet kring pulkabacken
40/02.05.01/2026

Beslutsförslag
Stadsstyrelsen beslutar att genomföra projektet.

Beslut
Stadsstyrelsen godkände förslaget enhälligt.
"""


# One build after another -------------------------------------------------------------------------

CHANGED = SV.replace("genomföra projektet", "belysa hela skidspåret")
RIVAL = Section(number=21, decision="Jätettiin pöydälle.").text()
COPY = "lumivaara/kopio.txt"
# What happens to the folder, build by build, and how many languages the § has after each.
STORIES: dict[str, list[tuple[dict[str, str | None], int]]] = {
    "the second comes, changes and goes": [
        ({FINNISH: SAME.text()}, 1),
        ({SWEDISH: SV}, 2),
        ({SWEDISH: CHANGED}, 2),
        ({SWEDISH: None}, 1),
    ],
    "the first comes, changes and goes": [
        ({SWEDISH: SV}, 1),
        ({FINNISH: SAME.text()}, 2),
        ({FINNISH: Section(number=21, title="Valaistu latu").text()}, 2),
        ({FINNISH: None}, 1),
    ],
    "a rival comes and goes": [
        ({FINNISH: SAME.text(), SWEDISH: SV}, 2),
        ({COPY: RIVAL}, 0),
        ({COPY: None}, 2),
    ],
    "the second comes to tell of another section": [
        ({FINNISH: SAME.text(), SWEDISH: SV}, 2),
        ({SWEDISH: SV.replace("§ 21", "§ 22")}, 1),
        ({SWEDISH: SV}, 2),
    ],
    "a copy of the first comes, and takes its place": [
        ({FINNISH: SAME.text(), SWEDISH: SV}, 2),
        ({"lumivaara/a.txt": SAME.text()}, 2),
        ({FINNISH: None}, 2),
        ({"lumivaara/a.txt": None}, 1),
    ],
    "a copy of the second comes, and takes its place": [
        ({FINNISH: SAME.text(), SWEDISH: SV}, 2),
        ({"lumivaara/a.txt": SV}, 2),
        ({SWEDISH: None}, 2),
        ({"lumivaara/a.txt": None}, 1),
    ],
    "both go at once": [
        ({FINNISH: SAME.text(), SWEDISH: SV}, 2),
        ({FINNISH: None, SWEDISH: None}, 0),
    ],
    "the second turns into what is no minutes": [
        ({FINNISH: SAME.text(), SWEDISH: SV}, 2),
        ({SWEDISH: NEWS}, 1),
    ],
    "whole meetings give and take a second language": [
        ({"lumivaara/kokous.txt": WHOLE, FINNISH: SAME.text()}, 2),
        ({SWEDISH: SV}, 2),
        ({"lumivaara/kokous.txt": None}, 2),
        ({"lumivaara/kokous.txt": WHOLE, FINNISH: None}, 1),
    ],
}


@pytest.mark.parametrize("story", STORIES)
def test_build_after_build_comes_to_what_a_fresh_one_does(folder: Folder, story: str) -> None:
    assert len(STORIES) == 9
    for changes, languages in STORIES[story]:
        for name, content in changes.items():
            if content is None:
                folder.remove(name)
            else:
                folder.write(name, content)
        built(folder)
        texts = [quad for quad in folder.quads() if quad.startswith(f"<{SECTION}> <{LABEL}>")]
        assert len(texts) == languages, changes


LABEL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#activity_label"


def test_a_second_language_changes_the_pages_that_show_it_and_no_other(both: Folder) -> None:
    both.remove(SWEDISH)
    both.build()
    both.write(SWEDISH, SV)
    report = both.build()
    assert PATH in report.changed
    assert "eli/dl/lumivaara/kaupunginhallitus/2026/9" not in report.changed
    os.utime(both.path / SWEDISH)
    assert both.build().changed == []
    assert both.build().files == {"added": 0, "changed": 0, "removed": 0}


def test_the_order_of_the_files_makes_no_difference(folder: Folder) -> None:
    folder.write(FINNISH, SAME.text())
    folder.write("lumivaara/a.txt", SV)
    folder.build()
    first = folder.site()
    (folder.path / "lumivaara/a.txt").rename(folder.path / SWEDISH)
    assert folder.build().changed == []
    assert folder.site() == first


def test_many_processes_make_the_same(both: Folder) -> None:
    for number in range(30, 40):
        section = Section(number=number, title=f"Ladun osa {number}")
        both.write(f"lumivaara/kh-{number}.txt", section.text())
        both.write(f"lumivaara/stst-{number}.txt", SV.replace("§ 21", f"§ {number}"))
    both.write("lumivaara/protokoll.txt", WHOLE)
    both.build(workers=2)
    assert_same_as_fresh(both)
    assert len([quad for quad in both.quads() if "/sv> <http://www.w3.org/1999/02" in quad]) == 12


# Privacy -----------------------------------------------------------------------------------------


def published(folder: Folder) -> str:
    """Everything that is public, as one text."""
    site = folder.output / "published" / "site"
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    return "\n".join([*folder.quads(), *(path.read_text("utf-8", "ignore") for path in files)])


PREPARER = "Valmistelija\tUlvhild Kråk, puh. 040 123 4567\n"
NAMED = SV.replace("Belysning av skidspåret", "Ulvhild Kråks utredning om skidspåret")


def test_a_name_that_the_one_withholds_does_not_come_back_through_the_other(
    folder: Folder,
) -> None:
    folder.write(SWEDISH, NAMED)
    folder.build()
    assert "Kråk" in published(folder)  # nothing in the Swedish document shows whose name it is
    folder.write(FINNISH, SAME.text().replace("Esittelijä\t", f"{PREPARER}Esittelijä\t"))
    built(folder)
    assert record(folder)["label"]["sv"] == "[namn borttaget] utredning om skidspåret"
    assert "Kråk" not in published(folder)
    assert "Ulvhild" not in published(folder)
    assert "Helka Saarenketo" in published(folder)


def test_nor_does_a_name_that_the_second_withholds_stay_in_the_first(folder: Folder) -> None:
    folder.write(FINNISH, Section(number=21, title="Ulvhild Kråkin selvitys").text())
    folder.build()
    assert "Kråk" in published(folder)
    preparer = "Beredare\tUlvhild Kråk\n"
    folder.write(SWEDISH, SV.replace("Föredragande\t", f"{preparer}Föredragande\t"))
    built(folder)
    assert record(folder)["label"]["fi"] == "[nimi poistettu] selvitys"
    assert "Kråk" not in published(folder)
    assert "Helka Saarenketo" in published(folder)


def test_an_address_that_the_one_withholds_goes_in_the_other_too(folder: Folder) -> None:
    folder.write(SWEDISH, SV.replace("Belysning av", "Belysning vid Koivukuja 3 av"))
    folder.build()
    assert "Koivukuja" in published(folder)
    text = SAME.text().replace("Asiaa on", "Hakijan osoite on Koivukuja 3. Asiaa on")
    folder.write(FINNISH, text)
    told = built(folder)
    assert told[FINNISH]["withheld"]["address"] == 1
    assert record(folder)["label"]["sv"] == "Belysning vid [adress borttagen] av skidspåret"
    assert "Koivukuja" not in published(folder)


def test_in_strict_mode_no_name_comes_with_either(folder: Folder) -> None:
    folder.change_settings('mode = "role"', 'mode = "strict"')
    folder.write(FINNISH, SAME.text())
    folder.write(SWEDISH, SV.replace("kostnaden är", "stadsdirektör Helka Saarenketo anser att"))
    built(folder)
    assert list(record(folder)["label"]) == ["fi", "sv"]
    assert "Saarenketo" not in published(folder)


def test_a_secret_section_is_not_published_from_a_document_that_does_not_say_so(
    both: Folder,
) -> None:
    both.write(FINNISH, SAME.text().replace("Asiaa on", "Asia on salassa pidettävä. Asiaa on"))
    told = built(both)
    assert {told[name]["fate"] for name in (FINNISH, SWEDISH)} == {"withheld"}
    assert f"({SECTION}; they differ in: publicity)" in told[FINNISH]["reason"]
    both.write(SWEDISH, SV.replace("Ärendet har", "Ärendet är sekretessbelagt. Ärendet har"))
    told = built(both)
    assert {told[name]["fate"] for name in (FINNISH, SWEDISH)} == {"published in part"}
    assert record(both)["label"].keys() == {"fi", "sv"}
    assert record(both).keys() & {"proposal", "preparation", "decision"} == set()


def test_a_public_role_that_only_the_second_tells_of_brings_no_name_back(folder: Folder) -> None:
    text = SV.replace("Stadsdirektör Helka Saarenketo", "Stadsdirektör Ulvhild Kråk")
    text = text.replace("kostnaden är", "Ulvhild Kråk anser att kostnaden är")
    folder.write(SWEDISH, text)
    folder.build()
    assert "Ulvhild Kråk anser" in published(folder)
    folder.write(FINNISH, SAME.text().replace("Esittelijä\t", f"{PREPARER}Esittelijä\t"))
    built(folder)
    assert "[namn borttaget] anser" in record(folder)["preparation"]["text"]["sv"]
    assert "Kråk" not in published(folder)


def test_a_section_that_both_keep_secret_stays_so_though_each_knows_the_names_of_the_other(
    both: Folder,
) -> None:
    name = "Matti Meikäläinen"
    both.write(FINNISH, SAME.text().replace("Asiaa on", f"{name} hakee toimeentulotukea. Asiaa on"))
    both.write(SWEDISH, SV.replace("Ärendet har", f"{name} ansöker om utkomststöd. Ärendet har"))
    told = built(both)
    assert {told[one]["fate"] for one in (FINNISH, SWEDISH)} == {"published in part"}
    assert list(record(both)["label"]) == ["fi", "sv"]
    assert record(both).keys() & {"proposal", "preparation", "decision"} == set()
    assert "Meikäl" not in published(both)
