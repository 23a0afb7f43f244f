"""The VoID description: what is in the graph, and where (Describing Linked Datasets with VoID).

Query editors read the partitions by class and property from it for their suggestions.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from publisher.settings import Settings
from publisher.web.catalogue.facts import Node, licence_iri, prefixes, read_facts
from publisher.web.catalogue.files import to_files
from publisher.web.catalogue.model import Dataset
from publisher.web.catalogue.record import entry_iri, publisher_node, with_terms

WELL_KNOWN = ".well-known/void"
"""Where clients look for the description (VoID, 7.2; RFC 8615), from the root of a host.

It stands below the root of the site. A host that has a site below a path redirects to it there.
"""

# A term's IRI up to its local name.
_NAMESPACE = re.compile(r".*[#/]")


class GraphStatistics(msgspec.Struct, frozen=True):
    """What has been counted in the whole graph.

    Attributes:
        triples: All of them.
        entities: Things with an IRI that something is said of.
        classes: How many things each class has, by IRI.
        properties: How many triples each property has, by IRI.
    """

    triples: int
    entities: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]


def void_record(
    settings: Settings,
    datasets: Sequence[Dataset],
    *,
    statistics: GraphStatistics,
    modified: dt.date,
    dumps: Sequence[str] = (),
) -> dict[str, Any]:
    """Describe the graph and the part of each organisation.

    Args:
        settings: Say who publishes, where, and under which licence.
        datasets: One for each organisation of which something is published.
        statistics: Of the whole graph.
        modified: The day on which the data changed last.
        dumps: Of the whole graph, below the root of the site.

    Returns:
        A JSON-LD document with its context, without blank nodes.

    Raises:
        TableError: If the tables lack something that is needed.
    """
    in_order = sorted(datasets, key=lambda dataset: dataset.organization.slug)
    vocabularies = _vocabularies(statistics)
    whole = _whole(settings, in_order, modified) | {
        "dataDump": [f"{settings.base_iri}{path}" for path in dumps],
        "vocabulary": vocabularies,
        **_counts(settings, statistics),
    }
    if settings.sparql_endpoint:
        whole["sparqlEndpoint"] = settings.sparql_endpoint
    parts = [_part(settings, dataset) | {"vocabulary": vocabularies} for dataset in in_order]
    description = {
        "id": f"{settings.base_iri}{WELL_KNOWN}",
        "type": ["DatasetDescription"],
        "title": read_facts().void.description_title.fill(),
        "primaryTopic": whole["id"],
    }
    return with_terms([description, whole, *parts, publisher_node(settings)])


def void_files(record: Mapping[str, Any]) -> dict[str, bytes]:
    """Write the description as ``void.ttl``, ``.rdf`` and ``.jsonld``, and at the well-known path.

    Args:
        record: As `void_record` gives it.

    Returns:
        The bytes by path below the root; `WELL_KNOWN` is Turtle, and has no extension to say so.
    """
    files = to_files(record, "void")
    return files | {WELL_KNOWN: files["void.ttl"]}


def _whole(settings: Settings, datasets: Sequence[Dataset], modified: dt.date) -> Node:
    return {
        "id": entry_iri(settings, "kaikki"),
        "type": ["LinkedDataset"],
        "title": read_facts().void.title.fill(title=settings.title),
        "homepage": {"id": settings.base_iri, "type": ["Document"]},
        "publisher": entry_iri(settings, "julkaisija"),
        "license": licence_iri(settings.licence),
        "modified": modified.isoformat(),
        "uriSpace": settings.base_iri,
        "subset": [entry_iri(settings, dataset.organization.slug) for dataset in datasets],
        "feature": sorted({form for dataset in datasets for form in _features(dataset)}),
    }


def _part(settings: Settings, dataset: Dataset) -> Node:
    """The graph of one organisation; its IRI is that of the dataset in the catalogue."""
    base, slug = settings.base_iri, dataset.organization.slug
    dumps = [file.path for _, file in dataset.files if read_facts().format[file.format].feature]
    return {
        "id": entry_iri(settings, slug),
        "type": ["LinkedDataset"],
        "title": read_facts().dataset.title.fill(name=dataset.organization.name),
        "license": licence_iri(settings.licence),
        "uriSpace": base,
        "uriRegexPattern": rf"^{re.escape(base)}(eli/(dl/)?)?{re.escape(slug)}([/#]|$)",
        "exampleResource": f"{base}{slug}",
        "dataDump": [f"{base}{path}" for path in sorted(dumps)],
        "feature": _features(dataset),
    }


def _features(dataset: Dataset) -> list[str]:
    """The RDF syntaxes of its files."""
    forms = {read_facts().format[file.format].feature for _, file in dataset.files}
    return sorted(form for form in forms if form)


def _counts(settings: Settings, statistics: GraphStatistics) -> Node:
    return {
        "triples": str(statistics.triples),
        "entities": str(statistics.entities),
        "classes": str(len(statistics.classes)),
        "properties": str(len(statistics.properties)),
        "classPartition": [
            {
                "id": entry_iri(settings, f"luokka-{_compact(iri)}"),
                "type": ["LinkedDataset"],
                "class": iri,
                "entities": str(count),
            }
            for iri, count in sorted(statistics.classes.items())
        ],
        "propertyPartition": [
            {
                "id": entry_iri(settings, f"ominaisuus-{_compact(iri)}"),
                "type": ["LinkedDataset"],
                "property": iri,
                "triples": str(count),
            }
            for iri, count in sorted(statistics.properties.items())
        ],
    }


def _vocabularies(statistics: GraphStatistics) -> list[str]:
    """The namespaces of all terms in use."""
    terms = statistics.classes.keys() | statistics.properties.keys()
    return sorted({match[0] for term in terms if (match := _NAMESPACE.match(term))})


def _compact(iri: str) -> str:
    """A term with its prefix; an IRI of no prefix escaped, for use in a fragment."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace):
            return f"{prefix}:{quote(iri.removeprefix(namespace), safe='')}"
    return quote(iri, safe="")
