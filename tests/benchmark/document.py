"""The document about a run of the benchmark: `docs/benchmarks.md`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from tests.benchmark.machine import Calibration
from tests.benchmark.reading import Speed
from tests.benchmark.runner import Build, Size, middle
from tests.benchmark.targets import judge

_INTRODUCTION = """\
# Benchmarks

Written by `make bench`; do not edit. {label}

## What is measured

Corpora of invented minutes, the same every time: four organisations, 24 bodies, three years, plain
text and HTML, 1–2.5 kB of background a §, about 70 triples a record, contacts and private names to
be withheld. Each is built through the front door, `pykala build`, in a process of its own:

- **cold**: into an empty work folder;
- **unchanged**: the same again;
- **one added**: with one document more, the next § of a meeting in a case that is there already.

The yardstick is the *reference loop* that the benchmark carries, the least that anybody would have
to do: text, one regular expression, JSON-LD in batches of 250, quads, SHACL Core for each record,
one bare page and three RDF files each, N-Quads, a store on disk, SHACL in SPARQL over it, in two
processes. It knows nothing of minutes, privacy, changes or listings. Every cold build has a run of
the reference loop just before it, and the ratio of the two speeds is what can be compared between
machines; seconds cannot. *Pages* are all that have a record, with five files each; what is counted
is the processor time in which these are made, looked through for what was withheld, and written,
against that of the four files of a record in the reference loop.

All figures are medians of {runs} runs, except memory, which is the highest of all. Time of a build
is that of the whole command, with the byte code of Python compiled before, as an installation has
it; of the reference loop, without starting Python and making its text. Memory is the sum of the
proportional set sizes (PSS) of all processes of a build, in which a page shared by several counts
once; resident sizes are sampled every 50 ms, and proportional ones wherever they may be a new
maximum."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run of the benchmark.

    Attributes:
        machine: What it is, by heading.
        before: Of the machine, before the measurements.
        after: The same, afterwards.
        sizes: What was measured.
        label: When, as a month; may be empty.
        runs: How often each thing was measured.
        reading: How fast documents are read.
    """

    machine: Mapping[str, str]
    before: Calibration
    after: Calibration
    sizes: Sequence[Size]
    label: str
    runs: int
    reading: Sequence[Speed] = ()


def write_document(run: Run) -> str:
    """Write the document.

    Args:
        run: What was measured.

    Returns:
        Markdown.
    """
    label = f"Measured in {run.label}." if run.label else ""
    parts = [
        _INTRODUCTION.format(label=label, runs=run.runs).replace(" \n", "\n"),
        "## Targets",
        table(
            ("target", "measured", ""), ((t.name, t.measured, t.verdict) for t in judge(run.sizes))
        ),
        "## Figures",
        _figures(run.sizes),
        "## Stages of a cold build",
        "Shares of the time that all processes together spent, as the build itself reports them.",
        _stages(run.sizes),
        "## Reading",
        "From bytes to everything that a document says, on one core; the best of three turns.",
        table(
            ("document", "measured", "target", ""),
            (
                (each.what, each.measured, each.target, "pass" if each.passed else "FAIL")
                for each in run.reading
            ),
        ),
        "## Machine",
        table(("", ""), [*run.machine.items(), *_calibrations(run)]),
    ]
    return "\n\n".join(parts) + "\n"


def _figures(sizes: Sequence[Size]) -> str:
    rows = [
        ("documents", [f"{size.input_bytes / 1e6:.1f} MB" for size in sizes]),
        ("quads in the store", [_number(size, "quads") for size in sizes]),
        ("files of the site", [_number(size, "files") for size in sizes]),
        ("**cold, speed against the reference**", [_times(size.ratio) for size in sizes]),
        ("**unchanged, share of cold**", [_share(size, size.unchanged) for size in sizes]),
        ("**one added, share of cold**", [_share(size, size.added) for size in sizes]),
        ("**peak memory, against the smallest**", [_growth(size, sizes[0]) for size in sizes]),
        ("reference, §/s", [_whole(size.reference_speed) for size in sizes]),
        ("cold, §/s", [_whole(size.speed) for size in sizes]),
        ("cold", [_seconds(size.cold) for size in sizes]),
        ("unchanged", [_seconds(size.unchanged) for size in sizes]),
        ("one added", [_seconds(size.added) for size in sizes]),
        ("**pages, speed against the reference**", [_times(s.rendering_ratio) for s in sizes]),
        ("pages, a second of one core", [_whole(size.rendering_speed) for size in sizes]),
        ("peak memory, cold", [_peak(size.cold) for size in sizes]),
        ("peak memory, unchanged", [_peak(size.unchanged) for size in sizes]),
        ("peak memory, one added", [_peak(size.added) for size in sizes]),
    ]
    head = ("", *(f"{size.sections:,} §" for size in sizes))
    return table(head, ((name, *cells) for name, cells in rows))


def _stages(sizes: Sequence[Size]) -> str:
    """The shares of the stages, the largest at the largest size first."""
    shares = [_shares(size.cold) for size in sizes]
    names = sorted({name for own in shares for name in own}, key=lambda n: (-shares[-1][n], n))
    head = ("stage", *(f"{size.sections:,} §" for size in sizes))
    return table(head, ((name, *(f"{own[name]:.1%}" for own in shares)) for name in names))


def _shares(builds: Sequence[Build]) -> Counter[str]:
    total: Counter[str] = Counter()
    for build in builds:
        total.update(build.stages)
    whole = sum(total.values()) or 1
    return Counter({name: seconds / whole for name, seconds in total.items()})


def _calibrations(run: Run) -> Iterator[tuple[str, str]]:
    for name, found in (("before", run.before), ("after", run.after)):
        yield f"Free {name} the run", found.words


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _number(size: Size, field: str) -> str:
    return f"{getattr(size.cold[-1], field):,}" if size.cold else "–"


def _times(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _seconds(builds: Sequence[Build]) -> str:
    return "–" if (value := middle(builds)) is None else f"{value:.2f} s"


def _share(size: Size, builds: Sequence[Build]) -> str:
    seconds, cold = middle(builds), middle(size.cold)
    return f"{seconds / cold:.1%}" if seconds and cold else "–"


def _growth(size: Size, smallest: Size) -> str:
    peak = smallest.peak_bytes
    return f"{size.peak_bytes / peak:.2f}" if peak else "–"


def _peak(builds: Sequence[Build]) -> str:
    return f"{max(b.peak_bytes for b in builds) / 1e6:.0f} MB" if builds else "–"
