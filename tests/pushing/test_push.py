"""`pykala push` against a store that says how it was asked, and fails as stores can."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest

from publisher.calling.credentials import Credentials
from publisher.calling.patience import ATTEMPTS, FIRST_WAIT_S
from publisher.cli import main
from publisher.errors import RemoteError, SettingsError, StoreError
from publisher.pushing import remote as remotes
from publisher.pushing import updates
from publisher.pushing.push import Done, Job, push
from publisher.pushing.targets import Target
from publisher.settings import Settings
from tests.pushing.conftest import GRAPHS
from tests.pushing.corpus import BASE, name_of, publish, quads
from tests.pushing.store import Fault, Store

SECRET = "Bearer of-a-data-officer"  # noqa: S105
PROTOCOLS = pytest.mark.parametrize("protocol", ["graph-store", "update"])
WRITES = ("PUT", "DELETE", "UPDATE")
FOREIGN = "https://tilastot.example/graph"


def target(store: Store, protocol: str = "graph-store") -> Target:
    if protocol == "update":
        return Target(graphs=f"{store.url}/update", query=f"{store.url}/query", protocol="update")
    return Target(graphs=f"{store.url}/store", query=f"{store.url}/query")


def pushed(  # noqa: PLR0913
    site: Settings,
    store: Store,
    protocol: str = "graph-store",
    *,
    send: bool = True,
    verify: bool = False,
    waits: list[float] | None = None,
    secret: str = "",
) -> Done:
    told: list[float] = [] if waits is None else waits
    job = Job(
        settings=site,
        target=target(store, protocol),
        credentials=Credentials(secret),
        send=send,
        verify=verify,
        pause=told.append,
    )
    return push(job, lambda *_: None)


def numbers(done: Done) -> tuple[int, int, int, int]:
    return done.added, done.changed, done.removed, done.unchanged


def held(site: Settings) -> dict[str, list[str]]:
    """What the site publishes, as the store tells what it holds."""
    store = Store("")
    store.data = ox.Store.read_only(str(site.output / "published" / "store"))
    return store.graphs()


@PROTOCOLS
def test_everything_arrives(store: Store, site: Settings, protocol: str) -> None:
    done = pushed(site, store, protocol)
    assert numbers(done) == (GRAPHS, 0, 0, 0)
    assert store.graphs() == held(site)
    assert len(held(site)) == GRAPHS
    assert done.size > 1000


@PROTOCOLS
def test_nothing_is_sent_the_second_time(store: Store, site: Settings, protocol: str) -> None:
    pushed(site, store, protocol)
    store.asked.clear()
    assert numbers(pushed(site, store, protocol)) == (0, 0, 0, GRAPHS)
    assert store.asked == [("QUERY", "")] * 2


@PROTOCOLS
def test_without_send_nothing_changes(store: Store, site: Settings, protocol: str) -> None:
    store.add(f"{BASE}old.jsonld")
    before = store.graphs()
    done = pushed(site, store, protocol, send=False)
    assert (numbers(done), done.sent, done.size) == ((GRAPHS, 0, 1, 0), False, 0)
    assert store.graphs() == before
    assert not store.requests(*WRITES)


@PROTOCOLS
def test_only_what_changed_is_sent(store: Store, site: Settings, protocol: str) -> None:
    pushed(site, store, protocol)
    store.add(FOREIGN)
    store.asked.clear()
    store.bodies.clear()
    publish(site, [*quads(range(1, 4)), *quads([4], edition=2), *quads(range(5, GRAPHS + 1))])
    assert numbers(pushed(site, store, protocol)) == (1, 1, 1, GRAPHS - 2)
    foreign = store.graphs().pop(FOREIGN)
    assert len(foreign) == 1
    assert store.graphs() == held(site) | {FOREIGN: foreign}
    sent = b"".join(store.bodies).decode()
    if protocol == "graph-store":
        assert store.requests("PUT") == [name_of(4), name_of(GRAPHS)]
        assert store.requests("DELETE") == [name_of(0)]
    else:
        assert {number for number in range(GRAPHS + 1) if f"GRAPH <{name_of(number)}>" in sent} == {
            *(0, 4, GRAPHS)
        }


@PROTOCOLS
def test_what_belongs_to_others_stays(store: Store, site: Settings, protocol: str) -> None:
    foreign = [FOREIGN, BASE.rstrip("/") + ".invalid/graph", "https://w3id.org/other"]
    for graph in foreign:
        store.add(graph)
    store.add("https://w3id.org/pykala/koodi/old")
    store.add(f"{BASE}old.jsonld")
    assert numbers(pushed(site, store, protocol)) == (GRAPHS, 0, 2, 0)
    assert store.graphs().keys() == held(site).keys() | set(foreign)


def test_what_was_pushed_under_another_base_goes(store: Store, site: Settings) -> None:
    """Memory alone knows that such a graph is ours."""
    pushed(site, store)
    moved = msgspec.structs.replace(site, base_iri="https://muuttanut.example/")
    publish(moved, quads(range(2)))
    assert numbers(pushed(moved, store)) == (0, 0, GRAPHS - 2, 2)
    assert store.graphs() == held(moved)


@PROTOCOLS
def test_an_emptied_store_is_found_out(store: Store, site: Settings, protocol: str) -> None:
    pushed(site, store, protocol)
    store.data.clear()
    assert numbers(pushed(site, store, protocol)) == (GRAPHS, 0, 0, 0)
    assert store.graphs() == held(site)


def test_a_restored_backup_is_found_out_by_its_counts(store: Store, site: Settings) -> None:
    pushed(site, store)
    store.add(name_of(3))
    store.data.remove_graph(ox.NamedNode(name_of(4)))
    assert numbers(pushed(site, store)) == (1, 1, 0, GRAPHS - 2)
    assert store.graphs() == held(site)


def test_only_verifying_finds_a_triple_that_was_exchanged(store: Store, site: Settings) -> None:
    pushed(site, store)
    graph = ox.NamedNode(name_of(3))
    store.data.remove(next(store.data.quads_for_pattern(None, None, None, graph)))
    store.add(graph.value)
    assert numbers(pushed(site, store)) == (0, 0, 0, GRAPHS)
    assert numbers(pushed(site, store, verify=True, send=False)) == (0, 1, 0, GRAPHS - 1)
    assert numbers(pushed(site, store)) == (0, 1, 0, GRAPHS - 1)
    assert store.graphs() == held(site)


@PROTOCOLS
def test_lost_memory_is_made_up_for_by_reading(store: Store, site: Settings, protocol: str) -> None:
    pushed(site, store, protocol)
    (site.output / "pushed.sqlite").unlink()
    store.data.remove_graph(ox.NamedNode(name_of(5)))
    for number in range(5):
        store.data.add(
            ox.Quad(
                ox.NamedNode(f"https://a.example/{number}"),
                ox.NamedNode("https://a.example/p"),
                ox.Literal("x"),
                ox.NamedNode(name_of(5)),
            )
        )
    store.asked.clear()
    assert numbers(pushed(site, store, protocol)) == (0, 1, 0, GRAPHS - 1)
    assert store.graphs() == held(site)
    assert len(store.requests("PUT", "UPDATE")) == 1


def test_a_damaged_memory_says_what_to_do(store: Store, site: Settings) -> None:
    (site.output / "pushed.sqlite").write_bytes(b"no memory" * 1000)
    with pytest.raises(SettingsError, match="this is damaged: delete it"):
        pushed(site, store)


def test_stores_are_told_apart(store: Store, site: Settings) -> None:
    """One work folder may be pushed to several."""
    pushed(site, store, "graph-store")
    store.data.clear()
    pushed(site, store, "update")
    store.asked.clear()
    assert numbers(pushed(site, store, "graph-store")) == (0, 0, 0, GRAPHS)


# Failing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_tries_again_when_a_store_is_busy(
    store: Store, site: Settings, status: int, *, done: bool
) -> None:
    waits: list[float] = []
    store.faults = [Fault("PUT", status, {"Retry-After": "7"}, done=done), Fault("QUERY", status)]
    assert numbers(pushed(site, store, waits=waits)) == (GRAPHS, 0, 0, 0)
    assert sorted(waits) == [FIRST_WAIT_S, 7.0]
    assert store.graphs() == held(site)
    assert len(store.requests("PUT")) == GRAPHS + 1


@pytest.mark.parametrize("method", ["PUT", "GET", "QUERY", "DELETE"])
@pytest.mark.parametrize("done", [False, True])
def test_tries_again_when_a_connection_is_cut(
    store: Store, site: Settings, method: str, *, done: bool
) -> None:
    store.add(f"{BASE}old.jsonld")
    store.faults = [Fault(method, cut=True, done=done)]
    assert numbers(pushed(site, store)) == (GRAPHS, 0, 1, 0)
    assert store.faults == []
    assert store.graphs() == held(site)


def test_tries_again_when_there_is_no_answer(
    store: Store, site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remotes, "TIMEOUTS_S", (5.0, 0.3))
    waits: list[float] = []
    store.faults = [Fault("PUT", slow_s=1.0, done=True)]
    assert numbers(pushed(site, store, waits=waits)) == (GRAPHS, 0, 0, 0)
    assert waits == [FIRST_WAIT_S]
    assert store.graphs() == held(site)


def test_tries_again_after_a_deadlock(store: Store, site: Settings) -> None:
    """Virtuoso stops one of two transactions that wait for each other."""
    waits: list[float] = []
    store.faults = [Fault("PUT", 500, text="Error 40001 SR172: Transaction deadlocked")]
    assert numbers(pushed(site, store, waits=waits)) == (GRAPHS, 0, 0, 0)
    assert waits == [FIRST_WAIT_S]


def test_gives_up_in_the_end_and_goes_on_later(store: Store, site: Settings) -> None:
    store.faults = [Fault("PUT", graph=name_of(5)) for _ in range(ATTEMPTS)]
    with pytest.raises(RemoteError, match=r"503 to PUT of .*, after 5 attempts: try again later"):
        pushed(site, store)
    there = len(store.graphs())
    assert there < GRAPHS
    assert numbers(pushed(site, store)) == (GRAPHS - there, 0, 0, there)
    assert store.graphs() == held(site)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_secret_says_what_to_do(store: Store, site: Settings, status: int) -> None:
    waits: list[float] = []
    store.faults = [Fault("PUT", status) for _ in range(20)]
    with pytest.raises(RemoteError, match=rf"{status} to PUT .*check --user and the secret"):
        pushed(site, store, waits=waits, secret=SECRET)
    assert waits == []


def test_without_a_secret_it_is_asked_for(store: Store, site: Settings) -> None:
    store.authorization = SECRET
    with pytest.raises(RemoteError, match=r"401 to a query: it wants to know who asks"):
        pushed(site, store)
    with pytest.raises(RemoteError, match="401") as caught:
        pushed(site, store, secret="Bearer of-somebody-else")  # noqa: S106
    assert "somebody" not in str(caught.value)
    assert numbers(pushed(site, store, secret=SECRET)) == (GRAPHS, 0, 0, 0)


def test_a_redirection_is_not_followed(store: Store, site: Settings) -> None:
    store.faults = [Fault("QUERY", 307, {"Location": f"{store.url}/else"})]
    with pytest.raises(RemoteError, match=r"leads to .*/else, where no secret was sent"):
        pushed(site, store, secret=SECRET)
    assert len(store.asked) == 1


def test_the_wrong_address_is_recognised(store: Store, site: Settings) -> None:
    store.faults = [Fault("QUERY", 404)]
    with pytest.raises(RemoteError, match=r"404 to a query: check --store and --for"):
        pushed(site, store)
    store.faults = [Fault("QUERY", 200, text="<html>")]
    with pytest.raises(RemoteError, match="does not answer as SPARQL does"):
        pushed(site, store)


@PROTOCOLS
def test_a_store_that_loses_triples_is_found_out(
    store: Store, site: Settings, protocol: str
) -> None:
    waits: list[float] = []
    store.lossy = {name_of(3)}
    with pytest.raises(RemoteError, match="1 graphs in the store are not as they are to be") as got:
        pushed(site, store, protocol, waits=waits)
    assert "1 missing, 0 too many, the first of <https://w3id.org/pykala/def#p" in str(got.value)
    assert name_of(3) in str(got.value)
    assert waits == [FIRST_WAIT_S] * 2
    store.lossy = set()
    assert numbers(pushed(site, store, protocol)) == (0, 1, 0, GRAPHS - 1)
    assert store.graphs() == held(site)


def test_others_are_sent_when_one_is_refused(store: Store, site: Settings) -> None:
    store.faults = [Fault("PUT", 400, text=f"no {SECRET}", graph=name_of(0))]
    with pytest.raises(RemoteError, match=r"400 to PUT of .*\(no …\)"):
        pushed(site, store, secret=SECRET)
    assert len(store.graphs()) == GRAPHS - 1


def test_stops_when_nothing_is_taken(store: Store, site: Settings) -> None:
    store.faults = [Fault("PUT", 400) for _ in range(100)]
    publish(site, quads(range(60)))
    with pytest.raises(RemoteError, match="10 graphs in the store"):
        pushed(site, store)
    assert len(store.requests("PUT")) < 30


@pytest.mark.parametrize("status", [400, 403, 500])
def test_what_cannot_be_removed_is_told_loudly(store: Store, site: Settings, status: int) -> None:
    old = f"{BASE}eli/dl/lumivaara/kunnanhallitus/2026/withdrawn.jsonld"
    store.add(old)
    store.faults = [Fault("DELETE", status, graph=old)]
    with pytest.raises(RemoteError, match=f"have to go; <{old}|<{old}> has to go"):
        pushed(site, store)
    assert old in store.graphs()
    assert numbers(pushed(site, store))[2] == 1
    assert store.graphs() == held(site)


def test_what_seems_removed_and_is_not_is_told(store: Store, site: Settings) -> None:
    old = f"{BASE}withdrawn.jsonld"
    store.add(old)
    store.faults = [Fault("DELETE", 204)]
    with pytest.raises(RemoteError, match="1 of them are no longer published and have to go"):
        pushed(site, store)


def test_what_leaves_goes_before_anything_comes(store: Store, site: Settings) -> None:
    store.add(f"{BASE}withdrawn.jsonld")
    store.add(name_of(7))
    pushed(site, store)
    writes = [each for each in store.asked if each[0] in WRITES]
    assert writes[:2] == [("DELETE", f"{BASE}withdrawn.jsonld"), ("PUT", name_of(7))]


def test_a_build_in_the_middle_stops_the_push(store: Store, site: Settings) -> None:
    """What it took off the network must not be sent any more."""

    def progress(stage: str, done: int, _: int) -> None:
        if (stage, done) == ("added", 3):
            (site.output / "published" / "mark").write_text("2", "utf-8")

    job = Job(settings=site, target=target(store), credentials=Credentials(""), send=True)
    with pytest.raises(StoreError, match="published something else meanwhile: run the same"):
        push(job, progress)
    assert len(store.graphs()) < GRAPHS


def test_there_has_to_be_a_build(store: Store, tmp_path: Path, site: Settings) -> None:
    nowhere = msgspec.structs.replace(site, output=tmp_path / "nowhere")
    with pytest.raises(StoreError, match="run `pykala build` first"):
        pushed(nowhere, store)


def test_two_pushes_do_not_meet(store: Store, site: Settings) -> None:
    """The second one, begun in the middle of the first, says who is there."""
    told: list[str] = []

    def progress(stage: str, *_: int) -> None:
        if stage == "added" and not told:
            with pytest.raises(SettingsError, match="another push is running here") as caught:
                pushed(site, store)
            told.append(str(caught.value))

    job = Job(settings=site, target=target(store), credentials=Credentials(""), send=True)
    push(job, progress)
    assert told


def test_a_store_that_cuts_answers_short_is_asked_for_the_rest(
    store: Store, site: Settings
) -> None:
    pushed(site, store)
    store.page_rows = 5
    store.asked.clear()
    assert numbers(pushed(site, store)) == (0, 0, 0, GRAPHS)
    assert len(store.requests("QUERY")) == 4


def test_a_large_graph_goes_in_several_updates(
    store: Store, site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "PIECE_BYTES", 3000)
    publish(site, quads([1], 100))
    pushed(site, store, "update")
    assert len(store.requests("UPDATE")) > 5
    assert store.graphs() == held(site)


def test_a_large_graph_that_stopped_half_way_is_sent_again(
    store: Store, site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "PIECE_BYTES", 3000)
    publish(site, quads([1], 100))
    pushed(site, store, "update")
    publish(site, quads([1], 100, edition=2), "2")
    ok = Fault("UPDATE", 200, done=True)
    store.faults = [ok, *(Fault("UPDATE", 503) for _ in range(ATTEMPTS))]
    with pytest.raises(RemoteError, match="after 5 attempts"):
        pushed(site, store, "update")
    publish(site, quads([1], 100), "3")
    assert numbers(pushed(site, store, "update")) == (0, 1, 0, 0)
    assert store.graphs() == held(site)


@PROTOCOLS
def test_a_push_that_is_killed_twice_goes_on(
    store: Store, site: Settings, tmp_path: Path, protocol: str
) -> None:
    publish(site, quads(range(600), 3))
    where = target(store, protocol)
    options = ["--store", where.graphs, "--query", where.query, "--protocol", protocol, "--yes"]
    call = [sys.executable, "-m", "publisher", "push", str(tmp_path / "pykala.toml"), *options]
    for least in (100, 300):
        process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(list(store.data.named_graphs())) < least:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
        process.wait(10)
        time.sleep(0.1)  # what the store had begun to do
    there = len(store.graphs())
    assert there < 600
    store.asked.clear()
    store.bodies.clear()
    done = pushed(site, store, protocol)
    # Up to eight requests of one graph, or of fifty, were under way.
    assert done.unchanged >= there - (8 if protocol == "graph-store" else 8 * 50)
    assert store.graphs() == held(site)
    sent = sum(body.count(b"INSERT DATA") for body in store.bodies)
    assert (sent or len(store.requests("PUT"))) == done.added + done.changed == 600 - done.unchanged


# The command --------------------------------------------------------------------------------------


def test_the_command_is_a_dry_run_until_told_otherwise(
    store: Store, site: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["push", str(tmp_path / "pykala.toml"), "--for", "oxigraph", "--store", store.url]
    assert main(call) == 0
    told = capsys.readouterr()
    assert told.out == (
        f"graphs: {GRAPHS} would be added, 0 would be changed, 0 would be removed, 0 the same\n"
        f"nothing was sent; to send {GRAPHS} of them, add --yes\n"
    )
    assert not store.graphs()
    assert main([*call, "--yes"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"graphs: {GRAPHS} added, 0 changed, 0 removed, 0 the same"
    assert second.startswith("sent ")
    assert store.graphs() == held(site)
    assert main(call) == 0
    assert capsys.readouterr().out.endswith(f"0 would be removed, {GRAPHS} the same\n")
    store.faults = [Fault("QUERY", 403)]
    assert main(call) == 1
    assert f"pykala: {store.url}/query answers 403 to a query: it wants" in capsys.readouterr().err


def test_the_secret_shows_nowhere(
    store: Store,
    site: Settings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(0)
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n", "utf-8")
    store.authorization = SECRET
    call = ["push", str(tmp_path / "pykala.toml"), "--for", "oxigraph", "--store", store.url]
    assert main([*call, "--secret-file", str(file), "--yes"]) == 0
    store.faults = [Fault("QUERY", 500, text=f"no {SECRET}")]
    assert main([*call, "--secret-file", str(file)]) == 1
    told = capsys.readouterr()
    assert store.told == {SECRET}
    assert store.graphs() == held(site)
    assert SECRET not in told.out + told.err + caplog.text
    memory = b"".join(path.read_bytes() for path in site.output.glob("pushed*"))
    assert SECRET.encode() not in memory


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--store", "http://store.example", "--for", "oxigraph"], "would carry the secret in cle"),
        (["--store", "http://a:b@localhost", "--for", "oxigraph"], "leave user and password out"),
        (["--store", "localhost:7878", "--for", "oxigraph"], "write an address like"),
        (["--store", "http://localhost/?x=1", "--for", "oxigraph"], "leave out of the address"),
        (["--store", "https://a.example"], "say which program the store is"),
        (["--store", "https://a.example", "--for", "allegro"], "we know oxigraph, virtuoso, fuse"),
        (["--store", "https://a.example", "--for", "qlever", "--digest"], "says that already"),
    ],
)
def test_a_call_that_is_wrong_says_so(  # noqa: PLR0913
    site: Settings,
    tmp_path: Path,
    options: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PYKALA_STORE_SECRET", "a-secret")
    assert main(["push", str(tmp_path / "pykala.toml"), *options]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "a-secret" not in told
    assert not (site.output / "pushed.sqlite").exists()


@pytest.mark.usefixtures("site")
def test_a_user_needs_a_password(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["push", str(tmp_path / "pykala.toml"), "--for", "oxigraph", "--store", store.url]
    assert main([*call, "--user", "a"]) == 2
    assert "its password is missing: set PYKALA_STORE_SECRET" in capsys.readouterr().err
    assert not store.asked
