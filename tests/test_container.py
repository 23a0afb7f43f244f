"""The file that a container is made by: what can be said of it without an engine."""

from __future__ import annotations

import json
import re
import tomllib
from argparse import Namespace
from collections import defaultdict
from pathlib import Path

import pytest

from publisher.arguments import Run, parser

ROOT = Path(__file__).parents[1]
N_INSTRUCTIONS = 17


@pytest.fixture(scope="module")
def instructions() -> list[tuple[str, str]]:
    """Each with what it is told, on one line."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Containerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n", " ", text).splitlines()
    found = [(name, told.strip()) for name, _, told in (line.partition(" ") for line in lines)]
    return [each for each in found if each[0]]


def _serve(_: Namespace) -> int:
    return 0


def _other(_: Namespace) -> int:
    return 1


def told(instructions: list[tuple[str, str]], name: str) -> list[str]:
    return [each for found, each in instructions if found == name]


def test_every_instruction_is_seen(instructions: list[tuple[str, str]]) -> None:
    assert len(instructions) == N_INSTRUCTIONS


def test_images_are_named_without_a_host(instructions: list[tuple[str, str]]) -> None:
    images = [each.split()[0] for each in told(instructions, "FROM")]
    assert set(images) == {"debian:trixie-slim"}


def test_it_runs_as_nobody_of_the_machine(instructions: list[tuple[str, str]]) -> None:
    last = max(index for index, (name, _) in enumerate(instructions) if name == "FROM")
    assert told(instructions[last:], "USER") == ["10001:10001"]
    ran = [index for index, (name, _) in enumerate(instructions) if name in {"RUN", "COPY"}]
    assert max(ran) < instructions.index(("USER", "10001:10001"))


def test_what_it_starts_is_a_command_of_ours(instructions: list[tuple[str, str]]) -> None:
    assert told(instructions, "ENTRYPOINT") == ['["pykala"]']
    (command,) = told(instructions, "CMD")
    runs = defaultdict[str, Run](lambda: _other, serve=_serve)
    options = parser(runs).parse_args(json.loads(command))
    assert options.run is _serve
    assert (options.host, options.log) == ("0.0.0.0", True)  # noqa: S104
    assert told(instructions, "EXPOSE") == [str(options.port)]


def test_what_it_installs_is_there(instructions: list[tuple[str, str]]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ran = " ".join(told(instructions, "RUN"))
    (extras,) = re.findall(r"'\.\[(.+?)\]'", ran)
    assert set(extras.split(",")) <= project["optional-dependencies"].keys()
    (settings,) = re.findall(r"pykala libraries (\S+)", ran)
    assert (ROOT / settings).is_file()


def test_it_is_given_all_that_the_wheel_is_made_of() -> None:
    left_out = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    names = {line.strip("/") for line in left_out if not line.startswith(("#", "**"))}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = {"README.md", "LICENSE", "pyproject.toml", "examples", "publisher"}
    needed |= {"mappings", "ontology", "shapes", "site"}
    assert project["project"]["readme"] in needed
    assert not names & needed
    assert {".git", ".venv", "var"} <= names
