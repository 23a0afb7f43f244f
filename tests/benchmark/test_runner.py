"""Watching a command, reading its report, judging and writing it all down."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec
import pytest

from tests.benchmark.document import Run, write_document
from tests.benchmark.machine import Calibration, describe
from tests.benchmark.reference import Measured
from tests.benchmark.runner import Build, Reference, Size, read_report
from tests.benchmark.targets import judge
from tests.benchmark.watching import CommandError, watch

_MEGABYTE = 1_000_000


def build(seconds: float, peak: int = 300) -> Build:
    return Build(
        seconds=seconds,
        peak_bytes=peak * _MEGABYTE,
        stages={"read": 3.0, "render": 0.75, "write": 0.25},
        published=10,
        quads=700,
        files=60,
        pages=1_200,
    )


def size(count: int, cold: float, peak: int = 300) -> Size:
    measured = Measured(
        sections=count,
        quads=1,
        files=1,
        results=0,
        seconds=count / 800,
        rendering_seconds=count / 1_500,
    )
    return Size(
        sections=count,
        input_bytes=count * 2000,
        references=(Reference(measured=measured, peak_bytes=1),) * 3,
        cold=(build(cold, peak), build(cold * 3), build(cold)),
        unchanged=(build(cold / 50),),
        added=(build(cold / 10),),
    )


def test_watches_the_time_and_the_memory_of_a_whole_tree(tmp_path: Path) -> None:
    child = "import time; kept = bytearray(60_000_000); kept[::4096] = kept[::4096]; time.sleep(.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print(7)"
    began = time.perf_counter()
    watched = watch([sys.executable, "-c", parent], tmp_path)
    assert watched.output == b"7\n"
    assert 0.4 < watched.seconds < time.perf_counter() - began
    assert 60 * _MEGABYTE < watched.peak_bytes < 150 * _MEGABYTE


def test_says_what_a_failing_command_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"(?s)exit code 3.*too bad"):
        watch(
            [sys.executable, "-c", "import sys; print('too bad', file=sys.stderr); exit(3)"],
            tmp_path,
        )


@pytest.mark.parametrize(
    ("output", "stages"),
    [
        (b'{\n "stages": {"read": 1.5}\n}\n', {"read": 1.5}),
        (b'reading\n{"stages": {"read": 1.5}}\n', {"read": 1.5}),
        (b"done\n", {}),
        (b"", {}),
    ],
)
def test_finds_the_report_wherever_it_stands(output: bytes, stages: dict[str, float]) -> None:
    assert read_report(output).get("stages", {}) == stages


def test_judges_by_the_medians() -> None:
    targets = judge([size(1000, 2.0, 250), size(10_000, 25.0, 500)])
    assert [(target.passed, target.measured) for target in targets] == [
        (True, "0.500"),
        (True, "0.020"),
        (False, "0.100"),
        (True, "1,200"),
        (True, "0.800"),
        (True, "500 MB"),
        (False, "1.667"),  # the peak of a small build is 300 MB
    ]


def test_leaves_open_what_was_not_measured() -> None:
    targets = judge([size(1000, 2.0)])
    assert {target.verdict for target in targets} == {"not measured"}


def test_the_document_has_figures_shares_and_targets(tmp_path: Path) -> None:
    free = Calibration(alone_s=0.5, together_s=0.5, file_us=30.0)
    run = Run(
        machine=describe(tmp_path),
        before=free,
        after=free,
        sizes=[size(1000, 2.0), size(10_000, 25.0)],
        label="November 2026",
        runs=3,
    )
    text = write_document(run)
    assert "Measured in November 2026." in text
    assert "| cold, §/s | 500 | 400 |" in text
    assert "| **unchanged, share of cold** | 2.0% | 2.0% |" in text
    assert "| read | 75.0% | 75.0% |" in text
    assert "| one § added: at most 5% of the cold time | 0.100 | FAIL |" in text
    assert "2.00 effective cores" in text
    nameless = msgspec.structs.replace(run, label="", sizes=[size(50, 1.0)])
    assert "do not edit.\n" in write_document(nameless)
