"""Units of systemd: what its own tools say of them, and whether their commands need no more."""

from __future__ import annotations

import configparser
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests import needs
from tests.build.corpora import DOCUMENTS, Folder
from tests.serving.conftest import PATIENCE_S
from tests.site.building import TODAY, pykala

UNITS = {"pykala.service", "pykala.socket", "pykala-build.service", "pykala-build.timer"}
SERVICES = sorted(name for name in UNITS if name.endswith(".service"))
# Of 100, which is what has all rights and no limit.
MOST_EXPOSED = 15
_HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


class Unit(configparser.RawConfigParser):
    """A unit; of a key that stands there several times, the last value."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, interpolation=None)
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.read_string(path.read_text("utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder.create(tmp_path / "päätökset 2026", DOCUMENTS)


@pytest.fixture
def units(folder: Folder) -> Path:
    """Where they were written."""
    target = folder.path / "units"
    options = ("--for", "systemd", "--output", target)
    done = pykala("hosting", folder.settings, *options, folder=folder.path)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(done.stdout.splitlines()) == {str(target / name) for name in UNITS}
    return target


def test_systemd_finds_no_mistake_in_them(units: Path) -> None:
    command = [needs.program("systemd-analyze"), "verify", *map(str, sorted(units.iterdir()))]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", SERVICES)
def test_systemd_finds_them_little_exposed(name: str, units: Path) -> None:
    command = [needs.program("systemd-analyze"), "security", "--offline=true", "--no-pager"]
    command += [f"--threshold={MOST_EXPOSED}", str(units / name)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout
    assert "Overall exposure level" in done.stdout


def test_a_path_that_a_unit_could_misread_is_refused(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "100%", DOCUMENTS)
    done = pykala("hosting", folder.settings, "--for", "systemd", folder=folder.path)
    assert done.returncode == 2
    assert "choose another one" in done.stderr
    assert not (folder.output / "hosting" / "systemd").exists()


def confined(command: list[str], writable: Path | None, *, network: bool) -> list[str]:
    """A command that has no rights, and may write below one folder at most.

    Skips where this machine lets nobody be confined.
    """
    bwrap = [needs.program("bwrap"), "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    bwrap += ["--cap-drop", "ALL", "--die-with-parent", *([] if network else ["--unshare-net"])]
    tried = subprocess.run([*bwrap, "true"], capture_output=True, check=False, text=True)
    if tried.returncode:
        pytest.skip(f"this machine lets nobody be confined: {tried.stderr.strip()}")
    bound = ["--bind", str(writable), str(writable)] if writable else []
    return [*bwrap, *bound, "--", *command]


def command_of(unit: Unit) -> list[str]:
    """What a service runs; quotes are those of a shell as far as these units go."""
    return shlex.split(unit["Service"]["ExecStart"])


def test_they_need_no_rights_and_one_folder_to_write_to(folder: Folder, units: Path) -> None:
    build, server = (Unit(units / f"{name}.service") for name in ("pykala-build", "pykala"))
    (writable,) = shlex.split(build["Service"]["ReadWritePaths"])
    assert Path(writable) == folder.output
    folder.output.mkdir(exist_ok=True)
    building = [*command_of(build), "--today", TODAY]
    outside = confined(building, None, network=False)
    refused = subprocess.run(outside, capture_output=True, check=False, text=True)
    assert refused.returncode == 1
    assert "Read-only file system: let it be written to" in refused.stderr
    inside = confined(building, folder.output, network=False)
    done = subprocess.run(inside, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    with handed_over(confined(command_of(server), None, network=True)) as address:
        page = requests.get(f"{address}lumivaara.html", timeout=PATIENCE_S)
        asked = {"query": "ASK { ?s ?p ?o }", "format": "json"}
        answer = requests.get(f"{address}sparql", params=asked, timeout=PATIENCE_S)
    assert page.status_code == 200
    assert answer.json()["boolean"] is True


@contextmanager
def handed_over(command: list[str]) -> Iterator[str]:
    """Run a server with a socket that somebody else listens on (sd_listen_fds(3)).

    Yields:
        Its address.
    """
    # The process that is to take the socket is told its own number, inside of what confines it.
    at = command.index("--") + 1
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.fileno()
        inside = [sys.executable, "-c", _HAND_OVER, str(number), *command[at:]]
        with subprocess.Popen([*command[:at], *inside], pass_fds=[number]) as server:
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
            finally:
                server.kill()
