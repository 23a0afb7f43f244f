"""JSON-LD records become quads, through the JSON-LD reader of Oxigraph and our own context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.assets import asset_dir
from publisher.errors import TableError
from publisher.rdf.iris import graph_of

Record = Mapping[str, Any]


class RecordReader:
    """Reads records in batches, since reading the context costs as much as reading a record.

    Attributes:
        context: The value of ``@context`` in `mappings/context.jsonld`.
    """

    def __init__(self) -> None:
        path = asset_dir("mappings") / "context.jsonld"
        self.context: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
        self._language_maps = {
            term
            for term, definition in self.context.items()
            if isinstance(definition, dict) and definition.get("@container") == "@language"
        }
        self._head = b'{"@context":' + msgspec.json.encode(self.context) + b',"@graph":['

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of the context, for serialisers."""
        return {
            term: iri
            for term, iri in self.context.items()
            if isinstance(iri, str) and iri.startswith("http") and iri[-1] in "#/"
        }

    def read(self, records: Iterable[Record]) -> dict[str, list[ox.Quad]]:
        """Turn records into quads, each record into a named graph of its own.

        Args:
            records: JSON-LD nodes in the terms of the context, with absolute IRIs.

        Returns:
            The quads by the name of their graph. A record that says nothing has no entry.

        Raises:
            TableError: If a record uses a key that is no term of the context, which JSON-LD would
                drop without a word (JSON-LD 1.1 API, 5.1.2).
        """
        batch = list(records)
        self._check_terms(batch)
        parts = [
            b'{"id":'
            + msgspec.json.encode(graph_of(record["id"]))
            + b',"graph":['
            + msgspec.json.encode(record)
            + b"]}"
            for record in batch
        ]
        data = self._head + b",".join(parts) + b"]}"
        graphs: dict[str, list[ox.Quad]] = {}
        quads = ox.parse(data, ox.RdfFormat.JSON_LD)
        for name, own in groupby(quads, key=attrgetter("graph_name")):
            graphs.setdefault(name.value, []).extend(own)
        return graphs

    def read_graph(self, records: Iterable[Record], graph: str) -> list[ox.Quad]:
        """Turn records into the quads of one named graph.

        Args:
            records: As for `read`.
            graph: IRI of the graph.

        Returns:
            The quads.

        Raises:
            TableError: As `read` does.
        """
        document = {"id": graph, "graph": list(records)}
        self._check_terms(document)
        data = self._head + msgspec.json.encode(document) + b"]}"
        return list(ox.parse(data, ox.RdfFormat.JSON_LD))

    def _check_terms(self, node: Any) -> None:  # noqa: ANN401  (JSON)
        if isinstance(node, list):
            for value in node:
                self._check_terms(value)
        elif isinstance(node, dict):
            for term, value in node.items():
                if term not in self.context:
                    message = f"mappings/context.jsonld: add the term {term!r}"
                    raise TableError(message)
                if not isinstance(value, str) and term not in self._language_maps:
                    self._check_terms(value)
