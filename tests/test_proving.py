"""`pykala validate`: anybody's files, told to people, to programs and to other validators."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import pytest
import rdflib
from rdflib import SH
from rdflib.compare import to_isomorphic

from publisher.cli import main
from tests.shapes.reports import say_results
from tests.shapes.test_examples import reference_report

VALID = Path(__file__).parent / "shapes" / "section" / "valid" / "whole.ttl"
INVALID = Path(__file__).parent / "shapes" / "section" / "invalid" / "no-date.ttl"
WARNING = Path(__file__).parent / "shapes" / "recusal" / "invalid" / "no-ground.ttl"
# A day on which no time of the examples is over.
DAY = ("--today", "2026-03-01")
PREFIXES = """
@prefix eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""


def write_report(files: list[Path], path: Path) -> rdflib.Graph:
    main(["validate", *map(str, files), *DAY, "--report", str(path)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib within rdflib
        return rdflib.Graph().parse(path)


def test_a_report_is_that_of_the_reference_message_by_message(tmp_path: Path) -> None:
    for path in (INVALID, WARNING, VALID):
        ours = write_report([path], tmp_path / "report.ttl")
        theirs = reference_report(path)
        assert say_results(ours) == say_results(theirs)
        assert ours.value(None, SH.conforms) == theirs.value(None, SH.conforms)


def test_a_report_in_turtle_says_the_same_as_one_in_json(tmp_path: Path) -> None:
    files = [INVALID, WARNING]
    turtle, as_json = (write_report(files, tmp_path / f"r.{end}") for end in ("ttl", "jsonld"))
    assert len(say_results(turtle)) >= 2
    assert to_isomorphic(turtle) == to_isomorphic(as_json)


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "nameless.ttl").write_text(f"{PREFIXES} [] a foaf:Person . [] a foaf:Person .")
    files = [str(tmp_path / "nameless.ttl"), str(INVALID)]
    written = []
    for number in range(3):
        path = tmp_path / f"{number}.ttl"
        main(["validate", *files, *DAY, "--report", str(path)])
        written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]
    assert written[0].count(b"a sh:ValidationResult") > 4


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str]]:
    code = main(["validate", *map(str, arguments), *DAY])
    return code, capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("language", "grade", "message", "verdict"),
    [
        ("fi", "Pakollinen: este julkaisemiselle (1)", "Ilmoita kokouspäivä", "Korjaa ne"),
        ("sv", "Obligatoriskt: hindrar publicering (1)", "Ange sammanträdesdagen", "Rätta dem"),
        ("en", "Must: keeps a record from being published (1)", "Give the day", "Mend them"),
    ],
)
def test_people_are_told_in_their_language(
    capsys: pytest.CaptureFixture[str], language: str, grade: str, message: str, verdict: str
) -> None:
    code, lines = told(capsys, INVALID, "--language", language)
    assert (code, grade in lines) == (1, True)
    rule = lines[lines.index(grade) + 1]
    assert re.match(rf"  Date \(1\): {message}.*434/2003, 44 §", rule)
    assert lines[lines.index(grade) + 2].startswith(f"    {INVALID}: https://data.example.fi/")
    assert verdict in lines[-1]


def test_a_warning_is_told_and_lets_the_file_pass(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = told(capsys, WARNING)
    assert code == 0
    assert "Suositeltava: puute heikentää tietoja (1)" in lines
    assert lines[-1] == "Kaikki pakolliset säännöt täyttyvät."


def test_many_places_of_a_rule_are_counted_and_a_few_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    people = "".join(f"<https://a.example/{number}> a foaf:Person .\n" for number in range(1_234))
    (tmp_path / "many.ttl").write_text(PREFIXES + people)
    code, lines = told(capsys, tmp_path / "many.ttl", "--language", "en")
    assert code == 1
    assert "Checked: files 1, graphs 1, triples 1\u00a0234" in lines
    assert any(line.startswith("  Person (1\u00a0234): ") for line in lines)
    assert "    … and 1\u00a0229 more; --report writes them all" in lines


def test_graphs_are_told_apart_whether_they_have_a_name_or_not(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nobody = "[] a foaf:Person ."
    text = f"{PREFIXES} {nobody} <https://a.example/g> {{ {nobody} }} _:g {{ {nobody} }}"
    (tmp_path / "three.trig").write_text(text)
    code, lines = told(capsys, tmp_path / "three.trig", "--json")
    found = json.loads("\n".join(lines))
    assert (code, found["graphs"], found["triples"]) == (1, 3, 3)
    graphs = {result["graph"].removeprefix(tmp_path.as_uri()) for result in found["results"]}
    assert graphs == {"/three.trig", "https://a.example/g", "/three.trig#g"}
    assert all(result["focus"].startswith("_:") for result in found["results"])
    _, lines = told(capsys, tmp_path / "three.trig", "--language", "en")
    assert f"    {tmp_path / 'three.trig'}: a node without an address" in lines


def test_programs_get_everything(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = told(capsys, INVALID, WARNING, "--json")
    found = json.loads("\n".join(lines))
    assert (code, found["conforms"], found["files"]) == (1, False, 2)
    assert found["counts"] == {"must": 1, "should": 1, "nice": 0}
    first = found["results"][0]
    assert first["rule"] == "Date"
    assert first["path"].endswith("#activity_date>")
    assert sorted(first["messages"]) == ["en", "fi", "sv"]


def test_whoever_asks_of_other_data_is_told_that_nothing_was_proven(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "other.ttl").write_text("<https://a.example/a> <https://a.example/b> 1 .")
    code, lines = told(capsys, tmp_path / "other.ttl", "--language", "en")
    assert code == 0
    assert lines[-1].startswith("No rule is about anything here.")


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["nowhere.ttl"], "cannot be read as RDF"),
        ([str(VALID), "--report", "report.csv"], "a report ends in .ttl or .jsonld"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    capsys: pytest.CaptureFixture[str], arguments: list[str], wrong: str
) -> None:
    assert main(["validate", *arguments]) == 2
    assert wrong in capsys.readouterr().err


@pytest.mark.parametrize(("day", "code"), [("2026-04-15", 0), ("2026-04-16", 1)])
def test_what_outlives_its_time_is_found(
    capsys: pytest.CaptureFixture[str], day: str, code: int
) -> None:
    kept = VALID.with_name("removed-in-time.ttl")  # until the fifteenth of April
    assert main(["validate", str(kept), "--today", day, "--language", "en"]) == code
    out = capsys.readouterr().out
    assert ("although the time for appeal is over" in out) == bool(code)
