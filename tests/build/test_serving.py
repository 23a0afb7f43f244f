"""A server that goes on running while builds replace what it serves."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import requests

from publisher.serving.app import Application
from tests.build.corpora import BASE, Folder, Section
from tests.serving.conftest import PATIENCE_S, Client
from tests.serving.running import running

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


ALWAYS_THERE = (
    f"sparql?query={quote(DECISIONS)}",
    "",
    "lumivaara.html",
    "eli/dl/lumivaara/kaupunginhallitus/2026/9",
    "eli/dl/lumivaara/kaupunginhallitus/2026/9.ttl",
    "lataukset/lumivaara-2026.nq.gz",
)


def test_no_request_is_lost_while_builds_replace_what_is_served(built: Folder) -> None:
    published = built.path / "var" / "published"
    ends = threading.Event()

    def go_on(address: str) -> Counter[tuple[str, int]]:
        found: Counter[tuple[str, int]] = Counter()
        with requests.Session() as session:
            for path in itertools.cycle(ALWAYS_THERE):
                if ends.is_set():
                    return found
                answer = session.get(f"{address}{path}", timeout=PATIENCE_S)
                found[path, answer.status_code] += 1
                assert answer.content
        return found

    with (
        running(published / "site", published / "store", base=BASE) as (address, _),
        ThreadPoolExecutor(4) as clients,
    ):
        asking = [clients.submit(go_on, address) for _ in range(4)]
        seen = []
        for number in (11, 12, 13):
            section = Section(number=number, title="Latukone").text()
            built.write(f"lumivaara/kh-{number}.txt", section)
            built.build()
            path = f"eli/dl/lumivaara/kaupunginhallitus/2026/{number}.ttl"
            seen.append(requests.get(f"{address}{path}", timeout=PATIENCE_S).status_code)
        ends.set()
        found = sum((each.result() for each in asking), Counter())
    assert seen == [200] * 3
    assert set(found) == {(path, 200) for path in ALWAYS_THERE}
