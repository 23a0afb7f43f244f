"""The demo on four days: before a § is public, in its window, the day after, and a year later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.building import Built, build, copy_demo

DAYS = ("2026-03-23", "2026-04-14", "2026-04-15", "2027-04-15")
SECTION = "eli/dl/metsalahti/sivistyslautakunta/2026/19"
IRI = f"https://data.example.fi/{SECTION}"
# It stands in the preparation of the § and nowhere else; it is about a private landlord.
WORD = "slöjdsal"

PAGE = [
    f"{SECTION}{end}" for end in (".html", ".sv.html", ".en.html", ".ttl", ".nt", ".rdf", ".jsonld")
]
DUMPS = [f"lataukset/metsalahti-2026.{end}" for end in ("nq", "ttl")]
TABLE = "lataukset/metsalahti-2026.csv"
LISTED = [f"eli/dl/metsalahti/sivistyslautakunta/2026-03-24{end}" for end in (".html", ".jsonld")]
SITEMAP = "sitemap-1.xml"
STORE = "store"


def outputs(built: Built) -> Iterator[tuple[str, str]]:
    """Every output that may tell of the §, as text; what is not there is empty."""
    site = built.output / "published" / "site"
    for path in (*PAGE, *DUMPS, TABLE, *LISTED, SITEMAP):
        file = site / path
        yield path, file.read_text(encoding="utf-8") if file.exists() else ""
    yield STORE, "".join(f"{quad}\n" for quad in built.quads)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What every output says on each day; all in one work folder, one day after the other."""
    folder = tmp_path_factory.mktemp("days")
    settings, output = copy_demo(folder), folder / "var" / "demo"
    return {day: dict(outputs(build(settings, output, today=day))) for day in DAYS}


def holding(said: dict[str, str], word: str) -> list[str]:
    return sorted(path for path, text in said.items() if word in text)


def test_which_outputs_have_the_texts(days: dict[str, dict[str, str]]) -> None:
    before, window, after, later = (holding(days[day], WORD) for day in DAYS)
    assert before == []
    assert window == sorted([*PAGE, *DUMPS, STORE])
    assert after == []
    assert later == []


def test_which_outputs_have_the_section(days: dict[str, dict[str, str]]) -> None:
    before, window, after, later = (holding(days[day], IRI) for day in DAYS)
    everything = sorted([*PAGE, *DUMPS, TABLE, *LISTED, SITEMAP, STORE])
    assert before == []
    assert window == [path for path in everything if path != SITEMAP]
    assert after == later == everything


def test_what_changes_in_the_section_itself(days: dict[str, dict[str, str]]) -> None:
    _, window, after, later = (days[day] for day in DAYS)
    for path in PAGE:
        assert window[path] != after[path] == later[path]
    noindex = '<meta name="robots" content="noindex">'
    pages = [path for path in PAGE if path.endswith(".html")]
    assert [noindex in window[path] for path in pages] == [True] * 3
    assert [noindex in after[path] for path in pages] == [False] * 3
    assert "2026-04-14" in window[f"{SECTION}.ttl"]
    assert "2026-04-15" in after[f"{SECTION}.ttl"]


def test_nothing_of_it_lies_anywhere_in_the_work_folder_afterwards(tmp_path: Path) -> None:
    settings, output = copy_demo(tmp_path), tmp_path / "var" / "demo"
    for day in DAYS[1:3]:
        build(settings, output, today=day)
    files = [path for path in output.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(files) > 1000
    assert [path for path in files if WORD.encode() in path.read_bytes()] == []
