"""The description of the SPARQL endpoint: what it speaks, and over which data.

A service is to say so of itself to whoever fetches its address without a query (SPARQL 1.1 Service
Description, 2). At that address stands the page of queries, whose record therefore has it.
"""

from __future__ import annotations

import functools
from typing import Any

import msgspec

from publisher.assets import asset_dir, read_toml
from publisher.rdf.iris import SERVICE, SPARQL
from publisher.settings import Settings
from publisher.web.void import WELL_KNOWN


class Format(msgspec.Struct, frozen=True):
    """A form of answers.

    Attributes:
        name: As people call it.
        iri: Among the unique URIs for file formats of the W3C.
        media_type: That asks for it.
    """

    name: str
    iri: str
    media_type: str


class Endpoint(msgspec.Struct, frozen=True, rename={"formats": "format"}):
    """What the endpoint of every site can do.

    Attributes:
        languages: IRIs of query languages.
        features: IRIs of what else is told of a service.
        functions_namespace: How the IRIs of its functions begin.
        functions: How they end.
        formats: Of answers.
    """

    languages: tuple[str, ...]
    features: tuple[str, ...]
    functions_namespace: str
    functions: tuple[str, ...]
    formats: tuple[Format, ...]


@functools.cache
def read_endpoint() -> Endpoint:
    """Read `mappings/endpoint.toml`.

    Raises:
        TableError: If the table is missing or damaged.
    """
    return read_toml(asset_dir("mappings") / "endpoint.toml", Endpoint)


def service_record(settings: Settings) -> dict[str, Any] | None:
    """Describe the endpoint, if there is one for everybody.

    Its IRI is that of the data service in the catalogue. Numbers are left to VoID, to which the
    default graph leads: the union of all graphs, in which a triple counts once, is larger than the
    data by what describes them.

    Args:
        settings: Say where it is.

    Returns:
        The service; None if there is none.

    Raises:
        TableError: If the table of what it can do is missing or damaged.
    """
    if not settings.sparql_endpoint:
        return None
    endpoint, base = read_endpoint(), settings.base_iri
    default_graph = {
        "id": f"{base}{SPARQL}#oletusgraafi",
        "type": "SparqlGraph",
        "seeAlso": f"{base}{WELL_KNOWN}",
    }
    return {
        "id": f"{base}{SERVICE}",
        "type": "SparqlService",
        "endpoint": settings.sparql_endpoint,
        "supportedLanguage": list(endpoint.languages),
        "serviceFeature": list(endpoint.features),
        "resultFormat": [each.iri for each in endpoint.formats],
        "extensionFunction": [
            f"{endpoint.functions_namespace}{name}" for name in endpoint.functions
        ],
        "defaultDataset": {
            "id": f"{base}{SPARQL}#aineisto",
            "type": "SparqlDataset",
            "defaultGraph": default_graph,
        },
    }
