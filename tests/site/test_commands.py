"""The commands beside build and serve, as a user would call them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.site.building import (
    EXAMPLES,
    LANGUAGES,
    PAGES,
    PREFIXES,
    REPOSITORY,
    TODAY,
    Built,
    answers,
    pykala,
)

COUNT = f"""{PREFIXES}
SELECT ?body (COUNT(*) AS ?sections) {{
  ?section a eli-dl:Activity ; eli-dl:activity_order ?n ; eli-dl:had_responsible_organization ?body
}} GROUP BY ?body ORDER BY ?body"""


def documents() -> list[Path]:
    return sorted({EXAMPLES / answer["file"] for answer in answers()})


def test_extract_prints_a_line_of_json_for_every_document() -> None:
    done = pykala("extract", *documents(), folder=REPOSITORY)
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == 27
    assert [each["document"] for each in found] == [path.name for path in documents()]
    by_name = {each["document"]: each for each in found}
    for answer in answers():
        each = by_name[Path(answer["file"]).name]
        assert set(each) == {"document", "sha256", "minutes", "withheld", "unused_lines"}
        minutes = each["minutes"]
        assert minutes["language"] == answer["language"]
        if answer["document_kind"] == "minutes-item":
            titles = {item["section"]["value"]: item["title"]["value"] for item in minutes["items"]}
            assert titles[answer["section"]] == answer["title"]


def test_extract_prints_no_contact_details() -> None:
    done = pykala("extract", *documents(), folder=REPOSITORY)
    digits = [
        string
        for answer in answers()
        for string in answer["private_strings"]
        if "@" in string or string.replace(" ", "").isdigit()
    ]
    assert len(digits) > 20
    assert [string for string in digits if string in done.stdout] == []


def test_extract_says_what_it_cannot_read_and_goes_on() -> None:
    names = ["tyhja.txt", "pdf-nimeltaan-teksti.txt", "nolla-tavuja.txt", "uutinen.txt"]
    good = documents()[0]
    done = pykala("extract", *(EXAMPLES / "bad" / name for name in names), good, folder=REPOSITORY)
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["document"] for each in found] == [*names, good.name]
    assert [set(each) for each in found[:-1]] == [{"document", "error"}] * 4
    assert all(each["error"] for each in found[:-1])
    assert found[-1]["minutes"]["items"]


def test_validate_proves_what_the_demo_publishes(demo: Built) -> None:
    pages = [f"{page}.{end}" for page in demo.pages for end in ("ttl", "nt", "rdf")]
    dumps = [name for name in demo.files if name.endswith(".nq")]
    assert (len(pages), len(dumps)) == (PAGES * len(LANGUAGES), 6)
    done = pykala("validate", *pages, *dumps, "--json", "--today", TODAY, folder=demo.site)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["conforms"], found["applies"], found["files"]) == (
        True,
        True,
        len(pages) + len(dumps),
    )
    assert found["counts"]["must"] == 0
    assert found["counts"]["should"] + found["counts"]["nice"] == len(found["results"])


def test_validate_finds_a_violation(demo: Built, tmp_path: Path) -> None:
    page = "eli/dl/metsalahti/kaupunginhallitus/2026/71.ttl"
    text = (demo.site / page).read_text("utf-8")
    broken = tmp_path / "71.ttl"
    broken.write_text(text.replace("2026-03-16", "2025-03-16"), "utf-8")
    assert broken.read_text("utf-8") != text
    done = pykala("validate", broken, "--language", "en", "--today", TODAY, folder=tmp_path)
    assert done.returncode == 1
    assert "numbered in another year" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("Mend them before publication.")


def test_report_tells_the_fate_of_every_document(demo: Built) -> None:
    done = pykala("report", demo.settings, folder=demo.folder)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "27 documents: 26 published, 1 published in part"
    assert any(line.startswith("withheld for privacy: ") for line in lines)
    assert f"store: {len(demo.quads)} quads" in lines
    assert any("aluehallitus-2026-04-21-66.txt" in line for line in lines)


def test_report_as_json_adds_up(demo: Built) -> None:
    done = pykala("report", demo.settings, "--json", folder=demo.folder)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report == demo.report
    assert len(report["documents"]) == sum(report["fates"].values()) == 27
    withheld: dict[str, int] = {}
    for document in report["documents"]:
        for kind, count in document["withheld"].items():
            withheld[kind] = withheld.get(kind, 0) + count
    assert withheld == report["withheld"]


def test_query_answers_as_a_table(demo: Built) -> None:
    done = demo.query(COUNT, "table")
    heading, rule, *rows = done.stdout.splitlines()
    assert (done.returncode, heading.split()) == (0, ["body", "sections"])
    assert set(rule) == {"─", " "}
    assert len(rows) == 8
    assert sum(int(row.split()[1]) for row in rows) == 30


def test_query_answers_as_csv(demo: Built) -> None:
    done = demo.query(COUNT, "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0
    assert {row["body"].rpartition("/")[2]: int(row["sections"]) for row in rows} == {
        "aluehallitus": 3,
        "aluevaltuusto": 1,
        "hyvinvointilautakunta": 3,
        "kaupunginhallitus": 7,
        "kaupunginvaltuusto": 2,
        "sivistyslautakunta": 3,
        "tekninen-johtaja": 1,
        "tekninen-lautakunta": 10,
    }


def test_query_answers_as_json(demo: Built) -> None:
    done = demo.query(COUNT, "json")
    found: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["head"]["vars"] == ["body", "sections"]
    rows = found["results"]["bindings"]
    assert [row["body"]["type"] for row in rows] == ["uri"] * 8
    assert sum(int(row["sections"]["value"]) for row in rows) == 30


@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_query_can_ask_and_construct(demo: Built, output: str) -> None:
    asked = demo.query("ASK { ?s ?p ?o }", output)
    assert asked.returncode == 0
    assert "true" in asked.stdout
    made = demo.query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 5", output)
    assert made.returncode == 0
    assert made.stdout.strip()


def test_query_refuses_what_is_no_query(demo: Built) -> None:
    for text in ("SELECT", "DELETE WHERE { ?s ?p ?o }"):
        done = demo.query(text)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("pykala: ")


@pytest.mark.parametrize(("command", "code"), [("report", 2), ("query", 1)])
def test_commands_before_the_first_build_say_what_to_do(
    tmp_path: Path, command: str, code: int
) -> None:
    settings = tmp_path / "pykala.toml"
    text = (EXAMPLES / "pykala.toml").read_text("utf-8")
    for source in ("metsalahti", "jokiranta"):
        text = text.replace(f'path = "{source}"', f'path = "{EXAMPLES / source}"')
    settings.write_text(text.replace("../var/demo", "work"), "utf-8")
    more = ["-", "--settings"] if command == "query" else []
    done = pykala(command, *more, settings, folder=tmp_path, given="ASK {}")
    assert done.returncode == code
    assert "run `pykala build` first" in done.stderr
