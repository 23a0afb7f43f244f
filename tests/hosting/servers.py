"""Web servers in processes of their own, on free ports of the loopback address."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import needs
from tests.site.building import environment, pykala

PATIENCE_S = 30
UPSTREAM = "127.0.0.1:8000"
APACHE_MODULES = Path("/usr/lib/apache2/modules")
EDGE_RUNTIME = Path(__file__).with_name("edge_runtime.mjs")


class Answer(NamedTuple):
    """An answer; the values of a header that comes several times are joined."""

    status: int
    headers: dict[str, str]
    body: bytes


class Place(NamedTuple):
    """What is served.

    Attributes:
        settings: The settings file.
        root: The folder that is shown at ``/``.
        base: The path of the base IRI.
    """

    settings: Path
    root: Path
    base: str = "/"


class Server(NamedTuple):
    """A running server.

    Attributes:
        name: Of its kind.
        port: On the loopback address.
        place: What it serves.
    """

    name: str
    port: int
    place: Place

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send a request that has the headers given and no others.

        Args:
            path: Below the base, encoded.
            method: Of the request.
            headers: With underscores for hyphens.
        """
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.putrequest(method, self.place.base + path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            found: dict[str, str] = {}
            for name, value in response.getheaders():
                key = name.title()
                found[key] = f"{found[key]}, {value}" if key in found else value
            return Answer(response.status, found, response.read())
        finally:
            connection.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert isinstance(port, int)
    return port


@contextmanager
def serving(name: str, place: Place, folder: Path, *, upstream: str = UPSTREAM) -> Iterator[Server]:
    """Run a server over a place for as long as it is needed; a missing one skips the test.

    Args:
        name: Of its kind.
        place: What it shows.
        folder: For its configuration.
        upstream: Host and port of the endpoint, in place of those of a machine of its own.

    Yields:
        It, when it listens.
    """
    if program := PROGRAMS[name]:
        needs.program(program, FOLDERS)
    if name != "serve":
        options = ("--for", name, "--output", folder, "--root", place.root)
        done = pykala("hosting", place.settings, *options, folder=folder)
        assert (done.returncode, done.stderr) == (0, "")
        for written in map(Path, done.stdout.splitlines()):
            text = written.read_text("utf-8")
            written.write_text(text.replace(UPSTREAM, upstream), "utf-8")
    port = free_port()
    command = COMMANDS[name](place, folder, port)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env=environment() | {"HOME": str(folder)}
        )
        try:
            _wait(process, port, folder / "log")
            yield Server(name, port, place)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"nothing listens: {log.read_text('utf-8')}")


FOLDERS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))


def _serve(place: Place, _: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "publisher", "serve", str(place.settings), "--port", str(port)]


def _nginx(_: Place, folder: Path, port: int) -> list[str]:
    paths = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f'{name}_temp_path "{folder}/{name}"; ' for name in paths)
    config = folder / "nginx.conf"
    config.write_text(
        f"""{"user root;" if os.geteuid() == 0 else ""}
daemon off; worker_processes 1; pid "{folder}/pid"; error_log stderr warn;
events {{ worker_connections 64; }}
http {{
    access_log off; {temporary}
    include "{folder}/pykala-maps.conf";
    server {{ listen 127.0.0.1:{port}; include "{folder}/pykala-site.conf"; }}
}}
"""
    )
    return [str(shutil.which("nginx", path=FOLDERS)), "-c", str(config), "-e", "stderr"]


def load_modules() -> str:
    """The lines by which Apache loads what Debian loads, and what the rules need beside it."""
    names = (
        *("mpm_event", "authz_core", "mime", "dir", "rewrite", "headers", "deflate", "filter"),
        *("negotiation", "alias", "setenvif", "proxy", "proxy_http"),
    )
    return "".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n" for name in names)


def _apache(place: Place, folder: Path, port: int) -> list[str]:
    # Both ways to use the rules: lying in the folder of the site, and included for it.
    rules = folder / ".htaccess"
    included = (
        f'<Directory "{place.root}{place.base.rstrip("/")}">\nInclude "{rules}"\n</Directory>'
    )
    if place.base == "/":
        included = ""
        shutil.copy(rules, place.root)
    config = folder / "apache.conf"
    config.write_text(
        f"""ServerRoot "{folder}"
ServerName data.example.fi
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/errors"
{load_modules()}
User www-data
Group www-data
TraceEnable Off
TypesConfig /dev/null
AddLanguage sv .sv
AddLanguage en .en
AddEncoding x-gzip .gz
DocumentRoot "{place.root}"
<Directory "{place.root}">
    Require all granted
    Options FollowSymLinks
    AllowOverride All
</Directory>
{included}
"""
    )
    program = str(shutil.which("apache2", path=FOLDERS))
    return [program, "-f", str(config), "-DFOREGROUND"]


def _caddy(_: Place, folder: Path, port: int) -> list[str]:
    config = folder / "Caddyfile"
    config.write_text(
        f"""{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	import "{folder}/pykala.caddy"
}}
"""
    )
    return ["caddy", "run", "--config", str(config), "--adapter", "caddyfile"]


def _edge(place: Place, folder: Path, port: int) -> list[str]:
    return ["node", str(EDGE_RUNTIME), str(folder / "pykala.mjs"), str(place.root), str(port)]


# None: it comes with us.
PROGRAMS = {"serve": None, "nginx": "nginx", "apache": "apache2", "caddy": "caddy", "edge": "node"}
COMMANDS: dict[str, Callable[[Place, Path, int], list[str]]] = {
    "serve": _serve,
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
    "edge": _edge,
}


def link_set(headers: dict[str, str]) -> set[str]:
    """The links of an answer, in no order."""
    return set(re.findall(r"<[^>]+>(?:;[^,<]+)*", headers.get("Link", "")))


def vary(answer: Answer) -> set[str]:
    """What an answer depends on, compression aside."""
    named = {name.strip() for name in answer.headers.get("Vary", "").split(",")}
    return named - {"", "Accept-Encoding"}
