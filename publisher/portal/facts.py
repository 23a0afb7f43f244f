"""What portals want to know beyond the catalogue, from `mappings/portal.toml`."""

from __future__ import annotations

import functools

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.errors import TableError
from publisher.settings import Language
from publisher.web.catalogue.facts import Text

Words = dict[Language, list[str]]


class _Categories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    portal: tuple[str, ...]
    harvest: tuple[str, ...]


class _CatalogueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str
    format: str
    title: Text
    description: Text


class Licence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A licence as CKAN's list of licences has it.

    Attributes:
        iri: As the settings name it.
        id: In the list.
        title: In the list.
        url: In the list.
    """

    iri: str
    id: str
    title: str
    url: str


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields that are sent to a portal.

    Attributes:
        dataset: Of a dataset.
        resource: Of one of its files.
        unordered: Those whose lists have no order.
        kept: Of a file that is there, what others wrote and a new version takes along.
    """

    dataset: tuple[str, ...]
    resource: tuple[str, ...]
    unordered: frozenset[str]
    kept: tuple[str, ...]


class PortalFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `mappings/portal.toml` says, table by table.

    Attributes:
        name: Of a dataset, with a field ``slug``.
        collection_type: Of every dataset.
        maturity: Of every file.
        categories: Groups of the portal, and those that its harvesters translate into these.
        update_frequency: Tags, by language.
        temporal_granularity: Tags, by language.
        copyright_notice: With a field ``publisher``.
        places: How municipalities are written, where it is not their name in small letters.
        catalogue: The catalogue as a file of a dataset.
        service: The formats of services as files of a dataset, by the name of each.
        licence: Those of the settings.
        schema: What is sent.
    """

    name: str
    collection_type: str
    maturity: str
    categories: _Categories
    update_frequency: Words
    temporal_granularity: Words
    copyright_notice: Text
    places: dict[str, str]
    catalogue: _CatalogueFile
    service: dict[str, str]
    licence: tuple[Licence, ...]
    schema: Schema


@functools.cache
def read_portal_facts() -> PortalFacts:
    """Read the table of portals.

    Raises:
        TableError: If it is missing or lacks something.
    """
    return read_toml(asset_dir("mappings") / "portal.toml", PortalFacts)


def licence_of(iri: str) -> Licence:
    """A licence of the settings as portals know it.

    Raises:
        TableError: If the table of portals lacks it.
    """
    for licence in read_portal_facts().licence:
        if licence.iri == iri:
            return licence
    message = f"mappings/portal.toml: add a [[licence]] for {iri}"
    raise TableError(message)
