"""The whole server is killed at any moment; nothing is lost, and the next one answers."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import requests

from tests.serving.conftest import PATIENCE_S
from tests.serving.running import running

EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
KILLS = 4


def test_a_server_that_is_killed_is_followed_by_one_that_answers(
    site: Path, store_path: Path
) -> None:
    """From before its readers are there to the midst of answers."""
    before, expected = digest(store_path), ""
    dice = random.Random(8)  # noqa: S311  (always the same moments)
    for _ in range(KILLS):
        with running(site, store_path) as (address, server), ThreadPoolExecutor(4) as clients:
            ends = threading.Event()
            asking = [clients.submit(ask_on, address, ends) for _ in range(4)]
            time.sleep(dice.random())
            server.kill()
            server.wait()
            ends.set()
            seen = set().union(*(each.result() for each in asking))
        assert len(seen) <= 1  # a cut answer is an error, and not a short one
        assert digest(store_path) == before
        with running(site, store_path) as (address, _):
            answer = requests.get(
                f"{address}sparql", params={"query": EVERYTHING}, timeout=PATIENCE_S
            )
            assert answer.status_code == 200
            expected = expected or answer.text
            assert {answer.text} | seen == {expected}


def ask_on(address: str, ends: threading.Event) -> set[str]:
    """Ask until the server is no more; what was answered."""
    found = set()
    while not ends.is_set():
        with suppress(requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
            asked = {"query": EVERYTHING}
            answer = requests.get(f"{address}sparql", params=asked, timeout=PATIENCE_S)
            assert answer.status_code == 200
            found.add(answer.text)
    return found


def digest(folder: Path) -> str:
    """What tells the files of a folder from others; but not the log that each opening writes."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("LOG"):
            found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest()
