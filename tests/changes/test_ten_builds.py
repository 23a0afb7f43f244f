"""Whoever follows the changes from nothing has, after each of ten builds, what is published."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from publisher.assets import asset_dir
from tests.build.corpora import BASE, Folder, digest
from tests.build.windows import TEXTS, where
from tests.changes.history import STEPS, Step, Web, store_of
from tests.changes.ldes_client import LdesClient

TRIG, JSON_LD = "application/trig", "application/ld+json"
ROOTS = {TRIG: f"{BASE}muutokset/virta.trig", JSON_LD: f"{BASE}muutokset/virta.jsonld"}
ORIGIN = f"{BASE}lataukset#alkupera"
TOMBSTONE = ox.NamedNode("https://w3id.org/pykala/def#Tombstone")
PUBLISHED = rdflib.URIRef("https://www.w3.org/ns/activitystreams#published")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


Builds = list[tuple[Step, Folder]]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """What is public after each of ten builds, and the work folder of the last one."""
    path = tmp_path_factory.mktemp("builds")
    folder = Folder.create(path / "folder", TEXTS)
    found: Builds = []
    for number, step in enumerate(STEPS, 1):
        step.change(folder)
        folder.build(today=step.today)
        kept = Folder(path / str(number))
        shutil.copytree(folder.output / "published", kept.output / "published")
        found.append((step, kept))
    assert len(found) == 10
    return found


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


def lines(folder: Folder) -> Iterator[dict[str, str]]:
    """The events of the plain list."""
    for month in json.loads(folder.page("muutokset.json"))["months"]:
        yield from json.loads(folder.page(f"muutokset/{month['month']}.json"))


def test_everything_happens_in_them(builds: Builds) -> None:
    events = {line["activity"]: line for _, folder in builds for line in lines(folder)}
    activities = Counter(line["event"] for line in events.values())
    assert set(activities) == {"created", "updated", "deleted"}
    assert activities["created"] > 300
    assert activities["updated"] > 40
    assert activities["deleted"] > 10
    assert len({line["kind"] for line in events.values()}) >= 11


@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("accept", [TRIG, JSON_LD])
def test_the_stream_replays_to_the_store(builds: Builds, accept: str, *, ordered: bool) -> None:
    web = Web()
    client = LdesClient(ROOTS[accept], web, accept, ordered=ordered)
    for step, folder in builds:
        web.show(folder)
        published = store_of(folder)
        late = LdesClient(ROOTS[accept], web, accept, ordered=ordered)
        for each in (client, late):
            each.synchronize()
            assert statements(union(each.graphs.values())) == statements(published), step
            assert set(dataset(each.graphs)) == set(published), step
    assert client.runs == len(builds)
    assert client.policy is not None
    assert client.policy.version_amount == 1


def test_who_keeps_no_tombstones_has_all_but_these(builds: Builds) -> None:
    gone = 0
    for _, folder in builds:
        web = Web()
        web.show(folder)
        client = LdesClient(ROOTS[TRIG], web, TRIG, tombstones=False)
        client.synchronize()
        published = store_of(folder)
        stones = {quad.subject for quad in published.quads_for_pattern(None, TYPE, TOMBSTONE)}
        gone += len(stones)
        assert statements(union(client.graphs.values())) == {
            triple for triple in statements(published) if triple.subject not in stones
        }
        assert {f"{stone.value}.jsonld" for stone in stones} <= client.deleted.keys()
    assert gone > 3


def test_an_address_that_holds_a_digest_never_changes(builds: Builds) -> None:
    known: dict[str, str] = {}
    seen = 0
    for _, folder in builds:
        for path in (folder.output / "published" / "site" / "muutokset").glob("20*-*-*-*.*"):
            content = digest(path.read_bytes())
            assert known.setdefault(path.name, content) == content
            seen += 1
    assert len(known) > 10
    assert seen > len(known)


def test_what_has_left_is_in_no_feed(builds: Builds) -> None:
    _, first = builds[0]
    _, last = builds[-1]
    for words in ("rantasaunan", "Hiihtoladun valaiseminen"):
        assert where(first, words) >= {".trig", ".jsonld", "store"}
    assert where(last, "rantasaunan") == set()


def test_members_meet_the_shape_of_the_stream(builds: Builds) -> None:
    """By pySHACL, which is not what builds prove records with."""
    shapes = rdflib.Graph().parse(asset_dir("shapes") / "change.ttl")
    seen = 0
    for _, folder in builds:
        site = folder.output / "published" / "site"
        for path in sorted((site / "muutokset").glob("*.trig")):
            base = f"{BASE}muutokset/{path.name}"
            quads = ox.parse(path=path, format=ox.RdfFormat.TRIG, base_iri=base)
            default = [quad.triple for quad in quads if quad.graph_name == ox.DefaultGraph()]
            content = ox.serialize(default, format=ox.RdfFormat.N_TRIPLES)
            told = rdflib.Graph().parse(data=content, format="nt")
            seen += len(set(told.subjects(PUBLISHED)))
            conforms, _, text = pyshacl.validate(told, shacl_graph=shapes)
            assert conforms, text
    assert seen > 2_000


def test_the_shape_is_published_where_the_stream_says(builds: Builds) -> None:
    web = Web()
    web.show(builds[-1][1])
    root = ox.parse(
        web(ROOTS[TRIG], {}).body, ox.RdfFormat.TRIG, base_iri=ROOTS[TRIG]
    )
    named = [quad.object for quad in root if quad.predicate.value == "https://w3id.org/tree#shape"]
    assert len(named) == 1
    (shape,) = named
    published = set(ox.parse(web(f"{BASE}shapes.ttl", {}).body, ox.RdfFormat.TURTLE))
    assert {quad.predicate.value for quad in published if quad.subject == shape} >= {
        "http://www.w3.org/ns/shacl#closed",
        "http://www.w3.org/ns/shacl#property",
    }


def test_who_has_lost_the_memory_reads_it_from_what_is_public(builds: Builds) -> None:
    """The tenth build knows no more than the public site; the one before made it all afresh."""
    before = {line["activity"] for line in lines(builds[8][1])}
    after = {line["activity"] for line in lines(builds[9][1])}
    assert len(before) > 300
    assert len(after - before) < 60
    assert len(before & after) > 250


def test_a_build_that_changes_nothing_adds_nothing(builds: Builds) -> None:
    before, after = builds[5][1], builds[6][1]
    assert before.site(feeds=True) == after.site(feeds=True)
