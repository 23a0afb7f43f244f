"""The reference loop does what it is measured for."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.benchmark.reference import run_reference
from tests.benchmark.reference_text import read_text, write_text

COUNT = 50


def test_runs_through_and_counts_right(tmp_path: Path) -> None:
    measured = run_reference(tmp_path, COUNT)
    assert measured.sections == COUNT
    assert measured.quads == 70 * COUNT
    assert measured.files == 4 * COUNT
    assert measured.results == 1, "the record that is dated before its dossier"
    assert 0 < measured.rendering_seconds < 60
    assert measured.seconds > 0
    assert len(list((tmp_path / "site").glob("*/*"))) == 4 * COUNT
    assert "Selvitys 7" in (tmp_path / "site" / "0" / "7.html").read_text(encoding="utf-8")


def test_every_syntax_says_the_same(tmp_path: Path) -> None:
    run_reference(tmp_path, 2)
    folder = tmp_path / "site" / "0"
    n_triples = set(ox.parse(path=folder / "1.nt"))
    assert set(ox.parse(path=folder / "1.ttl")) == n_triples
    assert len(n_triples) == 70


def test_reads_what_it_writes() -> None:
    record = read_text(write_text(11))
    ruling, poll = record["graph"]
    assert ruling["serial"] == "12"
    assert len(ruling["session"]["present"]) == 5
    assert [enclosure["format"] for enclosure in ruling["enclosure"]] == ["pdf", "png"]
    assert [ballot["choice"] for ballot in poll["ballot"]] == ["b:yes", "b:yes", "b:no"]


def test_refuses_any_other_text() -> None:
    with pytest.raises(ValueError, match="Kokous"):
        read_text("Kokous\n")
