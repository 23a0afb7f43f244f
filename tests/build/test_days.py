"""Sitemaps tell on which day what a page says changed, and not when it was built."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from publisher.build.days import Days, digest
from publisher.build.schema import open_database
from tests.build.corpora import BASE, DOCUMENTS, Folder, Section

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FIRST, SECOND, THIRD = "2026-12-01", "2026-12-08", "2026-12-15"
NEW = "eli/dl/lumivaara/kaupunginhallitus/2026/11"
OLD = "eli/dl/lumivaara/kaupunginhallitus/2026/9"


def days(folder: Folder) -> dict[str, str | None]:
    """The day of every page in the default language, by path, and of the file of sitemaps."""
    found = {}
    for name, kind in (("sitemap.xml", "sitemap"), ("sitemap-1.xml", "url")):
        root = ET.fromstring(folder.page(name))  # noqa: S314  (we wrote it)
        for entry in root.iter(f"{SPACE}{kind}"):
            address = str(entry.findtext(f"{SPACE}loc")).removeprefix(BASE)
            if not address.endswith((".sv.html", ".en.html")):
                found[address.removesuffix(".html")] = entry.findtext(f"{SPACE}lastmod")
    return found


def told(folder: Folder) -> dict[str, str]:
    """The day on which each dataset changed, as portals are told."""
    search = json.loads(folder.page("api/3/action/package_search"))["result"]["results"]
    return {one["name"].partition("-")[0]: one["metadata_modified"] for one in search}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder.create(tmp_path / "folder", DOCUMENTS)
    made.build(today=FIRST)
    return made


def test_first_everything_changed_on_the_day_of_the_build(folder: Folder) -> None:
    found = days(folder)
    assert len(found) > 40
    assert set(found.values()) == {FIRST}


def test_a_new_section_changes_the_pages_that_show_it_and_no_others(folder: Folder) -> None:
    before = days(folder)
    assert OLD in before
    folder.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())
    folder.build(today=SECOND)
    after = days(folder)
    assert after[NEW] == after["sitemap-1.xml"] == after["index"] == SECOND
    assert after["lumivaara"] == after["lumivaara/kaupunginhallitus"] == SECOND
    assert (
        after[OLD]
        == after["def"]
        == after["tietosuoja"]
        == after["hirvisuon-hyvinvointialue"]
        == FIRST
    )
    folder.remove("lumivaara/kh-11.txt")
    folder.build(today=THIRD)
    last = days(folder)
    assert last.keys() == before.keys()
    changed = {path for path, day in last.items() if day != FIRST}
    assert {path for path in changed if last[path] == THIRD} == {
        path for path, day in after.items() if day == SECOND and path != NEW
    }


def test_portals_are_told_that_a_dataset_changed_and_no_other(folder: Folder) -> None:
    end = "T23:59:59.999999"
    assert told(folder) == {"lumivaara": FIRST + end, "hirvisuon": FIRST + end}
    folder.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())
    folder.build(today=SECOND)
    assert told(folder) == {"lumivaara": SECOND + end, "hirvisuon": FIRST + end}
    (folder.output / "state.sqlite").unlink()
    folder.build(today=THIRD)
    assert told(folder) == {"lumivaara": SECOND + end, "hirvisuon": FIRST + end}


def test_an_unchanged_build_on_a_later_day_says_nothing_new(folder: Folder) -> None:
    before = folder.site()
    assert folder.build(today=SECOND).files == {"added": 0, "changed": 0, "removed": 0}
    assert folder.site() == before


def test_other_settings_change_the_pages_of_which_they_change_what_is_said(folder: Folder) -> None:
    folder.change_settings("[publisher]", "[publisher]\n# A remark that changes nothing.")
    report = folder.build(today=SECOND)
    assert report.files["changed"] == 0
    assert set(days(folder).values()) == {FIRST}


def test_the_days_outlive_the_memory_of_builds(folder: Folder) -> None:
    folder.write("lumivaara/kh-11.txt", Section(number=11, title="Latukone").text())
    folder.build(today=SECOND)
    before = days(folder)
    assert set(before.values()) == {FIRST, SECOND}
    (folder.output / "state.sqlite").unlink()
    assert folder.build(today=THIRD).files == {"added": 0, "changed": 0, "removed": 0}
    assert days(folder) == before


def test_a_page_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.sqlite")
    remembered, today = Days(database), dt.date(2026, 12, 1)
    remembered.note([("a", digest(b"1")), ("b", digest(b"1"))])
    remembered.settle(today, lambda _: "2026-11-30")
    remembered.forget(["a"])
    remembered.note([("c", digest(b"1"))])
    remembered.settle(today, lambda _: None, afresh=True)
    assert [remembered.of(path) for path in "abc"] == [None, None, None]
    rows = database.execute("SELECT path FROM content").fetchall()
    assert rows == [("c",)]
    database.close()


def test_the_last_word_on_a_page_counts(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.sqlite")
    remembered = Days(database)
    remembered.note([("a", digest(b"1"))])
    remembered.settle(dt.date(2026, 12, 1), lambda _: "2026-12-01")
    remembered.note([("a", digest(b"2"))])
    remembered.note([("a", digest(b"1"))])
    remembered.settle(dt.date(2026, 12, 8), lambda _: None)
    assert remembered.of("a") == "2026-12-01"
    remembered.note([("a", digest(b"2"))])
    remembered.settle(dt.date(2026, 12, 8), lambda _: None)
    assert remembered.of("a") == "2026-12-08"
    database.close()
