"""The program that proves a large site, on a small one; and a fault for each of its rules."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from tests.benchmark.watching import Watched
from tests.proof import asking, corpus, pages
from tests.proof.__main__ import main, place_of
from tests.proof.asking import ANSWERS, TIMES, Asked, ask_all
from tests.proof.counting import PER_PAGE, Counted, judge
from tests.proof.document import Proof, write_document
from tests.proof.pages import check_site
from tests.proof.tally import Tally, lines_of
from tests.site.browsing import CHROMIUM
from tests.site.building import BASE, Built

SECTIONS = 60
VOTED = "eli/dl/metsalahti/kaupunginhallitus/2026/231"
RULES = (
    *(pages.DEAD, pages.VERSIONS, pages.IDS, pages.ORPHANS, pages.IRIS, pages.TOLD),
    *(pages.SYNTAXES, pages.SECOND, pages.STORE, pages.GRAPHS, pages.DESCRIPTIONS),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    found = corpus.write_settings(tmp_path_factory.mktemp("proof"), SECTIONS)
    corpus.build(found)
    return found


@pytest.fixture(scope="module")
def passed(built: Built) -> Tally:
    return check_site(place_of(built))


def test_a_site_keeps_to_every_rule_and_each_has_seen_enough(built: Built, passed: Tally) -> None:
    assert built.report["fates"]["published"] > SECTIONS
    assert set(passed.checks) == set(RULES)
    assert {rule: each.examples for rule, each in passed.checks.items() if each.faults} == {}
    assert passed.has_passed
    seen = {rule: each.checked for rule, each in passed.checks.items()}
    every = len(built.pages)
    assert every > 300
    assert seen[pages.VERSIONS] == 3 * every
    assert seen[pages.SYNTAXES] == 7 * every
    assert seen[pages.SECOND] == 7 * -(-every // pages.SAMPLE)
    assert seen[pages.GRAPHS] == every + 1
    documents = len(built.documents) + len(built.vocabulary_documents)
    assert seen[pages.ORPHANS] == documents
    assert seen[pages.DEAD] > 50 * documents
    assert seen[pages.IRIS] > 10 * every
    assert seen[pages.STORE] > 10_000
    assert min(seen.values()) > 40


class Fault(NamedTuple):
    """Something that is broken on purpose.

    Attributes:
        rule: That must notice.
        named: What it must name.
        file: Of the site.
        old: What stands in it.
        new: What stands in it then.
    """

    rule: str
    named: str
    file: str
    old: str
    new: str


FAULTS = (
    Fault(
        pages.DEAD, "#paatos-9", f"{VOTED}.en.html", 'href="#vastaehdotus-1"', 'href="#paatos-9"'
    ),
    Fault(
        pages.VERSIONS,
        "canonical",
        "tietoa.sv.html",
        f'rel="canonical" href="{BASE}tietoa.sv.html"',
        f'rel="canonical" href="{BASE}tietoa.html"',
    ),
    Fault(
        pages.VERSIONS,
        "hreflang",
        "tietoa.html",
        f'hreflang="sv" href="{BASE}tietoa.sv.html"',
        f'hreflang="sv" href="{BASE}tietoa.en.html"',
    ),
    Fault(pages.IDS, "sisalto", "tietoa.html", "<footer", '<i id="sisalto"></i><footer'),
    Fault(pages.IRIS, f"{VOTED}#aanestys-1", f"{VOTED}.html", 'id="aanestys-1"', 'id="x-1"'),
    Fault(pages.TOLD, "kävelykatu", f"{VOTED}.html", "kävelykatu", "pyörätie"),
    Fault(pages.SYNTAXES, f"{VOTED}.ttl", f"{VOTED}.ttl", "2026-10-19", "2026-10-18"),
    Fault(pages.SYNTAXES, f"{VOTED}.sv.html", f"{VOTED}.sv.html", '"date":"2026', '"date":"2025'),
    Fault(pages.STORE, VOTED, f"{VOTED}.nt", '"2026-10-19"', '"2026-10-18"'),
    Fault(pages.DESCRIPTIONS, "void.rdf", "void.rdf", "www.metsalahti.example", "www.x.example"),
)


def break_site(built: Built) -> None:
    """Put every fault into a site, and into its store."""
    for fault in FAULTS:
        file = built.site / fault.file
        text = file.read_text("utf-8")
        assert fault.old in text, fault
        file.unlink()  # the other generation has it too
        file.write_text(text.replace(fault.old, fault.new), "utf-8")
    first, second = sorted(built.pages)[:2]  # the first one is read by the second reader too
    (built.site / f"{first}.rdf").unlink()
    shutil.copyfile(built.site / f"{second}.rdf", built.site / f"{first}.rdf")
    (built.site / "yksin.html").write_text("<!doctype html><title>x</title><body class=x>", "utf-8")
    graph = ox.NamedNode(f"{BASE}kummitus.jsonld")
    store = ox.Store(str(built.output / "published" / "store"))
    store.add(ox.Quad(ox.NamedNode(f"{BASE}kummitus"), ox.NamedNode(f"{BASE}on"), graph, graph))
    store.flush()


def test_every_fault_is_named_by_its_rule_and_the_program_fails(
    built: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(built.folder.parent, folder, symlinks=True)
    copy = Built(folder / "examples" / "pykala.toml", folder / "var")
    break_site(copy)
    assert main(["--built", str(copy.settings), "--pages-only"]) == 1
    named: dict[str, list[str]] = {}
    for line in capsys.readouterr().out.splitlines():
        if line.startswith(("pass", "FAIL")):
            told = named.setdefault(line[18:].strip(), [])
        elif line.startswith(" "):
            told.append(line)
    expected = [
        (pages.ORPHANS, "yksin.html"),
        (pages.GRAPHS, "kummitus.jsonld"),
        (pages.SECOND, f"{min(copy.pages)}.rdf"),
        *((fault.rule, fault.named) for fault in FAULTS),
    ]
    assert {rule for rule, _ in expected} == set(RULES)
    missed = [each for each in expected if not any(each[1] in line for line in named[each[0]])]
    assert missed == []


def test_a_whole_site_passes_and_the_document_tells_of_it(
    built: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "proof.md"
    told = ["--label", "1 December 2026", "--output", str(output)]
    assert main(["--built", str(built.settings), "--pages-only", *told]) == 0
    assert "FAIL" not in capsys.readouterr().out
    text = output.read_text("utf-8")
    assert "Proven on 1 December 2026." in text
    assert text.count("| pass |") == len(RULES)
    assert "| Processor | " in text


def test_the_document_tells_times_and_queries() -> None:
    tally = Tally()
    tally.add("a rule", 3, ["one"])
    proof = Proof(
        label="",
        machine={"Cores": "2"},
        sections=60,
        built=Watched(seconds=9.6, peak_bytes=188_000_000, output=b""),
        seconds=7.2,
        tally=tally,
        asked=[Asked("roolit", 5, (1.25,) * 3), Asked("aanestykset", 1, (0.5, 2.5, 9.25))],
        counted=[Counted(300, 367, {"case": 1}), Counted(1000, 720, {"case": 2, "law": 11})],
    )
    text = write_document(proof)
    assert "The build took 10 s and 188 MB at most. Looking at every page took 7 s." in text
    assert "| a rule | 3 | 1 | FAIL |" in text
    assert "median 1.88 s, longest 2.50 s (aanestykset)" in text
    assert "| aanestykset | 1 | 2.50 s | 9.25 s |" in text
    assert "| **all** | **1** | **13** |" in text


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}")
@pytest.mark.skipif(not corpus.LIBRARIES.is_dir(), reason="make libraries, which takes npm")
def test_wrong_and_late_answers_in_the_browser_are_named(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(built.folder.parent, folder, symlinks=True)
    copy = Built(folder / "examples" / "pykala.toml", folder / "var")
    (copy.site / "sparql" / "roolit.csv").unlink()
    (copy.site / "sparql" / "roolit.csv").write_text("role,times\r\n", "utf-8")
    part = copy.site / "sparql" / "osat" / "metsalahti-2026-esteellisyydet.nt.gz"
    part.unlink()
    part.write_bytes(gzip.compress(b""))
    monkeypatch.setattr(asking, "MOST_S", 0.01)
    tally = Tally()
    asked = ask_all(copy, tally)
    assert len(asked) == tally.checks[TIMES].faults == 16
    assert tally.checks[ANSWERS].examples == [
        "esteellisyyden-perusteet: the browser answers otherwise than the store",
        "esteellisyydet: the browser answers otherwise than the store",
        "roolit: its page has another answer",
    ]


@pytest.mark.parametrize(("queries", "verdict"), [(17, "pass"), (18, "FAIL")])
def test_a_query_for_every_page_fails(queries: int, verdict: str) -> None:
    tally = Tally()
    judge(Counted(1, 100, {"case": 0}), Counted(2, 440, {"case": queries}), tally)
    assert tally.checks[PER_PAGE].verdict == verdict


def test_a_rule_that_saw_nothing_has_failed() -> None:
    tally = Tally()
    tally.add("a rule", 0)
    assert not tally.has_passed
    assert not Tally().has_passed
    assert lines_of(tally) == ["FAIL             0  a rule"]
    for number in range(30):
        tally.add("a rule", 1, [f"fault {number}"])
    assert len(lines_of(tally)) == 1 + 20 + 1
