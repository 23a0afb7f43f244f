"""What is installed is what stands here: the wheel carries every folder, and builds the demo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

import pytest

from publisher import __version__
from tests.build.corpora import Folder

ROOT = Path(__file__).parents[1]
FOLDERS = ("ontology", "mappings", "shapes", "site")
CACHES = {"__pycache__"}
_DAY = ("--today", "2026-10-20")


class Built(NamedTuple):
    """Both distributions."""

    wheel: Path
    sdist: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-d", str(folder), cwd=ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, sdist)


def _run(*command: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, capture_output=True, check=False, cwd=cwd, encoding="utf-8", env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by path from the root of the checkout."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not CACHES & set(path.parts)
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_wheel_has_every_file_of_the_declarative_folders(built: Built, folder: str) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        prefix = f"publisher/_data/{folder}/"
        packed = {
            name.removeprefix("publisher/_data/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith(prefix)
        }
    assert packed == files(ROOT / folder)
    assert packed


def test_the_wheel_has_every_module_and_nothing_of_the_workshop(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = set(archive.namelist())
        code = {name: archive.read(name) for name in names if name.startswith("publisher/")}
    code = {name: content for name, content in code.items() if "/_data/" not in name}
    assert code == files(ROOT / "publisher")
    assert "publisher/py.typed" in names
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"publisher", f"pykala-{__version__}.dist-info"}


def test_the_wheel_says_what_it_is(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        info = f"pykala-{__version__}.dist-info"
        about = Parser().parsestr(archive.read(f"{info}/METADATA").decode())
        commands = archive.read(f"{info}/entry_points.txt").decode()
        assert f"{info}/licenses/LICENSE" in archive.namelist()
    assert (about["Name"], about["Version"]) == ("pykala", __version__)
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT"
    assert "pykala = publisher.cli:main" in commands


def test_the_source_distribution_has_what_it_takes_to_test_and_to_build(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = ("publisher", *FOLDERS, "tests", "examples", "docs")
    wanted = {name for folder in folders for name in files(ROOT / folder)}
    assert wanted | {"pyproject.toml", "README.md", "LICENSE", "Makefile"} <= names
    assert not [name for name in names if name.startswith(("var/", ".venv/"))]


def test_a_wheel_made_from_the_source_distribution_is_the_same(
    built: Built, tmp_path: Path
) -> None:
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    _run(*command, cwd=source)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == built.wheel.read_bytes()


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, and what it needs from the one around it."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder), cwd=ROOT)
    python = folder / "bin" / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(built.wheel))
    _run(sys.executable, "-m", "pip", "--python", str(python), *install, cwd=folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "around.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder


def test_an_installed_wheel_builds_the_demo_from_anywhere_as_the_checkout_does(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    demo = Folder(tmp_path / "examples")
    demo.change_settings('output = "../var/demo"', 'output = "var"')
    told = _run(
        str(installed / "bin" / "python"),
        "-c",
        "import publisher.assets as a; print(a.__file__, a.asset_dir('shapes'))",
        cwd=tmp_path,
    )
    for place in told.split():
        assert Path(place).is_relative_to(installed)
    command = str(installed / "bin" / "pykala")
    assert _run(command, "--version", cwd=tmp_path) == f"pykala {__version__}\n"
    told = _run(command, "build", "examples/pykala.toml", *_DAY, "--workers", "1", cwd=tmp_path)
    assert told.startswith("27 documents: 26 published, 1 published in part\n")
    ours = demo.copy(tmp_path / "ours")
    ours.build(today=_DAY[1])
    assert demo.public() == ours.public()
