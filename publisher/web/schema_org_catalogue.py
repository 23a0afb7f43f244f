"""The catalogue of all datasets in the terms of schema.org, which search engines for data read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Node = dict[str, Any]
Record = Mapping[str, Any]

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def describe_catalogue(
    record: Record, text: Callable[[Any], str | Node], address: Callable[[str], str], language: str
) -> list[Node]:
    """Describe the datasets.

    Args:
        record: Of the catalogue (DCAT-AP), with all nodes in its graph.
        text: Writes a text of the record in the language of the page, or marks its own.
        address: Of the document about a thing.
        language: Of the page.

    Returns:
        The catalogue, then its datasets with their downloads.
    """
    nodes = {node["id"]: node for node in record.get("graph", ())}

    def named(iri: str, kind: str) -> Node:
        return {"@type": kind, "@id": iri, "name": text(nodes[iri]["name"])}

    def published(node: Record) -> Node:
        """What is said of the catalogue and of a dataset alike."""
        return {
            "@id": node["id"],
            "url": address(node["id"]),
            "name": text(node["title"]),
            "description": text(node["description"]),
            "license": node["license"],
            "dateModified": node["modified"],
            "publisher": named(node["publisher"], "Organization"),
        }

    def dataset(node: Record, catalogue: str) -> Node:
        days, words = node["temporal"], node["keyword"].get(language, ())
        return {
            "@type": "Dataset",
            **published(node),
            "identifier": node["identifier"],
            "version": node["version"],
            "temporalCoverage": f"{days['startDate']}/{days['endDate']}",
            "creator": named(node["creator"], "GovernmentOrganization"),
            "includedInDataCatalog": {"@id": catalogue},
            "distribution": [_download(one, text) for one in node["distribution"]],
            **({"keywords": list(words)} if words else {}),
        }

    return [
        described
        for node in nodes.values()
        if "Catalog" in node["type"]
        for described in (
            {
                "@type": "DataCatalog",
                **published(node),
                "dataset": [{"@id": one} for one in node["dataset"]],
            },
            *(dataset(nodes[one], node["id"]) for one in node["dataset"]),
        )
    ]


def _download(node: Record, text: Callable[[Any], str | Node]) -> Node:
    return {
        "@type": "DataDownload",
        "@id": node["id"],
        "name": text(node["title"]),
        "contentUrl": node["downloadURL"],
        "encodingFormat": node["mediaType"].removeprefix(_MEDIA_TYPES),
        "contentSize": f"{node['byteSize']} B",
        "sha256": node["checksum"]["checksumValue"],
        "license": node["license"],
    }
