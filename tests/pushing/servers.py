"""Real stores, each in a folder of its own for as long as it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from requests.auth import AuthBase, HTTPDigestAuth

from tests import needs
from tests.hosting.servers import free_port

PATIENCE_S = 60
PASSWORD = "dba"  # noqa: S105  (that of every new Virtuoso)


@dataclass(frozen=True, slots=True)
class Server:
    """A store that runs.

    Attributes:
        kind: As `--for` has it.
        url: As `--store` has it.
        user: Who may write, if not everybody.
        graphs: Where it takes graphs.
        updates: Where it takes updates.
        query: Where it is asked.
    """

    kind: str
    url: str
    user: str | None
    graphs: str
    updates: str
    query: str

    @property
    def options(self) -> list[str]:
        """What to tell `pykala push` of it."""
        return [*("--for", self.kind, "--store", self.url), *self._user]

    @property
    def update_options(self) -> list[str]:
        """What to tell `pykala push` of it as of one that takes updates."""
        digest = ["--digest"] if self.user else []
        where = ["--store", self.updates, "--query", self.query, "--protocol", "update"]
        return [*where, *self._user, *digest]

    @property
    def _user(self) -> list[str]:
        return ["--user", self.user] if self.user else []

    @property
    def auth(self) -> AuthBase | None:
        """Who may do everything."""
        return HTTPDigestAuth(self.user, PASSWORD) if self.user else None

    def ask(self, query: str, accept: str) -> bytes:
        """Ask a query."""
        answer = requests.post(
            self.query,
            data={"query": query},
            headers={"Accept": accept},
            auth=self.auth,
            timeout=PATIENCE_S,
        )
        answer.raise_for_status()
        return answer.content

    def update(self, text: str) -> None:
        """Make an update, and wait until it is made."""
        requests.post(
            self.updates, data={"update": text}, auth=self.auth, timeout=PATIENCE_S
        ).raise_for_status()

    def read(self, graph: str) -> bytes:
        """A graph as N-Triples."""
        answer = requests.get(
            self.graphs,
            params={"graph": graph},
            headers={"Accept": "application/n-triples"},
            auth=self.auth,
            timeout=PATIENCE_S,
        )
        answer.raise_for_status()
        return answer.content


_VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 10
[SPARQL]
; As Debian has it: answers are cut short without a word.
ResultSetMaxRows = 10000
"""


def _oxigraph(folder: Path, port: int) -> tuple[list[str], Server]:
    program = needs.program("oxigraph", os.pathsep.join([str(Path(sys.executable).parent)]))
    url = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    return command, Server("oxigraph", url, None, f"{url}/store", f"{url}/update", f"{url}/query")


def _virtuoso(folder: Path, port: int) -> tuple[list[str], Server]:
    program = needs.program("virtuoso-t")
    text = _VIRTUOSO.format(sql=free_port(), port=port)
    (folder / "virtuoso.ini").write_text(text, "utf-8")
    url = f"http://127.0.0.1:{port}"
    places = f"{url}/sparql-graph-crud-auth", f"{url}/sparql-auth", f"{url}/sparql-auth"
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    return command, Server("virtuoso", url, "dba", *places)


SERVERS: dict[str, Callable[[Path, int], tuple[list[str], Server]]] = {
    "oxigraph": _oxigraph,
    "virtuoso": _virtuoso,
}


@contextmanager
def serving(kind: str, folder: Path) -> Iterator[Server]:
    """Run a store for as long as it is needed; a missing one skips the test."""
    command, server = SERVERS[kind](folder, free_port())
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            _wait(process, server, folder / "log")
            yield server
        finally:
            process.kill()
            process.wait(PATIENCE_S)


def _wait(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            server.ask("ASK { }", "application/sparql-results+json")
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text("utf-8"))
