"""Each dataset of the catalogue as a dictionary of CKAN.

What the catalogue says is taken from its record, so that there is no second version of titles,
keywords or periods. What avoindata.fi wants besides follows its dataset schema (scheming and fluent
extensions: ``…_translated`` fields and tags by language); the fields of CKAN's own schema stand
beside it, for portals without these (CKAN 2.11 API guide, ``package_show``).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from publisher.portal.facts import licence_of, read_portal_facts
from publisher.reference import read_counties, read_municipalities
from publisher.settings import Organization, Settings
from publisher.slugs import slugify
from publisher.web.catalogue import Dataset, entry_iri
from publisher.web.catalogue.facts import Node, in_languages, read_facts

Package = dict[str, Any]
"""A dataset, a file of it, or an organisation, in the terms of CKAN's action API."""


def packages(
    settings: Settings, record: Mapping[str, Any], datasets: Sequence[Dataset]
) -> list[Package]:
    """Tell CKAN of every dataset of the catalogue.

    Args:
        settings: Of the site.
        record: The catalogue (`publisher.web.catalogue.catalogue_record`).
        datasets: Those that it was made of.

    Returns:
        One dictionary a dataset, by name; the same for the same record. They do not say when they
        were changed, since only whoever compares builds knows.

    Raises:
        TableError: If the tables lack something that is needed.
        KeyError: If the record tells of other datasets.
    """
    nodes = {node["id"]: node for node in record["graph"]}
    told = [
        _package(settings, nodes, dataset)
        for dataset in sorted(datasets, key=lambda each: each.organization.slug)
    ]
    return sorted(told, key=lambda package: str(package["name"]))


def organization(settings: Settings) -> Package:
    """The organisation that the datasets belong to on a portal: whoever publishes."""
    publisher = settings.publisher
    name = settings.portal.owner_org if settings.portal else slugify(publisher.name.fi)
    return {
        "id": _id(entry_iri(settings, "julkaisija")),
        "name": name,
        "title": publisher.name.fi,
        "title_translated": in_languages(publisher.name),
        "type": "organization",
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def _package(settings: Settings, nodes: Mapping[str, Node], dataset: Dataset) -> Package:
    facts, owner = read_portal_facts(), organization(settings)
    node = nodes[entry_iri(settings, dataset.organization.slug)]
    resources = [
        *_files(settings, nodes, node, dataset),
        *_services(nodes, node),
        _catalogue_file(settings, node),
    ]
    return {
        "id": _id(node["id"]),
        "name": facts.name.format(slug=dataset.organization.slug),
        "type": "dataset",
        "state": "active",
        "private": False,
        "title": node["title"]["fi"],
        "title_translated": node["title"],
        "notes": node["description"]["fi"],
        "notes_translated": node["description"],
        "keywords": node["keyword"],
        "tags": [{"name": word} for word in node["keyword"]["fi"]],
        "url": node["landingPage"][0]["id"],
        "external_urls": [
            *(page["id"] for page in node["landingPage"]),
            f"{settings.base_iri}{facts.catalogue.path}",
        ],
        "version": node["version"],
        "date_released": node["issued"],
        "metadata_created": f"{node['issued']}T00:00:00.000000",
        "collection_type": facts.collection_type,
        "update_frequency": facts.update_frequency,
        "geographical_coverage": geographical_coverage(dataset.organization),
        "groups": [{"id": name, "name": name} for name in _categories(settings)],
        "owner_org": owner["id"],
        "organization": owner,
        "resources": resources,
        "num_resources": len(resources),
        "num_tags": len(node["keyword"]["fi"]),
        "extras": [],
        **_licence(settings),
        **_maintainer(settings),
    }


def _licence(settings: Settings) -> Package:
    licence = licence_of(settings.licence)
    notice = read_portal_facts().copyright_notice
    return {
        "license_id": licence.id,
        "license_title": licence.title,
        "license_url": licence.url,
        "isopen": True,
        "copyright_notice_translated": notice.fill(publisher=settings.publisher.name),
    }


def _maintainer(settings: Settings) -> Package:
    publisher = settings.publisher
    maintainer: Package = {
        "maintainer": publisher.name.fi,
        "maintainer_email": [publisher.email],
    }
    if publisher.homepage:
        maintainer["maintainer_website"] = publisher.homepage
    return maintainer


def _categories(settings: Settings) -> tuple[str, ...]:
    """The groups of the portal, and those that harvesters know how to translate."""
    known = read_portal_facts().categories
    chosen = settings.portal.categories if settings.portal else None
    return (*(known.portal if chosen is None else chosen), *known.harvest)


def geographical_coverage(organization: Organization) -> list[str]:
    """The municipalities that an organisation decides over, as avoindata.fi writes them.

    Args:
        organization: A municipality, or a county with all that belong to it today.

    Returns:
        Finnish names in order, in small letters; none if the tables do not know the organisation.
    """
    written = read_portal_facts().places
    counties = {each.code for each in read_counties() if each.slug == organization.slug}
    found = {
        written.get(place.name_fi, place.name_fi.lower())
        for place in read_municipalities()
        if not place.valid_to
        and (place.code == organization.municipality_code or place.county_code in counties)
    }
    return sorted(found)


def _files(
    settings: Settings, nodes: Mapping[str, Node], node: Node, dataset: Dataset
) -> Iterable[Package]:
    years = {f"{settings.base_iri}{file.path}": year for year, file in dataset.files}
    period = dataset.first, dataset.last
    for distribution in node["distribution"]:
        year = years[distribution["downloadURL"]]
        yield _resource(nodes, distribution) | _coverage(period, year)


def _resource(nodes: Mapping[str, Node], distribution: Node) -> Package:
    return {
        "id": _id(distribution["id"]),
        "name": distribution["title"]["fi"],
        "name_translated": distribution["title"],
        "description": distribution["description"]["fi"],
        "description_translated": distribution["description"],
        "url": distribution["downloadURL"],
        "format": nodes[distribution["format"]]["label"],
        "mimetype": nodes[distribution["mediaType"]]["label"],
        "size": int(distribution["byteSize"]),
        "hash": f"sha256:{distribution['checksum']['checksumValue']}",
        "maturity": read_portal_facts().maturity,
    }


def _coverage(period: tuple[dt.date, dt.date], year: int | None) -> Package:
    """The days that a file covers: those of its year, or of all years."""
    first, last = period
    if year is not None:
        first = max(first, dt.date(year, 1, 1))
        last = min(last, dt.date(year, 12, 31))
    return {
        "temporal_coverage_from": first.isoformat(),
        "temporal_coverage_to": last.isoformat(),
        "temporal_granularity": read_portal_facts().temporal_granularity,
    }


def _services(nodes: Mapping[str, Node], node: Node) -> Iterable[Package]:
    """The services over a dataset: CKAN has none, so they stand among its files."""
    facts = read_portal_facts()
    for service in nodes.values():
        if node["id"] in service.get("servesDataset", []):
            yield {
                "id": _id(f"{node['id']}/{service['id']}"),
                "name": service["title"]["fi"],
                "name_translated": service["title"],
                "description": service["description"]["fi"],
                "description_translated": service["description"],
                "url": service["endpointURL"],
                "format": facts.service[service["id"].rpartition("#")[2]],
                "maturity": facts.maturity,
            }


def _catalogue_file(settings: Settings, node: Node) -> Package:
    """The catalogue; it has neither size nor checksum, since these would be in itself."""
    facts = read_portal_facts()
    file_type = read_facts().format[facts.catalogue.format].file_type
    form = next(term["label"] for term in read_facts().term if term["id"] == file_type)
    title, description = facts.catalogue.title.fill(), facts.catalogue.description.fill()
    return {
        "id": _id(f"{node['id']}/{facts.catalogue.path}"),
        "name": title["fi"],
        "name_translated": title,
        "description": description["fi"],
        "description_translated": description,
        "url": f"{settings.base_iri}{facts.catalogue.path}",
        "format": form,
        "maturity": facts.maturity,
    }


def _id(iri: str) -> str:
    """The identifier by which harvesters find again what has an IRI (RFC 9562, 5.5)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))
