"""A server that goes on running while builds replace what it serves."""

from __future__ import annotations

import itertools
import json
import time
from urllib.parse import quote

from publisher.serving.app import Application
from tests.build.corpora import BASE, Folder, Section
from tests.serving.conftest import PATIENCE_S, Client

DECISIONS = (
    "PREFIX eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> "
    "SELECT ?s { ?s a eli-dl:Decision }"
)


def test_serves_what_the_last_build_published_however_many_there_were(built: Folder) -> None:
    published = built.path / "var" / "published"
    app = Application(published / "site", published / "store", base_iri=BASE)
    with Client(app) as client:
        seen = [_decisions(client, set())]
        found = seen[0]
        for first in (11, 13, 15):  # two builds come back to the folder that they began with
            for number in (first, first + 1):
                title = Section(number=number, title="Latukone").text()
                built.write(f"lumivaara/kh-{number}.txt", title)
                built.build()
                found = _decisions(client, found)
            seen.append(found)
    assert [len(now - before) for before, now in itertools.pairwise(seen)] == [2, 2, 2]
    new = sorted(seen[-1] - seen[0])
    assert len(new) == 6
    for iri in new:
        assert client.get(f"/{iri.removeprefix(BASE)}.ttl").status == 200


def _decisions(client: Client, before: set[str]) -> set[str]:
    """The decisions, as soon as they are others than before."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        answer = client.get(f"/sparql?query={quote(DECISIONS)}", "application/sparql-results+json")
        assert answer.status == 200, answer.text
        rows = json.loads(answer.text)["results"]["bindings"]
        found = {row["s"]["value"].partition("#")[0] for row in rows}
        if found != before:
            return found
        assert time.monotonic() < deadline
