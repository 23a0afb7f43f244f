"""The measurements: the reference loop and the real build, in turns, on corpora of each size."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Literal

import msgspec

from tests.benchmark.corpus import write_corpus, write_section, write_settings
from tests.benchmark.planning import Section, plan_addition
from tests.benchmark.reference import Measured
from tests.benchmark.watching import CommandError, Watched, watch

Part = Literal["reference", "build"]

# A day on which all of the corpus is public, and part of it no longer with personal data.
TODAY = "2026-12-31"

# The stages of a build in which pages are made and written. What is asked of the store is not
# among them: the reference loop asks nothing.
_RENDERING = ("render", "write")

_ROOT = Path(__file__).parents[2]


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """One run of ``pykala build``.

    Attributes:
        seconds: Of the whole command.
        peak_bytes: Of all its processes.
        stages: Seconds by stage, as it reports them; empty if it reports none.
        published: Documents that it published.
        quads: In its store, as it reports.
        files: Of the site.
        pages: That have a record, each with four data files beside it.
    """

    seconds: float
    peak_bytes: int
    stages: Mapping[str, float]
    published: int
    quads: int
    files: int
    pages: int

    @property
    def rendering_speed(self) -> float | None:
        """Pages with all their files, made and written, a second of processor time."""
        seconds = sum(self.stages.get(stage, 0.0) for stage in _RENDERING)
        return self.pages / seconds if seconds else None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the reference loop."""

    measured: Measured
    peak_bytes: int

    @property
    def speed(self) -> float:
        """Records a second."""
        return self.measured.sections / self.measured.seconds

    @property
    def rendering_speed(self) -> float:
        """Records whose files were made and written, a second of processor time."""
        return self.measured.sections / self.measured.rendering_seconds


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """Everything measured on one corpus.

    Attributes:
        sections: In the corpus.
        input_bytes: Of its documents.
        references: Of the reference loop, one before each cold build.
        cold: Builds into an empty work folder.
        unchanged: Builds with nothing to do.
        added: Builds with one § more each time.
    """

    sections: int
    input_bytes: int
    references: tuple[Reference, ...]
    cold: tuple[Build, ...]
    unchanged: tuple[Build, ...]
    added: tuple[Build, ...]

    @property
    def reference_speed(self) -> float | None:
        """The median of the reference loop, in records a second."""
        return median(r.speed for r in self.references) if self.references else None

    @property
    def speed(self) -> float | None:
        """The median of the cold builds, in § a second."""
        return self.sections / seconds if (seconds := middle(self.cold)) else None

    @property
    def ratio(self) -> float | None:
        """The median of what each cold build made of the speed of the reference loop before it."""
        pairs = list(zip(self.references, self.cold, strict=False))
        if not pairs:
            return None
        return median(self.sections / build.seconds / r.speed for r, build in pairs)

    @property
    def rendering_speed(self) -> float | None:
        """The median of the cold builds, in pages a second of processor time."""
        speeds = [speed for build in self.cold if (speed := build.rendering_speed)]
        return median(speeds) if speeds else None

    @property
    def rendering_ratio(self) -> float | None:
        """The median of the same against the reference loop before each."""
        pairs = zip(self.references, self.cold, strict=False)
        ratios = [
            speed / reference.rendering_speed
            for reference, build in pairs
            if (speed := build.rendering_speed)
        ]
        return median(ratios) if ratios else None

    @property
    def peak_bytes(self) -> int:
        """The highest of all builds."""
        return max((b.peak_bytes for b in (*self.cold, *self.unchanged, *self.added)), default=0)


def middle(builds: Sequence[Build]) -> float | None:
    """The median time of some builds; None without any."""
    return median(build.seconds for build in builds) if builds else None


def build_corpus(folder: Path, count: int) -> tuple[Path, int]:
    """Build a corpus, and look at nothing but what is published.

    Args:
        folder: An empty folder.
        count: How many §.

    Returns:
        The folder of what is published, and the quads in its store.

    Raises:
        CommandError: If not everything was published.
    """
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    write_corpus(corpus, count)
    write_settings(corpus / "pykala-0.toml", "../build-0")
    return folder / "build-0" / "published", _build(corpus, 0, count).quads


def measure_size(
    folder: Path, count: int, runs: int, parts: Sequence[Part], say: Callable[[str], None]
) -> Size:
    """Measure one size.

    Args:
        folder: An empty folder; nothing in it is removed, since file systems are slow to create
            files where many have just been removed.
        count: How many §.
        runs: How often to measure each thing.
        parts: What to measure.
        say: Told of each result.

    Returns:
        What was measured.
    """
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    sections = write_corpus(corpus, count)
    size_bytes = sum(path.stat().st_size for path in corpus.glob("*/*"))
    say(f"{count} §: corpus of {size_bytes / 1e6:.1f} MB")
    references: list[Reference] = []
    cold: list[Build] = []
    for run in range(runs):
        if "reference" in parts:
            references.append(_run_reference(folder / f"reference-{run}", count))
            say(f"  reference: {references[-1].speed:.0f} §/s")
        if "build" in parts:
            write_settings(corpus / f"pykala-{run}.toml", f"../build-{run}")
            cold.append(_build(corpus, run, count))
            say(_line("cold", cold[-1]))
    unchanged: list[Build] = []
    added: list[Build] = []
    if cold:
        unchanged = [_told(_build(corpus, runs - 1, count), "unchanged", say) for _ in range(runs)]
        added = _add(corpus, sections, runs, say)
    return Size(
        sections=count,
        input_bytes=size_bytes,
        references=tuple(references),
        cold=tuple(cold),
        unchanged=tuple(unchanged),
        added=tuple(added),
    )


def _add(
    corpus: Path, sections: Sequence[Section], runs: int, say: Callable[[str], None]
) -> list[Build]:
    """Add one § after another, and build each time."""
    there = list(sections)
    builds: list[Build] = []
    for _ in range(runs):
        there.append(plan_addition(there))
        write_section(corpus, there[-1])
        builds.append(_told(_build(corpus, runs - 1, len(there)), "one added", say))
    return builds


def _told(build: Build, name: str, say: Callable[[str], None]) -> Build:
    say(_line(name, build))
    return build


def _line(name: str, build: Build) -> str:
    return f"  {name}: {build.seconds:.2f} s, {build.peak_bytes / 1e6:.0f} MB at most"


def _run_reference(folder: Path, count: int) -> Reference:
    folder.mkdir()
    command = [sys.executable, "-m", "tests.benchmark.reference", str(count), str(folder)]
    watched = watch(command, _ROOT)
    measured = msgspec.json.decode(watched.output, type=Measured)
    return Reference(measured=measured, peak_bytes=watched.peak_bytes)


def _build(corpus: Path, run: int, expected: int) -> Build:
    """Build through the front door.

    Args:
        corpus: The folder with the settings.
        run: Which settings, and so which work folder.
        expected: How many documents must be published.

    Returns:
        What was seen.

    Raises:
        CommandError: If it published another number of documents.
    """
    command = [sys.executable, "-m", "publisher", "build", f"pykala-{run}.toml", "--json"]
    command += ["--today", TODAY]
    watched = watch(command, corpus)
    build = _read_build(watched, corpus.parent / f"build-{run}")
    if build.published != expected:
        message = f"{build.published} of {expected} documents were published"
        raise CommandError(message)
    return build


def _read_build(watched: Watched, output: Path) -> Build:
    report = read_report(watched.output)
    site = output / "published" / "site"
    return Build(
        seconds=watched.seconds,
        peak_bytes=watched.peak_bytes,
        stages=report.get("stages", {}),
        published=report.get("fates", {}).get("published", 0),
        quads=report.get("quads", 0),
        files=sum(len(files) for _, _, files in os.walk(site)),
        pages=sum(report.get("pages", {}).values()),
    )


def read_report(output: bytes) -> dict[str, Any]:
    """Read the report that a build prints as JSON, whatever else it prints before."""
    for line in [output, *output.splitlines()[::-1]]:
        try:
            report = msgspec.json.decode(line)
        except msgspec.DecodeError:
            continue
        if isinstance(report, dict):
            return report
    return {}
