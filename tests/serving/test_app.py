from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
import requests

from publisher.errors import SettingsError
from publisher.serving.app import serve

BASE = "https://data.example.fi/"
PROGRAM = """
import pathlib, sys
from publisher.serving.app import serve
serve(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), base_iri=sys.argv[3], port=0)
"""
PATIENCE_S = 30


@pytest.fixture(scope="module")
def address(site: Path, store_path: Path) -> Iterator[str]:
    """A real server in a process of its own; it ends by itself on an interrupt."""
    command = [sys.executable, "-c", PROGRAM, str(site), str(store_path), BASE]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        watchdog = threading.Timer(PATIENCE_S, server.kill)
        watchdog.start()
        try:
            assert server.stderr is not None
            found = next(filter(None, (re.search(r"http://\S+", line) for line in server.stderr)))
            yield found[0]
            server.send_signal(signal.SIGINT)
            assert server.wait(PATIENCE_S) == 0
        finally:
            watchdog.cancel()
            server.kill()


def test_serves_requests_and_rdflib(address: str) -> None:
    page = requests.get(f"{address}tuulikoski", timeout=PATIENCE_S)
    assert page.url == f"{address}tuulikoski.html"
    assert page.text == "<title>Tuulikoski</title>"
    assert page.history[0].headers["vary"] == "Accept"
    head = requests.head(f"{address}tuulikoski.ttl", timeout=PATIENCE_S)
    assert (head.status_code, head.content) == (200, b"")

    graph = rdflib.Graph().parse(f"{address}eli/tuulikoski/kaupunginhallitus/2024/58")
    section = rdflib.URIRef(f"{BASE}eli/dl/tuulikoski/kaupunginhallitus/2024/58")
    assert list(graph) == [
        (section, rdflib.SKOS.prefLabel, rdflib.Literal("Tuulikoski", lang="fi"))
    ]

    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}
    answer = requests.get(f"{address}sparql", params=query, timeout=PATIENCE_S)
    assert answer.text == "n\r\n7\r\n"


def test_keeps_the_folder_closed_to_raw_paths(address: str) -> None:
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    for path in ("/../pyproject.toml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/..%5c"):
        with socket.create_connection((host, int(port)), PATIENCE_S) as connection:
            connection.sendall(
                f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
            )
            assert connection.recv(12) == b"HTTP/1.1 404"


def test_serves_pages_and_ends_while_a_query_goes_on(address: str) -> None:
    cross = " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(20))
    target = f"/sparql?{urlencode({'query': f'SELECT (COUNT(*) AS ?n) {{ {cross} }}'})}"
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), PATIENCE_S) as connection:
        connection.sendall(f"GET {target} HTTP/1.0\r\n\r\n".encode())
        page = requests.get(f"{address}tuulikoski.html", timeout=PATIENCE_S)
    assert page.status_code == 200  # and the fixture sees the server end


@pytest.mark.parametrize("host", ["192.0.2.1", "data.example.invalid"])
def test_says_what_to_do_about_an_address_of_another_machine(
    host: str, site: Path, store_path: Path
) -> None:
    with pytest.raises(SettingsError, match="cannot be had"):
        serve(site, store_path, base_iri=BASE, host=host)


def test_says_what_to_do_about_a_port_in_use(site: Path, store_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"port {port} .* choose another port"):
            serve(site, store_path, base_iri=BASE, port=port)
    with pytest.raises(SettingsError, match="no port 70000"):
        serve(site, store_path, base_iri=BASE, port=70_000)


def test_says_what_to_do_without_a_site(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="run `pykala build` first"):
        serve(tmp_path / "none", tmp_path, base_iri=BASE)
