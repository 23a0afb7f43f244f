"""Pages of the event stream end where there is enough in them, by number or by bytes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.build.corpora import Folder, Section, many

# What docs of the stream promise to whoever reads a page whole.
MOST_EVENTS = 100
MOST_BYTES = 1_000_000

WORDS = "Latu kulkee vaaran ympäri ja palaa takaisin majalle. " * 60


def long(number: int) -> str:
    """A § that says hundreds of kilobytes."""
    text = Section(number=number, title=f"Ladun osa {number}").text()
    return text.replace("Asiaa on", f"{WORDS}\n\n" * 110 + "Asiaa on")


def pages(folder: Folder) -> list[list[int]]:
    """The bytes that the events of each closed page say, and last those of the open one."""
    index = json.loads(folder.page("muutokset.json"))
    sizes = [
        line["sizeBytes"]
        for month in index["months"]
        for line in json.loads(folder.page(f"muutokset/{month['month']}.json"))
    ]
    found = []
    for page in index["pages"]:
        found.append(sizes[: page["activities"]])
        sizes = sizes[page["activities"] :]
        stem = folder.output / "published" / "site" / "muutokset" / page["name"]
        for ending in ("trig", "jsonld"):
            assert stem.with_name(f"{stem.name}.{ending}").stat().st_size > 0
    return [*found, sizes]


def assert_filled(closed: list[list[int]], after: list[int]) -> None:
    """No page has too much, and none could have had one event more."""
    for page, following in zip(closed, [*closed[1:], after], strict=True):
        assert len(page) <= MOST_EVENTS
        assert sum(page) <= MOST_BYTES or len(page) == 1
        assert len(page) == MOST_EVENTS or sum(page) + following[0] > MOST_BYTES


def test_a_page_ends_before_its_events_say_too_much(tmp_path: Path) -> None:
    folder = Folder.create(
        tmp_path / "folder", {f"lumivaara/kh-{number}.txt": long(number) for number in range(1, 6)}
    )
    folder.build()
    *closed, last = pages(folder)
    assert_filled(closed, last)
    assert [len(page) for page in closed[:2]] == [2, 2]
    assert min(map(sum, closed[:2])) > 700_000


def test_a_page_ends_before_it_has_too_many_events(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "folder", many(40))
    folder.build()
    *closed, last = pages(folder)
    assert_filled(closed, last)
    assert [len(page) for page in closed] == [MOST_EVENTS]
    assert 0 < len(last) < MOST_EVENTS
