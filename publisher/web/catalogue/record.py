"""The catalogue as a JSON-LD record (DCAT-AP 3.0.1).

Everything in it comes from the settings, the datasets and `mappings/catalogue.toml`, so that it
changes with the data only: portals harvest daily and compare.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.rdf.addresses import STREAM
from publisher.rdf.iris import CHANGES, SERVICE, SPARQL, part_of
from publisher.settings import Label, Organization, Settings
from publisher.web.catalogue.facts import (
    Node,
    Service,
    describe_terms,
    in_languages,
    licence_iri,
    read_context,
    read_facts,
)
from publisher.web.catalogue.model import Dataset, File
from publisher.web.catalogue.places import official_languages, place_iris, place_nodes

# As much of a checksum as tells the versions of a dataset apart.
_VERSION_CHARACTERS = 8


def entry_iri(settings: Settings, name: str) -> str:
    """Something in the catalogue: a fragment of the page of downloads.

    Args:
        settings: Say where the site stands.
        name: The slug of an organisation, the name of a file, or a word of ours.
    """
    return part_of(f"{settings.base_iri}lataukset", name)


def catalogue_record(
    settings: Settings,
    datasets: Sequence[Dataset],
    *,
    modified: dt.date,
) -> dict[str, Any]:
    """Describe everything that is published, for data portals.

    Args:
        settings: Say who publishes, where, and under which licence.
        datasets: One for each organisation of which something is published.
        modified: The day on which the data changed last.

    Returns:
        A JSON-LD document with its context, without blank nodes.

    Raises:
        TableError: If the tables lack something that is needed.
    """
    in_order = sorted(datasets, key=lambda dataset: dataset.organization.slug)
    catalogue = _catalogue(settings, in_order, modified)
    nodes = [catalogue, *(_dataset(settings, dataset, modified) for dataset in in_order)]
    services = list(_services(settings, in_order))
    catalogue["service"] = [service["id"] for service in services]
    nodes += services
    nodes += [publisher_node(settings), _contact(settings)]
    nodes += [_creator(settings, dataset.organization) for dataset in in_order]
    nodes += place_nodes(dataset.organization for dataset in in_order)
    return with_terms(nodes)


def with_terms(nodes: list[Node]) -> dict[str, Any]:
    """Make a document of nodes, with the context and the terms that they use."""
    return {"@context": read_context(), "graph": nodes + describe_terms(nodes)}


def publisher_node(settings: Settings) -> Node:
    """Who publishes; what sort of authority that is, if it is one of the organisations."""
    publisher = settings.publisher
    name = publisher.name.fi
    own = [each for each in settings.organizations if name in {each.name.fi, *each.also_printed}]
    node: Node = {
        "id": entry_iri(settings, "julkaisija"),
        "type": ["Agent"],
        "name": in_languages(publisher.name),
        "mbox": f"mailto:{publisher.email}",
    }
    if own:
        node["kindOf"] = read_facts().agent_types[own[0].kind]
    if publisher.homepage:
        node["homepage"] = _document(publisher.homepage)
    return node


def _catalogue(settings: Settings, datasets: Sequence[Dataset], modified: dt.date) -> Node:
    facts = read_facts()
    node: Node = {
        "id": entry_iri(settings, "luettelo"),
        "type": ["Catalog"],
        "title": in_languages(settings.title),
        "description": facts.catalogue.description.fill(),
        "publisher": entry_iri(settings, "julkaisija"),
        "homepage": _document(settings.base_iri),
        "language": [facts.languages[code] for code in settings.languages],
        "license": licence_iri(settings.licence),
        "spatial": [facts.catalogue.country],
        "themeTaxonomy": facts.catalogue.theme_taxonomy,
        "modified": modified.isoformat(),
        "dataset": [entry_iri(settings, dataset.organization.slug) for dataset in datasets],
    }
    if datasets:
        issued = min(modified, *(dataset.first for dataset in datasets))
        node["issued"] = issued.isoformat()
    return node


def _dataset(settings: Settings, dataset: Dataset, modified: dt.date) -> Node:
    facts = read_facts()
    organization = dataset.organization
    iri = entry_iri(settings, organization.slug)
    name, years = organization.name, _years(dataset)
    node: Node = {
        "id": iri,
        "type": ["Dataset"],
        "identifier": iri,
        "title": facts.dataset.title.fill(name=name),
        "description": facts.dataset.description.fill(years=years, sections=dataset.sections),
        "keyword": {
            code: [*words, name.text(code)] for code, words in facts.dataset.keywords.items()
        },
        "theme": list(facts.dataset.themes),
        "publisher": entry_iri(settings, "julkaisija"),
        "creator": f"{settings.base_iri}{organization.slug}",
        "contactPoint": entry_iri(settings, "yhteys"),
        "landingPage": [
            _document(f"{settings.base_iri}{organization.slug}.html"),
            _document(f"{settings.base_iri}lataukset.html"),
        ],
        "spatial": [facts.catalogue.country, *place_iris(organization)],
        "temporal": {
            "id": part_of(iri, "ajanjakso"),
            "type": ["PeriodOfTime"],
            "startDate": dataset.first.isoformat(),
            "endDate": dataset.last.isoformat(),
        },
        "accessRights": facts.dataset.access_rights,
        "accrualPeriodicity": facts.dataset.frequency,
        "license": licence_iri(settings.licence),
        "conformsTo": facts.dataset.conforms_to,
        "issued": min(dataset.first, modified).isoformat(),
        "modified": min(dataset.last, modified).isoformat(),
        "version": _version(dataset),
        "versionNotes": facts.dataset.version_notes.fill(
            sections=dataset.sections,
            first=dataset.first.isoformat(),
            last=dataset.last.isoformat(),
        ),
        "distribution": [
            _distribution(settings, organization, year, file) for year, file in _files(dataset)
        ],
    }
    if languages := dataset.languages or official_languages(organization):
        node["language"] = [facts.languages[code] for code in languages]
    return node


def _distribution(
    settings: Settings, organization: Organization, year: int | None, file: File
) -> Node:
    facts = read_facts()
    shape, form = facts.distribution, facts.format[file.format]
    name = organization.name
    usual = shape.register_title if year is None else shape.year_title
    title = (form.title or usual).fill(name=name, format=form.name, year=year or "")
    if file.part > 1:
        title = shape.part_title.fill(name=Label(**title), part=file.part)
    iri = entry_iri(settings, file.name)
    return {
        "id": iri,
        "type": ["Distribution"],
        "title": title,
        "description": form.description.fill(),
        "accessURL": f"{settings.base_iri}lataukset.html",
        "downloadURL": f"{settings.base_iri}{file.path}",
        "format": form.file_type,
        "mediaType": form.media_type,
        "byteSize": str(file.size_bytes),
        "checksum": {
            "id": part_of(iri, "sha256"),
            "type": ["Checksum"],
            "algorithm": shape.checksum_algorithm,
            "checksumValue": file.sha256,
        },
        "license": licence_iri(settings.licence),
        "rights": facts.dataset.access_rights,
        "availability": shape.availability,
        "status": shape.status,
    }


def _services(settings: Settings, datasets: Sequence[Dataset]) -> Iterator[Node]:
    """The endpoint, if there is one for everybody, and the event stream of all records."""
    facts, base = read_facts().service, settings.base_iri
    if settings.sparql_endpoint:
        yield _service(settings, datasets, SPARQL, facts.sparql) | {
            "id": f"{base}{SERVICE}",
            "endpointURL": settings.sparql_endpoint,
            "endpointDescription": f"{base}{SPARQL}.ttl",
        }
    yield _service(settings, datasets, CHANGES, facts.stream) | {
        "endpointURL": f"{base}{STREAM}.trig",
        "endpointDescription": f"{base}{CHANGES}.html",
    }


def _service(settings: Settings, datasets: Sequence[Dataset], name: str, facts: Service) -> Node:
    """What every service says of itself."""
    of_datasets = read_facts().dataset
    return {
        "id": entry_iri(settings, name),
        "type": ["DataService"],
        "title": facts.title.fill(),
        "description": facts.description.fill(),
        "servesDataset": [entry_iri(settings, each.organization.slug) for each in datasets],
        "conformsTo": facts.conforms_to,
        "publisher": entry_iri(settings, "julkaisija"),
        "contactPoint": entry_iri(settings, "yhteys"),
        "keyword": {code: list(words) for code, words in of_datasets.keywords.items()},
        "theme": list(of_datasets.themes),
        "license": licence_iri(settings.licence),
        "accessRights": of_datasets.access_rights,
    }


def _contact(settings: Settings) -> Node:
    """Whom to ask (vCard Ontology, as DCAT-AP uses it)."""
    publisher = settings.publisher
    node: Node = {
        "id": entry_iri(settings, "yhteys"),
        "type": ["ContactOrganization", "ContactKind"],
        "fn": in_languages(publisher.name),
        "hasEmail": f"mailto:{publisher.email}",
    }
    if publisher.homepage:
        node["hasURL"] = publisher.homepage
    return node


def _creator(settings: Settings, organization: Organization) -> Node:
    return {
        "id": f"{settings.base_iri}{organization.slug}",
        "type": ["Agent"],
        "name": in_languages(organization.name),
        "kindOf": read_facts().agent_types[organization.kind],
    }


def _document(url: str) -> Node:
    return {"id": url, "type": ["Document"]}


def _years(dataset: Dataset) -> str:
    first, last = dataset.first.year, dataset.last.year
    return str(first) if first == last else f"{first}–{last}"


def _files(dataset: Dataset) -> list[tuple[int | None, File]]:
    """The files by year and name, the register first."""
    return sorted(dataset.files, key=lambda each: (each[0] or 0, each[1].name))


def _version(dataset: Dataset) -> str:
    """The last day of the data, and what tells two versions with the same last day apart."""
    sums = "".join(sorted(f"{file.name} {file.sha256}\n" for _, file in dataset.files))
    digest = hashlib.sha256(sums.encode()).hexdigest()[:_VERSION_CHARACTERS]
    return f"{dataset.last.isoformat()}+{digest}"
