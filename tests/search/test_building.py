"""The search in builds: what it takes, what leaves it, and that the input alone decides it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.build.corpora import BASE, DOCUMENTS, TOWN, Folder, Section, pykala_here
from tests.build.windows import AFTER, LAST, TEXTS
from tests.search.corpora import read_corpus, searchable

BOARD = f"{TOWN}/kaupunginhallitus"


@pytest.fixture
def built(libraries: Path, tmp_path: Path) -> Folder:
    """The five documents of the town and the county."""
    made = searchable(tmp_path / "folder", DOCUMENTS, libraries)
    made.build()
    return made


def site_of(folder: Folder) -> Path:
    return (folder.output / "published" / "site").resolve()


def searched(folder: Folder) -> dict[str, bytes]:
    """Every file of the search, without its packing, by its path."""
    site = site_of(folder)
    found = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted((site / "haku").rglob("*"))
        if path.is_file()
    }
    return {
        path: gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        for path, content in found.items()
    }


def holding(folder: Folder, text: str) -> list[str]:
    """The files of the search in which a text stands."""
    return [path for path, content in searched(folder).items() if text.encode() in content]


def test_every_section_is_in_the_index_of_its_organisation_and_year(built: Folder) -> None:
    parts = json.loads((site_of(built) / "haku" / "osat.json").read_bytes())["parts"]
    shards = {(part["organization"], part["year"]) for part in parts}
    assert shards == {(TOWN, 2025), (TOWN, 2026), ("hirvisuon-hyvinvointialue", 2026)}
    records = [
        json.loads(content.removeprefix(b"pagefind_dcd"))
        for path, content in searched(built).items()
        if "/fragment/" in path
    ]
    assert len(records) == len(DOCUMENTS)
    for record in records:
        page = json.loads((site_of(built) / f"{record['url']}.jsonld").read_bytes())
        assert record["meta"]["title"] == page["label"]["fi"]
        assert page["proposal"]["text"]["fi"] in record["content"]
        assert record["meta"]["date"] == page["date"]


def test_neither_order_nor_processes_nor_hash_seed_shows(
    built: Folder, libraries: Path, tmp_path: Path
) -> None:
    again = searchable(
        tmp_path / "again", {name: DOCUMENTS[name] for name in reversed(DOCUMENTS)}, libraries
    )
    done = again.run("--workers", "2", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert again.public() == built.public()


def test_what_changes_in_a_year_changes_its_index_and_no_other(built: Folder) -> None:
    before = searched(built)
    built.write(
        "lumivaara/kh-11.txt", Section(number=11, title="Kelkkamäen valaistus", case=None).text()
    )
    built.build()
    after = searched(built)
    touched = {path.split("/")[1] for path in before.keys() ^ after.keys()}
    assert touched == {f"{TOWN}-2026", "sanat"}
    assert holding(built, "kelkkamä")
    fresh = built.copy(built.path.with_name("fresh"))
    fresh.build()
    assert fresh.public() == built.public()


def test_what_is_gone_leaves_the_index_and_the_words(built: Folder) -> None:
    assert holding(built, "koulukyy")
    built.remove("lumivaara/sivistys/sivltk-4.txt")
    built.build()
    assert not holding(built, "oulukyy")
    assert len([path for path in searched(built) if "/fragment/" in path]) == len(DOCUMENTS) - 1
    built.remove("lumivaara/kh-2025-301.txt")
    built.build()
    assert not [path for path in searched(built) if f"{TOWN}-2025" in path]


def test_what_is_withdrawn_leaves_the_index_and_the_words(built: Folder) -> None:
    iri = f"{BASE}eli/dl/{TOWN}/sivistyslautakunta/2026/4"
    code, told = pykala_here(
        "withdraw", iri, str(built.settings), "--reason", "mistake", "--today", "2026-12-31"
    )
    assert code == 0, told
    assert not holding(built, "oulukyy")
    assert holding(built, "hiihtola")


def test_what_leaves_when_its_time_is_over_leaves_the_index_and_the_words(
    libraries: Path, tmp_path: Path
) -> None:
    made = searchable(tmp_path / "folder", TEXTS, libraries)
    made.build(today=LAST)
    # In the text of the §, in its words and in the index; the name behind it went before.
    assert len(holding(made, "rantasauna")) >= 3
    assert not holding(made, "urinkoi")
    made.build(today=AFTER)
    assert not holding(made, "rantasauna")
    # The § itself is still found, by its title.
    assert holding(made, "antatonti")


def test_without_libraries_there_is_no_search_and_the_report_says_so(tmp_path: Path) -> None:
    made = Folder.create(tmp_path / "folder", DOCUMENTS)
    report = made.build()
    site = site_of(made)
    assert not [*site.glob("haku*"), *site.glob("static/pagefind*")]
    assert "haku" not in (site / "index.html").read_text("utf-8")
    assert any("the search" in line and "pykala libraries" in line for line in report.lines())


def test_it_can_be_switched_off(built: Folder) -> None:
    assert (site_of(built) / "haku.html").exists()
    built.change_settings('output = "var"', 'output = "var"\nsearch = false')
    report = built.build()
    site = site_of(built)
    assert not [*site.glob("haku*"), *site.glob("static/pagefind*")]
    assert "haku" not in (site / "index.html").read_text("utf-8")
    assert not any("the search" in line for line in report.lines())


def test_the_scan_looks_into_the_packed_index(built: Folder) -> None:
    assert pykala_here("scan", str(built.settings))[0] == 0
    fragment = next(site_of(built).glob(f"haku/{TOWN}-2026/1/fragment/*"))
    content = gzip.decompress(fragment.read_bytes())
    fragment.unlink()  # it is one file with that of the other generation
    fragment.write_bytes(gzip.compress(content + b" puh. 044 555 0193"))
    code, told = pykala_here("scan", str(built.settings))
    assert code == 1
    assert fragment.name in told
    assert "phone" in told


def test_the_corpora_are_large_enough() -> None:
    assert len(read_corpus("finnish").section) >= 60
    assert len(read_corpus("swedish").section) >= 20
