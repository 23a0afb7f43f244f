"""The meetings before and after a meeting, as documents come and go."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as Html

from publisher.build.neighbours import Neighbours
from tests.build.corpora import Folder, Section

BOARD = "eli/dl/lumivaara/kaupunginhallitus"
DAYS = (dt.date(2026, 1, 19), dt.date(2026, 2, 2), dt.date(2026, 2, 16), dt.date(2026, 3, 2))


def name(day: dt.date) -> str:
    return f"lumivaara/kh-{day}.txt"


def text(day: dt.date) -> str:
    return Section(number=10 + DAYS.index(day), day=day).text()


def leads(folder: Folder, day: dt.date) -> tuple[str | None, str | None]:
    """The days of the meetings to which the page of one leads back and on."""
    html = Html(folder.page(f"{BOARD}/{day}.html"))
    before, after = (
        next(iter(node.attributes["href"] for node in html.css(f"a[rel={rel}]")), None)
        for rel in ("prev", "next")
    )
    days = [href and href.rpartition("/")[2].removesuffix(".html") for href in (before, after)]
    return days[0], days[1]


def test_meetings_lead_to_those_beside_them_whatever_comes_and_goes(tmp_path: Path) -> None:
    first, second, third, last = DAYS
    folder = Folder.create(tmp_path / "a", {name(day): text(day) for day in (first, third, last)})
    folder.build()
    assert leads(folder, first) == (None, str(third))
    folder.write(name(second), text(second))
    report = folder.build()
    changed = {path for path in report.changed if path.startswith(f"{BOARD}/2026-")}
    assert changed == {f"{BOARD}/{day}" for day in (first, second, third)}
    assert [leads(folder, day) for day in DAYS] == [
        (None, str(second)),
        (str(first), str(third)),
        (str(second), str(last)),
        (str(third), None),
    ]
    folder.remove(name(third))
    folder.build()
    assert leads(folder, second) == (str(first), str(last))
    assert leads(folder, last) == (str(second), None)
    fresh = folder.copy(tmp_path / "fresh")
    (fresh.output / "state.sqlite").unlink(missing_ok=True)
    fresh.build()
    assert fresh.public() == folder.public()


def test_bodies_are_told_apart_and_a_meeting_that_is_gone_has_a_place() -> None:
    found = Neighbours(["b/x/2026-01-02", "b/x/2026-01-09", "b/y/2026-01-05"])
    assert found.of("b/x/2026-01-02") == (None, "b/x/2026-01-09")
    assert found.of("b/x/2026-01-05") == ("b/x/2026-01-02", "b/x/2026-01-09")
    assert found.of("b/y/2026-01-05") == (None, None)
    assert found.of("b/z/2026-01-05") == (None, None)
    assert list(found.beside(["b/x/2026-01-05", "b/y/2026-01-01"])) == [
        "b/x/2026-01-02",
        "b/x/2026-01-09",
        "b/y/2026-01-05",
    ]
