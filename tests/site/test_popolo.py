"""The Popolo documents: valid to Popolo's schemas, and saying what the graph says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from tests.site.building import BASE, Built
from tests.site.popolo import CLASSES, Check, by_fastjsonschema, by_jsonschema
from tests.site.triples import of_store, read_contexts, read_json_ld

Node = dict[str, Any]
Library = Callable[[str], Check]
LIBRARIES = (by_jsonschema, by_fastjsonschema)
METSALAHTI, JOKIRANTA = "metsalahti", "jokirannan-hyvinvointialue"
ORGANIZATIONS = (JOKIRANTA, METSALAHTI)
OFFICES = {JOKIRANTA: list[str](), METSALAHTI: [f"{BASE}{METSALAHTI}/tekninen-johtaja"]}
PREFIXES = """
PREFIX eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX opengov: <http://www.w3.org/ns/opengov#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX pk: <https://w3id.org/pykala/def#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <http://schema.org/>
"""
# What makes a thing of the graph one of an array.
PATTERNS = {
    "persons": "?s a foaf:Person",
    "organizations": "?s a ?type FILTER(?type IN (org:FormalOrganization, org:OrganizationalUnit))",
    "events": "?s a schema:Event",
    "motions": "?s a opengov:Motion",
    "vote_events": "?s a opengov:VoteEvent",
}
VOTES = "?s opengov:voteEvent ?event ; a opengov:Vote"
COUNTS = "?event opengov:count ?s . ?s rdf:value ?value"
# The properties that mean the same in the document and in the graph, so that they must agree.
SHARED = (
    "http://schema.org/agent",
    "http://schema.org/creator",
    "http://schema.org/option",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "http://www.w3.org/ns/opengov#count",
    "http://www.w3.org/ns/opengov#vote",
    "http://www.w3.org/ns/org#classification",
    "http://xmlns.com/foaf/0.1/name",
    "https://w3id.org/pykala/def#secondedBy",
)


@cache
def document(built: Built, slug: str) -> dict[str, Any]:
    found = json.loads((built.site / "lataukset" / f"{slug}-popolo.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def every(built: Built, name: str) -> list[Node]:
    return [node for slug in ORGANIZATIONS for node in document(built, slug)[name]]


def asked(built: Built, pattern: str) -> list[str]:
    done = built.query(f"{PREFIXES} SELECT DISTINCT ?s {{ {pattern} }}")
    assert (done.returncode, done.stderr) == (0, "")
    return sorted(done.stdout.split()[1:])


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_object_meets_the_schema_of_its_class(
    demo: Built, strict: Built, library: Library
) -> None:
    looked_at: Counter[str] = Counter()
    for built in (demo, strict):
        for name in CLASSES:
            validate = library(name)
            found = every(built, name)
            looked_at[name] += len(found)
            assert [errors for one in found if (errors := validate(one))] == []
    assert min(looked_at[name] for name in CLASSES) >= 1
    assert sum(looked_at.values()) > 150


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("persons", {"name": 7}),
        ("organizations", {"parent_id": ["x"]}),
        ("events", {"start_date": "6.5.2026"}),
        ("memberships", {"start_date": "6.5.2026"}),
        ("posts", {"other_label": "x"}),
        ("motions", {"date": "2026-05-06"}),
        ("vote_events", {"counts": [{"option": "yes"}]}),
    ],
)
def test_the_schemas_find_what_is_wrong(
    demo: Built, library: Library, name: str, wrong: Node
) -> None:
    validate = library(name)
    one = every(demo, name)[0]
    assert validate(one) == []
    assert len(validate(one | wrong)) == 1


@pytest.mark.parametrize("name", PATTERNS)
def test_the_documents_hold_what_the_store_does(demo: Built, strict: Built, name: str) -> None:
    found = [asked(demo, PATTERNS[name]), asked(strict, PATTERNS[name])]
    assert [sorted(node["id"] for node in every(built, name)) for built in (demo, strict)] == found
    assert len(found[0]) >= 1


def votes(built: Built) -> list[Node]:
    return [vote for event in every(built, "vote_events") for vote in event.get("votes", ())]


def counts(built: Built) -> list[Node]:
    return [count for event in every(built, "vote_events") for count in event["counts"]]


def test_votes_and_counts_are_those_of_the_store(demo: Built, strict: Built) -> None:
    assert sorted(vote["id"] for vote in votes(demo)) == asked(demo, VOTES)
    assert (votes(strict), asked(strict, VOTES)) == ([], [])
    found = sorted((count["id"], count["value"]) for count in counts(demo))
    done = demo.query(f"{PREFIXES} SELECT ?s ?value {{ {COUNTS} }}")
    rows = [line.split(",") for line in done.stdout.split()[1:]]
    assert found == sorted((iri, int(value)) for iri, value in rows)
    assert len(found) >= 2
    assert [(one["option"], one["value"]) for one in counts(strict)] == [
        (one["option"], one["value"]) for one in counts(demo)
    ]


def read_as_json_ld(built: Built, slug: str) -> Iterator[ox.Triple]:
    """The triples of a document, read with the context that stands beside it."""
    context = json.loads((built.site / "popolo-context.jsonld").read_text("utf-8"))["@context"]
    said = document(built, slug)
    assert said["@context"] == f"{BASE}popolo-context.jsonld"
    content = json.dumps(said | {"@context": context}).encode()
    return (quad.triple for quad in ox.parse(content, ox.RdfFormat.JSON_LD))


def test_as_json_ld_the_documents_say_what_the_graph_says(demo: Built) -> None:
    said = {triple for slug in ORGANIZATIONS for triple in read_as_json_ld(demo, slug)}
    known = {quad.triple for quad in demo.quads}
    things = {t.subject for t in said}
    offices = {f"<{iri}>" for found in OFFICES.values() for iri in found}
    for predicate in SHARED:
        ours = {t for t in said if t.predicate.value == predicate}
        theirs = {t for t in known if t.predicate.value == predicate and t.subject in things}
        if predicate.endswith("#classification"):  # the graph has none of organisations
            ours = {t for t in ours if t in known}
            theirs = {t for t in theirs if str(t.subject) not in offices}  # posts have no room
        if predicate.endswith("/name"):  # the catalogue has names of organisations
            theirs = {t for t in theirs if "/henkilo/" in str(t.subject)}
        assert (predicate, ours) == (predicate, theirs)
        assert ours
    assert not [t for t in said if isinstance(t.subject, ox.BlankNode)]


@pytest.mark.parametrize("slug", ORGANIZATIONS)
def test_another_reader_of_json_ld_finds_the_same(demo: Built, slug: str) -> None:
    text = (demo.site / "lataukset" / f"{slug}-popolo.json").read_text("utf-8")
    found = read_json_ld(text, read_contexts(demo.site))
    assert len(found) > 100
    assert found == of_store(read_as_json_ld(demo, slug))


@pytest.mark.parametrize("slug", ORGANIZATIONS)
def test_every_reference_leads_to_an_object_of_the_document(demo: Built, slug: str) -> None:
    found = document(demo, slug)
    ids = {name: [node["id"] for node in found[name]] for name in CLASSES}
    assert all(len(set(each)) == len(each) for each in ids.values())
    known = {iri for each in ids.values() for iri in each}
    references = [
        (key, value)
        for name in CLASSES
        for node in found[name]
        for key, value in node.items()
        if key.endswith("_id")
    ]
    assert {iri for _, iri in references} <= known
    assert len(references) > 10
    people = [one for name in ("motions",) for node in found[name] for one in seconders(node)]
    voters = [vote["voter_id"] for event in found["vote_events"] for vote in voting(event)]
    there = [one["id"] for event in found["events"] for one in event.get("attendees", ())]
    assert {*people, *voters, *there} <= set(ids["persons"])


def seconders(motion: Node) -> list[str]:
    return [*motion.get("seconder_ids", ()), *motion.get("other_creator_ids", ())]


def voting(event: Node) -> list[Node]:
    return [vote for vote in event.get("votes", ()) if "voter_id" in vote]


def test_every_source_is_a_page_of_the_site(demo: Built) -> None:
    nodes = [node for name in CLASSES for node in every(demo, name)]
    urls = [link["url"] for node in nodes for link in node["sources"]]
    assert len(urls) >= len(nodes) > 100
    assert {url.removeprefix(BASE) for url in urls} <= demo.files


def test_a_meeting_has_its_hours_place_number_and_those_who_were_there(demo: Built) -> None:
    iri = f"{BASE}eli/dl/metsalahti/tekninen-lautakunta/2026-05-06"
    (meeting,) = (node for node in every(demo, "events") if node["id"] == iri)
    attendees = [one["name"] for one in meeting.pop("attendees")]
    assert attendees[:2] == ["Tuulikki Ahokangas", "Olavi Rantakokko"]
    assert len(attendees) == 6
    assert "Kari Ylitalo" not in attendees  # absent, and a member all the same
    assert meeting == {
        "id": iri,
        "name": "Tekninen lautakunta 2026-05-06",
        "classification": "https://w3id.org/pykala/koodi/toiminta#kokous",
        "organization_id": f"{BASE}metsalahti/tekninen-lautakunta",
        "start_date": "2026-05-06T17:00:00+03:00",
        "end_date": "2026-05-06T18:47:00+03:00",
        "location": "Kaupungintalo, kokoushuone Kuikka",
        "identifiers": [{"identifier": "5/2026"}],
        "sources": [{"url": f"{iri}.html"}],
    }


def test_members_and_posts_are_those_on_the_list(demo: Built) -> None:
    names = {node["id"]: node["name"] for node in every(demo, "persons")}
    body = f"{BASE}metsalahti/tekninen-lautakunta"
    members = [node for node in every(demo, "memberships") if node["organization_id"] == body]
    assert sorted((names[one["person_id"]], one["label"]) for one in members) == [
        ("Eeva-Maija Suojärvi", "Jäsen"),
        ("Kari Ylitalo", "Jäsen"),
        ("Marketta Viitaniemi", "Varajäsen"),
        ("Olavi Rantakokko", "Varapuheenjohtaja"),
        ("Risto Hongisto", "Jäsen"),
        ("Timo-Pekka Lehtisuo", "Jäsen"),
        ("Tuulikki Ahokangas", "Puheenjohtaja"),
    ]
    assert all(one["first_seen"] <= one["last_seen"] for one in members)
    assert not [one for one in members if {"start_date", "end_date"} & one.keys()]
    posts = {node["id"]: node["label"] for node in every(demo, "posts")}
    assert posts[f"{body}#puheenjohtaja"] == "Puheenjohtaja"
    held = {one["post_id"]: names[one["person_id"]] for one in members if "post_id" in one}
    assert held == {
        f"{body}#puheenjohtaja": "Tuulikki Ahokangas",
        f"{body}#varapuheenjohtaja": "Olavi Rantakokko",
    }


def test_what_became_of_motions(demo: Built) -> None:
    results = {
        node["id"].removeprefix(f"{BASE}eli/dl/metsalahti/"): node.get("result")
        for node in every(demo, "motions")
    }
    assert results["tekninen-lautakunta/2026/42#ehdotus"] == "pass"  # by the vote
    assert results["tekninen-lautakunta/2026/42#vastaehdotus-1"] == "fail"
    assert results["kaupunginhallitus/2025/214#ehdotus"] == "amended"
    assert results["kaupunginhallitus/2026/71#ehdotus"] == "pass"
    assert results["tekninen-lautakunta/2026/12#ehdotus"] is None  # the claim was rejected
    assert results["kaupunginhallitus/2026-10-05#asia-1-ehdotus"] is None  # foreseen


def test_strict_mode_names_nobody(demo: Built, strict: Built) -> None:
    for slug in ORGANIZATIONS:
        found = document(strict, slug)
        assert found["persons"] == found["memberships"] == []
        assert [one["id"] for one in found["posts"]] == OFFICES[slug]
        text = json.dumps(found, ensure_ascii=False)
        assert "/henkilo/" not in text
        names = [node["name"] for node in document(demo, slug)["persons"]]
        assert len(names) > 3
        assert [name for name in names if name in text] == []
    keys = {key for node in every(strict, "motions") for key in node}
    assert not {"creator_id", "other_creator_ids", "seconder_ids"} & keys


def test_the_catalogue_describes_them_in_three_languages(demo: Built) -> None:
    graph = rdflib.Graph().parse(demo.site / "catalogue.ttl")
    urls = [rdflib.URIRef(f"{BASE}lataukset/{slug}-popolo.json") for slug in ORGANIZATIONS]
    for url in urls:
        (distribution,) = graph.subjects(rdflib.DCAT.downloadURL, url)
        media_type = graph.value(distribution, rdflib.DCAT.mediaType)
        assert str(media_type).endswith("/media-types/application/json")
        titles = list(graph.objects(distribution, rdflib.DCTERMS.title))
        assert {str(t.language) for t in titles if isinstance(t, rdflib.Literal)} == {
            "fi", "sv", "en",
        }  # fmt: skip
        assert all("Popolo JSON" in str(title) for title in titles)
