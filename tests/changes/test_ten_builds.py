"""Whoever follows the changes from nothing has, after each of ten builds, what is published."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from publisher.assets import asset_dir
from publisher.rdf.lint import lint_terms
from tests.build.corpora import BASE, Folder, digest
from tests.build.windows import TEXTS, where
from tests.changes.atom_client import AtomClient
from tests.changes.eli_client import EliClient
from tests.changes.history import STEPS, Step, Web, store_of
from tests.changes.ldes_client import LdesClient

TRIG, JSON_LD = "application/trig", "application/ld+json"
ROOTS = {TRIG: f"{BASE}muutokset/virta.trig", JSON_LD: f"{BASE}muutokset/virta.jsonld"}
ORIGIN = f"{BASE}lataukset#alkupera"
CATALOGUE = {TRIG: f"{BASE}muutokset/luettelo.trig", JSON_LD: f"{BASE}muutokset/luettelo.jsonld"}
DCAT = "http://www.w3.org/ns/dcat#"
STANDALONE = {
    *(f"{DCAT}{name}" for name in ("Catalog", "Dataset", "DataService")),
    "http://xmlns.com/foaf/0.1/Agent",
    "http://www.w3.org/2006/vcard/ns#Kind",
}
FEED_SHAPE = Path(__file__).parents[3] / "shared" / "portal" / "ldes" / "shape.ttl"
TOMBSTONE = ox.NamedNode("https://w3id.org/pykala/def#Tombstone")
PUBLISHED = rdflib.URIRef("https://www.w3.org/ns/activitystreams#published")
LEGAL_RESOURCE = ox.NamedNode("http://data.europa.eu/eli/ontology#LegalResource")
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
    for triples in graphs:
        store.extend(quads(triples, ox.DefaultGraph()))
    return store


def quads(triples: Iterable[ox.Triple], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    """Triples in a graph."""
    return (ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples)


def statements(store: ox.Store) -> set[ox.Triple]:
    """What a store says, in whatever graph."""
    return {quad.triple for quad in store}


def dataset(graphs: dict[str, frozenset[ox.Triple]]) -> ox.Store:
    """The named graphs of the publisher, as docs/changes.md tells to make them.

    Of a document itself, and of those that were read, speaks the graph of origins.
    """
    store = ox.Store()
    for name, triples in graphs.items():
        origins = {triple for triple in triples if is_of_origin(triple, name)}
        store.extend(quads(origins, ox.NamedNode(ORIGIN)))
        store.extend(quads(triples - origins, ox.NamedNode(name)))
    return store


def iri_of(term: object) -> str:
    return str(term).strip("<>")


def is_of_origin(triple: ox.Triple, document: str) -> bool:
    """Whether it says where a document comes from; a vocabulary speaks of itself."""
    about = iri_of(triple.subject)
    if document.startswith("https://w3id.org/pykala/"):
        return False
    return about == document or about.startswith("ni:")


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
    foreseen = f"{BASE}eli/dl/lumivaara/kaupunginhallitus/2026-04-20.jsonld"
    assert foreseen in {line["document"] for line in events.values()}


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
        assert {f"{iri_of(stone)}.jsonld" for stone in stones} <= client.deleted.keys()
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


def test_an_archive_is_never_another_one(builds: Builds) -> None:
    """Whoever has read an archive never reads it again (RFC 5005, 4)."""
    known: dict[str, set[str]] = {}
    for _, folder in builds:
        site = folder.output / "published" / "site" / "muutokset"
        for path in site.glob("arkisto-*.atom"):
            told = set(re.findall(r"<id>(\S+)</id>|when=\"(\S+)\"", path.read_text("utf-8")))
            before = known.setdefault(path.name, {str(each) for each in told})
            assert {str(each) for each in told} <= before
    assert len(known) > 2


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
            found = ox.parse(path=path, format=ox.RdfFormat.TRIG, base_iri=base)
            default = [quad.triple for quad in found if quad.graph_name == ox.DefaultGraph()]
            content = ox.serialize(default, format=ox.RdfFormat.N_TRIPLES)
            told = rdflib.Graph().parse(data=content, format="nt")
            seen += len(set(told.subjects(PUBLISHED)))
            conforms, _, text = pyshacl.validate(told, shacl_graph=shapes)
            assert conforms, text
    assert seen > 1_500


def test_feeds_use_terms_that_exist_and_no_blank_nodes(builds: Builds) -> None:
    _, folder = builds[-1]
    seen = 0
    for path in sorted((folder.output / "published" / "site" / "muutokset").glob("*.trig")):
        base = f"{BASE}muutokset/{path.name}"
        found = ox.parse(path=path, format=ox.RdfFormat.TRIG, base_iri=base)
        default = [quad for quad in found if quad.graph_name == ox.DefaultGraph()]
        assert lint_terms(default) == []
        seen += len(default)
    assert seen > 1_000


def test_the_shape_is_published_where_the_stream_says(builds: Builds) -> None:
    web = Web()
    web.show(builds[-1][1])
    root = ox.parse(web(ROOTS[TRIG], {}).body, ox.RdfFormat.TRIG, base_iri=ROOTS[TRIG])
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


def test_the_feed_of_everything_replays_to_the_store(builds: Builds) -> None:
    web = Web()
    client = AtomClient(f"{BASE}muutokset.atom", web)
    for step, folder in builds:
        web.show(folder)
        late = AtomClient(f"{BASE}muutokset.atom", web)
        for each in (client, late):
            each.synchronize()
            copy = ox.Store()
            for name, triples in (*each.graphs.items(), *each.tombstones.items()):
                copy.extend(quads(triples, ox.NamedNode(name)))
            for triples in each.origins.values():
                copy.extend(quads(triples, ox.NamedNode(ORIGIN)))
            assert set(copy) == set(store_of(folder)), step
    assert len([url for url in client.fetched if "arkisto" in url]) > 1
    assert client.deleted


def test_the_feed_of_legislation_replays_to_the_acts(builds: Builds) -> None:
    web = Web()
    addresses = (f"{BASE}eli/sitemap.xml", f"{BASE}eli/eli-update-feed.atom")
    client = EliClient(*addresses, web)
    seen = 0
    for step, folder in builds:
        web.show(folder)
        late = EliClient(*addresses, web)
        acts = acts_of(store_of(folder))
        for each in (client, late):
            each.synchronize()
            assert each.resources.keys() == acts.keys(), step
            for act, said in acts.items():
                found = statements(union([each.resources[act]]))
                # Pages carry their record once more in the terms of search engines.
                assert {quad for quad in found - said if not is_of_search_engines(quad)} == set()
                assert said <= found
        seen += len(acts)
    assert seen > 350
    assert client.deleted


def acts_of(store: ox.Store) -> dict[str, set[ox.Triple]]:
    """What the graph of each act says."""
    resources = store.quads_for_pattern(None, TYPE, LEGAL_RESOURCE)
    return {
        iri_of(quad.subject): {
            each.triple for each in store.quads_for_pattern(None, None, None, quad.graph_name)
        }
        for quad in resources
    }


def is_of_search_engines(triple: ox.Triple) -> bool:
    terms = (triple.predicate, triple.object)
    return any("//schema.org/" in str(term) for term in terms)


@pytest.mark.parametrize("accept", [TRIG, JSON_LD])
def test_the_stream_of_the_catalogue_replays_to_its_entities(builds: Builds, accept: str) -> None:
    web = Web()
    client = LdesClient(CATALOGUE[accept], web, accept)
    for step, folder in builds:
        web.show(folder)
        late = LdesClient(CATALOGUE[accept], web, accept)
        catalogue = set(ox.parse(web(f"{BASE}lataukset.ttl", {}).body, ox.RdfFormat.TURTLE))
        entities = {
            iri_of(quad.subject)
            for quad in catalogue
            if quad.predicate == TYPE and iri_of(quad.object) in STANDALONE
        }
        for each in (client, late):
            each.synchronize()
            told = {triple for triples in each.graphs.values() for triple in triples}
            assert each.graphs.keys() == entities, step
            assert told <= {quad.triple for quad in catalogue}
            assert {quad.triple for quad in catalogue if iri_of(quad.subject) in entities} <= told
    assert len(entities) == 8
    assert f"{BASE}lataukset#hirvisuon-hyvinvointialue" not in client.deleted


def test_a_dataset_that_is_gone_is_deleted_from_the_stream_of_the_catalogue(
    builds: Builds,
) -> None:
    web = Web()
    web.show(builds[5][1])  # the county has nothing published any more
    client = LdesClient(CATALOGUE[TRIG], web, TRIG)
    client.synchronize()
    assert f"{BASE}lataukset#hirvisuon-hyvinvointialue" in client.deleted


@pytest.mark.skipif(
    not FEED_SHAPE.exists(), reason=f"the shape of DCAT-AP Feeds is not at {FEED_SHAPE}"
)
def test_members_of_the_stream_of_the_catalogue_meet_the_official_shape(builds: Builds) -> None:
    shapes = rdflib.Graph().parse(FEED_SHAPE)
    seen = 0
    for _, folder in builds:
        path = folder.output / "published" / "site" / "muutokset" / "luettelo.trig"
        found = ox.parse(path=path, format=ox.RdfFormat.TRIG, base_iri=CATALOGUE[TRIG])
        content = ox.serialize([quad.triple for quad in found], format=ox.RdfFormat.N_TRIPLES)
        told = rdflib.Graph().parse(data=content, format="nt")
        seen += len(set(told.subjects(PUBLISHED)))
        conforms, _, text = pyshacl.validate(told, shacl_graph=shapes)
        assert conforms, text
    assert seen > 50
