"""The client of event streams does what the specification says, and minds when others do not."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from tests.changes.http import ProtocolError
from tests.changes.ldes_client import LdesClient
from tests.changes.ldes_context import RetentionPolicy
from tests.changes.memory import MemoryWeb

BASE = "https://data.example.fi/"
ROOT = f"{BASE}feed"
FEED = f"{ROOT}#feed"
PREFIXES = """
PREFIX as: <https://www.w3.org/ns/activitystreams#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX ldes: <https://w3id.org/ldes#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX tree: <https://w3id.org/tree#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://data.example.fi/feed>
"""
STREAM = """
<#feed> a ldes:EventStream ; tree:view <feed> ;
    ldes:timestampPath as:published ; ldes:versionOfPath as:object .
"""
CREATED = "2024-01-01T00:00:00Z"
UPDATED = "2024-02-01T00:00:00Z"
LATER = "2024-03-01T00:00:00Z"


def activity(name: str, action: str, time: str, payload: str = "", *, thing: str = "a") -> str:
    graph = f'GRAPH <{name}> {{ <{thing}> dct:title "{payload}" }}' if payload else ""
    return f"""<#feed> tree:member <{name}> .
        <{name}> a as:{action} ; as:object <{thing}> ; as:published "{time}"^^xsd:dateTime .
        {graph}"""


def numbered(number: str) -> str:
    created = activity("a1", "Create", CREATED, "A")
    return f"<#feed> ldes:sequencePath dct:extent . {created} <a1> dct:extent {number} ."


def relation(page: str, kind: str = "", time: str = "", path: str = "as:published") -> str:
    bound = f'a tree:{kind}Relation ; tree:path {path} ; tree:value "{time}"^^xsd:dateTime ;'
    return f"<feed> tree:relation [ {bound if kind else ''} tree:node <{page}> ] ."


def trig(*parts: str) -> tuple[str, str]:
    return "application/trig", PREFIXES + "\n".join(parts)


def web_of(*parts: str) -> MemoryWeb:
    return MemoryWeb({ROOT: trig(STREAM, *parts)})


def client_of(web: MemoryWeb, *, ordered: bool = False, tombstones: bool = True) -> LdesClient:
    kind = "application/trig"
    return LdesClient(FEED, web, kind, ordered=ordered, tombstones=tombstones)


def synchronized(web: MemoryWeb, *, ordered: bool = False) -> LdesClient:
    client = client_of(web, ordered=ordered)
    client.synchronize()
    return client


def titles(client: LdesClient) -> dict[str, set[str]]:
    return {
        thing: {each.object.value for each in triples if isinstance(each.object, ox.Literal)}
        for thing, triples in client.graphs.items()
    }


# Initialization -----------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [ROOT, FEED, f"{BASE}old"])
def test_begins_at_the_root_at_the_stream_and_at_a_redirect(start: str) -> None:
    web = web_of(activity("a1", "Create", CREATED, "A"))
    web.redirects[f"{BASE}old"] = ROOT
    client = LdesClient(start, web, "application/trig")
    client.synchronize()
    assert client.stream == FEED
    assert titles(client) == {f"{BASE}a": {"A"}}
    assert client.fetched == [start.partition("#")[0]]
    assert web.requests == [(client.fetched[0], {"Accept": "application/trig"})]


def test_begins_at_a_page_that_names_the_view() -> None:
    web = web_of(activity("a1", "Create", CREATED, "A"))
    web.pages[f"{BASE}overview"] = trig("<overview> tree:view <feed> . <other> tree:view <one> .")
    text = web.pages[ROOT][1].replace("<#feed>", "<overview>")
    web.pages[ROOT] = ("application/trig", text)
    client = LdesClient(f"{BASE}overview", web, "application/trig")
    client.synchronize()
    assert client.stream == f"{BASE}overview"
    assert titles(client) == {f"{BASE}a": {"A"}}
    assert client.fetched == [f"{BASE}overview", ROOT]


@pytest.mark.parametrize(
    "said",
    [
        "<#feed> tree:view <feed> . <#other> tree:view <feed> .",
        "<#feed> tree:view <one>, <two> .",
        "<#other> tree:view <one> .",
        "[] tree:view <feed> .",
    ],
)
def test_minds_views_that_are_none_or_too_many(said: str) -> None:
    with pytest.raises(ProtocolError):
        synchronized(MemoryWeb({ROOT: trig(said)}))


# Members ------------------------------------------------------------------------------------------


def test_extracts_star_pattern_graph_and_their_blank_nodes() -> None:
    member = """<#feed> tree:member <m> .
        <m> as:object <a> ; as:published "2024-01-01T00:00:00Z"^^xsd:dateTime ; dct:relation _:b .
        _:b dct:relation _:c . _:c dct:relation _:b ; dct:title "c" . <a> dct:title "no" .
        GRAPH <m> { <a> dct:subject _:d } _:d dct:title "d" . GRAPH _:d { <x> dct:title "x" }"""
    web = web_of(member)
    client = synchronized(web)
    (triple,) = client.graphs[f"{BASE}a"]
    assert triple.predicate.value == "http://purl.org/dc/terms/subject"
    # All else belongs to the member too, which therefore may not change.
    for there in ('"c"', '"d"', '"x"'):
        changed = web_of(member.replace(there, '"changed"'))
        web.pages = changed.pages
        with pytest.raises(ProtocolError, match="has changed"):
            client.synchronize()
    web.pages = web_of(member.replace("_:d", "_:e").replace('"no"', '"changed"')).pages
    client.synchronize()
    assert client.emitted == [f"{BASE}m"]


def test_applies_create_update_and_delete_in_the_order_of_time() -> None:
    web = web_of(
        activity("a3", "Delete", LATER),
        activity("a2", "Update", UPDATED, "A2"),
        activity("a1", "Create", CREATED, "A1"),
        activity("b2", "Update", UPDATED, "B2", thing="b"),
        activity("b1", "Create", CREATED, "B1", thing="b").replace("a as:Create ;", ""),
    )
    text = web.pages[ROOT][1]
    client = synchronized(web)
    assert titles(client) == {f"{BASE}b": {"B2"}}
    assert client.deleted == {f"{BASE}a": LATER}
    web.pages[ROOT] = trig(text, activity("a4", "Create", "2024-04-01T00:00:00+02:00", "A4"))
    client.synchronize()
    assert titles(client) == {f"{BASE}a": {"A4"}, f"{BASE}b": {"B2"}}
    assert client.deleted == {}
    assert (len(client.emitted), client.runs) == (6, 2)


def test_keeps_a_tombstone_if_asked_to() -> None:
    parts = activity("a1", "Create", CREATED, "A"), activity("a2", "Delete", UPDATED, "was A")
    client = client_of(web_of(*parts), tombstones=False)
    client.synchronize()
    assert client.graphs == {}
    client = synchronized(web_of(*parts))
    assert titles(client) == {f"{BASE}a": {"was A"}}
    assert client.deleted == {f"{BASE}a": UPDATED}


def test_uses_the_actions_and_paths_of_the_stream() -> None:
    web = web_of(
        """<#feed> ldes:versionDeletePath dct:type ; ldes:versionDeleteObject <gone> ;
            ldes:versionTimestampPath ( as:context dct:issued ) .""",
        activity("a1", "Create", CREATED, "A1"),
        activity("a2", "Update", UPDATED, "A2"),
        activity("b1", "Delete", CREATED, "B", thing="b"),
        activity("c1", "Create", CREATED, "C", thing="c"),
        activity("c2", "Create", UPDATED, thing="c"),
        "<c2> dct:type <gone> .",
        *(
            f'<{name}> as:context [ dct:issued "2020-01-0{day}T00:00:00Z"^^xsd:dateTime ] .'
            for name, day in {"a1": 2, "a2": 1, "b1": 1, "c1": 1, "c2": 2}.items()
        ),
    )
    with pytest.raises(ProtocolError, match="c2 deletes, and does not"):
        synchronized(web)
    web.pages[ROOT] = (
        "application/trig",
        web.pages[ROOT][1].replace("<c2> a as:Create", "<c2> a as:Move"),
    )
    assert titles(synchronized(web)) == {f"{BASE}a": {"A1"}, f"{BASE}b": {"B"}}


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (activity("a1", "Create", CREATED), "nothing in the named graph"),
        (activity("a1", "Create", CREATED, "A").replace("as:object <a> ;", ""), "0 things"),
        (activity("a1", "Create", CREATED, "A").replace("as:published", "dct:date"), "0 times"),
        (activity("a1", "Create", "2024-01-01T00:00:00", "A"), "time zone"),
        (activity("_:a1", "Create", CREATED).replace("<_:a1>", "_:a1"), "tree:member is no IRI"),
        ("<#feed> ldes:transactionPath dct:isPartOf .", "transactions"),
        ("<#feed> ldes:timestampPath dct:date .", "more than one"),
        (numbered("9") + "<a1> dct:extent 10 .", "2 sequence numbers"),
        (numbered('"nine"^^xsd:integer'), "is no number"),
        (numbered("[]"), "cannot be compared"),
        ("<feed> tree:relation [] .", "without tree:node"),
        (
            activity("a1", "Create", CREATED, "A") + activity("a2", "Delete", CREATED),
            "none of them the later one",
        ),
    ],
)
def test_minds_what_breaks_a_rule(said: str, complaint: str) -> None:
    with pytest.raises(ProtocolError, match=complaint):
        synchronized(web_of(said))


def test_minds_streams_that_do_not_say_what_members_are_versions_of() -> None:
    web = web_of(activity("a1", "Create", CREATED, "A"))
    web.pages[ROOT] = trig(web.pages[ROOT][1].replace("ldes:versionOfPath", "dct:isVersionOf"))
    with pytest.raises(ProtocolError, match="versionOfPath must be set"):
        synchronized(web)


def test_minds_roots_that_are_gone() -> None:
    with pytest.raises(ProtocolError, match="410"):
        synchronized(MemoryWeb(statuses={ROOT: 410}))


def test_minds_members_earlier_than_what_was_published() -> None:
    web = web_of(activity("a1", "Create", UPDATED, "A"))
    client = synchronized(web)
    text = web.pages[ROOT][1]
    web.pages[ROOT] = trig(text, activity("b1", "Create", CREATED, "B", thing="b"))
    with pytest.raises(ProtocolError, match="earlier than what was published"):
        client.synchronize()
    assert titles(client) == {f"{BASE}a": {"A"}}  # a run that fails changes nothing


# Pages --------------------------------------------------------------------------------------------


def test_fetches_mutable_pages_alone_again_and_only_if_they_have_changed() -> None:
    web = web_of(*(relation(name) for name in ("said", "header", "open", "gone")))
    web.pages[f"{BASE}said"] = trig("<said> ldes:immutable true .")
    web.pages[f"{BASE}header"] = trig(activity("a1", "Create", CREATED, "A"))
    web.headers[f"{BASE}header"] = {"Cache-Control": "public, max-age=604800, immutable"}
    web.pages[f"{BASE}open"] = trig()
    web.statuses[f"{BASE}gone"] = 410
    client = synchronized(web)
    assert sorted(client.fetched) == [
        f"{BASE}{name}" for name in ("feed", "gone", "header", "open", "said")
    ]
    client.fetched.clear()
    web.pages[f"{BASE}open"] = trig(activity("a2", "Update", UPDATED, "A2"))
    client.synchronize()
    assert sorted(client.fetched) == [f"{BASE}{name}" for name in ("feed", "gone", "open")]
    assert all(
        "If-None-Match" in headers for url, headers in web.requests[-3:] if "gone" not in url
    )
    assert client.emitted == [f"{BASE}a1", f"{BASE}a2"]
    assert titles(client) == {f"{BASE}a": {"A2"}}


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_minds_any_other_status(status: int) -> None:
    web = web_of(relation("page"))
    web.statuses[f"{BASE}page"] = status
    with pytest.raises(ProtocolError, match=str(status)):
        synchronized(web)


def test_minds_types_that_no_client_needs_to_know() -> None:
    web = web_of()
    web.pages[ROOT] = ("text/plain", web.pages[ROOT][1])
    with pytest.raises(ProtocolError, match="text/plain"):
        synchronized(web)


def test_combines_relations_in_ordered_mode() -> None:
    web = web_of(
        relation("late", "GreaterThanOrEqualTo", UPDATED),
        relation("early", "GreaterThanOrEqualTo", "2023-01-01T00:00:00Z"),
        relation("early", "GreaterThan", CREATED),
        relation("early", "LessThan", UPDATED),
        relation("unknown", "GreaterThan", LATER, path="( as:published )"),
    )
    web.pages[f"{BASE}late"] = trig(activity("a2", "Update", LATER, "A2"))
    web.pages[f"{BASE}early"] = trig(activity("a1", "Create", "2024-01-02T00:00:00Z", "A1"))
    web.pages[f"{BASE}unknown"] = trig()
    client = synchronized(web, ordered=True)
    assert client.fetched == [f"{BASE}{name}" for name in ("feed", "unknown", "early", "late")]
    assert client.emitted == [f"{BASE}a1", f"{BASE}a2"]
    client.synchronize()  # what is before the upper bound of the early page has been seen
    assert client.fetched[4:] == [f"{BASE}{name}" for name in ("feed", "unknown", "late")]


def test_minds_relations_that_are_not_true_in_ordered_mode() -> None:
    web = web_of(
        relation("early", "LessThan", LATER),
        relation("late", "GreaterThan", LATER),
        relation("last", "GreaterThan", "2025-01-01T00:00:00Z"),
    )
    web.pages[f"{BASE}early"] = trig(activity("a2", "Update", UPDATED, "A2"))
    web.pages[f"{BASE}late"] = trig(activity("a1", "Create", CREATED, "A1"))
    web.pages[f"{BASE}last"] = trig()
    synchronized(web)
    with pytest.raises(ProtocolError, match="earlier than the relation"):
        synchronized(web, ordered=True)


def test_orders_by_nothing_but_what_the_stream_names() -> None:
    web = web_of()
    web.pages[ROOT] = trig(STREAM.replace("ldes:timestampPath as:published ;", ""))
    with pytest.raises(ProtocolError, match="neither"):
        synchronized(web, ordered=True)
    web.pages[ROOT] = trig(
        web.pages[ROOT][1].replace(
            "ldes:versionOf", "ldes:sequencePath dct:extent ; ldes:versionOf"
        ),
        activity("a1", "Create", CREATED, "A1") + "<a1> dct:extent 9 .",
        activity("a2", "Create", CREATED, "A2") + "<a2> dct:extent 10 .",
        relation("empty"),
    )
    web.pages[f"{BASE}empty"] = trig()
    client = synchronized(web, ordered=True)
    assert client.emitted == [f"{BASE}a1", f"{BASE}a2"]
    assert titles(client) == {f"{BASE}a": {"A2"}}


# Context ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "policy"),
    [
        ("", None),
        ("<feed> ldes:retentionPolicy [] .", RetentionPolicy()),
        (
            """<feed> tree:viewDescription [ ldes:retentionPolicy [
                ldes:fullLogDuration "P1Y"^^xsd:duration ; ldes:versionAmount 1 ;
                ldes:versionDeleteDuration "P1Y"^^xsd:duration ] ] .""",
            RetentionPolicy(
                full_log_duration="P1Y", version_amount=1, version_delete_duration="P1Y"
            ),
        ),
        (
            "<feed> ldes:retentionPolicy [ a ldes:LatestVersionSubset ] .",
            RetentionPolicy(version_amount=1),
        ),
        (
            """<feed> ldes:retentionPolicy [ a ldes:LatestVersionSubset ; ldes:amount 2 ] , [
                a ldes:PointInTimePolicy ; ldes:pointInTime "2024-01-01T00:00:00Z"^^xsd:dateTime
            ] , [ a ldes:DurationAgoPolicy ; tree:value "P60D"^^xsd:duration ] .""",
            RetentionPolicy(starting_from=CREATED, full_log_duration="P60D", version_amount=2),
        ),
    ],
)
def test_reads_policies_of_both_forms(said: str, policy: RetentionPolicy | None) -> None:
    found = synchronized(
        web_of(said, "<#feed> ldes:pollingInterval 60 ; tree:shape <shape> .")
    ).policy
    assert found == policy
    assert found is None or found.keeps_nothing == (policy == RetentionPolicy())


@pytest.mark.parametrize(
    "said",
    [
        '<feed> ldes:retentionPolicy [ ldes:versionAmount "1" ] .',
        "<feed> ldes:retentionPolicy [ ldes:versionAmount 0 ] .",
        "<feed> ldes:retentionPolicy [ a ldes:LatestVersionSubset ; ldes:versionAmount 2 ] .",
        "<feed> ldes:retentionPolicy [ ldes:startingFrom '2024-01-01T00:00:00'^^xsd:dateTime ] .",
    ],
)
def test_minds_policies_that_are_none(said: str) -> None:
    with pytest.raises(ProtocolError):
        synchronized(web_of(said))


# JSON-LD ------------------------------------------------------------------------------------------


def json_of(value: object) -> tuple[str, str]:
    return "application/ld+json", json.dumps(value)


def test_reads_json_ld_with_contexts_that_stand_elsewhere() -> None:
    contexts = f"{BASE}contexts/"
    web = MemoryWeb(
        {
            f"{contexts}feed": json_of({"@context": ["terms", {"tree": "https://w3id.org/tree#"}]}),
            f"{contexts}terms": json_of(
                {
                    "@context": {
                        "@base": "https://elsewhere.example/",
                        "as": "https://www.w3.org/ns/activitystreams#",
                        "ldes": "https://w3id.org/ldes#",
                        "published": {
                            "@id": "as:published",
                            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
                        },
                    }
                }
            ),
            f"{contexts}title": json_of({"@context": {"title": "http://purl.org/dc/terms/title"}}),
            ROOT: json_of(
                {
                    "@context": [
                        "contexts/feed",
                        {"path": {"@type": "@id", "@id": "ldes:timestampPath"}},
                    ],
                    "@id": "#feed",
                    "tree:view": {"@id": ""},
                    "path": "as:published",
                    "ldes:versionOfPath": {"@id": "as:object"},
                    "tree:member": [
                        {
                            "@id": "a1",
                            "@type": "as:Create",
                            "as:object": {"@id": "a"},
                            "published": CREATED,
                            "@graph": {"@context": "contexts/title", "@id": "a", "title": "A"},
                        }
                    ],
                }
            ),
        }
    )
    client = LdesClient(ROOT, web, "application/ld+json")
    client.synchronize()
    assert titles(client) == {f"{BASE}a": {"A"}}
    assert client.fetched == [ROOT]
    client.synchronize()
    assert [url for url, _ in web.requests].count(f"{contexts}terms") == 1

    web.pages[f"{contexts}feed"] = json_of({"@context": "feed"})
    with pytest.raises(ProtocolError, match="recursive"):
        LdesClient(ROOT, web, "application/ld+json").synchronize()
    web.pages[f"{contexts}feed"] = ("text/html", "{}")
    with pytest.raises(ProtocolError, match="not JSON"):
        LdesClient(ROOT, web, "application/ld+json").synchronize()


def test_asks_for_nothing_that_has_no_graphs() -> None:
    with pytest.raises(ValueError, match="application/trig"):
        LdesClient(ROOT, MemoryWeb(), "text/turtle")
