"""What the documents for data protection officers say, held against program and calendar."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from publisher.deadlines import read_deadlines
from publisher.settings import Privacy, read_settings

REPOSITORY = Path(__file__).parents[1]
PRIVACY = (REPOSITORY / "docs" / "privacy.md").read_text("utf-8")
ASSESSMENT = (REPOSITORY / "docs" / "tietosuojan-vaikutustenarviointi.md").read_text("utf-8")


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the table whose first column has a heading, without its first two lines."""
    (table,) = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_the_clock_of_the_examples_is_that_of_the_program() -> None:
    deadlines = read_deadlines()
    examples = rows(PRIVACY, "body")
    assert len(examples) == 4
    for body, posted, notice, last, gone, _ in examples:
        kind = "municipal-appeal" if body == "kaupunginvaltuusto" else "rectification"
        start = dt.date.fromisoformat(posted)
        assert start + dt.timedelta(days=deadlines.deemed_notice) == dt.date.fromisoformat(notice)
        assert deadlines.end(kind, start) == dt.date.fromisoformat(last), posted
        assert dt.date.fromisoformat(last) + dt.timedelta(days=1) == dt.date.fromisoformat(gone)


def test_the_worked_example_follows_the_table() -> None:
    days = re.findall(r"\b(\d{1,2}) (March|April)\b", PRIVACY.partition("A worked example.")[2])
    posted, last, gone = dt.date(2026, 3, 23), dt.date(2026, 4, 13), dt.date(2026, 4, 14)
    assert {("23", "March"), ("13", "April"), ("14", "April")} <= set(days)
    assert read_deadlines().end("rectification", posted) == last
    assert gone - last == dt.timedelta(days=1)


def test_the_settings_that_are_shown_are_settings(tmp_path: Path) -> None:
    withdrawn, shown = re.findall(r"```toml\n(.*?)```", PRIVACY, re.DOTALL)
    values = tomllib.loads(shown)["privacy"]
    assert len(values) == 5
    (tmp_path / "withdrawn.toml").write_text(withdrawn, "utf-8")
    (tmp_path / "minutes").mkdir()
    (tmp_path / "key").write_text("sixteen-letters-and-more", "utf-8")
    (tmp_path / "pykala.toml").write_text(
        f"""output = "var"
title = {{ fi = "Päätökset" }}
{shown.replace("/etc/pykala/key", "key")}
[publisher]
name = {{ fi = "Lumivaara" }}
email = "avoindata@lumivaara.example"
[[organization]]
slug = "lumivaara"
kind = "municipality"
form = "kunta"
name = {{ fi = "Lumivaara" }}
[[source]]
organization = "lumivaara"
path = "minutes"
""",
        "utf-8",
    )
    settings = read_settings(tmp_path / "pykala.toml", known_systems=frozenset())
    assert [one.day.isoformat() for one in settings.withdrawn] == ["2026-04-15"]
    privacy = settings.privacy
    assert privacy.officer == values["officer"]
    assert privacy.register_notice == values["register_notice"]
    named = {field.name for field in msgspec.structs.fields(Privacy)}
    assert {name.removesuffix("_file") for name in values} == named


@pytest.mark.parametrize("name", ["privacy.md", "tietosuojan-vaikutustenarviointi.md"])
def test_every_file_and_heading_that_is_linked_is_there(name: str) -> None:
    text = (REPOSITORY / "docs" / name).read_text("utf-8")
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    links = re.findall(r"\]\(([^):]+)\)", text)
    assert links
    for link in links:
        file, _, fragment = link.partition("#")
        assert not file or (REPOSITORY / "docs" / file).is_file(), link
        assert not fragment or fragment in headings, link


def test_every_risk_of_the_assessment_is_weighed_and_has_measures() -> None:
    (risks, measures) = re.findall(r"(?:^\| R\d+ \|.*\n)+", ASSESSMENT, re.MULTILINE)
    weighed = [[cell.strip() for cell in line.strip("|").split("|")] for line in risks.splitlines()]
    measured = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in measures.splitlines()
    ]
    assert [row[0] for row in weighed] == [row[0] for row in measured]
    assert len(weighed) == 13
    for _, risk, effect, likely, grave, product in weighed[:-1]:  # the last one is to be filled in
        assert risk
        assert effect
        assert int(likely) * int(grave) == int(product)
    assert all(own and theirs for _, own, theirs, *_ in measured[:-1])


def test_the_assessment_has_what_the_regulation_asks_for() -> None:
    """A description, necessity, risks and measures (GDPR, art. 35(7)), and who was asked."""
    chapters = re.findall(r"^## (\d)\. (.+)$", ASSESSMENT, re.MULTILINE)
    assert [int(number) for number, _ in chapters] == list(range(1, 10))
    titles = [title for _, title in chapters]
    for part in ("kuvaus", "oikeasuhteisuus", "Riskit", "Toimenpiteet", "Kuuleminen"):
        assert any(part in title for title in titles), part
    assert ASSESSMENT.count("[täytä") > 60
