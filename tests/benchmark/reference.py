"""The reference loop: the least that anybody would have to do, in two processes.

Text, one regular expression, a dict, JSON-LD in batches, quads, SHACL Core for each record, a bare
page and three RDF files for each, N-Quads; then a store on disk and SHACL in SPARQL over it. It
knows nothing of minutes, privacy, changes or listings. The benchmark measures it beside the real
build, on the same machine in the same minutes, and reports the ratio of the two.

    python -m tests.benchmark.reference 1000 FOLDER
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import msgspec
import pyoxigraph as ox

from publisher.shacl import Shapes
from tests.benchmark.reference_text import CONTEXT, TERMS, read_text, write_text

BATCH = 250
PROCESSES = 2

_HERE = Path(__file__).parent
_CONTEXT = msgspec.json.encode(CONTEXT)
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PREFIXES = {"b": TERMS, "xsd": "http://www.w3.org/2001/XMLSchema#"}
_FOLDER_SIZE = 1000


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch of records."""

    quads: int
    results: int
    files: int
    rendering_seconds: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What the loop did, and how long it took without the making of its text.

    Attributes:
        sections: Records.
        quads: In the store.
        files: Written for the records.
        results: Of validation; the seeded faults and nothing else.
        seconds: From the first batch to the last result.
        rendering_seconds: Processor time of making and writing the files of the records.
    """

    sections: int
    quads: int
    files: int
    results: int
    seconds: float
    rendering_seconds: float


def run_reference(folder: Path, count: int) -> Measured:
    """Run the loop.

    Args:
        folder: Where it writes; an empty one.
        count: How many records.

    Returns:
        What it did.
    """
    texts = [write_text(number) for number in range(count)]
    starts = range(0, count, BATCH)
    for part in ("shards", *(f"site/{at}" for at in range(0, count, _FOLDER_SIZE))):
        (folder / part).mkdir(parents=True)
    began = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork")) as pool:
        done = list(
            pool.map(
                _run_batch,
                [folder] * len(starts),
                starts,
                [texts[at : at + BATCH] for at in starts],
            )
        )
    store = ox.Store(str(folder / "store"))
    merged = folder / "all.nq"
    with merged.open("wb") as file:
        file.writelines(_shard(folder, at).read_bytes() for at in starts)
    store.bulk_load(path=str(merged), format=ox.RdfFormat.N_QUADS)
    late = _shapes().validate_sparql(store)
    seconds = time.perf_counter() - began
    return Measured(
        sections=count,
        quads=len(store),
        files=sum(batch.files for batch in done),
        results=sum(batch.results for batch in done) + len(late),
        seconds=seconds,
        rendering_seconds=sum(batch.rendering_seconds for batch in done),
    )


def _run_batch(folder: Path, start: int, texts: Sequence[str]) -> Batch:
    records = [read_text(text) for text in texts]
    quads = _map(records)
    graphs: dict[str, list[ox.Quad]] = {record["id"]: [] for record in records}
    for quad in quads:
        graphs[_name(quad)].append(quad)
    shapes = _shapes()
    results = sum(len(shapes.validate(graph)) for graph in graphs.values())
    _write(_shard(folder, start), _bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS)))
    files = 0
    began = time.process_time()
    for number, record in enumerate(records, start=start):
        stem = folder / "site" / str(number // _FOLDER_SIZE * _FOLDER_SIZE) / str(number)
        for suffix, content in _files(record, graphs[record["id"]], str(number)).items():
            _write(stem.with_suffix(suffix), content)
            files += 1
    seconds = time.process_time() - began
    return Batch(quads=len(quads), results=results, files=files, rendering_seconds=seconds)


def _name(quad: ox.Quad) -> str:
    assert isinstance(quad.graph_name, ox.NamedNode)
    return quad.graph_name.value


def _map(records: Sequence[dict[str, Any]]) -> list[ox.Quad]:
    """Map a batch to quads, with one context."""
    encoded = b'{"@context":' + _CONTEXT + b',"@graph":' + msgspec.json.encode(records) + b"}"
    return list(ox.parse(encoded, ox.RdfFormat.JSON_LD))


def _files(record: dict[str, Any], quads: Sequence[ox.Quad], name: str) -> dict[str, bytes]:
    """The page and the RDF files of one record, by suffix."""
    triples = [quad.triple for quad in quads]
    ordered = sorted(triples, key=_order)
    ruling, poll = record["graph"]
    return {
        ".html": _template().render(ruling=ruling, poll=poll, name=name).encode(),
        ".nt": _bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)),
        ".ttl": _bytes(ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)),
        ".jsonld": msgspec.json.encode({"@context": f"{TERMS}context", **record}),
    }


def _order(triple: ox.Triple) -> tuple[str, bool, str]:
    return str(triple.subject), triple.predicate != _RDF_TYPE, triple.predicate.value


@cache
def _shapes() -> Shapes:
    text = (_HERE / "reference.ttl").read_bytes()
    return Shapes.compile(list(ox.parse(text, ox.RdfFormat.TURTLE)))


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_HERE)
    return jinja2.Environment(loader=loader, autoescape=True).get_template("reference.html.j2")


def _shard(folder: Path, start: int) -> Path:
    return folder / "shards" / f"{start}.nq"


def _bytes(content: bytes | None) -> bytes:
    return content or b""


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(descriptor, content)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    measured = run_reference(Path(sys.argv[2]), int(sys.argv[1]))
    sys.stdout.write(msgspec.json.encode(measured).decode() + "\n")
