"""The document about what was proven: `docs/proof.md`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tests.benchmark.document import table
from tests.benchmark.watching import Watched
from tests.proof.asking import MOST_S, Asked, in_words
from tests.proof.counting import Counted
from tests.proof.tally import Tally

_INTRODUCTION = """\
# What a large site was proven to keep to

Written by `make prove`; do not edit.{label}

A site of {sections:,} generated §§ and those of the demo, in three languages, is built through the
front door. Then every file of it is held against the rules that `tests/site/` and `tests/browser/`
hold the demo against: the functions are the same. A rule that saw nothing counts as failed.

{took}Looking at every page took {checked:.0f} s."""
_TOOK = "The build took {seconds:.0f} s and {megabytes:.0f} MB at most. "

_ASKED = """\
From opening the page of queries to the answer, in a Chromium that has seen nothing yet, from plain
files on this machine: with the engine, the data of the subject, and the question; three times, of
which the middle counts. At most {most} s are allowed: {words}."""

_COUNTED = """\
Queries that builds asked of their stores. Pages are derived in batches, by one query or two for
each batch, so the number follows that of the batches: it grows, though no page has a query of its
own. Asked beside these are the rules in SPARQL of `shapes/`, of each batch of 50 documents by
itself and not of the store."""


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """All that came out.

    Attributes:
        label: The day.
        machine: What it is, by heading.
        sections: How many §§ were generated.
        built: The build; None of a site that was there before.
        seconds: How long looking at every page took.
        tally: What was checked.
        asked: The example queries; none where there is no browser or no engine.
        counted: Builds whose queries were counted.
    """

    label: str
    machine: Mapping[str, str]
    sections: int
    built: Watched | None
    seconds: float
    tally: Tally
    asked: Sequence[Asked]
    counted: Sequence[Counted]


def write_document(proof: Proof) -> str:
    """Write the document.

    Args:
        proof: What came out.

    Returns:
        Markdown.
    """
    built = proof.built
    took = _TOOK.format(seconds=built.seconds, megabytes=built.peak_bytes / 1e6) if built else ""
    parts = [
        _INTRODUCTION.format(
            label=f" Proven on {proof.label}." if proof.label else "",
            sections=proof.sections,
            took=took,
            checked=proof.seconds,
        ),
        "## Rules",
        table(
            ("rule", "looked at", "faults", ""),
            (
                (rule, f"{check.checked:,}", f"{check.faults:,}", check.verdict)
                for rule, check in proof.tally.checks.items()
            ),
        ),
        *_of_asked(proof.asked),
        *_of_counted(proof.counted),
        "## Machine",
        table(("", ""), list(proof.machine.items())),
    ]
    return "\n\n".join(parts) + "\n"


def _of_asked(asked: Sequence[Asked]) -> list[str]:
    if not asked:
        return []
    rows = [
        (each.name, f"{each.rows:,}", f"{each.middle:.2f} s", f"{max(each.seconds):.2f} s")
        for each in asked
    ]
    return [
        "## Example queries in the browser",
        _ASKED.format(most=f"{MOST_S:.0f}", words=in_words(asked)),
        table(("example", "rows", "middle of three", "longest"), rows),
    ]


def _of_counted(counted: Sequence[Counted]) -> list[str]:
    if not counted:
        return []
    names = sorted({name for each in counted for name in each.queries})
    rows = [
        (name, *(f"{each.queries.get(name, 0):,}" for each in counted))
        for name in names
        if any(name in each.queries for each in counted)
    ]
    total = [("**all**", *(f"**{each.total:,}**" for each in counted))]
    pages = [("pages that they make", *(f"{each.pages:,}" for each in counted))]
    head = ("query", *(f"{each.sections:,} §" for each in counted))
    return ["## Queries of a build", _COUNTED, table(head, [*rows, *total, *pages])]
