"""Whoever follows the changes from nothing has, after each of ten builds, what is published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.build.corpora import BASE, Folder, digest
from tests.build.windows import TEXTS, where
from tests.changes.history import STEPS, Step, Web, store_of
from tests.changes.ldes_client import LdesClient

TRIG, JSON_LD = "application/trig", "application/ld+json"
ROOTS = {TRIG: f"{BASE}muutokset/virta.trig", JSON_LD: f"{BASE}muutokset/virta.jsonld"}
ORIGIN = f"{BASE}lataukset#alkupera"
TOMBSTONE = ox.NamedNode("https://w3id.org/pykala/def#Tombstone")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def history(path: Path) -> Iterator[tuple[Step, Folder]]:
    """Ten builds, each as it is public."""
    folder = Folder.create(path / "folder", TEXTS)
    for step in STEPS:
        step.change(folder)
        folder.build(today=step.today)
        yield step, folder


def union(graphs: Iterable[Iterable[ox.Triple]]) -> ox.Store:
    """All that graphs say, as one graph."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for graph in graphs for triple in graph)
    return store


def statements(store: ox.Store) -> set[ox.Triple]:
    """What a store says, in whatever graph."""
    return {quad.triple for quad in store}


def dataset(graphs: dict[str, frozenset[ox.Triple]]) -> ox.Store:
    """The named graphs of the publisher, as docs/changes.md tells to make them.

    Of a document itself, and of those that were read, speaks the graph of origins.
    """
    store = ox.Store()
    for name, triples in graphs.items():
        for triple in triples:
            subject = triple.subject
            assert isinstance(subject, ox.NamedNode)
            about_document = subject.value == name or subject.value.startswith("ni:")
            graph = ORIGIN if about_document and not is_vocabulary(name) else name
            store.add(ox.Quad(*triple, ox.NamedNode(graph)))
    return store


def is_vocabulary(graph: str) -> bool:
    return graph.startswith("https://w3id.org/pykala/")


def test_there_are_ten_builds_in_which_everything_happens(tmp_path: Path) -> None:
    activities: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    seen: set[str] = set()
    for _, folder in history(tmp_path):
        site = folder.output / "published" / "site"
        for month in json.loads(folder.page("muutokset.json"))["months"]:
            for line in json.loads((site / "muutokset" / f"{month['month']}.json").read_bytes()):
                if line["activity"] not in seen:
                    activities[line["event"]] += 1
                    kinds[line["kind"]] += 1
                    seen.add(line["activity"])
    assert len(STEPS) == 10
    assert set(activities) == {"created", "updated", "deleted"}
    assert activities["created"] > 300
    assert activities["updated"] > 100
    assert activities["deleted"] > 10
    assert len(kinds) >= 11


@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("accept", [TRIG, JSON_LD])
def test_the_stream_replays_to_the_store(tmp_path: Path, accept: str, ordered: bool) -> None:
    client: LdesClient | None = None
    runs = 0
    for step, folder in history(tmp_path):
        web = Web(folder)
        late = LdesClient(ROOTS[accept], web, accept, ordered=ordered)
        if client is None:
            client = LdesClient(ROOTS[accept], lambda *asked: current(*asked), accept, ordered=ordered)
        current = web
        published = store_of(folder)
        for each in (client, late):
            each.synchronize()
            assert statements(union(each.graphs.values())) == statements(published), step
            assert set(dataset(each.graphs)) == set(published), step
        runs += 1
    assert runs == len(STEPS)
    assert client is not None
    assert client.policy is not None
    assert client.policy.version_amount == 1


def test_who_keeps_no_tombstones_has_all_but_these(tmp_path: Path) -> None:
    gone = 0
    for _, folder in history(tmp_path):
        client = LdesClient(ROOTS[TRIG], Web(folder), TRIG, tombstones=False)
        client.synchronize()
        published = store_of(folder)
        stones = {quad.subject for quad in published.quads_for_pattern(None, TYPE, TOMBSTONE)}
        gone += len(stones)
        assert statements(union(client.graphs.values())) == {
            triple for triple in statements(published) if triple.subject not in stones
        }
        assert {f"{stone.value}.jsonld" for stone in stones} <= client.deleted.keys()
    assert gone > 3


def test_an_address_that_holds_a_digest_never_changes(tmp_path: Path) -> None:
    known: dict[str, str] = {}
    seen = 0
    for _, folder in history(tmp_path):
        for path in (folder.output / "published" / "site" / "muutokset").glob("20*-*-*-*.*"):
            content = digest(path.read_bytes())
            assert known.setdefault(path.name, content) == content
            seen += 1
    assert len(known) > 20
    assert seen > len(known)


def test_what_has_left_is_in_no_feed(tmp_path: Path) -> None:
    builds = list(enumerate(history(tmp_path), 1))[-1:]
    for _, (_, folder) in builds:
        # Their time was over, or they were withdrawn or corrected.
        assert where(folder, "rantasaunan", "Hiihtoladun valaiseminen § 9") == set()
