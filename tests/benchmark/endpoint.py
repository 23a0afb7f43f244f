"""The endpoint beside ``oxigraph serve``, and in a storm: ``python -m tests.benchmark.endpoint``.

Requests are made by wrk, which takes little of the machine that it shares with the servers.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox
import requests

from publisher.serving.sparql.question import Limits
from tests.benchmark.endpoint_document import N_ENDLESS, Measured, write
from tests.benchmark.machine import calibrate, describe
from tests.benchmark.pressing import press, simple_queries
from tests.benchmark.runner import build_corpus
from tests.benchmark.watching import CommandError
from tests.serving.conftest import build_site, build_store
from tests.serving.running import running
from tests.serving.storm import Outcome, weather

SECTIONS, STORM_S = 11_500, 600

_DOCUMENT = Path(__file__).parents[2] / "docs" / "endpoint-benchmarks.md"
_BASE = "https://data.example.fi/"
_PATIENCE_S = 60
# Never answered within any limit, and without memory: so many rows are only counted.
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_USUAL, _HURRIED = Limits(), Limits(time_s=1)
_STORMY = Limits(time_s=2, memory_bytes=200_000_000, answer_bytes=2_000_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write the document.

    Args:
        arguments: Of the command line.

    Returns:
        The exit code: 0 if everything could be measured, whether targets are reached or not.
    """
    options = _parser().parse_args(arguments)
    if missing := [name for name in ("wrk", "oxigraph") if _program(name) is None]:
        sys.stderr.write(f"install what is missing: {', '.join(missing)}\n")
        return 1
    try:
        with tempfile.TemporaryDirectory(dir=options.folder, prefix="pykala-endpoint-") as name:
            folder = Path(name)
            before = calibrate(folder / "before")
            published, quads = build_corpus(folder, options.sections)
            found = _measure(folder, published, options.storm)
            told = {"label": options.label, "quads": quads}
            machine = describe(folder) | {"Free before the run": before.words}
            text = write(found, told, machine)
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    options.output.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{text}\nWritten: {options.output}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.endpoint", description=__doc__)
    parser.add_argument("--sections", type=int, default=SECTIONS, help="how many § to serve")
    parser.add_argument("--storm", type=int, default=STORM_S, help="seconds of the storm")
    parser.add_argument("--label", default="", help="when it was measured: 'November 2026'")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--output", type=Path, default=_DOCUMENT, help="where to write")
    return parser


def _measure(folder: Path, published: Path, storm_s: int) -> Measured:
    site, store = published / "site", published / "store"
    queries = simple_queries(ox.Store.read_only(str(store)))
    with _oxigraph(store) as address:
        theirs = press(f"{address}query", queries)
    with running(site, store, _USUAL, base=_BASE, seconds=_PATIENCE_S) as (address, _):
        _wait_for(f"{address}sparql?query=ASK%7B%7D")
        kept = press(f"{address}sparql", queries)
        new = press(f"{address}sparql", queries, never_the_same=True)
        with _endless(f"{address}sparql"):
            beside = press(f"{address}sparql", queries, never_the_same=True)
    with running(site, store, _HURRIED, base=_BASE) as (address, _):
        ended_s = _ended(address)
    return Measured(
        theirs=theirs,
        kept=kept,
        new=new,
        beside=beside,
        ended_s=ended_s,
        resumed_s=_resumed(site, store),
        storm=_stormy(folder, storm_s),
        storm_s=storm_s,
    )


def _program(name: str) -> str | None:
    """Where a program is: beside this Python, or anywhere."""
    return shutil.which(name, path=Path(sys.executable).parent) or shutil.which(name)


@contextmanager
def _oxigraph(store: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        host = f"127.0.0.1:{taken.getsockname()[1]}"
    command = [_program("oxigraph") or "", "serve-read-only", "--location", str(store)]
    command += ["--bind", host, "--union-default-graph"]
    null = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=null, stderr=null) as server:
        try:
            _wait_for(f"http://{host}/query?query=ASK%7B%7D")
            yield f"http://{host}/"
        finally:
            server.kill()


def _wait_for(address: str) -> None:
    """Wait for an answer.

    Raises:
        CommandError: If there is none.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(requests.ConnectionError):
            if requests.get(address, timeout=_PATIENCE_S).ok:
                return
        time.sleep(0.01)
    message = f"nothing answers at {address}"
    raise CommandError(message)


@contextmanager
def _endless(address: str) -> Iterator[None]:
    """Let queries run that have no end but that of their time.

    Raises:
        CommandError: If one has ended meanwhile.
    """

    def ask() -> None:
        requests.get(address, params={"query": _ENDLESS}, timeout=2 * _PATIENCE_S)

    asking = [threading.Thread(target=ask) for _ in range(N_ENDLESS)]
    for each in asking:
        each.start()
    time.sleep(1)
    try:
        yield
        if not all(each.is_alive() for each in asking):
            message = "queries without an end have ended while others were measured"
            raise CommandError(message)
    finally:
        for each in asking:
            each.join()


def _ended(address: str) -> float:
    requests.get(f"{address}sparql", params={"query": "ASK {}"}, timeout=_PATIENCE_S)
    began = time.perf_counter()
    answer = requests.get(f"{address}sparql", params={"query": _ENDLESS}, timeout=_PATIENCE_S)
    seconds = time.perf_counter() - began
    if answer.ok:
        message = "a query without an end has been answered"
        raise CommandError(message)
    return seconds


def _resumed(site: Path, store: Path) -> float:
    with running(site, store, base=_BASE) as (address, server):
        asking = threading.Thread(target=_ask_in_vain, args=(f"{address}sparql",), daemon=True)
        asking.start()
        time.sleep(1)
        server.kill()
        server.wait()
    began = time.perf_counter()
    with running(site, store, base=_BASE) as (address, _):
        _wait_for(f"{address}sparql?query=ASK%7B%7D")
        return time.perf_counter() - began


def _ask_in_vain(address: str) -> None:
    with suppress(requests.RequestException):
        requests.get(address, params={"query": _ENDLESS}, timeout=_PATIENCE_S)


def _stormy(folder: Path, seconds: int) -> Outcome:
    site, store = build_site(folder / "small"), build_store(folder / "small-store")
    (site / "link").symlink_to("/etc")
    with running(site, store, _STORMY, seconds=seconds) as (address, server):
        return weather(address, server, seconds)


if __name__ == "__main__":
    sys.exit(main())
