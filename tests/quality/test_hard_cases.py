"""Every hard case and every fault of extraction that is known is shown by an invented document."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.quality.test_floors import ROOT

CASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "hard_cases.toml").read_text(encoding="utf-8")
)
SOURCES = ROOT / "tests" / "sources"


def test_none_is_missing() -> None:
    assert {kind: len(cases) for kind, cases in CASES.items()} == {"hard": 25, "faults": 18}


@pytest.mark.parametrize("what", [what for cases in CASES.values() for what in cases])
def test_a_hard_case_has_a_document_that_shows_it(what: str) -> None:
    shown = next(cases[what] for cases in CASES.values() if what in cases)
    assert shown
    for name in shown:
        if name.endswith(".py"):
            assert (ROOT / name).is_file()
            continue
        golden = SOURCES / name / "minutes.json"
        refused = name.startswith("refused/")
        assert golden.is_file() != refused
        assert [path.name for path in (SOURCES / name).glob("input.*")]
