"""The documents of an event stream, whatever objects say."""

from __future__ import annotations

import pyoxigraph as ox

from publisher.changes.events import Activity, Event
from publisher.changes.stream import Document, Stream

BASE = "https://data.example.fi/"
STREAM = Stream(
    iri=f"{BASE}muutokset#virta",
    title={"fi": "Päätökset"},
    licence="https://creativecommons.org/licenses/by/4.0/",
    shape=f"{BASE}shapes#Change",
)
SAID = {
    "a": ([b"@prefix ex: <https://one.example/> ."], b"ex:s ex:p ex:o .\n"),
    "b": ([b"@prefix ex: <https://two.example/> ."], b"ex:s ex:p ex:o .\n"),
    "c": ([b"@prefix as: <https://three.example/> ."], b"as:s as:p as:o .\n"),
    "d": ([], b""),
    "e": ([b"@prefix ex: <https://two.example/> ."], b"ex:s ex:p ex:o .\n"),
}


class Sayings:
    """Objects whose prefixes contradict each other, and the namespaces of the stream too."""

    def turtle(self, event: Event) -> tuple[list[bytes], bytes]:
        return SAID[event.object.removeprefix(BASE)]

    def json_ld(self, event: Event) -> list[bytes]:
        raise NotImplementedError(event)


def document() -> bytes:
    events = [
        Event(
            object=f"{BASE}{name}",
            activity=Activity.CREATE,
            published="2026-11-23T05:00:00Z",
            number=number,
            kind="page",
            digest="",
            size_bytes=0,
        )
        for number, name in enumerate(SAID, start=1)
    ]
    return Document(stream=STREAM, events=events).trig(Sayings())


def test_a_member_keeps_the_prefixes_that_its_object_has() -> None:
    graphs: dict[str, set[str]] = {}
    for quad in ox.parse(document(), ox.RdfFormat.TRIG, base_iri=f"{BASE}muutokset/x.trig"):
        graphs.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
    default = graphs.pop(str(ox.DefaultGraph()))
    hosts = [line.split(".example")[0] for (line,) in map(sorted, graphs.values())]
    assert hosts == [
        "<https://one",
        "<https://two",
        "<https://three",
        "<https://two",
    ]
    created = [line for line in default if "activitystreams#Create" in line]
    assert len(created) == len(SAID)


def test_a_prefix_is_declared_again_only_where_it_changes() -> None:
    lines = [line for line in document().splitlines() if line.startswith(b"@prefix")]
    assert len(lines) == len(set(lines)) + 1  # that of the stream's own, after the contradiction
