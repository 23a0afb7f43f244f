"""Run the benchmark: ``python -m tests.benchmark``, or ``make bench``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmark.document import Run, write_document
from tests.benchmark.machine import SLOW_FILE_US, Calibration, calibrate, describe
from tests.benchmark.reading import measure_reading
from tests.benchmark.runner import Part, measure_size
from tests.benchmark.targets import LARGE, SMALL, judge
from tests.benchmark.watching import CommandError

_DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
_PARTS: tuple[Part, ...] = ("reference", "build")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the targets and write the document.

    Args:
        arguments: Of the command line.

    Returns:
        The exit code: 0 if everything could be measured, whether targets are reached or not.
    """
    options = _parser().parse_args(arguments)
    parts = _PARTS if options.only is None else (options.only,)
    try:
        with tempfile.TemporaryDirectory(dir=options.folder, prefix="pykala-bench-") as name:
            run = _measure(Path(name), options, parts)
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    targets = judge(run.sizes)
    for target in targets:
        _say(f"{target.verdict:12} {target.name} ({target.measured or '–'})")
    complete = all(target.passed is not None for target in targets)
    output = options.output or (_DOCUMENT if complete else None)
    if output is None:
        _say("No document written, since not every target was measured; --output writes one.")
    else:
        output.write_text(write_document(run), encoding="utf-8")
        _say(f"Written: {output}")
    return 0


def _measure(folder: Path, options: argparse.Namespace, parts: Sequence[Part]) -> Run:
    machine = describe(folder)
    before = _calibrate(folder / "before")
    sizes = [
        measure_size(folder / str(count), count, options.runs, parts, _say)
        for count in options.sizes
    ]
    reading = measure_reading()
    for speed in reading:
        _say(f"reading {speed.what}: {speed.measured} ({speed.target})")
    after = _calibrate(folder / "after")
    return Run(
        machine=machine,
        before=before,
        after=after,
        sizes=sizes,
        label=options.label,
        runs=options.runs,
        reading=reading,
    )


def _calibrate(folder: Path) -> Calibration:
    found = calibrate(folder)
    _say(f"{found.effective_cores:.2f} effective cores, {found.file_us:.0f} µs to create a file")
    if found.file_us > SLOW_FILE_US:
        _say(
            "  creating files is slow just now, so no figure will mean much: many files may just "
            "have been removed; wait five minutes, or choose another file system with --folder"
        )
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument(
        "--sizes", type=_sizes, default=[SMALL, LARGE], help="numbers of §, with commas between"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often to measure each thing")
    parser.add_argument("--only", choices=_PARTS, help="measure this alone")
    parser.add_argument("--label", default="", help="when it was measured: 'November 2026'")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--output", type=Path, help="where to write (default: docs/benchmarks.md)")
    return parser


def _sizes(text: str) -> list[int]:
    return sorted(int(count) for count in text.split(","))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
