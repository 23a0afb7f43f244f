"""What one process of a build does: batches of documents, and batches of derived pages."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.build.model import Batch, Fate, InputFile, Outcome, Plan
from publisher.build.pages import PageMaker
from publisher.build.reading import DocumentReader, Draft
from publisher.build.writing import SiteWriter
from publisher.rdf.iris import Iris, graph_of
from publisher.rdf.records import RecordReader
from publisher.reference import read_municipalities, read_statutes
from publisher.settings import Body
from publisher.store import Queries
from publisher.validation import Finding, Validator
from publisher.web.derived import Catalog, Derived, DerivedPages


class Stopwatch:
    """Adds up processor time by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        start = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - start


class Desk:
    """Everything that one process needs, set up once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.records = RecordReader()
        self.documents = DocumentReader(plan)
        self.validator = Validator()
        self.statutes = read_statutes()
        self.municipalities = {row.code: row for row in read_municipalities()}
        self.pages = PageMaker(plan, self.records, self.catalog({}).names())

    def catalog(self, bodies: Mapping[str, tuple[str, Body]]) -> Catalog:
        """What is known beside the minutes, with the bodies that the minutes name."""
        settings = self.plan.settings
        return Catalog(
            settings=settings,
            iris=Iris(settings.base_iri),
            statutes=self.statutes,
            municipalities=self.municipalities,
            bodies={
                iri: (settings.organization(slug), body) for iri, (slug, body) in bodies.items()
            },
        )


@functools.cache
def desk_of(plan: Plan) -> Desk:
    """The desk of this process for a plan; set up at the first call."""
    return Desk(plan)


def publish_documents(plan: Plan, files: Sequence[InputFile]) -> Batch:
    """Read, map, prove and render a batch of documents.

    Args:
        plan: Of the build.
        files: The documents.

    Returns:
        Their outcomes; quads and pages of those that are published.

    Raises:
        PrivacyError: If something stands in one of them that stops the whole build.
    """
    desk, watch, writer = desk_of(plan), Stopwatch(), SiteWriter(plan.site)
    with watch.measure("read and map"):
        drafts = [desk.documents.read(file) for file in files]
    with watch.measure("JSON-LD to quads"):
        graphs = desk.records.read(draft.record for draft in drafts if draft.record is not None)
    with watch.measure("validate"):
        findings = desk.validator.validate(graphs)
    outcomes = [_settle(desk, draft, findings) for draft in drafts]
    kept: list[ox.Quad] = []
    for draft, outcome in zip(drafts, outcomes, strict=True):
        if draft.record is None or outcome.row is None:
            continue
        quads = graphs[graph_of(draft.record["id"])]
        kept.extend(quads)
        if outcome.row.kind == "section":
            with watch.measure("render"):
                made = desk.pages.make("section", draft.record, {}, quads)
            with watch.measure("write"):
                for path, content in made.items():
                    writer.write(path, content)
    return _batch(watch, writer, outcomes=tuple(outcomes), quads=kept)


def _settle(desk: Desk, draft: Draft, findings: Mapping[str, Sequence[Finding]]) -> Outcome:
    """Decide the fate of a document by what validation found."""
    if draft.record is None:
        return draft.outcome
    found = findings.get(graph_of(draft.record["id"]), ())
    severe = _messages(finding for finding in found if finding.severe)
    if severe:
        return msgspec.structs.replace(
            draft.outcome, fate=Fate.WITHHELD, reason="; ".join(severe)
        )
    return msgspec.structs.replace(
        draft.outcome,
        notes=(*draft.outcome.notes, *_messages(found)),
        row=desk.documents.row(draft),
    )


def _messages(findings: Any) -> list[str]:  # noqa: ANN401  (an iterable of findings)
    return list(dict.fromkeys(finding.message for finding in findings))


def publish_derived(
    plan: Plan,
    store: Path,
    kind: str,
    pages: Sequence[str],
    foreseen: Mapping[str, bytes],
) -> Batch:
    """Make a batch of derived pages of one kind.

    Args:
        plan: Of the build.
        store: The store with the records of documents.
        kind: Of the pages.
        pages: Their IRIs.
        foreseen: Records of foreseen meetings among them.

    Returns:
        The quads of the pages, and which files changed.

    Raises:
        ProofError: If a derived record does not meet the shapes.
    """
    desk, watch = desk_of(plan), Stopwatch()
    with watch.measure("query"):
        derived = DerivedPages(
            desk.catalog({}),
            Queries.over(store),
            lambda iri: msgspec.json.decode(foreseen[iri]) if iri in foreseen else None,
        )
        found = list(derived.make(kind, pages))
    return write_derived(desk, watch, kind, found)


def write_derived(desk: Desk, watch: Stopwatch, kind: str, found: Sequence[Derived]) -> Batch:
    """Prove and render derived records, and write their files.

    Args:
        desk: Of this process.
        watch: Goes on counting.
        kind: Of the pages.
        found: Records with their listings.

    Returns:
        The quads of the pages, and which files changed.

    Raises:
        ProofError: If a derived record does not meet the shapes.
    """
    writer = SiteWriter(desk.plan.site)
    with watch.measure("JSON-LD to quads"):
        graphs = desk.records.read(record for record, _ in found)
    with watch.measure("validate"):
        desk.validator.require(graphs)
    for record, listing in found:
        with watch.measure("render"):
            made = desk.pages.make(kind, record, listing, graphs[graph_of(record["id"])])
        with watch.measure("write"):
            for path, content in made.items():
                writer.write(path, content)
    quads = [quad for graph in graphs.values() for quad in graph]
    return _batch(watch, writer, outcomes=(), quads=quads)


def _batch(
    watch: Stopwatch, writer: SiteWriter, outcomes: tuple[Outcome, ...], quads: list[ox.Quad]
) -> Batch:
    with watch.measure("N-Quads"):
        data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    return Batch(
        outcomes=outcomes,
        quads=data,
        changes=tuple(writer.changes),
        seconds=dict(watch.seconds),
    )
