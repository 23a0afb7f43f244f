"""Catalogue records as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.rdf import syntaxes
from publisher.web.catalogue.facts import prefixes


def to_files(record: Mapping[str, Any], name: str) -> dict[str, bytes]:
    """Write a record as it is, and in the RDF syntaxes that portals read.

    Args:
        record: A JSON-LD document with its context.
        name: Of the files, without extension.

    Returns:
        The bytes by file name: ``.ttl``, ``.rdf`` and ``.jsonld``; the same for the same record.
    """
    document = msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
    triples = {quad.triple for quad in ox.parse(document, ox.RdfFormat.JSON_LD)}
    written = syntaxes.to_files(triples, prefixes())
    return {
        f"{name}.ttl": written["ttl"],
        f"{name}.rdf": written["rdf"],
        f"{name}.jsonld": document,
    }
