"""The entities of the catalogue as an event stream of their own (DCAT-AP Feeds).

It has one document, since there are few entities; and it needs no other memory than this document,
which is read back from what is public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from publisher.changes.events import Activity, Event, parse_activity
from publisher.changes.payload import digest, split_prefixes
from publisher.changes.stream import NAMESPACES, Stream
from publisher.errors import StoreError
from publisher.rdf.syntaxes import to_files, write
from publisher.web.catalogue.facts import Node, prefixes, read_context

SHAPE = "https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape"
"""That members of a DCAT-AP feed have to meet."""

# "Standalone entities": what appears in the stream by itself. Distributions stand inside of their
# dataset, and licences are well known (DCAT-AP Feeds, 1.1).
_STANDALONE = frozenset({"Agent", "Catalog", "ContactKind", "DataService", "Dataset"})

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_AS = NAMESPACES["as"]


class CatalogueSayings:
    """What the entities of a catalogue say."""

    def __init__(self, record: Mapping[str, Any], base: str) -> None:
        """Set up.

        Args:
            record: The catalogue, as `publisher.web.catalogue.catalogue_record` gives it.
            base: Where the site stands, with a final slash.
        """
        self._context = f"{base}catalogue-context.jsonld"
        self._nodes: dict[str, Node] = {
            node["id"]: node
            for node in record["graph"]
            if _STANDALONE & set(node["type"]) and node["id"].startswith(base)
        }
        self._files = {iri: _files(node) for iri, node in self._nodes.items()}

    def turtle(self, event: Event) -> tuple[list[bytes], bytes]:
        """What an entity says, for TriG; nothing of one that is gone."""
        return split_prefixes(self._files[event.object]["ttl"]) if self._is(event) else ([], b"")

    def json_ld(self, event: Event) -> list[bytes]:
        """What an entity says, for JSON-LD; nothing of one that is gone."""
        if not self._is(event):
            return []
        return [msgspec.json.encode({"@context": self._context, **self._nodes[event.object]})]

    def _is(self, event: Event) -> bool:
        return event.object in self._nodes and not event.is_gone

    def events(self, before: Mapping[str, Event], published: str) -> list[Event]:
        """The latest event of every entity.

        Args:
            before: Those that are public, by entity.
            published: When new ones are published.

        Returns:
            The events in the order of time.
        """
        found = dict(before)
        changed = [*self._changed(before)]
        for number, (iri, activity, said) in enumerate(changed, start=1):
            found[iri] = Event(
                object=iri,
                activity=activity,
                published=published,
                number=number,
                kind="catalogue",
                digest=digest(said),
                size_bytes=len(said),
            )
        return sorted(found.values(), key=lambda event: (event.published, event.number))

    def _changed(self, before: Mapping[str, Event]) -> Iterator[tuple[str, Activity, bytes]]:
        for iri, files in sorted(self._files.items()):
            known, said = before.get(iri), _sorted(files["nt"])
            if known is None or known.is_gone:
                yield iri, Activity.CREATE, said
            elif known.digest != digest(said):
                yield iri, Activity.UPDATE, said
        for iri, known in sorted(before.items()):
            if iri not in self._nodes and not known.is_gone:
                yield iri, Activity.DELETE, b""


def read_events(path: Path, stream: Stream, address: str) -> dict[str, Event]:
    """Read the events back from a stream that is public.

    Args:
        path: Of its document in TriG.
        stream: Whose events are looked for.
        address: IRI of the document.

    Returns:
        The events by entity; none if there is no document, or it is of another stream.

    Raises:
        StoreError: If it is damaged.
    """
    if not path.exists():
        return {}
    try:
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TRIG, base_iri=address))
        return {event.object: event for event in _read(quads, stream)}
    except ValueError as error:
        message = (
            f"{path}: the changes of the catalogue that are public cannot be read ({error}): bring "
            "the published site back from a backup, or delete this file and build again, so that "
            "whoever follows them has to begin anew"
        )
        raise StoreError(message) from error


def _read(quads: list[ox.Quad], stream: Stream) -> Iterator[Event]:
    said: dict[str, list[ox.Triple]] = {}
    told: dict[str, dict[str, str]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, ox.NamedNode):
            said.setdefault(quad.graph_name.value, []).append(quad.triple)
        elif isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            told.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    for iri, facts in told.items():
        if f"{_AS}object" not in facts or not iri.startswith(stream.iri):
            continue
        published, number = parse_activity(iri)
        content = _sorted(write(said.get(iri, []), ox.RdfFormat.N_TRIPLES))
        yield Event(
            object=facts[f"{_AS}object"],
            activity=Activity(facts[_TYPE].removeprefix(_AS)),
            published=published,
            number=number,
            kind="catalogue",
            digest=digest(content),
            size_bytes=len(content),
        )


def _files(node: Node) -> dict[str, bytes]:
    """An entity as N-Triples and Turtle."""
    document = msgspec.json.encode({"@context": read_context(), **node})
    triples = [quad.triple for quad in ox.parse(document, ox.RdfFormat.JSON_LD)]
    return to_files(triples, prefixes())


def _sorted(n_triples: bytes) -> bytes:
    return b"".join(sorted(n_triples.splitlines(keepends=True)))
