"""Everything at once that clients do to servers, for a while: nothing falls over, nothing leaks."""

from __future__ import annotations

import random
import socket
import subprocess
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import requests

from tests.serving.conftest import PATIENCE_S

Host = tuple[str, int]

CLIENTS = 16
CONNECTIONS = 200
SIMPLE = "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3"
CROSS = "SELECT (COUNT(*) AS ?n) { {p} }".replace(
    "{p}", " ".join(f"?a{number} ?p{number} ?b{number} ." for number in range(20))
)
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def get(target: str, *headers: str) -> bytes:
    lines = [f"GET {target} HTTP/1.1", "Host: a.example", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def post(content: bytes, media_type: str = "application/sparql-query") -> bytes:
    head = (
        "POST /sparql HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def ask(query: str) -> bytes:
    return get(f"/sparql?query={quote(query)}")


# By what is sent, with which statuses it may be answered.
BUSY = {429, 503}
REQUESTS: dict[str, tuple[bytes, set[int]]] = {
    "simple": (ask(SIMPLE), {200} | BUSY),
    "page": (get("/tuulikoski.html"), {200}),
    "thing": (get("/tuulikoski", "Accept: text/turtle"), {303}),
    "cross product": (ask(CROSS), {500} | BUSY),
    "large answer": (ask(LARGE), {200, 500} | BUSY),
    "regex": (ask(f'ASK {{ FILTER(REGEX("{"a" * 2000}!", "^(a+)+$")) }}'), {200} | BUSY),
    "nested": (post(f"ASK {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}".encode()), {500} | BUSY),
    "a megabyte": (post(b"ASK { FILTER('" + b"x" * 990_000 + b"' = '') }"), {200} | BUSY),
    "more than a megabyte": (post(b"#" * 1_000_001), {413}),
    "bad encoding": (post(b"ASK { FILTER('\xe4') }"), {400}),
    "no query": (post(b"\x00" * 1000), {400} | BUSY),
    "another type": (post(b"<x/>", "text/xml"), {415}),
    "another method": (get("/sparql").replace(b"GET", b"BREW"), {400, 405}),
    "no http": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20, {400}),
    "headers": (get("/", *(f"X-{number}: {'y' * 900}" for number in range(100))), {200, 400, 431}),
    "a long target": (get("/" + "x" * 100_000), {400, 404, 414, 431}),
    "up": (get("/../../etc/passwd"), {404}),
    "up, encoded": (get("/%2e%2e/%2e%2e/etc/passwd"), {404}),
    "up, twice": (get("/%252e%252e/etc/passwd"), {404}),
    "nul": (get("/tuulikoski%00.html"), {404}),
    "backslash": (get("/..%5c..%5cetc%5cpasswd"), {404}),
    "link": (get("/link/passwd"), {404}),
}


def status_of(host: Host, content: bytes) -> int:
    """Send a request; 0 if nothing comes back."""
    with closing(socket.create_connection(host, PATIENCE_S)) as connection:
        with suppress(OSError):  # a server may answer and hang up before it has heard all
            connection.sendall(content)
        answer = b""
        with suppress(OSError):
            while len(answer) < len(b"HTTP/1.1 200") and (piece := connection.recv(4096)):
                answer += piece
            while connection.recv(65_536):
                pass
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def leave_early(host: Host, dice: random.Random) -> None:
    with closing(socket.create_connection(host, PATIENCE_S)) as connection:
        connection.sendall(ask(dice.choice((SIMPLE, CROSS, LARGE))))
        time.sleep(dice.random() / 10)


def dawdle(host: Host, dice: random.Random) -> None:
    """Send a byte now and then, and take an answer in small bites."""
    content, start = ask(LARGE), dice.randrange(20, 60)
    with closing(socket.create_connection(host, PATIENCE_S)) as connection, suppress(OSError):
        for byte in content[:start]:
            connection.sendall(bytes([byte]))
            time.sleep(0.01)
        connection.sendall(content[start:])
        for _ in range(20):
            connection.recv(100)
            time.sleep(0.02)


class Storm:
    """Clients that send whatever there is, until it is over.

    Attributes:
        seen: How often each status came, by what was sent.
        wrong: What came that may not come.
    """

    def __init__(self, host: Host) -> None:
        self.seen: dict[str, Counter[int]] = {name: Counter() for name in REQUESTS}
        self.wrong: list[str] = []
        self._host = host
        self._ends = threading.Event()

    def send(self, name: str) -> None:
        """Send one request of `REQUESTS`, and see what comes back."""
        content, allowed = REQUESTS[name]
        status = status_of(self._host, content)
        self.seen[name][status] += 1
        if status not in allowed:
            self.wrong.append(f"{name}: {status}")

    def rage(self, seconds: float) -> None:
        """Send whatever there is for a while, beside many connections that say nothing."""
        idle = [socket.create_connection(self._host, PATIENCE_S) for _ in range(CONNECTIONS)]
        with ThreadPoolExecutor(CLIENTS) as clients:
            dice = [random.Random(seed) for seed in range(CLIENTS)]  # noqa: S311  (always the same)
            raging = [clients.submit(self._go_on, each) for each in dice]
            time.sleep(seconds)
            self._ends.set()
            for each in raging:
                each.result()
        for connection in idle:
            connection.close()

    def _go_on(self, dice: random.Random) -> None:
        while not self._ends.is_set():
            if dice.random() < 0.2:
                dice.choice((leave_early, dawdle))(self._host, dice)
            else:
                self.send(dice.choice(list(REQUESTS)))


@dataclass(frozen=True)
class Outcome:
    """What is left after a storm.

    Attributes:
        seen: How often each status came, by what was sent.
        wrong: What came that may not come.
        before: Bytes of memory of the server, once each request had been sent.
        after: The same, once all was quiet again.
    """

    seen: dict[str, Counter[int]]
    wrong: list[str]
    before: int
    after: int


def weather(address: str, server: subprocess.Popen[str], seconds: float) -> Outcome:
    """Let a storm go over a server, which has to live.

    Args:
        address: Of the server.
        server: Its process.
        seconds: How long the storm lasts.
    """
    parts = urlsplit(address)
    storm = Storm((str(parts.hostname), int(parts.port or 0)))
    for name in REQUESTS:
        storm.send(name)
    assert storm.wrong == []
    before = resident_bytes(server.pid)
    storm.rage(seconds)
    assert server.poll() is None
    wait_until_quiet(address)
    storm.send("simple")
    storm.send("page")
    return Outcome(storm.seen, storm.wrong, before, resident_bytes(server.pid))


def resident_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))


def wait_until_quiet(address: str) -> None:
    """Wait until nothing is under way any more."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        told = requests.get(f"{address}health", timeout=PATIENCE_S).json()
        if not told["problem"] and not told["busy"] + told["slow"] + told["waiting"]:
            return
        assert time.monotonic() < deadline, told
        time.sleep(0.1)
