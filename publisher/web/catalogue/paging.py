"""A large catalogue as several files, which lead to each other (Hydra, partial collection views).

Harvesters take 50 MB at once and follow ``hydra:next`` (ckanext-dcat). A dataset of ten years takes
some 80 kB of RDF/XML, so that a page of a hundred stays far below that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.web.catalogue.facts import Node
from publisher.web.catalogue.files import to_files

DATASETS_A_PAGE = 100


def to_pages(
    record: Mapping[str, Any], address: str, *, size: int = DATASETS_A_PAGE
) -> dict[str, bytes]:
    """Write a catalogue, in pages where it is large.

    Every page is a catalogue of its own, with all that its datasets need; the first one has the
    name that a small catalogue has.

    Args:
        record: The whole (`publisher.web.catalogue.catalogue_record`).
        address: Of the first page, without ending.
        size: How many datasets a page has at most.

    Returns:
        The bytes by file name: ``catalogue.ttl``, ``catalogue-2.ttl`` and so on, each also as
        ``.rdf`` and ``.jsonld``.
    """
    name = address.rpartition("/")[2]
    (catalogue,) = (node for node in record["graph"] if node["type"] == ["Catalog"])
    datasets: list[str] = catalogue["dataset"]
    if len(datasets) <= size:
        return to_files(record, name)
    parts = [datasets[start : start + size] for start in range(0, len(datasets), size)]
    files: dict[str, bytes] = {}
    for number, part in enumerate(parts):
        nodes = list(_nodes(record["graph"], catalogue, part))
        for extension in ("ttl", "rdf", "jsonld"):
            addresses = [f"{address}{_end(one)}.{extension}" for one in range(len(parts))]
            page = {**record, "graph": [*nodes, _view(addresses, number)]}
            own = f"{name}{_end(number)}"
            files[f"{own}.{extension}"] = to_files(page, own)[f"{own}.{extension}"]
    return files


def _end(number: int) -> str:
    """What the name of a page has that the first one has not."""
    return f"-{number + 1}" if number else ""


def _nodes(nodes: Sequence[Node], catalogue: Node, part: Sequence[str]) -> Iterator[Node]:
    """What a page says: all that is no dataset, and its part of the datasets."""
    for node in nodes:
        if node is catalogue:
            yield catalogue | {"dataset": list(part)}
        elif node["type"] != ["Dataset"] or node["id"] in part:
            yield node


def _view(addresses: Sequence[str], number: int) -> Node:
    view: Node = {
        "id": addresses[number],
        "type": ["PartialCollectionView"],
        "firstPage": addresses[0],
        "lastPage": addresses[-1],
    }
    if number:
        view["previousPage"] = addresses[number - 1]
    if number + 1 < len(addresses):
        view["nextPage"] = addresses[number + 1]
    return view
