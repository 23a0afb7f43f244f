"""What one process of a build does: batches of documents, and batches of derived pages."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.build.clock import Clock
from publisher.build.desk import Desk, desk_of
from publisher.build.drafts import Draft
from publisher.build.model import Again, Batch, Beside, Fate, InputFile, Outcome, Plan
from publisher.build.page_writer import PageWriter
from publisher.build.reading import DocumentReader
from publisher.build.rivals import Second
from publisher.rdf.iris import graph_of
from publisher.store import Queries
from publisher.validation import Finding
from publisher.web.derived import DerivedPages
from publisher.web.meetings import Derived


def publish_documents(plan: Plan, files: Sequence[InputFile]) -> Batch:
    """Read, map, prove and render a batch of documents.

    Args:
        plan: Of the build.
        files: The documents.

    Returns:
        Their outcomes; quads and pages of those that are published.

    Raises:
        PrivacyError: If something stands in one of them that stops the whole build.
        LeakError: If something private stands in what was made of them.
    """
    desk, watch = desk_of(plan), Clock(time.process_time)
    with watch.stage("read and map"):
        drafts = [desk.documents.read(file) for file in files]
    return _publish(desk, watch, drafts)


def publish_again(plan: Plan, wanted: Sequence[Again]) -> Batch:
    """Publish some records of documents anew, and nothing else of them.

    Args:
        plan: Of the build.
        wanted: The records of each document, or of two in two languages.

    Returns:
        As `publish_documents` does, with the wanted records alone.

    Raises:
        PrivacyError: If something stands in one of them that stops the whole build.
        LeakError: If something private stands in what was made of them.
    """
    desk, watch = desk_of(plan), Clock(time.process_time)
    with watch.stage("read and map"):
        drafts = [_read_again(desk.documents, again) for again in wanted]
    return _publish(desk, watch, drafts)


def _read_again(documents: DocumentReader, again: Again) -> Draft:
    if again.second is None:
        return documents.read(again.file).only(again.iris)
    speaking, second = documents.read_both(again.file, again.second)
    return speaking.only(again.iris).with_second_language(second)


def _publish(desk: Desk, watch: Clock, drafts: Sequence[Draft]) -> Batch:
    """Prove and render what was read."""
    maker = PageWriter(desk, watch)
    outcomes: list[Outcome] = []
    quads: list[bytes] = []
    for round_ in _rounds(drafts):
        with watch.stage("JSON-LD to quads"):
            graphs = desk.records.read(one.record for draft in round_ for one in draft.records)
        with watch.stage("validate"):
            findings = desk.validator.validate(graphs)
        provenance = desk.provenance(round_)
        for draft in round_:
            maker.withheld = desk.documents.gate.withheld(draft.private)
            outcome = _settle(desk, draft, graphs, findings, provenance)
            outcomes.append(outcome)
            maker.require(outcome.rows)
            quads.extend(row.provenance for row in outcome.rows)
            proven = {row.iri: row for row in outcome.rows if row.kind == "section"}
            quads.extend(  # the page of a meeting is made of more than this
                maker.write(
                    "section",
                    (one.record, {}),
                    graphs[graph_of(one.record["id"])],
                    indexed=not proven[one.record["id"]].open,
                )
                for one in draft.records
                if one.record["id"] in proven
            )
    return Batch(
        outcomes=tuple(outcomes),
        quads=b"".join(quads),
        changes=tuple(maker.changes),
        seconds=dict(watch.seconds),
        made=desk.pages.taken(),
    )


def _rounds(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Part the drafts so that no two of a round claim the same IRI, or come from equal files.

    Otherwise the one's triples could not be told from the other's. One file may well have a part in
    several of a round: it says the same of itself each time.
    """
    rounds: list[list[Draft]] = [[]]
    last: dict[str, tuple[int, str]] = {}
    for draft in drafts:
        claims = {one.record["id"]: draft.outcome.file.name for one in draft.records}
        if claims:
            claims |= {document.sha256: document.file.name for document in draft.documents}
        before = [(*last[key], name) for key, name in claims.items() if key in last]
        number = max((at + (other != name) for at, other, name in before), default=0)
        for key, name in claims.items():
            last[key] = number, name
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(draft)
    return rounds


def _settle(
    desk: Desk,
    draft: Draft,
    graphs: Mapping[str, Sequence[ox.Quad]],
    findings: Mapping[str, Sequence[Finding]],
    provenance: Mapping[str, bytes],
) -> Outcome:
    """Decide the fate of a document by what validation found of its records."""
    rows, reasons, notes = [], [], list(draft.outcome.notes)
    for one in draft.records:
        iri = one.record["id"]
        found = findings.get(graph_of(iri), ())
        severe = _messages(finding for finding in found if finding.severe)
        if severe:
            reasons.extend(severe)
            continue
        notes.extend(_messages(found))
        row = desk.documents.row(one, len(graphs[graph_of(iri)]))
        changes = {"provenance": provenance[iri], "second": _second(draft)}
        unmet = tuple(sorted({finding.grade for finding in found}))
        rows.append(msgspec.structs.replace(row, unmet=unmet, **changes))
    outcome = msgspec.structs.replace(
        draft.outcome, notes=tuple(dict.fromkeys(notes)), rows=tuple(rows)
    )
    if not reasons:
        return outcome
    return msgspec.structs.replace(
        outcome,
        fate=Fate.PUBLISHED_IN_PART if rows else Fate.WITHHELD,
        reason="; ".join(dict.fromkeys([*filter(None, [outcome.reason]), *reasons])),
    )


def _second(draft: Draft) -> Second:
    """The document that gave the records of a draft a second language."""
    outcome = draft.second
    return Second() if outcome is None else Second(outcome.file.name, outcome.sha256)


def _messages(findings: Any) -> list[str]:  # noqa: ANN401  (an iterable of findings)
    return list(dict.fromkeys(finding.message for finding in findings))


def publish_derived(
    plan: Plan, store: Path, kind: str, pages: Sequence[str], beside: Beside
) -> Batch:
    """Make a batch of derived pages of one kind.

    Args:
        plan: Of the build.
        store: The store with the records of documents.
        kind: Of the pages.
        pages: Their IRIs.
        beside: What else is known of them.

    Returns:
        The quads of the pages, and which files changed.

    Raises:
        ProofError: If a derived record does not meet the shapes.
        LeakError: If something private stands in what was made of one.
    """
    desk, watch = desk_of(plan), Clock(time.process_time)
    with watch.stage("query"):
        derived = DerivedPages(desk.catalog({}), Queries.over(store), beside.told)
        found = list(derived.make(kind, pages))
        add_neighbours(found, beside)
    return write_derived(desk, watch, kind, found, beside.hidden)


def add_neighbours(found: Iterable[Derived], beside: Beside) -> None:
    """Add to the listings of meetings which ones came before and after."""
    for record, listing in found:
        if around := beside.around.get(record["id"]):
            listing["previous"], listing["next"] = around


def write_derived(
    desk: Desk,
    watch: Clock,
    kind: str,
    found: Sequence[Derived],
    hidden: AbstractSet[str] = frozenset(),
) -> Batch:
    """Prove and render derived records, and write their files.

    Args:
        desk: Of this process.
        watch: Goes on counting.
        kind: Of the pages.
        found: Records with their listings.
        hidden: IRIs of those that search engines may not keep.

    Returns:
        The quads of the pages, and which files changed.

    Raises:
        ProofError: If a derived record does not meet the shapes.
        LeakError: If something private stands in what was made of one.
    """
    maker = PageWriter(desk, watch)
    with watch.stage("JSON-LD to quads"):
        graphs = desk.records.read(record for record, _ in found)
    with watch.stage("validate"):
        desk.validator.require(graphs)
    quads = [
        maker.write(
            kind,
            (record, listing),
            graphs[graph_of(record["id"])],
            indexed=record["id"] not in hidden,
        )
        for record, listing in found
    ]
    return Batch(
        quads=b"".join(quads),
        changes=tuple(maker.changes),
        seconds=dict(watch.seconds),
        made=desk.pages.taken(),
    )
