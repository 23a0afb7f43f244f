"""What the endpoint did, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from tests.benchmark.document import table
from tests.benchmark.pressing import CLIENTS, KINDS, SECONDS, Load
from tests.serving.storm import Outcome

N_ENDLESS = 4

# The answers that a server keeps.
_KEPT_BYTES = 20_000_000
_RATIO, _GROWTH = 0.4, 1.2
_SLOWEST_S, _SLOWEST_BESIDE_S, _ENDED_S, _RESUMED_S = 0.025, 0.25, 1.3, 2.0

_INTRODUCTION = """# Benchmarks of the endpoint

Written by `make bench`; do not edit.{label} {quads:,} quads of invented minutes; {clients} clients
by wrk on the same machine, {seconds} seconds each, with four small queries over 2,000 §: {kinds}.
`oxigraph serve-read-only` answers in one process of many threads and without limits; `pykala serve`
from processes that can be ended, with its limits. *Kept* is what has been asked since the last
build; *new* are queries that nobody has asked before. What counts is the ratio, not the speed of
the machine."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen.

    Attributes:
        theirs: Of ``oxigraph serve-read-only``.
        kept: Of ours, asked the same again and again.
        new: Of ours, asked something new each time.
        beside: The same, while queries run that never end.
        ended_s: How long a query took that was to end after a second.
        resumed_s: From the end of a killed server to an answer of the next one.
        storm: What was left after it.
        storm_s: How long it lasted.
    """

    theirs: Load
    kept: Load
    new: Load
    beside: Load
    ended_s: float
    resumed_s: float
    storm: Outcome
    storm_s: int


def write(found: Measured, told: Mapping[str, object], machine: Mapping[str, str]) -> str:
    """Write the document.

    Args:
        found: What was seen.
        told: The ``label``, when it was measured, and the ``quads`` of the store.
        machine: What is said of it, by heading.

    Returns:
        Markdown.
    """
    label = f" Measured in {told['label']}." if told["label"] else ""
    introduction = _INTRODUCTION.format(
        label=label, quads=told["quads"], clients=CLIENTS, seconds=SECONDS, kinds=KINDS
    )
    kinds = len(found.storm.seen)
    made = sum(counts.total() for counts in found.storm.seen.values())
    storm = f"The storm: {found.storm_s} seconds, {kinds} kinds of requests, {made:,} in all."
    head = ("", "measured", "target", "")
    parts = [introduction, table(head, _rows(found)), storm]
    return "\n\n".join([*parts, "## Machine", table(("", ""), machine.items())]) + "\n"


def _rows(found: Measured) -> Iterator[tuple[str, str, str, str]]:
    for name, load in (("`oxigraph serve-read-only`", found.theirs), ("kept", found.kept)):
        yield f"{name}, answers a second", f"{load.rate:,.0f}", "", ""
    yield "new, answers a second", f"{found.new.rate:,.0f}", "", ""
    for name, load in (("kept", found.kept), ("new", found.new)):
        ratio = load.rate / found.theirs.rate
        verdict = _verdict(passed=ratio >= _RATIO and not load.failed)
        yield f"{name}, share of Oxigraph's", f"{ratio:.2f}", f"at least {_RATIO}", verdict
        yield _milliseconds(f"{name}, 99 of 100 within", load, _SLOWEST_S)
    yield _milliseconds(
        f"new, beside {N_ENDLESS} without an end, 99 of 100 within",
        found.beside,
        _SLOWEST_BESIDE_S,
    )
    for name, seconds, most in (
        ("a query over its second ends after", found.ended_s, _ENDED_S),
        ("killed and started again, answers after", found.resumed_s, _RESUMED_S),
    ):
        yield name, f"{seconds:.2f} s", f"below {most} s", _verdict(passed=seconds < most)
    wrong = len(found.storm.wrong)
    yield "storm: wrong answers", str(wrong), "0", _verdict(passed=not wrong)
    growth = (found.storm.after - _KEPT_BYTES) / found.storm.before
    yield (
        "storm: memory after it, without kept answers, against before",
        f"{max(growth, 0):.2f}",
        f"at most {_GROWTH}",
        _verdict(passed=growth <= _GROWTH),
    )


def _milliseconds(name: str, load: Load, most_s: float) -> tuple[str, str, str, str]:
    passed = load.slowest_s < most_s and not load.failed
    shown = f"{load.slowest_s * 1e3:.1f} ms {load.failed}".strip()
    return name, shown, f"below {most_s * 1e3:.0f} ms", _verdict(passed=passed)


def _verdict(*, passed: bool) -> str:
    return "pass" if passed else "FAIL"
