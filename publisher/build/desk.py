"""What one process of a build needs, set up once."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from publisher import __version__
from publisher.build.drafts import Draft
from publisher.build.model import Outcome, Plan
from publisher.build.pages import PageMaker
from publisher.build.reading import DocumentReader
from publisher.build.scanning import address
from publisher.rdf.iris import Iris, graph_of, source_iri
from publisher.rdf.records import RecordReader
from publisher.rdf.syntaxes import write
from publisher.reference import read_municipalities
from publisher.search.indexing import Indexer, find_indexer
from publisher.settings import Body
from publisher.statutes import read_statutes
from publisher.validation import Validator
from publisher.web.case_status import read_case_status
from publisher.web.council_terms import read_council_terms
from publisher.web.derived import Catalog

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


class Desk:
    """Everything that one process needs, set up once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.records = RecordReader()
        self.documents = DocumentReader(plan)
        self.validator = Validator(plan.settings.report_language, plan.today)
        self.statutes = read_statutes()
        self.municipalities = {row.code: row for row in read_municipalities()}
        self.case_status = read_case_status()
        self.council_terms = read_council_terms()
        self.pages = PageMaker(plan, self.records, self.catalog({}).names())

    @functools.cached_property
    def indexer(self) -> Indexer | None:
        """What makes the indexes of the search; None if the site has no search."""
        settings = self.plan.settings
        return find_indexer(settings.libraries) if settings.search else None

    def provenance(self, drafts: Iterable[Draft]) -> dict[str, bytes]:
        """Say which records were read from which documents.

        Args:
            drafts: No two with the same record, or of equal files.

        Returns:
            N-Quads of the graph for provenance, by IRI of the record.
        """
        records: dict[str, list[dict[str, Any]]] = {
            one.record["id"]: self._provenance(one.record["id"], draft.documents)
            for draft in drafts
            for one in draft.records
        }
        quads: defaultdict[str, list[ox.Quad]] = defaultdict(list)
        every = {node["id"]: node for nodes in records.values() for node in nodes}
        graph = Iris(self.plan.settings.base_iri).provenance_graph
        for quad in self.records.read_graph([*every.values()], graph):
            quads[str(quad.subject)].append(quad)
        return {
            iri: write(
                [quad for node in nodes for quad in quads[f"<{node['id']}>"]],
                ox.RdfFormat.N_QUADS,
            )
            for iri, nodes in records.items()
        }

    def _provenance(self, iri: str, documents: Sequence[Outcome]) -> list[dict[str, Any]]:
        entities = [self._entity(outcome) for outcome in documents]
        record = {
            "id": graph_of(iri),
            "type": "Entity",
            "derivedFrom": [entity["id"] for entity in entities],
            "generatedBy": Iris(self.plan.settings.base_iri).run,
        }
        return [*entities, record]

    def _entity(self, outcome: Outcome) -> dict[str, Any]:
        """What is said of a document."""
        entity: dict[str, Any] = {
            "id": source_iri(outcome.sha256),
            "type": "Entity",
            "sha256": outcome.sha256,
            "sizeBytes": outcome.size_bytes,
            "documentFormat": f"{_MEDIA_TYPES}{outcome.media_type}",
        }
        source = self.plan.settings.sources[outcome.file.source]
        if url := address(outcome.file, source):
            entity["sourceUrl"] = url
        return entity

    def run(self) -> list[ox.Quad]:
        """Say once what made all records: this program, in its version."""
        iris = Iris(self.plan.settings.base_iri)
        made = {"versionInfo": __version__, "associatedWith": "pk:pykala"}
        node = {"id": iris.run, "type": "ProvActivity", **made}
        return self.records.read_graph([node], iris.provenance_graph)

    def catalog(self, bodies: Mapping[str, tuple[str, Body]]) -> Catalog:
        """What is known beside the minutes, with the bodies that the minutes name."""
        settings = self.plan.settings
        return Catalog(
            settings=settings,
            iris=Iris(settings.base_iri),
            statutes=self.statutes,
            municipalities=self.municipalities,
            case_status=self.case_status,
            council_terms=self.council_terms,
            bodies={
                iri: (settings.organization(slug), body) for iri, (slug, body) in bodies.items()
            },
        )


@functools.cache
def desk_of(plan: Plan) -> Desk:
    """The desk of this process for a plan; set up at the first call."""
    return Desk(plan)
