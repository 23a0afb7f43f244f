"""`pykala push` to stores that others have written: Oxigraph's own server, and Virtuoso."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.calling.credentials import Credentials
from publisher.pushing.canonical import fingerprint, read_n_triples
from publisher.pushing.remote import remote
from publisher.pushing.targets import Target
from publisher.settings import Settings
from tests.build.corpora import pykala
from tests.pushing.corpus import BASE, OBJECTS, name_of, publish, quads, settings_in
from tests.pushing.servers import PASSWORD, SERVERS, Server, serving
from tests.site.building import REPOSITORY, Built

# A hundred thousand quads.
GRAPHS, TRIPLES = 1500, 67
FOREIGN = "https://tilastot.example/graph"
OTHERS = "https://tilastot.example/many/"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    monkeypatch.delenv("PYKALA_STORE_SECRET", raising=False)


@pytest.fixture(params=SERVERS, scope="module")
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with serving(request.param, tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture
def secret(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if server.user:
        monkeypatch.setenv("PYKALA_STORE_SECRET", PASSWORD)


def kind_of(term: ox.NamedNode | ox.Literal) -> tuple[str, str]:
    if isinstance(term, ox.NamedNode):
        return "IRI", ""
    return term.datatype.value, term.language or ""


def test_the_corpus_has_every_kind(demo: Built) -> None:
    store = ox.Store.read_only(str(demo.settings.parent.parent / "var/demo/published/store"))
    kinds = set()
    for quad in store:
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        kinds.add(kind_of(quad.object))
    assert len(kinds) > 12
    assert kinds <= {kind_of(term) for term in OBJECTS}


def corpus(graphs: range) -> Iterator[ox.Quad]:
    return iter(quads(graphs, TRIPLES))


def summary(server: Server, settings: Settings) -> tuple[int, int, list[str]]:
    """How many graphs and triples a store holds of ours, and which differ."""
    published = ox.Store.read_only(str(settings.output / "published" / "store"))
    count = (
        b'SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "%s")) }'
    )
    said = server.ask((count % BASE.encode()).decode(), "text/csv").decode()
    wrong = []
    graphs = [graph.value for graph in published.named_graphs()]
    for graph in graphs:
        ours = published.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
        theirs = read_n_triples(server.read(graph), "application/n-triples")
        if fingerprint(theirs).digest != fingerprint(ours or b"").digest:
            wrong.append(graph)
    return len(graphs), int(said.split()[-1].strip('"')), wrong


def interrupted(settings_file: Path, server: Server, graphs: int) -> int:
    """Push until so many graphs have arrived, and kill it without warning.

    Returns:
        How many graphs there are then.
    """
    query = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{BASE}")) }}'

    def there() -> int:
        return len(server.ask(query, "text/csv").splitlines()) - 1

    process = subprocess.Popen(
        [sys.executable, "-m", "publisher", "push", settings_file, *server.options, "--yes"],
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 120
    while there() < graphs:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.3)
    process.kill()
    process.wait(10)
    return there()


@pytest.mark.usefixtures("secret")
def test_a_hundred_thousand_quads_interrupted_twice(server: Server, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    file = tmp_path / "pykala.toml"
    everything = publish(settings, corpus(range(GRAPHS)))
    server.update(f'INSERT DATA {{ GRAPH <{FOREIGN}> {{ <{FOREIGN}> <{BASE}p> "x" }} }}')
    first = interrupted(file, server, 300)
    second = interrupted(file, server, first + 300)
    assert 600 <= second < GRAPHS
    resumed = pykala("push", str(file), *server.options, "--yes")
    assert resumed.returncode == 0, resumed.stderr
    added, changed = (
        int(part.split()[0]) for part in resumed.stdout.split(": ")[1].split(", ")[:2]
    )
    # What was being written when it was killed is written again.
    assert added <= GRAPHS - first - 300
    assert added + changed <= GRAPHS - second + 16
    assert summary(server, settings) == (GRAPHS, len(everything), [])
    assert len(everything) > 95_000
    print(f"{server.kind}: killed at {first} and {second}; {resumed.stdout}")  # noqa: T201
    again = pykala("push", str(file), *server.options, "--yes", "--verify")
    assert again.stdout.startswith(f"graphs: 0 added, 0 changed, 0 removed, {GRAPHS} the same\n")

    publish(settings, [*corpus(range(10, GRAPHS)), *quads([5], TRIPLES, edition=2)], "2")
    less = pykala("push", str(file), *server.options, "--yes")
    assert less.returncode == 0, less.stderr
    assert less.stdout.startswith(
        f"graphs: 0 added, 1 changed, 9 removed, {GRAPHS - 10} the same\n"
    )
    assert b"x" in server.read(FOREIGN)
    assert summary(server, settings)[2] == []


@pytest.mark.usefixtures("secret")
def test_much_that_changes_and_goes(server: Server, tmp_path: Path) -> None:
    """Virtuoso stops transactions that take away side by side."""
    settings = settings_in(tmp_path)
    file = str(tmp_path / "pykala.toml")
    publish(settings, quads(range(5000, 5200), 10))
    assert pykala("push", file, *server.options, "--yes").returncode == 0
    publish(settings, quads(range(5000, 5100), 10, edition=2), "2")
    done = pykala("push", file, *server.options, "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("graphs: 0 added, 100 changed, 100 removed, 0 the same\n")


@pytest.mark.usefixtures("secret")
def test_by_updates(server: Server, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    everything = publish(settings, quads(range(2000, 2100), 20))
    for added in (100, 0):
        done = pykala("push", str(tmp_path / "pykala.toml"), *server.update_options, "--yes")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"graphs: {added} added, 0 changed, ")
    assert summary(server, settings) == (100, len(everything), [])


def test_more_graphs_than_virtuoso_gives_rows(server: Server) -> None:
    graphs = 12_000
    for start in range(0, graphs, 1000):
        numbers = range(start, start + 1000)
        parts = (f"GRAPH <{OTHERS}{each}> {{ <{OTHERS}> <{OTHERS}p> {each} }}" for each in numbers)
        server.update(f"INSERT DATA {{ {' '.join(parts)} }}")
    where = Target(graphs=server.graphs, query=server.query)
    found = remote(where, Credentials(PASSWORD, server.user, digest=True))
    counts = [(graph, count) for graph, count in found.counts() if graph.startswith(OTHERS)]
    found.close()
    assert sorted(counts) == sorted((f"{OTHERS}{each}", 1) for each in range(graphs))


@pytest.mark.usefixtures("secret")
def test_a_large_graph(server: Server, tmp_path: Path) -> None:
    """More triples than Virtuoso gives back at a time, without a word."""
    settings = settings_in(tmp_path)
    everything = publish(settings, quads([3000], 12_000))
    for added in (1, 0):
        done = pykala("push", str(tmp_path / "pykala.toml"), *server.options, "--yes", "--verify")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"graphs: {added} added, 0 changed")
    cut = read_n_triples(server.read(name_of(3000)), "application/n-triples")
    assert (len(cut.splitlines()) < 12_000) == (server.kind == "virtuoso")
    assert summary(server, settings)[:2] == (1, len(everything))


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)  # anybody may write to the other
def test_a_wrong_password_is_refused(server: Server, tmp_path: Path) -> None:
    publish(settings_in(tmp_path), quads(range(3)))
    wrong = tmp_path / "wrong"
    wrong.write_text("not-the-password", "utf-8")
    options = [*server.options, "--secret-file", str(wrong), "--yes"]
    done = pykala("push", str(tmp_path / "pykala.toml"), *options)
    assert done.returncode == 1
    assert "answers 401 to a query: it does not let us do that: check --user" in done.stderr
    assert "not-the-password" not in done.stderr


@pytest.mark.usefixtures("secret")
def test_what_the_stores_change(server: Server, tmp_path: Path) -> None:
    """What docs/push.md says of each: nothing else comes back in other letters."""
    settings = settings_in(tmp_path)
    publish(settings, quads([4000], 400))
    done = pykala("push", str(tmp_path / "pykala.toml"), *server.options, "--yes")
    assert done.returncode == 0, done.stderr
    published = ox.Store.read_only(str(settings.output / "published" / "store"))
    ours = {str(quad.object) for quad in published}
    content = read_n_triples(server.read(name_of(4000)), "application/n-triples")
    theirs = {str(quad.object) for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES)}
    gone = {text.rpartition("#")[2].rstrip(">") for text in ours - theirs}
    assert (
        gone == {"oxigraph": set(), "virtuoso": {"integer", "dateTime", "wktLiteral"}}[server.kind]
    )
    assert len(ours) == len(OBJECTS)
