"""The report on the quality of what is published of an organisation, as data.

It has the form of W3C's Data Quality Vocabulary (DQV, 2016): one measurement for each metric of
`ontology/koodi/laatumittari.ttl`, computed on the dataset that the catalogue describes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from publisher.build.model import Fate
from publisher.mapping.codes import read_codes
from publisher.rdf.iris import Iris, part_of
from publisher.settings import Settings
from publisher.store import Queries
from publisher.validation import Grade
from publisher.web.catalogue import entry_iri
from publisher.web.derived import quality_title
from publisher.web.meetings import Derived, Record
from publisher.web.rows import QualityRow

_SCHEME = "quality-metric"
# The metrics of what the rules of a grade ask for; what must be is met by all that is published.
_MET: Mapping[Grade, str] = {"should": "recommendations-met", "nice": "wishes-met"}
# Four decimals: one § in five thousand still shows.
_SHARE = Decimal("0.0001")


def quality_reports(
    settings: Settings,
    queries: Queries,
    fates: Mapping[int, Counter[Fate]],
    unmet: Mapping[str, Counter[str]],
    pages: Sequence[str],
) -> Iterator[Derived]:
    """Make the reports of some organisations.

    Args:
        settings: Of the run.
        queries: Over the store, with all §§ and bodies.
        fates: How many documents of each source had each fate, by index of the source.
        unmet: How many §§ do not meet the rules of a grade, by slug of the organisation.
        pages: IRIs of reports.

    Returns:
        Records with listings, which are empty, in the order of the pages.

    Raises:
        TableError: If `mappings/codes.toml` lacks a metric.
    """
    iris = Iris(settings.base_iri)
    organizations = {iris.organization(slug): slug for slug in map(iris.organization_of, pages)}
    rows = {row.page: row for row in queries.rows("quality", organizations, QualityRow)}
    for organization, slug in organizations.items():
        documents: Counter[Fate] = Counter()
        for index, source in enumerate(settings.sources):
            if source.organization == slug:
                documents += fates.get(index, Counter())
        found = _of_sections(rows.get(organization), unmet.get(slug, Counter())) | _of_documents(
            documents
        )
        record: Record = {
            "id": iris.quality(slug),
            "type": "QualityMetadata",
            "pageTitle": quality_title(settings.organization(slug).name),
            "hasPart": list(_measurements(iris.quality(slug), entry_iri(settings, slug), found)),
        }
        yield record, {}


def _of_sections(row: QualityRow | None, unmet: Counter[str]) -> dict[str, Record]:
    """The values of metrics of §§; of none there are no shares."""
    if row is None:
        return {"sections": {"measuredNumber": 0}}
    of_how_many = {
        "case-number": row.case_numbers,
        "proposal": row.proposals,
        "decision": row.decisions,
        "outcome": row.outcomes,
    }
    shares = {
        name: {"measuredShare": _share(number, row.sections)}
        for name, number in of_how_many.items()
    }
    sections = int(row.sections)
    met = {
        name: {"measuredShare": _share(str(sections - unmet[grade]), row.sections)}
        for grade, name in _MET.items()
    }
    return {"sections": {"measuredNumber": sections}, **shares, **met}


def _share(part: str, whole: str) -> str:
    """A share of one as the store writes decimals: without noughts at the end."""
    return f"{(Decimal(part) / Decimal(whole)).quantize(_SHARE).normalize():f}"


def _of_documents(fates: Counter[Fate]) -> dict[str, Record]:
    """The values of metrics of documents, of every fate one."""
    return {fate.value: {"measuredNumber": fates[fate]} for fate in Fate}


def _measurements(page: str, dataset: str, found: Mapping[str, Record]) -> Iterator[Record]:
    """The measurements of a report, as fragments named after their metrics."""
    codes = read_codes()
    for name, value in found.items():
        metric = codes.concept(_SCHEME, name)
        yield {
            "id": part_of(page, metric.partition(":")[2]),
            "type": "QualityMeasurement",
            "measurementOf": metric,
            "computedOn": dataset,
            **value,
        }
